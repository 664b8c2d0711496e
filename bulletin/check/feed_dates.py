"""The dates a subscriber sees in a calendar that was read back. RFC 5545 §3.8.4.4, §3.8.5.

python-dateutil follows the rules here, and nothing of our own expansion: the same mistake in both would
otherwise go unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from bulletin.formats.ics import CalendarEntry
from bulletin.formats.repeat.rrule import parse_rrule
from bulletin.model.recurrence import DAY, RecurrenceRule, Start, Window, day_of

_MOST_DATES = 100_000
"""So many dates of one rule are looked at: 270 years of every day."""


class FeedDate(NamedTuple):
    """One date as a subscriber sees it: two days, or two instants in UTC; `end` is exclusive."""

    start: Start
    end: Start
    status: str

    @property
    def sort_key(self) -> tuple[str, str, str]:
        return self.start.isoformat(), self.end.isoformat(), self.status


def dates_shown(entries: Sequence[CalendarEntry], window: Window, zone: ZoneInfo) -> set[FeedDate]:
    """The dates of all entries with one UID that touch a day of `window`, days being those of `zone`.

    A RECURRENCE-ID counts only if it names a date of the series, as most programs have it. Raises ValueError
    when there is not one entry to begin with, or when its rule cannot be followed.
    """
    series = [entry for entry in entries if entry.recurrence_id is None]
    if len(series) != 1:
        raise ValueError(f"it stands there {len(series)} times" if series else "its series is not there")
    changed = {instant_of(entry.recurrence_id): entry for entry in entries if entry.recurrence_id is not None}
    found = set()
    originals = [entry.recurrence_id for entry in entries if entry.recurrence_id is not None]
    for start in _starts(series[0], window, originals):
        entry = changed.get(instant_of(start))
        shown = _date_of(series[0], start) if entry is None else _date_of(entry, entry.start)
        if touches(shown, window, zone):
            found.add(shown)
    return found


def feed_date(start: Start, end: Start, status: str) -> FeedDate:
    """A date by its instants."""
    return FeedDate(instant_of(start), instant_of(end), status)


def touches(shown: FeedDate, window: Window, zone: ZoneInfo) -> bool:
    """Whether it is on on one of these days; an end at midnight does not touch the next day."""
    first, end = shown.start, shown.end
    if isinstance(first, datetime) and isinstance(end, datetime):
        last = (end.astimezone(zone) - timedelta(microseconds=1)).date()
        first_day = first.astimezone(zone).date()
    else:
        first_day, last = day_of(first), day_of(end) - DAY
    return first_day < window.end and max(last, first_day) >= window.start


def _starts(series: CalendarEntry, window: Window, originals: Iterable[Start]) -> Iterator[Start]:
    """The starts of rule, RDATE and EXDATE: of the window, and on from there to the days of `originals`."""
    days = [window.start, window.end, *map(day_of, originals)]
    first, last = min(days) - series.length - 2 * DAY, max(days) + DAY
    off = set(map(instant_of, series.exdates))
    made = {instant_of(start): start for start in (*_rule_starts(series, last), *series.rdates)}
    yield from (start for key, start in made.items() if key not in off and first <= day_of(start))


def _rule_starts(series: CalendarEntry, last: date) -> Iterator[Start]:
    if not series.rrule:
        yield series.start
        return
    if not isinstance(parse_rrule(series.rrule, series.start), RecurrenceRule):
        raise ValueError(f"its rule {series.rrule[:100]} is none we take")
    timed = isinstance(series.start, datetime)
    begin = series.start if isinstance(series.start, datetime) else datetime.combine(series.start, time())
    for start in islice(rrulestr(series.rrule, dtstart=begin), _MOST_DATES):
        if start.date() > last:
            return
        yield start if timed else start.date()


def _date_of(entry: CalendarEntry, start: Start) -> FeedDate:
    """One date of an entry. An end that the clocks would put before the start is counted from there."""
    if not isinstance(start, datetime):
        return FeedDate(start, start + entry.length, entry.status)
    begin, end = instant_of(start), instant_of(start + entry.length)
    if entry.length and end <= begin:
        end = begin + entry.length
    return FeedDate(begin, end, entry.status)


def instant_of(moment: Start) -> Start:
    """In UTC, where an instant has one name. In a gap the offset before it counts (§3.3.5)."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
