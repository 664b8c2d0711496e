"""After an edit of texts alone, what holds them is made anew, and everything else left as it is.

The text of an event stands on its own page and, as one piece each, in calendars and news feeds. So a board
of the edited events alone is planned and rendered twice, as they were and as they are. Everything made of
the old texts must be found in the output, byte for byte, and is replaced by what is made of the new ones.
Whatever is not as expected (another field differs, another problem is found, a piece is not where it should
be, a text went into a page we do not know) is no reason to complain but to build the whole site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from bulletin.cache.ledger import Found, Kept, Ledger, Outcome, Sealed
from bulletin.cache.premises import Premises
from bulletin.files import Reason, UnreadableFile, read_bytes
from bulletin.load import BOARD_FILE
from bulletin.load.sources import Sources, is_record, split_name
from bulletin.model.board import Board, Landing
from bulletin.model.event import Event, Text
from bulletin.model.site import OutputFile
from bulletin.pipeline import (
    Alone,
    Checked,
    Readers,
    check_alone,
    load_theme_of,
    render_alone,
    write_files,
)
from bulletin.plan import Outline
from bulletin.problems import NOWHERE, Problem
from bulletin.write import WriteReport, list_written

MOST_EDITS = 20
"""Files; with more of them building the whole site is not much slower."""

_LARGEST = 1 << 30
_EVENT_FILE = re.compile(r"events/[^/]+/[^/]+\.(?:yaml|yml|md|markdown)", re.IGNORECASE)
_GROUND = re.compile(rf"{re.escape(BOARD_FILE)}|(?:calendars|pages)/[^/]+")
"""Files every page may depend on; of partners, venues and events only those an event names are needed."""


def remember(
    ledger: Ledger,
    premises: Premises,
    checked: Checked,
    outline: Outline,
    readers: Readers,
    outcome: Outcome,
) -> None:
    """Keep of a whole build what is needed to retouch it."""
    board = outline.board
    paths = sorted({path for places in readers.values() for path in places})
    numbers = {path: number for number, path in enumerate(paths)}
    odd = {*checked.restored, *checked.left_out}
    events = {
        event.ref.path: {
            "id": event.id,
            "beside": [path for path in _beside(board, event) if path not in odd],
            "landing": _format_landing(board.landings.get(event.id)),
            "in": [
                part for path, count in readers.get(event.id, {}).items() for part in (numbers[path], count)
            ],
        }
        for event in board.events.values()
        if event.ref.path not in odd
    }
    texts = {path: data for path, data in checked.sources.records.items() if path.startswith("events/")}
    kept = {"paths": paths, "routes": sorted(outline.routes), "events": events}
    sealed = Sealed(premises, outline.today, board.info.timezone, outcome)
    ledger.seal(sealed, kept, texts)


def retouch(
    ledger: Ledger, premises: Premises, found: Found, content: Path, theme_folders: tuple[Path, ...]
) -> WriteReport | None:
    """Bring the output up to date where only texts of events were edited; None if all has to be built."""
    kept = ledger.recall(found) if _may_be_texts(premises, found) else None
    paths = _edited(premises, kept) if kept else None
    if kept is None or paths is None:
        return None
    try:
        now = {path: read_bytes(content / path, limit=_LARGEST) for path in paths}
        files = _Files(ledger.out, kept)
        changed = _replace_texts(content, kept, found, theme_folders, now, files)
    except UnreadableFile:
        return None
    if not changed:
        return None
    report = write_files(files.changed(), ledger.out, content, keep=files.others())
    folders = {path[: path.rfind("/") + 1] for path in files.edited}
    sealed = Sealed(premises, found.today, found.timezone, found.outcome)
    ledger.reseal(kept, sealed, now, folders)
    return replace(report, unchanged=found.outcome.files - report.written)


def _replace_texts(
    content: Path,
    kept: Kept,
    found: Found,
    theme_folders: tuple[Path, ...],
    now: Mapping[str, bytes],
    files: _Files,
) -> bool:
    """Whether all that was made of the old texts was found, and replaced by what is made of the new ones."""
    old = _read_alone(content, kept, found.today, now.keys(), {})
    new = _read_alone(content, kept, found.today, now.keys(), now)
    if old is None or new is None or old.problems != new.problems or old.board.pictures != new.board.pictures:
        return False
    theme = load_theme_of(new.board, theme_folders, is_checked=True)
    routes = frozenset(kept.events["routes"])
    for event_id in sorted({kept.events["events"][original]["id"] for original in old.originals}):
        before, after = old.board.events.get(event_id), new.board.events.get(event_id)
        if before is None or after is None or _shape(before) != _shape(after):
            return False
        made = [render_alone(each.board, found.today, routes, event_id, theme) for each in (old, new)]
        if not files.replace(_places(kept, before), *made):
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Small:
    """A board of the edited events and what they name. `originals` are the paths of the events' files."""

    board: Board
    problems: tuple[Problem, ...]
    originals: frozenset[str]


def _may_be_texts(premises: Premises, found: Found) -> bool:
    return not found.same and premises.settled


def _edited(premises: Premises, kept: Kept) -> list[str] | None:
    """The files that are not as they were, if all are files of events that were there before."""
    before, now = kept.content, premises.content
    if before.keys() != now.keys():
        return None
    paths = [path for path, stamp in now.items() if before[path] != stamp]
    few = len(paths) <= MOST_EDITS and all(_EVENT_FILE.fullmatch(path) for path in paths)
    return sorted(paths) if few else None


