"""Days and dates as messages tell them, and an event read back: what its repeat means, and its next dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bulletin.formats.dates import format_day_in_words
from bulletin.formats.repeat import Spec, format_repeat
from bulletin.model.event import Event, Occurrence, Status
from bulletin.model.expand import expand, rule_starts, series_starts
from bulletin.model.recurrence import RecurrenceRule, Series, Window, day_of
from bulletin.model.rule_days import LAST_DAY
from bulletin.words import load_words

NEXT_DATES = 6
_SPAN = timedelta(days=400)


def tell_day(day: date) -> str:
    """A day as people say it.

    >>> tell_day(date(2027, 1, 15))
    'Friday 15 January 2027'
    """
    weekday = load_words("en", "dates")["weekdays"][str(day.weekday())][0]
    return f"{weekday} {format_day_in_words(day, 'en')}"


def tell_days(days: Iterable[date], most: int = 4) -> str:
    """Several days in a row of words, the first few by name."""
    listed = sorted(set(days))
    named = [tell_day(day) for day in listed[:most]]
    if len(listed) > most:
        named.append(f"{len(listed) - most} more")
    return join_words(named)


def join_words(words: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


@dataclass(frozen=True, slots=True)
class ReadBack:
    """How an event was understood: a line per repeat, and a line for each of the next dates."""

    path: str
    title: str
    repeats: tuple[str, ...]
    dates: tuple[str, ...]


def read_back(event: Event, today: date, path: str) -> ReadBack:
    """What an event's file, shown as `path`, says of its dates; nothing of dates that are not published."""
    if not event.publish_dates:
        return ReadBack(path, event.text.title, ("Its dates are not published.",), ())
    several = len(event.series) > 1
    repeats = [_tell_series(series, several) for series in event.series if series.rule or series.extra]
    skipped = sorted(
        {day_of(day) for series in event.series for day in series.skipped if day_of(day) >= today}
    )
    if skipped:
        repeats.append(f"Not on {tell_days(skipped, NEXT_DATES)}.")
    dates = tuple(_tell_date(occurrence) for occurrence in next_dates(event, today))
    return ReadBack(path, event.text.title, tuple(repeats), dates or ("No date is ahead.",))


def next_dates(event: Event, today: date, most: int = NEXT_DATES) -> list[Occurrence]:
    """The first dates of an event that are held, or still on, from `today` on, however far ahead."""
    found: list[Occurrence] = []
    first, span = today, _SPAN
    # In spans, so that a daily event of a hundred years costs no more than one of a week; where nothing was
    # found they grow, so that an event that is over is soon done with.
    while len(found) < most and first < LAST_DAY:
        end = min(first + span, LAST_DAY)
        dates = expand(event, Window(first, end))
        found += [each for each in dates if each.day >= first or first == today]
        first, span = end, span if dates else 2 * span
    return found[:most]


def _tell_series(series: Series, times_too: bool) -> str:
    """`every other Thursday, 10 times; 1 skipped: 9`; with its times where other repeats stand beside it."""
    if series.rule is None:
        return f"On {len(series.extra) + 1} single dates."
    said = format_repeat(_with_times(series, series.rule) if times_too else series.rule)
    said = said[:1].upper() + said[1:]
    if series.extra:
        said += f", and {len(series.extra)} more by `dates`"
    if not series.rule.is_endless:
        whole = Window(day_of(series.start), LAST_DAY)
        made = sum(1 for _ in rule_starts(series, whole)) + len(series.extra)
        held = sum(1 for _ in series_starts(series, whole))
        dates = f"{made} date{'s' if made != 1 else ''}"
        if made != held:
            return f"{said}. {dates}, {made - held} skipped: {held}."
        return f"{said}." if made == series.rule.count else f"{said}. {dates}."
    return f"{said}."


def _with_times(series: Series, rule: RecurrenceRule) -> Spec:
    start = series.start
    if not isinstance(start, datetime):
        return Spec(rule)
    end = start.replace(tzinfo=None) + series.length
    return Spec(rule, start.time(), end.time() if series.length < timedelta(days=1) else None)


def _tell_date(occurrence: Occurrence) -> str:
    """`Thursday 14 January 2027, 15:45 – 17:00`, with what differs that day."""
    start, end = occurrence.start, occurrence.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        said = f"{tell_day(start.date())}, {start:%H:%M} – {end:%H:%M}"
        if end.date() > start.date() and (end - start > timedelta(hours=14) or end.time() > time(12)):
            said = f"{tell_day(start.date())}, {start:%H:%M} – {tell_day(end.date())}, {end:%H:%M}"
    elif occurrence.last_day > occurrence.day:
        said = f"{tell_day(occurrence.day)} to {tell_day(occurrence.last_day)}"
    else:
        said = f"{tell_day(occurrence.day)}, all day"
    if occurrence.status is not Status.SCHEDULED:
        said += f" ({occurrence.status.value})"
    return f"{said}: {occurrence.note}" if occurrence.note else said
