"""What a repeat said → its rule, or why it is none."""

from __future__ import annotations

from itertools import product

from bulletin.formats.repeat.parsed import Said
from bulletin.formats.repeat.spec import (
    EVERY_MONTH,
    LARGEST_INTERVAL,
    MOST_TIMES,
    REPEAT_AMBIGUOUS,
    REPEAT_OUT_OF_BOUNDS,
    REPEAT_UNREADABLE,
    Refused,
    Spec,
    canonical_rule,
    refuse,
)
from bulletin.model.recurrence import Frequency, RecurrenceRule, WeekdayNum
from bulletin.words import load_words

_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FREQUENCIES = {
    "day": Frequency.DAILY,
    "week": Frequency.WEEKLY,
    "month": Frequency.MONTHLY,
    "year": Frequency.YEARLY,
}


def build_spec(said: Said) -> Spec:
    """The Spec of what was said. Raises `Refused` when its parts contradict each other."""
    _check_bounds(said)
    if said.year_days:
        rule = _yearly_dates(said)
    elif said.unit == "year":
        rule = _yearly(said)
    elif said.unit == "month" or said.month_days or any(day.ordinal for day in said.weekdays):
        rule = _monthly(said)
    else:
        rule = _weekly_or_daily(said)
    return Spec(
        rule=canonical_rule(rule),
        time_from=said.time_from,
        time_to=said.time_to,
        except_days=tuple(sorted(set(said.except_days), key=lambda days: (days.first, days.last))),
    )


def _check_bounds(said: Said) -> None:
    if said.until is not None and said.count is not None:
        raise refuse(
            REPEAT_UNREADABLE,
            "a last day and a number of times cannot both be said",
            "keep “until …” or “… times”, not both",
        )
    if said.count is not None and not 1 <= said.count <= MOST_TIMES:
        raise refuse(
            REPEAT_OUT_OF_BOUNDS,
            f"{said.count} times is not possible",
            f"write a number from 1 to {MOST_TIMES}, or leave it out",
        )
    if said.interval is not None and not 1 <= said.interval <= LARGEST_INTERVAL:
        raise refuse(
            REPEAT_OUT_OF_BOUNDS,
            f"every {said.interval} is not possible",
            f"write a number from 1 to {LARGEST_INTERVAL}",
        )
    for number in said.month_days:
        if not 1 <= abs(number) <= 31:
            raise refuse(REPEAT_UNREADABLE, f"no month has a day {abs(number)}")
    if said.months and said.except_months:
        raise refuse(REPEAT_UNREADABLE, "months are both named and left out", "keep one of the two")


def _rule(
    said: Said, frequency: Frequency, **days: tuple[WeekdayNum, ...] | tuple[int, ...]
) -> RecurrenceRule:
    """A rule with the interval, months and end that were said."""
    months = tuple(said.months)
    if said.except_months:
        months = tuple(month for month in EVERY_MONTH if month not in said.except_months)
        if not months:
            raise refuse(REPEAT_UNREADABLE, "every month is left out, so it never happens")
    by_day: tuple[WeekdayNum, ...] = days.get("by_day", ())  # type: ignore[assignment]
    by_month_day: tuple[int, ...] = days.get("by_month_day", ())  # type: ignore[assignment]
    if said.except_weekdays and frequency is not Frequency.WEEKLY:
        raise refuse(
            REPEAT_UNREADABLE,
            "weekdays can be left out of days and weeks only",
            "write it like “every day except Sunday”",
        )
    return RecurrenceRule(
        frequency=frequency,
        interval=said.interval or 1,
        by_day=by_day,
        by_month_day=by_month_day,
        by_month=months,
        until=said.until,
        count=said.count,
    )


def _yearly_dates(said: Said) -> RecurrenceRule:
    """`every year on 27 January`: each day of each month named, which must be all pairs of them."""
    if said.unit not in ("", "year") or said.weekdays or said.month_days or said.months or said.except_months:
        raise refuse(
            REPEAT_UNREADABLE,
            "a day of the year is said together with something else",
            "write it like “every year on 27 January”",
        )
    months = sorted({month for month, _ in said.year_days})
    numbers = sorted({number for _, number in said.year_days})
    if set(product(months, numbers)) != set(said.year_days):
        raise refuse(
            REPEAT_UNREADABLE,
            "these days of the year do not fit into one repeat",
            "put each into a line of its own that begins with “- ”",
        )
    for month, number in said.year_days:
        if not 1 <= number <= _LONGEST_MONTH[month - 1]:
            raise refuse(REPEAT_UNREADABLE, f"this month never has a day {number}", "check the day")
    said.months = months
    return _rule(said, Frequency.YEARLY, by_month_day=tuple(numbers))


