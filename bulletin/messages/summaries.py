"""An event read back: what its repeat means, and its next dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bulletin.formats.dates import tell_day, tell_days
from bulletin.formats.repeat import Spec, format_repeat
from bulletin.model.event import Event, Occurrence, Status
from bulletin.model.expand import NEXT_DATES, next_dates, rule_starts, series_starts
from bulletin.model.recurrence import RecurrenceRule, Series, Window, day_of
from bulletin.model.rule_days import LAST_DAY


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
