"""Days, times and lists in words, as a language and a board's locale write them (by Babel).

Patterns are data (`words/<language>/phrases.yaml`); month and weekday names come from the CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list

from bulletin.words.phrases import Phrases, direction, isolate, phrases_in

__all__ = ["DateWriter", "babel_locale", "capital", "direction", "own_name"]

_DAY_NUMBER = re.compile(r"(?<!d)d(?!d)")
"""In a pattern of the CLDR, the day of the month."""

_HALF_A_YEAR = 180
"""Days from today within which a day of another year is written without its year."""


@lru_cache(maxsize=64)
def babel_locale(tag: str) -> Locale:
    """The CLDR locale of a BCP 47 tag, or the nearest one that exists; English where there is none.

    Cached: Babel parses the tag anew for every day and amount it formats.
    """
    parts = tag.replace("_", "-").split("-")
    while parts:
        try:
            return Locale.parse("-".join(parts), sep="-")
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return Locale.parse("en")


@lru_cache(maxsize=20_000)
def _format_day(language: str, locale: str, day: date, form: str) -> str:
    """Cached: formatting by Babel, and the same days stand on most pages of a board."""
    phrases = phrases_in(language)
    pattern = phrases(f"date.{form}")
    if day.day == 1:
        pattern = _DAY_NUMBER.sub(phrases("date.first_of_month"), pattern)
    return format_date(day, pattern, locale=babel_locale(locale))


@lru_cache(maxsize=4_000)
def _format_times(language: str, clock: int, start: time, end: time) -> str:
    """Cached: a board has a few hundred pairs of times, each on every date of a series."""
    first, last = _format_time(language, clock, start), _format_time(language, clock, end)
    return phrases_in(language)("time.range", start=first, end=last)


@lru_cache(maxsize=2_000)
def _format_time(language: str, clock: int, at: time) -> str:
    """Cached: a day has 1,440 times, and a board a few dozen of them on thousands of dates."""
    phrases = phrases_in(language)
    if clock == 12:
        key = "time.12_am" if at.hour < 12 else "time.12_pm"
        full = "" if at.minute else "_full_hour"
        return phrases(f"{key}{full}", h=at.hour, h12=at.hour % 12 or 12, mm=f"{at.minute:02}")
    return phrases("time.24" if at.minute else "time.24_full_hour", h=at.hour, mm=f"{at.minute:02}")


@dataclass(frozen=True, slots=True)
class DateWriter:
    """Writes days and times for one language of one board.

    `locale` is the BCP 47 tag of the board's locale for that language, `clock` 24 or 12.
    """

    language: str
    locale: str
    clock: int = 24

    @property
    def say(self) -> Phrases:
        return phrases_in(self.language)

    def day(self, day: date, form: str) -> str:
        """The day in one of the forms of the phrases: `weekday_day_month`, `day_month`, `month_year` …"""
        return _format_day(self.language, self.locale, day, form)

    def near_day(self, day: date, today: date, form: str = "weekday_day_month") -> str:
        """The day, with its year unless it is this one or the coming half year."""
        far = day.year != today.year and abs((day - today).days) > _HALF_A_YEAR
        with_year = far and self.say.has(f"date.{form}_year")
        return self.day(day, f"{form}_year" if with_year else form)

    def time(self, moment: time | datetime) -> str:
        """`18:00`, `9:30`; `6:00 pm` by a 12-hour clock."""
        at = moment if isinstance(moment, time) else moment.time()
        return _format_time(self.language, self.clock, at)

    def times(self, start: datetime, end: datetime) -> str:
        """`18:00 – 19:30`; one time when nothing lies between."""
        if start == end:
            return self.time(start)
        return _format_times(self.language, self.clock, start.time(), end.time())

    def days(self, first: date, last: date, today: date) -> str:
        """`15 January – 28 February`, `15 – 21 January`."""
        ends = self.near_day(last, today, "day_month")
        if first == last:
            return ends
        in_one_month = (first.year, first.month) == (last.year, last.month)
        begins = self.day(first, "day") if in_one_month else self.near_day(first, today, "day_month")
        return self.say("time.span", first=begins, last=ends)

    def listed(self, items: Iterable[str]) -> str:
        """`a, b and c`, as the locale joins them (CLDR); of what would turn round each in its own order."""
        words = list(items)
        if len(words) < 2:
            return "".join(words)
        if direction(self.language) == "rtl":
            words = [isolate(word) for word in words]
        return format_list(words, locale=babel_locale(self.locale))

    def row_days(self, first: date, last: date, today: date) -> str:
        """`Fri 15 January`, `Fri 15 – Sun 17 January`; with the year where it is not this one."""
        form = "short_weekday_day_month" if last.year == today.year else "short_weekday_day_month_year"
        ends = self.day(last, form)
        if first == last:
            return ends
        if (first.year, first.month) == (last.year, last.month):
            begins = self.day(first, "short_weekday_day")
        else:
            begins = self.row_days(first, first, today)
        return self.say("time.span", first=begins, last=ends)

    def language_name(self, tag: str) -> str:
        """The name of a language within a sentence of this one; the tag itself where there is no name.

        The phrases' own (`language.cr`) comes before that of the CLDR.
        """
        own = self.say.own.get(f"language.{tag}")
        if isinstance(own, str):
            return own
        languages = babel_locale(self.locale).languages
        return str(languages.get(tag.replace("-", "_")) or languages.get(tag.split("-")[0]) or tag)


_OWN_NAMES = {"cr": "ᓀᐦᐃᔭᐍᐏᐣ", "oj": "Anishinaabemowin"}
"""Of languages the CLDR does not describe."""


def capital(text: str) -> str:
    """`text` as a heading or an entry of a list begins: French writes its months and languages small."""
    return text[:1].upper() + text[1:]


def own_name(tag: str) -> str:
    """A language's name in itself: English, Français, العربية."""
    locale = babel_locale(tag)
    if locale.language != tag.split("-")[0]:
        return str(phrases_in(tag).own.get("language.own") or _OWN_NAMES.get(tag, tag))
    name = locale.languages.get(locale.language, "")
    return capital(name) if name else _OWN_NAMES.get(tag, tag)
