"""The words of dates and times of some languages together, and how texts are compared with them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cache

from bulletin.words import load_words

_DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-", "\u2019": "'"})


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


def clean(text: str) -> str:
    return " ".join(text.translate(_DASHES).split())


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
