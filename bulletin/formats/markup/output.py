"""A sanitized tree as HTML and as plain text, and the first sentence of that for lists, print and screens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import nh3

from bulletin.formats.urls import SCHEMES, scheme_of

if TYPE_CHECKING:  # the library brings it; a board of simple texts needs neither
    from xml.etree.ElementTree import Element

_BLOCKS = {
    *("h2", "h3", "h4", "h5", "h6", "p", "hr", "pre", "blockquote", "ul", "ol", "li"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_CLEANER = nh3.Cleaner(
    tags=_BLOCKS | {"a", "br", "code", "em", "strong"},
    attributes={"a": {"href", "rel"}, "ol": {"start"}},
    url_schemes=set(SCHEMES),
    link_rel=None,
)
_SPACE = re.compile(r"[ \t\n]+")
_SCHEME_OR_LAST_SLASH = re.compile(r"^https?://|/$")
_SPACE_AROUND_BREAK = re.compile(r" *\n *")


def format_html(root: Element) -> str:
    """The children of `root`, one block a line, cleaned once more by an independent HTML reader."""
    from xml.etree.ElementTree import tostring

    for block in root:
        block.tail = f"{block.tail or ''}\n"
    # The element around them is none that a text may have.
    return sanitize_html(tostring(root, encoding="unicode", method="html")).rstrip("\n")


def sanitize_html(html: str) -> str:
    """`html` with nothing but the elements and attributes that a text may have."""
    return _CLEANER.clean(html)


def format_text(root: Element) -> tuple[str, list[str]]:
    """Plain text: paragraphs with an empty line between them, lists with "- ", links as `words (address)`;
    and those of its paragraphs that are prose: no headings, lists, tables.

    An address is written once, and not when the words say it already. Links within the site are their words
    alone: an address without a site is of no use in a calendar.
    """
    writer = _TextWriter()
    texts: list[str] = []
    prose: list[str] = []
    for child in root:
        blocks = writer.block(child)
        texts += blocks
        if child.tag == "p" and not _is_all_bold(child):
            prose += blocks
    return "\n\n".join(texts), prose


def _is_all_bold(paragraph: Element) -> bool:
    """Whether it is a heading by its looks: bold words alone."""
    words = "".join(paragraph.itertext()).strip()
    return len(paragraph) == 1 and paragraph[0].tag == "strong" and "".join(paragraph[0].itertext()) == words


class _TextWriter:
    def __init__(self) -> None:
        self._written: set[str] = set()

    def blocks(self, element: Element) -> list[str]:
        """The texts of the blocks in `element`; words beside them are blocks too."""
        found: list[str] = []
        loose: list[str] = [element.text or ""]
        for child in element:
            if child.tag in _BLOCKS:
                if words := _tidy("".join(loose)):
                    found.append(words)
                loose.clear()
                found.extend(self.block(child))
            else:
                loose.append(self._inline(child))
            loose.append(child.tail or "")
        if words := _tidy("".join(loose)):
            found.append(words)
        return found

    def block(self, element: Element) -> list[str]:
        """The texts of one block; several where it holds others."""
        if element.tag in {"ul", "ol"}:
            return [self._list(element)]
        if element.tag == "table":
            rows = ([_tidy(self._words(cell)) for cell in row] for row in element.iter("tr"))
            return ["\n".join(map(" | ".join, rows))]
        if element.tag == "hr":
            return []
        if element.tag == "pre":
            return ["".join(element.itertext()).strip("\n")]
        return self.blocks(element)

    def _list(self, element: Element) -> str:
        number = int(element.get("start", "1")) if element.tag == "ol" else None
        lines = []
        for item in element:
            mark = "- " if number is None else f"{number}. "
            if number is not None:
                number += 1
            body = "\n".join(self.blocks(item))
            lines.append(mark + body.replace("\n", "\n" + " " * len(mark)))
        return "\n".join(lines)

    def _words(self, element: Element) -> str:
        parts = [element.text or ""]
        for child in element:
            parts.append(self._inline(child))
            parts.append(child.tail or "")
        return "".join(parts)

    def _inline(self, element: Element) -> str:
        if element.tag == "br":
            return "\x00"
        words = self._words(element)
        url = element.get("href", "")
        scheme = scheme_of(url)
        if element.tag != "a" or not scheme:
            return words
        shown = url if scheme in {"http", "https"} else url.partition(":")[2].partition("?")[0]
        bare = _SCHEME_OR_LAST_SLASH.sub("", shown)
        if url in self._written or bare in words:
            self._written.add(url)
            return words
        self._written.add(url)
        return f"{words} ({shown})"


def _tidy(text: str) -> str:
    """One space for each run of spaces and line ends; U+0000 stands for a wanted line break."""
    spaced = _SPACE.sub(" ", text) if "\n" in text or "  " in text or "\t" in text else text
    if "\x00" in spaced:
        spaced = _SPACE_AROUND_BREAK.sub("\n", spaced.replace("\x00", "\n"))
    return spaced.strip()


LONGEST_SUMMARY = 160
"""Characters that lists, print and screens have room for."""

_ABBREVIATIONS = {
    "mr", "mrs", "ms", "mx", "dr", "prof", "st", "ste", "mt", "ft", "jr", "sr", "co", "inc", "ltd",
    "u.s", "u.k", "e.g", "i.e", "eg", "ie", "vs", "no", "nos", "approx", "min", "max", "incl", "vol",
    "pp", "fig", "env",
    "apt", "ave", "av", "blvd", "boul", "rd", "tel", "ext", "mme", "mlle", "mm", "p.ex", "c.-à-d",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
}  # fmt: skip
# What German and Scandinavian languages write a number with a dot before.
_COUNTED = re.compile(
    r"(?:Jan|Jän|Feb|Mär|Mar|Apr|Ma[ij]|Jun|Jul|Aug|Sep|Okt|Oct|Nov|Dez|Dec)\w*\b"
    r"|(?:Stock|Etage|Klasse|Jahrhundert|Obergeschoss|OG|Platz|Mal)\b"
)
_BEFORE_A_NUMBER = {"a.m", "p.m", "am", "pm", "etc"}
# The end of a sentence: its mark, any closing quotes or brackets, then a space (Latin, Arabic, Devanagari) or
# nothing at all (Chinese, Japanese).
_END = re.compile(
    r"(?P<wide>[。！？｡]+[」』）》〉”’]*)"
    r"|(?P<mark>[.!?…؟۔।॥]+)(?P<close>(?:[\s\u00a0\u202f]?»|[)\]\"'”’›])*)(?=\s|$)"
)
_MARK = re.compile(r"[。！？｡.!?…؟۔।॥]")
# Not the no-break spaces: French sets one before its marks.
_BREAKABLE_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_ODD_SPACE = re.compile(r"[^\S \u00a0\u202f]|  ")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_ELLIPSIS = "…"


def lead_sentence(prose: Iterable[str], limit: int = LONGEST_SUMMARY) -> str:
    """The first sentence of a text, from its paragraphs of prose; lines of a programme hold none.

    Of a sentence that only announces what follows (`Please bring:`) the words, with "…" behind them.
    """
    for paragraph in prose:
        sentence = first_sentence(_before_lines(paragraph), limit)
        if sentence.endswith((":", "\uff1a")):
            return sentence[:-1].rstrip() + _ELLIPSIS
        if sentence:
            return sentence
    return ""


def _before_lines(paragraph: str) -> str:
    """What a paragraph says before its lines are only lines below each other; "" where it begins so."""
    first, *others = paragraph.split("\n")
    if not others:
        return paragraph
    for below in others:
        if any(not _goes_on(first, match, whole=True) for match in _ends(first)) or first.endswith(":"):
            return first
        if not (below[:1].isalpha() and not below[:1].isupper()):
            return ""
        first = f"{first} {below}"
    return first


def first_sentence(text: str, limit: int = LONGEST_SUMMARY) -> str:
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


def shorten(text: str, limit: int = LONGEST_SUMMARY) -> str:
    """As many whole sentences of one line of text as have room; else cut at a word with "…"."""
    if len(text) <= limit:
        return text
    reach = text[: limit + 40]
    ends = [match.end() for match in _ends(reach) if match["wide"] or not _goes_on(reach, match, whole=False)]
    room = [end for end in ends if limit // 4 <= end <= limit]
    return text[: room[-1]] if room else _shortened(text, limit)


def _ends(text: str) -> Iterator[re.Match[str]]:
    """As `_END.finditer`, but only where a mark stands can one be."""
    reached = 0
    for mark in _MARK.finditer(text):
        if mark.start() >= reached and (match := _END.match(text, mark.start())):
            reached = match.end()
            yield match


def _first_paragraph(text: str) -> str:
    for paragraph in _EMPTY_LINE.split(text) if "\n" in text else (text,):
        spaced = _BREAKABLE_SPACE.sub(" ", paragraph) if _ODD_SPACE.search(paragraph) else paragraph
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
    if word.isdecimal() and (len(word) <= 2 or len(word) == match.start()):
        # `3. Stock`, `am 5. Februar`: a number that is read as “third”, “fifth”.
        return len(word) == match.start() or _COUNTED.match(rest) is not None
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
