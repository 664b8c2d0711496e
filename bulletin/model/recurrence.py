"""How an event repeats, and the dates that follow from it. RFC 5545 §3.8.5 (RRULE, RDATE, EXDATE).

An Event holds one `Series` for each rule a partner gave (`repeat` may be a list); an event that does
not repeat holds one Series without a rule. Each Series becomes one VEVENT with its own UID.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import islice

LAST_DAY = date(2199, 12, 31)
"""No rule is followed any further."""

_EMPTY_PERIODS = 4000
"""So many days, weeks, months or years in a row without a date, and a rule is taken never to happen."""

DAY = timedelta(days=1)
EVERY_MONTH = tuple(range(1, 13))
_LONGEST_NIGHT = timedelta(hours=14)
_NOON = time(12)

Start = date | datetime
"""Where something begins: a `date` (all-day) or an aware `datetime` in the event's zone."""


def day_of(start: Start) -> date:
    """The local day of a start, or of an exclusive end that is one."""
    return start.date() if isinstance(start, datetime) else start


def wall_time(start: Start) -> Start:
    """The date, or the date and time without its zone, by which starts of one series are compared."""
    return start.replace(tzinfo=None, fold=0) if isinstance(start, datetime) else start


def lasts_days(start: Start, end: Start) -> bool:
    """Whether something with this (exclusive) end goes on on another day, not only through one night."""
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return day_of(end) - day_of(start) > DAY
    if end.date() <= start.date() or (end.time() == time() and end - start <= DAY):
        return False
    return end - start > _LONGEST_NIGHT or end.time() > _NOON


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
    1 to 31 or -1 to -31. `week_start` is the weekday, from 0 = Monday, on which weeks begin (WKST); None
    counts them from the first date's own. It is told only where it can matter.
    """

    frequency: Frequency
    interval: int = 1
    by_day: tuple[WeekdayNum, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None
    week_start: int | None = None

    @property
    def is_endless(self) -> bool:
        return self.until is None and self.count is None

    @property
    def counts_weeks(self) -> bool:
        """Whether it matters on which weekday a week begins."""
        several = len({day.weekday for day in self.by_day}) > 1
        return self.frequency is Frequency.WEEKLY and self.interval > 1 and several

    def week_starts(self, first: int) -> frozenset[int]:
        """The weekdays on which weeks may begin for its dates to be the same; `first` is its start's."""
        if not self.counts_weeks:
            return frozenset(range(7))
        begin = first if self.week_start is None else self.week_start
        offsets = sorted((day.weekday - begin) % 7 for day in self.by_day)
        # Weeks that begin in the same gap between two of the days put the same days together.
        before = max((offset for offset in offsets), default=0) - 7
        return frozenset((begin + step) % 7 for step in range(before + 1, offsets[0] + 1))

    def with_own_weeks(self, start: Start) -> RecurrenceRule:
        """The same rule from `start` on, its weeks counted from there where that makes the same dates."""
        first = day_of(start).weekday()
        if self.week_start is None or first not in self.week_starts(first):
            return self
        return replace(self, week_start=None)

    @property
    def is_every_day(self) -> bool:
        """Whether it makes a date on every day from its start to its end."""
        is_narrowed = self.by_day or self.by_month_day or self.by_month
        return self.frequency is Frequency.DAILY and self.interval == 1 and not is_narrowed


@dataclass(frozen=True, slots=True)
class Series:
    """One rule of an event with the dates added to and taken from it: the stuff of one VEVENT.

    `start` is DTSTART: a date (all-day) or an aware datetime in the event's zone. `length` is what lies
    between start and (exclusive) end on the wall clock: a series from 20:00 to 8:00 ends at 8:00 on the
    night of a clock change too. `extra` holds RDATE values the rule does not make; `skipped` holds
    EXDATE values, each exactly a start the rule makes. `key` is "" for the first series of an event.
    Where nobody said when it ends, `has_end` is false and `length` the hour that a calendar needs.
    """

    uid: str
    start: Start
    length: timedelta
    key: str = ""
    rule: RecurrenceRule | None = None
    extra: tuple[Start, ...] = ()
    skipped: tuple[Start, ...] = ()
    has_end: bool = True

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


def rule_days(rule: RecurrenceRule, start: date, first: date, end: date) -> Iterator[date]:
    """The days of `rule` beginning at `start` that lie in `[first, end)`, in order (RFC 5545 §3.3.10).

    A rule here never makes two starts in a day, so days are all there is to find; times and zones are
    attached afterwards. What the rule leaves open (the weekday of `every 2 weeks`) is taken from `start`. A
    start that is not on the rule is no date of it.
    """
    if rule.count is not None:
        return (day for day in _counted_days(rule, start) if first <= day < end)
    last = min(end - DAY, rule.until or LAST_DAY, LAST_DAY)
    return _uncounted_days(rule, start, max(first, start), last)


@lru_cache(maxsize=16384)
def _counted_days(rule: RecurrenceRule, start: date) -> tuple[date, ...]:
    days = _uncounted_days(rule, start, start, min(rule.until or LAST_DAY, LAST_DAY))
    return tuple(islice(days, rule.count))


def _uncounted_days(rule: RecurrenceRule, start: date, first: date, last: date) -> Iterator[date]:
    """The days of the rule in `[first, last]`, COUNT left aside; `first` is not before `start`."""
    if first > last:
        return iter(())
    if rule.frequency is Frequency.WEEKLY:
        return _weekly(rule, start, first, last)
    if rule.frequency is Frequency.DAILY:
        return _daily(rule, start, first, last)
    if rule.frequency is Frequency.MONTHLY:
        return _monthly(rule, start, first, last)
    return _yearly(rule, start, first, last)


