"""The lines that set or remove one value, by the places of the parser's nodes."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import yaml

from bulletin.formats.nodes import Tree
from bulletin.formats.yaml.compose import LOADER
from bulletin.formats.yaml.emit import format_flow, format_name, format_yaml
from bulletin.formats.yaml.spans import Collection, Point, Spans, value_of
from bulletin.model.names import as_field_name
from bulletin.problems import Fix

Place: TypeAlias = "tuple[str | int, ...]"
"""The names of fields, and the numbers of items from 0, that lead to a value from outside."""


class NotEdited(Exception):
    """No change of the lines could be proved to do what is asked and nothing else; says so in a sentence."""


class NewValue(NamedTuple):
    """A value, and the fields behind which its own comes where it is new."""

    value: Tree
    after: tuple[str, ...] = ()


class Entry(NamedTuple):
    """A field or an item: the collection it is in, its number there, and its name or number."""

    parent: Collection
    at: int
    name: str | int

    @property
    def value(self) -> yaml.Node:
        return value_of(self.parent, self.at)


def parsed_fields(repaired: str) -> Collection:
    """The parser's nodes. Raises NotEdited."""
    try:
        root = yaml.compose(repaired, Loader=LOADER)
    except Exception as error:  # the parser raises others beside its own
        raise not_edited(1) from error
    if not isinstance(root, yaml.MappingNode):
        raise not_edited(1)
    return root


def not_edited(line: int) -> NotEdited:
    """The refusal to change what stands near a line."""
    return NotEdited(f"What stands near line {line} cannot be changed by a command; change it by hand.")


def find_entries(root: Collection, place: Place) -> tuple[list[Entry], Place]:
    """The entries that lead to a place as far as they are there, and the rest of the place."""
    found: list[Entry] = []
    node: yaml.Node = root
    for part in place:
        entry = _entry(node, part)
        if entry is None:
            break
        found.append(entry)
        node = entry.value
    return found, place[len(found) :]


def _entry(node: yaml.Node, part: str | int) -> Entry | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
        return Entry(node, part, part) if 0 <= part < len(node.value) else None
    if not isinstance(node, yaml.MappingNode) or not isinstance(part, str):
        return None
    names = [str(key.value).strip() for key, _ in node.value]
    if part in names:
        return Entry(node, names.index(part), part)
    spelt = [as_field_name(name) for name in names]
    if part not in spelt:
        return None
    at = spelt.index(part)
    return Entry(node, at, names[at])


def without_empty(found: list[Entry]) -> list[Entry]:
    """The entries down to the one whose removal leaves no collection empty."""
    kept = list(found)
    while kept and len(kept[-1].parent.value) == 1:
        kept.pop()
    if not kept:
        raise NotEdited("Nothing would be left of this file.")
    return kept


def removal(spans: Spans, entry: Entry) -> Fix:
    """The lines without an entry; others stand beside it."""
    parent, at, _ = entry
    start, end = spans.start_of(parent, at), spans.end_of(parent, at)
    if parent.flow_style:
        if at:
            return spans.splice(spans.end_of(parent, at - 1), end, "")
        return spans.splice(start, spans.start_of(parent, at + 1), "")
    if not spans.repaired[start.line][: start.column].strip():
        return Fix(start.line + 1, end.line + 1, ())
    if at + 1 == len(parent.value):
        raise not_edited(start.line + 1)
    return spans.splice(start, spans.start_of(parent, at + 1), "")


def list_of_one(spans: Spans, entry: Entry) -> Fix:
    """The lines of a value, as the one item of a list."""
    node, end = entry.value, spans.end_of(entry.parent, entry.at)
    start = Point(node.start_mark.line, node.start_mark.column)
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        whole = spans.text(start, end)
        return spans.splice(start, end, f"[{whole}]")
    indent = spans.indent(start)
    lines = spans.written[start.line : end.line + 1]
    marks = ("- ", *["  "] * (len(lines) - 1))
    moved = (f"{indent}{mark}{line.removeprefix(indent)}" for mark, line in zip(marks, lines, strict=True))
    return Fix(start.line + 1, end.line + 1, tuple(line.rstrip() for line in moved))


