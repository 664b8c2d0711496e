"""Calendars as values: what the VEVENTs of an iCalendar file say. RFC 5545, RFC 7986.

The library `icalendar` reads one VEVENT at a time, once the bounds have been looked after; so one that it
cannot read costs no other. A file's own VTIMEZONE is never evaluated: it may take minutes, and what one file
calls "Custom/Zone" would hold for the next. Zones are taken by their IANA name, or by the one Windows has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from icalendar import Event
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from bulletin.model.recurrence import Start
from bulletin.model.zones import parse_zone

_DAY = timedelta(days=1)
_LINE_END = re.compile(r"[\r\n]+")
_FOLD = re.compile(r"(?:\r\n|\r|\n)[ \t]")
_NAME_LINE = re.compile(r"(NAME|X-WR-CALNAME)(?:;(?:[^\":]|\"[^\"]*\")*)?:(.*)", re.IGNORECASE)
_LIST_LINE = re.compile(r"(?:RDATE|EXDATE|RRULE|CATEGORIES)[:;]", re.IGNORECASE)
_PARAMETERS = r'(?:[^":]|"[^"]*")'
_ENDLESS = re.compile(_PARAMETERS + "{2000}")
_ZONE = re.compile(rf'({_PARAMETERS}*?);TZID="?([^":;]+)', re.IGNORECASE)
_UID_LINE = re.compile(r"^UID(?:;[^:\r\n]*)?:(.*)$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CalendarLimits:
    """How much of a file is read; these are the bounds for a stranger's."""

    size: int = 5_000_000  # bytes of the file
    entries: int = 2_000  # VEVENTs in it
    depth: int = 8  # components within each other
    properties: int = 2_000  # lines of one VEVENT
    values: int = 2_000  # of RDATE, EXDATE, RRULE and CATEGORIES of one VEVENT
    length: int = 50_000  # characters of one line


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One VEVENT. Moments are dates (all-day) or aware datetimes, texts unescaped, absent ones "".

    `rrule` is the text of its RRULE; nothing has been expanded. `end` is exclusive, and at most one of `end`
    and `duration` is there. `access` is CLASS (§3.8.1.3): what is not PUBLIC is not for publishing.
    """

    uid: str
    start: Start
    end: Start | None = None
    duration: timedelta | None = None
    recurrence_id: Start | None = None
    rrule: str = ""
    rdates: tuple[Start, ...] = ()
    exdates: tuple[Start, ...] = ()
    status: str = ""
    sequence: int = 0
    last_modified: datetime | None = None
    access: str = "PUBLIC"
    summary: str = ""
    description: str = ""
    location: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()

    @property
    def length(self) -> timedelta:
        """From start to end on the wall clock; without either, §3.6.1: a day, or nothing."""
        if self.duration is not None:
            return self.duration
        if isinstance(self.start, datetime) and isinstance(self.end, datetime):
            end = self.end if self.end.tzinfo is self.start.tzinfo else self.end.astimezone(self.start.tzinfo)
            return end.replace(tzinfo=None) - self.start.replace(tzinfo=None)
        if self.end is not None:
            return self.end - self.start
        return timedelta(0) if isinstance(self.start, datetime) else _DAY


class UnreadPart(NamedTuple):
    """Why something was not read: the VEVENT with that UID, as it is written; with "" a part of the file."""

    uid: str
    reason: str


@dataclass(frozen=True, slots=True)
class ParsedCalendar:
    """What a file says, and which parts of it could not be read.

    `is_whole`: it begins and ends as a calendar does, and no bound cut it short.
    """

    name: str = ""
    entries: tuple[CalendarEntry, ...] = ()
    problems: tuple[UnreadPart, ...] = ()
    is_whole: bool = False


class _NotReadable(Exception):
    """Why one VEVENT, or the rest of a file, is not read."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The lines of a file that are read: of the calendar its names, and those of each VEVENT."""

    names: tuple[str, ...]
    events: tuple[tuple[str, ...], ...]
    problem: str = ""


