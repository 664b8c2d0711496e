"""Spaces at which no line may end: French sets one before its marks, and people type a plain one."""

from __future__ import annotations

import re

_NO_BREAK_SPACE = "\u00a0"

_HELD = re.compile(r" (?=[:;?!»](?![\w-]))|(?<=«) |(?<=\d) (?=h\b)|(?<=\d h) (?=\d\d\b)")
"""Before a mark but not a smiley, within quotes, in `20 h 30`. No language begins a line with one."""


def hold_together(text: str) -> str:
    """The text as people wrote it, with no-break spaces before marks and in hours.

    >>> hold_together("Où ? À 20 h 30 : « Salut »").replace("\\u00a0", "_")
    'Où_? À 20_h_30_: «_Salut_»'
    """
    return _HELD.sub(_NO_BREAK_SPACE, text)
