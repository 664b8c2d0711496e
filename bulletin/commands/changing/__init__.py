"""`bulletin cancel | move | note | notice`: what has to be right tonight, in the records themselves.

cancel        an event, or one of its dates
cancel_day    everything of one day at a place
move          a date to another time
note          a few words beside an event or a date
notice        a line on top of every page
which_date    the date that is meant
asking        what is asked at a terminal
carry_out     what a change would bring, the question, and the writing
"""
