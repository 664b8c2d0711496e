"""`bulletin rename | combine | retire | withdraw`: moves after which addresses and calendars still answer.

rename        another name for an event, a venue or a partner
combine       a duplicate becomes one event with a co-host
retire        a partner leaves on a day
withdraw      a record is taken off, with everything it says
carry_out     what a move would bring, the question, and the writing
"""
