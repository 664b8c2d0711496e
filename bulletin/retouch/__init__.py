"""After an edit of texts alone, what holds them is made anew, and everything else left as it is.

The text of an event stands on its own page and, as one piece each, in calendars and news feeds. So a board
of the edited events alone is planned and rendered twice, as they were and as they are. Everything made of
the old texts must be found in the output, byte for byte, and is replaced by what is made of the new ones.
Whatever is not as expected (another field differs, another problem is found, a piece is not where it should
be, a text went into a page we do not know) is no reason to complain but to build the whole site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bulletin.cache.ledger import Found, Kept, Ledger, Sealed
from bulletin.cache.premises import Premises
from bulletin.files import UnreadableFile, read_bytes
from bulletin.formats.names import is_record, split_name
from bulletin.load import BOARD_FILE
from bulletin.load.sources import Sources
from bulletin.model.board import Board
from bulletin.model.event import Event, Text
from bulletin.pipeline import check_alone, load_theme_of, render_alone, write_files
from bulletin.problems import NOWHERE, Problem
from bulletin.retouch.memory import Memory, recall
from bulletin.retouch.splicing import Splicing
from bulletin.write import WriteReport

MOST_EDITS = 20
"""Files; with more of them building the whole site is not much slower."""

_LARGEST = 1 << 30
_EVENT_FILE = re.compile(r"events/[^/]+/[^/]+\.(?:yaml|yml|md|markdown)", re.IGNORECASE)
_GROUND = re.compile(rf"{re.escape(BOARD_FILE)}|(?:calendars|pages)/[^/]+")
"""Files every page may depend on; of partners, venues and events only those an event names are needed."""


def retouch(
    ledger: Ledger, premises: Premises, found: Found, content: Path, theme_folders: tuple[Path, ...]
) -> WriteReport | None:
    """Bring the output up to date where only texts of events were edited; None if all has to be built."""
    kept = ledger.recall(found) if premises.settled else None
    paths = _edited(premises, kept) if kept else None
    if kept is None or paths is None:
        return None
    files = Splicing(ledger.out)
    try:
        now = {path: read_bytes(content / path, limit=_LARGEST) for path in paths}
        known = _replace_texts(content, recall(kept), found, theme_folders, now, files)
    except UnreadableFile:
        return None
    if not known:
        return None
    report = write_files(files.changed(), ledger.out, content, keep=files.others())
    folders = {path[: path.rfind("/") + 1] for path in files.edited}
    sealed = Sealed(premises, found.today, found.timezone, found.outcome)
    ledger.reseal(kept, sealed, now, folders)
    return replace(report, unchanged=found.outcome.files - report.written)


def _replace_texts(
    content: Path,
    memory: Memory,
    found: Found,
    theme_folders: tuple[Path, ...],
    now: Mapping[str, bytes],
    files: Splicing,
) -> bool:
    """Whether all that was made of the old texts was found, and replaced by what is made of the new ones."""
    old = _read_alone(content, memory, found.today, now.keys(), {})
    new = _read_alone(content, memory, found.today, now.keys(), now)
    if old is None or new is None or old.problems != new.problems or old.board.pictures != new.board.pictures:
        return False
    theme = load_theme_of(new.board, theme_folders, is_checked=True)
    for path in sorted(old.originals):
        event_id = memory.origin(path).id
        before, after = old.board.events.get(event_id), new.board.events.get(event_id)
        if before is None or after is None or _shape(before) != _shape(after):
            return False
        made = [render_alone(each.board, found.today, memory.routes, event_id, theme) for each in (old, new)]
        if not files.replace(memory.read_by(path), *made):
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Small:
    """A board of the edited events and what they name. `originals` are the paths of the events' files."""

    board: Board
    problems: tuple[Problem, ...]
    originals: frozenset[str]


def _edited(premises: Premises, kept: Kept) -> list[str] | None:
    """The files that are not as they were, if all are files of events that were there before."""
    before, now = kept.content, premises.content
    if before.keys() != now.keys():
        return None
    paths = [path for path, stamp in now.items() if before[path] != stamp]
    few = len(paths) <= MOST_EDITS and all(_EVENT_FILE.fullmatch(path) for path in paths)
    return sorted(paths) if few else None


def _read_alone(
    content: Path, memory: Memory, today: date, paths: Iterable[str], now: Mapping[str, bytes]
) -> _Small | None:
    """The board of some events alone, their files as they were but for those in `now`.

    Raises `UnreadableFile`.
    """
    everything = memory.kept.content
    folders = {path.rpartition("/")[0] for path in paths}
    family = {_stem(path) for path in paths}
    own = {path for path in everything if path.rpartition("/")[0] in folders and _stem(path) in family}
    originals = own & memory.origins.keys()
    if len(originals) != len(family):  # one was shown in an older version, or left out
        return None
    origins = [memory.origin(path) for path in sorted(originals)]
    needed = {path for path in everything if _GROUND.fullmatch(path)}
    needed.update(own, *(origin.beside for origin in origins))
    records: dict[str, bytes] = {}
    attachments: dict[str, bytes] = {}
    for path in sorted(needed):
        data = now[path] if path in now else memory.text(path)
        data = read_bytes(content / path, limit=_LARGEST) if data is None else data
        (records if is_record(path) else attachments)[path] = data
    landings = {origin.id: origin.landing for origin in origins if origin.landing is not None}
    board, problems = check_alone(Sources(records, attachments), landings, today)
    return None if board is None else _Small(board, problems, frozenset(originals))


def _stem(path: str) -> str:
    """The folder and name that an event's file and its translations share."""
    return f"{path.rpartition('/')[0]}/{split_name(path)[0]}"


def _shape(event: Event) -> tuple[Event, Mapping[str, int]]:
    """All of an event but its texts; and the lines that others may have been told of."""
    translations = {tag: _heading(text) for tag, text in event.translations.items()}
    return replace(event, text=_heading(event.text), translations=translations), event.lines


def _heading(text: Text) -> Text:
    return replace(text, html="", plain="", links=(), ref=NOWHERE)
