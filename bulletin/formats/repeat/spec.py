"""The values of `repeat`, and the rules it must keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import time
from types import MappingProxyType

from bulletin.formats.dates import DateRefused
from bulletin.model.place import DayRange
from bulletin.model.recurrence import EVERY_MONTH, Frequency, RecurrenceRule
from bulletin.problems import Rule, Severity
from bulletin.translatable import gettext as _
from bulletin.words.lists import join_words, quoted

LONGEST_REPEAT = 300
MOST_TIMES = 500
LARGEST_INTERVAL = 99
LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The days of each month, of February in a leap year."""

REPEAT_UNREADABLE = Rule(
    "repeat-unreadable", Severity.ERROR, "A repeat must be said in words, or fields, that can be read."
)
REPEAT_AMBIGUOUS = Rule("repeat-ambiguous", Severity.ERROR, "A repeat must have one reading only.")
REPEAT_OUT_OF_BOUNDS = Rule(
    "repeat-out-of-bounds",
    Severity.ERROR,
    "A repeat happens at most daily, at least every 99 years, and at most 500 times; an event has at most 14 "
    "of them and fills at most 1,500 days of a year.",
)

REPEAT_REFUSAL_RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.id: rule for rule in (REPEAT_UNREADABLE, REPEAT_AMBIGUOUS, REPEAT_OUT_OF_BOUNDS)}
)


@dataclass(frozen=True, slots=True)
class Spec:
    """One rule of an event's `repeat`.

    Times that are None are the event's. `except_days` and `except_calendars` are days to skip; months
    that are excepted are part of the rule. `key` names a further rule of the event. `is_end_open`: nothing
    says whether `time_to` is am or pm, which is of no matter for what the rule is.
    """

    rule: RecurrenceRule
    time_from: time | None = None
    time_to: time | None = None
    except_days: tuple[DayRange, ...] = ()
    except_calendars: tuple[str, ...] = ()
    key: str = ""
    is_end_open: bool = field(default=False, compare=False)


class RepeatRefused(Exception):
    """Carries a refusal out of the grammar; never leaves this package.

    `reached` is how many characters had been understood.
    """

    def __init__(self, refusal: DateRefused, reached: int = LONGEST_REPEAT) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal
        self.reached = reached


def refuse(
    message: str, hint: str = "", rule: Rule = REPEAT_UNREADABLE, readings: tuple[str, ...] = ()
) -> RepeatRefused:
    """The exception that carries this refusal."""
    return RepeatRefused(DateRefused(rule.id, message, hint, readings))


def either(readings: Sequence[str]) -> str:
    """The hint to write one of these."""
    return _("write {readings}", readings=join_words([quoted(each) for each in readings], "or"))


def canonical_rule(rule: RecurrenceRule) -> RecurrenceRule:
    """The same rule with each list sorted, without doubles, and without a list of all twelve months.

    In a yearly rule that list stays where it says what is counted: the first Monday of each month, not of the
    year; the start's day in each month, not once (RFC 5545 §3.3.10).
    """
    months = tuple(sorted(set(rule.by_month)))
    counted = any(day.ordinal for day in rule.by_day) or not (rule.by_day or rule.by_month_day)
    is_needed = rule.frequency is Frequency.YEARLY and counted
    return replace(
        rule,
        by_day=tuple(sorted(set(rule.by_day))),
        by_month_day=tuple(sorted(set(rule.by_month_day))),
        by_month=() if months == EVERY_MONTH and not is_needed else months,
        week_start=rule.week_start if rule.counts_weeks else None,
    )
