"""Calendars as bytes: VEVENTs written once, feeds put together from them. RFC 5545, RFC 7986.

Neither METHOD nor ORGANIZER, which would make an invitation of a listing; TRANSP:TRANSPARENT, so that a
subscribed board blocks nobody's own time. Times are wall-clock times with an IANA TZID and its VTIMEZONE.

A length is a length on the wall clock. Where one date of a series crosses a clock change the client decides:
RFC 5545 §3.8.5.3 says "the same exact duration", many clients keep the time of day instead. Dates written out
(single and changed ones) are right in any case; times that happen twice stand there in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bulletin.model.expand import span_of
from bulletin.model.feed import CalendarFeed, CalendarItem, CalendarStatus, ChangedDate, Flavour
from bulletin.model.recurrence import Frequency, RecurrenceRule, Series, Start
from bulletin.model.zones import is_twice, odd_days
from bulletin.render.ical.content_line import (
    clean_url,
    fold_lines,
    format_date,
    format_local,
    format_parameter,
    format_text,
    format_utc,
)
from bulletin.render.ical.portable_rules import portable_rule
from bulletin.render.ical.recurrence import format_rrule
from bulletin.render.ical.timezones import render_timezone

PRODID = "-//Bulletin//Community events//EN"
REFRESH = "PT12H"


_ANY_YEARS = 2020, 2026

_ONCE = RecurrenceRule(Frequency.DAILY, count=1)
"""Stands where an event has only RDATEs: without a rule ical.js forgets DTSTART, and others all RDATEs."""

_PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}


_BEGINNING = fold_lines(["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", "CALSCALE:GREGORIAN"])


def render_calendar(
    feed: CalendarFeed, vevents: Sequence[bytes], zones: Mapping[str, tuple[int, int]]
) -> bytes:
    """One VCALENDAR. `vevents` come from `render_vevents`, `zones` from `join_years`.

    RFC 5545 §3.6 wants at least one component: without VEVENTs the VTIMEZONE of the board stands alone.
    """
    needed = dict(zones) if zones or any(vevents) else {feed.timezone: _ANY_YEARS}
    return b"".join(
        [
            _BEGINNING,
            fold_lines(_calendar_lines(feed, names_zone=not _mixes_universal_time(feed, needed))),
            *(render_timezone(zone, *needed[zone]) for zone in sorted(needed)),
            *vevents,
            b"END:VCALENDAR\r\n",
        ]
    )


def _mixes_universal_time(feed: CalendarFeed, zones: Iterable[str]) -> bool:
    """Whether series in UTC stand in the calendar of a board that lives by other clocks.

    Some readers take X-WR-TIMEZONE for the zone of everything in UTC, and let such a series follow its summer
    time.
    """
    return not _is_universal(feed.timezone) and any(map(_is_universal, zones))


def _is_universal(zone: str) -> bool:
    seasons = (datetime(_ANY_YEARS[1], month, 1, tzinfo=ZoneInfo(zone)) for month in (1, 7))
    return all(not moment.utcoffset() for moment in seasons)


def _calendar_lines(feed: CalendarFeed, *, names_zone: bool) -> list[str]:
    name = format_text(feed.name)
    lines = [f"NAME:{name}", f"X-WR-CALNAME:{name}"]
    if feed.description:
        description = format_text(feed.description)
        if description:
            lines += (f"DESCRIPTION:{description}", f"X-WR-CALDESC:{description}")
    if names_zone:
        lines.append(f"X-WR-TIMEZONE:{format_text(feed.timezone)}")
    lines += (
        f"URL:{clean_url(feed.url)}",
        f"SOURCE;VALUE=URI:{clean_url(feed.self_url)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    )
    if feed.color:
        lines.append(f"COLOR:{format_text(feed.color)}")
    if feed.image:
        lines.append(_image_line(feed.image))
    return lines


def render_vevents(item: CalendarItem, flavour: Flavour) -> bytes:
    """The VEVENTs of one series: itself, its changed and its added dates. b"" when nothing is to be shown."""
    hide_off = flavour is Flavour.WITHOUT_CANCELLED
    shown = _held_after_all(item) if hide_off and item.status is CalendarStatus.CANCELLED else item
    if shown is None:
        return b""
    if shown.is_single:
        return fold_lines(_single_lines(shown, hide_off, in_utc=flavour is Flavour.SINGLE))
    return fold_lines(_series_lines(shown, hide_off))


def render_otherwise(item: CalendarItem, vevents: bytes, flavour: Flavour) -> bytes | None:
    """`render_vevents(item, flavour)` for SINGLE out of that for FEED, and the other way round.

    Only the lines of its times differ; None where that does not hold.
    """
    if not vevents or item.changes or not item.is_single or flavour is Flavour.WITHOUT_CANCELLED:
        return None
    start, length = item.series.start, item.series.length
    in_utc, local = (fold_lines(["", *_span_lines(start, length, in_utc=each)]) for each in (True, False))
    # A line break in a text is escaped, so that these lines are what they say.
    if flavour is Flavour.SINGLE:
        return vevents.replace(local, in_utc, 1)
    return vevents.replace(in_utc, local, 1)


def _held_after_all(item: CalendarItem) -> CalendarItem | None:
    """Of a series that is off, the dates that take place all the same, as a series of their own.

    A RECURRENCE-ID without the VEVENT that holds its series is shown by some clients and not by others.
    """
    taking_place = [change for change in item.changes if change.status is not CalendarStatus.CANCELLED]
    if not taking_place:
        return None
    first, *rest = sorted(taking_place, key=lambda change: change.original)
    series = replace(
        item.series,
        start=first.original,
        length=first.length,
        rule=None,
        extra=tuple(change.original for change in rest),
        skipped=(),
    )
    return replace(_as_said(item, first), series=series, changes=tuple(taking_place))


def _single_lines(item: CalendarItem, hide_off: bool, in_utc: bool) -> list[str]:
    """The VEVENT of an event of one date: with nothing to recur, a change simply is what it says."""
    whole = item
    for change in item.changes:
        if change.original == item.series.start:
            series = replace(item.series, start=change.start, length=change.length)
            whole = replace(_as_said(item, change), series=series)
    if hide_off and whole.status is CalendarStatus.CANCELLED:
        return []
    start, length = whole.series.start, whole.series.length
    return [*_head_lines(whole), *_span_lines(start, length, in_utc=in_utc), *_body_lines(whole, whole)]


def _as_said(item: CalendarItem, change: ChangedDate) -> CalendarItem:
    """The item in the words of one of its dates."""
    return replace(
        item,
        summary=change.summary,
        description=change.description,
        location=change.location,
        geo=change.geo,
        url=change.url,
        status=change.status,
    )


def _series_lines(item: CalendarItem, hide_off: bool) -> Iterator[str]:
    """The VEVENT that holds the rule, and one for each changed and each added date.

    An added date is an RDATE, and an override that says the same once more: many programs read no RDATE,
    but show a RECURRENCE-ID that is no date of the rule (docs/adr/0014).
    """
    off = {change.original for change in item.changes if change.status is CalendarStatus.CANCELLED}
    hidden = off if hide_off else set()
    series, rule = item.series, item.series.rule or _ONCE
    added = sorted(set(series.extra) - hidden)
    yield from _head_lines(item)
    yield from _series_span_lines(series)
    yield f"RRULE:{format_rrule(portable_rule(rule, series.start.month), series.start)}"
    for start in added:
        yield _start_line("RDATE", start)
    for skipped in sorted({*series.skipped, *hidden} - set(series.extra)):
        yield _start_line("EXDATE", skipped)
    yield from _body_lines(item, item)
    for change in item.changes:
        if change.original not in hidden:
            yield from _date_lines(item, change.original, change.start, change.length, change)
    changed = {change.original for change in item.changes}
    for start in added:
        if start not in changed:
            yield from _date_lines(item, start, start, series.length, item)


def _date_lines(
    item: CalendarItem, original: Start, start: Start, length: timedelta, said: CalendarItem | ChangedDate
) -> Iterator[str]:
    """The VEVENT of one date of a series, RFC 5545 §3.8.4.4."""
    yield from _head_lines(item)
    yield _start_line("RECURRENCE-ID", original)
    yield from _span_lines(start, length)
    yield from _body_lines(item, said)


def _head_lines(item: CalendarItem) -> list[str]:
    modified = format_utc(item.last_modified)
    created: tuple[str, ...] = ()
    if item.created:
        same = item.created is item.last_modified
        created = (f"CREATED:{modified if same else format_utc(item.created)}",)
    return [
        "BEGIN:VEVENT",
        f"UID:{format_text(item.uid)}",
        f"DTSTAMP:{modified}",
        *created,
        f"LAST-MODIFIED:{modified}",
        f"SEQUENCE:{item.sequence}",
    ]


def _span_lines(start: Start, length: timedelta, *, in_utc: bool = False) -> list[str]:
    """DTSTART and DTEND, which must lie after it (§3.8.2.2): left out when there is nothing between."""
    true_start, end = span_of(start, length)
    in_utc = in_utc or _may_be_twice(true_start) or (bool(length) and _may_be_twice(end))
    first = _start_line("DTSTART", true_start, in_utc=in_utc)
    return [first, _start_line("DTEND", end, in_utc=in_utc)] if length else [first]


def _may_be_twice(moment: Start) -> bool:
    """`is_twice`, asked only on the few days a year on which it can be."""
    if isinstance(moment, datetime) and isinstance(moment.tzinfo, ZoneInfo):
        return moment.date() in odd_days(moment.tzinfo, moment.year) and is_twice(moment)
    return False


def _series_span_lines(series: Series) -> Iterator[str]:
    """The same for a series. By DTEND programs measure how long *all* its dates are, so that a first date of
    an odd length, over a clock change, must say it in another way (DURATION, §3.8.2.5).
    """
    start, length = series.start, series.length
    true_start, end = span_of(start, length)
    if isinstance(true_start, datetime) and isinstance(end, datetime):
        exact = end.astimezone(UTC) - true_start.astimezone(UTC)
        on_the_wall = end.replace(tzinfo=None) - true_start.replace(tzinfo=None)
        if exact != length or on_the_wall != length or is_twice(end):
            yield _start_line("DTSTART", start)
            yield f"DURATION:{format_duration(length)}"
            return
    yield _start_line("DTSTART", start)
    if length:
        yield _start_line("DTEND", end)


def _body_lines(item: CalendarItem, said: CalendarItem | ChangedDate) -> list[str]:
    """What is the same for every date comes from `item`, what may differ from `said`.

    Names of places and labels of categories are not of the text's language, which holds for the rest.
    """
    language = f";LANGUAGE={format_parameter(item.language)}" if item.language else ""
    lines = [f"SUMMARY{language}:{format_text(said.summary)}"]
    if said.description:
        lines.append(f"DESCRIPTION{language}:{format_text(said.description)}")
    if said.location:
        lines.append(f"LOCATION:{format_text(said.location)}")
    if said.geo:
        lines.append(f"GEO:{_format_degrees(said.geo.lat)};{_format_degrees(said.geo.lon)}")
    if said.url:
        lines.append(f"URL:{clean_url(said.url)}")
    if item.categories:
        lines.append(f"CATEGORIES:{','.join(map(format_text, item.categories))}")
    if item.image:
        lines.append(_image_line(item.image))
    return [*lines, f"STATUS:{said.status.value}", "TRANSP:TRANSPARENT", "END:VEVENT"]


def format_duration(length: timedelta) -> str:
    """RFC 5545 §3.3.6 DURATION: days are days of the calendar, so that only the rest is exact time."""
    hours, rest = divmod(length.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    named = ((hours, "H"), (minutes, "M"), (seconds, "S"))
    clock = "".join(f"{number}{unit}" for number, unit in named if number)
    days = f"{length.days}D" if length.days else ""
    return f"P{days}T{clock}" if clock else f"P{days or 'T0S'}"


def _start_line(name: str, start: Start, *, in_utc: bool = False) -> str:
    if not isinstance(start, datetime):
        return f"{name};VALUE=DATE:{format_date(start)}"
    if in_utc or start.tzinfo is UTC:
        return f"{name}:{format_utc(start)}"
    return f"{name};TZID={format_parameter(str(start.tzinfo))}:{format_local(start)}"


def _image_line(url: str) -> str:
    """RFC 7986 §5.10."""
    cleaned = clean_url(url)
    media = _PICTURES.get(cleaned.rpartition(".")[2].lower(), "")
    return f"IMAGE;VALUE=URI;DISPLAY=BADGE{f';FMTTYPE={media}' if media else ''}:{cleaned}"


def _format_degrees(degrees: float) -> str:
    """Six places at most, about a hand's breadth; never the exponent of a small number."""
    return f"{degrees:.6f}".rstrip("0").rstrip(".")
