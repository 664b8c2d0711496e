"""Rules → words. Whatever is written here is read back as the same rule by `parse_repeat`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Self

from bulletin.formats.dates.days import format_day_in_words, format_day_of_year
from bulletin.formats.dates.times import format_time_in_words
from bulletin.formats.repeat.rrule import format_rrule
from bulletin.formats.repeat.spec import LONGEST_MONTH, LONGEST_REPEAT, Spec, canonical_rule
from bulletin.model.place import DayRange
from bulletin.model.recurrence import EVERY_MONTH, Frequency, RecurrenceRule
from bulletin.translatable import Catalogue, Translatable
from bulletin.words import load_words
from bulletin.words.phrases import plural_rule

_MOST_DATES = 6
"""So many days of the year are named one by one."""

_WEEK = 7
_SHORTEST_RUN = 3
"""So many neighbouring weekdays are told by the first and the last."""


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
    phrase = _Phrase(rule, tag).sentence(spec, clock)
    too_long = len(phrase) > LONGEST_REPEAT
    return format_rrule(rule) if too_long and spec == Spec(spec.rule) else phrase


class RepeatInWords(Translatable):
    """A repeat as each language writes it."""

    __slots__ = ()

    def __new__(cls, repeat: Spec | RecurrenceRule) -> Self:
        return cls._made(format_repeat(repeat), repeat)

    def said_in(self, catalogue: Catalogue) -> str:
        return format_repeat(self._made_of[0], catalogue.language)


def tell_repeat(repeat: Spec | RecurrenceRule) -> str:
    """The repeat in words, in English and in the language of whoever reads it."""
    return RepeatInWords(repeat)


def is_sayable(rule: RecurrenceRule) -> bool:
    """Whether there are words for this rule; the odd ones (Friday the 13th) are RRULE only."""
    ordinals = {day.ordinal != 0 for day in rule.by_day}
    if rule.week_start is not None:
        return False
    if len(ordinals) > 1 or (rule.by_day and rule.by_month_day) or rule.by_month == EVERY_MONTH:
        return False
    if rule.frequency is Frequency.DAILY:
        return not rule.by_day and not rule.by_month_day
    if rule.frequency is Frequency.WEEKLY:
        return not rule.by_month_day and ordinals != {True}
    if rule.frequency is Frequency.MONTHLY:
        return ordinals != {False}
    return ordinals != {False} or bool(rule.by_month)


class _Phrase:
    """Says one rule with the words of one language."""

    def __init__(self, rule: RecurrenceRule, language: str) -> None:
        self.rule = rule
        self.language = language
        self.words = load_words(language, "recurrence")["write"]
        self.months = load_words(language, "dates")["months"]
        self.plural_form = plural_rule(language)

    def sentence(self, spec: Spec, clock: int) -> str:
        phrase = self._with_times(self._days(), spec, clock)
        phrase = self._with_months_and_exceptions(phrase, spec.except_days)
        if self.rule.until is not None:
            key = "until_after_dates" if spec.except_days else "until"
            phrase = self._say(key, what=phrase, date=format_day_in_words(self.rule.until, self.language))
        elif self.rule.count is not None:
            phrase = self._say("times", self.rule.count, what=phrase, n=self.rule.count)
        for apart, together in self.words.get("elisions", {}).items():
            phrase = phrase.replace(apart, together)
        return phrase

    def _days(self) -> str:
        match self.rule.frequency:
            case Frequency.DAILY:
                return self._every("every_day")
            case Frequency.WEEKLY:
                return self._weekly()
            case Frequency.MONTHLY:
                return self._monthly()
            case Frequency.YEARLY:
                return self._yearly()

    def _weekly(self) -> str:
        every, interval = self._every("every_week"), self.rule.interval
        if not self.rule.by_day:
            return every
        numbers = [day.weekday for day in self.rule.by_day]
        group = self.words["weekdays"].get(" ".join(map(str, numbers)))
        if len(numbers) == 1:
            return self._say("weekly_one", interval, every=every, day=group[0], days=group[1])
        if not group and interval == 1 and "weekday_run" in self.words and (run := _run_of(numbers)):
            first, last = (self.words["weekdays"][str(number)][0] for number in run)
            return self._say("weekday_run", first=first, last=last)
        days = group or self._weekday_list()
        two = "weekly_two" if len(numbers) == 2 and "weekly_two" in self.words else "weekly"
        return self._say(two, interval, every=every, days=days)

    def _monthly(self) -> str:
        every, interval = self._every("every_month"), self.rule.interval
        if self.rule.by_day:
            return self._say("monthly_weekday", interval, every=every, days=self._nth_weekdays())
        if self.rule.by_month_day:
            return self._say("monthly_day", interval, every=every, days=self._month_days())
        return every

    def _yearly(self) -> str:
        rule, every = self.rule, self._every("every_year")
        if dates := self._dates_of_year():
            return self._say("yearly_date", every=every, days=self._join(self._days_of_year(dates)))
        if rule.by_month_day:
            return self._say("yearly_day", every=every, days=self._month_days())
        if not rule.by_day:
            return every
        if not rule.by_day[0].ordinal:
            return self._say("yearly_weekdays", every=every, days=self._weekday_list())
        key = "yearly_weekday" if rule.by_month else "yearly_weekday_of_year"
        return self._say(key, every=every, days=self._nth_weekdays())

    def _dates_of_year(self) -> list[tuple[int, int]]:
        """The days of the year to name one by one; empty when they are too many or counted from the end."""
        dates = [(month, number) for month in self.rule.by_month for number in self.rule.by_month_day]
        are_few = len(dates) <= _MOST_DATES or len(_runs(dates)) <= _MOST_DATES
        return dates if are_few and all(1 <= day <= LONGEST_MONTH[month - 1] for month, day in dates) else []

    def _days_of_year(self, dates: Sequence[tuple[int, int]]) -> Iterator[str]:
        """`27 January`; three days and more in a row as `12–14 February`."""
        for month, first, last in _runs(dates):
            if last == first + 1 or last == first:
                numbers = range(first, last + 1)
                yield from (format_day_of_year(month, number, self.language) for number in numbers)
            else:
                whole = format_day_of_year(month, last, self.language)
                yield f"{self._first_of_run(month, first)}–{whole}"

    def _first_of_run(self, month: int, first: int) -> str:
        return format_day_of_year(month, first, self.language).partition(" ")[0]

    def _weekday_list(self) -> str:
        return self._join(self.words["weekdays"][str(day.weekday)][1] for day in self.rule.by_day)

    def _nth_weekdays(self) -> str:
        """`first and third Wednesday`, `first Monday and last Friday`."""
        by_weekday: dict[int, list[int]] = {}
        for day in self.rule.by_day:
            by_weekday.setdefault(day.weekday, []).append(day.ordinal)
        named = []
        for weekday, ordinals in sorted(by_weekday.items()):
            counted = self._join(self._ordinal(ordinal) for ordinal in sorted(ordinals, key=_from_start))
            name = self.words["weekdays"][str(weekday)][0]
            named.append(self._say("nth_weekday", ordinals=counted, weekday=name))
        return self._join(named)

    def _ordinal(self, ordinal: int) -> str:
        ordinals = self.words["ordinals"]
        named = ordinals.get(str(ordinal))
        return str(named or self._say("from_end", ordinal=ordinals[str(-ordinal)]))

    def _month_days(self) -> str:
        named = []
        for number in sorted(self.rule.by_month_day, key=_from_start):
            counted = self._say("day_numbers", abs(number), n=abs(number))
            key = "last_day" if number == -1 else "month_day" if number > 0 else "day_from_end"
            named.append(self._say(key, n=counted))
        return self._join(named)

    def _with_times(self, what: str, spec: Spec, clock: int) -> str:
        start, end = (
            time and format_time_in_words(time, self.language, clock)
            for time in (spec.time_from, spec.time_to)
        )
        key = "from_to" if start and end else "from" if start else "to" if end else ""
        return self._say(key, what=what, start=start, end=end) if key else what

    def _with_months_and_exceptions(self, what: str, except_days: Sequence[DayRange]) -> str:
        rule, excepted = self.rule, []
        is_yearly = rule.frequency is Frequency.YEARLY
        if rule.by_month and not (is_yearly and self._dates_of_year()):
            left_out = [month for month in EVERY_MONTH if month not in rule.by_month]
            if len(left_out) < len(rule.by_month):
                excepted = [self.months[str(month)][0] for month in left_out]
            else:
                months = self._join(self.months[str(month)][0] for month in rule.by_month)
                of_year = is_yearly and len(rule.by_month) == 1 and rule.by_day and "in_yearly" in self.words
                what = self._say("in_yearly" if of_year else "in", what=what, months=months)
        key = "except" if excepted or "except_days" not in self.words else "except_days"
        excepted += map(self._excepted_days, except_days)
        return self._say(key, what=what, months=self._join(excepted)) if excepted else what

    def _excepted_days(self, days: DayRange) -> str:
        first, last = (format_day_in_words(day, self.language) for day in (days.first, days.last))
        if first == last:
            return self._say("single_day", day=first) if "single_day" in self.words else first
        return self._say("day_range", first=first, last=last)

    def _every(self, key: str) -> str:
        return self._say(key, self.rule.interval, n=self.rule.interval)

    def _say(self, key: str, number: int | None = None, **values: object) -> str:
        """The words of `key`; with a `number` the form for just this one, else that of its plural (CLDR)."""
        form = self.words[key]
        if number is not None:
            form = form.get(str(number)) or form.get(self.plural_form(number)) or form["other"]
        return str(form).format(**values)

    def _join(self, parts: Iterable[str]) -> str:
        *listed, last = parts
        return f"{self.words['list'].join(listed)}{self.words['list_end']}{last}" if listed else last


def _runs(dates: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Month, first and last number of the days that follow each other within a month."""
    runs: list[tuple[int, int, int]] = []
    for month, number in dates:
        if runs and runs[-1][0] == month and runs[-1][2] + 1 == number:
            runs[-1] = (month, runs[-1][1], number)
        else:
            runs.append((month, number, number))
    return runs


def _from_start(number: int) -> tuple[bool, int]:
    return (number < 0, abs(number))


def _run_of(weekdays: Sequence[int]) -> tuple[int, int] | None:
    """The first and the last of three to six neighbouring weekdays (or of Friday to Monday); else None."""
    days = set(weekdays)
    if not _SHORTEST_RUN <= len(days) < _WEEK:
        return None
    firsts = [day for day in days if (day - 1) % _WEEK not in days]
    return (firsts[0], (firsts[0] + len(days) - 1) % _WEEK) if len(firsts) == 1 else None
