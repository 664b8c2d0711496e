"""Repeats in the fields of other programs, as ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_UNITS = {
    **dict.fromkeys(("day", "days", "daily"), "day"),
    **dict.fromkeys(("week", "weeks", "weekly"), "week"),
    **dict.fromkeys(("month", "months", "monthly"), "month"),
    **dict.fromkeys(("year", "years", "yearly", "annually"), "year"),
}
_FREQUENCIES = ("frequency", "freq", "unit", "period")
_INTERVALS = ("interval", "every")
_WEEKDAYS = ("byday", "by_day", "byweekday", "by_weekday", "weekdays", "days_of_week")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = {day[:2].lower(): day for day in _DAYS}
"""Weekdays by the codes of RFC 5545 §3.3.10."""
_NUMBER = re.compile(r"[0-9]{1,3}")


def as_repeat(value: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with `every` and `on` for `{interval: {weeks: 2}}`, `{frequency: weekly}` and the like.

    What is not certain stays as it is.
    """
    fields = dict(value)
    every = _every(fields)
    if every is None:
        return fields
    for name in (*_FREQUENCIES, *_INTERVALS):
        fields.pop(name, None)
    fields["every"] = every
    named = [name for name in _WEEKDAYS if name in fields]
    if len(named) == 1 and "on" not in fields:
        fields["on"] = _weekdays(fields.pop(named[0]))
    return fields


def _every(fields: Mapping[str, Any]) -> str | None:
    """The value of `every`; None where the fields say it as ours do, or cannot be read for certain."""
    units = {_UNITS.get(f"{fields[name]}".strip().lower(), "") for name in _FREQUENCIES if name in fields}
    intervals = [fields[name] for name in _INTERVALS if name in fields]
    if len(units) > 1 or "" in units or len(intervals) > 1:
        return None
    interval: Any = intervals[0] if intervals else "1"
    if isinstance(interval, dict):
        if units or len(interval) != 1:
            return None
        [(unit, number)] = interval.items()
        units, interval = {_UNITS.get(f"{unit}".strip().lower(), "")}, number
    unit = next(iter(units), "")
    if not unit or not isinstance(interval, str) or not _NUMBER.fullmatch(interval.strip()):
        return None
    return unit if interval.strip() == "1" else f"{interval.strip()} {unit}s"


def _weekdays(value: Any) -> list[str]:
    days = value if isinstance(value, list) else re.split(r"[\s,;]+", f"{value}".strip())
    return [_SHORT.get(f"{day}".strip().lower(), f"{day}") for day in days]
