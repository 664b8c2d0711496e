"""When each event came and last changed (DESIGN.md, History).

An event changes with its file, its translations, its partner, its venues and its calendars of days off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Protocol

from bulletin.load.history import landing_of
from bulletin.model.board import Board, Landing
from bulletin.model.event import Event


class Landed(Protocol):
    """What version history knows of paths in the content folder; all instants in UTC."""

    def landed(self, path: str) -> datetime | None:
        """When the path last changed; None when it was never committed."""

    def created(self, path: str) -> datetime | None:
        """When the path, or what it was renamed from, first came."""

    def removed_translations(self, path: str) -> datetime | None:
        """When a translation beside the path was last taken away."""


def read_landings(board: Board, landed: Landed | None, translations: Mapping[str, str]) -> dict[str, Landing]:
    """The Landing of every event, by its id. `translations` maps a translation's path to its original's."""
    by_original: dict[str, list[str]] = {}
    for path, original in translations.items():
        by_original.setdefault(original, []).append(path)
    return {
        event.id: _landing(board, event, landed, by_original.get(event.ref.path, []))
        for event in board.events.values()
    }


def _landing(board: Board, event: Event, landed: Landed | None, translations: list[str]) -> Landing:
    since = board.info.since
    if landed is None or landed.landed(event.ref.path) is None:
        return landing_of((event.posted, event.changed), since, event.posted)
    times = [landed.landed(path) for path in (*_paths(board, event), *translations)]
    times.append(landed.removed_translations(event.ref.path))
    return landing_of(times, since, landed.created(event.ref.path))


def _paths(board: Board, event: Event) -> Iterator[str]:
    """The files whose change changes the event."""
    yield event.ref.path
    if event.partner in board.partners:
        yield board.partners[event.partner].ref.path
    places = [event.place, *(change.place for change in event.changes if change.place)]
    for venue in {place.venue for place in places if place.venue in board.venues}:
        yield board.venues[venue].ref.path
    for calendar in event.calendars:
        if calendar in board.calendars:
            yield board.calendars[calendar].ref.path
