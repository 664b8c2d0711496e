"""Each VEVENT of whole boards, built a second time with the library `icalendar`: property by property alike.

The lines we write are our own (docs/adr/0001). Here the library writes the same values, reads both, and the
names, parameters and values of all properties are compared; only their order is free.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from icalendar import Calendar, vDDDLists, vGeo, vInt, vRecur, vText, vUri
from icalendar import Event as VEvent

from bulletin.model.expand import span_of
from bulletin.model.feed import CalendarItem, CalendarStatus, ChangedDate, Flavour
from bulletin.model.place import Geo
from bulletin.model.recurrence import Frequency, RecurrenceRule, Series, Start
from bulletin.model.site.plan import CalendarFile
from bulletin.pipeline.check import ReadingOptions, publishable_board
from bulletin.plan import plan_site
from bulletin.render.ical import render_vevents
from bulletin.render.ical.portable_rules import portable_rule
from tests.render.calendars import CALENDAR, STORY_TIME, TORONTO
from tests.site.building import BOARDS, TODAY, TOWN

DAY = date.fromisoformat(TODAY)
CANCELLED = CalendarStatus.CANCELLED
SOURCES = {"full": BOARDS / "full" / "content", "minimal": BOARDS / "minimal" / "content", "town": TOWN}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MEDIA = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}


class Property(NamedTuple):
    """One property as the library reads it: a list of values is one line for each."""

    name: str
    parameters: tuple[tuple[str, str], ...]
    value: str


@cache
def items_of(board: str) -> tuple[CalendarItem, ...]:
    """The items of all calendars of a board."""
    content: Path = SOURCES[board]
    reading = ReadingOptions(clock=lambda: datetime(2027, 1, 15, 14, tzinfo=UTC), today=DAY)
    built = publishable_board(content, reading).board
    assert built is not None
    made = [plan.make() for plan in plan_site(built, DAY).plans() if plan.path.endswith(".ics")]
    files = [file for file in made if isinstance(file, CalendarFile)]
    items = {(item.page_language, item.uid): item for file in files for item in file.items}
    return tuple(items.values())


def written(item: CalendarItem, flavour: Flavour) -> list[list[Property]]:
    """What we write, read by the library."""
    data = b"BEGIN:VCALENDAR\r\n" + render_vevents(item, flavour) + b"END:VCALENDAR\r\n"
    return [list_properties(event) for event in Calendar.from_ical(data).events]


def rebuilt(item: CalendarItem, flavour: Flavour) -> list[list[Property]]:
    """What the library writes of the same item, read by it too."""
    calendar = Calendar()
    for event in build_events(item, flavour):
        calendar.add_component(event)
    return [list_properties(event) for event in Calendar.from_ical(calendar.to_ical()).events]


def list_properties(event: VEvent) -> list[Property]:
    found = []
    value: Any
    for name, value in event.property_items(recursive=False):
        if name in ("BEGIN", "END"):
            continue
        parameters = tuple(sorted((key.upper(), str(each)) for key, each in value.params.items()))
        raw = value.to_ical()  # of GEO a str
        text = raw.decode() if isinstance(raw, bytes) else str(raw)
        if name == "RRULE":
            text = ";".join(sorted(text.split(";")))  # their order says nothing
        values = text.split(",") if isinstance(value, vDDDLists) else [text]
        found += [Property(name, parameters, each) for each in values]
    return sorted(found)


class Entry(NamedTuple):
    """A VEVENT to be built: its start and end, the item or date it is of, and further properties."""

    start: Start
    end: Start | None
    of: CalendarItem | ChangedDate
    further: tuple[tuple[str, Any], ...] = ()


def build_events(item: CalendarItem, flavour: Flavour) -> Iterator[VEvent]:
    """The VEVENTs of an item after RFC 5545 and docs/adr/0014, by the library alone."""
    hide_off = flavour is Flavour.WITHOUT_CANCELLED
    if hide_off and item.status is CANCELLED:
        taking_place = sorted(
            (c for c in item.changes if c.status is not CANCELLED), key=lambda c: c.original
        )
        if not taking_place:
            return
        item = _as_changed(item, taking_place[0], start=taking_place[0].original, rule=None, skipped=())
        extra = tuple(change.original for change in taking_place[1:])
        item = replace(item, series=replace(item.series, extra=extra), changes=tuple(taking_place))
    if item.series.rule is None and not item.series.extra:
        for change in item.changes:
            item = _as_changed(item, change, start=change.start)
        if not (hide_off and item.status is CANCELLED):
            start, end = span_of(item.series.start, item.series.length)
            in_utc = flavour is Flavour.SINGLE
            yield _event(item, Entry(_utc_if(in_utc, start), _utc_if(in_utc, end), item), single=True)
        return
    yield from _recurring(item, hide_off)


def _as_changed(item: CalendarItem, change: ChangedDate, **series: Any) -> CalendarItem:
    fields = {
        name: getattr(change, name) for name in ("summary", "description", "location", "geo", "url", "status")
    }
    return replace(item, **fields, series=replace(item.series, length=change.length, **series))


def _utc_if(in_utc: bool, moment: Start) -> Start:
    return moment.astimezone(UTC) if in_utc and isinstance(moment, datetime) else moment


def _recurring(item: CalendarItem, hide_off: bool) -> Iterator[VEvent]:
    series = item.series
    hidden = {change.original for change in item.changes if hide_off and change.status is CANCELLED}
    added = [start for start in sorted(series.extra) if start not in hidden]
    off = sorted({*series.skipped, *(hidden - set(series.extra))})
    recurrence = [("RDATE", start) for start in added] + [("EXDATE", start) for start in off]
    end = series.start + series.length
    start_at, end_at = span_of(series.start, series.length)
    plain = (start_at, end_at) == (series.start, end)
    if isinstance(start_at, datetime) and isinstance(end_at, datetime):
        plain = plain and end_at.astimezone(UTC) - start_at.astimezone(UTC) == series.length
    length = None if plain else ("DURATION", series.length)
    further = (*recurrence, *([length] if length else []))
    further = (("RRULE", _recur(series)), *further)
    yield _event(item, Entry(series.start, None if length else end, item, further))
    changed = {change.original: change for change in item.changes if change.original not in hidden}
    for original in (*changed, *(start for start in added if start not in changed)):
        said = changed.get(original, item)
        start = said.start if isinstance(said, ChangedDate) else original
        length_of = said.length if isinstance(said, ChangedDate) else series.length
        entry = Entry(*span_of(start, length_of), said, (("RECURRENCE-ID", original),))
        yield _event(item, entry, single=True)


def _event(item: CalendarItem, entry: Entry, *, single: bool = False) -> VEvent:
    event, said = VEvent(), entry.of
    event.add("UID", vText(item.uid))
    event.add("DTSTAMP", item.last_modified)
    event.add("LAST-MODIFIED", item.last_modified)
    event.add("SEQUENCE", vInt(item.sequence))
    if item.created:
        event.add("CREATED", item.created)
    twice = single and any(_is_twice(moment) for moment in (entry.start, entry.end))
    event.add("DTSTART", _utc_if(twice, entry.start))
    if entry.end is not None and entry.end != entry.start:
        event.add("DTEND", _utc_if(twice, entry.end))
    for name, value in entry.further:
        event.add(name, [value] if name in ("RDATE", "EXDATE") else value)
    _say(event, item, said)
    return event


def _is_twice(moment: Start | None) -> bool:
    if not isinstance(moment, datetime) or moment.tzinfo is UTC:
        return False
    first, second = moment.replace(fold=0).utcoffset(), moment.replace(fold=1).utcoffset()
    return first is not None and second is not None and first > second


def _say(event: VEvent, item: CalendarItem, said: CalendarItem | ChangedDate) -> None:
    language = {"LANGUAGE": item.language} if item.language else {}
    event.add("SUMMARY", vText(said.summary), language)
    if said.description:
        event.add("DESCRIPTION", vText(said.description), language)
    if said.location:
        event.add("LOCATION", vText(said.location))
    if said.geo:
        event.add("GEO", vGeo((round(said.geo.lat, 6), round(said.geo.lon, 6))))
    if said.url:
        event.add("URL", vUri(said.url))
    if item.categories:
        event.add("CATEGORIES", list(item.categories))
    if item.image:
        media = {"FMTTYPE": _MEDIA[item.image.rpartition(".")[2].lower()]}
        event.add("IMAGE", vUri(item.image), {"VALUE": "URI", "DISPLAY": "BADGE", **media})
    event.add("STATUS", vText(said.status.value))
    event.add("TRANSP", vText("TRANSPARENT"))


def _recur(series: Series) -> vRecur:
    """RRULE of a series; what only repeats on dates of its own says so with a rule of one date."""
    rule = portable_rule(series.rule or RecurrenceRule(Frequency.DAILY, count=1), series.start.month)
    recur: dict[str, Any] = {"FREQ": rule.frequency.value}
    if rule.until and isinstance(series.start, datetime):
        recur["UNTIL"] = datetime.combine(rule.until, time(23, 59, 59), series.start.tzinfo).astimezone(UTC)
    elif rule.until:
        recur["UNTIL"] = rule.until
    if rule.count:
        recur["COUNT"] = rule.count
    if rule.interval > 1:
        recur |= {"INTERVAL": rule.interval} | ({"WKST": "MO"} if rule.frequency is Frequency.WEEKLY else {})
    for name, values in (("BYMONTH", rule.by_month), ("BYMONTHDAY", rule.by_month_day)):
        recur |= {name: list(values)} if values else {}
    if rule.by_day:
        recur["BYDAY"] = [f"{day.ordinal or ''}{_WEEKDAYS[day.weekday]}" for day in rule.by_day]
    return vRecur(recur)


@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize("board", SOURCES)
def test_every_event_of_a_board_is_written_as_the_library_writes_it(board: str, flavour: Flavour) -> None:
    items = items_of(board)
    assert items
    for item in items:
        assert written(item, flavour) == rebuilt(item, flavour)


@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize("item", CALENDAR, ids=lambda item: item.summary)
def test_every_kind_of_event_is_written_as_the_library_writes_it(
    item: CalendarItem, flavour: Flavour
) -> None:
    assert written(item, flavour) == rebuilt(item, flavour)


def _changed(**fields: object) -> CalendarItem:
    """The story time with another change of the same date."""
    first, *rest = STORY_TIME.changes
    return replace(STORY_TIME, changes=(replace(first, **fields), *rest))  # type: ignore[arg-type]


def _of_series(**fields: object) -> CalendarItem:
    return replace(STORY_TIME, series=replace(STORY_TIME.series, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "names"),
    [
        (replace(STORY_TIME, summary="Story  time"), {"SUMMARY"}),
        (replace(STORY_TIME, description=f"{STORY_TIME.description}."), {"DESCRIPTION"}),
        (replace(STORY_TIME, location="Main Library 1 Main Street"), {"LOCATION"}),
        (replace(STORY_TIME, geo=Geo(43.25, -79.00002)), {"GEO"}),
        (replace(STORY_TIME, url="https://board.example/events/oak/story-time"), {"URL"}),
        (replace(STORY_TIME, categories=("Stories", "songs", "Family")), {"CATEGORIES"}),
        (replace(STORY_TIME, image="https://board.example/a.png"), {"IMAGE"}),
        (replace(STORY_TIME, status=CalendarStatus.TENTATIVE), {"STATUS"}),
        (replace(STORY_TIME, sequence=1), {"SEQUENCE"}),
        (replace(STORY_TIME, language=""), {"SUMMARY", "DESCRIPTION"}),
        (replace(STORY_TIME, created=None), {"CREATED"}),
        (replace(STORY_TIME, last_modified=datetime(2026, 1, 1, tzinfo=UTC)), {"DTSTAMP", "LAST-MODIFIED"}),
        (_of_series(uid="oak/story@board.example"), {"UID"}),
        (_of_series(length=timedelta(hours=2)), {"DTEND"}),
        (_of_series(rule=replace(STORY_TIME.series.rule, until=date(2027, 4, 20))), {"RRULE"}),  # type: ignore[type-var]
        (_of_series(skipped=()), {"EXDATE"}),
        (_of_series(extra=STORY_TIME.series.extra[:1]), {"RDATE"}),
        (_changed(summary="moved on"), {"SUMMARY"}),
        (_changed(start=datetime(2027, 3, 17, 10, tzinfo=TORONTO)), {"DTSTART", "DTEND"}),
        (_changed(original=datetime(2027, 3, 9, 10, 30, tzinfo=TORONTO)), {"RECURRENCE-ID"}),
        (_changed(status=CANCELLED), {"STATUS"}),
    ],
)
def test_one_other_value_is_seen_in_its_property(other: CalendarItem, names: set[str]) -> None:
    ours, theirs = written(STORY_TIME, Flavour.FEED), rebuilt(other, Flavour.FEED)
    assert ours == rebuilt(STORY_TIME, Flavour.FEED)
    different = Counter(chain.from_iterable(ours))
    different.subtract(Counter(chain.from_iterable(theirs)))
    assert {each.name for each, number in different.items() if number} == names
