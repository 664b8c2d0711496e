"""FILES OF A SHARED FOLDER → RECORDS: what a file that is no record holds.

converted       what such a file holds: drafts of records
calendars       `.ics` → drafts
calendar_dates  when an event of a calendar takes place; calendar_texts: what it says in words
mails           `.eml`, `.txt` → drafts
mail_parts      a mail's text and attachments, within bounds; mail_words: which of its words are its own
form_text       the form's lines → fields; free_text: what can be read for certain in all other text
"""
