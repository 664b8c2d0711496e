"""Times of day and lengths of time, in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import time, timedelta
from typing import NamedTuple, TypeVar

from bulletin.formats.dates.lexicon import (
    DATE_AMBIGUOUS,
    DATE_IMPOSSIBLE,
    DATE_UNREADABLE,
    DURATION_UNREADABLE,
    LONGEST_TEXT,
    TIME_OFFSET,
    WORD,
    DateRefused,
    DateWords,
    clean,
    date_words,
    fold,
)
from bulletin.translatable import gettext as _
from bulletin.words import load_words

_T = TypeVar("_T")
_CLOCK = re.compile(r"(\d{1,2})(?:\s?[h:.]\s?(\d{2}))?(?::(\d{2})(?:\.0+)?)?(?!\d)", re.IGNORECASE)
_HOUR_H = re.compile(r"(\d{1,2})\s?h(?![^\W_])", re.IGNORECASE)
_ZONE = re.compile(
    r"\(?(?:z|utc|gmt|[a-z]{1,3}[sd]?t|[a-z]+/[a-z_/]+)?\)?(?:[+-]\d{1,2}(?::?\d{2})?)?", re.IGNORECASE
)
_OFFSET = re.compile(r"(?:z|utc|gmt)?(?:([+-])(\d{1,2})(?::?(\d{2}))?)?", re.IGNORECASE)
_SECOND_TIME = re.compile(r"-(\d{1,2})(?::(\d{2}))?")
_FARTHEST_WEST = 12
_FIRST_MORNING_HOUR = 6
_NOON, _LAST_HOUR = 12, 24
_COLONS_WITH_SECONDS = 2
_PART = re.compile(r"[\s,]*(\d{1,5}(?:[.,]\d{1,2})?)\s*([^\W\d_]*)\.?[\s,]*")
_HOURS_AND_MINUTES = re.compile(r"(\d{1,3}):([0-5]\d)(?::00)?")
_ISO_DURATION = re.compile(
    r"p(?=.*\d)(?:(\d{1,3})w)?(?:(\d{1,3})d)?(?:t(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:0{1,2}s)?)?"
)
_NAMED_PARTS = re.compile(r"([^\W\d_]+)\s?[:=]\s?(\d{1,5}(?:\.\d{1,2})?)[\s,;]*")
_FRACTION = re.compile(r"(?<![\d.,])(?:(\d{1,3}) ?)?(?<!\d)([13])[⁄/]([24])(?!\d)|(\d{0,3}) ?([½¼¾])")
_SCALE = {"minute": 1, "hour": 60, "day": 24 * 60, "week": 7 * 24 * 60}


class Clock(NamedTuple):
    """A time as it is written.

    `is_open`: nothing says whether am or pm is meant. `ends_day`: as an end it is the midnight after
    (24:00, which is 00:00 here, and 23:59:59).
    """

    value: time
    is_open: bool = False
    ends_day: bool = False

    @property
    def as_end(self) -> time:
        """The time at which something ends: 00:00 for the midnight after."""
        return time(0) if self.ends_day else self.value

    @property
    def is_next_day(self) -> bool:
        """Whether it is 24:00, which no day but the next has."""
        return self.ends_day and self.value == time(0)


class ClockAndZone(NamedTuple):
    """A time, and what stands behind it: `-05:00`, `Z`, `ET`, or nothing."""

    clock: Clock
    zone: str = ""


def match_clock(text: str, position: int, words: DateWords) -> tuple[Clock, int] | DateRefused | None:
    """The time written at `position` and where it ends; None when none stands there, a bare number too."""
    if named := _match_word(text, position, words.clock):
        return Clock(named[0]), named[1]
    found = _CLOCK.match(text, position)
    if found is None:
        return None
    end, marked = found.end(), found[2] is not None
    if not marked and (hours := _HOUR_H.match(text, position)):
        end, marked = hours.end(), True
    half, end = _match_word(text, len(text) - len(text[end:].lstrip()), words.halves) or ("", end)
    if not marked and not half:
        return None
    checked = _checked_clock(found, half)
    return checked if isinstance(checked, DateRefused) else (checked, end)


def bare_clock(number: int) -> Clock | None:
    """The time that a number alone can mean; None where it is no hour."""
    if not 1 <= number <= _LAST_HOUR:
        return None
    return Clock(time(number % _LAST_HOUR), number <= _NOON, ends_day=number == _LAST_HOUR)


def read_clock(typed: str, words: DateWords, *, is_iso: bool = False) -> ClockAndZone | DateRefused:
    """A time, and the zone behind it, that are all of `typed`; `is_iso`: a T stood before it."""
    found = match_clock(typed, 0, words)
    if isinstance(found, DateRefused):
        return found
    if found is None:
        return no_time(typed)
    clock, end = found
    rest = typed[end:].strip(" .")
    if not rest:
        return ClockAndZone(clock)
    if _ZONE.fullmatch(rest) and (is_iso or not _is_second_time(typed[:end], rest, clock)):
        return ClockAndZone(clock, rest.strip("() "))
    return no_time(typed)


def read_time(typed: str, words: DateWords) -> time | DateRefused:
    """A time of the day that begins then, without a zone, that is all of `typed`."""
    read = read_clock(typed, words)
    if isinstance(read, DateRefused):
        return read
    if read.zone:
        return refuse_zone(read.zone, f"{read.clock.value:%H:%M}")
    return next_day_only() if read.clock.is_next_day else read.clock.value


def next_day_only() -> DateRefused:
    """The refusal of 24:00 where something begins."""
    hint = _("write 00:00 with the day that begins then")
    return DateRefused(DATE_IMPOSSIBLE.id, _("24:00 is the next day's 00:00"), hint)


def refuse_zone(zone: str, clock: str) -> DateRefused:
    """The refusal of a zone behind a time where nobody knows what the clock on the wall shows then."""
    message = _(
        "“{zone}” is a time zone, and times here are what the clock on the wall there shows", zone=zone
    )
    hint = _(
        "write {clock}, if the clock there shows that; where the place has another zone than the board, "
        "a line of its own says so, as in timezone: Europe/Paris",
        clock=clock,
    )
    return DateRefused(TIME_OFFSET.id, message, hint)


def offset_of(zone: str) -> timedelta | None:
    """How far a zone in digits (`-05:00`, `+0100`, `Z`, `UTC+2`) is ahead of UTC; None for a name."""
    found = _OFFSET.fullmatch(zone)
    if found is None:
        return None
    length = timedelta(hours=int(found[2] or 0), minutes=int(found[3] or 0))
    return -length if found[1] == "-" else length


def _is_second_time(before: str, rest: str, clock: Clock) -> bool:
    """Whether `18:00-20:00` is meant: no zone is so far west, or the time behind the hyphen is a later one.

    Seconds stand before an offset only.
    """
    found = _SECOND_TIME.fullmatch(rest)
    if found is None or before.count(":") == _COLONS_WITH_SECONDS:
        return False
    hour, minute = int(found[1]), int(found[2] or 0)
    is_later = (hour, minute) > (clock.value.hour, clock.value.minute)
    is_typed = len(found[1]) == 1 or found[2] is None or before[-1:].isalpha() or before[-1:] == "."
    return is_typed or is_later or hour > _FARTHEST_WEST


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
    minutes. As programs write it: `PT1H30M`, `01:30:00`, `minutes: 50`. More than nothing, at most 366 days.
    """
    typed, words = clean(text), date_words(languages)
    # Before signs are made plain: that would read 1½ as eleven halves.
    has_signs = "/" in text or not text.isascii()
    plain = clean(_FRACTION.sub(_as_decimal, text)) if has_signs and len(typed) <= LONGEST_TEXT else typed
    minutes = _minutes(fold(plain), words) if 0 < len(typed) <= LONGEST_TEXT else None
    if minutes is None or not 0 < minutes <= 366 * 24 * 60 or minutes != int(minutes):
        message = _("“{typed}” is not a length of time that can be read", typed=typed[:LONGEST_TEXT])
        hint = _("write it like “45 min”, “1 h 30 min” or “2 days”")
        return DateRefused(DURATION_UNREADABLE.id, message, hint)
    return timedelta(minutes=int(minutes))


