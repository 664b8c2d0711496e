"""A calendar as Thunderbird reads it: ical.js."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date, datetime

from tests.checkers.programs import HERE, find_node_file, find_program, run_program


@dataclass(frozen=True, slots=True, order=True)
class CalendarDate:
    """One date of a calendar. `start` and `end` are `2027-01-06T18:15:00Z`, or `2027-01-06` for all-day."""

    start: str
    end: str
    uid: str
    summary: str
    status: str | None


class UnreadableCalendarError(AssertionError):
    """ical.js could not read the calendar."""


def expand_calendar(calendar: bytes, first: date, last: date, *, timezone: str = "UTC") -> list[CalendarDate]:
    """All dates that start from `first` 00:00 UTC up to, not including, `last` 00:00 UTC, sorted.

    `timezone` is the zone of the reader's computer: a calendar that is right gives the same in any.
    """
    find_node_file("ical.js/package.json")
    bounds = [f"{day:%Y-%m-%d}T00:00:00Z" for day in (first, last)]
    answer = run_program(
        [find_program("node"), HERE / "icaljs.mjs", *bounds],
        env={**os.environ, "TZ": timezone},
        stdin=calendar.decode("utf-8"),
    )
    if answer.returncode:
        raise UnreadableCalendarError(answer.stderr)
    return sorted(CalendarDate(**row) for row in json.loads(answer.stdout))


def parse_instant(text: str) -> datetime | date:
    """`start` or `end` of a CalendarDate as an aware datetime in UTC, or a date."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
