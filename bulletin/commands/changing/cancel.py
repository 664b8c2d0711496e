"""`bulletin cancel oak/story-time 14 January`: an event, or one of its dates."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.commands.changing.asking import ChangeRequest, ask_why
from bulletin.commands.changing.carry_out import EventChange, change_event, nothing_to_do
from bulletin.commands.changing.which_date import choose_date, date_said
from bulletin.edit.event_changes import cancel_date, cancel_event
from bulletin.edit.event_dates import coming_dates, date_after
from bulletin.messages.changing import name_event, tell_time
from bulletin.model.event import Event, Occurrence, Status
from bulletin.model.expand import next_dates
from bulletin.pipeline.changing import OpenBoard, find_event, open_board, written_event
from bulletin.problems import UnusableInput

KIND = "cancelled"


@dataclass(frozen=True, slots=True)
class CancelOptions:
    """What is cancelled: one date as it was said ("" for the event, or its only date), or all of them."""

    event: str
    day: str = ""
    note: str | None = None
    all_dates: bool = False


def cancel(request: ChangeRequest, options: CancelOptions) -> int:
    """Cancel an event or a date of it, after asking. Returns the exit code."""
    opened = open_board(request.content, request.reading)
    event = find_event(opened, options.event)
    if event.status is Status.CANCELLED:
        note = f": {event.status_note}" if event.status_note else "."
        return nothing_to_do(f"{name_event(event, opened.board)} is cancelled already{note}")
    one = _meant(opened, request, event, options)
    if one is None:
        return change_event(opened, request, _whole(opened, request, event, options))
    if one.status is Status.CANCELLED:
        return nothing_to_do(f"{tell_time(one)} is cancelled already{f': {one.note}' if one.note else '.'}")
    note = ask_why(request, options.note)
    edits = cancel_date(written_event(opened, event), one, note)
    return change_event(opened, request, EventChange(event, edits, KIND, lambda now: is_off(now, one)))


def _meant(
    opened: OpenBoard, request: ChangeRequest, event: Event, options: CancelOptions
) -> Occurrence | None:
    """The date to cancel; None for the whole event."""
    if options.day and options.all_dates:
        raise UnusableInput("Say either a day, or --all.")
    one = date_said(opened, request, event, options.day) if options.day else None
    if options.all_dates or not event.is_recurring:
        return None
    if one is None and coming_dates(event, opened.today):
        return choose_date(opened, request, event, or_all=True)
    if one is None and next_dates(event, opened.today, 1):
        raise UnusableInput("Every date ahead is called off already. For the event itself, add --all.")
    return one or choose_date(opened, request, event, or_all=True)


def _whole(opened: OpenBoard, request: ChangeRequest, event: Event, options: CancelOptions) -> EventChange:
    note = ask_why(request, options.note)
    edits = cancel_event(written_event(opened, event), opened.today, note)

    def is_done(now: Event) -> bool:
        ahead = next_dates(now, opened.today)
        return now.status is Status.CANCELLED and all(one.status.is_off for one in ahead)

    return EventChange(event, edits, KIND, is_done)


def is_off(event: Event, one: Occurrence) -> bool:
    """Whether a date is cancelled on an edited event."""
    now = date_after(event, one)
    return now is not None and now.status is Status.CANCELLED
