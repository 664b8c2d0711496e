"""Alder Crossing, the sample town in `content/`: clean, with as many dates as its figures say."""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.expand import rule_starts
from bulletin.model.recurrence import Series, Start, Window
from bulletin.pipeline.check import ReadingOptions, publishable_board
from tests.site.building import CHECKOUT, TODAY, TOWN, build, copy_board, run_bulletin

FIGURES = list(csv.DictReader((CHECKOUT / "tests" / "sample_town.csv").open(encoding="utf-8")))
AFTER_2027 = date(2028, 1, 1)
EVENTS = TOWN / "events"
STAFF_ONLY = "Parent Council Staff Pre-Meeting"


@pytest.fixture(scope="module")
def board() -> Board:
    built = publishable_board(TOWN, ReadingOptions(clock=lambda: datetime(2027, 1, 15, 14, tzinfo=UTC))).board
    assert built is not None
    return built


def _day(start: Start) -> date:
    return start.date() if isinstance(start, datetime) else start


def _dates_in(series: Series, window: Window) -> set[Start]:
    """What the rule and the extra dates make, before anything is skipped or changed."""
    return {*rule_starts(series, window), *(start for start in series.extra if _day(start) in window)}


def _first_day(event: Event) -> date:
    return _day(event.series[0].start)


def test_the_town_has_61_events_and_2231_dates(board: Board) -> None:
    assert sorted(row["event"] for row in FIGURES) == sorted(board.events)
    assert len(FIGURES) == 61
    counted = {
        row["event"]: sum(
            len(_dates_in(series, Window(_day(datetime.fromisoformat(row["listed_start"])), AFTER_2027)))
            for series in board.events[row["event"]].series
        )
        for row in FIGURES
    }
    assert counted == {row["event"]: int(row["dates_in_2027"]) for row in FIGURES}
    assert sum(counted.values()) == 2231


def test_only_endless_repeats_begin_before_their_listed_start(board: Board) -> None:
    for row in FIGURES:
        event, listed = board.events[row["event"]], datetime.fromisoformat(row["listed_start"])
        rule = event.series[0].rule
        if rule is None or rule.count or rule.until:
            assert _first_day(event) == listed.date(), event.id
        else:
            assert _first_day(event) <= listed.date(), event.id
        first = event.series[0].start
        if isinstance(first, datetime):
            assert f"{first:%H:%M}" == f"{listed:%H:%M}", event.id
        dates = (_dates_in(series, Window(listed.date(), AFTER_2027)) for series in event.series)
        assert listed.date() in {_day(start) for found in dates for start in found}, event.id


def test_the_town_is_clean() -> None:
    checked = run_bulletin("check", "content", "--today", TODAY, "--format", "json")
    assert [row for row in json.loads(checked.said) if row["severity"] != "note"] == []
    assert checked.code == 0


@pytest.mark.parametrize("today", ["2026-11-21", "2027-03-14", "2027-12-31"])
def test_the_town_builds_on_other_days_and_always_has_something_on(today: str, tmp_path: Path) -> None:
    content = copy_board("town", tmp_path / "content")
    # One language and no day pages: what differs between days is in the lists.
    board = content / "board.yaml"
    text = board.read_text(encoding="utf-8").replace("languages: [en, fr, ar]", "languages: en")
    board.write_text(f"{text}\npublish: [months, json]\n", encoding="utf-8")
    for translation in content.rglob("*.[a-z][a-z].md"):
        translation.unlink()
    built = build(content, tmp_path / "public", today=today)
    assert built.code == 0, built.said
    coming = json.loads((tmp_path / "public" / "events" / "events.json").read_bytes())["events"]
    assert coming[0]["start"][:10] >= today or coming[0]["end"][:10] >= today
    assert len(coming) > 500


def test_repeats_stand_in_words() -> None:
    for file in (file for file in EVENTS.rglob("*.*") if file.suffix in (".yaml", ".md")):
        assert not re.search(r"^\W*rrule:", file.read_text(encoding="utf-8"), re.MULTILINE), file


def test_about_half_of_the_events_are_yaml_and_half_markdown_and_ten_are_in_french() -> None:
    translated = re.compile(r"\.(en|fr|ar)\.md$")
    own = [file for file in EVENTS.rglob("*.*") if file.suffix in (".yaml", ".md")]
    own = [file for file in own if not translated.search(file.name)]
    markdown = sum(file.suffix == ".md" for file in own)
    assert len(own) == 61
    assert 26 <= markdown <= 35
    assert len(list(EVENTS.rglob("*.fr.md"))) == 10


def test_what_is_for_staff_only_stands_in_a_fixture_calendar_alone() -> None:
    calendars = CHECKOUT / "tests" / "calendars"
    assert [file.name for file in calendars.glob("*.ics") if STAFF_ONLY in file.read_text(encoding="utf-8")]
    for file in (file for file in TOWN.rglob("*.*") if file.suffix in (".yaml", ".md")):
        assert STAFF_ONLY not in file.read_text(encoding="utf-8"), file


def test_every_telephone_number_and_address_is_made_up() -> None:
    for file in (file for file in TOWN.rglob("*.*") if file.suffix in (".yaml", ".md")):
        text = file.read_text(encoding="utf-8")
        numbers = re.findall(r"\b\d{3}-\d{4}\b", text)
        assert [number for number in numbers if not number.startswith("555-01")] == [], file
        hosts = re.findall(r"https?://([^/\s\"'<>)]+)|@([a-z0-9-]+\.[a-z.-]+[a-z])", text)
        for host in (first or second for first, second in hosts):
            assert host.endswith(".example"), (file, host)
