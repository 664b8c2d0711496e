"""The same dates stand wherever dates of a board stand: pages, events.json, calendars, news."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import feedparser
import pytest

from bulletin.model.expand import expand
from bulletin.model.site.routes import event_route
from tests.site.occurrences import (
    TODAY,
    BuiltSite,
    in_calendar,
    in_calendar_by_dateutil,
    in_events_json,
    in_model,
    linked_data,
    on_day_pages,
    on_event_pages,
    parse_start,
    read_built,
    times_on_day_pages,
)

CALENDAR = "events/calendar.ics"


@pytest.fixture(scope="module", params=["full", "town"])
def built(request: pytest.FixtureRequest) -> BuiltSite:
    return read_built(request.getfixturevalue(request.param))


@pytest.fixture(scope="module")
def built_town(town: Path) -> BuiltSite:
    return read_built(town)


def test_events_json_and_the_pages_of_events_and_days_have_the_dates_of_the_records(built: BuiltSite) -> None:
    expected = in_model(built)
    assert len(expected) >= (20 if built.board.info.horizon == 60 else 2000)
    assert in_events_json(built) ^ expected == set()
    assert on_event_pages(built) ^ expected == set()
    assert on_day_pages(built) ^ expected == set()


def test_the_pages_of_further_languages_have_the_same_dates(built: BuiltSite) -> None:
    expected = in_model(built)
    for language in built.board.info.languages[1:]:
        assert on_event_pages(built, language) ^ expected == set()
        assert on_day_pages(built, language) ^ expected == set()


@pytest.mark.debian
@pytest.mark.parametrize("timezone", ["UTC", "Australia/Lord_Howe"])
def test_a_subscriber_sees_the_same_dates_in_any_zone(built: BuiltSite, timezone: str) -> None:
    assert in_calendar(built, CALENDAR, timezone) ^ in_model(built) == set()


def test_dateutil_makes_the_same_dates_of_the_calendar(built: BuiltSite) -> None:
    assert in_calendar_by_dateutil(built, CALENDAR) ^ in_model(built) == set()


def test_the_calendar_without_cancelled_dates_has_all_the_others(built: BuiltSite) -> None:
    wide = built.window
    off = {
        (event.id, parse_start(one.start.isoformat()))
        for event in built.events()
        for one in expand(event, wide)
        if one.status.is_off
    }
    assert off
    without = in_calendar_by_dateutil(built, "events/calendar-without-cancelled.ics")
    assert without == in_model(built) - off


def test_the_calendars_of_partners_and_venues_and_events_hold_their_events_dates(built: BuiltSite) -> None:
    expected = in_model(built)
    for event in built.events():
        dates = {date for date in expected if date[0] == event.id}
        if not dates:
            continue
        assert in_calendar_by_dateutil(built, f"{event_route(event)}event.ics") == dates, event.id
        for host in built.board.accepted_hosts(event):
            assert dates <= in_calendar_by_dateutil(built, f"partners/{host}/calendar.ics"), (event.id, host)


def test_what_comes_up_in_the_news_are_the_dates_of_the_next_two_weeks(built_town: BuiltSite) -> None:
    last = TODAY + timedelta(days=14)
    feed = feedparser.parse((built_town.site / "events" / "coming-up.rss").read_bytes())
    assert not feed.bozo
    # One item for each date, named for its original start.
    expected = {
        str(one.id)
        for event in built_town.events()
        for one in expand(event, built_town.window)
        if TODAY <= one.day < last
    }
    assert {entry.id for entry in feed.entries} == expected
    assert len(feed.entries) == len(expected)


def test_linked_data_have_the_next_dates_of_each_event(built: BuiltSite) -> None:
    expected = in_model(built)
    for event in built.events():
        page = (built.site / event_route(event) / "index.html").read_text(encoding="utf-8")
        starts = {parse_start(node["startDate"]) for node in linked_data(page) if node["@type"] == "Event"}
        assert len(starts) <= 12
        dates = {start for name, start in expected if name == event.id}
        begun = {start for start in starts if built.day_of(start) < TODAY}
        assert starts - begun <= dates, event.id
        assert len(starts) == min(12, len(dates) + len(begun)), event.id


def test_the_text_and_the_datetime_attribute_say_the_same_time(built_town: BuiltSite) -> None:
    read = 0
    for attribute, text in times_on_day_pages(built_town):
        start = parse_start(attribute)
        if not isinstance(start, datetime):
            continue
        local = start.astimezone(built_town.zone)
        assert text.startswith(f"{local.hour}:{local.minute:02}"), (attribute, text)
        read += 1
    assert read > 1500