def _weekly(rule: RecurrenceRule, start: date, first: date, last: date) -> Iterator[date]:
    weekdays = {day.weekday for day in rule.by_day} or {start.weekday()}
    months, month_days = rule.by_month, rule.by_month_day
    begin = start.weekday() if rule.week_start is None else rule.week_start
    offsets = sorted((weekday - begin) % 7 for weekday in weekdays)
    first_week = start - timedelta(days=(start.weekday() - begin) % 7)
    step = 7 * rule.interval
    skipped_weeks = (first - first_week).days // step
    week = first_week.toordinal() + skipped_weeks * step
    first_ordinal, last_ordinal = first.toordinal(), last.toordinal()
    empty = 0
    while week <= last_ordinal and empty < _EMPTY_PERIODS:
        empty += 1
        for offset in offsets:
            ordinal = week + offset
            if not first_ordinal <= ordinal <= last_ordinal:
                continue
            day = date.fromordinal(ordinal)
            if months and day.month not in months:
                continue
            if month_days and not _is_month_day(day, month_days):
                continue
            empty = 0
            yield day
        week += step


def _daily(rule: RecurrenceRule, start: date, first: date, last: date) -> Iterator[date]:
    weekdays = frozenset(day.weekday for day in rule.by_day) or frozenset(range(7))
    months, month_days = rule.by_month, rule.by_month_day
    ordinal = start.toordinal() - (start - first).days // rule.interval * rule.interval
    last_ordinal = last.toordinal()
    empty = 0
    while ordinal <= last_ordinal and empty < _EMPTY_PERIODS:
        day = date.fromordinal(ordinal)
        ordinal += rule.interval
        empty += 1
        if day.weekday() not in weekdays or (months and day.month not in months):
            continue
        if month_days and not _is_month_day(day, month_days):
            continue
        empty = 0
        yield day


def _monthly(rule: RecurrenceRule, start: date, first: date, last: date) -> Iterator[date]:
    by_month_day = rule.by_month_day
    if not rule.by_day and not by_month_day:
        by_month_day = (start.day,)
    origin = start.year * 12 + start.month - 1
    passed = max(0, first.year * 12 + first.month - 1 - origin)
    month = origin + passed // rule.interval * rule.interval
    last_month = last.year * 12 + last.month - 1
    empty = 0
    while month <= last_month and empty < _EMPTY_PERIODS:
        year, index = divmod(month, 12)
        month += rule.interval
        empty += 1
        if rule.by_month and index + 1 not in rule.by_month:
            continue
        for day in month_days(year, index + 1, rule.by_day, by_month_day):
            empty = 0
            if first <= day <= last:
                yield day


def _yearly(rule: RecurrenceRule, start: date, first: date, last: date) -> Iterator[date]:
    by_month, by_month_day = rule.by_month, rule.by_month_day
    if not rule.by_day and not by_month_day:
        by_month, by_month_day = by_month or (start.month,), (start.day,)
    year = start.year + (first.year - start.year) // rule.interval * rule.interval
    empty = 0
    while year <= last.year and empty < _EMPTY_PERIODS:
        if rule.by_day and not by_month:
            days = _year_days(year, rule.by_day, by_month_day)
        else:
            months = sorted(by_month) or range(1, 13)
            days = [day for month in months for day in month_days(year, month, rule.by_day, by_month_day)]
        year += rule.interval
        empty += 1
        for day in days:
            empty = 0
            if first <= day <= last:
                yield day


def month_days(
    year: int, month: int, by_day: tuple[WeekdayNum, ...], by_month_day: tuple[int, ...]
) -> list[date]:
    """The days of one month that satisfy both conditions, in order; an empty condition is satisfied."""
    first_weekday, length = monthrange(year, month)
    numbers: set[int] = set(range(1, length + 1))
    if by_month_day:
        numbers = {day if day > 0 else length + 1 + day for day in by_month_day}
    if by_day:
        numbers &= _weekday_numbers(by_day, first_weekday, length)
    return [date(year, month, number) for number in sorted(numbers) if 1 <= number <= length]


def _year_days(year: int, by_day: tuple[WeekdayNum, ...], by_month_day: tuple[int, ...]) -> list[date]:
    new_year = date(year, 1, 1)
    length = (date(year + 1, 1, 1) - new_year).days
    numbers = _weekday_numbers(by_day, new_year.weekday(), length)
    days = [new_year + timedelta(days=number - 1) for number in sorted(numbers)]
    return [day for day in days if not by_month_day or _is_month_day(day, by_month_day)]


def _weekday_numbers(by_day: tuple[WeekdayNum, ...], first_weekday: int, length: int) -> set[int]:
    """Numbers, from 1, of the days of a span (a month, a year) that `by_day` names."""
    numbers: set[int] = set()
    for wanted in by_day:
        earliest = 1 + (wanted.weekday - first_weekday) % 7
        if wanted.ordinal == 0:
            numbers.update(range(earliest, length + 1, 7))
        elif wanted.ordinal > 0:
            numbers.add(earliest + 7 * (wanted.ordinal - 1))
        else:
            latest = earliest + (length - earliest) // 7 * 7
            numbers.add(latest + 7 * (wanted.ordinal + 1))
    return {number for number in numbers if 1 <= number <= length}


def _is_month_day(day: date, month_days: tuple[int, ...]) -> bool:
    return day.day in month_days or day.day - 1 - monthrange(day.year, day.month)[1] in month_days
