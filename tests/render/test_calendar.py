from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from bulletin.model.feed import Flavour, join_years
from bulletin.model.recurrence import Frequency, RecurrenceRule
from bulletin.render.ical import render_vevents
from bulletin.render.ical.recurrence import format_rrule
from tests.checkers.icaljs import expand_calendar
from tests.checkers.libical import Libical
from tests.render.calendars import (
    ALL_FLAVOURS,
    CALENDAR,
    CANCELLED,
    DAY,
    HOUR,
    STORY_TIME,
    WIDE,
    at,
    calendar_of,
    expected_dates,
    lines_of,
    make_change,
    make_item,
    monthly,
    vevents_of,
    weekly,
)


@pytest.mark.debian
@pytest.mark.parametrize("reader", ["UTC", "Asia/Tokyo"])
@pytest.mark.parametrize("flavour", ALL_FLAVOURS)
def test_ical_js_finds_the_dates_of_the_model_in_any_time_zone(flavour: Flavour, reader: str) -> None:
    found = expand_calendar(calendar_of(CALENDAR, flavour), *WIDE, timezone=reader)
    expected = expected_dates(CALENDAR, hide_off=flavour is Flavour.WITHOUT_CANCELLED)
    assert (set(found) - set(expected), set(expected) - set(found)) == (set(), set())
    assert len(found) == len(expected)
    assert len(found) > 100


@pytest.mark.debian
@pytest.mark.parametrize("flavour", ALL_FLAVOURS)
def test_libical_finds_nothing_to_refuse(flavour: Flavour, libical: Libical) -> None:
    assert libical.check_calendar(calendar_of(CALENDAR, flavour)) == []
    assert libical.check_calendar(calendar_of((), flavour)) == []


def test_the_last_day_is_included_and_the_next_is_not_on_the_week_the_clocks_change() -> None:
    assert format_rrule(weekly(6, until=date(2027, 3, 14)), at(2027, 2, 28, 0, 30)).endswith(
        "UNTIL=20270315T035959Z;BYDAY=SU"
    )
    assert "UNTIL=20271108T045959Z" in format_rrule(weekly(6, until=date(2027, 11, 7)), at(2027, 10, 3, 23))
    assert "UNTIL=20270503;" in format_rrule(weekly(0, until=date(2027, 5, 3)), date(2027, 1, 4))


def test_a_rule_to_the_end_of_time_has_an_end_in_every_zone() -> None:
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Toronto"):
        rule = weekly(1, until=date(9999, 12, 31))
        assert "UNTIL=999912" in format_rrule(rule, at(2027, 1, 5, 10, zone=ZoneInfo(zone)))


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (weekly(0, 2), "FREQ=WEEKLY;BYDAY=MO,WE"),
        (weekly(4, interval=2), "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;WKST=MO"),
        (weekly(4, 6, interval=2), "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,SU;WKST=MO"),
        (weekly(0, 4, interval=2), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=FR"),
        (weekly(0, 4, interval=2, week_start=6), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=MO"),
        (weekly(4, 6, interval=2, week_start=6), "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,SU;WKST=SA"),
        (monthly(2, 5, count=6), "FREQ=MONTHLY;COUNT=6;BYDAY=2SA"),
        (monthly(-1, 4, by_month=(1, 9)), "FREQ=MONTHLY;BYMONTH=1,9;BYDAY=-1FR"),
        (RecurrenceRule(Frequency.MONTHLY, by_month_day=(1, -1)), "FREQ=MONTHLY;BYMONTHDAY=1,-1"),
        (RecurrenceRule(Frequency.DAILY, interval=3), "FREQ=DAILY;INTERVAL=3"),
    ],
)
def test_a_rule_is_written_as_it_was_meant(rule: RecurrenceRule, text: str) -> None:
    assert format_rrule(rule, at(2027, 1, 1, 10)) == text


