"""A calendar with one event of each kind, and the dates it must have in every client."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar import Event as VEvent

from bulletin.model.expand import series_starts, span_of
from bulletin.model.feed import (
    CalendarFeed,
    CalendarItem,
    CalendarStatus,
    ChangedDate,
    Flavour,
    join_years,
)
from bulletin.model.place import Geo
from bulletin.model.recurrence import Frequency, RecurrenceRule, Series, Start, WeekdayNum, Window
from bulletin.model.zones import use_pinned_zones
from bulletin.render.ical import render_calendar, render_vevents
from tests.checkers.icaljs import CalendarDate

use_pinned_zones()

TORONTO = ZoneInfo("America/Toronto")
PARIS = ZoneInfo("Europe/Paris")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MODIFIED = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
ALL_FLAVOURS = tuple(Flavour)

FEED = CalendarFeed(
    name="Alder Crossing, events",
    description="What is on; for everybody",
    url="https://board.example/events/",
    self_url="https://board.example/events/calendar.ics",
    timezone="America/Toronto",
    color="teal",
    image="https://board.example/logo.png",
)


def at(year: int, month: int, day: int, hour: int, minute: int = 0, zone: ZoneInfo = TORONTO) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=zone)


def make_item(name: str, start: Start, length: timedelta = HOUR, **fields: object) -> CalendarItem:
    """An item called `name`; `rule`, `extra` and `skipped` go to its series, all else to the item."""
    of_series = {key: fields.pop(key) for key in ("rule", "extra", "skipped") if key in fields}
    series = Series(f"oak/{name}@board.example", start, length, **of_series)  # type: ignore[arg-type]
    item = CalendarItem(
        series=series,
        timezone=series.zone or "America/Toronto",
        summary=name,
        last_modified=MODIFIED,
        sequence=218_280_600,
    )
    return replace(item, **fields)  # type: ignore[arg-type]


def make_change(original: Start, **fields: object) -> ChangedDate:
    change = ChangedDate(original=original, start=original, length=HOUR, summary="changed")
    return replace(change, **fields)  # type: ignore[arg-type]


def weekly(*days: int, **fields: object) -> RecurrenceRule:
    rule = RecurrenceRule(Frequency.WEEKLY, by_day=tuple(map(WeekdayNum, days)))
    return replace(rule, **fields)  # type: ignore[arg-type]


def monthly(ordinal: int, weekday: int, **fields: object) -> RecurrenceRule:
    rule = RecurrenceRule(Frequency.MONTHLY, by_day=(WeekdayNum(weekday, ordinal),))
    return replace(rule, **fields)  # type: ignore[arg-type]


CANCELLED = CalendarStatus.CANCELLED

STORY_TIME = make_item(
    "story-time",
    at(2027, 2, 2, 10, 30),
    rule=weekly(1, until=date(2027, 4, 27)),
    extra=(at(2027, 3, 4, 10, 30), at(2027, 4, 1, 14)),
    skipped=(at(2027, 2, 16, 10, 30), at(2027, 3, 23, 10, 30)),
    changes=(
        make_change(at(2027, 3, 16, 10, 30), start=at(2027, 3, 17, 9), length=2 * HOUR, summary="moved"),
        make_change(at(2027, 4, 6, 10, 30), summary="CANCELLED: story-time", status=CANCELLED),
        make_change(at(2027, 4, 1, 14), summary="CANCELLED: extra", status=CANCELLED),
    ),
    created=datetime(2026, 10, 1, tzinfo=UTC),
    description="Songs, rhymes; and stories.\n\nBring a cushion \\o/ " + "é" * 90,
    location="Main Library, 1 Main Street",
    geo=Geo(43.25, -79.00001),
    url="https://board.example/events/oak/story-time/",
    categories=("Stories, songs", "Family"),
    image="https://board.example/events/oak/story-time.jpg",
    language="fr",
)
CALENDAR = (
    STORY_TIME,
    make_item("fair", date(2027, 6, 5), 2 * DAY),
    make_item("fasting", date(2027, 3, 1), DAY, rule=RecurrenceRule(Frequency.DAILY, count=10)),
    make_item("shelter", at(2027, 1, 4, 20), 12 * HOUR, rule=weekly(0, 3, until=date(2027, 4, 1))),
    make_item("winter-nights", at(2027, 1, 2, 20), 12 * HOUR, rule=weekly(5, until=date(2027, 11, 6))),
    make_item("autumn", at(2027, 10, 3, 23, 30), rule=weekly(6, until=date(2027, 11, 7))),
    make_item("spring", at(2027, 2, 28, 0, 30), rule=weekly(6, until=date(2027, 3, 14))),
    make_item("repair-cafe", at(2027, 1, 9, 13), rule=monthly(2, 5)),
    make_item(
        "last-friday", at(2027, 1, 29, 19), rule=monthly(-1, 4, by_month=(1, 2, 3, 9, 10, 11), count=9)
    ),
    make_item(
        "founding-day",
        date(2027, 1, 27),
        DAY,
        rule=RecurrenceRule(Frequency.YEARLY, by_month=(1,), by_month_day=(27,)),
    ),
    make_item(
        "rent", at(2027, 1, 28, 9), rule=RecurrenceRule(Frequency.MONTHLY, by_month_day=(28, -1), count=6)
    ),
    make_item("paris", at(2027, 3, 1, 18, zone=PARIS), rule=weekly(0, interval=2, until=date(2027, 5, 3))),
    make_item("off", at(2027, 5, 5, 18), rule=weekly(2, count=4), status=CANCELLED, summary="CANCELLED: off"),
    make_item("maybe", at(2027, 5, 6, 18), status=CalendarStatus.TENTATIVE),
    make_item("dates-only", at(2027, 5, 7, 18), extra=(at(2027, 5, 9, 18), at(2027, 11, 9, 18))),
    make_item(
        "opening-off",
        at(2027, 8, 3, 15, 15),
        rule=weekly(1, count=4),
        changes=(make_change(at(2027, 8, 3, 15, 15), status=CANCELLED),),
    ),
    make_item(
        "first-off",
        at(2027, 8, 4, 15, 20),
        extra=(at(2027, 8, 9, 15, 20),),
        changes=(make_change(at(2027, 8, 4, 15, 20), status=CANCELLED),),
    ),
    make_item(
        "opening-moved",
        at(2027, 8, 5, 15, 25),
        rule=weekly(3, count=3),
        changes=(make_change(at(2027, 8, 5, 15, 25), start=at(2027, 8, 20, 9)),),
    ),
    make_item(
        "all-day-with-an-evening",
        date(2027, 8, 6),
        DAY,
        rule=weekly(4, count=3),
        changes=(make_change(date(2027, 8, 13), start=at(2027, 8, 14, 18)),),
    ),
    make_item("summer-talk", at(2027, 7, 6, 19), 90 * timedelta(minutes=1)),
)
WIDE = date(2027, 1, 1), date(2029, 1, 1)


def calendar_of(items: Iterable[CalendarItem], flavour: Flavour = Flavour.FEED) -> bytes:
    items = tuple(items)
    zones = join_years(item.zone_years(flavour, 2029) for item in items)
    return render_calendar(FEED, [render_vevents(item, flavour) for item in items], zones)


def vevents_of(items: Iterable[CalendarItem], flavour: Flavour = Flavour.FEED) -> list[VEvent]:
    return Calendar.from_ical(calendar_of(items, flavour)).events


def lines_of(item: CalendarItem, flavour: Flavour = Flavour.FEED) -> list[str]:
    return render_vevents(item, flavour).replace(b"\r\n ", b"").decode().split("\r\n")


def written(moment: Start) -> str:
    return (
        f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        if isinstance(moment, datetime)
        else f"{moment:%Y-%m-%d}"
    )


def expected_dates(items: Iterable[CalendarItem], *, hide_off: bool = False) -> list[CalendarDate]:
    """The dates of the model, without any iCalendar between."""
    found = []
    for item in items:
        changes = {change.original: change for change in item.changes}
        for original in series_starts(item.series, Window(*WIDE)):
            said = changes.get(original) or make_change(
                original, length=item.series.length, summary=item.summary, status=item.status
            )
            if hide_off and said.status is CANCELLED:
                continue
            start, end = span_of(said.start, said.length)
            found.append(
                CalendarDate(written(start), written(end), item.uid, said.summary, said.status.value)
            )
    return sorted(found)
