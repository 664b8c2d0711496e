"""The cards of one event on two boards: those that are not the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.occurrences import find_occurrences
from bulletin.model.site.parts import EventCard
from bulletin.plan.events.cards import dated_event_card, undated_event_card
from bulletin.plan.localized_board import localize

MOST_CARDS = 3
_LOOKED_AT = 120


def cards_of(board: Board, event: Event, today: date) -> tuple[EventCard, ...]:
    """The cards of an event's coming dates, in the board's main language."""
    alone = replace(board, events={event.id: event})
    occurrences = find_occurrences(alone, today)
    local = localize(alone, occurrences, board.info.language, frozenset())
    if event.id not in occurrences.by_event:
        return ()
    dates = occurrences.ahead(event)[:_LOOKED_AT]
    return tuple(dated_event_card(local, one) for one in dates) or (undated_event_card(local, event),)


def different_cards(
    before: Sequence[EventCard], after: Sequence[EventCard]
) -> tuple[tuple[EventCard, ...], tuple[EventCard, ...]]:
    """The first cards of each side that the other one has not; one of each where that is all of them."""
    old = tuple(card for card in before if card not in after)
    new = tuple(card for card in after if card not in before)
    most = 1 if len(old) == len(before) and len(new) == len(after) else MOST_CARDS
    return old[:most], new[:most]
