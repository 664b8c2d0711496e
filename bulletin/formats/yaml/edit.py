"""One value of a record's fields set or removed, as a change of the lines it stands in and of no other.

The parser's nodes say from where to where a value reaches. Each change is proved before it is given: what is
written is read back, and has to be the old fields with that one difference. (Libraries that keep comments
write a whole file anew, and read none that needs a repair.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

import yaml

from bulletin.formats.encoding import without_odd_characters
from bulletin.formats.nodes import Tree, plain
from bulletin.formats.yaml import SUBMISSION, TEXT_FIELDS, Limits, parse_yaml
from bulletin.formats.yaml.compose import LOADER
from bulletin.formats.yaml.emit import format_flow, format_name, format_yaml
from bulletin.formats.yaml.lines import repair_lines
from bulletin.formats.yaml.spans import Collection, Point, Spans, value_of
from bulletin.model.names import as_field_name
from bulletin.problems import Fix

Place: TypeAlias = "tuple[str | int, ...]"
"""The names of fields, and the numbers of items from 0, that lead to a value from outside."""


@dataclass(frozen=True, slots=True)
class SetValue:
    """A value to be written at a place, over the one there; fields that lead to it are made.

    A number that is as high as a list is long adds to the list. A field that is new comes behind the first
    one `after` that is there, else behind all others.
    """

    place: Place
    value: Tree
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoveValue:
    """A field or an item to be taken away; a field or list that is left empty by it goes too."""

    place: Place


Edit: TypeAlias = SetValue | RemoveValue


class NotEdited(Exception):
    """No change of the lines could be proved to do what is asked and nothing else; says so in a sentence."""


def edit_fields(text: str, edit: Edit, *, limits: Limits = SUBMISSION, first_line: int = 1) -> Fix | None:
    """The lines that make the edit in `text`, whose line ends are "\\n"; None if there is nothing to do.

    Names of fields are found as they are read: `Status` for `status`. Raises NotEdited.
    """
    before, problems = parse_yaml(text, "", limits=limits)
    repaired, _ = repair_lines(text, "", limits, 1, TEXT_FIELDS)
    if before is None or repaired is None or any(problem.is_error for problem in problems):
        raise NotEdited("This file has a mistake that has to be mended first.")
    old, edit = plain(before), _clean(edit)
    spans = Spans(text.split("\n"), repaired.split("\n"))
    root = _root(repaired)
    found = _find(root, edit.place)
    names = tuple(entry.name for entry in found) + edit.place[len(found) :]
    if isinstance(edit, RemoveValue):
        if len(found) < len(edit.place):
            return None
        kept = _without_empty(found)
        wanted = _without(old, names[: len(kept)])
        fix = _removal(spans, kept)
    else:
        wanted = _with(old, names, edit.value)
        fix = _setting(spans, root, found, edit)
    if wanted == old:
        return None
    after, told = parse_yaml(_pasted(text, fix), "", limits=limits)
    is_worse = len(told) > len(problems) or any(problem.is_error for problem in told)
    if after is None or is_worse or plain(after) != wanted:
        raise _not_edited(fix.first + first_line - 1)
    return replace(fix, first=fix.first + first_line - 1, last=fix.last + first_line - 1)


class _Entry(NamedTuple):
    """A field or an item: the collection it is in, its number there, and its name or number."""

    parent: Collection
    at: int
    name: str | int

    @property
    def value(self) -> yaml.Node:
        return value_of(self.parent, self.at)


def _root(repaired: str) -> Collection:
    try:
        root = yaml.compose(repaired, Loader=LOADER)
    except Exception as error:  # the parser raises others beside its own
        raise _not_edited(1) from error
    if not isinstance(root, yaml.MappingNode):
        raise _not_edited(1)
    return root


def _not_edited(line: int) -> NotEdited:
    return NotEdited(f"What stands near line {line} cannot be changed by a command; change it by hand.")


def _find(root: Collection, place: Place) -> list[_Entry]:
    """The entries that lead to a place, as far as they are there."""
    found: list[_Entry] = []
    node: yaml.Node = root
    for part in place:
        entry = _entry(node, part)
        if entry is None:
            break
        found.append(entry)
        node = entry.value
    return found


def _entry(node: yaml.Node, part: str | int) -> _Entry | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
        return _Entry(node, part, part) if 0 <= part < len(node.value) else None
    if not isinstance(node, yaml.MappingNode) or not isinstance(part, str):
        return None
    names = [str(key.value).strip() for key, _ in node.value]
    if part in names:
        return _Entry(node, names.index(part), part)
    spelt = [as_field_name(name) for name in names]
    if part not in spelt:
        return None
    at = spelt.index(part)
    return _Entry(node, at, names[at])


def _without_empty(found: list[_Entry]) -> list[_Entry]:
    """The entries down to the one whose removal leaves no collection empty."""
    kept = list(found)
    while kept and len(kept[-1].parent.value) == 1:
        kept.pop()
    if not kept:
        raise NotEdited("Nothing would be left of this file.")
    return kept


def _removal(spans: Spans, found: list[_Entry]) -> Fix:
    parent, at, _ = found[-1]
    start, end = spans.start_of(parent, at), spans.end_of(parent, at)
    if parent.flow_style:
        if at:
            return spans.splice(spans.end_of(parent, at - 1), end, "")
        return spans.splice(start, spans.start_of(parent, at + 1), "")
    if not spans.repaired[start.line][: start.column].strip():
        return Fix(start.line + 1, end.line + 1, ())
    if at + 1 == len(parent.value):
        raise _not_edited(start.line + 1)
    return spans.splice(start, spans.start_of(parent, at + 1), "")


def _setting(spans: Spans, root: Collection, found: list[_Entry], edit: SetValue) -> Fix:
    if len(found) == len(edit.place):
        return _replacement(spans, found[-1], edit.value)
    rest = edit.place[len(found) :]
    value = edit.value
    for part in reversed(rest[1:]):
        value = {part: value} if isinstance(part, str) else [value]
    node = found[-1].value if found else root
    if found and _is_empty(node):
        whole: Tree = {rest[0]: value} if isinstance(rest[0], str) else [value]
        return _replacement(spans, found[-1], whole)
    if isinstance(node, yaml.MappingNode) and isinstance(rest[0], str):
        return _new_field(spans, node, rest[0], value, edit.after)
    if isinstance(node, yaml.SequenceNode) and rest[0] == len(node.value):
        return _new_item(spans, node, value)
    raise _not_edited(node.start_mark.line + 1)


_NOTHING = ("", "~", "null", "Null", "NULL")


def _is_empty(node: yaml.Node) -> bool:
    """Whether a field has no value yet, or empty brackets."""
    if isinstance(node, yaml.ScalarNode):
        return not node.style and node.value.strip() in _NOTHING
    return not node.value


def _replacement(spans: Spans, entry: _Entry, value: Tree) -> Fix:
    parent, at, _ = entry
    start, end = spans.value_start(parent, at), spans.end_of(parent, at)
    if start is None:
        raise _not_edited(spans.start_of(parent, at).line + 1)
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


def _new_field(spans: Spans, parent: yaml.MappingNode, name: str, value: Tree, after: Iterable[str]) -> Fix:
    if parent.flow_style and not parent.value:
        return _into_brackets(spans, parent, f"{format_name(name)}: {format_flow(value)}")
    near = next((entry for each in after if (entry := _entry(parent, each))), None)
    at = near.at if near else len(parent.value) - 1
    end = spans.end_of(parent, at)
    if parent.flow_style:
        return spans.splice(end, end, f", {format_name(name)}: {format_flow(value)}")
    start = spans.start_of(parent, at)
    line = spans.below(end, start.column)
    lines = format_yaml({name: value}, {}).splitlines()
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


def _pasted(text: str, fix: Fix) -> str:
    lines = text.split("\n")
    lines[fix.first - 1 : fix.last] = fix.lines
    return "\n".join(lines)


def _clean(edit: Edit) -> Edit:
    return replace(edit, value=_cleaned(edit.value)) if isinstance(edit, SetValue) else edit


def _cleaned(value: Tree) -> Tree:
    """The value without the characters that no record may hold."""
    if isinstance(value, str):
        return without_odd_characters(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    return {without_odd_characters(name): _cleaned(inner) for name, inner in value.items()}


def _with(tree: Tree, place: Place, value: Tree) -> Tree:
    """The tree with the value at a place."""
    if not place:
        return value
    part, rest = place[0], place[1:]
    if isinstance(part, int):
        items = tree if isinstance(tree, list) else []
        inner = _with(items[part] if part < len(items) else "", rest, value)
        return [*items[:part], inner, *items[part + 1 :]]
    fields = tree if isinstance(tree, dict) else {}
    return {**fields, part: _with(fields.get(part, ""), rest, value)}


def _without(tree: Tree, place: Place) -> Tree:
    """The tree without the value at a place."""
    part, rest = place[0], place[1:]
    if isinstance(tree, list) and isinstance(part, int):
        inner = [_without(tree[part], rest)] if rest else []
        return [*tree[:part], *inner, *tree[part + 1 :]]
    assert isinstance(tree, dict)
    if rest:
        return {name: _without(each, rest) if name == part else each for name, each in tree.items()}
    return {name: each for name, each in tree.items() if name != part}
