"""One value of a record's fields set or removed, as a change of the lines it stands in and of no other.

The parser's nodes say from where to where a value reaches. Each change is proved before it is given: what is
written is read back, and has to be the old fields with that one difference. (Libraries that keep comments
write a whole file anew, and read none that needs a repair.)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from bulletin.formats.encoding import without_odd_characters
from bulletin.formats.nodes import Tree, plain
from bulletin.formats.yaml import SUBMISSION, TEXT_FIELDS, Limits, parse_yaml
from bulletin.formats.yaml.lines import repair_lines
from bulletin.formats.yaml.spans import Spans
from bulletin.formats.yaml.splices import (
    NewValue,
    NotEdited,
    Place,
    find_entries,
    list_of_one,
    not_edited,
    parsed_fields,
    removal,
    setting,
    without_empty,
)
from bulletin.problems import Fix

__all__ = ["AsList", "Edit", "NotEdited", "Place", "RemoveValue", "SetValue", "edit_fields"]


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


@dataclass(frozen=True, slots=True)
class AsList:
    """The one value of a field that may hold several, written as a list of one; a list stays as it is."""

    place: Place


Edit: TypeAlias = SetValue | RemoveValue | AsList


def edit_fields(text: str, edit: Edit, *, limits: Limits = SUBMISSION, first_line: int = 1) -> Fix | None:
    """The lines that make the edit in `text`, whose line ends are "\\n"; None if there is nothing to do.

    Names of fields are found as they are read: `Status` for `status`. Raises NotEdited.
    """
    before, problems = parse_yaml(text, "", limits=limits)
    repaired, _ = repair_lines(text, "", limits, 1, TEXT_FIELDS)
    if before is None or repaired is None or any(problem.is_error for problem in problems):
        raise NotEdited("This file has a mistake that has to be mended first.")
    old = plain(before)
    planned = _planned(old, _clean(edit), Spans(text.split("\n"), repaired.split("\n")))
    if planned is None:
        return None
    fix, wanted = planned
    after, told = parse_yaml(_pasted(text, fix), "", limits=limits)
    is_worse = len(told) > len(problems) or any(problem.is_error for problem in told)
    if after is None or is_worse or plain(after) != wanted:
        raise not_edited(fix.first + first_line - 1)
    return replace(fix, first=fix.first + first_line - 1, last=fix.last + first_line - 1)


def _planned(old: Tree, edit: Edit, spans: Spans) -> tuple[Fix, Tree] | None:
    """The change of the lines, and the fields that have to be read then; None if there is nothing to do."""
    root = parsed_fields("\n".join(spans.repaired))
    found, rest = find_entries(root, edit.place)
    place = (*(entry.name for entry in found), *rest)
    if isinstance(edit, SetValue):
        wanted = _with(old, place, edit.value)
        if wanted == old and not rest:
            return None
        return setting(spans, found, root, rest, NewValue(edit.value, edit.after)), wanted
    if rest or not found:
        return None
    if isinstance(edit, AsList):
        value = _at(old, place)
        if isinstance(value, list):
            return None
        return list_of_one(spans, found[-1]), _with(old, place, [value])
    kept = without_empty(found)
    return removal(spans, kept[-1]), _without(old, place[: len(kept)])


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


def _at(tree: Tree, place: Place) -> Tree:
    for part in place:
        if isinstance(tree, list) and isinstance(part, int):
            tree = tree[part]
        elif isinstance(tree, dict):
            tree = tree[str(part)]
    return tree


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
