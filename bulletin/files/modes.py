"""Who may read and write what lies below a folder, on systems that say so (POSIX)."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from bulletin.files.tree import MOST_ENTRIES, SKIPPED

_HAS_MODES = os.name == "posix"
_LISTED = stat.S_IROTH | stat.S_IXOTH


def writable_by_all(root: Path) -> list[str]:
    """The folders, from `root` down, in which every user of the computer may write, sorted."""
    return sorted(path for path, mode in _modes(root) if stat.S_ISDIR(mode) and mode & stat.S_IWOTH)


def unreadable_by_others(root: Path) -> list[str]:
    """The files and folders, from `root` down, that another user of the computer cannot read, sorted."""
    return sorted(path for path, mode in _modes(root) if not _is_readable(mode))


def _is_readable(mode: int) -> bool:
    wanted = _LISTED if stat.S_ISDIR(mode) else stat.S_IROTH
    return not (stat.S_ISDIR(mode) or stat.S_ISREG(mode)) or mode & wanted == wanted


def _modes(root: Path) -> Iterator[tuple[str, int]]:
    """The mode of `root` and of everything below it, links and hidden files left out."""
    if not _HAS_MODES:
        return
    seen = 0
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in SKIPPED]
        seen += len(names) + 1
        if seen > MOST_ENTRIES:
            return
        for path in (folder, *(os.path.join(folder, name) for name in names if name[:1] != ".")):
            try:
                yield path, os.lstat(path).st_mode
            except OSError:  # gone since
                continue
