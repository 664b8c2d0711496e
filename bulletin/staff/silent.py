"""Partners of whom nothing was heard for longer than they promised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bulletin.messages.counting import count
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.freshness import check_due, needs_check
from bulletin.model.occurrences import Occurrences
from bulletin.model.todo import Section, ToDo
from bulletin.staff.actions import ask_partner
from bulletin.staff.days import in_days, on_day
from bulletin.staff.due import partners_with_events, still_right


def silent(board: Board, occurrences: Occurrences, nudged: Mapping[str, date]) -> Iterator[ToDo]:
    """The partners whose word has run out. `nudged` says by partner when they were last reminded."""
    today = occurrences.today
    for partner, events in partners_with_events(board, occurrences):
        due = check_due(partner)
        if due is not None and due >= today:
            continue
        yield ToDo(
            section=Section.SILENT,
            title=partner.name,
            text=" ".join(_told(board, events, partner.verified, nudged.get(partner.id), today)),
            actions=ask_partner(board, partner.id, still_right(board, events)),
            by=due,
        )


def _told(
    board: Board, events: list[Event], checked: date | None, nudged: date | None, today: date
) -> Iterator[str]:
    yield f"Last checked {in_days(checked, today)}." if checked else "No check is noted."
    unsure = sum(needs_check(board, event, today) for event in events)
    if unsure:
        yield f"{count(unsure, 'event says', 'events say')} “Please check before you go”."
    if nudged:
        yield f"Last reminded {on_day(nudged, today)}."
