"""The operations that change a disk, and the writes that are made of them."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_NEW = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
)  # O_EXCL: neither a link nor a file somebody else is writing is ever written into
TEMPORARY = ".bulletin-tmp"
_OURS = (".bulletin-lock", ".bulletin-stage")


class Disk:
    """Every change that is made to a disk, as one operation each, none of them buffered.

    Tests pass a subclass that counts, fails or dies at the n-th operation, to see what a full disk or a
    `kill -9` at that moment leaves behind. Nothing else is ever passed.
    """

    def open_new(self, path: str) -> int:
        """A descriptor of a file that did not exist."""
        return os.open(path, _NEW, 0o666)

    def write(self, descriptor: int, data: memoryview) -> int:
        """How many bytes were written: on a filling disk perhaps fewer than given."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        os.close(descriptor)

    def rename(self, old: str, new: str) -> None:
        """Put a whole file in the place of another, or of none, in one step."""
        for _ in range(20 if sys.platform == "win32" else 0):
            # Windows refuses while a virus scanner holds the new file, which it does for a moment.
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
    """Whether a file name (not a path) is that of one of our own temporary files, left behind or in use."""
    return name.startswith(".") and (name.endswith(TEMPORARY) or name.startswith(_OURS))


def create(path: str, data: bytes, *, sync: bool = False, disk: Disk = DISK) -> None:
    """Write a file that did not exist, or remove what was begun. Raises `OSError`."""
    descriptor = disk.open_new(path)
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


def write_atomic(path: Path, data: bytes, *, disk: Disk = DISK) -> None:
    """Write a whole file, or leave the old one as it was; makes the folders above it. Raises `OSError`.

    The bytes are on the disk (fsync) before they take the place of the old ones, so that a power cut
    leaves one or the other too. They are first written beside the file, as `.NAME.PID.bulletin-tmp`.
    """
    name = f".{path.name}.{os.getpid()}{TEMPORARY}"
    if len(os.fsencode(name)) > 255:
        name = f".{hashlib.sha256(os.fsencode(path.name)).hexdigest()}.{os.getpid()}{TEMPORARY}"
    temporary = os.fspath(path.parent / name)
    os.makedirs(path.parent, exist_ok=True)
    with suppress(FileNotFoundError):  # left by a killed run with the same process number
        disk.unlink(temporary)
    create(temporary, data, sync=True, disk=disk)
    try:
        disk.rename(temporary, os.fspath(path))
    except BaseException:
        with suppress(OSError):
            disk.unlink(temporary)
        raise


def write_new(path: Path, data: bytes) -> None:
    """Write a file that did not exist, and make the folders above it; never replaces anything.

    Raises `FileExistsError` for a file that is there by now, and any other `OSError`.
    """
    os.makedirs(path.parent, exist_ok=True)
    create(os.fspath(path), data, sync=True)


def write_all_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that did not exist, by their paths below `folder`: all of them, or none.

    Raises `FileExistsError` for a file that is there by now, and any other `OSError`.
    """
    written: list[Path] = []
    try:
        for path, data in files.items():
            write_new(folder / path, data)
            written.append(folder / path)
    except BaseException:
        for file in written:
            with suppress(OSError):
                DISK.unlink(os.fspath(file))
        for above in sorted({above for path in files for above in Path(path).parents}, reverse=True):
            with suppress(OSError):  # something of others lies in it
                DISK.rmdir(os.fspath(folder / above))
        raise
