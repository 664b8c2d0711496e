"""The local days a recurrence rule makes. RFC 5545 §3.3.10, within the bounds of `RecurrenceRule`.

A rule here never makes two starts in a day, so days are all there is to find; times and zones are
attached afterwards. Whatever the rule began, only the asked-for days are walked.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from bulletin.model.recurrence import Frequency, RecurrenceRule, WeekdayNum

LAST_DAY = date(2199, 12, 31)
"""No rule is followed any further."""

_EMPTY_PERIODS = 4000
"""So many days, weeks, months or years in a row without a date, and a rule is taken never to happen."""

_DAY = timedelta(days=1)


def rule_days(rule: RecurrenceRule, start: date, first: date, end: date) -> Iterator[date]:
    """The days of `rule` beginning at `start` that lie in `[first, end)`, in order.

    What the rule leaves open (the weekday of `every 2 weeks`) is taken from `start`. A start that is
    not on the rule is no date of it.
    """
    if rule.count is not None:
        return (day for day in _counted_days(rule, start) if first <= day < end)
    last = min(end - _DAY, rule.until or LAST_DAY, LAST_DAY)
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
    weekdays = sorted({day.weekday for day in rule.by_day}) or [start.weekday()]
    months, month_days = rule.by_month, rule.by_month_day
    monday = start - timedelta(days=start.weekday())
    step = 7 * rule.interval
    skipped_weeks = (first - monday).days // step
    week = monday.toordinal() + skipped_weeks * step
    first_ordinal, last_ordinal = first.toordinal(), last.toordinal()
    empty = 0
    while week <= last_ordinal and empty < _EMPTY_PERIODS:
        empty += 1
        for weekday in weekdays:
            ordinal = week + weekday
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
