"""How values of one type hint are written as plain data and read from it; see `codec.py` for the data.

Both refuse what is not of the hint. They do so with ValueError where they look, and leave what Python itself
says of a wrong value (TypeError, KeyError, OverflowError …) to be caught once for the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from enum import Enum
from math import isfinite
from types import NoneType
from typing import Any
from zoneinfo import ZoneInfo

from bulletin.model.zones import parse_zone


@dataclass(frozen=True, slots=True)
class Form:
    """How values of one hint are written and read.

    `kind` is the exact type of the value and `plain` are those of its data: they tell the parts of a union
    apart. `some` is the form of X where this one is of X | None.
    """

    name: str
    write: Callable[[Any], object]
    read: Callable[[Any], Any]
    kind: type
    plain: tuple[type, ...]
    some: Form | None = None


def refuse(value: object, expected: str) -> ValueError:
    return ValueError(f"{type(value).__name__} where {expected} should be")


def _same(kind: type) -> Form:
    """The form of a value that JSON knows."""
    name = kind.__name__

    def check(value: object) -> object:
        if type(value) is kind:
            return value
        raise refuse(value, name)

    return Form(name, check, check, kind, (kind,))


def _check_float(value: object) -> object:
    # An int is a float to the hints (PEP 484), and stays what it is.
    if (type(value) is float and isfinite(value)) or type(value) is int:
        return value
    raise refuse(value, "a finite float")


def _write_date(value: object) -> int:
    if type(value) is date:
        return value.toordinal()
    raise refuse(value, "date")


def _read_date(raw: object) -> date:
    if type(raw) is int:
        return date.fromordinal(raw)
    raise refuse(raw, "the ordinal of a date")


def _write_zone(zone: tzinfo | None) -> str | int | None:
    if type(zone) is ZoneInfo:
        if (known := parse_zone(zone.key)) is not None and known.key == zone.key:
            return zone.key
    elif zone is UTC:
        return 0
    elif zone is None:
        return None
    elif type(zone) is timezone:
        offset = zone.utcoffset(None)
        # A timezone that was given a name of its own shows it here.
        if not offset.microseconds and repr(zone) == repr(timezone(offset)):
            return offset.days * 86400 + offset.seconds
    raise refuse(zone, "the zone of a place, or a fixed offset")


def _read_zone(raw: object) -> tzinfo | None:
    if type(raw) is str:
        # Without the comparison, "utc " would be read as UTC.
        if (zone := parse_zone(raw)) is not None and zone.key == raw:
            return zone
    elif type(raw) is int:
        return timezone(timedelta(seconds=raw)) if raw else UTC
    elif raw is None:
        return None
    raise ValueError("there is no such time zone")


def _write_datetime(value: object) -> list[object]:
    if type(value) is not datetime:
        raise refuse(value, "datetime")
    zone = _write_zone(value.tzinfo)
    data: list[object] = [value.year, value.month, value.day, value.hour, value.minute, zone]
    if value.second or value.microsecond or value.fold:
        data += (value.second, value.microsecond, value.fold)
    return data


def _read_datetime(raw: object) -> datetime:
    if type(raw) is list and len(raw) == 6:
        year, month, day, hour, minute, zone = raw
        return datetime(year, month, day, hour, minute, 0, 0, _read_zone(zone))
    if type(raw) is list and len(raw) == 9:
        year, month, day, hour, minute, zone, second, microsecond, fold = raw
        return datetime(year, month, day, hour, minute, second, microsecond, _read_zone(zone), fold=fold)
    raise refuse(raw, "the parts of a datetime")


def _write_span(value: object) -> object:
    if type(value) is not timedelta:
        raise refuse(value, "timedelta")
    if value.microseconds:
        return [value.days, value.seconds, value.microseconds]
    return value.days * 86400 + value.seconds


def _read_span(raw: object) -> timedelta:
    if type(raw) is int:
        return timedelta(0, raw)
    if type(raw) is list and len(raw) == 3 and all(type(part) is int for part in raw):
        return timedelta(*raw)
    raise refuse(raw, "seconds")


SCALARS: Mapping[object, Form] = {
    str: _same(str),
    int: _same(int),
    bool: _same(bool),
    NoneType: _same(NoneType),
    float: Form("float", _check_float, _check_float, float, (float, int)),
    date: Form("date", _write_date, _read_date, date, (int,)),
    datetime: Form("datetime", _write_datetime, _read_datetime, datetime, (list,)),
    timedelta: Form("timedelta", _write_span, _read_span, timedelta, (int, list)),
}

ALIKE = (SCALARS[str], SCALARS[int], SCALARS[bool])
"""Those whose data is the value itself, which its type alone shows."""


def enum_form(cls: type[Enum]) -> Form:
    by_value = {member.value: member for member in cls}
    plain = {type(value) for value in by_value}
    if not plain <= {str, int}:
        raise TypeError(f"{cls.__qualname__} has members that are neither text nor a whole number")

    def write(value: Any) -> object:
        if type(value) is cls:
            return value.value
        raise refuse(value, cls.__name__)

    def read(raw: Any) -> Enum:
        # True is not 1 here.
        if type(raw) in plain:
            return by_value[raw]
        raise refuse(raw, cls.__name__)

    told = ", ".join(f"{member.name}={member.value!r}" for member in cls)
    return Form(f"{cls.__qualname__}{{{told}}}", write, read, cls, tuple(plain))


def known_form(cls: Any, values: Mapping[str, Any]) -> Form:
    def write(value: Any) -> Any:
        if type(value) is cls and values.get(value.id) == value:
            return value.id
        raise refuse(value, f"a {cls.__name__} that is known")

    def read(raw: Any) -> Any:
        if type(raw) is str:
            return values[raw]
        raise refuse(raw, f"the id of a {cls.__name__}")

    return Form(f"{cls.__qualname__} by id", write, read, cls, (str,))


def _for_each(step: Callable[[Any], Any], form: Form) -> Callable[[Any], list[Any]]:
    """`step`, which writes or reads values of `form`, for many of them at once."""
    if form not in ALIKE:
        return lambda items: [step(item) for item in items]
    kinds = {form.kind}

    def check(items: Any) -> list[Any]:
        if kinds.issuperset(map(type, items)):
            return list(items)
        raise ValueError(f"something else than {form.name} in a list of them")

    return check


def tuple_form(item: Form) -> Form:
    write_items, read_items = _for_each(item.write, item), _for_each(item.read, item)

    def write(value: Any) -> object:
        if type(value) is tuple:
            return write_items(value)
        raise refuse(value, "tuple")

    def read(raw: Any) -> tuple[Any, ...]:
        if type(raw) is list:
            return tuple(read_items(raw))
        raise refuse(raw, "a list")

    return Form(f"tuple[{item.name}, ...]", write, read, tuple, (list,))


def row_form(items: tuple[Form, ...]) -> Form:
    """tuple[A, B]"""
    writers, readers = [item.write for item in items], [item.read for item in items]

    def write(value: Any) -> object:
        if type(value) is tuple:
            return [write_item(item) for write_item, item in zip(writers, value, strict=True)]
        raise refuse(value, "tuple")

    def read(raw: Any) -> tuple[Any, ...]:
        if type(raw) is list:
            return tuple([read_item(item) for read_item, item in zip(readers, raw, strict=True)])
        raise refuse(raw, "a list")

    return Form(f"tuple[{', '.join(item.name for item in items)}]", write, read, tuple, (list,))


def set_form(item: Form) -> Form:
    write_items, read_items = _for_each(item.write, item), _for_each(item.read, item)

    def write(value: Any) -> object:
        if type(value) is frozenset:
            return sorted(write_items(value))
        raise refuse(value, "frozenset")

    def read(raw: Any) -> frozenset[Any]:
        if type(raw) is list:
            return frozenset(read_items(raw))
        raise refuse(raw, "a list")

    return Form(f"frozenset[{item.name}]", write, read, frozenset, (list,))


def mapping_form(key: Form, item: Form) -> Form:
    write_keys, read_keys = _for_each(key.write, key), _for_each(key.read, key)
    write_items, read_items = _for_each(item.write, item), _for_each(item.read, item)

    def write(value: Any) -> object:
        data: list[object] = [None] * (2 * len(value))
        data[::2], data[1::2] = write_keys(value), write_items(value.values())
        return data

    def read(raw: Any) -> dict[Any, Any]:
        if type(raw) is list:
            return dict(zip(read_keys(raw[::2]), read_items(raw[1::2]), strict=True))
        raise refuse(raw, "a list")

    return Form(f"Mapping[{key.name}, {item.name}]", write, read, dict, (list,))


def optional_form(form: Form) -> Form:
    """X | None"""
    write_some, read_some = form.write, form.read

    def write(value: Any) -> object:
        return None if value is None else write_some(value)

    def read(raw: Any) -> object:
        return None if raw is None else read_some(raw)

    return Form(f"{form.name} | None", write, read, object, (*form.plain, NoneType), form)


def boxed_form(form: Form) -> Form:
    """A value in a list of its own, so that its None is not taken for an absent one."""

    def write(value: Any) -> object:
        return [form.write(value)]

    def read(raw: Any) -> Any:
        if type(raw) is list and len(raw) == 1:
            return form.read(raw[0])
        raise refuse(raw, "a list of one")

    return Form(form.name, write, read, object, (list,))


def union_form(forms: list[Form], where: str) -> Form:
    name = " | ".join(form.name for form in forms)
    writers = {form.kind: form.write for form in forms}
    readers = {plain: form.read for form in forms for plain in form.plain}
    if len(readers) < sum(len(form.plain) for form in forms):
        raise TypeError(f"{where}: the data does not tell which of {name} it is")

    def write(value: Any) -> object:
        return writers[type(value)](value)

    def read(raw: Any) -> object:
        return readers[type(raw)](raw)

    return Form(name, write, read, object, tuple(readers))
