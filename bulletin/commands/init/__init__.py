"""`bulletin init DIR`: a board of one's own in an empty folder.

questions    what is asked: the board, its first partner and venue, an event
create       the files, written all or none, and what to do next
"""
