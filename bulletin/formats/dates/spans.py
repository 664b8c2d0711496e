"""A beginning and an end in one text: ranges of days, and hours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bulletin.formats.dates.days import Beside, Side, format_day_in_words
from bulletin.formats.dates.lexicon import (
    DATE_IMPOSSIBLE,
    LONGEST_TEXT,
    DateRefused,
    DateWords,
    clean,
    date_words,
    fold,
)
from bulletin.formats.dates.moments import Moment, WrittenMoment, parse_day, parse_written
from bulletin.model.place import DayRange
from bulletin.translatable import gettext as _

_DAY = timedelta(days=1)
_HALF_DAY = timedelta(hours=12)
_TIMES_DASH = re.compile(r"(?<=[\d\w])\s*-\s*(?=\d{1,2}(?:[:.h ]|[ap]m|$)[^-]*$)", re.IGNORECASE)
_RANGE_DASH = re.compile(r"\s*[–—]\s*|\s+-\s+|\s*\.\.\.?\s*")
_NUMBERS = re.compile(r"(?<![\d:/.-])(\d{1,2})\s?[-–—]\s?(\d{1,2})(?![\d:/.-])")
_AFTERNOON_HOUR = re.compile(r"(?<![\d:.h-])(?:1[3-9]|2[0-3])$")
_BARE_HOUR = re.compile(r"(?<![\d:.h])\d{1,2}$")


class Span(NamedTuple):
    """When something begins and when it ends. The end is a time alone where it is on the same day."""

    start: Moment
    end: Moment


def parse_date_range(
    text: str, languages: Sequence[str] = ("en",), beside: Beside | None = None
) -> DayRange | DateRefused:
    """A day, or a first and a last day: `2027-07-01 to 2027-08-31`, `1 July 2027 – 31 August 2027`.

    Days without a year are those `beside` another day.
    """
    typed, words = clean(text), date_words(languages)
    if numbers := _NUMBERS.search(typed) or _numbers_in_words(words.ranges).search(typed):
        found = _range_of_numbers(typed, numbers, languages, beside)
        if found is not None:
            return found
    pieces = _split_range(typed, words)
    if len(pieces) > 1 and beside is not None:
        beside = _beside_first(pieces[0], languages, beside)
    last = parse_day(pieces[-1], languages, beside)
    if isinstance(last, DateRefused):
        return last if len(pieces) == 1 else replace(last, readings=())
    first = last if len(pieces) == 1 else _first_day(pieces[0], last, languages)
    if isinstance(first, DateRefused):
        return replace(first, readings=())
    if last < first:
        swapped = f"{last} to {first}"
        message = _("the range ends on {last}, before it begins on {first}", last=last, first=first)
        return DateRefused(
            DATE_IMPOSSIBLE.id, message, _("did you mean {reading}?", reading=swapped), (swapped,)
        )
    return DayRange(first, last)


def parse_span(text: str, languages: Sequence[str] = ("en",)) -> Span | None:
    """The start and the end of a text that has one reading as both; else None."""
    spans = parse_spans(text, languages)
    return spans[0] if len(spans) == 1 else None


def parse_spans(
    text: str, languages: Sequence[str] = ("en",), beside: Beside | None = None
) -> tuple[Span, ...]:
    """Every reading of a start and an end written as one.

    `2027-01-05 19:00–21:00` and `5 to 9 July 2027` have one, `2027-01-05 7pm-8:30` and `2027-01-05 7-8:30`
    have two; a text that is no such thing has none, and one with an offset behind its time. A day without its
    year is the one `beside` another.
    """
    typed, words = clean(text), date_words(languages)
    if len(typed) > LONGEST_TEXT or not isinstance(parse_written(typed, languages, beside), DateRefused):
        return ()
    pieces = _split_range(typed, words)
    if len(pieces) == 1:
        pieces = _TIMES_DASH.split(typed, maxsplit=1)
    if len(pieces) == 1:
        return ()
    begun, ended = pieces
    for word in words.range_starts:
        begun = begun.replace(f" {word} ", " ")
    end = parse_written(ended, languages)
    if isinstance(end, DateRefused) and _BARE_HOUR.search(ended):
        midnight = ended.strip() == "24"  # after which hour, am or pm, nobody can know
        end = (
            end if midnight else parse_written(end.readings[0] if end.readings else f"{ended}:00", languages)
        )
    if isinstance(end, DateRefused) or end.zone:
        return ()
    if isinstance(end.moment, time):
        has_half = fold(ended).endswith(tuple(half for half, name in words.halves.items() if name == "pm"))
        starts = _starts(begun, languages, beside)
        if _AFTERNOON_HOUR.search(begun) and _begins_after(starts, end.moment):
            return ()
        return tuple(dict.fromkeys(_hours(starts, end, is_pm=has_half)))
    return _days(begun, end, languages)


def _days(begun: str, end: WrittenMoment, languages: Sequence[str]) -> tuple[Span, ...]:
    """A span that ends on a day that is named."""
    start = parse_written(begun, languages)
    if isinstance(start, WrittenMoment):
        moment = start.as_start
        usable = not start.zone and not isinstance(moment, (DateRefused, time))
        return (Span(moment, end.as_end),) if usable and not isinstance(moment, DateRefused) else ()
    if isinstance(end.moment, datetime):
        return ()
    first = _first_day(begun, end.moment, languages) if isinstance(end.moment, date) else start
    return () if isinstance(first, DateRefused) else (Span(first, end.moment),)


def _starts(begun: str, languages: Sequence[str], beside: Beside | None) -> list[WrittenMoment]:
    """The start of a span, or the morning and the evening that a bare hour can mean."""
    start = parse_written(begun, languages, beside)
    read = [start]
    if isinstance(start, DateRefused) and _BARE_HOUR.search(begun):
        read = [parse_written(f"{begun}{half}", languages, beside) for half in (" am", " pm")]
        if all(isinstance(each, DateRefused) for each in read):
            read = [parse_written(f"{begun}:00", languages, beside)]  # 19-21
    starts = [each for each in read if isinstance(each, WrittenMoment)]
    return [each for each in starts if isinstance(each.moment, datetime) and not each.zone]


def _begins_after(starts: list[WrittenMoment], clock: time) -> bool:
    return any(isinstance(each.moment, datetime) and each.moment.time() >= clock for each in starts)


def _hours(starts: list[WrittenMoment], end: WrittenMoment, *, is_pm: bool) -> Iterator[Span]:
    """The readings of a span within a day and the night after it; `is_pm`: its end says so."""
    moments = [each.moment for each in starts if isinstance(each.moment, datetime)]
    is_bare = len(moments) > 1
    if is_bare and not end.is_open:
        clock = end.as_end
        before = [each for each in moments if clock == time(0) or each.time() < _time_of(end)]
        # 7-9pm are two hours of the evening, 10-1pm three around noon.
        moments = before[-1:] or moments[:1]
    elif moments and starts[0].is_open and is_pm and (moments[0] + _HALF_DAY).time() < _time_of(end):
        # 5:30-7pm is hardly ever meant for half past five in the morning.
        moments = [moments[0] + _HALF_DAY, moments[0]]
    for each in moments:
        yield from _ends(each, end, is_bare=is_bare)


def _time_of(end: WrittenMoment) -> time:
    assert isinstance(end.moment, time)
    return end.moment


def _ends(start: datetime, end: WrittenMoment, *, is_bare: bool) -> Iterator[Span]:
    """The readings of an end after a known start: its own, or those of its morning and its afternoon."""
    if end.ends_day or not end.is_open:
        midnight = datetime.combine(start.date() + _DAY, time(0))
        yield Span(start, midnight if end.ends_day else _time_of(end))
        return
    for reading in readings_of_end(start, _time_of(end))[: 1 if is_bare else None]:
        is_same_day = reading.date() == start.date() or is_bare
        yield Span(start, reading.time() if is_same_day else reading)


def readings_of_end(start: datetime, clock: time) -> tuple[datetime, ...]:
    """What a time without am or pm can mean as an end: one moment, or the sooner and the later of two.

    Two where it would run through the night for more than half a day though its other half of the day would
    make an ordinary event: 8:30 after 19:00.
    """
    end = datetime.combine(start.date(), clock)
    if end >= start:
        return (end,)
    other = end + _HALF_DAY
    return (other, end + _DAY) if other > start else (end + _DAY,)


def _range_of_numbers(
    typed: str, numbers: re.Match[str], languages: Sequence[str], beside: Beside | None
) -> DayRange | None:
    """`12–14 February 2027` and `February 12-14`: two days of one month."""
    before, after = typed[: numbers.start()], typed[numbers.end() :]
    first = parse_day(f"{before}{numbers[1]}{after}", languages, beside)
    if isinstance(first, DateRefused):
        return None
    near = Beside(first, Side.AFTER)
    last = parse_day(f"{before}{numbers[2]}{after}", languages, near)
    return None if isinstance(last, DateRefused) or last < first else DayRange(first, last)


def _numbers_in_words(ranges: tuple[str, ...]) -> re.Pattern[str]:
    """`5 to 7`, as in March 5 to 7, 2027."""
    joints = "|".join(re.escape(word) for word in ranges)
    return re.compile(rf"(?<![\d:/.-])(\d{{1,2}})\s(?:{joints})\s(\d{{1,2}})(?![\d:/.h-])", re.IGNORECASE)


def _beside_first(first: str, languages: Sequence[str], beside: Beside) -> Beside:
    """What the last day of a range lies beside: the first day, where that can be read alone."""
    day = parse_day(first, languages, beside)
    return beside if isinstance(day, DateRefused) else Beside(day, Side.AFTER)


def _first_day(typed: str, last: date, languages: Sequence[str]) -> date | DateRefused:
    """The first day of a range; it may leave year and month to the last one (1 to 15 July 2027)."""
    first = parse_day(typed, languages)
    if not isinstance(first, DateRefused):
        return first
    month = format_day_in_words(last).partition(" ")[2]
    for completed in (
        parse_day(typed, languages, Beside(last, Side.BEFORE)),
        parse_day(f"{typed} {month}", languages),
    ):
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
