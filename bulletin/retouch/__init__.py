"""After an edit of texts alone, what holds them is made anew, and everything else left as it is.

The text of an event stands on its own page and, as one piece each, in calendars and news feeds. So a board
of the edited events alone is planned and rendered twice, as they were and as they are. Everything made of
the old texts must be found in the output, byte for byte, and is replaced by what is made of the new ones.
Whatever is not as expected (another field differs, another problem is found, a piece is not where it should
be, a text went into a page we do not know) is no reason to complain but to build the whole site.

    memory     what a whole build leaves behind for this
    bodies     the two boards, where only texts below the fields of Markdown files were edited
    reading    the two boards, where any file of an event was edited
    alone      what is wrong with such a board, and what is made of an event of it
    splicing   the new in the place of the old
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bulletin.cache.ledger import Found, Kept, Ledger, Sealed
from bulletin.cache.premises import Premises
from bulletin.files import UnreadableFile, read_bytes
from bulletin.model.event import Event, Text
from bulletin.problems import NOWHERE
from bulletin.render.html import load_theme, packaged_themes
from bulletin.retouch.alone import Small, make_alone
from bulletin.retouch.bodies import read_bodies
from bulletin.retouch.memory import LastBuild, recall
from bulletin.retouch.splicing import Splicing
from bulletin.write import MANIFEST, WriteReport, write_site

MOST_EDITS = 0
"""Files; with more of them building the whole site is not much slower."""

_LARGEST = 1 << 30
_EVENT_FILE = re.compile(r"events/[^/]+/[^/]+\.(?:yaml|yml|md|markdown)", re.IGNORECASE)


def retouch(
    ledger: Ledger, premises: Premises, found: Found, content: Path, themes: tuple[Path, ...]
) -> WriteReport | None:
    """Bring the output up to date where only texts of events were edited; None if all has to be built."""
    kept = ledger.recall(found) if premises.settled else None
    paths = _edited(premises, kept) if kept else None
    if kept is None or paths is None:
        return None
    files = Splicing(ledger.out)
    try:
        now = {path: read_bytes(content / path, limit=_LARGEST) for path in paths}
        known = _replace_texts(content, recall(kept, ledger.store), found, themes, now, files)
    except UnreadableFile:
        return None
    if not known:
        return None
    report = write_site(files.changed(), ledger.out, content=content, keep=files.others())
    sealed = Sealed(premises, found.today, found.timezone, found.outcome)
    ledger.reseal(kept, sealed, now, (MANIFEST, *files.edited))
    return replace(report, unchanged=found.outcome.files - report.written)


def _edited(premises: Premises, kept: Kept) -> list[str] | None:
    """The files that are not as they were, if all are files of events that were there before."""
    before, now = kept.content, premises.content
    if before.keys() != now.keys():
        return None
    paths = [path for path, stamp in now.items() if before[path] != stamp]
    few = len(paths) <= MOST_EDITS and all(_EVENT_FILE.fullmatch(path) for path in paths)
    return sorted(paths) if few else None


def _replace_texts(
    content: Path,
    memory: LastBuild,
    found: Found,
    themes: tuple[Path, ...],
    now: Mapping[str, bytes],
    files: Splicing,
) -> bool:
    """Whether all that was made of the old texts was found, and replaced by what is made of the new ones."""
    boards = read_bodies(memory, now, found.today) or _read(content, memory, found, now)
    if boards is None or boards[0].problems != boards[1].problems:
        return False
    old, new = boards[0].board, boards[1].board
    if old.pictures != new.pictures:
        return False
    folders = (*themes, packaged_themes())
    theme = load_theme(folders, new.info.theme, new.info.theme_options)
    for path in sorted(memory.family(now) & memory.origins.keys()):
        event_id = memory.origin(path).id
        before, after = old.events.get(event_id), new.events.get(event_id)
        if before is None or after is None or _shape(before) != _shape(after):
            return False
        made = [make_alone(board, found.today, memory.routes, event_id, theme) for board in (old, new)]
        if not files.replace(memory.read_by(path), *made):
            return False
    return True


def _read(
    content: Path, memory: LastBuild, found: Found, now: Mapping[str, bytes]
) -> tuple[Small, Small] | None:
    # Reading records takes longer to import than all the rest of this takes.
    from bulletin.retouch.reading import read_small_boards

    return read_small_boards(content, memory, now, found.today)


def _shape(event: Event) -> tuple[Event, Mapping[str, int]]:
    """All of an event but its texts; and the lines that others may have been told of."""
    translations = {tag: _heading(text) for tag, text in event.translations.items()}
    return replace(event, text=_heading(event.text), translations=translations), event.lines


def _heading(text: Text) -> Text:
    return replace(text, html="", plain="", links=(), ref=NOWHERE)
