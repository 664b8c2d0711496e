"""How much room words take on paper, whatever typeface a machine has: rather too much than too little.

Widths are those of the widest typeface the sheets' style sheet asks for. All measures are points.
"""

from __future__ import annotations

import unicodedata

MILLIMETRE = 72 / 25.4
SHEET_WIDTH = 190 * MILLIMETRE
"""Of A4, the narrower of the two, within margins of 10 mm."""
SHEET_HEIGHT = 259.4 * MILLIMETRE
"""Of Letter, the shorter of the two, within the same."""

_REGULAR = {"i": 0.26, "f": 0.38, "m": 0.93, "w": 0.79, "n": 0.58, "A": 0.65, "M": 0.9, "0": 0.58, " ": 0.29}
_BOLD = {"i": 0.32, "f": 0.46, "m": 0.98, "w": 0.86, "n": 0.64, "A": 0.71, "M": 0.95, "0": 0.64, " ": 0.32}
_LETTERS = {"i": "ijl.,:;'’|!I·", "f": "frt-()[]/", "m": "m@%—…", "w": "w", "M": "MW"}
_LIKE = {letter: key for key, letters in _LETTERS.items() for letter in letters}
_WIDE = frozenset("WF")


def _width(letter: str, bold: bool) -> float:
    """Of one letter, in ems."""
    widths = _BOLD if bold else _REGULAR
    if letter in _LIKE:
        return widths[_LIKE[letter]]
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(letter) in _WIDE:
        return 1.0
    if letter.isspace():
        return widths[" "]
    if letter.isdigit():
        return widths["0"]
    return widths["A" if letter.isupper() else "n"]


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is on one line."""
    return size * sum(_width(letter, bold) for letter in text)


def count_lines(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """On how many lines a text stands; a word that is too long for one is broken where it must be."""
    lines, used, space = 0, width, text_width(" ", size, bold=bold)
    for word in text.split():
        needed = text_width(word, size, bold=bold)
        if used + space + needed <= width:
            used += space + needed
            continue
        lines += max(1, -(-int(needed) // int(width)))
        used = needed % width if needed > width else needed
    return lines
