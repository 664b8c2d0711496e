"""A record's fields, checked against its record class; every error is reported in words and on its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bulletin.formats.encoding import is_invisible
from bulletin.formats.nodes import Mapping, Node, Scalar, Sequence
from bulletin.formats.notes import NOTE_HINT, NOTE_TO_ONESELF, find_note, may_hold_note, note_message
from bulletin.load.fields.choices import meant_word, only_one
from bulletin.load.fields.record_source import SHAPES, Loc, RecordSource
from bulletin.load.fields.schema_errors import report_wrong
from bulletin.load.fields.schema_rules import WRONG_SHAPE
from bulletin.load.fields.unknown_fields import rename_fields, report_unknown
from bulletin.load.fields.unused_fields import report_unused
from bulletin.model.records.shapes import Record
from bulletin.problems import Problem, SourceRef
from bulletin.translatable import gettext as _

R = TypeVar("R", bound=Record)

_MARKDOWN = frozenset({"description", "about", "text"})
_NOTHING = ("[]", "{}")
_NULL = ("null", "~", "Null", "NULL")
"""What programs write where there is nothing."""
_PLACEHOLDERS: dict[str, Any] = {
    **{"url": "https://x.example/", "languages": "en", "timezone": "UTC", "dates": ["2027-01-01"]},
    "withdrawn": {"on": "2027-01-01", "reason": "x"},
}


def read_fields(source: RecordSource, record_class: type[R], *, body_field: str = "") -> R | None:
    """The fields as a `record_class`; None only when there are no fields at all.

    Unknown fields are left out with a warning; empty ones count as absent. A wrong one is reported and left
    out too, so that all errors are reported in one run: `source.has_errors` says whether the record may be
    used. The text below the fields of a `.md` file becomes `body_field`.
    """
    rename_fields(source, record_class)
    return read_named_fields(source, record_class, body_field=body_field)


def read_named_fields(source: RecordSource, record_class: type[R], *, body_field: str = "") -> R | None:
    """The same of fields that have our names already."""
    if source.node is None:
        return None
    _tell_notes(source)
    values = _values(source.node)
    if body_field and source.body.strip():
        if body_field in values:
            _report_twice(source, body_field)
        values[body_field] = source.body
    while True:
        try:
            record = record_class.model_validate(values)
        except ValidationError as error:
            details = error.errors(include_url=False)
        else:
            report_unused(source, record)
            return record
        put = [
            _replace(values, detail["loc"], meant)
            for detail in details
            if (meant := meant_word(detail) or only_one(detail))
        ]
        if any(put):
            continue
        for detail in details:
            if detail["type"] == "extra_forbidden":
                report_unknown(source, record_class, detail)
                _remove(values, detail["loc"])
            else:
                report_wrong(source, record_class, detail)
                _remove_wrong(source, record_class, values, detail)


def _report_twice(source: RecordSource, name: str) -> None:
    message = _("The description is given twice: as `{field}` and as the text below the fields.", field=name)
    hint = _(
        "Keep one of them; the text below the fields is the usual place, so delete `{field}`.", field=name
    )
    source.report(WRONG_SHAPE, (name,), message, hint)


def _tell_notes(source: RecordSource) -> None:
    """Warn of each value that holds a note to oneself; those of Markdown are told when that is read."""
    scalars = list(_scalars(source.node)) if source.node else []
    if not may_hold_note("\n".join([scalar.text for scalar in scalars])):
        return
    for scalar in scalars:
        if found := find_note(scalar.text):
            ref = SourceRef(source.path, scalar.line, scalar.column)
            source.problems.append(Problem(ref, NOTE_TO_ONESELF, note_message(found[0]), NOTE_HINT))


def _scalars(node: Node) -> Iterator[Scalar]:
    """Every value that is no Markdown."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for key, value in node.items:
            if key.text not in _MARKDOWN:
                yield from _scalars(value)


def _values(node: Mapping) -> dict[str, Any]:
    """The fields' values, without the empty ones."""
    values = {}
    for key, part in node.items:
        value = _visible(part.text) if isinstance(part, Scalar) else _value(part)
        if value and not (isinstance(part, Scalar) and _is_nothing(part)):
            values[key.text] = value
    return values


def _is_nothing(scalar: Scalar) -> bool:
    return scalar.text in _NOTHING or (scalar.text in _NULL and not scalar.quoted)


def _value(node: Node) -> Any:
    if isinstance(node, Scalar):
        return _visible(node.text)
    if isinstance(node, Mapping):
        return _values(node)
    return [value for value in map(_value, node.items) if value != ""]


def _visible(text: str) -> str:
    """The text, or "" where nothing of it can be seen."""
    return "" if not text.isascii() and is_invisible(text) else text


def _remove_wrong(
    source: RecordSource, record_class: type[Record], values: dict[str, Any], detail: ErrorDetails
) -> None:
    """Take a wrong field out; a required one is replaced by a placeholder."""
    name = str(detail["loc"][0])
    source.dropped.add(name)
    values.pop(name, None)
    for required, info in record_class.model_fields.items():
        known_as = info.alias or required
        if known_as == name and info.is_required():
            values[name] = _PLACEHOLDERS.get(name, "x")


def _remove(values: dict[str, Any], loc: Loc) -> None:
    """Take out the field at a validator's path; if it cannot be found, the whole field of the record."""
    holder = _holder(values, loc)
    if holder is not None:
        del holder[loc[-1]]
    else:
        values.pop(str(loc[0]), None)


def _replace(values: dict[str, Any], loc: Loc, meant: object) -> bool:
    """Replace the value at a validator's path; False where there is none."""
    *path, name = [part for part in loc if part not in SHAPES]
    items = values.get(str(path[0])) if len(path) == 1 else None
    if isinstance(items, list) and isinstance(name, int) and name < len(items):
        items[name] = meant
        return True
    if name == 0 and len(path) == 1 and not isinstance(values.get(str(path[0])), list):
        # One value where several may stand.
        path, name = [], path[0]
    holder: Any = _holder(values, (*path, name)) if path else values
    if holder is None or name not in holder:
        return False
    holder[name] = meant
    return True


def _holder(values: Any, loc: Loc) -> dict[str | int, Any] | None:
    """The mapping that has the last part of the path as a key.

    SHAPES in the path are passed over, unless a field has that name.
    """
    part, rest = loc[0], loc[1:]
    if not rest:
        return values if isinstance(values, dict) and part in values else None
    if part in SHAPES and (found := _holder(values, rest)) is not None:
        return found
    if isinstance(values, dict) and part in values:
        return _holder(values[part], rest)
    if isinstance(values, list) and isinstance(part, int) and part < len(values):
        return _holder(values[part], rest)
    return None
