from __future__ import annotations

import warnings
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import assume, given
from hypothesis import strategies as st

from bulletin.model.event import Change, Event, Occurrence, Registration, RegistrationKind, Status
from bulletin.model.expand import (
    complete_rule,
    expand,
    first_start_on_or_after,
    is_rule_start,
    nearest_starts,
    rule_starts,
    series_starts,
)
from bulletin.model.place import AccessFact, Known, Place, PlaceKind
from bulletin.model.recurrence import Frequency, RecurrenceRule, Series, Start, WeekdayNum, Window
from bulletin.model.text import Text
from bulletin.model.zones import parse_zone
from bulletin.problems import SourceRef

HALL = Place(PlaceKind.VENUE, venue="grace-hall")
PARK = Place(PlaceKind.VENUE, venue="riverside-park")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEKLY, DAILY, MONTHLY, YEARLY = Frequency.WEEKLY, Frequency.DAILY, Frequency.MONTHLY, Frequency.YEARLY
YEAR = Window(date(2027, 1, 1), date(2028, 1, 1))
TUESDAYS = RecurrenceRule(WEEKLY, by_day=(WeekdayNum(1),))


def zone(name: str = "America/Toronto") -> ZoneInfo:
    found = parse_zone(name)
    assert found is not None
    return found


def at(text: str, name: str = "America/Toronto") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone(name))


def series(
    start: Start, rule: RecurrenceRule | None = None, length: timedelta = HOUR, **more: object
) -> Series:
    return replace(Series("oak/yoga@board.example", start, length, rule=rule), **more)  # type: ignore[arg-type]


