"""Where each value of a record begins and ends, and the lines that another text in its place makes.

Places are those of the lines as the parser gets them (`repaired`), which keep the numbers of the lines as
they were written; what is changed keeps the indent it was written with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from yaml import MappingNode, Mark, Node, ScalarNode, SequenceNode

from bulletin.formats.yaml.repairs import indent_of
from bulletin.problems import Fix

Collection: TypeAlias = MappingNode | SequenceNode

_COLON = re.compile(r"\s*:")


class Point(NamedTuple):
    """A place between two characters; line and column count from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Spans:
    """The lines of a record's fields, as they were written and as the parser gets them."""

    written: list[str]
    repaired: list[str]

    def start_of(self, parent: Collection, at: int) -> Point:
        """Where an entry begins: at the name of a field, at an item's dash or, in brackets, at the item."""
        if isinstance(parent, MappingNode):
            return _point(parent.value[at][0].start_mark)
        if parent.flow_style:
            return _point(parent.value[at].start_mark)
        first = parent.start_mark.line if at == 0 else self.end_of(parent, at - 1).line + 1
        column = parent.start_mark.column
        lines = range(first, len(self.repaired))
        return Point(next(line for line in lines if self.repaired[line][column:].startswith("-")), column)

    def value_start(self, parent: Collection, at: int) -> Point | None:
        """Where the value of an entry may begin, behind colon or dash; None for a name without a colon."""
        if isinstance(parent, SequenceNode):
            start = self.start_of(parent, at)
            return start if parent.flow_style else Point(start.line, start.column + 1)
        key = _point(parent.value[at][0].end_mark)
        colon = _COLON.match(self.repaired[key.line], key.column)
        return Point(key.line, colon.end()) if colon else None

    def end_of(self, parent: Collection, at: int) -> Point:
        """The end of the last thing in an entry, without the comments and empty lines behind it."""
        node = value_of(parent, at)
        if isinstance(node, ScalarNode) and not node.style and not node.value:
            # The parser's mark of what is not there may be that of the next entry.
            named = parent.value[at][0] if isinstance(parent, MappingNode) else node
            return self.value_start(parent, at) or _point(named.end_mark)
        if isinstance(node, (MappingNode, SequenceNode)) and not node.flow_style and node.value:
            return self.end_of(node, len(node.value) - 1)
        end = _point(node.end_mark)
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            last = end.line if end.column else end.line - 1
            while last > node.start_mark.line and not self.repaired[last].strip():
                last -= 1
            return Point(last, len(self.repaired[last]))
        return end

    def below(self, end: Point, column: int) -> int:
        """The number of the line for a new entry at `column`, below what ends there and comments in it."""
        below = end.line + 1
        for number, line in enumerate(self.repaired[below:], start=below):
            if line.strip():
                if not line.lstrip().startswith("#") or indent_of(line) <= column:
                    break
                below = number + 1
        return below

    def indent(self, point: Point) -> str:
        """What stands in front of a new line in the column of `point`."""
        line = self.repaired[point.line]
        width = min(indent_of(line), point.column)
        written = self.written[point.line]
        return written[: indent_of(written)] + " " * (point.column - width)

    def nested(self, lines: list[str], indent: str) -> list[str]:
        """Lines that are indented by spaces, moved right, with tabs in a record that is indented by tabs."""
        if any(line.startswith("\t") for line in self.written):
            widths = [indent_of(line) for line in lines]
            lines = ["\t" * (wide // 2) + line[wide:] for wide, line in zip(widths, lines, strict=True)]
        return [f"{indent}{line}" if line else "" for line in lines]

    def text(self, start: Point, end: Point) -> str:
        """What stands from `start` to `end`."""
        if start.line == end.line:
            return self.repaired[start.line][start.column : end.column]
        lines = self.repaired[start.line + 1 : end.line]
        first, last = self.repaired[start.line][start.column :], self.repaired[end.line][: end.column]
        return "\n".join((first, *lines, last))

    def splice(self, start: Point, end: Point, text: str, below: tuple[str, ...] = ()) -> Fix:
        """The lines with `text` in place of what stands from `start` to `end`, and lines `below` it."""
        line = self.repaired[start.line]
        width = min(indent_of(line), start.column)
        head = self.indent(Point(start.line, width)) + line[width : start.column]
        tail = self.repaired[end.line][end.column :]
        lines = f"{head}{text}{tail}".rstrip().split("\n")
        return Fix(start.line + 1, end.line + 1, (*lines, *below))


def value_of(parent: Collection, at: int) -> Node:
    """The value of a field or an item."""
    node: Node = parent.value[at][1] if isinstance(parent, MappingNode) else parent.value[at]
    return node


def _point(mark: Mark) -> Point:
    return Point(mark.line, mark.column)
