"""Reading files safely: a regular file of bounded size, and nothing else."""

from __future__ import annotations

import errno
import os
import stat
from enum import StrEnum
from importlib import resources
from pathlib import Path

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_HAS_NOFOLLOW = hasattr(os, "O_NOFOLLOW")
_MOUNT_POINT = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)


class Reason(StrEnum):
    """Why a file was not read."""

    MISSING = "missing"
    SYMLINK = "symlink"
    NOT_A_FILE = "not-a-file"
    TOO_BIG = "too-big"
    DENIED = "denied"
    CHANGED = "changed"


_SENTENCES = {
    Reason.MISSING: "there is no such file",
    Reason.SYMLINK: "it is a link to another place, not a file",
    Reason.NOT_A_FILE: "it is not a file",
    Reason.TOO_BIG: "it is too big",
    Reason.DENIED: "it may not be read, or the disk cannot read it",
    Reason.CHANGED: "it changed while it was being read",
}


class UnreadableFile(OSError):
    """A file that was not read. `reason` says why; `str()` is a line for people."""

    def __init__(self, path: str, reason: Reason) -> None:
        super().__init__(f"{path}: {_SENTENCES[reason]}")
        self.path = path
        self.reason = reason


def is_link(status: os.stat_result) -> bool:
    """Whether an `lstat` is of a symbolic link, or of a Windows junction (a link to a folder)."""
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _MOUNT_POINT


def read_bytes(path: Path, *, limit: int) -> bytes:
    """All bytes of a regular file that holds at most `limit` of them.

    Never follows a link, waits for a pipe or reads more than `limit` + 1 bytes, whatever the file turns
    into meanwhile. Raises `UnreadableFile`: `CHANGED` also for a file that somebody is
    writing at this moment (its size or its time moved between the first and the last byte).
    """
    name = os.fspath(path)
    try:
        before = os.lstat(name)
        if is_link(before):
            raise UnreadableFile(name, Reason.SYMLINK)
        if not stat.S_ISREG(before.st_mode):
            raise UnreadableFile(name, Reason.NOT_A_FILE)
        if before.st_size > limit:
            raise UnreadableFile(name, Reason.TOO_BIG)
        descriptor = os.open(name, _FLAGS)
        try:
            return _read_open(name, descriptor, before, limit)
        finally:
            os.close(descriptor)
    except UnreadableFile:
        raise
    except (OSError, ValueError) as error:
        raise UnreadableFile(name, _reason_of(error)) from error


def _read_open(name: str, descriptor: int, before: os.stat_result, limit: int) -> bytes:
    opened = os.fstat(descriptor)
    if not stat.S_ISREG(opened.st_mode) or (not _HAS_NOFOLLOW and opened.st_ino != before.st_ino):
        raise UnreadableFile(name, Reason.CHANGED)
    data = b""
    while len(data) <= limit:
        chunk = os.read(descriptor, min(max(opened.st_size, 1 << 12), limit - len(data)) + 1)
        if not chunk:
            break
        data += chunk
    after = os.fstat(descriptor)
    if len(data) > limit:
        raise UnreadableFile(name, Reason.TOO_BIG)
    if after.st_mtime_ns != opened.st_mtime_ns or not len(data) == after.st_size == opened.st_size:
        raise UnreadableFile(name, Reason.CHANGED)
    return data


def _reason_of(error: OSError | ValueError) -> Reason:
    if isinstance(error, ValueError):  # a NUL, or half a surrogate pair, in the name: no such file can be
        return Reason.MISSING
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL):
        return Reason.MISSING
    if error.errno in (errno.ELOOP, getattr(errno, "EMLINK", errno.ELOOP)):
        return Reason.SYMLINK
    return Reason.NOT_A_FILE if error.errno in (errno.ENXIO, errno.EISDIR) else Reason.DENIED


def read_package_bytes(package: str, name: str) -> bytes:
    """The bytes of a data file that is installed with a package, also when the package lies in a zip.

    `name` is relative to the package, with `/` between its parts. Raises `UnreadableFile`.
    """
    parts = name.split("/")
    if any(part in ("", ".", "..") or "\\" in part for part in parts):
        raise UnreadableFile(f"{package}/{name}", Reason.MISSING)
    try:
        return resources.files(package).joinpath(*parts).read_bytes()
    except (FileNotFoundError, ModuleNotFoundError, NotADirectoryError) as error:
        raise UnreadableFile(f"{package}/{name}", Reason.MISSING) from error
    except OSError as error:
        raise UnreadableFile(f"{package}/{name}", _reason_of(error)) from error


def list_package_folders(package: str) -> list[str]:
    """The names of the folders inside an installed package, sorted. Raises `UnreadableFile`."""
    try:
        return sorted(entry.name for entry in resources.files(package).iterdir() if entry.is_dir())
    except (ModuleNotFoundError, OSError) as error:
        raise UnreadableFile(package, Reason.MISSING) from error
