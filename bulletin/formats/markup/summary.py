"""The first sentence of a text, for lists, print and screens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_ABBREVIATIONS = {
    *(
        "mr",
        "mrs",
        "ms",
        "mx",
        "dr",
        "prof",
        "st",
        "ste",
        "mt",
        "ft",
        "jr",
        "sr",
        "co",
        "inc",
        "ltd",
        "u.s",
        "u.k",
    ),
    *("e.g", "i.e", "eg", "ie", "vs", "no", "nos", "approx", "min", "max", "incl", "vol", "pp", "fig", "env"),
    *("apt", "ave", "av", "blvd", "boul", "rd", "tel", "ext", "mme", "mlle", "mm", "p.ex", "c.-à-d"),
    *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    *("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"),
}
_BEFORE_A_NUMBER = {"a.m", "p.m", "am", "pm", "etc"}
# The end of a sentence: its mark, any closing quotes or brackets, then a space (Latin, Arabic, Devanagari) or
# nothing at all (Chinese, Japanese).
_END = re.compile(
    r"(?P<wide>[。！？｡]+[」』）》〉”’]*)"
    r"|(?P<mark>[.!?…؟۔।॥]+)(?P<close>(?:[\s\u00a0\u202f]?»|[)\]\"'”’›])*)(?=\s|$)"
)
_MARK = re.compile(r"[。！？｡.!?…؟۔।॥]")
# Not the no-break spaces: French sets one before its marks.
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_ODD_SPACE = re.compile(r"[^\S \u00a0\u202f]|  ")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_ELLIPSIS = "…"


def first_sentence(text: str, limit: int = 160) -> str:
    """The first sentence of plain text, at most `limit` characters; cut at a word with "…" if it is longer.

    The dots of "e.g.", "Mr.", "7 p.m.", initials and numbers do not end it. Only the first paragraph that
    has words is looked at. Never cuts between a letter and its combining marks.
    """
    paragraph = _first_paragraph(text)
    # A sentence that ends behind the limit is cut anyway, so nothing behind it is worth reading.
    reach = paragraph[: limit + 40]
    for match in _ends(reach):
        if match["wide"] or not _goes_on(reach, match, whole=len(reach) == len(paragraph)):
            return _shortened(paragraph[: match.end()], limit)
    return _shortened(paragraph, limit)


def _ends(text: str) -> Iterator[re.Match[str]]:
    """As `_END.finditer`, but only where a mark stands can one be."""
    reached = 0
    for mark in _MARK.finditer(text):
        if mark.start() >= reached and (match := _END.match(text, mark.start())):
            reached = match.end()
            yield match


def _first_paragraph(text: str) -> str:
    for paragraph in _EMPTY_LINE.split(text) if "\n" in text else (text,):
        spaced = _SPACE.sub(" ", paragraph) if _ODD_SPACE.search(paragraph) else paragraph
        words = spaced.strip().removeprefix("- ")
        if words:
            return words
    return ""


def _goes_on(text: str, match: re.Match[str], *, whole: bool) -> bool:
    rest = text[match.end() :].lstrip()
    if not rest:
        return not whole
    if rest[0].islower():
        return True
    if match["mark"] != "." or match["close"]:
        return False
    word = text[: match.start()].rpartition(" ")[2].lstrip("([\"'«“‘").lower()
    if word in _BEFORE_A_NUMBER:
        return rest[0].isdigit()
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i")


def _shortened(sentence: str, limit: int) -> str:
    if len(sentence) <= limit:
        return sentence
    room = max(limit - len(_ELLIPSIS), 0)
    cut = sentence.rfind(" ", 0, room + 1)
    # Without a space in reach (Chinese, Thai, a long address) any whole character will do.
    if cut < room // 2:
        cut = room
        while cut > 0 and _joins_previous(sentence, cut):
            cut -= 1
    return sentence[:cut].rstrip(" ,;:–—-(«“‘\u00a0") + _ELLIPSIS if cut else ""


def _joins_previous(text: str, index: int) -> bool:
    """Whether a cut before `index` would tear a visible character apart."""
    char, before = text[index], text[index - 1]
    return (
        unicodedata.category(char) in {"Mn", "Mc", "Me"}
        or char in "\u200d\u200c\ufe0e\ufe0f"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or before == "\u200d"
        or ("\U0001f1e6" <= char <= "\U0001f1ff" and "\U0001f1e6" <= before <= "\U0001f1ff")
    )
