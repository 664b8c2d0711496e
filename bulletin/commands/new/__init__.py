"""`bulletin new`: a commented file in content/, for little typing and without overwriting anything.

create        a new event, partner or venue, asked for
copy_event    an old event for new dates
prompts       questions, and their answers as fields
draft_board   the board a record is written for
record_file   the file with its comments, and reading it back
"""
