"""Whatever way a change is written in a record, it is changed and not doubled, and all else stays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.edit.event_changes import (
    NewTime,
    WrittenEvent,
    cancel_date,
    cancel_event,
    move_date,
    note_date,
)
from bulletin.edit.event_dates import coming_dates, date_after, dates_on, nearest_dates
from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.record_edits import edit_record
from bulletin.formats.records import parse_record
from bulletin.formats.yaml.edit import Edit
from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.model.event import Event, Occurrence, Status
from bulletin.model.recurrence import wall_time
from tests.commands.boards import FILES
from tests.effort import scaled

PATH = "events/oak/yoga.yaml"
HEAD = (
    "title: Yoga\nstart: 2027-01-07 10:00\nend: 11:00\nrepeat: every Thursday until 2027-03-25\n"
    "venue: main-library\ncategories: fitness\ncost: free\n"
)
KEYS = (
    "2027-01-14", '"2027-01-14"', "'14 January 2027'", "14 January 2027", "Jan 14, 2027", "14 January",
    "14 janvier 2027", "Thursday 14 January 2027", "2027-01-14 10:00", "14.01.2027", "2027/01/14",
)  # fmt: skip
VALUES = (
    "cancelled", "Cancelled  # ill", "{note: x}", "{ status: full }   # so many", "\n    note: x",
    "\n      # why\n      status: postponed\n      label: x", "\n\t\tstart: 11:00", "{status: postponed}",
    "{start: 12:00, end: 13:00,}", "\n    Status: full", "{cancelled: yes}",
)  # fmt: skip
WRITTEN = [*((key, "cancelled") for key in KEYS), *zip(KEYS, VALUES, strict=True)]


def load(text: str) -> Event:
    files: Mapping[str, bytes] = {path: data.encode() for path, data in {**FILES, PATH: text}.items()}
    loaded = load_board(Sources(files))
    assert loaded.board is not None
    assert not [each for each in loaded.problems if each.is_error], loaded.problems
    return loaded.board.events["oak/yoga"]


def written(text: str) -> WrittenEvent:
    node = parse_record(text.encode(), PATH).node
    assert node is not None
    return WrittenEvent(load(text), node, ("en", "fr"))


def edited(text: str, edits: tuple[Edit, ...]) -> str:
    return edit_record(text.encode(), PATH, edits).decode()


def keys_of(text: str) -> list[str]:
    node = parse_record(text.encode(), PATH).node
    changes = node.get("changes") if node else None
    return [key.text for key, _ in changes.items] if isinstance(changes, MappingNode) else []


def target(event: Event) -> Occurrence:
    [one] = dates_on(event, date(2027, 1, 14))
    return one


@pytest.mark.parametrize(("key", "value"), WRITTEN)
def test_a_date_is_cancelled_where_it_is_written(key: str, value: str) -> None:
    indent = "\t" if "\t" in value else "  "
    text = f"{HEAD}changes:\n{indent}{key}: {value}\n{indent}2027-01-21: cancelled\n# the end\n"
    record = written(text)
    one = target(record.event)
    after = edited(text, cancel_date(record, one, "Snow: closed"))
    assert keys_of(after) == keys_of(text)
    now = date_after(load(after), one)
    assert now is not None
    assert (now.status, now.note, now.start) == (Status.CANCELLED, "Snow: closed", one.start)
    assert after.startswith(HEAD)
    assert after.endswith(f"{indent}2027-01-21: cancelled\n# the end\n")


@pytest.mark.parametrize(("key", "value"), WRITTEN[:-1])
def test_a_date_is_moved_and_noted_where_it_is_written(key: str, value: str) -> None:
    indent = "\t" if "\t" in value else "  "
    text = f"{HEAD}changes:\n{indent}{key}: {value}\n"
    record = written(text)
    one = target(record.event)
    to = NewTime(datetime(2027, 1, 15, 9), datetime(2027, 1, 15, 10, 30))
    moved = edited(text, move_date(record, one, to))
    now = date_after(load(moved), one)
    assert now is not None
    assert (wall_time(now.start), wall_time(now.end)) == (to.start, to.end)
    assert not now.status.is_off
    noted = edited(text, note_date(record, one, "Bring boots"))
    then = date_after(load(noted), one)
    assert then is not None
    assert (then.note, then.status, then.start) == ("Bring boots", one.status, one.start)
    assert keys_of(moved) == keys_of(noted) == keys_of(text)


@settings(max_examples=scaled(25))
@given(st.lists(st.integers(0, 11), unique=True, max_size=6), st.integers(0, 11))
def test_any_date_of_a_series_is_cancelled_beside_any_others(others: list[int], wanted: int) -> None:
    dates = coming_dates(load(HEAD), date(2027, 1, 1))
    lines = [f"  {dates[each].day}: {{note: n{each}}}\n" for each in others]
    text = HEAD + ("changes:\n" + "".join(lines) if lines else "")
    record = written(text)
    [one] = dates_on(record.event, dates[wanted].day)
    after = load(edited(text, cancel_date(record, one)))
    for each in coming_dates(load(text), date(2027, 1, 1)):
        now = date_after(after, each)
        assert now is not None
        assert now.status is (Status.CANCELLED if each.day == one.day else Status.SCHEDULED)
        assert now.note == each.note


def test_a_whole_event_is_cancelled_whatever_its_dates_say_of_themselves() -> None:
    text = f"{HEAD}changes:\n  2027-01-14: {{status: full}}\n  2027-01-07: {{status: full}}\n"
    after = edited(text, cancel_event(written(text), date(2027, 1, 12), "Ann is ill."))
    event = load(after)
    assert (event.status, event.status_note) == (Status.CANCELLED, "Ann is ill.")
    assert [change.status for change in event.changes] == [Status.FULL, Status.CANCELLED]


def test_the_nearest_dates_are_those_around_a_day() -> None:
    event = load(HEAD)
    assert [one.day.day for one in nearest_dates(event, date(2027, 1, 13))] == [7, 14]
    assert [one.day.day for one in nearest_dates(event, date(2026, 1, 1))] == [7, 14]
    assert [one.day.day for one in nearest_dates(event, date(2030, 1, 1))] == [18, 25]
