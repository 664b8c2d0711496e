"""What is remembered of a whole build: which files each event's text went into, and what else made them."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bulletin.cache.ledger import Kept, Ledger, Outcome, Sealed
from bulletin.cache.premises import Premises
from bulletin.model.board import Board, Landing
from bulletin.model.event import Event
from bulletin.pipeline import Checked, Readers
from bulletin.plan import Outline

_NUMBER = "I"
"""Numbers of the part `places`: four bytes each, the lowest first."""


@dataclass(frozen=True, slots=True)
class Origin:
    """An event's file. `beside` are the paths of what it names: its partner, its venues, its pictures."""

    id: str
    beside: tuple[str, ...]
    landing: Landing | None


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of the last whole build. `origins` has an entry for each event's file."""

    routes: frozenset[str]
    origins: Mapping[str, Any] = field(repr=False)
    paths: tuple[str, ...] = field(repr=False)
    places: array[int] = field(repr=False)
    texts: Mapping[str, tuple[int, int]] = field(repr=False)
    kept: Kept = field(repr=False)

    def origin(self, path: str) -> Origin:
        event_id, beside, landing, *_ = self.origins[path]
        return Origin(event_id, tuple(beside), _parse_landing(landing))

    def read_by(self, path: str) -> Mapping[str, int]:
        """The files of the output that hold its text: how many pieces of it, 0 for one made as a whole."""
        *_, begin, size = self.origins[path]
        numbers = self.places[begin : begin + size]
        return {self.paths[number]: n for number, n in zip(numbers[::2], numbers[1::2], strict=True)}

    def text(self, path: str) -> bytes | None:
        """The bytes of an event's file as the last build read it; None when it read none."""
        if path in self.kept.edits:
            return self.kept.edits[path]
        begin, size = self.texts.get(path, (0, -1))
        return self.kept.parts["texts"][begin : begin + size] if size >= 0 else None


def remember(
    ledger: Ledger,
    premises: Premises,
    checked: Checked,
    outline: Outline,
    readers: Readers,
    outcome: Outcome,
) -> None:
    """Keep of a whole build what is needed to touch it up."""
    board = outline.board
    odd = {*checked.restored, *checked.left_out}
    numbers: dict[str, int] = {}
    places = array(_NUMBER)
    origins = {}
    for event in board.events.values():
        if event.ref.path in odd:
            continue
        begin = len(places)
        for path, count in readers.get(event.id, {}).items():
            places.extend((numbers.setdefault(path, len(numbers)), count))
        beside = [path for path in _beside(board, event) if path not in odd]
        landing = _format_landing(board.landings.get(event.id))
        origins[event.ref.path] = (event.id, beside, landing, begin, len(places) - begin)
    texts = {path: data for path, data in checked.sources.records.items() if path.startswith("events/")}
    told = {"routes": sorted(outline.routes), "paths": list(numbers), "origins": origins}
    parts = {
        "events": _format({**told, "texts": _places_of(texts)}),
        "places": _in_order(places).tobytes(),
        "texts": b"".join(texts.values()),
    }
    ledger.seal(Sealed(premises, outline.today, board.info.timezone, outcome), parts)


def recall(kept: Kept) -> Memory:
    """What was remembered."""
    told = json.loads(kept.parts["events"])
    places = array(_NUMBER)
    places.frombytes(kept.parts["places"])
    return Memory(
        routes=frozenset(told["routes"]),
        origins=told["origins"],
        paths=tuple(told["paths"]),
        places=_in_order(places),
        texts=told["texts"],
        kept=kept,
    )


def _format(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _places_of(texts: Mapping[str, bytes]) -> dict[str, tuple[int, int]]:
    """Where each text begins when they are joined, and how long it is."""
    found, begin = {}, 0
    for path, text in texts.items():
        found[path] = (begin, len(text))
        begin += len(text)
    return found


def _in_order(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _beside(board: Board, event: Event) -> Iterator[str]:
    """The files an event's pages and feeds are made from besides its own and those all events share."""
    for partner_id in dict.fromkeys((event.partner, *event.hosts, board.info.library)):
        partner = board.partners.get(partner_id)
        if partner is not None:
            yield partner.ref.path
            yield from (partner.logo.path,) if partner.logo else ()
    places = (event.place, *(change.place for change in event.changes if change.place))
    for venue_id in dict.fromkeys(place.venue for place in places):
        if venue_id in board.venues:
            yield board.venues[venue_id].ref.path
    if event.part_of in board.events:
        yield board.events[event.part_of].ref.path
    yield from (event.image.path,) if event.image else ()
    yield from (event.flyer,) if event.flyer else ()


def _format_landing(landing: Landing | None) -> tuple[float | None, float, int] | None:
    if landing is None:
        return None
    created = landing.created.timestamp() if landing.created else None
    return created, landing.last_modified.timestamp(), landing.sequence


def _parse_landing(told: Any) -> Landing | None:
    if told is None:
        return None
    created, last_modified, sequence = told
    first = None if created is None else datetime.fromtimestamp(created, UTC)
    return Landing(first, datetime.fromtimestamp(last_modified, UTC), sequence)