def test_the_whole_of_a_timed_series() -> None:
    series = replace(STORY_TIME.series, extra=())
    assert lines_of(replace(STORY_TIME, series=series, changes=STORY_TIME.changes[:1])) == [
        "BEGIN:VEVENT",
        "UID:oak/story-time@board.example",
        "DTSTAMP:20261201T093000Z",
        "CREATED:20261001T000000Z",
        "LAST-MODIFIED:20261201T093000Z",
        "SEQUENCE:218280600",
        "DTSTART;TZID=America/Toronto:20270202T103000",
        "DTEND;TZID=America/Toronto:20270202T113000",
        "RRULE:FREQ=WEEKLY;UNTIL=20270428T035959Z;BYDAY=TU",
        "EXDATE;TZID=America/Toronto:20270216T103000",
        "EXDATE;TZID=America/Toronto:20270323T103000",
        "SUMMARY;LANGUAGE=fr:story-time",
        "DESCRIPTION;LANGUAGE=fr:Songs\\, rhymes\\; and stories.\\n\\nBring a cushion \\\\o/ " + "é" * 90,
        "LOCATION:Main Library\\, 1 Main Street",
        "GEO:43.25;-79.00001",
        "URL:https://board.example/events/oak/story-time/",
        "CATEGORIES:Stories\\, songs,Family",
        "IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/jpeg:https://board.example/events/oak/story-time.jpg",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:oak/story-time@board.example",
        "DTSTAMP:20261201T093000Z",
        "CREATED:20261001T000000Z",
        "LAST-MODIFIED:20261201T093000Z",
        "SEQUENCE:218280600",
        "RECURRENCE-ID;TZID=America/Toronto:20270316T103000",
        "DTSTART;TZID=America/Toronto:20270317T090000",
        "DTEND;TZID=America/Toronto:20270317T110000",
        "SUMMARY;LANGUAGE=fr:moved",
        "CATEGORIES:Stories\\, songs,Family",
        "IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/jpeg:https://board.example/events/oak/story-time.jpg",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "",
    ]


def test_what_is_not_known_is_left_out() -> None:
    assert lines_of(make_item("fair", date(2027, 6, 5), 2 * DAY)) == [
        "BEGIN:VEVENT",
        "UID:oak/fair@board.example",
        "DTSTAMP:20261201T093000Z",
        "LAST-MODIFIED:20261201T093000Z",
        "SEQUENCE:218280600",
        "DTSTART;VALUE=DATE:20270605",
        "DTEND;VALUE=DATE:20270607",
        "SUMMARY:fair",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "",
    ]


def test_dates_of_an_all_day_series_are_dates_everywhere() -> None:
    item = make_item(
        "fasting",
        date(2027, 3, 1),
        DAY,
        rule=RecurrenceRule(Frequency.DAILY, until=date(2027, 3, 9)),
        extra=(date(2027, 3, 12),),
        skipped=(date(2027, 3, 4),),
        changes=(make_change(date(2027, 3, 5), length=DAY),),
    )
    lines = lines_of(item)
    for line in (
        "RRULE:FREQ=DAILY;UNTIL=20270309",
        "RDATE;VALUE=DATE:20270312",
        "RECURRENCE-ID;VALUE=DATE:20270312",
        "EXDATE;VALUE=DATE:20270304",
        "RECURRENCE-ID;VALUE=DATE:20270305",
    ):
        assert line in lines
    assert item.zone_years(Flavour.FEED, 2029) == {}


def test_an_end_on_the_night_the_clocks_change_is_the_time_on_the_wall() -> None:
    lines = lines_of(make_item("night", at(2027, 3, 13, 20), 12 * HOUR))
    assert "DTEND;TZID=America/Toronto:20270314T080000" in lines


def test_an_event_without_a_length_has_no_end_rather_than_one_at_its_start() -> None:
    assert not any(
        line.startswith("DTEND") for line in lines_of(make_item("x", at(2027, 3, 1, 9), timedelta(0)))
    )


def test_a_cancelled_date_is_a_status_in_the_feed_and_an_exdate_in_the_other() -> None:
    full, without = lines_of(STORY_TIME), lines_of(STORY_TIME, Flavour.WITHOUT_CANCELLED)
    assert full.count("STATUS:CANCELLED") == 2
    assert "STATUS:CANCELLED" not in without
    assert "EXDATE;TZID=America/Toronto:20270406T103000" in without
    assert not any("20270401T140000" in line for line in without)
    changed, added = 1, 1
    assert sum(line.startswith("RECURRENCE-ID") for line in without) == changed + added


def test_an_event_that_is_off_is_absent_from_the_calendar_without_cancelled() -> None:
    for rule in (None, weekly(2, count=4)):
        item = make_item("off", at(2027, 5, 5, 18), rule=rule, status=CANCELLED)
        assert render_vevents(item, Flavour.WITHOUT_CANCELLED) == b""
        assert b"STATUS:CANCELLED" in render_vevents(item, Flavour.FEED)


