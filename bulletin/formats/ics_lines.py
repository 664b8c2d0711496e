"""The lines of a calendar file that are read: its names, and each VEVENT. RFC 5545 §3.1, §3.4.

What is never read (VTIMEZONE, VALARM, VTODO …) is left out here, before the library sees anything of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.translatable import gettext as _
from bulletin.words.numbers import tell_number

_LINE_END = re.compile(r"[\r\n]+")
_FOLD = re.compile(r"(?:\r\n|\r|\n)[ \t]")
_LIST_LINE = re.compile(r"(?:RDATE|EXDATE|RRULE|CATEGORIES)[:;]", re.IGNORECASE)
NAME_LINE = re.compile(r"(NAME|X-WR-CALNAME|METHOD)(?:;(?:[^\":]|\"[^\"]*\")*)?:(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CalendarLimits:
    """How much of a file is read; these are the bounds for a stranger's."""

    size: int = 5_000_000  # bytes of the file
    entries: int = 2_000  # VEVENTs in it
    depth: int = 8  # components within each other
    properties: int = 2_000  # lines of one VEVENT
    values: int = 2_000  # of RDATE, EXDATE, RRULE and CATEGORIES of one VEVENT
    all_values: int = 60_000  # of them in the file
    length: int = 50_000  # characters of one line


STRANGERS = CalendarLimits()


class NotReadable(Exception):
    """Why one VEVENT, or the rest of a file, is not read."""


@dataclass(frozen=True, slots=True)
class CalendarLines:
    """The lines of a file that are read: of the calendar its names, and those of each VEVENT."""

    names: tuple[str, ...]
    events: tuple[tuple[str, ...], ...]
    problem: str = ""


def count_values(lines: tuple[str, ...]) -> int:
    """How many dates and categories a VEVENT lists."""
    return sum(line.count(",") + 1 for line in lines if _LIST_LINE.match(line))


def split_calendar(text: str, limits: CalendarLimits) -> CalendarLines:
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
                    raise NotReadable(
                        _("components lie more than {most} deep in each other", most=limits.depth)
                    )
            if within[:1] != ["VCALENDAR"]:
                raise NotReadable("it does not begin with BEGIN:VCALENDAR")
            if within[1:] == ["VEVENT"]:
                current.append(line)
            elif len(within) == 1 and NAME_LINE.match(line):
                names.append(line)
            if not key.startswith("END:"):
                continue
            if within.pop() != line[4:].strip().upper():
                raise NotReadable(_("{line} ends what did not begin", line=line[:30]))
            if current and len(within) == 1:
                if len(events) == limits.entries:
                    raise NotReadable(_("it holds more than {most} events", most=tell_number(limits.entries)))
                events.append(tuple(current))
                current = []
        if within or not text.strip():
            raise NotReadable(_("it does not end with END:VCALENDAR"))
    except NotReadable as error:
        problem = str(error)
    return CalendarLines(tuple(names), tuple(events), problem)


def _unfold(text: str, longest: int) -> Iterator[str]:
    """The lines as §3.1 says, but the empty ones; all three kinds of line ends are taken."""
    for line in _LINE_END.split(_FOLD.sub("", text)):
        if len(line) > longest:
            raise NotReadable(_("a line has more than {most} characters", most=tell_number(longest)))
        if line and not line.isspace():
            yield line