def drop_small_words(typed: str, words: DateWords) -> str:
    """`typed` without words such as “at” and “the” before its first other word."""
    while (word := WORD.match(typed)) and fold(word[0]) in words.small:
        typed = typed[word.end() :].lstrip()
    return typed


def no_time(typed: str) -> DateRefused:
    """The refusal of what is no time; a bare hour may be in the morning or in the evening."""
    if typed.isdecimal() and len(typed) <= 2 and 1 <= int(typed) <= 11:
        hour = int(typed)
        early, late = f"{hour:02}:00", f"{hour + 12}:00"
        if hour < _FIRST_MORNING_HOUR:
            hint = _(
                "write {late} for the afternoon or {early} for the early morning", late=late, early=early
            )
            message = _("“{typed}” can be afternoon or early morning", typed=typed)
            return DateRefused(DATE_AMBIGUOUS.id, message, hint, (late, early))
        hint = _("write {early} for the morning or {late} for the evening", early=early, late=late)
        return DateRefused(
            DATE_AMBIGUOUS.id, _("“{typed}” can be morning or evening", typed=typed), hint, (early, late)
        )
    message = _("“{typed}” is not a time that can be read", typed=typed[:LONGEST_TEXT])
    return DateRefused(DATE_UNREADABLE.id, message, _("write a time like 19:30, 7:30 pm or noon"))


