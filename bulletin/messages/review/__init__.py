"""What a proposal does, in plain words for staff.

facts        the facts as rows for programs
clauses      each fact in words
summary      one sentence, and what else is to be said of it
entries      events as they will look
report       all of it as text, and as Markdown
"""
