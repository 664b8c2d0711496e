"""Unknown fields, and which field was probably meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from operator import is_
from typing import Any, NamedTuple, TypeAlias, get_origin

from pydantic_core import ErrorDetails

from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.nodes import Node, Scalar
from bulletin.formats.nodes import Sequence as SequenceNode
from bulletin.load.fields.record_source import SHAPES, FixedLine, Loc, RecordSource, find_node, propose
from bulletin.model.records.shapes import Record
from bulletin.problems import Problem, Rule, Severity

UNKNOWN_FIELD = Rule(
    "unknown-field",
    Severity.WARNING,
    "Every field is one that Bulletin knows.",
    "A misspelt field is not read, so what you wrote there would be missing on the board.",
)


class _Below(NamedTuple):
    """What stands below a field: fields of a class, if any, and whether free names come first (`rooms`)."""

    record_class: type[Record] | None
    is_by_name: bool


_Names: TypeAlias = Mapping[str, _Below]


def known_names(record_class: type[Record]) -> list[str]:
    """The names of a record's fields as people write them."""
    return [info.alias or name for name, info in record_class.model_fields.items()]


def _class_at(record_class: type[Record], loc: Loc) -> type[Record]:
    """The class whose fields stand at `loc`, for the list of names it knows."""
    for part in loc:
        info = next(
            (info for name, info in record_class.model_fields.items() if part in (name, info.alias)), None
        )
        if info is None:
            continue
        record_class = next(_record_classes(info.annotation), record_class)
    return record_class


def _record_classes(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _record_classes(inner)


def rename_fields(source: RecordSource, record_class: type[Record]) -> None:
    """Read `Title`, `TITLE` and `text-language` as `title` and `text_language`, with a warning for each."""
    if source.node is not None:
        renamed = _renamed(source, source.node, record_class, ())
        assert isinstance(renamed, MappingNode)
        source.node = renamed


def _renamed(source: RecordSource, node: Node, record_class: type[Record], loc: Loc) -> Node:
    """The node with its fields renamed; the node itself where none is, as in nearly every file."""
    if isinstance(node, SequenceNode):
        items = tuple(_renamed(source, item, record_class, (*loc, at)) for at, item in enumerate(node.items))
        return node if all(map(is_, items, node.items)) else replace(node, items=items)
    if not isinstance(node, MappingNode):
        return node
    names = _classes_below(record_class)
    fields = [
        field
        if key is field[0] and isinstance(field[1], Scalar)
        else (key, _renamed_value(source, field[1], names.get(key.text), (*loc, key.text)))
        for key, field in zip(_renamed_keys(source, node, names, loc), node.items, strict=True)
    ]
    unchanged = (new[0] is old[0] and new[1] is old[1] for new, old in zip(fields, node.items, strict=True))
    return node if all(unchanged) else replace(node, items=tuple(fields))


def _renamed_keys(source: RecordSource, node: MappingNode, names: _Names, loc: Loc) -> list[Scalar]:
    """The keys, each as the field it means; no field is meant twice, or where it is given."""
    given = {key.text for key, _ in node.items}
    keys = []
    for key, _ in node.items:
        if key.text not in names and (meant := _normalized(key.text)) in names and meant not in given:
            given.add(meant)
            _report_renamed(source, (*loc, key.text), meant)
            keys.append(key._replace(text=meant))
        else:
            keys.append(key)
    return keys


def _renamed_value(source: RecordSource, value: Node, below: _Below | None, loc: Loc) -> Node:
    if below is None or below.record_class is None:
        return value
    if below.is_by_name and isinstance(value, MappingNode):
        record_class = below.record_class
        chosen = (
            (name, _renamed(source, each, record_class, (*loc, name.text))) for name, each in value.items
        )
        return replace(value, items=tuple(chosen))
    return _renamed(source, value, below.record_class, loc)


def _report_renamed(source: RecordSource, loc: Loc, meant: str) -> None:
    fixed = source.fix_key(loc, meant)
    message = f"The field is called `{meant}`; `{loc[-1]}` was read as that."
    proposal = propose(fixed, f"Type `{meant}`, in small letters.", "Did you mean")
    source.problems.append(Problem(source.ref(*loc, key=True), UNKNOWN_FIELD, message, *proposal))


@cache
def _classes_below(record_class: type[Record]) -> _Names:
    return {
        info.alias or name: _Below(next(_record_classes(info.annotation), None), _is_by_name(info.annotation))
        for name, info in record_class.model_fields.items()
    }


def _is_by_name(annotation: Any) -> bool:
    return get_origin(annotation) is dict or any(
        _is_by_name(inner) for inner in getattr(annotation, "__args__", ())
    )


def line_meant(source: RecordSource, record_class: type[Record], name: str) -> FixedLine | None:
    """The line of an unknown field that is most likely this one, with the right name."""
    names = known_names(record_class)
    for key, value in source.node.items if source.node else ():
        near = key.text not in names and _near(key.text, names, record_class.field_aliases) == name
        if near and isinstance(value, Scalar) and value.text:
            return source.fix_key((key.text,), name)
    return None


def report_unknown(source: RecordSource, record_class: type[Record], detail: ErrorDetails) -> None:
    """Report an unknown field, with the one that was probably meant."""
    *path, last = detail["loc"]
    # The last is what was typed, even if it is one of SHAPES; the others may be the validator's.
    loc = (*(part for part in path if part not in SHAPES), last)
    known = _class_at(record_class, loc[:-1])
    name, names = str(loc[-1]), known_names(known)
    near = _near(name, names, known.field_aliases)
    message = f"Bulletin knows no field `{name}`, so this line is not read."
    fix = None
    if not near:
        usual = ", ".join(known.usual)
        more = f"The usual fields are: {usual}. All of them stand in docs/fields.md."
        hint = more if usual else f"The fields here are: {', '.join(names)}."
    elif " " in near:
        hint = near
    elif _is_given(source, (*loc[:-1], near)):
        hint = f"If you meant `{near}`: that is given already, so delete one of the two lines."
    elif fixed := source.fix_key(loc, near):
        hint, fix = f"Did you mean: {fixed.line}", fixed.fix
    else:
        hint = f"Did you mean `{near}`?"
    source.problems.append(Problem(source.ref(*loc, key=True), UNKNOWN_FIELD, message, hint, fix))


def _near(name: str, names: list[str], field_aliases: Mapping[str, str]) -> str:
    """The field that was probably meant, or a sentence that says where to write it, or ""."""
    typed = _normalized(name)
    if typed in names:
        return typed
    if typed in field_aliases:
        return field_aliases[typed]
    near = get_close_matches(typed, names, n=1, cutoff=0.7)
    return near[0] if near else ""


def _normalized(name: str) -> str:
    """A name in small letters, with `_` for blanks and hyphens."""
    return name.strip().lower().replace("-", "_").replace(" ", "_")


def _is_given(source: RecordSource, loc: Loc) -> bool:
    holder = find_node(source.node, loc[:-1])
    return isinstance(holder, MappingNode) and holder.get(str(loc[-1])) is not None