class CalendarReader:
    """Reads the calendars of one site, in many of which the same VEVENT stands: each is parsed once."""

    def __init__(self, limits: CalendarLimits = CalendarLimits()) -> None:
        self._limits = limits
        self._parsed: dict[str, CalendarEntry | str] = {}

    def read(self, data: bytes) -> ParsedCalendar:
        """What the file says; what cannot be read stands in `problems`, and nothing is raised.

        Entries written alike are one and the same value.
        """
        if len(data) > self._limits.size:
            return ParsedCalendar(problems=(UnreadPart("", f"it has more than {self._limits.size:,} bytes"),))
        parts = _split(data.decode("utf-8-sig", "replace"), self._limits)
        entries, problems = [], [UnreadPart("", parts.problem)] if parts.problem else []
        for lines in parts.events:
            text = "\r\n".join(lines)
            entry = self._parsed.get(text)
            if entry is None:
                entry = self._parsed[text] = _parse_entry(lines, self._limits)
            if isinstance(entry, CalendarEntry):
                entries.append(entry)
            else:
                uid = _UID_LINE.search(text)
                problems.append(UnreadPart(uid[1].strip()[:200] if uid else "", entry))
        return ParsedCalendar(_name_of(parts.names), tuple(entries), tuple(problems), not parts.problem)


def _split(text: str, limits: CalendarLimits) -> _Parts:
    """The lines to read, without VTIMEZONE, VALARM and all other components but VEVENT in VCALENDAR."""
    names: list[str] = []
    events: list[tuple[str, ...]] = []
    current: list[str] = []
    within: list[str] = []
    problem = ""
    try:
        for line in _unfold(text, limits.length):
            key = line[:6].upper()
            if key == "BEGIN:":
                within.append(line[6:].strip().upper())
                if len(within) > limits.depth:
                    raise _NotReadable(f"components lie more than {limits.depth} deep in each other")
            if within[:1] != ["VCALENDAR"]:
                raise _NotReadable("it does not begin with BEGIN:VCALENDAR")
            if within[1:] == ["VEVENT"]:
                current.append(line)
            elif len(within) == 1 and _NAME_LINE.match(line):
                names.append(line)
            if not key.startswith("END:"):
                continue
            if within.pop() != line[4:].strip().upper():
                raise _NotReadable(f"{line[:30]} ends what did not begin")
            if current and len(within) == 1:
                if len(events) == limits.entries:
                    raise _NotReadable(f"it holds more than {limits.entries:,} events")
                events.append(tuple(current))
                current = []
        if within or not text.strip():
            raise _NotReadable("it does not end with END:VCALENDAR")
    except _NotReadable as error:
        problem = str(error)
    return _Parts(tuple(names), tuple(events), problem)


def _unfold(text: str, longest: int) -> Iterator[str]:
    """The lines as §3.1 says, but the empty ones; all three kinds of line ends are taken."""
    for line in _LINE_END.split(_FOLD.sub("", text)):
        if len(line) > longest:
            raise _NotReadable(f"a line has more than {longest:,} characters")
        if line and not line.isspace():
            yield line


def _name_of(lines: Iterable[str]) -> str:
    """NAME (RFC 7986 §5.1), else X-WR-CALNAME; "" when there is neither that can be read."""
    found = {match[1].upper(): match[2] for match in map(_NAME_LINE.match, lines) if match}
    escaped = found.get("NAME") or found.get("X-WR-CALNAME") or ""
    if not escaped:
        return ""
    try:  # the library knows neither of the two as a text
        return _text(Event.from_ical(f"BEGIN:VEVENT\r\nSUMMARY:{escaped}\r\nEND:VEVENT"), "SUMMARY")
    except Exception:  # see _parse_entry
        return ""


def _parse_entry(lines: tuple[str, ...], limits: CalendarLimits) -> CalendarEntry | str:
    """The entry, or why there is none."""
    if len(lines) > limits.properties:
        return f"it has more than {limits.properties:,} properties"
    if sum(line.count(",") + 1 for line in lines if _LIST_LINE.match(line)) > limits.values:
        return f"it has more than {limits.values:,} dates and categories"
    if any(map(_ENDLESS.match, lines)):
        return "it has a property with endless parameters"
    try:
        for named in filter(None, map(_ZONE.match, lines)):
            _zone(named[1][:20], named[2])  # the library would look for each on the disk
        return _entry_of(Event.from_ical("\r\n".join(lines)))
    except _NotReadable as error:
        return str(error)
    except Exception as error:  # the library raises whatever comes up, AttributeError among them
        return f"it cannot be read ({type(error).__name__})"


