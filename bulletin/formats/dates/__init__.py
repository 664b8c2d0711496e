"""Days, times, durations and ranges of days: what people type ↔ values.

`format_…` writes what `parse_…` reads back as the same value. Nothing is guessed: what can be read two
ways is refused with both readings, as text to type instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from bulletin.formats.dates.days import (
    FIRST_YEAR,
    LAST_YEAR,
    NUMERIC,
    format_day_in_words,
    match_date,
    tell_day,
    tell_days,
    weekday_name,
)
from bulletin.formats.dates.lexicon import (
    DATE_AMBIGUOUS,
    DATE_IMPOSSIBLE,
    DATE_TEMPLATE,
    DATE_UNREADABLE,
    LONGEST_TEXT,
    REFUSAL_RULES,
    DateRefused,
    DateWords,
    clean,
    date_words,
    fold,
)
from bulletin.formats.dates.times import (
    drop_small_words,
    match_time,
    no_time,
    parse_duration,
    read_time,
)
from bulletin.model.place import DayRange

__all__ = [
    "DATE_AMBIGUOUS",
    "DATE_UNREADABLE",
    "REFUSAL_RULES",
    "DateRefused",
    "Moment",
    "format_day_in_words",
    "format_moment",
    "parse_date_range",
    "parse_day",
    "parse_duration",
    "parse_moment",
    "parse_span",
    "parse_time",
    "tell_day",
    "tell_days",
    "weekday_name",
]

Moment = date | datetime | time
"""A day, a local day and time (naive), or a time alone."""

_PLAIN_DIGITS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T](?:[01][0-9]|2[0-3]):[0-5][0-9])?")
_SHORT_NUMERIC = re.compile(r"\d{1,2}\s?/\s?\d{1,2}$")
_TIMES_DASH = re.compile(r"(?<=[\d\w])\s*-\s*(?=\d{1,2}(?:[:.h ]|[ap]m|$)[^-]*$)", re.IGNORECASE)
_END_OF_DAY = re.compile(r"\s*24\s?[:.h]\s?00\s*", re.IGNORECASE)
_RANGE_DASH = re.compile(r"\s*[–—]\s*|\s+-\s+|\s*\.\.\.?\s*")


def parse_moment(text: str, languages: Sequence[str] = ("en",)) -> Moment | DateRefused:
    """A day, a day with a time, or a time alone.

    `2027-01-06`, `2027-01-06 10:15`, `6 January 2027 7pm`, `19h00`, `noon`; month names in English and
    in `languages`. Midnight is 00:00, the beginning of its day.
    """
    digits = _read_digits(text)
    if digits is not None:
        return digits
    typed, words = clean(text), date_words(languages)
    found = match_date(typed, 0, words) if 0 < len(typed) <= LONGEST_TEXT else _unreadable(typed)
    if isinstance(found, DateRefused):
        return _with_time_in_readings(found, typed, words)
    if found is None:
        return _time_alone(typed, words)
    day, position = found
    rest = typed[position:].lstrip(" ,")
    if rest[:1] in "tT" and rest[1:2].isdigit():
        rest = rest[1:]
    rest = drop_small_words(rest, words)
    if not rest:
        return day
    clock = read_time(rest, words)
    if isinstance(clock, DateRefused):
        return replace(clock, readings=tuple(f"{day} {reading}" for reading in clock.readings))
    return datetime.combine(day, clock)


def _read_digits(text: str) -> date | datetime | None:
    """`2027-01-06` or `2027-01-06 10:15`, as most people write it; None for all else, and for no such day."""
    if _PLAIN_DIGITS.fullmatch(text) is None or not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        return None
    try:
        return datetime.fromisoformat(text) if len(text) > len("2027-01-06") else date.fromisoformat(text)
    except ValueError:
        return None


def parse_day(text: str, languages: Sequence[str] = ("en",)) -> date | DateRefused:
    """A day without a time."""
    digits = _read_digits(text)
    if digits is not None and not isinstance(digits, datetime):
        return digits
    typed, words = clean(text), date_words(languages)
    found = match_date(typed, 0, words) if 0 < len(typed) <= LONGEST_TEXT else _unreadable(typed)
    if isinstance(found, DateRefused):
        return found
    if found is not None:
        day, position = found
        if not typed[position:].strip(" ,."):
            return day
        message = f"“{typed}” has more than a day, but only the day is wanted here"
        return DateRefused(DATE_UNREADABLE.id, message, f"write {day}", (str(day),))
    if match_time(typed, 0, words) is not None:
        message = f"“{typed}” is a time without a day"
        return DateRefused(DATE_UNREADABLE.id, message, f"write the day, for example {DATE_TEMPLATE}")
    return _unreadable(typed, f"write a date like {DATE_TEMPLATE}")


def parse_time(text: str, languages: Sequence[str] = ("en",)) -> time | DateRefused:
    """A time alone: `19:00`, `7pm`, `19h30`, `noon`."""
    typed, words = clean(text), date_words(languages)
    if not 0 < len(typed) <= LONGEST_TEXT:
        return no_time(typed)
    return read_time(drop_small_words(typed, words), words)


def parse_date_range(text: str, languages: Sequence[str] = ("en",)) -> DayRange | DateRefused:
    """A day, or a first and a last day: `2027-07-01 to 2027-08-31`, `1 July 2027 – 31 August 2027`."""
    typed, words = clean(text), date_words(languages)
    pieces = _split_range(typed, words)
    last = parse_day(pieces[-1], languages)
    if isinstance(last, DateRefused):
        return last if len(pieces) == 1 else replace(last, readings=())
    first = last if len(pieces) == 1 else _first_day(pieces[0], last, languages)
    if isinstance(first, DateRefused):
        return replace(first, readings=())
    if last < first:
        swapped = f"{last} to {first}"
        message = f"the range ends on {last}, before it begins on {first}"
        return DateRefused(DATE_IMPOSSIBLE.id, message, f"did you mean {swapped}?", (swapped,))
    return DayRange(first, last)


def parse_span(text: str, languages: Sequence[str] = ("en",)) -> tuple[Moment, Moment] | None:
    """A start and an end written as one, `2027-01-05 19:00–21:00` or `5 to 9 July 2027`; else None."""
    typed, words = clean(text), date_words(languages)
    pieces = _split_range(typed, words) if len(typed) <= LONGEST_TEXT else [typed]
    if len(pieces) == 1:
        pieces = _TIMES_DASH.split(typed, maxsplit=1)
    if len(pieces) == 1:
        return None
    end = time() if _END_OF_DAY.fullmatch(pieces[1]) else parse_moment(pieces[1], languages)
    if isinstance(end, DateRefused):
        return None
    begun = pieces[0]
    for word in words.range_starts:
        begun = begun.replace(f" {word} ", " ")
    start = parse_moment(begun, languages)
    if isinstance(start, DateRefused) and isinstance(end, time):
        start = parse_moment(f"{begun} {'pm' if end.hour >= 12 else 'am'}", languages)
    elif isinstance(start, DateRefused) and not isinstance(end, (datetime, time)):
        start = _first_day(begun, end, languages)
    return None if isinstance(start, (DateRefused, time)) else (start, end)


def format_moment(moment: Moment) -> str:
    """`2027-01-06`, `2027-01-06 10:15` or `10:15`."""
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%d %H:%M}"
    return f"{moment:%H:%M}" if isinstance(moment, time) else moment.isoformat()


def _with_time_in_readings(refusal: DateRefused, typed: str, words: DateWords) -> DateRefused:
    """Readings of a date with the time that stood beside it, so that a line can be pasted whole."""
    found = NUMERIC.match(typed) if refusal.readings else None
    if found is None:
        return refusal
    clock = read_time(drop_small_words(typed[found.end() :].lstrip(" ,T"), words), words)
    if isinstance(clock, DateRefused):
        return refusal
    return replace(refusal, readings=tuple(f"{reading} {clock:%H:%M}" for reading in refusal.readings))


def _time_alone(typed: str, words: DateWords) -> time | DateRefused:
    if _SHORT_NUMERIC.match(typed):
        message = f"“{typed}” can be read in two ways and has no year"
        return DateRefused(DATE_AMBIGUOUS.id, message, f"write it like {DATE_TEMPLATE}")
    rest = drop_small_words(typed, words)
    if rest.isdecimal() and len(rest) <= 2:
        return no_time(rest)
    clock = read_time(rest, words)
    if isinstance(clock, DateRefused) and clock.message == no_time(rest).message:
        return _unreadable(typed)
    return clock


def _unreadable(
    typed: str, hint: str = f"write a date like {DATE_TEMPLATE}, with a time like 19:30 after it"
) -> DateRefused:
    message = f"“{typed[:LONGEST_TEXT]}” is not a date or time that can be read"
    return DateRefused(DATE_UNREADABLE.id, message, hint)


def _first_day(typed: str, last: date, languages: Sequence[str]) -> date | DateRefused:
    """The first day of a range; it may leave year and month to the last one (1 to 15 July 2027)."""
    first = parse_day(typed, languages)
    if not isinstance(first, DateRefused):
        return first
    for rest in (f"{last.year}", format_day_in_words(last).partition(" ")[2]):
        completed = parse_day(f"{typed} {rest}", languages)
        if not isinstance(completed, DateRefused):
            return completed
    return first


def _split_range(typed: str, words: DateWords) -> list[str]:
    for word in words.range_starts:
        if fold(typed).startswith(word + " "):
            typed = typed[len(word) + 1 :]
    for separator in words.ranges:
        at = typed.casefold().find(f" {separator} ")
        if at > 0:
            return [typed[:at], typed[at + len(separator) + 2 :]]
    found = _RANGE_DASH.search(typed)
    return [typed[: found.start()], typed[found.end() :]] if found and found.start() else [typed]
