"""FILES OF A SHARED FOLDER → RECORDS: whose they are, what they are called, what is known of them.

arrivals        whose folder it is, what a file of it becomes, and which files came to rest
journal         what was handed in before, and what became of it
converted       what a file that is no record holds: drafts of records
converters      the reader of each kind of such files
calendars       `.ics` → drafts
calendar_dates  when an event of a calendar takes place; calendar_texts: what it says in words
mails           `.eml`, `.txt` → drafts
mail_parts      a mail's text and attachments, within bounds; mail_words: which of its words are its own
form_text       the form's lines → fields; free_text: what can be read for certain in all other text
sheets          `.xlsx`, `.csv` → drafts; headers: which column holds what; rows: a row → its draft
row_cells       a row while it is read; row_times, row_words: its dates, and the words of the rest
"""
