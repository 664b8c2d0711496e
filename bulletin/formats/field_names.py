"""Fields under the names people give them, in other letters or another language, as the fields they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from operator import is_
from typing import Any, NamedTuple, TypeAlias, get_origin

from bulletin.formats.nodes import Mapping, Node, Scalar, Sequence
from bulletin.formats.records import Record as ParsedRecord
from bulletin.formats.records import parse_record, split_name
from bulletin.formats.yaml import SUBMISSION, Limits
from bulletin.model.names import as_field_name, fold_name
from bulletin.model.records.event import EventRecord, TranslationRecord
from bulletin.model.records.partner import PartnerRecord
from bulletin.model.records.shapes import Record
from bulletin.words.fields import OtherNames
from bulletin.words.typed import words_typed_for

Loc: TypeAlias = tuple[str | int, ...]


class Below(NamedTuple):
    """What stands below a field: fields of a class, if any, and whether free names come first (`rooms`)."""

    record_class: type[Record] | None
    is_by_name: bool


class RenamedField(NamedTuple):
    """A field that was read as the one it means; `loc` leads to it by the names that were typed."""

    loc: Loc
    key: Scalar
    meant: str

    @property
    def is_spelling(self) -> bool:
        """Whether it is our own name in other letters, and no other name of it."""
        return as_field_name(self.key.text) == self.meant


@cache
def classes_below(record_class: type[Record]) -> dict[str, Below]:
    """The fields of a class by the names that people write, and what stands below each."""
    return {
        info.alias or name: Below(next(record_classes(info.annotation), None), _is_by_name(info.annotation))
        for name, info in record_class.model_fields.items()
    }


def field_named(fields: Mapping, name: str) -> Node | None:
    """A field of a record under the name it is read by; None when there is none."""
    spelt = (value for key, value in fields.items if as_field_name(key.text) == name)
    return fields.get(name) or next(spelt, None)


def record_classes(annotation: Any) -> Iterator[type[Record]]:
    """The classes of records that a field may hold."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from record_classes(inner)


def _is_by_name(annotation: Any) -> bool:
    return get_origin(annotation) is dict or any(
        _is_by_name(inner) for inner in getattr(annotation, "__args__", ())
    )


def meant_field(typed: str, value: Node, record_class: type[Record], names: OtherNames) -> str:
    """The field that a name means: ours, whatever its letters, or by its name in a language; "" for none."""
    known = classes_below(record_class)
    if typed in known:
        return typed
    if (spelt := as_field_name(typed)) in known:
        return spelt
    said = names.find(record_class.sections, typed)
    said = _NAMED_BY_VALUE[said](value) if said in _NAMED_BY_VALUE else said
    return said if said in known else ""


def _place_or_secret(value: Node) -> str:
    """`lieu: sur demande` says where as much as a venue does."""
    is_word = isinstance(value, Scalar) and fold_name(value.text) in words_typed_for("location")
    return "location" if is_word else "venue"


def _facts_or_note(value: Node) -> str:
    """`accès` holds facts where it has fields of its own, and else words."""
    return "access" if isinstance(value, Mapping) else "access_note"


_NAMED_BY_VALUE = {"venue": _place_or_secret, "access_note": _facts_or_note}
"""Fields that are two to us and one to whoever writes: what stands there tells which."""


def rename_fields(
    node: Mapping, record_class: type[Record], names: OtherNames
) -> tuple[Mapping, list[RenamedField]]:
    """The fields under our names, and those that were called otherwise.

    No field is meant twice, or where it is given: what is left over keeps its name.
    """
    renamer = _Renamer(names)
    renamed = renamer.rename(node, record_class, ())
    assert isinstance(renamed, Mapping)
    return renamed, renamer.renamed


def record_class_of(path: str) -> type[Record] | None:
    """The class of an event, a partner or a translation at a path; None for what has no other names."""
    room = path.partition("/")[0]
    if room not in ("events", "partners"):
        return None
    if split_name(path)[1]:
        return TranslationRecord
    return EventRecord if room == "events" else PartnerRecord


def parse_named_record(
    data: bytes, path: str, names: OtherNames, *, limits: Limits = SUBMISSION
) -> ParsedRecord:
    """The record in the bytes of a file, its fields under our names."""
    record, record_class = parse_record(data, path, limits=limits), record_class_of(path)
    if record.node is None or record_class is None:
        return record
    return replace(record, node=rename_fields(record.node, record_class, names)[0])


def typed_place(node: Mapping, place: Loc, path: str, names: OtherNames) -> Loc:
    """The place of a value by the names that were typed; what is not there stays as it is called."""
    record_class = record_class_of(path)
    renamed = rename_fields(node, record_class, names)[1] if record_class else []
    ours = {_as_ours(each.loc, renamed): each.loc for each in renamed}
    for length in range(len(place), 0, -1):
        if typed := ours.get(place[:length]):
            return (*typed, *place[length:])
    return place


def _as_ours(loc: Loc, renamed: list[RenamedField]) -> Loc:
    """A place by the names that were typed, by ours."""
    meant = {each.loc: each.meant for each in renamed}
    return tuple(meant.get(loc[: at + 1], part) for at, part in enumerate(loc))


class _Renamer:
    def __init__(self, names: OtherNames) -> None:
        self._names = names
        self.renamed: list[RenamedField] = []

    def rename(self, node: Node, record_class: type[Record], loc: Loc) -> Node:
        """The node with its fields renamed; the node itself where none is, as in nearly every file."""
        if isinstance(node, Sequence):
            items = tuple(self.rename(item, record_class, (*loc, at)) for at, item in enumerate(node.items))
            return node if all(map(is_, items, node.items)) else replace(node, items=items)
        if not isinstance(node, Mapping):
            return node
        below = classes_below(record_class)
        if all(key.text in below and isinstance(value, Scalar) for key, value in node.items):
            return node
        fields = [
            field
            if key is field[0] and isinstance(field[1], Scalar)
            else (key, self._value(field[1], below.get(key.text), (*loc, field[0].text)))
            for key, field in zip(self._keys(node, record_class, loc), node.items, strict=True)
        ]
        pairs = zip(fields, node.items, strict=True)
        unchanged = (new[0] is old[0] and new[1] is old[1] for new, old in pairs)
        return node if all(unchanged) else replace(node, items=tuple(fields))

    def _keys(self, node: Mapping, record_class: type[Record], loc: Loc) -> list[Scalar]:
        known = classes_below(record_class)
        given = {key.text for key, _ in node.items}
        if given <= known.keys():
            return [key for key, _ in node.items]
        keys = []
        for key, value in node.items:
            meant = meant_field(key.text, value, record_class, self._names)
            if meant and meant not in given:
                given.add(meant)
                self.renamed.append(RenamedField((*loc, key.text), key, meant))
                key = key._replace(text=meant)
            keys.append(key)
        return keys

    def _value(self, value: Node, below: Below | None, loc: Loc) -> Node:
        if below is None or below.record_class is None:
            return value
        if below.is_by_name and isinstance(value, Mapping):
            record_class = below.record_class
            chosen = (
                (name, self.rename(each, record_class, (*loc, name.text))) for name, each in value.items
            )
            return replace(value, items=tuple(chosen))
        return self.rename(value, below.record_class, loc)
