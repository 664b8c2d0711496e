"""FILES OF A SHARED FOLDER → RECORDS: what a file that is no record holds.

converted  what such a file holds: drafts of records
calendars  `.ics` → drafts
"""
