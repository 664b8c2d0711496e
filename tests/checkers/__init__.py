"""Real clients and validators the tests ask, each wrapped in a few lines.

Every `check_…` returns what its checker found, one line of text for each finding: an empty list is
"fine". A checker that is not installed fails the test and says how to get it; nothing is passed over.

    vnu       HTML, by the Nu checker (Java)
    axe       accessibility, by axe-core in Chromium
    browser   Chromium itself
    loopback  a folder served on 127.0.0.1, for Chromium
    icaljs    a calendar as Thunderbird reads it, with its dates (Node)
    libical   a calendar by libical's restriction check, the strictest there is (C)
    jing      XML by a RELAX NG grammar
    feed      RSS and Atom, by feedparser
    workflows GitHub workflows, by actionlint, zizmor and their schema
"""
