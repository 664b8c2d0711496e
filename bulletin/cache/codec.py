"""Frozen values ↔ plain data that JSON can hold. The type hints of the classes say how, and nothing else.

What stands for a value:

    str, int, float, bool, None   itself; a float is finite
    Enum                          its value
    date                          its ordinal
    datetime                      [year, month, day, hour, minute, zone], and [second, microsecond, fold] if
                                  they are not all 0; the zone is an IANA name, an offset in seconds or None
    timedelta                     seconds, or [days, seconds, microseconds]
    tuple                         a list
    frozenset                     a list, sorted
    Mapping                       [key, value, key, value, …]
    frozen dataclass              a list of its fields in their order, None for a default; Nones at the end
                                  are left out. Where None is a value beside another default, what is not the
                                  default stands in a list of its own
    X | Y                         as X or as Y, which must be of different types in the data

The data may come from anybody. What is read from it is of the types the hints name, or it is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from bulletin.cache.forms import (
    ALIKE,
    SCALARS,
    Form,
    boxed_form,
    enum_form,
    known_form,
    mapping_form,
    optional_form,
    refuse,
    row_form,
    set_form,
    tuple_form,
    union_form,
)

T = TypeVar("T")

Known = Mapping[type, Mapping[str, Any]]
"""Values that are told by their `id` alone: by class, then by id."""

_EDITION = "1"
"""Changes whenever the data of a value is laid out anew."""

_REFUSALS = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError)


class Codec(Generic[T]):
    """Values of one frozen dataclass with slots, and of all it holds, as plain data and back.

    `Codec(Problem, {Rule: rules_by_id})` writes a Rule as its id and reads only those given. Raises
    TypeError, naming the field, for a hint it has no form for.
    """

    __slots__ = ("_forms", "_name", "_read", "_write")

    def __init__(self, cls: type[T], known: Known | None = None) -> None:
        self._forms = _Forms(known or {})
        form = self._forms.form_of(cls, cls.__name__)
        self._name = cls.__name__
        self._read: Callable[[Any], T] = form.read
        self._write = form.write

    def encode(self, value: T) -> object:
        """Lists, strings, numbers and None. Raises ValueError where a value is not of its hint."""
        try:
            return self._write(value)
        except _REFUSALS as error:
            raise ValueError(f"this {self._name} cannot be told in plain data: {error!r}") from error

    def decode(self, data: object) -> T:
        """The value `encode` made `data` of. Raises ValueError, and nothing else, for anything else."""
        try:
            return self._read(data)
        except _REFUSALS as error:
            raise ValueError(f"this is no {self._name}: {error!r}") from error

    @property
    def shape(self) -> str:
        """Every class reached, with names, types and defaults of its fields: what data depends on."""
        return "\n".join([f"codec {_EDITION}", *self._forms.describe()])


def shape_of(cls: type[object], known: Known | None = None) -> str:
    """See `Codec.shape`."""
    return Codec(cls, known).shape


class _Forms:
    """The forms of all hints met, each made once; a class may hold itself."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._made: dict[object, Form] = {}
        self._classes: dict[type, _Layout] = {}

    def form_of(self, hint: Any, where: str) -> Form:
        """`where` names the field. Raises TypeError when there is no form."""
        if hint in SCALARS:
            return SCALARS[hint]
        if hint not in self._made:
            self._made[hint] = self._make(hint, where)
        return self._made[hint]

    def describe(self) -> Iterator[str]:
        """A line for each class."""
        return (layout.describe() for layout in self._classes.values())

    def _make(self, hint: Any, where: str) -> Form:
        if isinstance(hint, type) and not get_args(hint):
            if hint in self._known:
                return known_form(hint, self._known[hint])
            if issubclass(hint, Enum):
                return enum_form(hint)
            if is_dataclass(hint):
                return self._class_form(hint)
        origin, parts = get_origin(hint), get_args(hint)
        if origin in (Union, UnionType):
            return self._choice(parts, where)
        items = [self.form_of(part, where) for part in parts if part is not Ellipsis]
        if origin is tuple and parts:
            return tuple_form(items[0]) if parts[-1] is Ellipsis else row_form(tuple(items))
        if origin is frozenset:
            return set_form(items[0])
        if origin is Mapping:
            return mapping_form(items[0], items[1])
        raise TypeError(f"{where}: there is no form for {hint!r}")

    def _choice(self, parts: tuple[Any, ...], where: str) -> Form:
        some = [self.form_of(part, where) for part in parts if part is not NoneType]
        form = some[0] if len(some) == 1 else union_form(some, where)
        return optional_form(form) if len(some) < len(parts) else form

    def _class_form(self, cls: type) -> Form:
        functions: dict[str, Callable[[Any], Any]] = {}
        # Stands for the class while its own fields are looked at: a class may hold itself.
        self._made[cls] = Form(
            cls.__name__,
            lambda value: functions["write"](value),
            lambda raw: functions["read"](raw),
            cls,
            (list,),
        )
        layout = self._classes[cls] = _Layout(cls, self.form_of)
        functions |= layout.compile()
        return Form(cls.__name__, functions["write"], functions["read"], cls, (list,))


