"""A file put aside into a folder beside it, never over another one."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count
from pathlib import Path

from bulletin.files.disk import DISK, Disk
from bulletin.files.read import Reason, UnreadableFile, is_link, read_bytes


def set_aside(file: Path, folder: str, data: bytes, *, disk: Disk = DISK) -> str:
    """Move a file that holds `data` into the folder of this name beside it; the name it has there.

    Where another file has that name, `.2`, `.3` … is added; one with the same bytes is the same file. Raises
    `UnreadableFile` if it holds something else by now, or the folder is a link or no folder; and `OSError`.
    """
    if read_bytes(file, limit=len(data)) != data:
        raise UnreadableFile(os.fspath(file), Reason.CHANGED)
    aside = file.parent / folder
    with suppress(FileExistsError):
        disk.mkdir(os.fspath(aside))
    status = os.lstat(aside)
    if is_link(status):
        raise UnreadableFile(os.fspath(aside), Reason.SYMLINK)
    for number in count(1):
        name = file.name if number == 1 else f"{file.name}.{number}"
        if _is_free(aside / name, data):
            disk.rename(os.fspath(file), os.fspath(aside / name))
            return name
    raise AssertionError("there is always another number")


def _is_free(path: Path, data: bytes) -> bool:
    """Whether nothing is lost when a file with these bytes takes this name."""
    if not os.path.lexists(path):
        return True
    try:
        return read_bytes(path, limit=len(data)) == data
    except UnreadableFile:
        return False
