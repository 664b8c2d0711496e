"""Days as staff speak of them."""

from __future__ import annotations

from datetime import date

from bulletin.formats.dates import weekday_name


def near_day(day: date, today: date) -> str:
    """`today`, `tomorrow`, `Friday 22 January`; of another year with the year.

    >>> near_day(date(2027, 1, 16), date(2027, 1, 15))
    'tomorrow, Saturday'
    """
    name = weekday_name(day.weekday())
    if day == today:
        return "today"
    if (day - today).days == 1:
        return f"tomorrow, {name}"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{name} {day.day} {day:%B}{year}"


def on_day(day: date, today: date) -> str:
    """The same behind a verb: `ends today`, `ends on Friday 22 January`."""
    near = near_day(day, today)
    return near if 0 <= (day - today).days <= 1 else f"on {near}"


def in_days(day: date, today: date) -> str:
    """`today`, `tomorrow`, `in 4 days`, `3 days ago`."""
    number = (day - today).days
    if number in (-1, 0, 1):
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[number]
    return f"in {number} days" if number > 0 else f"{-number} days ago"
