"""Rules → words. Whatever is written here is read back as the same rule by `parse_repeat`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from typing import Any

from bulletin.formats.dates import format_day_in_words, format_day_of_year, format_time_in_words
from bulletin.formats.repeat.rrule import format_rrule
from bulletin.formats.repeat.spec import EVERY_MONTH, LONGEST_REPEAT, Spec, canonical_rule
from bulletin.model.place import DayRange
from bulletin.model.recurrence import Frequency, RecurrenceRule, WeekdayNum
from bulletin.words import load_words
from bulletin.words.phrases import plural_rule

_MOST_DATES = 6
"""So many days of the year are named one by one."""


def format_repeat(repeat: Spec | RecurrenceRule, language: str = "en", clock: int = 24) -> str:
    """The repeat in words, or as an RRULE value where `is_sayable` says there are no words for it.

    `clock` is 24 or 12. Of a Spec its times and the dates to leave out are written too, but neither its
    calendars nor its key. A language without words for repeats gets English. A rule alone whose words
    would be too long to be read back is an RRULE value as well.
    """
    spec = repeat if isinstance(repeat, Spec) else Spec(repeat)
    rule = canonical_rule(spec.rule)
    if not is_sayable(rule):
        return format_rrule(rule)
    tag = language if "write" in load_words(language, "recurrence") else "en"
    words = _words_of(tag)
    phrase = _sentence(spec, rule, words, tag, clock)
    for apart, together in words.get("elisions", {}).items():
        phrase = phrase.replace(apart, together)
    too_long = len(phrase) > LONGEST_REPEAT
    return format_rrule(rule) if too_long and spec == Spec(spec.rule) else phrase


def _words_of(language: str) -> Mapping[str, Any]:
    return {**load_words(language, "recurrence")["write"], "plural_form": plural_rule(language)}


def _sentence(spec: Spec, rule: RecurrenceRule, words: Mapping[str, Any], language: str, clock: int) -> str:
    phrase = _times_of_day(_days(rule, words, language), spec, words, language, clock)
    phrase = _months_and_exceptions(phrase, rule, spec.except_days, words, language)
    if rule.until is not None:
        template = words["until_after_dates" if spec.except_days else "until"]
        return _fill(template, what=phrase, date=format_day_in_words(rule.until, language))
    if rule.count is not None:
        return _fill(_plural(words, "times", rule.count), what=phrase, n=rule.count)
    return phrase


def is_sayable(rule: RecurrenceRule) -> bool:
    """Whether there are words for this rule; the odd ones (Friday the 13th) are RRULE only."""
    ordinals = {day.ordinal != 0 for day in rule.by_day}
    if len(ordinals) > 1 or (rule.by_day and rule.by_month_day) or rule.by_month == EVERY_MONTH:
        return False
    if rule.frequency is Frequency.DAILY:
        return not rule.by_day and not rule.by_month_day
    if rule.frequency is Frequency.WEEKLY:
        return not rule.by_month_day and ordinals != {True}
    if rule.frequency is Frequency.MONTHLY:
        return ordinals != {False}
    return ordinals != {False} or bool(rule.by_month)


def _days(rule: RecurrenceRule, words: Mapping[str, Any], language: str) -> str:
    if rule.frequency is Frequency.DAILY:
        return _every(words, "every_day", rule)
    if rule.frequency is Frequency.WEEKLY:
        return _weekly(rule, words)
    if rule.frequency is Frequency.MONTHLY:
        return _monthly(rule, words)
    return _yearly(rule, words, language)


def _weekly(rule: RecurrenceRule, words: Mapping[str, Any]) -> str:
    every = _every(words, "every_week", rule)
    if not rule.by_day:
        return every
    numbers = [day.weekday for day in rule.by_day]
    group = words["weekdays"].get(" ".join(map(str, numbers)))
    if len(numbers) == 1:
        day, days = group
        return _fill(_plural(words, "weekly_one", rule.interval), every=every, day=day, days=days)
    days = group or _join((words["weekdays"][str(number)][1] for number in numbers), words)
    two = "weekly_two" if len(numbers) == 2 and "weekly_two" in words else "weekly"
    return _fill(_plural(words, two, rule.interval), every=every, days=days)


def _monthly(rule: RecurrenceRule, words: Mapping[str, Any]) -> str:
    every = _every(words, "every_month", rule)
    if rule.by_day:
        days = _nth_weekdays(rule.by_day, words)
        return _fill(_plural(words, "monthly_weekday", rule.interval), every=every, days=days)
    if rule.by_month_day:
        days = _month_days(rule.by_month_day, words)
        return _fill(_plural(words, "monthly_day", rule.interval), every=every, days=days)
    return every


def _yearly(rule: RecurrenceRule, words: Mapping[str, Any], language: str) -> str:
    every = _every(words, "every_year", rule)
    if rule.by_month_day:
        if dates := _dates_of_year(rule):
            named = (format_day_of_year(month, number, language) for month, number in dates)
            return _fill(words["yearly_date"], every=every, days=_join(named, words))
        return _fill(words["yearly_day"], every=every, days=_month_days(rule.by_month_day, words))
    if not rule.by_day:
        return every
    if not rule.by_day[0].ordinal:
        days = _join((words["weekdays"][str(day.weekday)][1] for day in rule.by_day), words)
        return _fill(words["yearly_weekdays"], every=every, days=days)
    template = words["yearly_weekday" if rule.by_month else "yearly_weekday_of_year"]
    return _fill(template, every=every, days=_nth_weekdays(rule.by_day, words))


def _dates_of_year(rule: RecurrenceRule) -> list[tuple[int, int]]:
    """The days of the year to name one by one; empty when they are too many or counted from the end."""
    dates = [(month, number) for month in rule.by_month for number in rule.by_month_day]
    if len(dates) > _MOST_DATES or any(not _in_month(month, number) for month, number in dates):
        return []
    return dates


def _in_month(month: int, number: int) -> bool:
    return 1 <= number <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def _nth_weekdays(days: Sequence[WeekdayNum], words: Mapping[str, Any]) -> str:
    """`first and third Wednesday`, `first Monday and last Friday`."""
    by_weekday: dict[int, list[int]] = {}
    for day in days:
        by_weekday.setdefault(day.weekday, []).append(day.ordinal)
    named = []
    for weekday, ordinals in sorted(by_weekday.items()):
        counted = _join((_ordinal(ordinal, words) for ordinal in sorted(ordinals, key=_from_start)), words)
        name = words["weekdays"][str(weekday)][0]
        named.append(_fill(words["nth_weekday"], ordinals=counted, weekday=name))
    return _join(named, words)


def _ordinal(ordinal: int, words: Mapping[str, Any]) -> str:
    named = words["ordinals"].get(str(ordinal))
    return str(named or _fill(words["from_end"], ordinal=words["ordinals"][str(-ordinal)]))


def _month_days(numbers: Sequence[int], words: Mapping[str, Any]) -> str:
    named = []
    for number in sorted(numbers, key=_from_start):
        counted = _fill(_plural(words, "day_numbers", abs(number)), n=abs(number))
        if number == -1:
            named.append(words["last_day"])
        else:
            named.append(_fill(words["month_day" if number > 0 else "day_from_end"], n=counted))
    return _join(named, words)


def _from_start(number: int) -> tuple[bool, int]:
    return (number < 0, abs(number))


def _times_of_day(what: str, spec: Spec, words: Mapping[str, Any], language: str, clock: int) -> str:
    def written(value: time) -> str:
        return format_time_in_words(value, language, clock)

    if spec.time_from is not None and spec.time_to is not None:
        return _fill(words["from_to"], what=what, start=written(spec.time_from), end=written(spec.time_to))
    if spec.time_from is not None:
        return _fill(words["from"], what=what, start=written(spec.time_from))
    if spec.time_to is not None:
        return _fill(words["to"], what=what, end=written(spec.time_to))
    return what


def _months_and_exceptions(
    what: str, rule: RecurrenceRule, except_days: Sequence[DayRange], words: Mapping[str, Any], language: str
) -> str:
    names = load_words(language, "dates")["months"]
    named_already = rule.frequency is Frequency.YEARLY and rule.by_month_day and _dates_of_year(rule)
    excepted: list[str] = []
    if rule.by_month and not named_already:
        left_out = [month for month in EVERY_MONTH if month not in rule.by_month]
        if len(left_out) < len(rule.by_month):
            excepted = [names[str(month)][0] for month in left_out]
        else:
            months = _join((names[str(month)][0] for month in rule.by_month), words)
            yearly = rule.frequency is Frequency.YEARLY and len(rule.by_month) == 1 and bool(rule.by_day)
            template = words.get("in_yearly", words["in"]) if yearly else words["in"]
            what = _fill(template, what=what, months=months)
    template = words["except"] if excepted else words.get("except_days", words["except"])
    excepted += [_days_in_words(days, words, language) for days in except_days]
    return _fill(template, what=what, months=_join(excepted, words)) if excepted else what


def _days_in_words(days: DayRange, words: Mapping[str, Any], language: str) -> str:
    first = format_day_in_words(days.first, language)
    if days.first == days.last:
        return _fill(words.get("single_day", "{day}"), day=first)
    return _fill(words["day_range"], first=first, last=format_day_in_words(days.last, language))


def _every(words: Mapping[str, Any], key: str, rule: RecurrenceRule) -> str:
    return _fill(_plural(words, key, rule.interval), n=rule.interval)


def _plural(words: Mapping[str, Any], key: str, number: int) -> str:
    """The form for just this number, else the one of its plural (CLDR), else the other."""
    forms: Mapping[str, str] = words[key]
    return forms.get(str(number)) or forms.get(words["plural_form"](number)) or forms["other"]


def _join(parts: Iterable[str], words: Mapping[str, Any]) -> str:
    listed = list(parts)
    if len(listed) < 2:
        return "".join(listed)
    return str(words["list"]).join(listed[:-1]) + str(words["list_end"]) + listed[-1]


def _fill(template: str, **values: object) -> str:
    return str(template).format(**values)