def setting(spans: Spans, found: list[Entry], root: Collection, rest: Place, new: NewValue) -> Fix:
    """The lines with a new value at the last of the entries, or at the place `rest` below it."""
    if not rest:
        return _replacement(spans, found[-1], new.value)
    value = new.value
    for part in reversed(rest[1:]):
        value = {part: value} if isinstance(part, str) else [value]
    node = found[-1].value if found else root
    if found and _is_empty(node):
        whole: Tree = {rest[0]: value} if isinstance(rest[0], str) else [value]
        return _replacement(spans, found[-1], whole)
    if isinstance(node, yaml.MappingNode) and isinstance(rest[0], str):
        return _new_field(spans, node, rest[0], NewValue(value, new.after))
    if isinstance(node, yaml.SequenceNode) and rest[0] == len(node.value):
        return _new_item(spans, node, value)
    raise not_edited(node.start_mark.line + 1)


_NOTHING = ("", "~", "null", "Null", "NULL")


def _is_empty(node: yaml.Node) -> bool:
    """Whether a field has no value yet, or empty brackets."""
    if isinstance(node, yaml.ScalarNode):
        return not node.style and node.value.strip() in _NOTHING
    return not node.value


def _replacement(spans: Spans, entry: Entry, value: Tree) -> Fix:
    parent, at, _ = entry
    start, end = spans.value_start(parent, at), spans.end_of(parent, at)
    if start is None:
        raise not_edited(spans.start_of(parent, at).line + 1)
    if parent.flow_style:
        blank = "" if isinstance(parent, yaml.SequenceNode) else " "
        return spans.splice(start, end, f"{blank}{format_flow(value)}")
    first, *below = format_yaml({"x": value}, {}).splitlines()
    beside = first.removeprefix("x:")
    if not below:
        return spans.splice(start, end, beside)
    indent = spans.indent(spans.start_of(parent, at))
    if isinstance(parent, yaml.SequenceNode) and not beside:
        # The first field of a new item stands beside its dash.
        beside, *below = (line[2:] for line in below)
        beside = f" {beside}"
        indent += "  "
    return spans.splice(start, end, beside, tuple(spans.nested(below, indent)))


def _new_field(spans: Spans, parent: yaml.MappingNode, name: str, new: NewValue) -> Fix:
    if parent.flow_style and not parent.value:
        return _into_brackets(spans, parent, f"{format_name(name)}: {format_flow(new.value)}")
    near = next((entry for each in new.after if (entry := _entry(parent, each))), None)
    at = near.at if near else len(parent.value) - 1
    end = spans.end_of(parent, at)
    start = spans.start_of(parent, at)
    if parent.flow_style:
        is_own_line = not spans.repaired[start.line][: start.column].strip()
        beside = f",\n{spans.indent(start)}" if is_own_line else ", "
        return spans.splice(end, end, f"{beside}{format_name(name)}: {format_flow(new.value)}")
    line = spans.below(end, start.column)
    lines = format_yaml({name: new.value}, {}).splitlines()
    return Fix(line + 1, line, tuple(spans.nested(lines, spans.indent(start))))


def _new_item(spans: Spans, parent: yaml.SequenceNode, value: Tree) -> Fix:
    if parent.flow_style and not parent.value:
        return _into_brackets(spans, parent, format_flow(value))
    at = len(parent.value) - 1
    end = spans.end_of(parent, at)
    if parent.flow_style:
        return spans.splice(end, end, f", {format_flow(value)}")
    start = spans.start_of(parent, at)
    line = spans.below(end, start.column)
    lines = [each.removeprefix("  ") for each in format_yaml({"x": [value]}, {}).splitlines()[1:]]
    return Fix(line + 1, line, tuple(spans.nested(lines, spans.indent(start))))


def _into_brackets(spans: Spans, parent: Collection, text: str) -> Fix:
    inside = Point(parent.start_mark.line, parent.start_mark.column + 1)
    return spans.splice(inside, inside, text)
