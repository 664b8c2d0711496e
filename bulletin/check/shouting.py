"""Titles in capitals, and the same title in small letters with its names still names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bulletin.words import load_words

LEAST_CASED = 8
"""Letters of a title that can be large or small: fewer are an abbreviation."""

_ABBREVIATIONS = frozenset(
    (
        *(
            "ADHD",
            "AED",
            "AGM",
            "AI",
            "AIDS",
            "ASL",
            "BBQ",
            "BIPOC",
            "BYOB",
            "CAD",
            "CBC",
            "CEO",
            "CPR",
            "CV",
        ),
        *(
            "DIY",
            "DJ",
            "DNA",
            "DVD",
            "EAL",
            "ELL",
            "ESL",
            "EU",
            "FAQ",
            "GED",
            "GPS",
            "HIV",
            "ICT",
            "JP",
            "LED",
        ),
        *("LGBT", "LGBTQ", "LGBTQIA", "LSQ", "MC", "MLA", "MP", "MPP", "MRI", "NASA", "NATO", "NGO", "NHL"),
        *(
            "NHS",
            "NYC",
            "OK",
            "PC",
            "PDF",
            "PEI",
            "PTA",
            "PTSD",
            "RCMP",
            "RSVP",
            "STEAM",
            "STEM",
            "TED",
            "TV",
        ),
        *("UK", "UN", "UNESCO", "UNICEF", "USA", "VIP", "VR", "WHO", "WWI", "WWII", "YMCA", "YWCA"),
    )
)
_SMALL = frozenset(
    (
        *("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "off", "on"),
        *("or", "over", "per", "the", "to", "up", "via", "vs", "with"),
    )
)
_ROMAN = re.compile(r"(?=[MDCLXVI])M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")
_ENDINGS = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|(?<=[A-Z])['’]?s\b|\bMa?c(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\w+")
_LONG_WORD = re.compile(r"[^\W\d_]{5}")
_COUNTED = re.compile(r"(\d+)(ST|ND|RD|TH|S)")
_IRISH = re.compile(r"(O['’]|M[Cc])([A-Z]{3,})")
_WITH_CAPITALS = ("en", "de")
_VOWEL = re.compile(r"[AEIOUYÀ-ÖØ-Ý]")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:]\s|[-–—(“\"]\s?)[^\w]*$")


def is_shouted(title: str) -> bool:
    """Whether a title is in capitals throughout; one with small words among large ones is not."""
    bare = _ENDINGS.sub("", title)
    cased = [letter for letter in bare if letter.isupper() or letter.islower()]
    if len(cased) < LEAST_CASED or any(map(str.islower, cased)):
        return False
    return any(_LONG_WORD.search(word) and not _is_name(word) for word in _WORD.findall(bare))


def calm_title(title: str, names: Iterable[str], language: str) -> str:
    """The title in small letters. Abbreviations, numerals and `names` (of partners, of places) stay names.

    In English and German each word of weight keeps its capital, so that no name loses it.
    """
    known = {word.casefold(): word for word in _names_of_days(language)}
    pieces: list[str] = []
    end = 0
    for found in _WORD.finditer(title):
        pieces.append(title[end : found.start()])
        end = found.end()
        begins = _SENTENCE_END.search(title[: found.start()]) is not None
        pieces.append(_calm_word(found[0], known, language, begins=begins))
    calm = "".join(pieces) + title[end:]
    for name in sorted(names, key=len):
        if name and not name.islower():
            typed = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
            calm = typed.sub(name.replace("\\", r"\\"), calm)
    return calm


def _calm_word(word: str, known: dict[str, str], language: str, *, begins: bool) -> str:
    if word.casefold() in known:
        return known[word.casefold()]
    if counted := _COUNTED.fullmatch(word):
        return counted[1] + counted[2].lower()
    if irish := _IRISH.fullmatch(word):
        return irish[1].capitalize() + irish[2].capitalize()
    if _is_name(word) or not word.isupper():
        return word
    small = word.lower()
    if begins or (language[:2] in _WITH_CAPITALS and small not in _SMALL):
        return small[:1].upper() + small[1:]
    return small


def _is_name(word: str) -> bool:
    """Whether it is written in capitals in a calm title too: NASA, XIV, BBQ, 3D."""
    bare = re.sub(r"['’]?[sS]$", "", word) if len(word) > 3 else word
    if word in _ABBREVIATIONS or bare in _ABBREVIATIONS:
        return True
    if len(word) > 1 and _ROMAN.fullmatch(word) and word not in ("MIX", "DI", "LI", "MI", "MD", "CD"):
        return True
    is_short = 2 <= len(word) <= 5 and word.isalpha()
    return word == "I" or any(map(str.isdigit, word)) or (is_short and not _VOWEL.search(word))


def _names_of_days(language: str) -> list[str]:
    words = load_words(language, "dates")
    forms = [
        form for kind in ("months", "weekdays") for forms in words.get(kind, {}).values() for form in forms
    ]
    return [form for form in forms if len(form) > 3]
