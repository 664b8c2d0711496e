"""What a publication remembers of its events, so that none with a date ahead is gone without a word."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bulletin.formats.dates import tell_day
from bulletin.model.board import Board
from bulletin.model.occurrences import Occurrences
from bulletin.model.site.page_kinds import old_addresses
from bulletin.problems import Problem, Rule, Severity, SourceRef
from bulletin.write import Memory, RememberedEvent

GONE_EVENT = Rule(
    "gone-event",
    Severity.ERROR,
    "An event that was published, and still has a date ahead, does not vanish.",
    "Where there is no version history, the last publication remembers it until its last date.",
)


def memory_of(board: Board, occurrences: Occurrences, unpublished: Collection[RememberedEvent]) -> Memory:
    """The published events with a date ahead, and the `unpublished` ones there were before.

    Of a series that goes on it is the last date before the horizon, else the next one. Never an event whose
    dates are not to be published.
    """
    events = {each.uid: each for each in unpublished}
    for event_id in occurrences.by_event:
        event = board.events[event_id]
        ahead = (one.last_day for one in occurrences.ahead(event) if not one.status.is_off)
        if last := max(ahead, default=None):
            events[event.uid] = RememberedEvent(event.uid, last, event.ref.path)
    return Memory(tuple(event for _, event in sorted(events.items())))


def unpublished_events(known: Memory, board: Board, today: date) -> tuple[RememberedEvent, ...]:
    """The remembered events with a date ahead that are not on the board, and were not taken off it."""
    combined = (old for event in board.events.values() for old in old_addresses(board, event))
    known_ids = {*board.events, *board.withdrawn_events, *combined}
    return tuple(each for each in known.events if each.id not in known_ids and each.last >= today)


def find_gone(
    known: Memory, board: Board, records: Collection[str], today: date
) -> tuple[RememberedEvent, ...]:
    """The remembered events with a date ahead whose file is gone, and that no other file keeps."""
    return tuple(each for each in unpublished_events(known, board, today) if each.path not in records)


def tell_gone(event: RememberedEvent, today: date) -> Problem:
    """The Problem of a remembered event that is gone."""
    when = "today" if event.last == today else tell_day(event.last)
    message = f"{event.id} was published and has a date ahead, {when}, but its file is gone."
    hint = (
        "Bring the file back and say in it: status: cancelled. If it has another file now, say there: "
        f"id: {event.id}"
    )
    return Problem(SourceRef(event.path), GONE_EVENT, message, hint)
