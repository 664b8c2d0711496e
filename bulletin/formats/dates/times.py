"""Times of day and lengths of time, in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import time, timedelta
from typing import TypeVar

from bulletin.formats.dates.lexicon import (
    DATE_AMBIGUOUS,
    DATE_IMPOSSIBLE,
    DATE_UNREADABLE,
    DURATION_UNREADABLE,
    LONGEST_TEXT,
    TIME_OFFSET,
    DateRefused,
    DateWords,
    clean,
    date_words,
    fold,
)
from bulletin.words import load_words

_T = TypeVar("_T")
_CLOCK = re.compile(r"(\d{1,2})(?:\s?[h:.]\s?(\d{2}))?(?::(\d{2})(?:\.0+)?)?(?!\d)", re.IGNORECASE)
_HOUR_H = re.compile(r"(\d{1,2})\s?h(?![^\W_])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ZONE = re.compile(
    r"\(?(?:z|utc|gmt|[a-z]{1,3}[sd]?t|[a-z]+/[a-z_/]+)?\)?(?:[+-]\d{1,2}(?::?\d{2})?)?", re.IGNORECASE
)
_PART = re.compile(r"[\s,]*(\d{1,5}(?:[.,]\d{1,2})?)\s*([^\W\d_]*)\.?[\s,]*")
_HOURS_AND_MINUTES = re.compile(r"(\d{1,3}):([0-5]\d)")
_SCALE = {"minute": 1, "hour": 60, "day": 24 * 60, "week": 7 * 24 * 60}


def match_time(text: str, position: int, words: DateWords) -> tuple[time, int] | DateRefused | None:
    """The time written at `position` and where it ends; None when none stands there, a bare number too."""
    if named := _match_word(text, position, words.clock):
        return named
    found = _CLOCK.match(text, position)
    if found is None:
        return None
    end, marked = found.end(), found[2] is not None
    if not marked and (hours := _HOUR_H.match(text, position)):
        end, marked = hours.end(), True
    half, end = _match_word(text, len(text) - len(text[end:].lstrip()), words.halves) or ("", end)
    if not marked and not half:
        return None
    checked = _checked_time(found, half)
    return checked if isinstance(checked, DateRefused) else (checked, end)


def read_time(typed: str, words: DateWords) -> time | DateRefused:
    """A time that is all of `typed`."""
    found = match_time(typed, 0, words)
    if isinstance(found, DateRefused):
        return found
    if found is None:
        return no_time(typed)
    clock, end = found
    rest = typed[end:].strip(" .")
    if not rest:
        return clock
    if _ZONE.fullmatch(rest):
        return DateRefused(
            TIME_OFFSET.id,
            f"“{rest}” is a time zone, and times here are local times",
            "write the time the clock on the wall there shows, and if that is not the board's zone, "
            "a line of its own, like timezone: America/Edmonton",
        )
    return no_time(typed)


def format_time_in_words(clock: time, language: str = "en", hours: int = 24) -> str:
    """`19:30`, in French `19 h 30`; by the 12-hour clock `7:30 pm`.

    `noon` and `midnight` are written by the 12-hour clock, in languages that have these words.
    """
    words = load_words(language, "dates") or load_words("en", "dates")
    if hours != 12 or not words["am"]:
        forms = words.get("time_in_words", {})
        form = forms.get("minutes" if clock.minute else "full_hour")
        return form.format(h=clock.hour, mm=f"{clock.minute:02}") if form else f"{clock:%H:%M}"
    if clock in (time(0), time(12)):
        return str(words["noon" if clock.hour else "midnight"][0])
    half = words["pm" if clock.hour >= 12 else "am"][0]
    minutes = f":{clock.minute:02}" if clock.minute else ""
    return f"{(clock.hour - 1) % 12 + 1}{minutes} {half}"


def parse_duration(text: str, languages: Sequence[str] = ("en",)) -> timedelta | DateRefused:
    """A length of time: `45 min`, `1 h 30`, `1h30`, `1:30`, `2 hours`, `1.5 hours`, `1 day`; a bare number is
    minutes. More than nothing, at most 366 days.
    """
    typed, words = clean(text), date_words(languages)
    minutes = _minutes(fold(typed), words) if 0 < len(typed) <= LONGEST_TEXT else None
    if minutes is None or not 0 < minutes <= 366 * 24 * 60 or minutes != int(minutes):
        message = f"“{typed[:LONGEST_TEXT]}” is not a length of time that can be read"
        hint = "write it like “45 min”, “1 h 30 min” or “2 days”"
        return DateRefused(DURATION_UNREADABLE.id, message, hint)
    return timedelta(minutes=int(minutes))


def drop_small_words(typed: str, words: DateWords) -> str:
    """`typed` without words such as “at” and “the” before its first other word."""
    while (word := _WORD.match(typed)) and fold(word[0]) in words.small:
        typed = typed[word.end() :].lstrip()
    return typed


def no_time(typed: str) -> DateRefused:
    """The refusal of what is no time; a bare hour may be in the morning or in the evening."""
    if typed.isdecimal() and len(typed) <= 2 and 1 <= int(typed) <= 11:
        hour = int(typed)
        readings = (f"{hour:02}:00", f"{hour + 12}:00")
        hint = f"write {readings[0]} for the morning or {readings[1]} for the evening"
        return DateRefused(DATE_AMBIGUOUS.id, f"“{typed}” can be morning or evening", hint, readings)
    message = f"“{typed[:LONGEST_TEXT]}” is not a time that can be read"
    return DateRefused(DATE_UNREADABLE.id, message, "write a time like 19:30, 7:30 pm or noon")


def _checked_time(found: re.Match[str], half: str) -> time | DateRefused:
    """The time of a clock; `half` is "am", "pm" or ""."""
    hour, minute, second = (int(number or 0) for number in found.groups())
    if half and not 1 <= hour <= 12:
        message = f"there is no {hour} o'clock {half}"
        hint = f"write {hour % 24:02}:{minute:02} without “{half}”"
        return DateRefused(DATE_IMPOSSIBLE.id, message, hint, (f"{hour % 24:02}:{min(minute, 59):02}",))
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour == 24 and minute == 0:
        return DateRefused(
            DATE_IMPOSSIBLE.id, "24:00 is the next day's 00:00", "write 00:00 with the day that begins then"
        )
    if hour > 23 or minute > 59 or second > 59:
        return DateRefused(
            DATE_IMPOSSIBLE.id, f"there is no time {found[0].strip()}", "write a time like 19:30"
        )
    if second:
        message = f"“{found[0].strip()}” has seconds"
        hint = f"leave the seconds out: {hour:02}:{minute:02}"
        return DateRefused(DATE_UNREADABLE.id, message, hint, (f"{hour:02}:{minute:02}",))
    return time(hour, minute)


def _match_word(text: str, position: int, values: Mapping[str, _T]) -> tuple[_T, int] | None:
    """The value of the word that stands at `position`, and where it ends."""
    for word, value in values.items():
        end = position + len(word)
        if text[position:end].casefold() == word and not text[end : end + 1].isalnum():
            return value, end
    return None


def _minutes(folded: str, words: DateWords) -> float | None:
    """The minutes of a duration; None when it cannot be read."""
    if clock := _HOURS_AND_MINUTES.fullmatch(folded):
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
