"""FILES OF A SHARED FOLDER → RECORDS: whose they are, what they are called, what is known of them.

arrivals    whose folder it is, what a file of it becomes, and which files came to rest
journal     what was handed in before, and what became of it
converted   what a file that is no record holds: drafts of records
converters  the reader of each kind of such files
calendars   `.ics` → drafts
"""
