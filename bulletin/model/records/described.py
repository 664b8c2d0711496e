"""What is said of a record's fields, read from the source when a manual, a schema or a draft asks for it."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from pydantic import BaseModel
from pydantic.fields import FieldInfo


class DescribedFields:
    """The fields of a record class; what the text below each in the source says of it is its description.

    It is read when fields are asked for, not when the classes are made: reading it takes a fifth of the time
    that they do, and a build has no use for it. Who needs no description asks for `fields_of`.
    """

    def __get__(self, record: BaseModel | None, record_class: type[BaseModel]) -> dict[str, FieldInfo]:
        fields = fields_of(record_class)
        for name, info in fields.items():
            if info.description is None:
                info.description = _text_below(record_class, name)
        return fields


def fields_of(record_class: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a record class by the names of its attributes, perhaps without their descriptions."""
    return record_class.__pydantic_fields__


def _text_below(record_class: type[BaseModel], name: str) -> str | None:
    """What the class says of a field that has this name, or the nearest above it that has such a field."""
    for each in record_class.__mro__:
        if issubclass(each, BaseModel) and (each.__name__, name) in (told := _texts_below(each.__module__)):
            return told[each.__name__, name]
    return None


@cache
def _texts_below(module: str) -> Mapping[tuple[str, str], str | None]:
    """The text below each annotated attribute of the classes of a module, by class and attribute."""
    return {
        (record_class.name, field.target.id): _text_of(below)
        for record_class in ast.parse(inspect.getsource(sys.modules[module])).body
        if isinstance(record_class, ast.ClassDef)
        for field, below in pairwise((*record_class.body, None))
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
    }


def _text_of(statement: ast.stmt | None) -> str | None:
    match statement:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return inspect.cleandoc(text)
    return None
