"""The same rule in the words that programs read alike. RFC 5545 §3.3.10; docs/adr/0015.

Several ways of saying a rule come to the same dates, but not in every program. The reader inside Thunderbird
makes `FREQ=MONTHLY;BYMONTH=…` show some dates twice and forgets its INTERVAL; it takes
`FREQ=YEARLY;BYMONTHDAY=…` for one month only, and puts 31 February on 3 March. So a rule is said in another
way where it would be misread.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from math import lcm

from bulletin.model.recurrence import EVERY_MONTH, Frequency, RecurrenceRule

_COMMON_YEAR, _LEAP_YEAR = 2027, 2028


def portable_rule(rule: RecurrenceRule, month: int) -> RecurrenceRule:
    """A rule that makes the same dates, said as most programs understand it.

    `rule` is complete (nothing is taken from its start), and `month` is that of its first date.
    """
    if rule.frequency is Frequency.MONTHLY and (rule.by_month or _has_fifths(rule)):
        rule = _of_months(rule, month)
    if rule.frequency is Frequency.YEARLY and rule.by_month_day:
        rule = _of_years(rule)
    return rule


def _of_months(rule: RecurrenceRule, month: int) -> RecurrenceRule:
    """Some months only: a yearly rule, but where the months are not the same from year to year."""
    reached = {(month - 1 + rule.interval * step) % 12 + 1 for step in range(12)}
    months = tuple(sorted(reached & set(rule.by_month or reached)))
    if not _has_fifths(rule):
        if len(months) == len(reached):
            return replace(rule, by_month=())
        if rule.interval == 1 and month == months[0]:
            return rule
    if 12 % rule.interval == 0:
        return replace(rule, frequency=Frequency.YEARLY, interval=1, by_month=months)
    if len(months) == 1:
        years = lcm(12, rule.interval) // 12
        return replace(rule, frequency=Frequency.YEARLY, interval=years, by_month=months)
    return rule


def _of_years(rule: RecurrenceRule) -> RecurrenceRule:
    """Days of some months of the year: counted in months where they are not the same number in each."""
    if not rule.by_month and any(day.ordinal for day in rule.by_day):
        return rule
    numbers = rule.by_month_day
    months = tuple(
        month
        for month in rule.by_month or EVERY_MONTH
        if any(abs(number) <= _longest(month) for number in numbers)
    )
    yearly = replace(rule, by_month=months)
    if all(0 < number <= _shortest(month) for number in numbers for month in months):
        return yearly
    if len(months) == 1:
        if len(numbers) == 1 and numbers[0] > 0:
            return yearly
        return replace(rule, frequency=Frequency.MONTHLY, interval=12 * rule.interval, by_month=())
    if rule.interval > 1:
        return yearly
    return replace(rule, frequency=Frequency.MONTHLY, by_month=() if months == EVERY_MONTH else months)


def _has_fifths(rule: RecurrenceRule) -> bool:
    """Several weekdays, a fifth among them: in a month without it other ones are passed over."""
    return len(rule.by_day) > 1 and any(abs(day.ordinal) == 5 for day in rule.by_day)


def _shortest(month: int) -> int:
    return monthrange(_COMMON_YEAR, month)[1]


def _longest(month: int) -> int:
    return monthrange(_LEAP_YEAR, month)[1]