def _read_alone(
    content: Path, kept: Kept, today: date, paths: Iterable[str], now: Mapping[str, bytes]
) -> _Small | None:
    """The board of some events alone, their files as they were but for those in `now`.

    Raises `UnreadableFile`.
    """
    events = kept.events["events"]
    folders = {path.rpartition("/")[0] for path in paths}
    beside = _by_stem(path for path in kept.content if path.rpartition("/")[0] in folders)
    family = {member for path in paths for member in beside[_stem(path)]}
    originals = family & events.keys()
    needed = {path for path in kept.content if _GROUND.fullmatch(path)}
    needed |= {path for original in originals for path in events[original]["beside"]}
    records: dict[str, bytes] = {}
    attachments: dict[str, bytes] = {}
    for path in sorted(needed | family):
        data = now[path] if path in now else kept.text(path)
        data = read_bytes(content / path, limit=_LARGEST) if data is None else data
        (records if is_record(path) else attachments)[path] = data
    if not originals or len({_stem(path) for path in originals}) != len({_stem(path) for path in paths}):
        return None
    told = {events[path]["id"]: _parse_landing(events[path]["landing"]) for path in originals}
    landings = {event_id: landing for event_id, landing in told.items() if landing is not None}
    board, problems = check_alone(Sources(records, attachments), landings, today)
    return None if board is None else _Small(board, problems, frozenset(originals))


def _stem(path: str) -> str:
    """The folder and name that an event's file and its translations share."""
    return f"{path.rpartition('/')[0]}/{split_name(path)[0]}"


def _by_stem(content: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in content:
        if _EVENT_FILE.fullmatch(path):
            found.setdefault(_stem(path), []).append(path)
    return found


def _shape(event: Event) -> tuple[Event, Mapping[str, int]]:
    """All of an event but its texts; and the lines that others may have been told of."""
    translations = {tag: _heading(text) for tag, text in event.translations.items()}
    return replace(event, text=_heading(event.text), translations=translations), event.lines


def _heading(text: Text) -> Text:
    return replace(text, html="", plain="", links=(), ref=NOWHERE)


def _places(kept: Kept, event: Event) -> Mapping[str, int]:
    """The files of the output that hold its text: how many pieces of it each, 0 for one made as a whole."""
    told = kept.events["events"][event.ref.path]["in"]
    paths = kept.events["paths"]
    return {paths[number]: count for number, count in zip(told[::2], told[1::2], strict=True)}


class _Files:
    """The files of the output that are edited, each checked against the list of what we wrote."""

    def __init__(self, out: Path, kept: Kept) -> None:
        self.out = out
        self.listed = list_written(out)
        self.edited: dict[str, bytes] = {}

    def replace(self, places: Mapping[str, int], old: Alone, new: Alone) -> bool:
        """Put the new in the place of the old; False where that is not exactly what stands there."""
        if len(old.pieces) != len(new.pieces):
            return False
        pieces = {before: after for before, after in zip(old.pieces, new.pieces, strict=True) if before}
        if any(
            pieces.get(before, after) != after for before, after in zip(old.pieces, new.pieces, strict=True)
        ):
            return False
        for path, count in places.items():
            data = self._data(path)
            if count:
                spliced = splice(data, pieces, count)
                if spliced is None:
                    return False
                self.edited[path] = spliced
            elif path not in new.pages or old.pages.get(path) != data:
                return False
            else:
                self.edited[path] = new.pages[path]
        return True

    def changed(self) -> Iterator[OutputFile]:
        return (OutputFile(path, data) for path, data in sorted(self.edited.items()))

    def others(self) -> frozenset[str]:
        return frozenset(self.listed).difference(self.edited)

    def _data(self, path: str) -> bytes:
        """What stands there now. Raises `UnreadableFile`, also for other bytes than we wrote."""
        if path in self.edited:
            return self.edited[path]
        data = read_bytes(self.out / path, limit=_LARGEST)
        if self.listed.get(path) != sha256(data).hexdigest():
            raise UnreadableFile(path, Reason.CHANGED)
        return data


def splice(data: bytes, pieces: Mapping[bytes, bytes], count: int) -> bytes | None:
    """`data` with each of `pieces` replaced, the longest first; None unless that happened `count` times."""
    places: list[tuple[int, bytes]] = []
    for piece in sorted(pieces, key=len, reverse=True):
        at = data.find(piece)
        while at >= 0:
            if not any(begin < at + len(piece) and at < begin + len(other) for begin, other in places):
                places.append((at, piece))
            at = data.find(piece, at + len(piece))
    if len(places) != count:
        return None
    parts: list[bytes] = []
    end = 0
    for begin, piece in sorted(places):
        parts += (data[end:begin], pieces[piece])
        end = begin + len(piece)
    return b"".join((*parts, data[end:]))


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


def _format_landing(landing: Landing | None) -> list[Any] | None:
    if landing is None:
        return None
    created = landing.created.timestamp() if landing.created else None
    return [created, landing.last_modified.timestamp(), landing.sequence]


def _parse_landing(told: list[Any] | None) -> Landing | None:
    if told is None:
        return None
    created, last_modified, sequence = told
    first = None if created is None else datetime.fromtimestamp(created, UTC)
    return Landing(first, datetime.fromtimestamp(last_modified, UTC), sequence)
