"""Every date of a board is told alike wherever it is told: pages, events.json, calendars, news."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import feedparser
import pytest

from bulletin.model.expand import expand
from bulletin.model.site.routes import event_route
from tests.site.occurrences import (
    TODAY,
    Told,
    in_calendar,
    in_calendar_by_dateutil,
    in_events_json,
    in_model,
    linked_data,
    on_day_pages,
    on_event_pages,
    parse_start,
    tell,
    times_on_day_pages,
)

CALENDAR = "events/calendar.ics"


@pytest.fixture(scope="module", params=["full", "town"])
def told(request: pytest.FixtureRequest) -> Told:
    return tell(request.getfixturevalue(request.param))


@pytest.fixture(scope="module")
def town_told(town: Path) -> Told:
    return tell(town)


def test_events_json_and_the_pages_of_events_and_days_tell_the_dates_of_the_records(told: Told) -> None:
    expected = in_model(told)
    assert len(expected) >= (20 if told.board.info.horizon == 60 else 2000)
    assert in_events_json(told) ^ expected == set()
    assert on_event_pages(told) ^ expected == set()
    assert on_day_pages(told) ^ expected == set()


def test_the_pages_of_further_languages_tell_the_same_dates(told: Told) -> None:
    expected = in_model(told)
    for language in told.board.info.languages[1:]:
        assert on_event_pages(told, language) ^ expected == set()
        assert on_day_pages(told, language) ^ expected == set()


@pytest.mark.debian
@pytest.mark.parametrize("timezone", ["UTC", "Australia/Lord_Howe"])
def test_a_subscriber_sees_the_same_dates_in_any_zone(told: Told, timezone: str) -> None:
    assert in_calendar(told, CALENDAR, timezone) ^ in_model(told) == set()


def test_dateutil_makes_the_same_dates_of_the_calendar(told: Told) -> None:
    assert in_calendar_by_dateutil(told, CALENDAR) ^ in_model(told) == set()


def test_the_calendar_without_cancelled_dates_has_all_the_others(told: Told) -> None:
    wide = told.window
    off = {
        (event.id, parse_start(one.start.isoformat()))
        for event in told.events()
        for one in expand(event, wide)
        if one.status.is_off
    }
    assert off
    without = in_calendar_by_dateutil(told, "events/calendar-without-cancelled.ics")
    assert without == in_model(told) - off


def test_the_calendars_of_partners_and_venues_and_events_hold_their_events_dates(told: Told) -> None:
    expected = in_model(told)
    for event in told.events():
        dates = {date for date in expected if date[0] == event.id}
        if not dates:
            continue
        assert in_calendar_by_dateutil(told, f"{event_route(event)}event.ics") == dates, event.id
        for host in told.board.accepted_hosts(event):
            assert dates <= in_calendar_by_dateutil(told, f"partners/{host}/calendar.ics"), (event.id, host)


def test_what_comes_up_in_the_news_are_the_dates_of_the_next_two_weeks(town_told: Told) -> None:
    last = TODAY + timedelta(days=14)
    feed = feedparser.parse((town_told.site / "events" / "coming-up.rss").read_bytes())
    assert not feed.bozo
    # One item for each date, named for its original start.
    expected = {
        str(one.id)
        for event in town_told.events()
        for one in expand(event, town_told.window)
        if TODAY <= one.day < last
    }
    assert {entry.id for entry in feed.entries} == expected
    assert len(feed.entries) == len(expected)


def test_linked_data_tell_the_next_dates_of_each_event(told: Told) -> None:
    expected = in_model(told)
    for event in told.events():
        page = (told.site / event_route(event) / "index.html").read_text(encoding="utf-8")
        starts = {parse_start(node["startDate"]) for node in linked_data(page) if node["@type"] == "Event"}
        assert len(starts) <= 12
        dates = {start for name, start in expected if name == event.id}
        begun = {start for start in starts if told.day_of(start) < TODAY}
        assert starts - begun <= dates, event.id
        assert len(starts) == min(12, len(dates) + len(begun)), event.id


def test_people_and_machines_read_the_same_time(town_told: Told) -> None:
    read = 0
    for machine, people in times_on_day_pages(town_told):
        start = parse_start(machine)
        if not isinstance(start, datetime):
            continue
        local = start.astimezone(town_told.zone)
        assert people.startswith(f"{local.hour}:{local.minute:02}"), (machine, people)
        read += 1
    assert read > 2000
