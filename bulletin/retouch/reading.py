"""The slower way to the two small boards: the files of the edited events are read, and what they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from bulletin.files import read_bytes
from bulletin.formats.records import is_record
from bulletin.load import BOARD_FILE, load_board
from bulletin.load.sources import Sources
from bulletin.retouch.alone import Small, check_alone
from bulletin.retouch.memory import LastBuild

_LARGEST = 1 << 30
_GROUND = re.compile(rf"{re.escape(BOARD_FILE)}|(?:calendars|pages)/[^/]+")
"""Files every page may depend on; of partners, venues and events only those an event names are needed."""


def read_small_boards(
    content: Path, memory: LastBuild, now: Mapping[str, bytes], today: date
) -> tuple[Small, Small] | None:
    """The boards of the events whose files, or translations, are `now` as given: before and after.

    None where one of them was shown in an older version, or left out. Raises `UnreadableFile`.
    """
    old = _read_alone(content, memory, now.keys(), {}, today)
    new = _read_alone(content, memory, now.keys(), now, today)
    return (old, new) if old and new else None


def _read_alone(
    content: Path, memory: LastBuild, paths: Iterable[str], now: Mapping[str, bytes], today: date
) -> Small | None:
    everything = memory.kept.content
    own = memory.family(paths)
    origins = [memory.origin(path) for path in sorted(own & memory.origins.keys())]
    if len(origins) != memory.number_of(paths):
        return None
    needed = {path for path in everything if _GROUND.fullmatch(path)}
    needed.update(own, *(origin.beside for origin in origins))
    records: dict[str, bytes] = {}
    attachments: dict[str, bytes] = {}
    for path in sorted(needed):
        data = now[path] if path in now else memory.text(path)
        data = read_bytes(content / path, limit=_LARGEST) if data is None else data
        (records if is_record(path) else attachments)[path] = data
    loaded = load_board(Sources(records, attachments))
    if loaded.board is None:
        return None
    landings = {origin.id: origin.landing for origin in origins if origin.landing is not None}
    board = replace(loaded.board, landings=landings)
    return check_alone(board, list(loaded.problems), frozenset(records), today)
