"""RRULE texts ↔ rules, within bounds. RFC 5545 §3.3.10.

A rule from outside is never followed as it came: what is not known, too often or too far is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bulletin.formats.dates import DateRefused
from bulletin.formats.repeat.spec import (
    LARGEST_INTERVAL,
    MOST_TIMES,
    REPEAT_OUT_OF_BOUNDS,
    RepeatRefused,
    canonical_rule,
    refuse,
)
from bulletin.model.recurrence import Frequency, RecurrenceRule, Start, WeekdayNum
from bulletin.translatable import gettext as _

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KNOWN = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "WKST")
_BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?")
_LONGEST_RRULE = 1000
_EXAMPLE = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270616"


def parse_rrule(text: str, start: Start | None = None) -> RecurrenceRule | DateRefused:
    """The rule of an RRULE value, with or without `RRULE:` before it.

    `start` is DTSTART: by its zone an UNTIL in UTC becomes a local day, and by its time an UNTIL
    earlier in the day leaves that day out. Without it the day is taken as it is written.
    """
    try:
        return canonical_rule(_rule_of(_parts_of(text), start))
    except RepeatRefused as refused:
        return refused.refusal


def format_rrule(rule: RecurrenceRule) -> str:
    """The RRULE value of a rule, UNTIL as a date; `parse_rrule` reads it back."""
    parts = [f"FREQ={rule.frequency}"]
    if rule.interval != 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.by_month:
        parts.append("BYMONTH=" + ",".join(map(str, rule.by_month)))
    if rule.by_month_day:
        parts.append("BYMONTHDAY=" + ",".join(map(str, rule.by_month_day)))
    if rule.by_day:
        parts.append(
            "BYDAY=" + ",".join(f"{day.ordinal or ''}{_WEEKDAYS[day.weekday]}" for day in rule.by_day)
        )
    if rule.until is not None:
        parts.append(f"UNTIL={rule.until:%Y%m%d}")
    if rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    if rule.week_start is not None:
        parts.append(f"WKST={_WEEKDAYS[rule.week_start]}")
    return ";".join(parts)


def _parts_of(text: str) -> Mapping[str, str]:
    typed = text.strip().upper().removeprefix("RRULE:").rstrip(";")
    if not typed or len(typed) > _LONGEST_RRULE:
        raise _unreadable(_("it is empty") if not typed else _("it is too long"))
    parts: dict[str, str] = {}
    for part in typed.split(";"):
        name, equals, value = part.partition("=")
        name, value = name.strip(), value.strip()
        if not equals or not value or name in parts:
            raise _unreadable(
                _("“{part}” stands where NAME=VALUE must stand, each name once", part=part[:40])
            )
        if name not in _KNOWN:
            hint = _("say it in words, or name the dates in the field `dates`")
            raise refuse(_("“{name}” is not taken in an rrule", name=name[:40]), hint, REPEAT_OUT_OF_BOUNDS)
        parts[name] = value
    return parts


def _rule_of(parts: Mapping[str, str], start: Start | None) -> RecurrenceRule:
    frequency = _frequency(parts.get("FREQ", ""))
    if "UNTIL" in parts and "COUNT" in parts:
        raise _unreadable(_("UNTIL and COUNT exclude each other"))
    by_day = _by_day(parts.get("BYDAY", ""), frequency)
    by_month_day = _numbers(parts.get("BYMONTHDAY", ""), "BYMONTHDAY", 31, negative=True)
    if by_month_day and frequency is Frequency.WEEKLY:
        raise _unreadable(_("BYMONTHDAY does not go with FREQ=WEEKLY"))
    _check_month_days(frequency, by_day, by_month_day)
    rule = RecurrenceRule(
        frequency=frequency,
        interval=_number(parts.get("INTERVAL", "1"), "INTERVAL", LARGEST_INTERVAL),
        by_day=by_day,
        by_month_day=by_month_day,
        by_month=_numbers(parts.get("BYMONTH", ""), "BYMONTH", 12),
        until=_until(parts["UNTIL"], start) if "UNTIL" in parts else None,
        count=_number(parts["COUNT"], "COUNT", MOST_TIMES) if "COUNT" in parts else None,
    )
    return _with_week_start(rule, parts.get("WKST", ""), start)


def _with_week_start(rule: RecurrenceRule, written: str, start: Start | None) -> RecurrenceRule:
    """The rule with its WKST where it can matter: Monday where none is written (RFC 5545 §3.3.10).

    Without a start it stays open where it is not written.
    """
    if written and written not in _WEEKDAYS:
        raise _unreadable(_("WKST={written} is no weekday", written=written[:10]))
    if not rule.counts_weeks or (not written and start is None):
        return rule
    return replace(rule, week_start=_WEEKDAYS.index(written or "MO"))


def _check_month_days(
    frequency: Frequency, by_day: tuple[WeekdayNum, ...], by_month_day: tuple[int, ...]
) -> None:
    """Refuse what hangs the programs of subscribers: see docs/adr/0015."""
    from_the_end = any(number < 0 for number in by_month_day)
    if from_the_end and frequency is Frequency.DAILY:
        message = _("days counted from the end of the month do not go with FREQ=DAILY")
        raise refuse(message, _("write FREQ=MONTHLY, as in FREQ=MONTHLY;BYMONTHDAY=-1"), REPEAT_OUT_OF_BOUNDS)
    if by_day and by_month_day and (from_the_end or any(day.ordinal for day in by_day)):
        message = _("BYDAY and BYMONTHDAY go together only as in BYDAY=FR;BYMONTHDAY=13")
        hint = _("leave one of the two out, or name the dates in the field `dates`")
        raise refuse(message, hint, REPEAT_OUT_OF_BOUNDS)


def _frequency(value: str) -> Frequency:
    if value in Frequency.__members__:
        return Frequency(value)
    if value in ("HOURLY", "MINUTELY", "SECONDLY"):
        hint = _("make it one event for each time of day, or a list of repeats")
        raise refuse(_("nothing here happens more than once a day in one repeat"), hint, REPEAT_OUT_OF_BOUNDS)
    raise _unreadable(_("it must say FREQ=DAILY, WEEKLY, MONTHLY or YEARLY"))


def _by_day(value: str, frequency: Frequency) -> tuple[WeekdayNum, ...]:
    days = []
    for part in value.split(",") if value else ():
        found = _BY_DAY.fullmatch(part.strip())
        if found is None:
            raise _unreadable(_("“{part}” is no weekday, like TU or 2SA", part=part[:20]))
        ordinal = int(found[1] or 0)
        if found[1] and not 1 <= abs(ordinal) <= 5:
            raise refuse(
                _("“{part}” counts further than five weekdays", part=part[:20]), rule=REPEAT_OUT_OF_BOUNDS
            )
        if ordinal and frequency not in (Frequency.MONTHLY, Frequency.YEARLY):
            raise _unreadable(_("“{part}” goes with FREQ=MONTHLY or YEARLY only", part=part[:20]))
        days.append(WeekdayNum(_WEEKDAYS.index(found[2]), ordinal))
    return tuple(days)


def _until(value: str, start: Start | None) -> date:
    found = _UNTIL.fullmatch(value)
    try:
        if found is None:
            raise ValueError
        day = date(int(found[1]), int(found[2]), int(found[3]))
        clock = time(int(found[4]), int(found[5]), int(found[6])) if found[4] else time(23, 59, 59)
    except ValueError:
        raise _unreadable(_("UNTIL={value} is no day, like 20270616", value=value[:30])) from None
    if not isinstance(start, datetime):
        return day
    if found[7] and start.tzinfo is not None:
        local = datetime.combine(day, clock, UTC).astimezone(start.tzinfo)
        day, clock = local.date(), local.time()
    return day if clock >= start.time() else day - timedelta(days=1)


def _number(value: str, name: str, largest: int) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) <= 30):
        raise _unreadable(_("{name}={value} is no number", name=name, value=value[:20]))
    if not 1 <= int(value) <= largest:
        hint = _("it must be a number from 1 to {most}", most=largest)
        raise refuse(_("{name}={value} is out of bounds", name=name, value=value), hint, REPEAT_OUT_OF_BOUNDS)
    return int(value)


def _numbers(value: str, name: str, largest: int, *, negative: bool = False) -> tuple[int, ...]:
    numbers = []
    for part in value.split(",") if value else ():
        typed = part.strip().removeprefix("+")
        sign = -1 if negative and typed.startswith("-") else 1
        numbers.append(sign * _number(typed.removeprefix("-") if negative else typed, name, largest))
    return tuple(numbers)


def _unreadable(why: str) -> RepeatRefused:
    return refuse(
        _("the rrule cannot be read: {why}", why=why),
        _("write it like {example}, or say it in words", example=_EXAMPLE),
    )