def _checked_clock(found: re.Match[str], half: str) -> Clock | DateRefused:
    """The time of a clock; `half` is "am", "pm" or "". Seconds are dropped."""
    hour, minute, second = (int(number or 0) for number in found.groups())
    if half and not 1 <= hour <= 12:
        message = _("there is no {hour} o'clock {half}", hour=hour, half=half)
        hint = _(
            "write {hour}:{minute} without “{half}”",
            hour=format(hour % 24, "02"),
            minute=format(minute, "02"),
            half=half,
        )
        return DateRefused(DATE_IMPOSSIBLE.id, message, hint, (f"{hour % 24:02}:{min(minute, 59):02}",))
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour == 24 and minute == second == 0:
        return Clock(time(0), ends_day=True)
    if hour > 23 or minute > 59 or second > 59:
        return DateRefused(
            DATE_IMPOSSIBLE.id,
            _("there is no time {time}", time=found[0].strip()),
            _("write a time like 19:30"),
        )
    is_open = not half and 1 <= hour <= 12
    return Clock(time(hour, minute), is_open, ends_day=(hour, minute, second) == (23, 59, 59))


def _match_word(text: str, position: int, values: Mapping[str, _T]) -> tuple[_T, int] | None:
    """The value of the word that stands at `position`, and where it ends."""
    for word, value in values.items():
        end = position + len(word)
        if text[position:end].casefold() == word and not text[end : end + 1].isalnum():
            return value, end
    return None


def _as_decimal(found: re.Match[str]) -> str:
    """`1½` and `1 1/2` as `1.5`."""
    whole, above, below, before, sign = found.groups()
    part = {"½": 0.5, "¼": 0.25, "¾": 0.75}[sign] if sign else int(above) / int(below)
    return f"{int(whole or before or 0) + part:g}"


def _minutes(folded: str, words: DateWords) -> float | None:
    """The minutes of a duration; None when it cannot be read."""
    if iso := _ISO_DURATION.fullmatch(folded):
        weeks, days, hours, minutes = (float(part or 0) for part in iso.groups())
        return ((weeks * 7 + days) * 24 + hours) * 60 + minutes
    if ":" in folded or "=" in folded:
        folded = _NAMED_PARTS.sub(r"\2 \1 ", folded)
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
        if (join := WORD.match(folded, at)) and join[0] in words.unit_joins:
            at = join.end()
    return total if before else None


_HOUR_WITHOUT_ZERO = re.compile(r"(?<![\d:])([1-4]:[0-5]\d)(?![\d:])(?!\s*[ap]\.?\s?m\b)", re.IGNORECASE)


def find_unsure_hour(text: str) -> str | None:
    """The time in a text that most people mean for the afternoon, and a clock of 24 hours for the night.

    >>> find_unsure_hour("2027-01-30 2:00"), find_unsure_hour("2027-01-30 02:00"), find_unsure_hour("2:00 am")
    ('2:00', None, None)
    """
    found = _HOUR_WITHOUT_ZERO.search(text)
    return found[1] if found else None