def test_an_added_date_stands_twice_for_programs_that_read_no_rdate() -> None:
    extra = at(2027, 3, 4, 10, 30), at(2027, 4, 1, 14)
    moved = make_change(extra[1], start=at(2027, 4, 2, 9), length=2 * HOUR, summary="moved")
    item = make_item(
        "story", at(2027, 2, 2, 10, 30), rule=weekly(1, count=2), extra=extra, changes=(moved,), language="fr"
    )
    assert [line for line in lines_of(item) if line.startswith(("RDATE", "RECURRENCE-ID"))] == [
        "RDATE;TZID=America/Toronto:20270304T103000",
        "RDATE;TZID=America/Toronto:20270401T140000",
        "RECURRENCE-ID;TZID=America/Toronto:20270401T140000",
        "RECURRENCE-ID;TZID=America/Toronto:20270304T103000",
    ]
    series, second, first = vevents_of([item])
    assert {str(one["UID"]) for one in (series, first, second)} == {"oak/story@board.example"}
    assert (str(first["SUMMARY"]), first.start, first.end) == ("story", extra[0], extra[0] + HOUR)
    assert (str(second["SUMMARY"]), second.start, second.end) == (
        "moved",
        at(2027, 4, 2, 9),
        at(2027, 4, 2, 11),
    )


def test_of_single_dates_a_rule_makes_the_first() -> None:
    item = make_item("dates", at(2027, 2, 2, 10), extra=(at(2027, 3, 4, 10),))
    assert "RRULE:FREQ=DAILY;COUNT=1" in lines_of(item)
    off = make_change(at(2027, 2, 2, 10), status=CANCELLED)
    hidden = calendar_of([replace(item, changes=(off,))], Flavour.WITHOUT_CANCELLED)
    assert [one.start for one in expand_calendar(hidden, *WIDE)] == ["2027-03-04T15:00:00Z"]


def test_a_date_that_takes_place_all_the_same_is_an_event_by_itself_when_its_event_is_off() -> None:
    change = make_change(
        at(2027, 5, 12, 18), start=at(2027, 5, 13, 9), length=2 * HOUR, summary="takes place"
    )
    item = make_item("off", at(2027, 5, 5, 18), rule=weekly(2, count=4), status=CANCELLED, changes=(change,))
    [event] = vevents_of([item], Flavour.WITHOUT_CANCELLED)
    assert (event.start, event.end) == (at(2027, 5, 13, 9), at(2027, 5, 13, 11))
    assert (str(event["SUMMARY"]), str(event["STATUS"])) == ("takes place", "CONFIRMED")
    assert not {"RECURRENCE-ID", "RRULE", "RDATE"} & event.keys()


@pytest.mark.debian
def test_several_dates_that_take_place_all_the_same_are_a_series_without_the_others() -> None:
    moved = make_change(at(2027, 5, 19, 18), start=at(2027, 5, 4, 9), summary="moved")
    taking_place = make_change(at(2027, 5, 12, 18), length=2 * HOUR, summary="takes place")
    off = make_change(at(2027, 5, 26, 18), summary="off", status=CANCELLED)
    changes = (taking_place, moved, off)
    item = make_item("off", at(2027, 5, 5, 18), rule=weekly(2, count=4), status=CANCELLED, changes=changes)
    found = expand_calendar(calendar_of([item], Flavour.WITHOUT_CANCELLED), *WIDE)
    assert [(one.start, one.end, one.summary, one.status) for one in found] == [
        ("2027-05-04T13:00:00Z", "2027-05-04T14:00:00Z", "moved", "CONFIRMED"),
        ("2027-05-12T22:00:00Z", "2027-05-13T00:00:00Z", "takes place", "CONFIRMED"),
    ]
    series, *dates = vevents_of([item], Flavour.WITHOUT_CANCELLED)
    assert "RECURRENCE-ID" not in series
    assert str(series["SUMMARY"]) == "takes place"
    assert all("RECURRENCE-ID" in one for one in dates)


@pytest.mark.parametrize("flavour", ALL_FLAVOURS)
def test_a_change_of_an_event_of_one_date_is_the_event(flavour: Flavour) -> None:
    change = make_change(at(2027, 5, 5, 18), start=at(2027, 5, 6, 19), length=2 * HOUR, summary="moved")
    item = make_item("talk", at(2027, 5, 5, 18), changes=(change,))
    [event] = vevents_of([item], flavour)
    assert (event.start, event.end, str(event["SUMMARY"])) == (
        at(2027, 5, 6, 19),
        at(2027, 5, 6, 21),
        "moved",
    )
    assert "RECURRENCE-ID" not in event
    off = replace(item, changes=(replace(change, status=CANCELLED),))
    assert (render_vevents(off, flavour) == b"") == (flavour is Flavour.WITHOUT_CANCELLED)


