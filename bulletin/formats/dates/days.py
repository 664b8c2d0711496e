"""Days in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self

from bulletin.formats.dates.lexicon import (
    DATE_AMBIGUOUS,
    DATE_IMPOSSIBLE,
    DATE_TEMPLATE,
    DATE_UNREADABLE,
    WORD,
    DateRefused,
    DateWords,
    fold,
)
from bulletin.formats.dates.times import match_clock
from bulletin.translatable import Catalogue, Translatable, join, ngettext
from bulletin.translatable import gettext as _
from bulletin.words import load_words
from bulletin.words.dates import DateWriter
from bulletin.words.lists import join_words

FIRST_YEAR, LAST_YEAR = 1970, 2199

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
NUMERIC = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
_NUMBER = re.compile(r"\d+")
_LEAP_CYCLE = 8
_MONDAY = date(2027, 1, 4)
"""Any one."""


class Side(StrEnum):
    """On which side of another day a day without its year lies."""

    BEFORE = "before"
    AFTER = "after"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Beside:
    """A day beside which one without its year is read: `closes` before the start, `until` after it."""

    day: date
    side: Side = Side.AFTER

    def complete(self, month: int, number: int) -> date | None:
        """The day in the year that is meant; None where no year has it."""
        years = range(max(FIRST_YEAR, self.day.year - _LEAP_CYCLE), self.day.year + _LEAP_CYCLE + 1)
        days = [day for year in years if (day := _day_of(year, month, number))]
        if self.side is Side.BEFORE:
            days = [day for day in days if day <= self.day]
        elif self.side is Side.AFTER:
            days = [day for day in days if day >= self.day]
        return min(days, key=lambda day: abs((day - self.day).days), default=None)


def _day_of(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def match_date(
    text: str, position: int, words: DateWords, beside: Beside | None = None
) -> tuple[date, int] | DateRefused | None:
    """The day written at `position`, in digits or words, and where it ends; None when no day stands there.

    A DateRefused for a day that is ambiguous or does not exist. The weekday's name may stand before it. A day
    in words without its year is the one `beside` another, or refused.
    """
    if found := _ISO.match(text, position):
        year, _, month, day = found.groups()
        return _checked_day(int(year), int(month), int(day), found.end())
    if found := NUMERIC.match(text, position):
        return _match_numeric(found)
    named = WORD.match(text, position)
    if named and fold(named[0]) in words.weekdays:
        digits = _ISO.match(text, len(text) - len(text[named.end() :].lstrip(" ,.")))
        if digits:
            checked = _checked_day(int(digits[1]), int(digits[3]), int(digits[4]), digits.end())
            return _with_weekday(checked, words.weekdays[fold(named[0])])
    return _match_date_in_words(text, position, words, beside)


def format_day_in_words(day: date, language: str = "en") -> str:
    """`16 June 2027`, in a language that has words for dates (else English)."""
    words = load_words(language, "dates") or load_words("en", "dates")
    return str(words["date_in_words"]).format(
        day=format_day_of_year(day.month, day.day, language), year=day.year
    )


def format_day_of_year(month: int, day: int, language: str = "en") -> str:
    """`16 June`, `1er juin`: the same day in any year."""
    words = load_words(language, "dates") or load_words("en", "dates")
    number = words["first_day"] if day == 1 and "first_day" in words else day
    return str(words["day_in_words"]).format(day=number, month=words["months"][str(month)][0])


def tell_no_such_day(year: str, month: str, day: str) -> str:
    """What is said of a day that its month does not have."""
    return _("there is no day {year}-{month}-{day}", year=year, month=month, day=day)


def weekday_name(number: int) -> str:
    """The English name of a weekday, 0 for Monday."""
    return str(load_words("en", "dates")["weekdays"][str(number)][0])


class DayInWords(Translatable):
    """A day in one of the forms in which each language writes days: `weekday_day_month_year`, `month` …"""

    __slots__ = ()

    def __new__(cls, day: date, form: str) -> Self:
        return cls._made(DateWriter("en", "en").day(day, form), day, form)

    def said_in(self, catalogue: Catalogue) -> str:
        day, form = self._made_of
        return DateWriter(catalogue.language, catalogue.language).day(day, form)


def tell_day(day: date) -> str:
    """`day` with its weekday.

    >>> tell_day(date(2027, 1, 15))
    'Friday 15 January 2027'
    """
    return DayInWords(day, "weekday_day_month_year")


def tell_date(day: date) -> str:
    """`15 January 2027`."""
    return DayInWords(day, "day_month_year")


def tell_weekday(number: int) -> str:
    """The name of a weekday, 0 for Monday."""
    return DayInWords(_MONDAY + timedelta(days=number), "weekday")


def tell_month(number: int) -> str:
    """The name of a month, 1 for January."""
    return DayInWords(date(_MONDAY.year, number, 2), "month")


def tell_with_weekday(moment: date) -> str:
    """`Tuesday 2027-02-02`, with the time behind it where there is one."""
    digits = f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else f"{moment:%Y-%m-%d}"
    return join(" ", (tell_weekday(moment.weekday()), digits))


def tell_days(days: Iterable[date], most: int = 4) -> str:
    """The first `most` days with their weekdays, and how many more there are."""
    listed = sorted(set(days))
    named = [tell_day(day) for day in listed[:most]]
    if len(listed) > most:
        named.append(ngettext("{n} more", "{n} more", len(listed) - most))
    return join_words(named)


def _match_date_in_words(
    text: str, position: int, words: DateWords, beside: Beside | None
) -> tuple[date, int] | DateRefused | None:
    """`6 January 2027`, `January 6th, 2027`, `Wed 6 January 2027`; without a year `Jan 6`."""
    found = _DayParts(text, words, at=position, end=position)
    while found.at < len(text) and found.read_on():
        pass
    number, month, year = found.number, found.month, found.year
    if number is None or month is None:
        return None
    if year is not None:
        if len(year[0]) != 4:
            hint = _("write the year with four digits: 6 January 2027")
            return DateRefused(DATE_UNREADABLE.id, _("“{digits}” is no year", digits=year[0]), hint)
        return _with_weekday(_checked_day(int(year[0]), month, number, year.end()), found.weekday)
    if beside is not None and (day := beside.complete(month, number)) is not None:
        return _with_weekday((day, found.end), found.weekday)
    message = _("“{text}” has no year", text=text[position : found.end].strip())
    return DateRefused(DATE_UNREADABLE.id, message, _("add the year, for example 6 January 2027"))


@dataclass(slots=True)
class _DayParts:
    """The parts of a day in words, as they are read one after the other.

    Reading is `at` a place in the text; the day `end`s there, or before a small word ("of", "at") that may
    not belong to it.
    """

    text: str
    words: DateWords
    at: int
    end: int
    number: int | None = None
    month: int | None = None
    weekday: int | None = None
    year: re.Match[str] | None = None
    after_small: bool = False

    def read_on(self) -> bool:
        """Read the next part; False where the day is complete, or what stands there is none of it."""
        if self.text[self.at] in " ,." or (self.text[self.at] == "-" and self.number is not None):
            self.at += 1
            return True
        if digits := _NUMBER.match(self.text, self.at):
            return self._read_number(digits)
        word = WORD.match(self.text, self.at)
        return word is not None and self._read_word(word)

    def _read_number(self, digits: re.Match[str]) -> bool:
        if self.number is not None:
            if self.month is not None and not self._is_hour(digits[0]):
                self.year = digits
            return False
        if len(digits[0]) > 2:
            return False
        self.number, self.at = int(digits[0]), digits.end()
        suffix = WORD.match(self.text, self.at)
        if suffix and fold(suffix[0]) in self.words.suffixes:
            self.at = suffix.end()
        self.end, self.after_small = self.at, False
        return True

    def _is_hour(self, digits: str) -> bool:
        """Whether it is no year, as in `6 January at 10` or `6 January 10:30`."""
        if len(digits) == 4:
            return False
        is_after_at = self.after_small and len(digits) <= 2
        return is_after_at or match_clock(self.text, self.at, self.words) is not None

    def _read_word(self, word: re.Match[str]) -> bool:
        name = fold(word[0])
        if name in self.words.months and self.month is None:
            self.month = self.words.months[name]
        elif name in self.words.weekdays and (self.weekday, self.number, self.month) == (None, None, None):
            self.weekday = self.words.weekdays[name]
        elif name not in self.words.small:
            return False
        self.at = word.end()
        self.after_small = name in self.words.small
        if not self.after_small:
            self.end = self.at
        return True


def _with_weekday(
    checked: tuple[date, int] | DateRefused, weekday: int | None
) -> tuple[date, int] | DateRefused:
    """The day, refused when it is another day of the week than the one named."""
    if isinstance(checked, tuple) and weekday is not None and checked[0].weekday() != weekday:
        day, name = tell_date(checked[0]), tell_weekday(checked[0].weekday())
        message = _("{day} is a {weekday}", day=day, weekday=name)
        hint = _("check the day and the weekday, then write the date without the weekday")
        return DateRefused(DATE_IMPOSSIBLE.id, message, hint)
    return checked


def _checked_day(year: int, month: int, day: int, end: int) -> tuple[date, int] | DateRefused:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        hint = _("write the year of the event, like 2027")
        return DateRefused(DATE_IMPOSSIBLE.id, _("the year {year} cannot be meant", year=year), hint)
    try:
        return date(year, month, day), end
    except ValueError:
        message = tell_no_such_day(format(year, "04"), format(month, "02"), format(day, "02"))
        hint = _(
            "check the day and the month: the year comes first, like {example}",
            example=DATE_TEMPLATE,
        )
        return DateRefused(DATE_IMPOSSIBLE.id, message, hint)


def _match_numeric(found: re.Match[str]) -> tuple[date, int] | DateRefused:
    """Digits with the year last: 03/10/2027 is 3 October here and 10 March there; 13/02/2027 is one day."""
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    year += 2000 if year < 100 else 0
    days = []
    for month, day in ((second, first), (first, second)):
        checked = _checked_day(year, month, day, 0)
        if isinstance(checked, tuple) and checked[0] not in days:
            days.append(checked[0])
    if not days:
        hint = _("write the date like {example}", example=DATE_TEMPLATE)
        return DateRefused(DATE_IMPOSSIBLE.id, _("there is no day {day}", day=found[0]), hint)
    if len(days) == 1 and len(found[4]) == 4:
        return days[0], found.end()
    either = join_words([_("{day} ({in_words})", day=day, in_words=tell_date(day)) for day in days], "or")
    message = (
        _("“{found}” can be read in two ways", found=found[0])
        if len(days) > 1
        else _("“{found}” has its year last", found=found[0])
    )
    return DateRefused(
        DATE_AMBIGUOUS.id, message, _("write {readings}", readings=either), tuple(map(str, days))
    )
