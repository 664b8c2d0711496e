"""Characters that no page and no feed can carry."""

from __future__ import annotations

import re

_SEPARATORS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_NON_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_UNPRINTABLE = re.compile(f"[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ud800-\udfff{_NON_CHARACTERS}]")
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean_text(text: str) -> str:
    """`text` without control characters, surrogates and non-characters; tab, LF and CR stay.

    Characters that some programs take for a line break (VT, FF, U+0085, U+2028, U+2029) become a space,
    so that the words around them stay apart. XML 1.0 §2.2 forbids most of these, iCalendar clients stop at
    the others.
    """
    if text.replace("\n", " ").isprintable():  # nothing of category C, Zl or Zp
        return text
    return _UNPRINTABLE.sub("", _SEPARATORS.sub(" ", text))


def without_bidi_controls(text: str) -> str:
    """`text` without the characters that turn its reading direction round (U+202A–202E, U+2066–2069)."""
    return text if text.isascii() else _BIDI_CONTROLS.sub("", text)
