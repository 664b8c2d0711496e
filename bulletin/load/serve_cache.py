"""What `serve` keeps from one look at a content folder to the next: bytes of files, events, history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bulletin.files import Entry
from bulletin.files.tree import Stamp
from bulletin.load.events.batches import EventCache
from bulletin.load.history.log import History
from bulletin.load.sources import ReadFile, read_file

CLOCK_TICK = timedelta(seconds=3)
"""The longest tick of a disk's clock (FAT: two seconds), and a second for a clock of another computer."""


class FileCache:
    """The bytes of files as they were last read; a file is opened again when its stamp is another one.

    One that changed less than `CLOCK_TICK` before it was read is opened again in any case: it may have been
    written once more within the same tick, which its stamp does not show (as in git's index). `now` is the
    clock.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._settled = 0
        self._before: dict[str, tuple[Stamp, bytes]] = {}
        self._found: dict[str, tuple[Stamp, bytes]] = {}

    def reader(self) -> ReadFile:
        """Reads the files of one look at the folder, and forgets those that the last look did not read."""
        self._settled = int((self._now() - CLOCK_TICK).timestamp() * 1_000_000_000)
        self._before, self._found = self._found, {}
        return self._read

    def _read(self, content: Path, entry: Entry, limit: int) -> bytes:
        stamp, data = self._before.get(entry.path, (None, b""))
        if stamp != entry.stamp:
            data = read_file(content, entry, limit)
        if max(entry.stamp[:2]) < self._settled:
            self._found[entry.path] = entry.stamp, data
        return data


class ServeCache:
    """What is kept from one look to the next. It changes nothing but the time; `now` is the clock."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.files = FileCache(now)
        self.events = EventCache()
        self.history: History | None = None
