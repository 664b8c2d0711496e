"""When each event was created and last changed (RFC 5545 CREATED, LAST-MODIFIED, SEQUENCE).

An event changes with its file, its translations, its partner, its venues and its calendars of days off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from bulletin.model.board import Board, Revision
from bulletin.model.event import Event


class FileHistory(Protocol):
    """What version history knows of paths in the content folder; all instants in UTC."""

    def committed(self, path: str) -> datetime | None:
        """When the path last changed; None when it was never committed."""

    def created(self, path: str) -> datetime | None:
        """When the path, or what it was renamed from, was first committed."""

    def appeared(self, path: str) -> datetime | None:
        """When the path came to be there, under whatever name its file was before."""

    def held_since(self, path: str, text: bytes) -> datetime | None:
        """Since when the path has held a text; None when its last committed version does not."""

    def removed_translations(self, path: str) -> datetime | None:
        """When a translation beside the path was last removed."""


def read_revisions(
    board: Board, history: FileHistory | None, translations: Mapping[str, str]
) -> dict[str, Revision]:
    """The Revision of every event, by its id; of those taken off the board too.

    `translations` maps a translation's path to its original's.
    """
    by_original: dict[str, list[str]] = {}
    for path, original in translations.items():
        by_original.setdefault(original, []).append(path)
    return {
        event.id: _revision(board, event, history, by_original.get(event.ref.path, []))
        for event in (*board.events.values(), *board.withdrawn_events.values())
    }


def _revision(board: Board, event: Event, history: FileHistory | None, translations: list[str]) -> Revision:
    since = board.info.since
    if history is None or history.committed(event.ref.path) is None:
        return revision_of((event.posted, event.changed), since, event.posted)
    times = [history.committed(path) for path in (*_paths(board, event), *translations)]
    times.append(history.removed_translations(event.ref.path))
    return revision_of(times, since, history.created(event.ref.path))


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


EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
"""SEQUENCE counts the whole seconds from here."""

LATEST = EPOCH + timedelta(seconds=2**31 - 1)
"""RFC 5545 §3.3.8: an INTEGER has 31 bits and a sign, so no commit time lies after this instant (2088)."""


def revision_of(times: Iterable[datetime | None], since: date, created: datetime | None = None) -> Revision:
    """The Revision of a record that depends on files with these commit times.

    `times` are aware instants, None for files that are not committed; without version history the record's
    own `posted` and `changed` take their place. With none at all the record last changed when the board began
    (`since`, 00:00 UTC) and its SEQUENCE is 0.
    """
    known = [whole_seconds(moment) for moment in times if moment is not None]
    born = whole_seconds(created) if created else None
    if not known:
        return Revision(born, datetime.combine(since, time(), UTC), 0)
    latest = max(known)
    return Revision(born, latest, max(0, int((latest - EPOCH).total_seconds())))


def whole_seconds(moment: datetime) -> datetime:
    """The instant in UTC without its fraction of a second, not after `LATEST`."""
    return min(moment.astimezone(UTC).replace(microsecond=0), LATEST)
