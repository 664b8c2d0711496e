"""WHAT STAFF WORK WITH: lists they keep, read, one line added, counted. Never about a person.

decisions   what was decided about each submission, as `decisions/<year>.csv` keeps it
forms       the forms of the host, by which all this is done from a telephone
tallies     how many were accepted, edited, held and declined, by kind of partner and by reason
"""