def _entry_of(event: Any) -> CalendarEntry:
    start = _moment(event, "DTSTART")
    if start is None:
        raise _NotReadable("it has no DTSTART")
    end, duration = _moment(event, "DTEND"), _single(event, "DURATION")
    if end is not None and isinstance(end, datetime) is not isinstance(start, datetime):
        raise _NotReadable("DTSTART and DTEND are not of one kind")
    recurrence_id = _single(event, "RECURRENCE-ID")
    if recurrence_id is not None and "RANGE" in recurrence_id.params:
        raise _NotReadable("it changes all dates from one on (RANGE)")
    entry = CalendarEntry(
        uid=_text(event, "UID"),
        start=start,
        end=end,
        duration=duration.dt if duration is not None and end is None else None,
        recurrence_id=_moment(event, "RECURRENCE-ID"),
        rrule=_rule(event),
        rdates=tuple(_moments(event, "RDATE")),
        exdates=tuple(_moments(event, "EXDATE")),
        status=_text(event, "STATUS").upper(),
        sequence=_whole_number(event, "SEQUENCE"),
        last_modified=_instant(event, "LAST-MODIFIED"),
        access=_text(event, "CLASS").upper() or "PUBLIC",
        summary=_text(event, "SUMMARY"),
        description=_text(event, "DESCRIPTION"),
        location=_text(event, "LOCATION"),
        url=_text(event, "URL"),
        categories=tuple(map(str, event.categories)),
    )
    if entry.length < timedelta(0):
        raise _NotReadable("it ends before it begins")
    return entry


def _single(event: Any, name: str) -> Any:
    """The property's value; None when there is none."""
    value = event.get(name)
    if isinstance(value, list):
        raise _NotReadable(f"{name} stands there more than once")
    return value


def _text(event: Any, name: str) -> str:
    value = event.get(name)
    return str(value[0] if isinstance(value, list) else "" if value is None else value).strip()


def _whole_number(event: Any, name: str) -> int:
    text = _text(event, name)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 11 else 0


def _rule(event: Any) -> str:
    if "EXRULE" in event:
        raise _NotReadable("it has an EXRULE")
    value = _single(event, "RRULE")
    if value is None:
        return ""
    text: str = value.to_ical().decode()
    if not text:
        raise _NotReadable("its RRULE cannot be read")
    return text


def _instant(event: Any, name: str) -> datetime | None:
    moment = _moment(event, name)
    return moment if isinstance(moment, datetime) else None


def _moment(event: Any, name: str) -> Start | None:
    value = _single(event, name)
    return None if value is None else _resolve(name, value.dt, value.params.get("TZID"))


def _moments(event: Any, name: str) -> Iterator[Start]:
    """Each of the dates of all its lines."""
    values = event.get(name, [])
    for value in values if isinstance(values, list) else [values]:
        for one in value.dts:
            yield _resolve(name, one.dt, value.params.get("TZID"))


def _resolve(name: str, moment: Any, tzid: str | None) -> Start:
    """The moment in its own zone, which must be one of the IANA database."""
    if not isinstance(moment, datetime):
        if isinstance(moment, date):
            return moment
        raise _NotReadable(f"{name} is neither a day nor a day and a time")
    if tzid is None:
        if moment.tzinfo is None:
            raise _NotReadable(f"{name} has no time zone")
        return moment.astimezone(UTC)
    return moment.replace(tzinfo=_zone(name, tzid))


def _zone(name: str, tzid: str) -> tzinfo:
    """The zone of the IANA database with that name, or with that one in Windows."""
    zone = parse_zone(WINDOWS_TO_OLSON.get(tzid, tzid))
    if zone is None:
        raise _NotReadable(f"{name} is in a time zone that is not known: {tzid[:60]}")
    return UTC if zone.key in ("UTC", "Etc/UTC") else zone
