"""A day, a time or both, as one text: what it says, and what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from bulletin.formats.dates.days import FIRST_YEAR, LAST_YEAR, NUMERIC, Beside, match_date
from bulletin.formats.dates.lexicon import (
    DATE_AMBIGUOUS,
    DATE_TEMPLATE,
    DATE_UNREADABLE,
    LONGEST_TEXT,
    DateRefused,
    DateWords,
    clean,
    date_words,
)
from bulletin.formats.dates.times import (
    Clock,
    ClockAndZone,
    drop_small_words,
    match_clock,
    next_day_only,
    no_time,
    read_clock,
    read_time,
    refuse_zone,
)
from bulletin.translatable import gettext as _

Moment = date | datetime | time
"""A day, a local day and time (naive), or a time alone."""

_DAY = timedelta(days=1)
_PLAIN_DIGITS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T](?:[01][0-9]|2[0-3]):[0-5][0-9])?")
_SHORT_NUMERIC = re.compile(r"\d{1,2}\s?/\s?\d{1,2}$")
_FIRST_SURE_HOUR = 13


@dataclass(frozen=True, slots=True)
class WrittenMoment:
    """A moment as somebody wrote it.

    `zone` is what stands behind the time: `-05:00`, `Z`, `ET`, or nothing. `is_open`: nothing says whether am
    or pm is meant. `ends_day`: as an end it is the midnight after (24:00 and 23:59:59).
    """

    moment: Moment
    zone: str = ""
    is_open: bool = False
    ends_day: bool = False

    @property
    def as_end(self) -> Moment:
        """The moment at which something ends; 00:00 for the midnight that follows a start."""
        if not self.ends_day:
            return self.moment
        if isinstance(self.moment, datetime):
            return datetime.combine(self.moment.date() + _DAY, time(0))
        return time(0)

    @property
    def as_start(self) -> Moment | DateRefused:
        """The moment at which something begins."""
        clock = self.moment.time() if isinstance(self.moment, datetime) else self.moment
        if not (self.ends_day and clock == time(0)):
            return self.moment
        refusal = next_day_only()
        if isinstance(self.moment, datetime):
            reading = f"{self.moment.date() + _DAY} 00:00"
            return replace(refusal, hint=_("write {text}", text=reading), readings=(reading,))
        return refusal


def parse_written(
    text: str, languages: Sequence[str] = ("en",), beside: Beside | None = None
) -> WrittenMoment | DateRefused:
    """A day, a day with a time, or a time alone, with all that was written.

    A day in words without its year is the one `beside` another.
    """
    digits = read_digits(text)
    if digits is not None:
        is_open = isinstance(digits, datetime) and 1 <= digits.hour < _FIRST_SURE_HOUR
        return WrittenMoment(digits, is_open=is_open)
    typed, words = clean(text), date_words(languages)
    is_short = 0 < len(typed) <= LONGEST_TEXT
    found = match_date(typed, 0, words, beside) if is_short else unreadable(typed)
    if isinstance(found, DateRefused):
        return _with_time_in_readings(found, typed, words)
    if found is None:
        return _time_alone(typed, words)
    day, position = found
    rest = typed[position:].lstrip(" ,")
    is_iso = rest[:1] in ("t", "T") and rest[1:2].isdigit()
    rest = drop_small_words(rest[is_iso:], words)
    if not rest:
        return WrittenMoment(day)
    read = read_clock(rest, words, is_iso=is_iso)
    if isinstance(read, DateRefused):
        return replace(read, readings=tuple(f"{day} {reading}" for reading in read.readings))
    clock = read.clock
    return WrittenMoment(datetime.combine(day, clock.value), read.zone, clock.is_open, clock.ends_day)


def parse_moment(
    text: str, languages: Sequence[str] = ("en",), beside: Beside | None = None
) -> Moment | DateRefused:
    """A day, a day with a time, or a time alone, at which something begins.

    `2027-01-06`, `2027-01-06 10:15`, `6 January 2027 7pm`, `19h00`, `noon`; month names in English and
    in `languages`. Midnight is 00:00, the beginning of its day. A zone behind the time is refused.
    """
    written = parse_written(text, languages, beside)
    if isinstance(written, DateRefused):
        return written
    if written.zone:
        return refuse_zone(written.zone, format_moment(written.moment))
    return written.as_start


def parse_day(
    text: str, languages: Sequence[str] = ("en",), beside: Beside | None = None
) -> date | DateRefused:
    """A day without a time. One in words without its year is the one `beside` another."""
    digits = read_digits(text)
    if digits is not None and not isinstance(digits, datetime):
        return digits
    typed, words = clean(text), date_words(languages)
    is_short = 0 < len(typed) <= LONGEST_TEXT
    found = match_date(typed, 0, words, beside) if is_short else unreadable(typed)
    if isinstance(found, DateRefused):
        return found
    if found is not None:
        day, position = found
        if not typed[position:].strip(" ,."):
            return day
        message = _("“{typed}” has more than a day, but only the day is wanted here", typed=typed)
        return DateRefused(DATE_UNREADABLE.id, message, _("write {text}", text=str(day)), (str(day),))
    if match_clock(typed, 0, words) is not None:
        message = _("“{typed}” is a time without a day", typed=typed)
        return DateRefused(
            DATE_UNREADABLE.id,
            message,
            _("write the day, for example {example}", example=DATE_TEMPLATE),
        )
    return unreadable(typed, _("write a date like {example}", example=DATE_TEMPLATE))


def parse_time(text: str, languages: Sequence[str] = ("en",)) -> time | DateRefused:
    """A time alone: `19:00`, `7pm`, `19h30`, `noon`."""
    typed, words = clean(text), date_words(languages)
    if not 0 < len(typed) <= LONGEST_TEXT:
        return no_time(typed)
    return read_time(drop_small_words(typed, words), words)


def parse_end_time(text: str, languages: Sequence[str] = ("en",)) -> Clock | DateRefused:
    """A time alone at which something ends: 24:00 too."""
    written = parse_written(text, languages)
    if isinstance(written, WrittenMoment) and isinstance(written.moment, time) and not written.zone:
        return Clock(written.moment, written.is_open, written.ends_day)
    clock = parse_time(text, languages)
    return clock if isinstance(clock, DateRefused) else Clock(clock)


def format_moment(moment: Moment) -> str:
    """`2027-01-06`, `2027-01-06 10:15` or `10:15`."""
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%d %H:%M}"
    return f"{moment:%H:%M}" if isinstance(moment, time) else moment.isoformat()


def format_instant(instant: datetime) -> str:
    """RFC 3339, in UTC: `2027-01-06T15:15:00Z`."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def read_digits(text: str) -> date | datetime | None:
    """`2027-01-06` or `2027-01-06 10:15`, as most people write it; None for all else, and for no such day."""
    if _PLAIN_DIGITS.fullmatch(text) is None or not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        return None
    try:
        return datetime.fromisoformat(text) if len(text) > len("2027-01-06") else date.fromisoformat(text)
    except ValueError:
        return None


