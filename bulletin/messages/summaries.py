"""An event read back: title, dates, place, cost and sign-up as they were understood, and what it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bulletin.formats.dates import tell_day, tell_days
from bulletin.formats.repeat import Spec, format_repeat
from bulletin.messages.facts import describe_cost, describe_moment, describe_place, describe_sign_up
from bulletin.model.board import Board
from bulletin.model.event import PLACE_FIELDS, TIME_FIELDS, Event, Occurrence, PartlyRead, Status
from bulletin.model.expand import NEXT_DATES, has_dates, next_dates, rule_starts, series_starts
from bulletin.model.recurrence import LAST_DAY, RecurrenceRule, Series, Start, Window, day_of
from bulletin.model.zones import city_of
from bulletin.words.lists import join_words


@dataclass(frozen=True, slots=True)
class ReadBack:
    """How an event was understood: a line per repeat, one for each of the next dates, and what else counts.

    `title` is empty where nothing can be read of its file. `facts` are status, place, cost and sign-up in
    words. `differences` tell what is published now in another way; None with nothing to compare with.
    """

    path: str
    title: str
    repeats: tuple[str, ...]
    dates: tuple[str, ...]
    facts: tuple[str, ...] = ()
    differences: tuple[str, ...] | None = None


def read_back(read: Event | PartlyRead, board: Board, today: date, path: str) -> ReadBack:
    """An event as it was understood, whose file is shown as `path`; no dates where they are not published."""
    event, unread = (read.event, read.unread) if isinstance(read, PartlyRead) else (read, frozenset[str]())
    repeats, dates = ((), ()) if "start" in unread else _read_dates(event, board, today)
    title = "" if "title" in unread else event.text.title
    begins = read.begins if isinstance(read, PartlyRead) else None
    facts = (*_facts(event, board, unread), *_unread(unread, begins))
    if begins is not None:
        facts = (f"Begins: {describe_moment(begins)}", *facts)
    return ReadBack(path, title, repeats, dates, facts)


def read_back_nothing(path: str) -> ReadBack:
    """A file of which nothing is understood."""
    return ReadBack(path, "", ("Nothing of it can be read yet.",), ())


def read_back_withdrawn(path: str, on: date) -> ReadBack:
    """A record that was withdrawn."""
    return ReadBack(path, "", (f"It was withdrawn on {tell_day(on)}; nothing of it is on the board.",), ())


def read_back_removed(event: Event, path: str) -> ReadBack:
    """An event whose file is gone."""
    return ReadBack(path, event.text.title, ("It is taken off the board.",), ())


def _read_dates(event: Event, board: Board, today: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not event.publish_dates:
        return ("Its dates are not published.",), ()
    repeats = describe_repeats(event, today)
    if event.timezone != board.info.timezone:
        repeats = (*repeats, f"Its times are those of {city_of(event.timezone)}.")
    dates = tuple(describe_date(occurrence, board) for occurrence in next_dates(event, today))
    none = "No date is ahead." if any(map(has_dates, event.series)) else "Every date is skipped: it has none."
    return repeats, dates or (none,)


def describe_repeats(event: Event, today: date) -> tuple[str, ...]:
    """A line for each rule or list of dates of an event, and one for the dates that are skipped."""
    several = len(event.series) > 1
    repeats = [_describe_series(series, several) for series in event.series if series.rule or series.extra]
    skipped = sorted(
        {day_of(day) for series in event.series for day in series.skipped if day_of(day) >= today}
    )
    if skipped:
        repeats.append(f"Not on {tell_days(skipped, NEXT_DATES)}.")
    return tuple(repeats)


def _facts(event: Event, board: Board, unread: frozenset[str]) -> list[str]:
    facts = []
    if event.status is not Status.SCHEDULED:
        note = f": {event.status_note}" if event.status_note else ""
        facts.append(f"Status: {event.status.value}{note}")
    if not unread & PLACE_FIELDS:
        facts.append(f"Where: {describe_place(event.place, board)}")
    if "cost" not in unread:
        facts.append(f"Cost: {describe_cost(event.cost, board)}")
    if "registration" not in unread:
        facts.append(f"Sign-up: {describe_sign_up(event.registration)}")
    return facts


def _unread(unread: frozenset[str], begins: Start | None) -> list[str]:
    """What is to be mended before it can be read back."""
    named = set(unread)
    if len(named & PLACE_FIELDS) > 1:
        named.discard("place")
    if begins is not None and len(named & TIME_FIELDS) > 1:
        named.discard("start")
    words = [f"the {name.replace('_', ' ')}" for name in sorted(named)]
    return [f"Not understood: {join_words(words)}."] if words else []


def format_read_back(read: ReadBack) -> str:
    """How an event was understood, as indented lines under its file."""
    head = f"{read.path}: “{read.title}”" if read.title else f"{read.path}:"
    lines = [head, *(f"    {line}" for line in read.repeats)]
    lines += [f"    - {line}" for line in read.dates]
    lines += [f"    {line}" for line in read.facts]
    if read.differences is not None:
        lines.append(f"    {head_of_differences(read.differences)}")
        lines += [f"    - {line}" for line in read.differences]
    return "\n".join(lines)


def head_of_differences(differences: tuple[str, ...]) -> str:
    """The line above the differences, or that there are none."""
    if differences:
        return "Different from what is published now:"
    return "Nothing that people see is different from what is published now."


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


def describe_date(occurrence: Occurrence, board: Board) -> str:
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
    if occurrence.place != occurrence.event.place:
        text += f", {describe_place(occurrence.place, board)}"
    if occurrence.status is not Status.SCHEDULED:
        text += f" ({occurrence.status.value})"
    said = " – ".join(part for part in (occurrence.label, occurrence.note) if part)
    return f"{text}: {said}" if said else text
