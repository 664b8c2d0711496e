"""What stands behind the form with which anybody hands in an event.

fields   fields of the record as questions            say      words and dates for its script
events   events that are on the board, to begin with
"""
