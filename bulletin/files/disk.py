"""The few operations that change a disk, and the one atomic write made of them."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

_NEW = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
)  # O_EXCL: neither a link nor a file somebody else is writing is ever written into
TEMPORARY = ".bulletin-tmp"
_OURS = (".bulletin-lock", ".bulletin-stage")


class Disk:
    """Every change that is ever made to a disk, as one operation each, none of them buffered.

    This is the seam for tests: a subclass that counts, fails or dies at the n-th operation shows what
    a full disk or a `kill -9` at that moment leaves behind. Nothing else is ever passed.
    """

    def open_new(self, path: str, mode: int = 0o666) -> int:
        """A descriptor of a file that did not exist; `mode` is who may read and write it."""
        return os.open(path, _NEW, mode)

    def write(self, descriptor: int, data: memoryview) -> int:
        """How many bytes were written: on a filling disk perhaps fewer than given."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        os.close(descriptor)

    def rename(self, old: str, new: str) -> None:
        """Puts a whole file in the place of another, or of none, in one step."""
        for _ in range(20 if sys.platform == "win32" else 0):
            # A virus scanner holds every new file for a moment; POSIX does not mind, Windows refuses.
            with suppress(PermissionError):
                os.replace(old, new)
                return
            time.sleep(0.05)
        os.replace(old, new)

    def unlink(self, path: str) -> None:
        os.unlink(path)

    def mkdir(self, path: str) -> None:
        os.mkdir(path)

    def rmdir(self, path: str) -> None:
        os.rmdir(path)


DISK = Disk()


def is_ours(name: str) -> bool:
    """Whether a file name (not a path) is that of one of our own temporaries, left behind or in use."""
    return name.startswith(".") and (name.endswith(TEMPORARY) or name.startswith(_OURS))


def create(path: str, data: bytes, *, sync: bool = False, mode: int = 0o666, disk: Disk = DISK) -> None:
    """Writes a file that did not exist. What it began it removes, if it cannot finish. Raises `OSError`."""
    descriptor = disk.open_new(path, mode)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[disk.write(descriptor, rest) :]
            if sync:
                disk.sync(descriptor)
        finally:
            disk.close(descriptor)
    except BaseException:
        with suppress(OSError):
            disk.unlink(path)
        raise


def write_atomic(path: Path, data: bytes, *, sync: bool = True, disk: Disk = DISK) -> None:
    """Writes a whole file, or leaves the old one as it was; makes the folders above it. Raises `OSError`.

    The bytes are on the disk (fsync) before they take the place of the old ones, so that a power cut
    leaves one or the other too; without `sync` it may leave neither. The temporary stands beside the file,
    as `.NAME.PID.bulletin-tmp`.
    """
    name = f".{path.name}.{os.getpid()}{TEMPORARY}"
    if len(os.fsencode(name)) > 255:
        name = f".{hashlib.sha256(os.fsencode(path.name)).hexdigest()}.{os.getpid()}{TEMPORARY}"
    temporary = os.fspath(path.parent / name)
    os.makedirs(path.parent, exist_ok=True)
    with suppress(FileNotFoundError):  # left by a killed run that had our number
        disk.unlink(temporary)
    create(temporary, data, sync=sync, disk=disk)
    try:
        disk.rename(temporary, os.fspath(path))
    except BaseException:
        with suppress(OSError):
            disk.unlink(temporary)
        raise


def write_new(path: Path, data: bytes, *, mode: int = 0o666, disk: Disk = DISK) -> None:
    """Writes a file that did not exist, and makes the folders above it; never replaces anything.

    `mode` is who may read and write it, less what the user's own mask forbids.

    Raises `FileExistsError` for a file that is there by now, and any other `OSError`.
    """
    os.makedirs(path.parent, exist_ok=True)
    create(os.fspath(path), data, sync=True, mode=mode, disk=disk)


def remove(path: Path, *, disk: Disk = DISK) -> None:
    """Deletes a file of ours. Raises `OSError`."""
    disk.unlink(os.fspath(path))
