"""What the disk says of files without opening them, as in git's index: size, times, inode, device, kind.

A file whose stamp is the same has the same bytes, unless it was written twice within one tick of the disk's
clock. So a stamp counts only when it was taken after that tick was over (`Stamps.newest`).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from bulletin.files.disk import is_ours
from bulletin.files.read import is_link
from bulletin.files.tree import DEEPEST, SKIPPED

_MOST = 5_000_000
"""Entries looked at: a site may hold more files than a folder that people fill by hand."""

_COARSE = 2_000_000_000
"""Nanoseconds: the longest tick of a disk that tells no fractions of a second (FAT)."""


_Named = tuple[str, os.stat_result]


@dataclass(frozen=True, slots=True)
class Stamps:
    """Stamps of what lies below a folder. `newest` is when the latest change was certainly over, in ns."""

    of: dict[str, str]
    newest: int = 0


def stamp_files(root: Path, *, deep: bool = True) -> Stamps | None:
    """The stamp of every file below `root`, by path; None where that cannot be told (no folder, too many).

    Folders of programs (`.git`, caches) are left out, as in `list_tree`; all folders, unless `deep`.
    """
    found: dict[str, str] = {}
    newest = 0
    for prefix, files in _walk(root, deep=deep):
        if files is None:
            return None
        for name, status in files:
            found[prefix + name] = _stamp(status)
            newest = max(newest, _newest(status))
    return Stamps(found, newest)


def stamp_listed(root: Path, paths: Iterable[str]) -> Stamps | None:
    """The stamps of these files below `root`, by path; None where one of them is not there."""
    found: dict[str, str] = {}
    newest, begin = 0, f"{os.fspath(root)}/"
    try:
        for path in paths:
            status = os.lstat(begin + path)
            found[path] = _stamp(status)
            newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
    except (OSError, ValueError):
        return None
    # The latest speaks for all: a disk that tells no fractions of a second tells none of any file.
    return Stamps(found, newest if newest % 1_000_000 else newest + _COARSE)


def has_leftovers(root: Path) -> bool:
    """Whether a run that was killed, or is under way, has left temporaries of ours in the folder."""
    try:
        return any(map(is_ours, os.listdir(root)))
    except OSError:
        return True


def combine(stamps: Mapping[str, str]) -> str:
    """One stamp for all of them."""
    lines = "\n".join(f"{path}\0{stamps[path]}" for path in sorted(stamps))
    return blake2b(lines.encode("utf-8", "surrogateescape")).hexdigest()


def _walk(root: Path, *, deep: bool = True) -> Iterator[tuple[str, list[_Named] | None]]:
    """Each folder with its files; None in their place ends it: it cannot be read, or there are too many."""
    seen = 0
    folders = [(os.fspath(root), "", 0)]
    while folders:
        folder, prefix, depth = folders.pop()
        entries = _scan(folder)
        seen += len(entries or ())
        if entries is None or seen > _MOST or depth > DEEPEST:
            yield prefix, None
            return
        files = []
        for named in entries:
            if not stat.S_ISDIR(named[1].st_mode) or is_link(named[1]):
                files.append(named)
            elif deep and named[0] not in SKIPPED:
                folders.append((f"{folder}/{named[0]}", f"{prefix}{named[0]}/", depth + 1))
        yield prefix, files


def _scan(folder: str) -> list[_Named] | None:
    try:
        with os.scandir(folder) as entries:
            return [(entry.name, entry.stat(follow_symlinks=False)) for entry in entries]
    except OSError:
        return None


def _stamp(status: os.stat_result) -> str:
    return (
        f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} "
        f"{status.st_ino} {status.st_dev} {status.st_mode}"
    )


def _newest(status: os.stat_result) -> int:
    latest = max(status.st_mtime_ns, status.st_ctime_ns)
    return latest if latest % 1_000_000 else latest + _COARSE
