"""`bulletin note oak/story-time 14 January "Bring boots."`: a few words beside an event or a date."""

from __future__ import annotations

from collections.abc import Sequence

from bulletin.commands.changing.asking import ChangeRequest, one_line
from bulletin.commands.changing.carry_out import EventChange, change_event, nothing_to_do
from bulletin.commands.changing.which_date import date_said
from bulletin.edit.event_changes import note_date, note_event
from bulletin.edit.event_dates import date_after, only_date
from bulletin.messages.changing import tell_time
from bulletin.model.event import Event, Occurrence
from bulletin.pipeline.changing import OpenBoard, find_event, open_board, written_event
from bulletin.problems import UnusableInput

KIND = "noted"


def note(request: ChangeRequest, asked: str, words: Sequence[str]) -> int:
    """Put a note beside an event, or beside the date that the words before it say. Returns the exit code."""
    if not words:
        raise UnusableInput('Say the note too, in quotes, as in: "Bring boots."')
    opened = open_board(request.content, request.reading)
    event = find_event(opened, asked)
    text, day = one_line(words[-1]), " ".join(words[:-1]).strip()
    written = written_event(opened, event)
    one = only_date(event) if not event.is_recurring else None
    one = _date(opened, request, event, day) if day else one
    if one is None or not (event.is_recurring or written.entry(one.change)):
        if event.status_note == text:
            return nothing_to_do("The note is so already." if text else "There is no note.")
        return change_event(
            opened, request, EventChange(event, note_event(text), KIND, lambda now: now.status_note == text)
        )
    if one.note == text:
        return nothing_to_do(f"The note on {tell_time(one)} is so already.")

    def is_done(now: Event) -> bool:
        date = date_after(now, one)
        return date is not None and date.note == text

    return change_event(opened, request, EventChange(event, note_date(written, one, text), KIND, is_done))


def _date(opened: OpenBoard, request: ChangeRequest, event: Event, day: str) -> Occurrence:
    try:
        return date_said(opened, request, event, day)
    except UnusableInput as refused:
        raise UnusableInput(f"{refused} If that is a part of the note, put all of it in quotes.") from refused
