"""Lists and fields in brackets, `[en, fr]` and `{label: Adults, amount: $5}`, on one line or several."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bulletin.formats.yaml.emit import quote
from bulletin.formats.yaml.scalars import CURLY_QUOTED, stands_for_something

_QUOTED = re.compile(r""" "(?:[^"\\]|\\.)*"|'(?:[^']|'')*' """.strip())
_PIECE = re.compile(r"""[ \t]+|[\[\]{},]|:(?=[\s,\[\]{}]|\Z)|#|[^\s\[\]{},:"'#]+|.""")
_ITEM_END = re.compile(r"[,\]}]|\Z")
_MARKS = "@`%*&!|>#\"'“„‟‘‚"
_CLOSES = {"[": "]", "{": "}"}


class Unreadable(Exception):
    """The brackets cannot be read; `reason` is "open", "depth" or "mixed". Caught by the caller."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


@dataclass(slots=True)
class Brackets:
    """Where brackets end (index of line and column after the last one) and the items in them to mend.

    `edits` are (line, first column, column after, text instead); `stands_for` the first anchor, alias
    or tag as (line, column, mark).
    """

    line: int
    column: int
    edits: list[tuple[int, int, int, str]] = field(default_factory=list)
    stands_for: tuple[int, int, str] | None = None


class _Reader:
    def __init__(self, line: int, depth: int) -> None:
        self.found = Brackets(line, 0)
        self.depth = depth
        self.open: list[str] = []
        self.fresh = True  # an item may begin here
        self.start = 0  # column of the latest item
        self.item: int | None = None  # column of an item that must be put in quotes

    def read_line(self, line: str, number: int, column: int) -> bool:
        """Whether the last bracket was closed in this line."""
        spaced = True
        while column < len(line):
            piece = _QUOTED.match(line, column) if self.fresh else None
            piece = piece or _PIECE.match(line, column)
            text = piece.group() if piece else line[column]
            if text[0] == "#" and spaced and line[column + 1 : column + 2] in ("", " ", "\t"):
                break
            if text[0] in " \t":
                spaced = True
                column += len(text)
                continue
            if self._take(text, line, number, column, spaced):
                return True
            spaced = False
            column += len(text)
        self._end_item(line, number, column)
        return False

    def _take(self, text: str, line: str, number: int, column: int, spaced: bool) -> bool:
        if text in "[{":
            if not self.fresh:
                raise Unreadable("mixed", number, column)
            if len(self.open) >= self.depth:
                raise Unreadable("depth", number, column)
            self.open.append(text)
        elif text in "]}":
            if not self.open or _CLOSES[self.open.pop()] != text:
                raise Unreadable("mixed", number, column)
            self._end_item(line, number, column)
            self.fresh = False
            if not self.open:
                self.found.line, self.found.column = number, column + 1
                return True
        elif text == ",":
            self._end_item(line, number, column)
            self.fresh = True
        elif text == ":" and self.item is None:
            self.fresh = True
        else:
            self._text(text, line, number, column, spaced)
        return False

    def _text(self, text: str, line: str, number: int, column: int, spaced: bool) -> None:
        if self.fresh and text[0] in _MARKS and not (text[0] in "\"'" and len(text) > 1):
            end = _ITEM_END.search(line, column)
            mark = stands_for_something(line[column : end.start() if end else None])
            if mark and self.found.stands_for is None:
                self.found.stands_for = (number, column, mark)
            self.item = column
        elif self.fresh:
            self.start = column
        elif text[0] == "#" and spaced and self.item is None:
            self.item = self.start
        self.fresh = False

    def _end_item(self, line: str, number: int, column: int) -> None:
        if self.item is None:
            return
        bare = line[self.item : column].rstrip()
        curly = CURLY_QUOTED.fullmatch(bare)
        inner = (curly[2] if curly[1] else curly[3]) if curly else bare
        self.found.edits.append((number, self.item, self.item + len(bare), quote(inner)))
        self.item = None


def read_brackets(lines: list[str], first: int, column: int, end: int, depth: int) -> Brackets:
    """Read the brackets that open at `column` of line `first`, at most to before line `end`.

    `depth` is how many levels are allowed. Raises Unreadable with the place where reading stopped.
    """
    reader = _Reader(first, depth)
    for number in range(first, end):
        if reader.read_line(lines[number], number, column if number == first else 0):
            return reader.found
    raise Unreadable("open", first, column)