def event(*all_series: Series, **more: object) -> Event:
    made = Event(
        id="oak/yoga",
        uid="oak/yoga@board.example",
        partner="oak",
        slug="yoga",
        ref=SourceRef("events/oak/yoga.yaml"),
        text=Text("Yoga"),
        text_language="en",
        timezone="America/Toronto",
        series=all_series,
        place=HALL,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def change(original: Start, **more: object) -> Change:
    return replace(Change("", original, SourceRef("events/oak/yoga.yaml", 9)), **more)  # type: ignore[arg-type]


def days(occurrences: tuple[Occurrence, ...]) -> list[str]:
    return [str(occurrence.day) for occurrence in occurrences]


def test_an_event_that_does_not_repeat_has_one_date() -> None:
    (only,) = expand(event(series(at("2027-01-06 10:15"))), YEAR)
    assert (only.start, only.end) == (at("2027-01-06 10:15"), at("2027-01-06 11:15"))
    assert str(only.id) == "oak/yoga@board.example#2027-01-06T1015"


def test_a_date_takes_what_the_event_says() -> None:
    facts = {"step_free": AccessFact(Known.YES)}
    (only,) = expand(event(series(at("2027-01-06 10:15")), status=Status.FULL, access=facts), YEAR)
    assert (only.status, only.place, only.access) == (Status.FULL, HALL, facts)


def test_a_series_keeps_its_wall_clock_time_when_the_clocks_change() -> None:
    found = expand(event(series(at("2027-03-09 19:00"), replace(TUESDAYS, count=2))), YEAR)
    assert [occurrence.start.hour for occurrence in found if isinstance(occurrence.start, datetime)] == [
        19,
        19,
    ]
    utc = [o.start.astimezone(UTC).hour for o in found if isinstance(o.start, datetime)]
    assert utc == [0, 23]


def test_a_night_over_a_clock_change_ends_when_the_clock_on_the_wall_says_so() -> None:
    night = series(at("2027-03-13 20:00"), length=timedelta(hours=12))
    (only,) = expand(event(night), YEAR)
    assert only.end == at("2027-03-14 08:00")
    assert isinstance(only.end, datetime)
    assert isinstance(only.start, datetime)
    assert only.end.astimezone(UTC) - only.start.astimezone(UTC) == timedelta(hours=11)


def test_a_start_in_the_gap_has_the_offset_before_it_and_keeps_its_id() -> None:
    nightly = series(at("2027-03-13 02:30"), RecurrenceRule(DAILY, count=3), timedelta(minutes=30))
    before, gap, after = expand(event(nightly), YEAR)
    assert [o.start for o in (before, after)] == [at("2027-03-13 02:30"), at("2027-03-15 02:30")]
    assert gap.start == at("2027-03-14 03:30")
    assert str(gap.id).endswith("#2027-03-14T0230")


def test_a_start_in_a_gap_before_midnight_is_a_date_of_the_next_day() -> None:
    late = event(series(at("2024-03-23 23:35", "America/Nuuk"), RecurrenceRule(WEEKLY, count=2)))
    assert expand(late, Window(date(2024, 3, 30), date(2024, 3, 31))) == ()
    assert days(expand(late, Window(date(2024, 3, 31), date(2024, 4, 1)))) == ["2024-03-31"]


def test_an_end_that_would_be_the_start_is_counted_in_true_hours() -> None:
    # By the zone data 23:05 of that day is an hour that never was: the same instant as 22:05.
    (only,) = expand(
        event(series(at("2023-10-28 22:05", "America/Nuuk"))), Window(date(2023, 10, 1), date(2023, 12, 1))
    )
    assert isinstance(only.start, datetime)
    assert isinstance(only.end, datetime)
    assert only.end.astimezone(UTC) - only.start.astimezone(UTC) == HOUR


@given(st.integers(0, 23), st.integers(0, 59), st.integers(1, 60 * 30))
def test_nothing_ends_before_it_begins_on_the_nights_of_a_clock_change(h: int, m: int, minutes: int) -> None:
    for day in (date(2027, 3, 14), date(2027, 11, 7)):
        start = datetime.combine(day, time(h, m), zone())
        (only,) = expand(event(series(start, length=timedelta(minutes=minutes))), YEAR)
        assert isinstance(only.start, datetime)
        assert isinstance(only.end, datetime)
        assert only.start.astimezone(UTC) <= only.end.astimezone(UTC)


def test_an_all_day_event_ends_on_its_last_day() -> None:
    (only,) = expand(event(series(date(2027, 2, 12), length=3 * DAY)), YEAR)
    assert (only.day, only.last_day, only.end) == (date(2027, 2, 12), date(2027, 2, 14), date(2027, 2, 15))


def test_what_is_still_on_when_the_window_begins_is_found() -> None:
    fair = event(series(date(2027, 2, 12), length=3 * DAY))
    assert len(expand(fair, Window(date(2027, 2, 14), date(2027, 2, 20)))) == 1
    assert expand(fair, Window(date(2027, 2, 15), date(2027, 2, 20))) == ()
    assert expand(fair, Window(date(2027, 2, 1), date(2027, 2, 12))) == ()


def test_an_end_at_midnight_does_not_touch_the_next_day() -> None:
    late = event(series(at("2027-02-12 22:00"), length=timedelta(hours=2)))
    assert expand(late, Window(date(2027, 2, 13), date(2027, 2, 14))) == ()
    later = event(series(at("2027-02-12 22:00"), length=timedelta(hours=2, minutes=1)))
    assert len(expand(later, Window(date(2027, 2, 13), date(2027, 2, 14)))) == 1


def test_extra_dates_are_added_and_skipped_ones_left_out() -> None:
    start = at("2027-01-05 19:00")
    made = series(
        start,
        replace(TUESDAYS, count=4),
        extra=(at("2027-01-15 19:00"),),
        skipped=(at("2027-01-12 19:00"),),
    )
    assert days(expand(event(made), YEAR)) == ["2027-01-05", "2027-01-15", "2027-01-19", "2027-01-26"]


def test_an_extra_date_that_the_rule_makes_too_stands_once() -> None:
    made = series(at("2027-01-05 19:00"), replace(TUESDAYS, count=2), extra=(at("2027-01-12 19:00"),))
    assert days(expand(event(made), YEAR)) == ["2027-01-05", "2027-01-12"]


def test_two_dates_on_one_day_are_both_there_and_in_order() -> None:
    made = series(at("2027-01-05 19:00"), replace(TUESDAYS, count=1), extra=(at("2027-01-05 10:00"),))
    assert [str(o.id)[-4:] for o in expand(event(made), YEAR)] == ["1000", "1900"]


def test_the_count_is_counted_before_skipping() -> None:
    made = series(
        at("2027-02-06 10:00"),
        RecurrenceRule(WEEKLY, by_day=(WeekdayNum(5),), count=8),
        skipped=(at("2027-03-27 10:00"),),
    )
    assert len(expand(event(made), YEAR)) == 7


def test_a_change_replaces_only_what_it_says() -> None:
    original = at("2027-01-12 19:00")
    moved_indoors = change(original, place=PARK, note="bring a coat", label="opening night")
    made = event(series(at("2027-01-05 19:00"), replace(TUESDAYS, count=2)), changes=(moved_indoors,))
    plain, changed = expand(made, YEAR)
    assert (plain.place, plain.note, plain.change) == (HALL, "", None)
    assert (changed.place, changed.note, changed.label) == (PARK, "bring a coat", "opening night")
    assert (changed.start, changed.status, changed.change) == (original, Status.SCHEDULED, moved_indoors)


def test_a_change_can_set_status_access_and_registration() -> None:
    facts = {"step_free": AccessFact(Known.NO, "lift broken")}
    sign_up = Registration(RegistrationKind.REQUIRED)
    off = change(at("2027-01-05 19:00"), status=Status.CANCELLED, access=facts, registration=sign_up)
    (only,) = expand(event(series(at("2027-01-05 19:00")), changes=(off,)), YEAR)
    assert (only.status, only.access, only.registration) == (Status.CANCELLED, facts, sign_up)


def test_a_moved_date_is_found_by_its_new_day_and_keeps_its_name() -> None:
    moved = change(at("2027-12-28 19:00"), start=at("2027-12-14 18:00"))
    made = event(series(at("2027-12-28 19:00")), changes=(moved,))
    (found,) = expand(made, Window(date(2027, 12, 14), date(2027, 12, 15)))
    assert (found.start, found.end) == (at("2027-12-14 18:00"), at("2027-12-14 19:00"))
    assert str(found.id).endswith("#2027-12-28T1900")
    assert expand(made, Window(date(2027, 12, 28), date(2027, 12, 29))) == ()


def test_a_date_made_longer_by_a_change_is_found_on_its_last_day() -> None:
    longer = change(at("2027-01-05 19:00"), length=timedelta(days=3))
    made = event(series(at("2027-01-05 19:00"), TUESDAYS), changes=(longer,))
    assert days(expand(made, Window(date(2027, 1, 8), date(2027, 1, 9)))) == ["2027-01-05"]


def test_a_change_belongs_to_its_own_series() -> None:
    first = series(at("2027-01-06 13:00"), RecurrenceRule(WEEKLY, by_day=(WeekdayNum(2),), count=1))
    second = series(
        at("2027-01-09 10:00"), RecurrenceRule(WEEKLY, by_day=(WeekdayNum(5),), count=1), key="saturday"
    )
    off = change(at("2027-01-09 10:00"), status=Status.CANCELLED, series="saturday")
    found = expand(event(second, first, changes=(off,)), YEAR)
    assert [(str(o.day), o.status.value) for o in found] == [
        ("2027-01-06", "scheduled"),
        ("2027-01-09", "cancelled"),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        RecurrenceRule(YEARLY, by_month=(2,), by_month_day=(30,)),
        RecurrenceRule(DAILY, by_month=(2,), by_month_day=(30,)),
        RecurrenceRule(MONTHLY, by_month=(4,), by_month_day=(31,)),
        RecurrenceRule(YEARLY, interval=2, by_month=(2,), by_month_day=(29,)),
        RecurrenceRule(MONTHLY, by_day=(WeekdayNum(0, 5),), by_month_day=(1,)),
    ],
)
def test_a_rule_that_never_happens_ends_all_the_same(rule: RecurrenceRule) -> None:
    start = at("2027-01-01 10:00")
    assert first_start_on_or_after(rule, start, date(2027, 1, 1)) is None
    counted = series(start, replace(rule, count=500))
    assert list(rule_starts(counted, YEAR)) == []
    assert nearest_starts(series(start, rule), date(2027, 6, 1)) == ()


