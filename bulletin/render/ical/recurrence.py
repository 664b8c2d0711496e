"""RECUR values: the rules by which events recur, RFC 5545 §3.3.10."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from bulletin.model.recurrence import Frequency, RecurrenceRule, Start, day_of
from bulletin.model.zones import is_twice
from bulletin.render.ical.content_line import format_date, format_utc
from bulletin.render.ical.timezones import WEEKDAYS

_LAST_DAY = date(9999, 12, 30)
"""The latest day that has an end in UTC, whatever the zone."""


def format_rrule(rule: RecurrenceRule, start: Start) -> str:
    """RFC 5545 §3.3.10 RECUR. `start` tells whether UNTIL is a DATE or an instant."""
    values = {
        "FREQ": rule.frequency.value,
        "UNTIL": _format_until(rule.until, start) if rule.until else "",
        "COUNT": rule.count,
        "INTERVAL": rule.interval if rule.interval != 1 else "",
        "BYMONTH": ",".join(map(str, rule.by_month)),
        "BYMONTHDAY": ",".join(map(str, rule.by_month_day)),
        "BYDAY": ",".join(f"{day.ordinal or ''}{WEEKDAYS[day.weekday]}" for day in rule.by_day),
        "WKST": _week_start(rule, start),
    }
    return ";".join(f"{name}={value}" for name, value in values.items() if value)


def _week_start(rule: RecurrenceRule, start: Start) -> str:
    """WKST where weeks are counted: Monday, which is meant without it, if that makes the same dates."""
    if rule.interval == 1 or rule.frequency is not Frequency.WEEKLY:
        return ""
    first = day_of(start).weekday()
    possible = rule.week_starts(first)
    return WEEKDAYS[0 if 0 in possible else first if first in possible else min(possible)]


def _format_until(until: date, start: Start) -> str:
    """The last second of the last day, in UTC when the series has times.

    The exact start of the last date would do by the letter, but leaves no room: a client that knows other
    zone data than we do, or reads UTC as local time, then drops that date. On the last second it is still
    the same day on the wall clock, which is what clients show. Where that second happens twice, it is the
    latter; where the clocks jump over it into the next day, the exact start it is.
    """
    if not isinstance(start, datetime):
        return format_date(until)
    day = min(until, _LAST_DAY)
    last = datetime.combine(day, time(23, 59, 59), start.tzinfo)
    if last.astimezone(UTC).astimezone(start.tzinfo).date() != day:
        last = datetime.combine(day, start.time(), start.tzinfo)
    return format_utc(last.replace(fold=1) if is_twice(last) else last)
