"""What was taken off the board: its address answers, and nothing is known any more of what it said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bulletin.model.event import Event
from bulletin.problems import SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A record of which only the mark is left. `room` is its folder: events, partners, venues or pages.

    `event` is what calendars are told by of an event: its ids, its address and its dates, and not a word of
    it.
    """

    room: str
    id: str
    ref: SourceRef
    on: date
    reason: str
    was_at: tuple[str, ...] = ()
    event: Event | None = None

    @property
    def key(self) -> str:
        """`venues/elm-hall`, `events/oak/story-time`."""
        return f"{self.room}/{self.id}"