def unreadable(
    typed: str,
    hint: str = _("write a date like {example}, with a time like 19:30 after it", example=DATE_TEMPLATE),
) -> DateRefused:
    """The refusal of what is neither a date nor a time."""
    message = _("“{typed}” is not a date or time that can be read", typed=typed[:LONGEST_TEXT])
    return DateRefused(DATE_UNREADABLE.id, message, hint)


def _with_time_in_readings(refusal: DateRefused, typed: str, words: DateWords) -> DateRefused:
    """Readings of a date with the time that stood beside it, so that a line can be pasted whole."""
    found = NUMERIC.match(typed) if refusal.readings else None
    if found is None:
        return refusal
    rest = drop_small_words(typed[found.end() :].lstrip(" ,T"), words)
    read = read_clock(rest, words) if rest else None
    if not isinstance(read, ClockAndZone):
        return refusal
    readings = tuple(f"{reading} {read.clock.value:%H:%M}" for reading in refusal.readings)
    return replace(refusal, readings=readings)


def _time_alone(typed: str, words: DateWords) -> WrittenMoment | DateRefused:
    if _SHORT_NUMERIC.match(typed):
        message = _("“{typed}” can be read in two ways and has no year", typed=typed)
        return DateRefused(DATE_AMBIGUOUS.id, message, _("write it like {example}", example=DATE_TEMPLATE))
    rest = drop_small_words(typed, words)
    if rest.isdecimal() and len(rest) <= 2:
        return no_time(rest)
    read = read_clock(rest, words)
    if not isinstance(read, DateRefused):
        return WrittenMoment(read.clock.value, read.zone, read.clock.is_open, read.clock.ends_day)
    return unreadable(typed) if read.message == no_time(rest).message else read