class _Layout:
    """The fields of a class, and the two functions that go over them.

    The functions are text made from the fields and compiled once: a loop over the fields takes twice as long.
    Of the class there are only the names of its fields in the text; what else it speaks of is handed to it by
    the number of the field, as `kind3`.
    """

    def __init__(self, cls: type, form_of: Callable[[Any, str], Form]) -> None:
        self.cls = cls
        self.fields = fields(cls)
        hints = _hints(cls)
        self.forms = [form_of(hints[field.name], f"{cls.__qualname__}.{field.name}") for field in self.fields]

    def describe(self) -> str:
        told = []
        for field, form in zip(self.fields, self.forms, strict=True):
            default = field.default if field.default_factory is MISSING else field.default_factory()
            shown = "" if default is MISSING else f" = {json.dumps(form.write(default))}"
            told.append(f"{field.name}: {form.name}{shown}")
        return f"{self.cls.__module__}.{self.cls.__qualname__}({', '.join(told)})"

    def compile(self) -> dict[str, Any]:
        """`write` and `read` of the class, by these names."""
        count = len(self.fields)
        values = "".join(f"f{number}, " for number in range(count))
        writing = ["def write(value):", " if type(value) is not cls: raise refuse(value, cls.__name__)"]
        reading = ["def read(raw):", " if type(raw) is not list: raise refuse(raw, 'a list')"]
        reading += [f" if len(raw) < {count}: raw = raw + absent[len(raw):]"]
        reading += [f" [{values}] = raw", " value = new(draft)"]
        names: dict[str, Any] = {"cls": self.cls, "draft": _draft(self.cls), "new": object.__new__}
        names |= {"refuse": refuse, "absent": [None] * count}
        for number, (field, form) in enumerate(zip(self.fields, self.forms, strict=True)):
            step = _Step(number, field, form)
            names |= step.names()
            writing += [f" f{number} = value.{field.name}", *step.writing()]
            reading += [*step.reading(), f" value.{field.name} = f{number}"]
        writing += [f" data = [{values}]", " while data and data[-1] is None: data.pop()", " return data"]
        exec("\n".join([*writing, *reading, " value.__class__ = cls", " return value"]), names)
        return {"write": names["write"], "read": names["read"]}


class _Step:
    """Lines for one field, which stands in `f<number>`. None in the data is its default."""

    def __init__(self, number: int, field: Field[Any], form: Form) -> None:
        has_default = field.default is not MISSING or field.default_factory is not MISSING
        if form.some is not None:
            form = boxed_form(form) if has_default and field.default is not None else form.some
            has_default = True
        self._number, self._field, self._form, self._has_default = number, field, form, has_default

    def names(self) -> dict[str, Any]:
        """What the lines speak of."""
        form, default = self._form, self._field.default
        named = {"kind": form.kind, "write": form.write, "read": form.read}
        named |= {"default": None if default is MISSING else default, "make": self._field.default_factory}
        return {f"{name}{self._number}": value for name, value in named.items()}

    def writing(self) -> list[str]:
        number = self._number
        # Only the very same object is left out: what merely equals it may differ in what is not compared.
        absent = f"f{number} is default{number}" if self._has_default else ""
        if self._field.default_factory is dict:
            absent = f"type(f{number}) is dict and not f{number}"
        elif self._field.default_factory is not MISSING:
            absent = ""
        return self._lines("write", absent, "None")

    def reading(self) -> list[str]:
        number = self._number
        filler = f"default{number}" if self._field.default_factory is MISSING else f"make{number}()"
        return self._lines("read", f"f{number} is None" if self._has_default else "", filler)

    def _lines(self, verb: str, absent: str, filler: str) -> list[str]:
        f, kind = f"f{self._number}", f"kind{self._number}"
        if self._form in ALIKE:
            check = f"if type({f}) is not {kind}: raise refuse({f}, {kind}.__name__)"
            return [f" if {absent}: {f} = {filler}", f" el{check}"] if absent else [f" {check}"]
        turned = f"{verb}{self._number}({f})"
        return [f" {f} = {filler} if {absent} else {turned}" if absent else f" {f} = {turned}"]


def _hints(cls: type) -> dict[str, Any]:
    """Raises TypeError for a class whose values cannot be made field by field."""
    name = cls.__qualname__
    if not (cls.__dataclass_params__.frozen and "__slots__" in vars(cls)):  # type: ignore[attr-defined]
        raise TypeError(f"{name} is not frozen, or has no slots")
    if hasattr(cls, "__post_init__"):
        raise TypeError(f"{name} has a __post_init__, which reading would not call")
    try:
        return get_type_hints(cls)
    except NameError as error:
        raise TypeError(f"{name}: {error}") from error


def _draft(cls: type) -> type:
    """A class of the same slots that is not frozen: what is filled in as a draft, then becomes one of `cls`.

    `cls(…)` sets its fields by way of `object.__setattr__` and takes four times as long.
    """
    own = {"__slots__": vars(cls)["__slots__"], "__setattr__": object.__setattr__}
    draft = type(f"{cls.__name__}Draft", cls.__bases__, own)
    filled: Any = object.__new__(draft)
    filled.__class__ = cls  # where that cannot be done, TypeError is raised here and now
    return draft
