"""How an event repeats, and the dates that follow from it. RFC 5545 §3.8.5 (RRULE, RDATE, EXDATE).

An Event holds one `Series` for each rule a partner gave (`repeat` may be a list); an event that does
not repeat holds one Series without a rule. Each Series becomes one VEVENT with its own UID.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

Start = date | datetime
"""Where something begins: a `date` (all-day) or an aware `datetime` in the event's zone."""


def day_of(start: Start) -> date:
    """The local day of a start, or of an exclusive end that is one."""
    return start.date() if isinstance(start, datetime) else start


class Frequency(StrEnum):
    """RFC 5545 §3.3.10 FREQ; nothing more often than daily is known here."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True, order=True)
class WeekdayNum:
    """A weekday of the rule (RFC 5545 §3.3.10 `weekdaynum`).

    `weekday` counts from 0 = Monday; `ordinal` is 1 to 5, or -1 to -5 from the end of the month (or
    of the year), or 0 for every one.
    """

    weekday: int
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class RecurrenceRule:
    """RFC 5545 §3.3.10 RECUR, within the bounds we accept.

    `until` is the last local day, included; `until` and `count` exclude each other. `by_month_day` is
    1 to 31 or -1 to -31. WKST is always Monday.
    """

    frequency: Frequency
    interval: int = 1
    by_day: tuple[WeekdayNum, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None

    @property
    def is_endless(self) -> bool:
        return self.until is None and self.count is None


@dataclass(frozen=True, slots=True)
class Series:
    """One rule of an event with the dates added to and taken from it: the stuff of one VEVENT.

    `start` is DTSTART: a date (all-day) or an aware datetime in the event's zone. `length` is what lies
    between start and (exclusive) end on the wall clock: a series from 20:00 to 8:00 ends at 8:00 on the
    night of a clock change too. `extra` holds RDATE values the rule does not make; `skipped` holds
    EXDATE values, each exactly a start the rule makes. `key` is "" for the first series of an event.
    """

    uid: str
    start: Start
    length: timedelta
    key: str = ""
    rule: RecurrenceRule | None = None
    extra: tuple[Start, ...] = ()
    skipped: tuple[Start, ...] = ()

    @property
    def is_all_day(self) -> bool:
        return not isinstance(self.start, datetime)

    @property
    def zone(self) -> str:
        """IANA name of the zone of `start`; "" when all-day."""
        if not isinstance(self.start, datetime) or self.start.tzinfo is None:
            return ""
        return str(self.start.tzinfo)


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open span of local days `[start, end)` (RFC 5545 §3.3.9 PERIOD, on dates)."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end
