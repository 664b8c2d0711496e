"""Calendars that do not say what the board says are reported; those that do are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from bulletin.check.feeds import FeedProblems, check_feeds
from bulletin.model.board import Board
from bulletin.model.feed import join_years
from bulletin.model.site.plan import CalendarFile
from bulletin.plan import plan_site
from bulletin.render import ENDLESS
from bulletin.render.ical import render_calendar, render_vevents
from tests.check.small_boards import TODAY, board_of, event

WHOLE = "events/calendar.ics"
WITHOUT = "events/calendar-without-cancelled.ics"
CLUB = """
title: Chess club
start: 2027-01-05 18:00
end: 20:00
venue: hall
repeat: every Tuesday until 29 June 2027
skip: 2027-02-16
changes:
  2027-02-09: {status: cancelled}
  2027-02-23: {start: 2027-02-24 17:00}
"""
NIGHT = """
title: Night of reading
start: 2027-03-13 20:00
end: 2027-03-14 08:00
venue: hall
"""
FILES = {
    "events/oak/club.yaml": CLUB,
    "events/oak/night.yaml": NIGHT,
    "events/oak/fair.yaml": event(title="Fair", start="2027-05-01", end="2027-05-02", status="cancelled"),
    "events/oak/talk.yaml": event(title="Talk", status="tentative"),
}


@pytest.fixture(scope="module")
def board() -> Board:
    return board_of(FILES)


@pytest.fixture(scope="module")
def planned(board: Board) -> Mapping[str, CalendarFile]:
    """Every calendar there must be, by its path."""
    made = [plan.make() for plan in plan_site(board, TODAY).plans() if plan.path.endswith(".ics")]
    return {file.route: file for file in made if isinstance(file, CalendarFile)}


@pytest.fixture(scope="module")
def calendars(planned: Mapping[str, CalendarFile]) -> Mapping[str, bytes]:
    """Every calendar of the site, by its path."""
    rendered = {}
    for file in planned.values():
        flavour = file.feed.flavour
        years = join_years(item.zone_years(flavour, ENDLESS) for item in file.items)
        vevents = [render_vevents(item, flavour) for item in file.items]
        rendered[file.route] = render_calendar(file.feed, vevents, years)
    return rendered


Ask = Callable[[Mapping[str, bytes]], FeedProblems]


@pytest.fixture
def ask(board: Board, planned: Mapping[str, CalendarFile]) -> Ask:
    return lambda published: check_feeds(board, TODAY, planned, published.items())


def reported(problems: FeedProblems) -> list[tuple[str, str]]:
    """Of which file, and which rule."""
    return sorted((each.ref.path, each.rule.id) for each in (*problems.of_records, *problems.of_files))


def test_calendars_as_they_are_built_say_what_the_board_says(
    ask: Ask, calendars: Mapping[str, bytes]
) -> None:
    assert len(calendars) > 20
    assert ask(calendars) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "path", "rule"),
    [
        (b"DTSTART;TZID=Zone:20270105T18", b"DTSTART;TZID=Zone:20270105T17", "club", "dates"),
        (b"UNTIL=20270630", b"UNTIL=20270623", "club", "dates"),
        (b"BYDAY=TU", b"BYDAY=WE", "club", "dates"),
        (b"BYDAY=TU", b"BYDAY=XX", "club", "dates"),
        (b"EXDATE;TZID=Zone:20270216T18", b"EXDATE;TZID=Zone:20270216T19", "club", "dates"),
        (b"RECURRENCE-ID;TZID=Zone:20270223T18", b"RECURRENCE-ID;TZID=Zone:20270223T19", "club", "dates"),
        (b"RECURRENCE-ID;TZID=Zone:20270209T180000\r\n", b"", "club", "dates"),
        (b"DTEND;TZID=Zone:20270224T19", b"DTEND;TZID=Zone:20270224T20", "club", "dates"),
        (b"DTEND;TZID=Zone:20270314T08", b"DTEND;TZID=Zone:20270314T09", "night", "dates"),
        (b"DTEND;VALUE=DATE:20270503", b"DTEND;VALUE=DATE:20270502", "fair", "dates"),
        (b"STATUS:TENTATIVE", b"STATUS:CONFIRMED", "talk", "status"),
        (b"STATUS:TENTATIVE\r\n", b"", "talk", "status"),
        (b"UID:oak/talk@", b"UID:oak/tale@", "talk", "events"),
        (b"UID:oak/talk@", b"UID:oak/night@", "talk", "events"),
        (b"DTSTART;TZID=Zone:20270313", b"DTSTART;TZID=Mars:20270313", "night", "unreadable"),
    ],
)  # fmt: skip
def test_one_wrong_property_is_reported_of_the_event(
    ask: Ask, calendars: Mapping[str, bytes], old: bytes, new: bytes, path: str, rule: str
) -> None:
    old, new = (each.replace(b"=Zone", b"=America/Toronto") for each in (old, new))
    assert old in calendars[WHOLE]
    problems = ask({**calendars, WHOLE: calendars[WHOLE].replace(old, new, 1)})
    assert (f"events/oak/{path}.yaml", f"feed-{rule}") in reported(problems)
    assert problems.of_files == ()
    assert all(WHOLE in each.message for each in problems.of_records)


def test_a_date_that_is_off_may_not_stand_where_such_dates_are_hidden(
    ask: Ask, calendars: Mapping[str, bytes]
) -> None:
    problems = ask({**calendars, WITHOUT: calendars[WHOLE]})
    assert reported(problems) == [
        ("events/oak/club.yaml", "feed-dates"),
        ("events/oak/fair.yaml", "feed-dates"),
    ]


def test_an_event_that_its_list_does_not_hold_is_reported(ask: Ask, calendars: Mapping[str, bytes]) -> None:
    problems = ask({**calendars, "events/oak/talk/event.ics": calendars["events/oak/night/event.ics"]})
    assert reported(problems) == [
        ("events/oak/night.yaml", "feed-events"),
        ("events/oak/talk.yaml", "feed-events"),
    ]


def test_the_same_in_several_calendars_is_reported_once(ask: Ask, calendars: Mapping[str, bytes]) -> None:
    wrong = {path: data.replace(b"BYDAY=TU", b"BYDAY=WE") for path, data in calendars.items()}
    [problem] = ask(wrong).of_records
    holding = sum(b"BYDAY=TU" in data for data in calendars.values())
    assert f" and {holding - 1} more: 2027-" in problem.message


@pytest.mark.parametrize("data", [None, b"", b"<html></html>"])
def test_a_calendar_that_is_missing_or_none_is_reported(
    ask: Ask, calendars: Mapping[str, bytes], data: bytes | None
) -> None:
    rest = {path: each for path, each in calendars.items() if path != WHOLE}
    problems = ask(rest if data is None else {**rest, WHOLE: data})
    assert (WHOLE, "feed-unreadable") in reported(problems)


def test_a_calendar_that_no_list_has_is_reported(ask: Ask, calendars: Mapping[str, bytes]) -> None:
    old = {"partners/elm/calendar.ics": calendars[WHOLE]}
    assert reported(ask({**calendars, **old})) == [("partners/elm/calendar.ics", "feed-unreadable")]
