"""FILES OF A SHARED FOLDER → RECORDS: what a file that is no record holds.

converted  drafts of events, and what is to be said about them
sheets     a sheet → its drafts        headers  which column holds what     rows  a row → its draft
row_cells  a row while it is read      row_times, row_words  its dates, and the words of the rest
"""