def test_a_single_download_of_one_date_is_in_utc_and_of_a_series_in_its_zone() -> None:
    single = make_item("talk", at(2027, 7, 6, 19), 90 * timedelta(minutes=1))
    lines = lines_of(single, Flavour.SINGLE)
    assert {"DTSTART:20270706T230000Z", "DTEND:20270707T003000Z"} < set(lines)
    assert single.zone_years(Flavour.SINGLE, 2029) == {}
    assert render_vevents(STORY_TIME, Flavour.SINGLE) == render_vevents(STORY_TIME, Flavour.FEED)


@pytest.mark.parametrize("flavour", ALL_FLAVOURS)
def test_the_plainest_flavour_gives_the_same_bytes(flavour: Flavour) -> None:
    for item in CALENDAR:
        assert render_vevents(item, item.plainest(flavour)) == render_vevents(item, flavour)
    assert {item.plainest(flavour) for item in CALENDAR} >= {Flavour.FEED}


def test_zones_are_needed_from_the_first_date_to_the_last() -> None:
    years = {item.uid.split("@")[0]: item.zone_years(Flavour.FEED, 2031) for item in CALENDAR}
    assert years["oak/story-time"] == {"America/Toronto": (2027, 2028)}
    assert years["oak/repair-cafe"] == {"America/Toronto": (2027, 2031)}
    assert years["oak/paris"] == {"Europe/Paris": (2027, 2028)}
    assert years["oak/summer-talk"] == {"America/Toronto": (2027, 2027)}
    far = make_item("far", at(2027, 1, 5, 9), rule=weekly(1, until=date(9999, 1, 1)))
    assert far.zone_years(Flavour.FEED, 2031) == {"America/Toronto": (2027, 2031)}


def test_a_calendar_needs_the_years_of_all_its_events() -> None:
    assert join_years(item.zone_years(Flavour.FEED, 2031) for item in CALENDAR) == {
        "America/Toronto": (2027, 2031),
        "Europe/Paris": (2027, 2028),
    }


def test_a_calendar_says_whose_it_is_and_when_to_come_back() -> None:
    text = calendar_of(CALENDAR[:1]).replace(b"\r\n ", b"").decode()
    head, rest = text.split("BEGIN:VTIMEZONE", 1)
    assert head.split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Bulletin//Community events//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Alder Crossing\\, events",
        "X-WR-CALNAME:Alder Crossing\\, events",
        "DESCRIPTION:What is on\\; for everybody",
        "X-WR-CALDESC:What is on\\; for everybody",
        "X-WR-TIMEZONE:America/Toronto",
        "URL:https://board.example/events/",
        "SOURCE;VALUE=URI:https://board.example/events/calendar.ics",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        "COLOR:teal",
        "IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/png:https://board.example/logo.png",
        "",
    ]
    assert rest.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")


@pytest.mark.parametrize("flavour", ALL_FLAVOURS)
def test_every_zone_that_is_named_is_defined_and_nobody_is_invited(flavour: Flavour) -> None:
    calendar = Calendar.from_ical(calendar_of(CALENDAR, flavour))
    assert calendar.get_missing_tzids() == set()
    data = calendar_of(CALENDAR, flavour)
    for line in (b"\r\nMETHOD", b"\r\nORGANIZER", b"\r\nATTENDEE", b"\r\nBEGIN:VALARM"):
        assert line not in data
    assert data.count(b"BEGIN:VCALENDAR") == 1


def test_a_calendar_without_events_still_has_a_component() -> None:
    calendar = Calendar.from_ical(calendar_of(()))
    assert [zone.tz_name for zone in calendar.timezones] == ["America/Toronto"]


@pytest.mark.parametrize(
    ("zone", "is_named"),
    [
        ("UTC", False),
        ("Etc/UTC", False),
        ("Africa/Abidjan", False),
        ("America/Toronto", True),
        ("Europe/London", True),
    ],
)
def test_the_zone_of_the_board_is_not_said_of_a_series_in_universal_time(zone: str, is_named: bool) -> None:
    """Readers that take X-WR-TIMEZONE for the zone of all that is in UTC would let it follow summer time."""
    start = at(2027, 2, 10, 17, zone=ZoneInfo(zone))
    item = make_item("call", start, rule=weekly(2, interval=3))
    for flavour in ALL_FLAVOURS:
        whole = calendar_of([item], flavour).decode()
        assert ("X-WR-TIMEZONE:America/Toronto" in whole) is is_named
