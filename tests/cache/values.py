"""Values drawn from the type hints of frozen classes, all that is to be seen of them, and data to spoil."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum, IntEnum
from inspect import getmembers, isclass
from types import ModuleType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bulletin.model.event import Event, Registration, Status, Text
from bulletin.model.place import AccessFact, Known, Place, PlaceKind
from bulletin.model.recurrence import Series
from bulletin.model.zones import zone_names
from bulletin.problems import SourceRef


class Level(IntEnum):
    LOW = 0
    HIGH = 1


@dataclass(frozen=True, slots=True)
class Odds:
    """What the model does not have today and may have tomorrow."""

    unset: int | None
    levels: frozenset[Level]
    named: Mapping[Level, tuple[float, bool]] = field(default_factory=lambda: {Level.HIGH: (0.5, True)})
    pages: int | None = 3
    when: date | str | None = None
    nothing: None = None
    marks: frozenset[str] = frozenset(("a", "b", "c", "d"))
    more: tuple[Odds, ...] = ()


@dataclass(frozen=True, slots=True)
class Nest:
    inner: Nest | None = None


@dataclass(frozen=True, slots=True)
class Empty:
    pass


@dataclass(frozen=True, slots=True)
class Heir(Nest):
    """Has the fields of another class before its own."""

    name: str = ""


def classes_of(*modules: ModuleType) -> list[type]:
    found = [value for module in modules for _, value in getmembers(module, isclass) if is_dataclass(value)]
    return sorted(set(found), key=lambda cls: cls.__name__)


def laid_open(value: Any) -> object:
    """All that can be told of a value, types and what is not compared too, in a form that `==` compares."""
    if is_dataclass(value):
        return type(value), [laid_open(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, datetime):
        zone = value.tzinfo
        told = zone.key if isinstance(zone, ZoneInfo) else repr(zone)
        return type(value), value.replace(tzinfo=None).isoformat(), value.fold, type(zone), told
    if isinstance(value, Mapping):
        return "mapping", [(laid_open(key), laid_open(held)) for key, held in value.items()]
    if isinstance(value, tuple):
        return type(value), [laid_open(item) for item in value]
    return type(value), repr(value) if isinstance(value, float) else value


def fits(value: Any, hint: Any) -> bool:
    """Is the value, with everything in it, of this hint?"""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(fits(value, part) for part in parts)
    if origin is tuple and parts[-1] is Ellipsis:
        return type(value) is tuple and all(fits(item, parts[0]) for item in value)
    if origin is tuple:
        return type(value) is tuple and len(value) == len(parts) and all(map(fits, value, parts))
    if origin is frozenset:
        return type(value) is frozenset and all(fits(item, parts[0]) for item in value)
    if origin is Mapping:
        return type(value) is dict and all(
            fits(key, parts[0]) and fits(held, parts[1]) for key, held in value.items()
        )
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return type(value) is hint and all(fits(getattr(value, name), each) for name, each in hints.items())
    return type(value) is hint or (hint is float and type(value) is int)


ZONES = st.none() | st.just(UTC) | st.sampled_from(zone_names()).map(ZoneInfo)
ZONES |= st.integers(-86399, 86399).map(lambda seconds: timezone(timedelta(seconds=seconds)))
MOMENTS = st.builds(
    lambda moment, fold: moment.replace(fold=fold), st.datetimes(timezones=ZONES), st.integers(0, 1)
)
SCALARS: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(max_size=6) | st.sampled_from(["", "\ud800", "\0", "ß"]),
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False) | st.integers(),
    bool: st.booleans(),
    NoneType: st.none(),
    date: st.dates(),
    datetime: MOMENTS,
    timedelta: st.timedeltas() | st.integers(0, 900).map(lambda minutes: timedelta(minutes=minutes)),
}


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type hint."""
    if hint in SCALARS:
        return SCALARS[hint]
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return st.one_of([values_of(part) for part in parts])
    if origin is tuple and parts[-1] is Ellipsis:
        return st.lists(st.deferred(lambda: values_of(parts[0])), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values_of, parts))
    if origin is frozenset:
        return st.frozensets(values_of(parts[0]), max_size=3)
    if origin is Mapping:
        return st.dictionaries(values_of(parts[0]), values_of(parts[1]), max_size=2)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    hints = get_type_hints(hint)
    given_ = {each.name: values_of(hints[each.name]) for each in fields(hint) if _is_needed(each)}
    optional = {each.name: values_of(hints[each.name]) for each in fields(hint) if each.name not in given_}
    made: st.SearchStrategy[Any] = st.fixed_dictionaries(given_, optional=optional)
    return made.map(lambda named: hint(**named))


def _is_needed(each: Any) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 40)
    | st.integers()
    | st.sampled_from(
        [10**30, -1, 1.0, 1e308, float("nan"), float("inf"), b"bytes", object(), date(2027, 1, 1)]
    )
    | st.sampled_from(["", "UTC", "utc ", "../etc/passwd", "America", "scheduled", "SCHEDULED", "2027-01-01"])
    | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=9)
        | st.dictionaries(st.text(max_size=2), inner, max_size=2)
        | st.lists(inner, max_size=3).map(tuple)
    ),
    max_leaves=9,
)


def places_in(node: object) -> list[tuple[list[Any], int]]:
    """Every place in lists within lists."""
    if not isinstance(node, list):
        return []
    return [(node, at) for at in range(len(node))] + [found for item in node for found in places_in(item)]


AN_EVENT = Event(
    id="oak/chess",
    uid="oak/chess@oak.example",
    partner="oak",
    slug="chess",
    ref=SourceRef("events/oak/chess.md", 1, 1),
    lines={"title": 2, "start": 3},
    text=Text("Chess", links=(("https://a.example/", 4),)),
    text_language="en",
    timezone="America/Toronto",
    series=(
        Series(
            "oak/chess@oak.example",
            datetime(2027, 1, 16, 10, tzinfo=ZoneInfo("America/Toronto")),
            timedelta(hours=2),
        ),
    ),
    place=Place(PlaceKind.VENUE, "hall"),
    access={"step_free": AccessFact(Known.YES)},
    status=Status.FULL,
    registration=Registration(closes=date(2027, 1, 10), capacity=4),
    publish_from=date(2027, 1, 1),
    posted=datetime(2026, 12, 1, 9, tzinfo=UTC),
)
