"""Fields laid out as most are: one a line, with text, a short list, or further fields below the name.

They are read here without the parser, which takes four times as long. Whatever could be meant in another way,
or is worth a word to the person who wrote it, is not read here.
"""

from __future__ import annotations

import re

from bulletin.formats.nodes import Mapping, Node, Scalar, Sequence
from bulletin.formats.yaml.bounds import Limits

_ITEM = r"\w[\w $+./-]*"
_LINE = re.compile(
    r"( *)(?:([a-z_]{1,60}):|-)(?: (?:"
    r"([\w$(+./][^:#]*(?:(?::(?=\S)|(?<=\S)#)[^:#]*)*)"
    r'|"([^"\\]*)"'
    r"|'([^']*)'"
    rf"|\[({_ITEM}(?:, *{_ITEM})*)\]"
    r"))?\Z"
)
_EACH_ITEM = re.compile(_ITEM)
_MOST_CHARACTERS = 8_000
_DEPTH = 3
_EVENTS_OF_A_LINE = 4


def read_plainly(text: str, limits: Limits, first_line: int, text_fields: frozenset[str]) -> Mapping | None:
    """The fields in `text`; None where the lines must be looked at one by one."""
    if (
        len(text) > _MOST_CHARACTERS
        or limits.depth < _DEPTH
        or _EVENTS_OF_A_LINE * (text.count("\n") + text.count(",") + 2) > limits.events
        or not text.replace("\n", " ").isprintable()
    ):
        return None
    return _Reader(text_fields).read(text, first_line)


class _Reader:
    """`name` is the field that has no value yet; `below` and `items` are what stands below it so far."""

    def __init__(self, text_fields: frozenset[str]) -> None:
        self.text_fields = text_fields
        self.fields: dict[str, tuple[Scalar, Node]] = {}
        self.name: Scalar | None = None
        self.below: dict[str, tuple[Scalar, Node]] = {}
        self.items: list[Scalar] = []
        self.indent = 0
        self.line = 0

    def read(self, text: str, first_line: int) -> Mapping | None:
        fields, match = self.fields, _LINE.match
        for number, line in enumerate(text.split("\n"), first_line):
            if not line or line[0] == "#":
                continue
            found = match(line)
            if found is None:
                return None
            indent, name, column = found.end(1), found[2], found.end(2) + 3
            value: Node | None = None
            if found[3] is not None:
                if line[-1] == " ":
                    return None
                value = Scalar(found[3], number, column)
            elif found[6] is not None:
                if name is None or name in self.text_fields:
                    return None
                value = _list(found[6], number, column)
            elif found.lastindex is not None and found.lastindex > 2:
                value = Scalar(found[found.lastindex], number, column, True)
            if indent:
                if not self._take_below(number, indent, name, value):
                    return None
                continue
            if name is None or name in fields or (self.name is not None and not self._close()):
                return None
            key = Scalar(name, number, 1)
            if value is None:
                if name in self.text_fields:
                    return None
                self.name = key
                fields[name] = (key, key)
            else:
                fields[name] = (key, value)
        if not fields or (self.name is not None and not self._close()):
            return None
        items = tuple(fields.values())
        return Mapping(items, items[0][0].line, 1)

    def _take_below(self, number: int, indent: int, name: str | None, value: Node | None) -> bool:
        """A field or an item below the field that waits for its value; False if it is none."""
        if self.name is None or value is None:
            return False
        if not self.below and not self.items:
            self.indent, self.line = indent, number
        elif indent != self.indent or (name is None) is not bool(self.items):
            return False
        if name is None:
            if not isinstance(value, Scalar):
                return False
            self.items.append(Scalar(value.text, number, indent + 3, value.quoted))
            return True
        if name in self.below:
            return False
        self.below[name] = (Scalar(name, number, indent + 1), value)
        return True

    def _close(self) -> bool:
        """Give the field that waits what stands below it; False if there is nothing."""
        key = self.name
        assert key is not None
        if self.items:
            value: Node = Sequence(tuple(self.items), self.line, self.indent + 1)
        elif self.below:
            value = Mapping(tuple(self.below.values()), self.line, self.indent + 1)
        else:
            return False
        self.fields[key.text] = (key, value)
        self.name, self.below, self.items = None, {}, []
        return True


def _list(text: str, line: int, column: int) -> Sequence:
    items = [
        Scalar(each.group().rstrip(" "), line, column + 1 + each.start())
        for each in _EACH_ITEM.finditer(text)
    ]
    return Sequence(tuple(items), line, column)
