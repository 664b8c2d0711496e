"""What lists are called: "Free events for children under 6 held in Arabic", a sentence made of pieces.

The pieces of a language stand in its `headings.yaml`, in the order of a sentence; what it lacks is
said in English.
"""

from __future__ import annotations

from collections.abc import Iterable

from bulletin.words import load_words
from bulletin.words.phrases import MAIN, fill_phrase

ORDER = (
    "categories", "audiences", "needs", "languages", "access", "drop-in", "online", "no-id", "partners",
    "venues", "rare", "when", "time", "words",
)  # fmt: skip
"""The facets in the order in which a heading names them."""

WHOLE = ("events", "free", "none", "none_free", "new")
"""How a heading begins."""

_ANY = "any"


def heading_piece(language: str, kind: str, value: str, name: str) -> str:
    """What a heading says of one value of a facet: "for children under 6", "held in Arabic"."""
    for tag in (language, MAIN):
        pieces = load_words(tag, "headings").get(kind, {})
        piece = pieces.get(value) or pieces.get(_ANY)
        if piece:
            return fill_phrase(piece, {"name": name}, language)
    return name


def heading_whole(language: str, key: str) -> str:
    """The beginning of a heading, one of `WHOLE`: "Events", "Free events"."""
    own = load_words(language, "headings").get("whole", {})
    return str(own.get(key) or load_words(MAIN, "headings")["whole"][key])


def either_pattern(language: str) -> str:
    """`{first} or {last}`."""
    return str(load_words(language, "headings").get("or") or load_words(MAIN, "headings")["or"])


def write_heading(language: str, pieces: Iterable[str], *, free: bool = False) -> str:
    """The heading of these pieces, which stand in the order of a sentence."""
    return " ".join((heading_whole(language, "free" if free else "events"), *pieces))
