"""How often an event is held: rare dates stand first in short lists, those of every day take one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import IntEnum

from bulletin.model.recurrence import DAY

SPAN = timedelta(days=28)
MOST_USUAL = 12
"""Dates within a `SPAN`: three a week. What has more is daily."""
ONE_WEEK = timedelta(days=7)
"""What lasts longer without a break is still on; days in a row up to it are one occasion: a festival."""


class Frequency(IntEnum):
    """In the order in which short lists take them."""

    RARE = 0
    """At most one occasion in four weeks."""
    USUAL = 1
    """Weekly, or a few times a week."""
    DAILY = 2
    """On most days: each one, each weekday, every second one."""
    STILL_ON = 3
    """One date that runs for more than a week without a break."""


def frequency_of(days: Iterable[date]) -> Frequency:
    """How often something is held whose dates begin on these days, in any order; rare without any."""
    days = sorted(days)
    most = max_within(days, SPAN)
    if most > MOST_USUAL:
        return Frequency.DAILY
    return Frequency.RARE if max_within(_occasions(days), SPAN) <= 1 else Frequency.USUAL


def max_within(days: Sequence[date], span: timedelta) -> int:
    """The most of these days, in order, that lie within one span."""
    most = first = 0
    for last, day in enumerate(days):
        while day - days[first] >= span:
            first += 1
        most = max(most, last + 1 - first)
    return most


def _occasions(days: Sequence[date]) -> list[date]:
    """The first day of each run of days, as long as no run is longer than a week; else all the days."""
    firsts: list[date] = []
    previous: date | None = None
    for day in days:
        if previous is None or day - previous > DAY:
            firsts.append(day)
        elif day - firsts[-1] >= ONE_WEEK:
            return list(days)
        previous = day
    return firsts