def test_a_leap_day_comes_every_four_years() -> None:
    leap = RecurrenceRule(YEARLY, by_month=(2,), by_month_day=(29,))
    assert first_start_on_or_after(leap, at("2028-02-29 10:00"), date(2029, 1, 1)) == at("2032-02-29 10:00")


def test_a_month_without_a_31st_has_no_date() -> None:
    rule = RecurrenceRule(MONTHLY, by_month_day=(31,))
    found = list(rule_starts(series(date(2027, 1, 31), rule), YEAR))
    assert [day.month for day in found] == [1, 3, 5, 7, 8, 10, 12]


def test_whether_a_rule_makes_a_date_is_known_by_its_day() -> None:
    assert is_rule_start(TUESDAYS, at("2027-01-05 19:00"), date(2027, 1, 12))
    assert not is_rule_start(TUESDAYS, at("2027-01-05 19:00"), date(2027, 1, 13))


def test_the_nearest_dates_are_offered_in_order() -> None:
    made = series(at("2027-01-05 19:00"), TUESDAYS, skipped=(at("2027-06-08 19:00"),))
    assert nearest_starts(made, date(2027, 6, 9)) == (at("2027-06-01 19:00"), at("2027-06-15 19:00"))
    assert nearest_starts(made, date(2020, 1, 1)) == (at("2027-01-05 19:00"), at("2027-01-12 19:00"))
    once = series(date(2027, 1, 5))
    assert nearest_starts(once, date(2027, 6, 9)) == (date(2027, 1, 5),)


