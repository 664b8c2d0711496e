"""LISTS KEPT BY STAFF: read, one line added, counted. Never about a person.

decisions   what was decided about each submission, as `decisions/<year>.csv` keeps it
tallies     how many were accepted, edited, held and declined, by kind of partner and by reason
"""
