"""Rules, lengths and double times in the words that programs read alike (docs/adr/0015)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.model.expand import rule_starts
from bulletin.model.recurrence import Frequency, RecurrenceRule, Series, WeekdayNum, Window
from bulletin.render.ical import format_duration
from bulletin.render.ical.portable_rules import portable_rule
from bulletin.render.ical.recurrence import format_rrule
from tests.checkers.icaljs import expand_calendar
from tests.render.calendars import HOUR, at, calendar_of, lines_of, make_change, make_item, monthly, weekly

MONTHLY, YEARLY = Frequency.MONTHLY, Frequency.YEARLY
NOT_IN_SUMMER = (1, 2, 3, 4, 5, 6, 9, 10, 11, 12)
LONG = Window(date(2027, 1, 1), date(2060, 1, 1))


def said(rule: RecurrenceRule, start: date) -> str:
    return format_rrule(portable_rule(rule, start.month), start)


@pytest.mark.parametrize(
    ("rule", "start", "text"),
    [
        (monthly(-1, 1, by_month=NOT_IN_SUMMER), date(2027, 1, 26), None),
        (
            monthly(-1, 1, by_month=NOT_IN_SUMMER),
            date(2027, 9, 28),
            "FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=-1TU",
        ),
        (
            monthly(2, 5, interval=2, by_month=(1, 2, 3, 4)),
            date(2027, 1, 9),
            "FREQ=YEARLY;BYMONTH=1,3;BYDAY=2SA",
        ),
        (
            monthly(2, 5, interval=6, by_month=(1, 2, 7)),
            date(2027, 1, 9),
            "FREQ=MONTHLY;INTERVAL=6;BYDAY=2SA",
        ),
        (
            monthly(2, 5, interval=5, by_month=(1,)),
            date(2027, 1, 9),
            "FREQ=YEARLY;INTERVAL=5;BYMONTH=1;BYDAY=2SA",
        ),
        (monthly(2, 5, interval=5, by_month=(1, 6)), date(2027, 1, 9), None),
        (
            RecurrenceRule(MONTHLY, by_month=(1, 2, 3, 12), by_month_day=(31,)),
            date(2027, 3, 31),
            "FREQ=YEARLY;BYMONTH=1,3,12;BYMONTHDAY=31",
        ),
        (
            RecurrenceRule(YEARLY, by_month_day=(6,)),
            date(2027, 3, 6),
            "FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=6",
        ),
        (RecurrenceRule(YEARLY, by_month_day=(-1,)), date(2027, 3, 31), "FREQ=MONTHLY;BYMONTHDAY=-1"),
        (
            RecurrenceRule(YEARLY, 3, by_month=(6,), by_month_day=(-1,)),
            date(2027, 6, 30),
            "FREQ=MONTHLY;INTERVAL=36;BYMONTHDAY=-1",
        ),
        (RecurrenceRule(YEARLY, by_month=(2,), by_month_day=(29,)), date(2028, 2, 29), None),
        (RecurrenceRule(YEARLY, by_month=(1,), by_month_day=(27,)), date(2027, 1, 27), None),
        (RecurrenceRule(YEARLY, by_day=(WeekdayNum(0, 1),)), date(2027, 1, 4), None),
        (weekly(3, interval=2, by_month=(1, 2)), date(2027, 1, 7), None),
        (
            RecurrenceRule(MONTHLY, 3, by_day=(WeekdayNum(1, 5), WeekdayNum(6, 5))),
            date(2027, 8, 29),
            "FREQ=YEARLY;BYMONTH=2,5,8,11;BYDAY=5TU,5SU",
        ),
    ],
)
def test_a_rule_is_written_in_the_form_programs_understand(
    rule: RecurrenceRule, start: date, text: str | None
) -> None:
    assert said(rule, start) == (text or format_rrule(rule, start))


@st.composite
def rules(draw: st.DrawFn) -> RecurrenceRule:
    by_day: tuple[WeekdayNum, ...] = ()
    by_month_day = draw(st.lists(st.integers(-31, 31).filter(bool), max_size=3, unique=True).map(tuple))
    if not by_month_day:
        ordinal = draw(st.sampled_from([0, 1, 2, 5, -1]))
        by_day = tuple(
            WeekdayNum(day, ordinal) for day in draw(st.sets(st.integers(0, 6), min_size=1, max_size=2))
        )
    elif min(by_month_day) > 0 and draw(st.booleans()):
        by_day = (WeekdayNum(draw(st.integers(0, 6))),)
    months = st.lists(st.integers(1, 12), max_size=11, unique=True).map(lambda found: tuple(sorted(found)))
    interval, count = draw(st.integers(1, 14)), draw(st.none() | st.integers(1, 30))
    return RecurrenceRule(
        draw(st.sampled_from([MONTHLY, YEARLY])), interval, by_day, by_month_day, draw(months), None, count
    )


@given(rules(), st.dates(date(2027, 1, 1), date(2029, 12, 31)))
def test_a_rule_in_its_portable_form_makes_the_same_dates(rule: RecurrenceRule, day: date) -> None:
    first = next(rule_starts(Series("", day, HOUR, rule=replace(rule, count=None)), LONG), None)
    if first is not None:
        other = portable_rule(rule, first.month)
        one, two = (list(rule_starts(Series("", first, HOUR, rule=made), LONG)) for made in (rule, other))
        assert one == two


def test_dates_that_leave_out_the_summer_stand_once_and_all_of_them() -> None:
    item = make_item("circle", at(2027, 9, 28, 12), rule=monthly(-1, 1, by_month=NOT_IN_SUMMER, count=7))
    found = expand_calendar(calendar_of([item]), date(2027, 1, 1), date(2029, 1, 1))
    assert [each.start[:7] for each in found] == [
        "2027-09", "2027-10", "2027-11", "2027-12", "2028-01", "2028-02", "2028-03"
    ]  # fmt: skip


def test_a_series_that_begins_on_the_night_of_a_clock_change_is_not_an_hour_off_for_ever() -> None:
    item = make_item("shelter", at(2027, 3, 13, 20), 12 * HOUR, rule=weekly(5, count=3))
    lines = lines_of(item)
    assert "DURATION:PT12H" in lines
    assert not any(line.startswith("DTEND") for line in lines)
    found = expand_calendar(calendar_of([item]), date(2027, 3, 1), date(2027, 5, 1))
    assert [each.end for each in found] == [
        "2027-03-14T12:00:00Z",
        "2027-03-21T12:00:00Z",
        "2027-03-28T12:00:00Z",
    ]


def test_a_series_whose_first_end_does_not_exist_says_how_long_it_is() -> None:
    lines = lines_of(make_item("dance", at(2027, 3, 13, 22), timedelta(hours=4.5), rule=weekly(5)))
    assert "DURATION:PT4H30M" in lines


def test_an_ordinary_series_says_when_it_ends() -> None:
    lines = lines_of(make_item("yoga", at(2027, 3, 12, 10), rule=weekly(4)))
    assert "DTEND;TZID=America/Toronto:20270312T110000" in lines


def test_the_last_date_stays_though_its_time_happens_twice() -> None:
    start = datetime(2033, 3, 26, 23, 20, tzinfo=ZoneInfo("America/Santiago"))
    item = make_item("vigil", start, rule=weekly(5, until=date(2033, 4, 2)))
    assert "RRULE:FREQ=WEEKLY;UNTIL=20330403T035959Z;BYDAY=SA" in lines_of(item)
    assert len(expand_calendar(calendar_of([item]), date(2033, 3, 1), date(2033, 5, 1))) == 2


def test_no_date_is_added_where_the_last_day_ends_in_a_gap() -> None:
    start = datetime(2033, 3, 25, 0, 45, tzinfo=ZoneInfo("America/Nuuk"))
    item = make_item("early", start, rule=RecurrenceRule(Frequency.DAILY, until=date(2033, 3, 26)))
    assert "RRULE:FREQ=DAILY;UNTIL=20330326T024500Z" in lines_of(item)
    assert len(expand_calendar(calendar_of([item]), date(2033, 3, 1), date(2033, 5, 1))) == 2


def test_a_single_date_at_a_time_that_happens_twice_is_in_utc() -> None:
    lines = lines_of(make_item("night-bus", at(2027, 11, 7, 1, 30)))
    assert "DTSTART:20271107T053000Z" in lines
    late = lines_of(make_item("late", at(2027, 11, 6, 22), 3.5 * HOUR))
    assert {"DTSTART:20271107T020000Z", "DTEND:20271107T053000Z"} <= set(late)


def test_a_changed_date_at_a_time_that_happens_twice_is_in_utc() -> None:
    original = at(2027, 11, 6, 22)
    change = make_change(original, start=at(2027, 11, 7, 1, 30))
    item = make_item("late", original, rule=weekly(5), changes=(change,))
    lines = lines_of(item)
    assert {"RECURRENCE-ID;TZID=America/Toronto:20271106T220000", "DTSTART:20271107T053000Z"} <= set(lines)


def test_a_changed_date_that_stays_in_a_gap_begins_when_it_truly_does() -> None:
    original = at(2027, 3, 14, 2, 30)
    item = make_item("early", at(2027, 3, 7, 2, 30), rule=weekly(6), changes=(make_change(original),))
    lines = lines_of(item)
    assert "RECURRENCE-ID;TZID=America/Toronto:20270314T023000" in lines
    assert "DTSTART;TZID=America/Toronto:20270314T033000" in lines


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(days=2), "P2D"),
        (timedelta(hours=12), "PT12H"),
        (timedelta(days=1, minutes=5, seconds=1), "P1DT5M1S"),
        (timedelta(0), "PT0S"),
    ],
)
def test_a_length_is_days_of_the_calendar_and_hours(length: timedelta, text: str) -> None:
    assert format_duration(length) == text
