"""Days as people say them who act on them the same day: `tonight`, `tomorrow 14:00`, `Thursday`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bulletin.formats.dates.days import Beside
from bulletin.formats.dates.lexicon import DateRefused, fold
from bulletin.formats.dates.moments import Moment, parse_moment
from bulletin.words import load_words

_WEEK = 7


def parse_said(
    text: str, today: date, languages: Sequence[str] = ("en",), beside: Beside | None = None
) -> Moment | DateRefused:
    """A day, a day with a time, or a time alone, as it is meant on the day `today`.

    Whatever `parse_moment` reads, and words for today, tomorrow and the coming days of the week, with a time
    behind them or without. A day without its year is the next such one, or the one `beside` another.
    """
    read = parse_moment(text, languages, beside or Beside(today))
    if isinstance(read, DateRefused):
        for word, day in _days_said(today, languages):
            if found := re.match(rf"{re.escape(word)}(?!\w)[\s,]*", fold(text)):
                said = parse_moment(f"{day} {fold(text)[found.end() :]}".strip(), languages)
                return read if isinstance(said, DateRefused) else said
    return read


def _days_said(today: date, languages: Sequence[str]) -> Iterator[tuple[str, date]]:
    """Words for days near, the longest first, with the days they mean."""
    found: dict[str, date] = {}
    for words in (load_words(language, "dates") for language in dict.fromkeys(("en", *languages))):
        for number, forms in words.get("weekdays", {}).items():
            day = today + timedelta(days=(int(number) - today.weekday()) % _WEEK)
            found |= dict.fromkeys(map(fold, forms), day)
        found |= dict.fromkeys(map(fold, words.get("today", ())), today)
        found |= dict.fromkeys(map(fold, words.get("tomorrow", ())), today + timedelta(days=1))
    yield from sorted(found.items(), key=lambda pair: -len(pair[0]))
