"""The source of a text: what it may hold before it is read as Markdown, and the lines its links stand in.

Reading Markdown takes time that grows with the square of some of these, and memory that grows with others; a
stranger could stop the board with a page of brackets. Real texts are far below every limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.formats.encoding import without_unseen
from bulletin.problems import Problem, Rule, Severity, SourceRef
from bulletin.translatable import gettext as _

TEXT_TOO_LONG = Rule(
    "text-too-long",
    Severity.ERROR,
    "A description or a page's text is at most 20 KB (about 3,000 words).",
    "Nobody reads more on a phone, and it keeps the board quick to build.",
)
TEXT_TOO_TANGLED = Rule(
    "text-too-tangled",
    Severity.ERROR,
    "A text has a bounded number of brackets, signs, lists in lists, table cells and lines.",
    "Texts beyond these bounds are accidents or attacks, and take minutes to read.",
)

SOURCE_RULES = (TEXT_TOO_LONG, TEXT_TOO_TANGLED)

MAX_BYTES = 20 * 1024
MAX_LINES = 1500
MAX_DEPTH = 8
MAX_CELLS = 2000

# character, how many, what it is called
_COUNTED = (
    ("[", 200, _("opening brackets “[”")),
    ("<", 200, _("angle brackets “<”")),
    ("*", 1000, "asterisks “*”"),
    ("_", 1000, "underscores “_”"),
    ("`", 400, "backticks “`”"),
    ("\\", 400, "backslashes “\\”"),
    ("@", 200, "“@” signs"),
    ("&", 400, "“&” signs"),
    ("://", 200, _("web addresses")),
)
_MARKERS = re.compile(r"(?:[ \t]*(?:[-*+•◦‣▪●]|[0-9]{1,9}[.)]|>)(?=[ \t]|$|>))+")
_MARKER = re.compile(r"[-*+•◦‣▪●>]|[0-9]+[.)]")
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def check_bounds(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """One Problem for each bound that `text` goes beyond; none means that it may be read."""
    size = len(text.encode("utf-8", "replace"))
    if size > MAX_BYTES:
        message = _(
            "this text is {size} KB long; 20 KB (about 3,000 words) is the most", size=size // 1024 + 1
        )
        hint = _("keep what people need to decide and to come, and link to the rest")
        yield Problem(SourceRef(path, first_line), TEXT_TOO_LONG, message, hint)
        return

    def tangled(line: int, what: str, hint: str) -> Problem:
        return Problem(SourceRef(path, first_line + line), TEXT_TOO_TANGLED, what, hint)

    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        yield tangled(
            MAX_LINES,
            _("this text has {lines} lines; {most} is the most", lines=lines, most=MAX_LINES),
            _("shorten the text"),
        )
    for sign, most, name in _COUNTED:
        if text.count(sign) > most:
            line = "".join(text.split(sign, most + 1)[:-1]).count("\n")
            yield tangled(
                line,
                _("this text has more than {most} {name}", most=most, name=name),
                _("remove those that are not needed"),
            )
    deep = _first_too_deep(text)
    if deep is not None:
        what = _("lists or quotations stand inside each other more than {most} deep", most=MAX_DEPTH)
        yield tangled(deep, what, _("use one list with short points, or headings"))
    wide = _first_too_many_cells(text)
    if wide is not None:
        what = _("the tables of this text have more than {most} cells", most=MAX_CELLS)
        yield tangled(wide, what, _("split the table, or link to a file"))


def _first_too_deep(text: str) -> int | None:
    """The index of the first line whose list items or quotations stand deeper than MAX_DEPTH."""
    indents: list[int] = []
    for index, line in enumerate(text.split("\n")):
        match = _MARKERS.match(line)
        if match is None:
            if line and not line[0].isspace():
                indents.clear()
            continue
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        while indents and indent < indents[-1] + 2:
            indents.pop()
        indents.append(indent)
        if len(indents) - 1 + len(_MARKER.findall(match[0])) > MAX_DEPTH:
            return index
    return None


def _first_too_many_cells(text: str) -> int | None:
    """The index of the first line of the paragraph with which the table cells become too many.

    Every row gets as many cells as the widest line has, as a table's rows are filled up to its heading.
    """
    if "|" not in text:
        return None
    cells = start = 0
    for block in _BLANK_LINE.split(text):
        start = max(text.find(block, start), start)
        if "|" in block:
            rows = block.split("\n")
            cells += len(rows) * (max(row.count("|") for row in rows) + 1)
            if cells > MAX_CELLS:
                return text.count("\n", 0, start)
    return None


_SEPARATORS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_NON_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_UNPRINTABLE = re.compile(f"[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ud800-\udfff{_NON_CHARACTERS}]")
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean_text(text: str) -> str:
    """`text` without control characters, surrogates, non-characters and marks of no width.

    Tab, LF and CR stay. Characters that some programs take for a line break (VT, FF, U+0085, U+2028, U+2029)
    become a space, so that the words around them stay apart. XML 1.0 §2.2 forbids most of these, iCalendar
    clients stop at the others.
    """
    if text.replace("\n", " ").isprintable():  # nothing of category C, Zl or Zp
        return text
    return without_unseen(_UNPRINTABLE.sub("", _SEPARATORS.sub(" ", text)))


def without_bidi_controls(text: str) -> str:
    """`text` without the characters that turn its reading direction round (U+202A–202E, U+2066–2069)."""
    return text if text.isascii() else _BIDI_CONTROLS.sub("", text)


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text: its address as published, and the line of the file it stands in."""

    url: str
    line: int


class SourceLines:
    """Where in the source something stands; what occurs again is searched for after the last place."""

    def __init__(self, source: str, first_line: int) -> None:
        self._source = source
        self._first_line = first_line
        self._reached: dict[str, int] = {}

    def line_of(self, *needles: str) -> int:
        """The line of the file in which the first of `needles` that is there at all stands."""
        for needle in needles:
            position = self._source.find(needle, self._reached.get(needle, 0)) if needle else -1
            if position >= 0:
                self._reached[needle] = position + len(needle)
                return self._first_line + self._source.count("\n", 0, position)
        return self._first_line