def _yearly(said: Said) -> RecurrenceRule:
    months = said.months or said.except_months
    counted = [day.ordinal != 0 for day in said.weekdays]
    if said.weekdays and said.month_days:
        raise _mixed()
    if said.month_days and not (said.of_month or months):
        raise refuse(
            REPEAT_AMBIGUOUS,
            "the month is missing",
            "write it like “every year on 27 January”",
            ("every year on 27 January",),
        )
    if said.weekdays and not months and not (said.of_year and all(counted)):
        raise refuse(
            REPEAT_AMBIGUOUS,
            "the month is missing",
            "write it like “every year on the second Monday in October”",
            ("every year on the second Monday in October",),
        )
    if any(counted) and not all(counted):
        raise _mixed()
    return _rule(said, Frequency.YEARLY, by_day=tuple(said.weekdays), by_month_day=tuple(said.month_days))


def _monthly(said: Said) -> RecurrenceRule:
    if said.unit not in ("", "month") or (said.weekdays and said.month_days):
        raise _mixed()
    plain = [day for day in said.weekdays if not day.ordinal]
    if plain and len(plain) < len(said.weekdays):
        raise _mixed()
    if plain:
        day = _name(plain[0].weekday)
        readings = (f"every {day}", f"first {day} of the month")
        raise refuse(REPEAT_AMBIGUOUS, f"which {day} of the month is meant?", _either(readings), readings)
    if said.every_nth and not said.of_month and not said.unit:
        raise _every_nth(said)
    if said.interval is not None and not said.unit:
        raise refuse(
            REPEAT_AMBIGUOUS,
            "it is not clear whether months or weeks are counted",
            "write it like “every other month on the second Saturday”",
        )
    if said.bare_number and not said.of_month and not said.unit:
        numbers = said.month_days
        raise refuse(
            REPEAT_UNREADABLE,
            f"it is not clear what the number {numbers[0]} counts",
            "write it like “on the 28th of every month” or “6 times”",
        )
    return _rule(said, Frequency.MONTHLY, by_day=tuple(said.weekdays), by_month_day=tuple(said.month_days))


def _every_nth(said: Said) -> Refused:
    """`every second Saturday` is every other one to some, the second of the month to others."""
    assert said.every_nth is not None
    ordinal = said.every_nth[0]
    day = _name(said.weekdays[0].weekday)
    nth = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}.get(ordinal, "last")
    readings: tuple[str, ...] = (f"{nth} {day} of the month",)
    if ordinal == 2:
        readings = (f"every other {day}", *readings)
    elif ordinal > 2:
        readings = (f"every {ordinal} weeks on {day}", *readings)
    told = "can be read in two ways" if len(readings) > 1 else "needs “of the month”"
    return refuse(REPEAT_AMBIGUOUS, f"“every {nth} {day}” {told}", _either(readings), readings)


def _weekly_or_daily(said: Said) -> RecurrenceRule:
    weekdays = {day.weekday for day in said.weekdays}
    if said.of_month or said.of_year:
        day = _name(min(weekdays)) if weekdays else "Saturday"
        readings = (f"every {day}", f"first {day} of the month")
        raise refuse(REPEAT_AMBIGUOUS, f"which {day} of the month is meant?", _either(readings), readings)
    unit = said.unit or ("week" if weekdays else "")
    if not unit:
        raise refuse(REPEAT_UNREADABLE, "it does not say on which days")
    if unit == "day" and weekdays:
        raise refuse(
            REPEAT_UNREADABLE, "days and weekdays are said together", "write the weekdays alone: “Tuesdays”"
        )
    if said.except_weekdays:
        if unit == "day" and said.interval in (None, 1):
            unit, weekdays = "week", set(range(7))
        weekdays -= set(said.except_weekdays)
        if unit != "week" or not weekdays:
            raise refuse(REPEAT_UNREADABLE, "with these weekdays left out no clear repeat is left")
    return _rule(said, _FREQUENCIES[unit], by_day=tuple(WeekdayNum(day) for day in weekdays))


def _either(readings: tuple[str, ...]) -> str:
    return "write " + " or ".join(f"“{reading}”" for reading in readings)


def _mixed() -> Refused:
    return refuse(
        REPEAT_UNREADABLE,
        "different kinds of days do not fit into one repeat",
        "put each into a line of its own that begins with “- ”",
    )


def _name(weekday: int) -> str:
    return str(load_words("en", "dates")["weekdays"][str(weekday)][0])