def test_the_nearest_dates_are_found_though_far_away() -> None:
    yearly = series(at("2000-01-27 10:00"), RecurrenceRule(YEARLY, interval=9))
    assert nearest_starts(yearly, date(2031, 1, 1)) == (at("2027-01-27 10:00"), at("2036-01-27 10:00"))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (RecurrenceRule(WEEKLY, 2), RecurrenceRule(WEEKLY, 2, (WeekdayNum(2),))),
        (RecurrenceRule(MONTHLY), RecurrenceRule(MONTHLY, by_month_day=(27,))),
        (RecurrenceRule(YEARLY), RecurrenceRule(YEARLY, by_month=(1,), by_month_day=(27,))),
        (RecurrenceRule(DAILY, 3), RecurrenceRule(DAILY, 3)),
        (TUESDAYS, TUESDAYS),
    ],
)
def test_what_a_rule_leaves_open_is_taken_from_its_start(
    rule: RecurrenceRule, expected: RecurrenceRule
) -> None:
    assert complete_rule(rule, at("2027-01-27 10:00")) == expected


def weekday_nums(ordinals: bool) -> st.SearchStrategy[tuple[WeekdayNum, ...]]:
    ordinal = st.sampled_from([1, 2, 3, 4, 5, -1, -2, -5]) if ordinals else st.just(0)
    return st.lists(st.builds(WeekdayNum, st.integers(0, 6), ordinal), max_size=3, unique=True).map(tuple)


