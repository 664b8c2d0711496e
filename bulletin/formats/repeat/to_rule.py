"""The parts of a repeat → its rule, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from bulletin.formats.dates import weekday_name
from bulletin.formats.repeat.parsed import ParsedRepeat
from bulletin.formats.repeat.spec import (
    LARGEST_INTERVAL,
    LONGEST_MONTH,
    MOST_TIMES,
    REPEAT_AMBIGUOUS,
    REPEAT_OUT_OF_BOUNDS,
    RepeatRefused,
    Spec,
    canonical_rule,
    either,
    refuse,
)
from bulletin.model.recurrence import EVERY_MONTH, Frequency, RecurrenceRule, WeekdayNum
from bulletin.translatable import gettext as _

_FREQUENCIES = {
    "day": Frequency.DAILY,
    "week": Frequency.WEEKLY,
    "month": Frequency.MONTHLY,
    "year": Frequency.YEARLY,
}


def build_spec(parsed: ParsedRepeat) -> Spec:
    """The Spec of a repeat. Raises `RepeatRefused` when its parts contradict each other."""
    _check_bounds(parsed)
    if parsed.year_days:
        rule = _yearly_dates(parsed)
    elif parsed.unit == "year":
        rule = _yearly(parsed)
    elif parsed.unit == "month" or parsed.month_days or any(day.ordinal for day in parsed.weekdays):
        rule = _monthly(parsed)
    else:
        rule = _weekly_or_daily(parsed)
    return Spec(
        rule=canonical_rule(rule),
        time_from=parsed.time_from,
        time_to=parsed.time_to,
        is_end_open=parsed.is_end_open,
        except_days=tuple(sorted(set(parsed.except_days), key=lambda days: (days.first, days.last))),
    )


def _check_bounds(parsed: ParsedRepeat) -> None:
    if parsed.until is not None and parsed.count is not None:
        raise refuse(
            _("a last day and a number of times cannot both be said"),
            _("keep “until …” or “… times”, not both"),
        )
    if parsed.count is not None and not 1 <= parsed.count <= MOST_TIMES:
        hint = _("write a number from 1 to {most}, or leave it out", most=MOST_TIMES)
        raise refuse(_("{count} times is not possible", count=parsed.count), hint, REPEAT_OUT_OF_BOUNDS)
    if parsed.interval is not None and not 1 <= parsed.interval <= LARGEST_INTERVAL:
        hint = _("write a number from 1 to {most}", most=LARGEST_INTERVAL)
        raise refuse(
            _("every {interval} is not possible", interval=parsed.interval), hint, REPEAT_OUT_OF_BOUNDS
        )
    for number in parsed.month_days:
        if not 1 <= abs(number) <= 31:
            raise refuse(_("no month has a day {number}", number=abs(number)))
    if parsed.months and parsed.except_months:
        raise refuse(_("months are both named and left out"), _("keep one of the two"))


def _rule(
    parsed: ParsedRepeat,
    frequency: Frequency,
    *,
    by_day: Sequence[WeekdayNum] = (),
    by_month_day: Sequence[int] = (),
) -> RecurrenceRule:
    """A rule with the interval, months and end of the repeat."""
    months = tuple(parsed.months)
    if parsed.except_months:
        months = tuple(month for month in EVERY_MONTH if month not in parsed.except_months)
        if not months:
            raise refuse(_("every month is left out, so it never happens"))
    if parsed.except_weekdays and frequency is not Frequency.WEEKLY:
        raise refuse(
            _("weekdays can be left out of days and weeks only"), _("write it like “every day except Sunday”")
        )
    return RecurrenceRule(
        frequency=frequency,
        interval=parsed.interval or 1,
        by_day=tuple(by_day),
        by_month_day=tuple(by_month_day),
        by_month=months,
        until=parsed.until,
        count=parsed.count,
    )


def _yearly_dates(parsed: ParsedRepeat) -> RecurrenceRule:
    """`every year on 27 January`: each day of each month named, which must be all pairs of them."""
    if (
        parsed.unit not in ("", "year")
        or parsed.weekdays
        or parsed.month_days
        or parsed.months
        or parsed.except_months
    ):
        hint = _("write it like “every year on 27 January”")
        raise refuse(_("a day of the year is said together with something else"), hint)
    months = sorted({month for month, _ in parsed.year_days})
    numbers = sorted({number for _, number in parsed.year_days})
    if set(product(months, numbers)) != set(parsed.year_days):
        hint = _("put each into a line of its own that begins with “- ”")
        raise refuse(_("these days of the year do not fit into one repeat"), hint)
    for month, number in parsed.year_days:
        if not 1 <= number <= LONGEST_MONTH[month - 1]:
            raise refuse(_("this month never has a day {number}", number=number), _("check the day"))
    return _rule(replace(parsed, months=months), Frequency.YEARLY, by_month_day=numbers)


def _yearly(parsed: ParsedRepeat) -> RecurrenceRule:
    months = parsed.months or parsed.except_months
    counted = [day.ordinal != 0 for day in parsed.weekdays]
    if parsed.weekdays and parsed.month_days:
        raise _mixed()
    if parsed.month_days and not (parsed.of_month or months):
        raise _without_month(_("every year on 27 January"))
    if parsed.weekdays and not months and not (parsed.of_year and all(counted)):
        raise _without_month(_("every year on the second Monday in October"))
    if any(counted) and not all(counted):
        raise _mixed()
    return _rule(parsed, Frequency.YEARLY, by_day=parsed.weekdays, by_month_day=parsed.month_days)


def _without_month(example: str) -> RepeatRefused:
    return refuse(
        _("the month is missing"),
        _("write it like “{example}”", example=example),
        REPEAT_AMBIGUOUS,
        (example,),
    )


def _monthly(parsed: ParsedRepeat) -> RecurrenceRule:
    if parsed.unit not in ("", "month") or (parsed.weekdays and parsed.month_days):
        raise _mixed()
    plain = [day for day in parsed.weekdays if not day.ordinal]
    if plain and len(plain) < len(parsed.weekdays):
        raise _mixed()
    if plain:
        raise _uncounted(plain[0].weekday)
    if parsed.every_nth is not None and not parsed.of_month and not parsed.unit:
        raise _every_nth(parsed.every_nth, parsed.weekdays[0].weekday)
    if parsed.interval is not None and not parsed.unit:
        hint = _("write it like “every other month on the second Saturday”")
        raise refuse(_("it is not clear whether months or weeks are counted"), hint, REPEAT_AMBIGUOUS)
    if parsed.bare_number and not parsed.of_month and not parsed.unit:
        numbers = parsed.month_days
        hint = _("write it like “on the 28th of every month” or “6 times”")
        raise refuse(_("it is not clear what the number {numbers} counts", numbers=numbers[0]), hint)
    return _rule(parsed, Frequency.MONTHLY, by_day=parsed.weekdays, by_month_day=parsed.month_days)


def _uncounted(weekday: int) -> RepeatRefused:
    day = weekday_name(weekday)
    readings = (f"every {day}", f"first {day} of the month")
    return refuse(
        _("which {day} of the month is meant?", day=day), either(readings), REPEAT_AMBIGUOUS, readings
    )


def _every_nth(ordinal: int, weekday: int) -> RepeatRefused:
    """`every second Saturday` is every other one to some, the second of the month to others."""
    day = weekday_name(weekday)
    nth = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}.get(ordinal, "last")
    readings: tuple[str, ...] = (f"{nth} {day} of the month",)
    if ordinal == 2:
        readings = (f"every other {day}", *readings)
    elif ordinal > 2:
        readings = (f"every {ordinal} weeks on {day}", *readings)
    typed = f"every {nth} {day}"
    why = (
        _("“{text}” can be read in two ways", text=typed)
        if len(readings) > 1
        else _("“{text}” needs “of the month”", text=typed)
    )
    return refuse(why, either(readings), REPEAT_AMBIGUOUS, readings)


def _weekly_or_daily(parsed: ParsedRepeat) -> RecurrenceRule:
    weekdays = {day.weekday for day in parsed.weekdays}
    if parsed.of_month or parsed.of_year:
        raise _uncounted(min(weekdays, default=5))
    unit = parsed.unit or ("week" if weekdays else "")
    if not unit:
        raise refuse(_("it does not say on which days"))
    if unit == "day" and weekdays:
        raise refuse(_("days and weekdays are said together"), _("write the weekdays alone: “Tuesdays”"))
    if parsed.except_weekdays:
        if unit == "day" and parsed.interval in (None, 1):
            unit, weekdays = "week", set(range(7))
        weekdays -= set(parsed.except_weekdays)
        if unit != "week" or not weekdays:
            raise refuse(_("with these weekdays left out no clear repeat is left"))
    return _rule(parsed, _FREQUENCIES[unit], by_day=[WeekdayNum(day) for day in weekdays])


def _mixed() -> RepeatRefused:
    hint = _("put each into a line of its own that begins with “- ”")
    return refuse(_("different kinds of days do not fit into one repeat"), hint)
