"""Frozen values as plain data: nothing is lost, and nothing that its hint does not name is made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, make_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.peers.corpus import make_corpus
from benchmarks.peers.ours import Whole
from benchmarks.peers.peer import write_site
from bulletin.cache.codec import Codec, shape_of
from bulletin.model import board, event, partner, place, recurrence
from bulletin.model.board import Board, BoardInfo
from bulletin.model.event import Change, Event, Status, Text
from bulletin.model.place import AccessFact, Known
from bulletin.model.recurrence import Series, Start
from bulletin.model.zones import use_pinned_zones
from bulletin.pipeline import Checked, build_board
from bulletin.problems import Fix, Problem, Rule, Severity, SourceRef
from tests.cache.values import (
    AN_EVENT,
    ANYTHING,
    Empty,
    Heir,
    Level,
    Nest,
    Odds,
    classes_of,
    fits,
    laid_open,
    places_in,
    values_of,
)
from tests.site.building import BOARDS, CHECKOUT, TOWN

TODAY = date(2027, 1, 15)
TORONTO = ZoneInfo("America/Toronto")


# A Board holds the bytes of pictures too, which are no plain data.
EVERY_CLASS = [cls for cls in classes_of(event, place, recurrence, board, partner) if cls is not Board]


def through_json(codec: Codec[Any], value: Any) -> Any:
    return codec.decode(json.loads(json.dumps(codec.encode(value))))


def _boards(folder: Path) -> dict[str, Path]:
    site = folder / "peers"
    site.mkdir()
    write_site(Whole(), site, make_corpus(80))
    golden = {path.parent.name: path for path in BOARDS.glob("*/content")}
    del golden["broken-board"]  # has no events at all
    return {"town": TOWN, "peers": site / "content", **golden}


@pytest.fixture(scope="module")
def boards(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Checked]:
    found = _boards(tmp_path_factory.mktemp("boards"))
    assert len(found) > 2
    return {
        name: build_board(content, lambda: datetime(2027, 1, 15, 14, tzinfo=UTC), today=TODAY)
        for name, content in found.items()
    }


def test_every_event_of_the_boards_comes_back_whole(boards: dict[str, Checked]) -> None:
    codec = Codec(Event)
    for name, checked in boards.items():
        assert checked.board is not None
        events = list(checked.board.events.values())
        assert events, name
        for known in events:
            read = through_json(codec, known)
            assert read == known
            assert laid_open(read) == laid_open(known)


def test_every_problem_of_the_boards_comes_back_with_its_rule_by_id(boards: dict[str, Checked]) -> None:
    problems = [problem for checked in boards.values() for problem in checked.problems]
    assert any(problem.fix for problem in problems)
    rules = {problem.rule.id: problem.rule for problem in problems}
    codec = Codec(Problem, {Rule: rules})
    for problem in problems:
        data = codec.encode(problem)
        assert problem.rule.summary not in json.dumps(data, ensure_ascii=False)
        read = codec.decode(json.loads(json.dumps(data)))
        assert laid_open(read) == laid_open(problem)
        assert read.rule is problem.rule


@pytest.mark.parametrize("cls", [*EVERY_CLASS, Problem, Fix, Rule, Odds, Empty], ids=lambda cls: cls.__name__)
@settings(max_examples=25)
@given(data=st.data())
def test_a_value_of_any_class_comes_back_whole(cls: type, data: st.DataObject) -> None:
    value = data.draw(values_of(cls))
    read = through_json(_codec(cls), value)
    assert laid_open(read) == laid_open(value)
    assert fits(read, cls)


@cache
def _codec(cls: type) -> Codec[Any]:
    return Codec(cls)


def _is_refused_or_fits(cls: type, data: object) -> None:
    try:
        read = _codec(cls).decode(data)
    except ValueError:
        return
    assert fits(read, cls), read


@pytest.mark.parametrize("cls", [Event, Series, Problem, BoardInfo, Odds], ids=lambda cls: cls.__name__)
@settings(max_examples=100)
@given(data=st.data())
def test_spoilt_data_is_refused_or_makes_what_the_hints_allow(cls: type, data: st.DataObject) -> None:
    spoilt: list[object] = [json.loads(json.dumps(_codec(cls).encode(data.draw(values_of(cls)))))]
    for _ in range(data.draw(st.integers(1, 4))):
        holder, at = data.draw(st.sampled_from(places_in(spoilt)))
        how = data.draw(st.sampled_from(["replace", "insert", "drop", "repeat"]))
        if how == "replace":
            holder[at] = data.draw(ANYTHING)
        elif how == "insert":
            holder.insert(at, data.draw(ANYTHING))
        elif how == "repeat":
            holder.append(holder[at])
        elif holder is not spoilt:
            del holder[at]
    _is_refused_or_fits(cls, spoilt[0])


@given(data=ANYTHING, cls=st.sampled_from([*EVERY_CLASS, Odds, Empty, Nest]))
def test_any_data_at_all_is_refused_or_makes_what_the_hints_allow(cls: type, data: object) -> None:
    _is_refused_or_fits(cls, data)


def test_each_node_of_an_event_is_refused_as_something_of_another_type() -> None:
    codec = Codec(Event)
    data: list[object] = [codec.encode(AN_EVENT)]
    for holder, at in places_in(data):
        was = holder[at]
        for wrong in (object(), {}, b"", 1.5, (), {"a": 1}):
            holder[at] = wrong
            with pytest.raises(ValueError, match="this is no Event"):
                codec.decode(data[0])
        holder[at] = was
    assert codec.decode(data[0]) == AN_EVENT


@dataclass(frozen=True, slots=True)
class Days:
    start: Start
    day: date | None = None


def test_a_day_and_a_moment_stay_what_they_are() -> None:
    codec = Codec(Days)
    assert type(through_json(codec, Days(date(2027, 1, 16))).start) is date
    assert type(through_json(codec, Days(datetime(2027, 1, 16))).start) is datetime
    with pytest.raises(ValueError, match="cannot be told"):
        codec.encode(Days(date(2027, 1, 16), datetime(2027, 1, 16)))
    moment = codec.encode(Days(datetime(2027, 1, 16)))
    assert isinstance(moment, list)
    with pytest.raises(ValueError, match="this is no Days"):
        codec.decode([1, moment[0]])


def test_true_is_not_taken_for_the_number_1() -> None:
    assert Codec(Days).decode([1, 1]) == Days(date.min, date.min)
    with pytest.raises(ValueError, match="this is no Days"):
        Codec(Days).decode([1, True])
    assert Codec(Odds).decode([None, [1]]) == Odds(None, frozenset((Level.HIGH,)))
    with pytest.raises(ValueError, match="this is no Odds"):
        Codec(Odds).decode([None, [True]])


def test_the_second_of_two_equal_times_of_day_stays_the_second() -> None:
    use_pinned_zones()
    late = datetime(2027, 11, 7, 1, 30, tzinfo=ZoneInfo("America/Toronto"), fold=1)
    read = through_json(Codec(Days), Days(late)).start
    assert (read.fold, read.utcoffset()) == (1, timedelta(hours=-5))
    assert read.tzinfo is late.tzinfo


ODD_ZONES = [
    "America",
    "america/toronto",
    "America/Toronto ",
    "../UTC",
    "/etc/localtime",
    "EST5EDT",
    "Oak",
    "\0",
]


@pytest.mark.parametrize("zone", [*ODD_ZONES, "", True, 86400, -86400, 10**40, 0.0, [], ["UTC"]])
def test_a_zone_that_no_event_is_in_is_refused(zone: object) -> None:
    with pytest.raises(ValueError, match="this is no Days"):
        Codec(Days).decode([[2027, 1, 16, 10, 0, zone]])


ODD_DAYS = [0, -1, 3652060, 10**30, True, "2027-01-01", None]
ODD_MOMENTS = [
    [],
    [2027, 2, 30, 0, 0, None],
    [2027, 1, 1, 24, 0, None],
    [10000, 1, 1, 0, 0, None],
    [2027, 1, 1, 0, 0],
    [2027, 1, 1, 0, 0, None, 0],
    [2027, 1, 1, 0, 0, None, 0, 0, 2],
]


@pytest.mark.parametrize("start", [*ODD_DAYS, *ODD_MOMENTS])
def test_a_day_or_moment_that_does_not_exist_is_refused(start: object) -> None:
    with pytest.raises(ValueError, match="this is no Days"):
        Codec(Days).decode([start])


def test_data_nested_without_end_is_refused() -> None:
    codec = Codec(Nest)
    assert through_json(codec, Nest(Nest(Nest()))) == Nest(Nest(Nest()))
    data: list[object] = []
    for _ in range(200_000):
        data = [data]
    with pytest.raises(ValueError, match="RecursionError"):
        codec.decode(data)


def test_what_was_read_is_as_frozen_as_what_was_written() -> None:
    read = through_json(Codec(Heir), Heir(Nest(Nest()), "Ana"))
    assert read == Heir(Nest(Nest()), "Ana")
    assert type(read) is Heir
    for name in ("name", "inner"):
        with pytest.raises(FrozenInstanceError):
            setattr(read, name, None)


def test_what_is_not_exactly_of_its_hint_is_not_written() -> None:
    class Loud(str):
        __slots__ = ()

    named = timezone(timedelta(hours=1), "Oak time")
    wrongs: list[Any] = [
        Text(Loud("Chess")),
        Text(Status.FULL),
        Text("Chess", links=[]),  # type: ignore[arg-type]
        Change("", datetime(2027, 1, 16, tzinfo=named), SourceRef("")),
        Change("", date(2027, 1, 16), SourceRef(""), access=[]),  # type: ignore[arg-type]
        SourceRef("", True),
        place.Geo(float("nan"), 0.0),
    ]
    for wrong in wrongs:
        with pytest.raises(ValueError, match="cannot be told in plain data"):
            Codec(type(wrong)).encode(wrong)
    with pytest.raises(ValueError, match="cannot be told in plain data"):
        Codec(Text).encode(SourceRef(""))  # type: ignore[arg-type]


def test_what_equals_a_default_and_differs_where_it_is_not_compared_comes_back() -> None:
    default = Problem(SourceRef("a"), Rule("r", Severity.NOTE, "s"), "m")
    fixed = Problem(default.ref, default.rule, "m", fix=Fix(1, 1, ("x",)))
    assert default == fixed
    held: Any = make_dataclass(
        "held", [("problem", Problem, field(default=default))], frozen=True, slots=True
    )
    assert through_json(Codec(held), held(fixed)).problem.fix == fixed.fix


def test_any_mapping_comes_back_in_its_order() -> None:
    changed = Event(
        **{each.name: getattr(AN_EVENT, each.name) for each in fields(Event)}
        | {"access": MappingProxyType({name: AccessFact(Known.NO) for name in ("z", "a", "m")})}
    )
    read = through_json(Codec(Event), changed)
    assert list(read.access) == ["z", "a", "m"]
    assert read == changed


def test_a_rule_nobody_knows_is_neither_written_nor_read() -> None:
    rule = Rule("known", Severity.NOTE, "It holds.")
    codec = Codec(Problem, {Rule: {"known": rule}})
    problem = Problem(SourceRef("a.md", 3), rule, "It does not hold.")
    assert codec.decode([["a.md", 3], "known", "It does not hold."]) == problem
    with pytest.raises(ValueError, match="this is no Problem"):
        codec.decode([["a.md", 3], "unknown", "It does not hold."])
    with pytest.raises(ValueError, match="cannot be told"):
        codec.encode(Problem(SourceRef("a.md", 3), Rule("known", Severity.ERROR, "It holds."), ""))


FORMLESS = [
    object,
    Any,
    list[str],
    dict[str, str],
    set[str],
    bytes,
    Callable,
    Literal["a"],
    tuple,
    tuple[()],
    Path,
]
INDISTINCT = [str | Status, tuple[str, ...] | tuple[int, ...], Fix | Rule]


@pytest.mark.parametrize("hint", [*FORMLESS, *INDISTINCT, "Unheard"], ids=str)
def test_a_hint_without_a_form_is_refused_at_once_by_the_name_of_its_field(hint: Any) -> None:
    cls = make_dataclass("Poster", [("size", int), ("paper", hint)], frozen=True, slots=True)
    with pytest.raises(TypeError, match=r"Poster\.paper|Poster: name 'Unheard'"):
        Codec(cls)


def test_a_class_that_could_be_made_wrong_is_refused_at_once() -> None:
    @dataclass(frozen=True, slots=True)
    class Sworn:
        name: str

        def __post_init__(self) -> None:
            assert self.name

    loose = make_dataclass("Loose", [("name", str)], slots=True)
    roomy = make_dataclass("Roomy", [("name", str)], frozen=True)
    for cls in (Sworn, loose, roomy):
        with pytest.raises(TypeError, match=r"Sworn|Loose|Roomy"):
            Codec(cls)


def _shape(*parts: Any) -> str:
    return shape_of(make_dataclass("Poster", parts, frozen=True, slots=True))


def test_the_shape_tells_names_types_and_defaults_apart() -> None:
    shapes = [
        _shape(("name", str), ("size", int)),
        _shape(("size", int), ("name", str)),
        _shape(("name", str), ("height", int)),
        _shape(("name", str), ("size", float)),
        _shape(("name", str), ("size", int | None)),
        _shape(("name", str), ("size", int, field(default=1))),
        _shape(("name", str), ("size", int, field(default=2))),
        _shape(("name", str), ("size", Level)),
        _shape(("name", str), ("size", Status)),
        _shape(("name", str), ("size", SourceRef)),
    ]
    assert len(set(shapes)) == len(shapes)
    assert _shape(("name", str), ("size", int)) == shapes[0]
    assert "SourceRef(path: str, line: int = 0" in shape_of(Event)
    assert "rescheduled" in shape_of(Event)


def test_the_shape_is_the_same_in_every_process() -> None:
    code = """
from bulletin.cache.codec import shape_of
from tests.cache.values import Odds
print(shape_of(Odds))
"""
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=CHECKOUT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
    assert b"marks: frozenset[str]" in told.pop()