@st.composite
def rules(draw: st.DrawFn) -> RecurrenceRule:
    frequency = draw(st.sampled_from(Frequency))
    by_day = draw(weekday_nums(frequency in (MONTHLY, YEARLY) and draw(st.booleans())))
    month_days = st.lists(st.integers(-31, 31).filter(bool), max_size=3, unique=True).map(tuple)
    by_month_day = draw(month_days) if frequency is not WEEKLY and draw(st.booleans()) else ()
    end = draw(st.sampled_from(["none", "until", "count"]))
    return RecurrenceRule(
        frequency,
        draw(st.integers(1, 12)),
        by_day,
        by_month_day,
        draw(st.lists(st.integers(1, 12), max_size=4, unique=True).map(tuple)),
        date(2027, 1, 1) + timedelta(days=draw(st.integers(-400, 900))) if end == "until" else None,
        draw(st.integers(1, 60)) if end == "count" else None,
    )


def by_dateutil(rule: RecurrenceRule, start: datetime, window: Window) -> list[datetime]:
    """What the reference implementation makes of the rule in the window."""
    weekdays = [rrule.weekday(day.weekday, day.ordinal or None) for day in rule.by_day]
    last = min(rule.until or date.max, window.end)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        moments = rrule.rrule(
            getattr(rrule, rule.frequency.value),
            dtstart=start,
            interval=rule.interval,
            byweekday=weekdays or None,
            bymonthday=rule.by_month_day or None,
            bymonth=rule.by_month or None,
            wkst=start.weekday() if rule.week_start is None else rule.week_start,
            until=None if rule.count else datetime.combine(last, time.max),
            count=rule.count,
        )
        return [moment for moment in moments if moment.date() in window]


@given(
    rules(),
    st.datetimes(datetime(2015, 1, 1), datetime(2027, 6, 1)).map(
        lambda n: n.replace(second=0, microsecond=0)
    ),
    st.integers(0, 1200),
    st.integers(1, 500),
)
def test_a_rule_makes_the_dates_that_dateutil_makes(
    rule: RecurrenceRule, start: datetime, offset: int, length: int
) -> None:
    # dateutil follows a counted rule that never happens to the year 9999, which takes too long to compare.
    assume(not (rule.frequency is DAILY and rule.by_month_day and rule.interval > 3))
    first = date(2026, 1, 1) + timedelta(days=offset)
    window = Window(first, first + timedelta(days=length))
    made = rule_starts(series(start.replace(tzinfo=zone("Europe/London")), rule), window)
    naive = [moment.replace(tzinfo=None) for moment in made if isinstance(moment, datetime)]
    assert naive == by_dateutil(rule, start, window)


@given(rules(), st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(1, 200), st.integers(1, 200))
def test_two_windows_side_by_side_hold_what_one_does(rule: RecurrenceRule, day: date, a: int, b: int) -> None:
    made = event(series(at("2026-02-03 19:00"), rule))
    middle, end = day + timedelta(days=a), day + timedelta(days=a + b)
    parts = [*expand(made, Window(day, middle)), *expand(made, Window(middle, end))]
    assert parts == list(expand(made, Window(day, end)))


@given(rules(), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_the_first_date_on_or_after_a_day_is_the_first_of_the_window(rule: RecurrenceRule, day: date) -> None:
    start = at("2026-02-03 19:00")
    found = first_start_on_or_after(rule, start, day)
    assert found is None or isinstance(found, datetime)
    window = Window(day, day + timedelta(days=4000))
    expected = found if found is not None and found.date() in window else None
    assert next(rule_starts(series(start, rule), window), None) == expected


def test_series_starts_are_what_expand_makes_of_it() -> None:
    made = series(
        at("2027-01-05 19:00"), TUESDAYS, extra=(at("2027-01-15 10:00"),), skipped=(at("2027-02-02 19:00"),)
    )
    assert list(series_starts(made, YEAR)) == [occurrence.start for occurrence in expand(event(made), YEAR)]


def test_a_weekly_rule_of_long_ago_is_not_walked_from_its_beginning() -> None:
    old = RecurrenceRule(DAILY)
    week = Window(date(2199, 1, 1), date(2199, 1, 8))
    start = datetime(1970, 1, 1, 10, tzinfo=UTC)
    days_made = [rule_starts(series(start, old), week) for _ in range(2000)]
    assert all(len(list(starts)) == 7 for starts in days_made)
