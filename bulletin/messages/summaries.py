"""An event read back: what its repeat means, and its next dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bulletin.formats.dates import tell_day, tell_days
from bulletin.formats.repeat import Spec, format_repeat
from bulletin.model.event import Event, Occurrence, Status
from bulletin.model.expand import NEXT_DATES, has_dates, next_dates, rule_starts, series_starts
from bulletin.model.recurrence import LAST_DAY, RecurrenceRule, Series, Window, day_of


@dataclass(frozen=True, slots=True)
class ReadBack:
    """How an event was understood: a line per repeat, and a line for each of the next dates."""

    path: str
    title: str
    repeats: tuple[str, ...]
    dates: tuple[str, ...]


def read_back(event: Event, today: date, path: str) -> ReadBack:
    """The dates of an event, whose file is shown as `path`; none where they are not published."""
    if not event.publish_dates:
        return ReadBack(path, event.text.title, ("Its dates are not published.",), ())
    several = len(event.series) > 1
    repeats = [_describe_series(series, several) for series in event.series if series.rule or series.extra]
    skipped = sorted(
        {day_of(day) for series in event.series for day in series.skipped if day_of(day) >= today}
    )
    if skipped:
        repeats.append(f"Not on {tell_days(skipped, NEXT_DATES)}.")
    dates = tuple(_describe_date(occurrence) for occurrence in next_dates(event, today))
    none = "No date is ahead." if any(map(has_dates, event.series)) else "Every date is skipped: it has none."
    return ReadBack(path, event.text.title, tuple(repeats), dates or (none,))


def format_read_back(read: ReadBack) -> str:
    """How an event was understood, as indented lines under its file."""
    lines = [f"{read.path}: “{read.title}”", *(f"    {line}" for line in read.repeats)]
    return "\n".join([*lines, *(f"    - {line}" for line in read.dates)])


def _describe_series(series: Series, times_too: bool) -> str:
    """`every other Thursday, 10 times; 1 skipped: 9`; with its times where other repeats stand beside it."""
    if series.rule is None:
        return f"On {len(series.extra) + 1} single dates."
    text = format_repeat(_with_times(series, series.rule) if times_too else series.rule)
    text = text[:1].upper() + text[1:]
    if series.extra:
        text += f", and {len(series.extra)} more by `dates`"
    if not series.rule.is_endless:
        whole = Window(day_of(series.start), LAST_DAY)
        made = sum(1 for _ in rule_starts(series, whole)) + len(series.extra)
        kept = sum(1 for _ in series_starts(series, whole))
        dates = f"{made} date{'s' if made != 1 else ''}"
        if made != kept:
            return f"{text}. {dates}, {made - kept} skipped: {kept}."
        return f"{text}." if made == series.rule.count else f"{text}. {dates}."
    return f"{text}."


def _with_times(series: Series, rule: RecurrenceRule) -> Spec:
    start = series.start
    if not isinstance(start, datetime):
        return Spec(rule)
    end = start.replace(tzinfo=None) + series.length
    is_told = series.has_end and series.length < timedelta(days=1)
    return Spec(rule, start.time(), end.time() if is_told else None)


def _describe_date(occurrence: Occurrence) -> str:
    """`Thursday 14 January 2027, 15:45 – 17:00`, with what differs that day."""
    start, end = occurrence.start, occurrence.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        text = f"{tell_day(start.date())}, {start:%H:%M}"
        if not occurrence.has_end:
            text += " (no end given)"
        elif occurrence.lasts_days:
            text += f" – {tell_day(end.date())}, {end:%H:%M}"
        else:
            text += f" – {end:%H:%M}"
    elif occurrence.last_day > occurrence.day:
        text = f"{tell_day(occurrence.day)} to {tell_day(occurrence.last_day)}"
    else:
        text = f"{tell_day(occurrence.day)}, all day"
    if occurrence.status is not Status.SCHEDULED:
        text += f" ({occurrence.status.value})"
    return f"{text}: {occurrence.note}" if occurrence.note else text
