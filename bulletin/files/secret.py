"""A number that only this user of this computer knows, to tell what we wrote from what we did not."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from bulletin.files.disk import write_new
from bulletin.files.read import UnreadableFile, read_bytes

_BYTES = 32


def load_secret(path: Path) -> bytes | None:
    """The 32 bytes in the file at `path`, drawn at random when there is no such file yet.

    None where it cannot be kept, or where others could have written it: a file of somebody else's, one that
    others may write, a link, or one of another length.
    """
    try:
        status = os.lstat(path)
    except OSError:
        return _draw(path)
    if not _is_ours_alone(status):
        return None
    return _read(path)


def _draw(path: Path) -> bytes | None:
    secret = os.urandom(_BYTES)
    try:
        os.makedirs(path.parent, mode=0o700, exist_ok=True)
        write_new(path, secret, mode=0o600)
    except FileExistsError:  # another run was quicker
        return _read(path)
    except (OSError, ValueError):
        return None
    return secret


def _read(path: Path) -> bytes | None:
    try:
        found = read_bytes(path, limit=_BYTES)
    except UnreadableFile:
        return None
    return found if len(found) == _BYTES else None


def _is_ours_alone(status: os.stat_result) -> bool:
    if not stat.S_ISREG(status.st_mode):
        return False
    if not hasattr(os, "getuid"):  # Windows keeps other users out of one's own folders by itself
        return True
    return status.st_uid == os.getuid() and not status.st_mode & 0o077
