"""`bulletin move oak/story-time 14 January --to "15 January 14:00"`: a date to another time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bulletin.commands.changing.asking import ChangeRequest, one_line
from bulletin.commands.changing.carry_out import EventChange, change_event, event_after, nothing_to_do
from bulletin.commands.changing.which_date import choose_date, date_said, read_said
from bulletin.edit.event_changes import NewTime, move_date, move_end_too, move_event
from bulletin.edit.event_dates import date_after, dates_on, only_date
from bulletin.formats.dates import Beside, Side, parse_duration, parse_said, tell_day
from bulletin.messages.changing import tell_time
from bulletin.model.event import Event, Occurrence
from bulletin.model.recurrence import DAY, Start, day_of, wall_time
from bulletin.pipeline.changing import (
    OpenBoard,
    edit_event,
    find_event,
    open_board,
    try_changes,
    written_event,
)
from bulletin.problems import UnusableInput

KIND = "moved"


@dataclass(frozen=True, slots=True)
class MoveOptions:
    """Which date is moved ("" for the only one), and to when; `end` "" keeps its length."""

    event: str
    to: str
    day: str = ""
    end: str = ""
    note: str = ""


def move(request: ChangeRequest, options: MoveOptions) -> int:
    """Move a date, after asking. Returns the exit code."""
    opened = open_board(request.content, request.reading)
    event = find_event(opened, options.event)
    if not event.publish_dates or not event.series:
        raise UnusableInput("Its dates are not published, so there is none to move.")
    one = _meant(opened, request, event, options.day)
    to = _new_time(opened, one, options)
    if _is_at(one, to):
        return nothing_to_do(f"It is on {tell_time(one)} already.")
    _refuse_unlikely(opened, event, one, to)
    written, note = written_event(opened, event), one_line(options.note)
    if event.is_recurring or written.entry(one.change):
        edits = move_date(written, one, to, note)
        return change_event(
            opened, request, EventChange(event, edits, KIND, lambda now: _is_moved(now, one, to))
        )
    edits = move_event(written, to, note)
    moved = event_after(try_changes(opened, edit_event(opened, event, edits)), event)
    if moved is not None and not _is_whole_moved(moved, to):
        edits = (*edits, *move_end_too(to))
    return change_event(
        opened, request, EventChange(event, edits, KIND, lambda now: _is_whole_moved(now, to))
    )


def _meant(opened: OpenBoard, request: ChangeRequest, event: Event, day: str) -> Occurrence:
    if day:
        try:
            read_said(opened, day)
        except UnusableInput as refused:
            raise UnusableInput(f"{refused} A --to of several words stands in quotes.") from refused
        return date_said(opened, request, event, day)
    one = only_date(event) if not event.is_recurring else None
    one = one or choose_date(opened, request, event, or_all=False)
    assert one is not None
    return one


def _new_time(opened: OpenBoard, one: Occurrence, options: MoveOptions) -> NewTime:
    """A time alone is one of the same day, a day alone has the same time."""
    said = read_said(opened, options.to, Beside(one.day, Side.NEAREST))
    old = wall_time(one.start)
    if not isinstance(old, datetime):
        if isinstance(said, (time, datetime)):
            raise UnusableInput("It lasts all day: say only the new day, without a time.")
        start: Start = said
    elif isinstance(said, time):
        start = datetime.combine(old.date(), said)
    else:
        start = said if isinstance(said, datetime) else datetime.combine(said, old.time())
    if options.end:
        return NewTime(start, _said_end(opened, options.end, start), is_end_said=True)
    if not one.has_end and isinstance(old, datetime):
        return NewTime(start)
    return NewTime(start, start + _length(one))


def _length(one: Occurrence) -> timedelta:
    start, end = wall_time(one.start), wall_time(one.end)
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end - start
    return day_of(end) - day_of(start)


def _said_end(opened: OpenBoard, text: str, start: Start) -> Start:
    """When it ends: a time, on the next day where it is not after the start; a day and a time; a length."""
    said = parse_said(text, opened.today, opened.languages)
    length = parse_duration(text, opened.languages)
    if not isinstance(start, datetime):
        if isinstance(said, date) and not isinstance(said, datetime) and said >= start:
            return said + DAY
        raise UnusableInput(f"--end “{text}”: say the last day of it, as in: {start + DAY}")
    clock = datetime.combine(start.date(), said) if isinstance(said, time) else said
    if isinstance(clock, datetime) and clock > start:
        return clock
    if isinstance(length, timedelta):  # “1h30” is a time only where that is after the start
        return start + length
    if isinstance(said, time):
        return datetime.combine(start.date(), said) + DAY
    raise UnusableInput(f"--end “{text}”: say when it ends, as in: {start + timedelta(hours=1):%H:%M}")


def _refuse_unlikely(opened: OpenBoard, event: Event, one: Occurrence, to: NewTime) -> None:
    """Raises `UnusableInput` for a day that is past, and for a time at which it has a date already."""
    if day_of(to.start) < opened.today:
        raise UnusableInput(
            f"{tell_day(day_of(to.start))} is past. If another year is meant, say the year too."
        )
    for other in dates_on(event, day_of(to.start)):
        if wall_time(other.start) == to.start and other.id != one.id:
            raise UnusableInput(f"It has a date on {tell_time(other)} already; there would be two at once.")


def _is_at(one: Occurrence | None, to: NewTime) -> bool:
    """Whether a date takes place when it is to be."""
    if one is None or wall_time(one.start) != to.start or one.status.is_off:
        return False
    return to.end is None or ((one.has_end or one.is_all_day) and wall_time(one.end) == to.end)


def _is_moved(event: Event, one: Occurrence, to: NewTime) -> bool:
    return _is_at(date_after(event, one), to)


def _is_whole_moved(event: Event, to: NewTime) -> bool:
    return _is_at(only_date(event), to)
