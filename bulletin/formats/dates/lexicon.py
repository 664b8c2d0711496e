"""The words of dates and times in some languages together, and why a date or a time is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cache
from types import MappingProxyType

from bulletin.problems import Rule, Severity
from bulletin.translatable import gettext as _
from bulletin.words import load_words

_DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-", "\u2019": "'"})

LONGEST_TEXT = 100
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
"""Letters, and an apostrophe between them."""
DATE_TEMPLATE = _("2027-01-06 or 6 January 2027")

DATE_UNREADABLE = Rule(
    "date-unreadable",
    Severity.ERROR,
    "A date or time must be written in a form that can be read.",
    corrected=True,
)
DATE_AMBIGUOUS = Rule(
    "date-ambiguous", Severity.ERROR, "A date must have one reading only: year first, or the month in words."
)
DATE_IMPOSSIBLE = Rule("date-impossible", Severity.ERROR, "A date and a time must exist.")
TIME_OFFSET = Rule(
    "time-offset", Severity.ERROR, "Times are local times; the zone is told in `timezone`, not in the time."
)
DURATION_UNREADABLE = Rule(
    "duration-unreadable",
    Severity.ERROR,
    "A duration must be readable, longer than nothing and at most a year.",
)

REFUSAL_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.id: rule
        for rule in (DATE_UNREADABLE, DATE_AMBIGUOUS, DATE_IMPOSSIBLE, TIME_OFFSET, DURATION_UNREADABLE)
    }
)


@dataclass(frozen=True, slots=True)
class DateRefused:
    """Why a text was not read. `rule` is the id of one of `REFUSAL_RULES`.

    `readings` are texts to type instead: each is read without a question. `hint` says it in a sentence.
    `field` names the field of a map it stands in, where there is one.
    """

    rule: str
    message: str
    hint: str = ""
    readings: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of some languages together, folded: what a name means, whatever language it is in."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    small: frozenset[str]
    suffixes: frozenset[str]
    clock: Mapping[str, time]
    halves: Mapping[str, str]
    units: Mapping[str, str]
    unit_joins: frozenset[str]
    ranges: tuple[str, ...]
    range_starts: tuple[str, ...]


def fold(text: str) -> str:
    """Lower case without accents, dashes and apostrophes plain, runs of blanks as one: for comparing."""
    if text.isascii():
        return " ".join(text.casefold().split())
    spread = unicodedata.normalize("NFKD", text.translate(_DASHES))
    plain = "".join(char for char in spread if not unicodedata.combining(char))
    return " ".join(plain.casefold().split())


_IN_DIGITS = re.compile(
    r"(?:TZID=(?P<zone>[A-Za-z_+-]+(?:/[A-Za-z_+-]+)*):)?\b(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])"
    r"(?P<day>0[1-9]|[12]\d|3[01])(?:T(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?(?P<utc>Z)?)?\b"
)


def clean(text: str) -> str:
    """With single blanks and hyphens, "at" for @, and the date-times of calendar files written apart."""
    joined = " ".join("at" if word == "@" else word for word in text.translate(_DASHES).split())
    return _IN_DIGITS.sub(_in_parts, joined)


def _in_parts(found: re.Match[str]) -> str:
    """`TZID=America/Toronto:20270106T101500` as `2027-01-06T10:15:00 America/Toronto`."""
    day = f"{found['year']}-{found['month']}-{found['day']}"
    if not found["hour"]:
        return day
    clock = ":".join(filter(None, (found["hour"], found["minute"], found["second"])))
    return f"{day}T{clock}{found['utc'] or ''}{(found['zone'] and ' ' + found['zone']) or ''}"


def date_words(languages: Sequence[str]) -> DateWords:
    """The words of English and of these languages, for `match_date` and `match_time`."""
    return _words_of(tuple(dict.fromkeys(("en", *languages))))


@cache
def _words_of(languages: tuple[str, ...]) -> DateWords:
    maps = [load_words(language, "dates") for language in languages]
    maps = [words for words in maps if words]

    def every(key: str) -> list[str]:
        """The forms with their accents and without."""
        forms = [form for words in maps for form in words.get(key, ())]
        return list(dict.fromkeys([*map(str.casefold, forms), *map(fold, forms)]))

    def named(key: str) -> dict[str, str]:
        return {
            fold(form): value
            for words in reversed(maps)
            for value, forms in words.get(key, {}).items()
            for form in forms
        }

    clock = dict.fromkeys(every("noon"), time(12)) | dict.fromkeys(every("midnight"), time(0))
    halves = dict.fromkeys(every("am"), "am") | dict.fromkeys(every("pm"), "pm")
    return DateWords(
        months={name: int(number) for name, number in named("months").items()},
        weekdays={name: int(number) for name, number in named("weekdays").items()},
        small=frozenset(every("small_words")),
        suffixes=frozenset(every("day_suffixes")),
        clock=dict(sorted(clock.items(), key=lambda item: -len(item[0]))),
        halves=dict(sorted(halves.items(), key=lambda item: -len(item[0]))),
        units=named("units"),
        unit_joins=frozenset(every("unit_joins")),
        ranges=tuple(every("range")),
        range_starts=tuple(every("range_start")),
    )
