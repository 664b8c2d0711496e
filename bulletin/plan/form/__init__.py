"""What stands behind the form with which anybody hands in an event.

fields        fields of the record as questions
script_data   words and dates for its script
events        events that are on the board, to begin with
"""
