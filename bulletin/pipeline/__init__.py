"""load → check → plan → render → write: here alone the stages meet.

build       the story: a content folder checked, and built into a site
last_good   older versions in place of files with errors
site        a plan's files rendered by several processes; the preview
published   the calendars of a built site, compared with its content
"""
