"""BOARD BEFORE, BOARD AFTER → FACTS: what a proposal does, and what is to be asked about it. Pure.

dates            which date after the change is which one before
events           what becomes of one event
neighbours       events that may be the same one, rooms that are taken
venues           whom it touches that a venue or a partner changes
responsibility   whose files these are, house rules, co-hosts, new partners
"""

from __future__ import annotations

from bulletin.model.review import BoardChange, ReviewFacts
from bulletin.review.events import review_event
from bulletin.review.neighbours import DayIndex, index_board, review_neighbours
from bulletin.review.responsibility import review_responsibility
from bulletin.review.venues import review_venues, with_new_names


def review_change(change: BoardChange, on_board: DayIndex) -> ReviewFacts:
    """Every fact of a proposal; `on_board` are the dates of the board before."""
    facts = ReviewFacts()
    for event in change.events:
        facts += review_event(with_new_names(event, change.before, change.after), change.today)
    return facts + review_venues(change) + review_neighbours(change, on_board) + review_responsibility(change)


__all__ = [
    "DayIndex",
    "index_board",
    "review_change",
]
