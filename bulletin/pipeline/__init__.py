"""load → check → plan → render → write: here alone the stages meet.

build       the story: a content folder checked, and built into a site
last_good   older versions in place of files with errors
causes      one Problem at a venue, a partner or a calendar that events ask for in vain
faults      at which file a mistake of ours came up
memory      what a publication remembers of its events
submission  what a change hands in, and what is wrong because of it
site        a plan's files rendered by several processes; the preview
published   the calendars of a built site, compared with its content
"""
