"""Fields laid out as nearly all are: one a line, with text, a list, a block of lines or further fields below.

They are read here without the parser, which takes four times as long. Whatever could be meant in another way,
or is worth a word to the person who wrote it, is not read here.
"""

from __future__ import annotations

import re

from bulletin.formats.nodes import Mapping, Node, Scalar, Sequence
from bulletin.formats.yaml.limits import Limits

_ITEM = r"\w[\w $+./-]*"
_LINE = re.compile(
    r"( *)(?P<dash>- )?(?:(?P<name>[a-z_][a-z0-9_-]{0,60}|[0-9]{4}-[0-9]{2}-[0-9]{2}):(?:\Z| (?!\Z)))?(?:"
    r"(?P<text>(?:[\w$(+./]|-(?=[0-9]))[^:#]*(?:(?::(?=\S)|(?<=\S)#)[^:#]*)*)"
    r'|"(?P<double>[^"\\]*)"'
    r"|'(?P<single>[^']*)'"
    rf"|\[(?P<list>{_ITEM}(?:, *{_ITEM})*)\]"
    r"|(?P<block>\|)"
    r")?\Z"
)
_EACH_ITEM = re.compile(_ITEM)
_MOST_CHARACTERS = 16_000
_DEPTH = 4
_EVENTS_OF_A_LINE = 6


class _Otherwise(Exception):
    """Something here could be meant in another way. Never leaves this module."""


def read_plainly(text: str, limits: Limits, first_line: int, text_fields: frozenset[str]) -> Mapping | None:
    """The fields in `text`; None where the lines must be looked at one by one."""
    if (
        len(text) > _MOST_CHARACTERS
        or limits.depth < _DEPTH
        or _EVENTS_OF_A_LINE * (text.count("\n") + text.count(",") + 2) > limits.events
        or not text.replace("\n", " ").isprintable()
    ):
        return None
    try:
        return _Reader(text, first_line, text_fields).read()
    except _Otherwise:
        return None


class _Reader:
    """`found` is the line `at` that is read next (None behind the last), `indent` the column it begins in."""

    def __init__(self, text: str, first_line: int, text_fields: frozenset[str]) -> None:
        self.lines = text.split("\n")
        self.first_line = first_line
        self.text_fields = text_fields
        self.at = -1
        self.indent = 0
        self.found: re.Match[str] | None = None

    def read(self) -> Mapping:
        self._step()
        if self.indent:
            raise _Otherwise
        fields = self._fields(0, 1)
        if self.found is not None:
            raise _Otherwise
        return fields

    def _step(self) -> None:
        """Go on to the next line that is neither empty nor a comment."""
        lines, at = self.lines, self.at + 1
        while at < len(lines) and (not lines[at] or lines[at][0] == "#"):
            at += 1
        self.at = at
        if at == len(lines):
            self.found, self.indent = None, -1
            return
        self.found = found = _LINE.match(lines[at])
        if found is None:
            raise _Otherwise
        self.indent = found.end(1)

    def _fields(self, indent: int, depth: int, *, in_item: bool = False) -> Mapping:
        """Fields that begin in column `indent`; the first one stands behind a dash if `in_item`."""
        fields: dict[str, tuple[Scalar, Node]] = {}
        line = self.at + self.first_line
        while (found := self.found) is not None and (in_item or self.indent >= indent):
            name = found["name"]
            if name is None or name in fields or (not in_item and (found["dash"] or self.indent > indent)):
                raise _Otherwise
            key = Scalar(name, self.at + self.first_line, indent + 1)
            in_item = False
            fields[name] = (key, self._value(found, indent, depth))
        if not fields:
            raise _Otherwise
        return Mapping(tuple(fields.values()), line, indent + 1)

    def _value(self, found: re.Match[str], owner: int, depth: int) -> Node:
        """The value of a field that begins in column `owner`; the line behind it is read next."""
        kind, line = found.lastgroup, self.at + self.first_line
        assert kind is not None
        if kind == "name":
            return self._below(found, owner, depth)
        text, column = found[kind], found.start(kind)
        if kind == "block":
            return Scalar(self._block(owner), line, column + 1, True)
        self._step()
        if kind == "text":
            if text[-1] == " ":
                raise _Otherwise
            return Scalar(text, line, column + 1)
        if kind == "list":
            if found["name"] in self.text_fields or found["name"] is None or depth >= _DEPTH:
                raise _Otherwise
            items = [Scalar(each[0].rstrip(" "), line, column + each.start() + 1) for each in _items_in(text)]
            return Sequence(tuple(items), line, column)
        return Scalar(text, line, column, True)

    def _below(self, found: re.Match[str], owner: int, depth: int) -> Node:
        """Fields or items below a name."""
        self._step()
        if depth >= _DEPTH or self.found is None or self.indent <= owner or found["name"] in self.text_fields:
            raise _Otherwise
        if self.found["dash"]:
            return self._items(self.indent, depth + 1)
        return self._fields(self.indent, depth + 1)

    def _items(self, indent: int, depth: int) -> Sequence:
        items: list[Node] = []
        line = self.at + self.first_line
        while (found := self.found) is not None and self.indent >= indent:
            if not found["dash"] or self.indent > indent:
                raise _Otherwise
            if found["name"] is not None:
                if depth >= _DEPTH:
                    raise _Otherwise
                items.append(self._fields(indent + 2, depth + 1, in_item=True))
            elif found.lastgroup in ("text", "double", "single"):
                items.append(self._value(found, indent, depth))
            else:
                raise _Otherwise
        return Sequence(tuple(items), line, indent + 1)

    def _block(self, owner: int) -> str:
        """The lines below `|` that stand further right than column `owner`."""
        lines, first = self.lines, self.at + 1
        end = first
        while end < len(lines) and (not lines[end] or lines[end][: owner + 1].isspace()):
            end += 1
        block = lines[first:end]
        margin = len(block[0]) - len(block[0].lstrip(" ")) if block else 0
        # A line of nothing but spaces, or one that begins further left, is worth a look.
        if not margin or any(line and (line.isspace() or not line[:margin].isspace()) for line in block):
            raise _Otherwise
        self.at = end - 1
        self._step()
        return "\n".join([line[margin:] for line in block]).rstrip("\n")


def _items_in(text: str) -> list[re.Match[str]]:
    return list(_EACH_ITEM.finditer(text))
