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

from bulletin.formats.ics_lines import (
    NAME_LINE,
    STRANGERS,
    CalendarLimits,
    NotReadable,
    count_values,
    split_calendar,
)
from bulletin.model.recurrence import Start
from bulletin.model.zones import parse_zone
from bulletin.translatable import gettext as _
from bulletin.words.numbers import tell_number

_DAY = timedelta(days=1)
_PARAMETERS = r'(?:[^":]|"[^"]*")'
_ENDLESS = re.compile(_PARAMETERS + "{2000}")
_ZONE = re.compile(rf'({_PARAMETERS}*?);TZID="?([^":;]+)', re.IGNORECASE)
_DAYS = re.compile(r"\d{8}(?:,\d{8})*")
_SAYS_NOTHING = re.compile(
    r"(?:DTEND|DURATION|RRULE|EXDATE|RDATE|URL|STATUS|SEQUENCE|CATEGORIES|LAST-MODIFIED)(?:;[^:]*)?:\s*",
    re.IGNORECASE,
)
_SUMMARY_LINE = re.compile(r"^SUMMARY(?:;[^:\r\n]*)?:(.*)$", re.IGNORECASE | re.MULTILINE)
_UID_LINE = re.compile(r"^UID(?:;[^:\r\n]*)?:(.*)$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One VEVENT. Moments are dates (all-day) or aware datetimes, texts unescaped, absent ones "".

    `rrule` is the text of its RRULE; nothing has been expanded. `end` is exclusive, and at most one of `end`
    and `duration` is there. `access` is CLASS (§3.8.1.3): what is not PUBLIC is not for publishing.
    `html_description` is X-ALT-DESC. `is_floating`: the start has no zone of its own (§3.3.5, form 1).
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
    html_description: str = ""
    location: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    is_floating: bool = False

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
    """Why something was not read: the VEVENT with that UID, as it is written; with "" a part of the file.

    `title` is its SUMMARY as it is written.
    """

    uid: str
    reason: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class ParsedCalendar:
    """What a file says, and which parts of it could not be read.

    `is_whole`: it begins and ends as a calendar does, and no bound cut it short. `method` is METHOD
    (RFC 5546 §1.4): what a file that was sent is to do.
    """

    name: str = ""
    method: str = ""
    entries: tuple[CalendarEntry, ...] = ()
    problems: tuple[UnreadPart, ...] = ()
    is_whole: bool = False


class CalendarReader:
    """Reads the calendars of one site, in many of which the same VEVENT stands: each is parsed once.

    `floating` is the zone of times that name none; without it they are not read.
    """

    def __init__(self, limits: CalendarLimits = STRANGERS, floating: tzinfo | None = None) -> None:
        self._limits = limits
        self._floating = floating
        self._parsed: dict[str, CalendarEntry | str] = {}

    def read(self, data: bytes) -> ParsedCalendar:
        """What the file says; what cannot be read stands in `problems`, and nothing is raised.

        Entries written alike are one and the same value.
        """
        if len(data) > self._limits.size:
            return ParsedCalendar(
                problems=(
                    UnreadPart("", _("it has more than {size} bytes", size=tell_number(self._limits.size))),
                )
            )
        parts = split_calendar(data.decode("utf-8-sig", "replace"), self._limits)
        if sum(map(count_values, parts.events)) > self._limits.all_values:
            most = _(
                "it lists more than {most} dates and categories of events",
                most=tell_number(self._limits.all_values),
            )
            return ParsedCalendar(problems=(UnreadPart("", most),))
        entries, problems = [], [UnreadPart("", parts.problem)] if parts.problem else []
        for lines in parts.events:
            text = "\r\n".join(lines)
            entry = self._parsed.get(text)
            if entry is None:
                entry = self._parsed[text] = _parse_entry(lines, self._limits, self._floating)
            if isinstance(entry, CalendarEntry):
                entries.append(entry)
            else:
                uid, title = (_written(line.search(text)) for line in (_UID_LINE, _SUMMARY_LINE))
                problems.append(UnreadPart(uid, entry, title))
        return ParsedCalendar(
            _name_of(parts.names),
            _method_of(parts.names),
            tuple(entries),
            tuple(problems),
            not parts.problem,
        )


def _written(found: re.Match[str] | None) -> str:
    return found[1].strip()[:200] if found else ""


def _name_of(lines: Iterable[str]) -> str:
    """NAME (RFC 7986 §5.1), else X-WR-CALNAME; "" when there is neither that can be read."""
    found = {match[1].upper(): match[2] for match in map(NAME_LINE.match, lines) if match}
    escaped = found.get("NAME") or found.get("X-WR-CALNAME") or ""
    if not escaped:
        return ""
    try:  # the library knows neither of the two as a text
        return _text(Event.from_ical(f"BEGIN:VEVENT\r\nSUMMARY:{escaped}\r\nEND:VEVENT"), "SUMMARY")
    except Exception:  # see _parse_entry
        return ""


def _method_of(lines: Iterable[str]) -> str:
    methods = (
        match[2].strip() for match in map(NAME_LINE.match, lines) if match and match[1].upper() == "METHOD"
    )
    return next(methods, "").upper()


def _parse_entry(
    lines: tuple[str, ...], limits: CalendarLimits, floating: tzinfo | None
) -> CalendarEntry | str:
    """The entry, or why there is none."""
    if len(lines) > limits.properties:
        return _("it has more than {most} properties", most=tell_number(limits.properties))
    if count_values(lines) > limits.values:
        return _("it has more than {most} dates and categories", most=tell_number(limits.values))
    if any(map(_ENDLESS.match, lines)):
        return _("it has a property with endless parameters")
    try:
        # The library would look for each zone on the disk, so it is given those alone that are known.
        lines = tuple(_with_known_zone(line) for line in lines if not _SAYS_NOTHING.fullmatch(line))
        return _entry_of(Event.from_ical("\r\n".join(lines)), floating)
    except NotReadable as error:
        return str(error)
    except Exception as error:  # the library raises whatever comes up, AttributeError among them
        return _("it cannot be read ({name})", name=type(error).__name__)


def _with_known_zone(line: str) -> str:
    named = _ZONE.match(line)
    if named is None:
        return line
    value = line.rpartition(":")[2]
    if _DAYS.fullmatch(value):  # a day is one in every zone; the library would make midnight of it
        return f"{named[1]};VALUE=DATE:{value}"
    if value.upper().endswith("Z") and parse_zone(named[2]) is not parse_zone("UTC"):
        raise NotReadable(_("{named} is in two time zones", named=named[1][:20]))
    key = getattr(_zone(named[1][:20], named[2]), "key", "UTC")
    return f"{line[: named.start(2)]}{key}{line[named.end(2) :]}"


def _entry_of(event: Any, floating: tzinfo | None) -> CalendarEntry:
    start = _moment(event, "DTSTART", floating)
    if start is None:
        raise NotReadable(_("it has no DTSTART"))
    end, duration = _moment(event, "DTEND", floating), _single(event, "DURATION")
    if end is not None and isinstance(end, datetime) is not isinstance(start, datetime):
        raise NotReadable(_("DTSTART and DTEND are not of one kind"))
    recurrence_id = _single(event, "RECURRENCE-ID")
    if recurrence_id is not None and "RANGE" in recurrence_id.params:
        raise NotReadable(_("it changes all dates from one on (RANGE)"))
    entry = CalendarEntry(
        uid=_text(event, "UID"),
        start=start,
        end=end,
        duration=duration.dt if duration is not None and end is None else None,
        recurrence_id=_moment(event, "RECURRENCE-ID", floating),
        rrule=_rule(event),
        rdates=tuple(_moments(event, "RDATE", floating)),
        exdates=tuple(_moments(event, "EXDATE", floating)),
        status=_text(event, "STATUS").upper(),
        sequence=_whole_number(event, "SEQUENCE"),
        last_modified=_instant(event, "LAST-MODIFIED"),
        access=_text(event, "CLASS").upper() or "PUBLIC",
        summary=_text(event, "SUMMARY"),
        description=_text(event, "DESCRIPTION"),
        html_description=_text(event, "X-ALT-DESC"),
        location=_text(event, "LOCATION"),
        url=_text(event, "URL"),
        categories=tuple(map(str, event.categories)),
        is_floating=_is_floating(event),
    )
    if entry.length < timedelta(0):
        raise NotReadable(_("it ends before it begins"))
    return entry


def _single(event: Any, name: str) -> Any:
    """The property's value; None when there is none."""
    value = event.get(name)
    if isinstance(value, list):
        raise NotReadable(_("{name} stands there more than once", name=name))
    return value


def _text(event: Any, name: str) -> str:
    value = event.get(name)
    return str(value[0] if isinstance(value, list) else "" if value is None else value).strip()


def _whole_number(event: Any, name: str) -> int:
    text = _text(event, name)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 11 else 0


def _rule(event: Any) -> str:
    if "EXRULE" in event:
        raise NotReadable(_("it has an EXRULE"))
    value = _single(event, "RRULE")
    if value is None:
        return ""
    text: str = value.to_ical().decode()
    if not text:
        raise NotReadable(_("its RRULE cannot be read"))
    return text


def _instant(event: Any, name: str) -> datetime | None:
    moment = _moment(event, name, None)
    return moment if isinstance(moment, datetime) else None


def _is_floating(event: Any) -> bool:
    value = event["DTSTART"]
    return isinstance(value.dt, datetime) and value.dt.tzinfo is None and "TZID" not in value.params


def _moment(event: Any, name: str, floating: tzinfo | None) -> Start | None:
    value = _single(event, name)
    return None if value is None else _resolve(name, value.dt, value.params.get("TZID"), floating)


def _moments(event: Any, name: str, floating: tzinfo | None) -> Iterator[Start]:
    """Each of the dates of all its lines."""
    values = event.get(name, [])
    for value in values if isinstance(values, list) else [values]:
        for one in value.dts:
            yield _resolve(name, one.dt, value.params.get("TZID"), floating)


def _resolve(name: str, moment: Any, tzid: str | None, floating: tzinfo | None) -> Start:
    """The moment in its own zone, which must be one of the IANA database."""
    if not isinstance(moment, datetime):
        if isinstance(moment, date):
            return moment
        raise NotReadable(_("{name} is neither a day nor a day and a time", name=name))
    if tzid is None:
        if moment.tzinfo is None and floating is not None:
            return moment.replace(tzinfo=floating)
        if moment.tzinfo is None:
            raise NotReadable(_("{name} has no time zone", name=name))
        return moment.astimezone(UTC)
    return moment.replace(tzinfo=_zone(name, tzid))


def _zone(name: str, tzid: str) -> tzinfo:
    """The zone of the IANA database with that name, or with that one in Windows.

    A name that begins with `/` is that of somebody's list of zones (RFC 5545 §3.8.3.1), which ends with ours:
    `/freeassociation.sourceforge.net/Europe/Paris`.
    """
    zone = parse_zone(WINDOWS_TO_OLSON.get(tzid, tzid))
    if zone is None and tzid.startswith("/"):
        parts = tzid.split("/")
        zone = parse_zone("/".join(parts[-3:])) or parse_zone("/".join(parts[-2:]))
    if zone is None:
        raise NotReadable(_("{name} is in a time zone that is not known: {tzid}", name=name, tzid=tzid[:60]))
    return UTC if zone.key in ("UTC", "Etc/UTC") else zone
