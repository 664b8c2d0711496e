"""Durations and ranges of days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from bulletin.formats.dates.lexicon import DateWords, clean, date_words, fold
from bulletin.formats.dates.refusals import DURATION_UNREADABLE, LONGEST_TEXT, Refusal

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PART = re.compile(r"[\s,]*(\d{1,5}(?:[.,]\d{1,2})?)\s*([^\W\d_]*)\.?[\s,]*")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
_SCALE = {"minute": 1, "hour": 60, "day": 24 * 60, "week": 7 * 24 * 60}


def parse_duration(text: str, languages: Sequence[str] = ("en",)) -> timedelta | Refusal:
    """A length of time: `45 min`, `1 h 30`, `1h30`, `1:30`, `2 hours`, `1.5 hours`, `1 day`; a bare number is
    minutes. More than nothing, at most 366 days.
    """
    typed = clean(text)
    words = date_words(languages)
    minutes = _minutes(fold(typed), words) if 0 < len(typed) <= LONGEST_TEXT else None
    if minutes is None or not 0 < minutes <= 366 * 24 * 60 or minutes != int(minutes):
        return Refusal(
            DURATION_UNREADABLE.id,
            f"“{typed[:LONGEST_TEXT]}” is not a length of time that can be read",
            "write it like “45 min”, “1 h 30 min” or “2 days”",
        )
    return timedelta(minutes=int(minutes))


def format_duration(length: timedelta) -> str:
    """`45 min`, `1 h 30 min`, `2 days 3 h`; whole minutes."""
    minutes = length // timedelta(minutes=1)
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{days} day" if days == 1 else f"{days} days"] if days else []
    parts += [f"{hours} h"] if hours else []
    parts += [f"{minutes} min"] if minutes else []
    return " ".join(parts) or "0 min"


def _minutes(folded: str, words: DateWords) -> float | None:
    """The minutes of a duration; None when it cannot be read."""
    if clock := _CLOCK.fullmatch(folded):
        return int(clock[1]) * 60 + int(clock[2])
    total, at, before = 0.0, 0, ""
    while at < len(folded):
        found = _PART.match(folded, at)
        if found is None:
            return None
        unit = words.units.get(found[2], "")
        if not found[2]:
            unit = {"": "minute", "hour": "minute"}.get(before, "")
        if not unit or (before and _SCALE[unit] >= _SCALE[before]):
            return None
        total += float(found[1].replace(",", ".")) * _SCALE[unit]
        at, before = found.end(), unit
        if (join := _WORD.match(folded, at)) and join[0] in words.unit_joins:
            at = join.end()
    return total if before else None
