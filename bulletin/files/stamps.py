"""What the disk says of files without opening them, as in git's index: size, times, inode, device, kind.

A file whose stamp is the same has the same bytes, unless it was written twice within one tick of the disk's
clock. So a stamp counts only when it was taken after that tick was over (`Stamps.newest`).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from bulletin.files.read import is_link
from bulletin.files.tree import DEEPEST, SKIPPED

_MOST = 5_000_000
"""Entries looked at: a site may hold more files than a folder that people fill by hand."""

_COARSE = 2_000_000_000
"""Nanoseconds: the longest tick of a disk that tells no fractions of a second (FAT)."""


@dataclass(frozen=True, slots=True)
class Stamps:
    """Stamps of what lies below a folder. `newest` is when the latest change was certainly over, in ns."""

    of: dict[str, str]
    newest: int = 0


def stamp_files(root: Path, skip: Callable[[str], bool] | None = None) -> Stamps | None:
    """The stamp of every file below `root`, by path; None where that cannot be told (no folder, too many).

    Folders of programs (`.git`, caches) are left out, as in `list_tree`, and names that `skip` says.
    """
    found: dict[str, str] = {}
    newest = _walk(root, skip, lambda prefix, name, stamp: found.__setitem__(prefix + name, stamp))
    return None if newest is None else Stamps(found, newest)


def stamp_folders(root: Path, skip: Callable[[str], bool] | None = None) -> Stamps | None:
    """One stamp for all files of each folder below `root`, by path with `/` at its end ("" is `root`)."""
    lines: dict[str, list[str]] = {}

    def note(prefix: str, name: str, stamp: str) -> None:
        lines.setdefault(prefix, []).append(f"{name}\0{stamp}")

    newest = _walk(root, skip, note)
    if newest is None:
        return None
    return Stamps({prefix: _join(names) for prefix, names in lines.items()}, newest)


def stamp_folder(root: Path, prefix: str, skip: Callable[[str], bool] | None = None) -> Stamps | None:
    """The same for one of these folders alone."""
    try:
        entries = [
            (name, status)
            for name, status in _scan(f"{os.fspath(root)}/{prefix}")
            if not stat.S_ISDIR(status.st_mode) and not (skip and skip(name))
        ]
    except OSError:
        return None
    lines = [f"{name}\0{_stamp(status)}" for name, status in entries]
    return Stamps({prefix: _join(lines)}, max((_newest(status) for _, status in entries), default=0))


def combine(stamps: dict[str, str]) -> str:
    """One stamp for all of them."""
    return blake2b("\n".join(f"{path}\0{stamps[path]}" for path in sorted(stamps)).encode()).hexdigest()


def _join(names: list[str]) -> str:
    return blake2b("\n".join(sorted(names)).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _walk(
    root: Path, skip: Callable[[str], bool] | None, note: Callable[[str, str, str], object]
) -> int | None:
    newest = seen = 0
    folders = [(os.fspath(root), "", 0)]
    while folders:
        folder, prefix, depth = folders.pop()
        try:
            entries = _scan(folder)
        except OSError:
            return None
        seen += len(entries)
        if seen > _MOST or depth > DEEPEST:
            return None
        for name, status in entries:
            if skip is not None and skip(name):
                continue
            if stat.S_ISDIR(status.st_mode) and not is_link(status):
                if name not in SKIPPED:
                    folders.append((f"{folder}/{name}", f"{prefix}{name}/", depth + 1))
                continue
            note(prefix, name, _stamp(status))
            newest = max(newest, _newest(status))
    return newest


def _scan(folder: str) -> list[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        return [(entry.name, entry.stat(follow_symlinks=False)) for entry in entries]


def _stamp(status: os.stat_result) -> str:
    return (
        f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} "
        f"{status.st_ino} {status.st_dev} {status.st_mode}"
    )


def _newest(status: os.stat_result) -> int:
    latest = max(status.st_mtime_ns, status.st_ctime_ns)
    return latest if latest % 1_000_000 else latest + _COARSE
