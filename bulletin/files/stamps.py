"""What the disk says of files without opening them, as in git's index: size, times, inode, device, kind.

A file whose stamp is the same has the same bytes, unless it was written twice within one tick of the disk's
clock. So a stamp counts only when it was taken after that tick was over (`Stamps.newest`).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

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


def stamp_folders(root: Path, only: Iterable[str] | None = None) -> Stamps | None:
    """One stamp for all files of each folder below `root`, by path with `/` at its end ("" is `root`).

    Of `only` these folders, when they are given.
    """
    found: dict[str, str] = {}
    newest = 0
    walk = (
        _walk(root) if only is None else ((prefix, _files(f"{os.fspath(root)}/{prefix}")) for prefix in only)
    )
    for prefix, files in walk:
        if files is None:
            return None
        lines = [f"{name}\0{_stamp(status)}" for name, status in files]
        if lines:
            found[prefix] = _join(lines)
            newest = max(newest, *(_newest(status) for _, status in files))
    return Stamps(found, newest)


def combine(stamps: dict[str, str]) -> str:
    """One stamp for all of them."""
    lines = "\n".join(f"{path}\0{stamps[path]}" for path in sorted(stamps))
    return blake2b(lines.encode("utf-8", "surrogateescape")).hexdigest()


def _join(names: list[str]) -> str:
    return blake2b("\n".join(sorted(names)).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


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


def _files(folder: str) -> list[_Named] | None:
    entries = _scan(folder)
    if entries is None:
        return None
    return [named for named in entries if not stat.S_ISDIR(named[1].st_mode) or is_link(named[1])]


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
