"""What is remembered of a whole build: which files each event's text went into, and what else made them."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bulletin.cache.codec import Codec
from bulletin.cache.ledger import Kept
from bulletin.cache.store import Part, Store, digest_part
from bulletin.formats.records import split_name
from bulletin.model.board import Board, BoardInfo, DaysOff, InfoPage, Landing, Vocabulary
from bulletin.model.event import Event
from bulletin.model.partner import Partner
from bulletin.model.place import Venue

if TYPE_CHECKING:
    from bulletin.load.kept_on_disk import KeptOnDisk
    from bulletin.pipeline import Checked
    from bulletin.pipeline.making import Readers
    from bulletin.plan import Outline

_NUMBER = "I"
"""Numbers of the part `places`: four bytes each, the lowest first."""


@dataclass(frozen=True, slots=True)
class Around:
    """What pages of events are made from besides events: all of a board but those."""

    info: BoardInfo
    partners: Mapping[str, Partner]
    venues: Mapping[str, Venue]
    pages: Mapping[str, InfoPage]
    calendars: Mapping[str, DaysOff]
    vocabularies: Mapping[str, Vocabulary]


@dataclass(frozen=True, slots=True)
class Packed:
    """What came of an event's file, as far as it is asked for here: a Reading begins with its event."""

    event: Event | None


@dataclass(frozen=True, slots=True)
class Origin:
    """An event's file. `beside` are the paths of what it names: its partner, its venues, its pictures."""

    id: str
    beside: tuple[str, ...]
    landing: Landing | None


@dataclass(frozen=True)
class LastBuild:
    """What is remembered of the last whole build. `origins` has an entry for each event's file."""

    routes: frozenset[str]
    origins: Mapping[str, Any] = field(repr=False)
    paths: tuple[str, ...] = field(repr=False)
    places: array[int] = field(repr=False)
    texts: Mapping[str, Part] = field(repr=False)
    kept: Kept = field(repr=False)
    store: Store = field(repr=False)

    @cached_property
    def around(self) -> Around:
        return Codec(Around).decode(json.loads(self.kept.parts["around"]))

    @cached_property
    def _path_of(self) -> Mapping[str, str]:
        return {told[0]: path for path, told in self.origins.items()}

    def origin(self, path: str) -> Origin:
        event_id, beside, landing, *_ = self.origins[path]
        return Origin(event_id, tuple(beside), _parse_landing(landing))

    def landing_of(self, event_id: str) -> Landing | None:
        return self.origin(self._path_of[event_id]).landing

    def event(self, path: str) -> Event | None:
        """What the last whole build read in an event's file; None where that is not all there is to know."""
        if path not in self.origins or not self.family([path]).isdisjoint(self.kept.edits.keys() - {path}):
            return None
        part = self.origins[path][5]
        packed = self.store.read_part("readings", part) if part else None
        return Codec(Packed).decode(json.loads(packed)[:1]).event if packed else None

    def event_of(self, event_id: str) -> Event | None:
        path = self._path_of.get(event_id)
        return self.event(path) if path else None

    def family(self, paths: Iterable[str]) -> set[str]:
        """The files of these events and their translations."""
        stems = {_stem(path) for path in paths}
        folders = {stem.rpartition("/")[0] for stem in stems}
        near = (path for path in self.kept.content if path.rpartition("/")[0] in folders)
        return {path for path in near if _stem(path) in stems}

    def number_of(self, paths: Iterable[str]) -> int:
        """How many events these files are of."""
        return len({_stem(path) for path in paths})

    def read_by(self, path: str) -> Mapping[str, int]:
        """The files of the output that hold its text: how many pieces of it, 0 for one made as a whole."""
        begin, size = self.origins[path][3:5]
        numbers = self.places[begin : begin + size]
        return {self.paths[number]: n for number, n in zip(numbers[::2], numbers[1::2], strict=True)}

    def text(self, path: str) -> bytes | None:
        """The bytes of an event's file as the last build read it; None when it read none."""
        return self.kept.edits.get(path) or self.first_text(path)

    def first_text(self, path: str) -> bytes | None:
        """The same of the last whole build."""
        part = self.texts.get(path)
        return self.store.read_part("texts", part) if part else None


def remember(
    store: Store, checked: Checked, outline: Outline, readers: Readers, readings: KeptOnDisk
) -> dict[str, str]:
    """Keep of a whole build what is needed to touch it up. Returns the digests of the parts, by name."""
    board = outline.board
    read = readings.save()
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
        packed = read.get(event.ref.path)
        origins[event.ref.path] = (event.id, beside, landing, begin, len(places) - begin, packed)
    texts = {path: data for path, data in checked.sources.records.items() if path.startswith("events/")}
    store.write("texts", b"".join(texts.values()))
    told = {"routes": sorted(outline.routes), "paths": list(numbers), "origins": origins}
    around = Around(
        board.info, board.partners, board.venues, board.pages, board.calendars, board.vocabularies
    )
    return {
        "around": store.write("around", _format(Codec(Around).encode(around))),
        "events": store.write("events", _format({**told, "texts": _places_of(texts)})),
        "places": store.write("places", _in_order(places).tobytes()),
    }


def recall(kept: Kept, store: Store) -> LastBuild:
    """What was remembered."""
    told = json.loads(kept.parts["events"])
    places = array(_NUMBER)
    places.frombytes(kept.parts["places"])
    return LastBuild(
        routes=frozenset(told["routes"]),
        origins=told["origins"],
        paths=tuple(told["paths"]),
        places=_in_order(places),
        texts=told["texts"],
        kept=kept,
        store=store,
    )


def _stem(path: str) -> str:
    """The folder and name that an event's file and its translations share."""
    return f"{path.rpartition('/')[0]}/{split_name(path)[0]}"


def _format(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _places_of(texts: Mapping[str, bytes]) -> dict[str, Part]:
    """Where each text stands when they are joined."""
    found, begin = {}, 0
    for path, text in texts.items():
        found[path] = (begin, len(text), digest_part(text))
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
