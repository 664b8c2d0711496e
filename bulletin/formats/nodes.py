"""A record as YAML nodes: scalars, sequences and mappings, each with its line and column.

Every scalar is text; the record's schema decides what it means. `line` and `column` count from 1 in the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class Scalar(NamedTuple):
    """One piece of text. An empty value (`field:`) is the text "".

    `quoted`: it was a quoted or block scalar, or had to be read as one, so it is text on purpose. (A tuple,
    since a board has hundreds of thousands, and a frozen dataclass takes several times as long to make.)
    """

    text: str
    line: int = 0
    column: int = 0
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, at the place of its first item's dash or of its `[`."""

    items: tuple[Node, ...]
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields in the order they were written; each name occurs once."""

    items: tuple[tuple[Scalar, Node], ...]
    line: int = 0
    column: int = 0

    def get(self, key: str) -> Node | None:
        """The value of the field, or None if it is not there."""
        for name, value in self.items:
            if name.text == key:
                return value
        return None


Node: TypeAlias = Scalar | Sequence | Mapping
Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"


def plain(node: Node) -> Tree:
    """The same as text, lists and dictionaries, without places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.items}


def locate(node: Node, loc: tuple[str | int, ...], *, key: bool = False) -> tuple[int, int]:
    """Line and column of the deepest part of the path `loc` that is there (from 1).

    Parts of `loc` that name nothing here are passed over, so that the path a validator gives, with
    its own names for alternatives in between, still finds the value. With `key` it is the place of the
    field's name instead of its value's.
    """
    place = (node.line, node.column)
    for part in loc:
        found = _step(node, part)
        if found is None:
            continue
        name, node = found
        place = (name.line, name.column) if key else (node.line, node.column)
    return place


def _step(node: Node, part: str | int) -> tuple[Node, Node] | None:
    if isinstance(node, Mapping):
        wanted = str(part)
        return next(((name, value) for name, value in node.items if name.text == wanted), None)
    if isinstance(node, Sequence) and isinstance(part, int) and 0 <= part < len(node.items):
        return node.items[part], node.items[part]
    return None
