"""What staff work with: what there is to do, the lists they keep, the forms by which they do it.

todo        everything to do this week: `arrived`, `due`, `mend`, `silent`, `ready`, each with its `actions`
decisions   what was decided about each submission, as `decisions/<year>.csv` keeps it; never about a person
tallies     how many were accepted, edited, held and declined, by kind of partner and by reason
forms       the forms of the host, by which all this is done from a telephone
"""
