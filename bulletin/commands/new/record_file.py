"""A new record's file: the fields that are known, and those people want next as comments.

What a comment says of a field is the field's own description in the model; what stands in it is an
example that can be read, so that taking the `#` away leaves a file without a mistake.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from enum import Enum
from textwrap import wrap
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic_core import PydanticUndefined

from bulletin.formats.nodes import Tree
from bulletin.formats.records import format_record
from bulletin.model.records import Record, Shape

WIDTH = 90
ANYTHING = "…"
BODY = "description"
LEAD = "# What you may want to add. To use a line, take away the # in front of it.\n"


def format_draft(
    record_class: type[Record],
    values: Mapping[str, Tree],
    body: str | None,
    wanted: Iterable[str],
    examples: Mapping[str, Tree],
) -> str:
    """The text of a file with these values, and each `wanted` field it lacks as a comment.

    `body` is None for a `.yaml` file. `examples` are this board's own, for fields whose words it chooses.
    """
    fields = format_record(dict(values))
    text = format_record(dict(values), body)
    comments = [
        _comment(record_class, name, examples, is_body=name == BODY and body is not None)
        for name in wanted
        if name not in values and not (name == BODY and body)
    ]
    return text.replace(fields, "\n".join([fields, LEAD, *comments]), 1)


def _comment(record_class: type[Record], name: str, examples: Mapping[str, Tree], *, is_body: bool) -> str:
    """The field's description, and below it the field with an example, commented out."""
    info = record_class.model_fields[name]
    told = "".join(f"# {line}\n" for line in wrap(" ".join((info.description or "").split()), WIDTH))
    if is_body:
        return told
    example = examples.get(name) or example_of(info.annotation, info.metadata, info.default)
    return told + "".join(f"#{line}\n" for line in format_record({name: example}).splitlines())


def example_of(annotation: Any, metadata: Iterable[Any] = (), default: object = None) -> Tree:
    """A value that may stand in a field of this type, as it is written."""
    for shape in metadata:
        if isinstance(shape, Shape) and shape.examples:
            return shape.examples[0]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return example_of(arguments[0], arguments[1:], default)
    if origin in (Union, types.UnionType):
        return example_of(next(one for one in arguments if one is not type(None)), (), default)
    if origin is Literal:
        return str(next((word for word in arguments if word != default), arguments[0]))
    if origin is tuple:
        return [example_of(arguments[0])]
    if isinstance(annotation, type):
        return _example_of_class(annotation, default)
    return ANYTHING


def _example_of_class(kind: type[Any], default: object) -> Tree:
    if issubclass(kind, Enum):
        return str(next(word for word in kind if word is not default).value)
    if issubclass(kind, bool):
        return "no" if default is True else "yes"
    if issubclass(kind, (int, float)):
        return "12" if default in (None, PydanticUndefined) else str(default)
    if issubclass(kind, Record):
        fields = kind.model_fields.items()
        found = {info.alias or name: example_of(info.annotation, info.metadata) for name, info in fields}
        return {name: value for name, value in found.items() if value != ANYTHING} or found
    return ANYTHING
