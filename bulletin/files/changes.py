"""Several files of a folder changed as one: new ones first, what they replace last."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.files.disk import DISK, Disk, write_atomic


@dataclass(frozen=True, slots=True)
class FileChanges:
    """Files to write, with all their bytes, and files to remove, by paths below a folder.

    Each file is whole at every moment. A run that ends in between has written some files and removed none, or
    written all and removed some: the same changes again bring what is missing.
    """

    written: Mapping[str, bytes] = field(default_factory=dict)
    removed: tuple[str, ...] = ()


def apply_changes(folder: Path, changes: FileChanges, *, disk: Disk = DISK) -> None:
    """Make the changes on the disk. Raises `OSError`."""
    for path, data in changes.written.items():
        write_atomic(folder / path, data, disk=disk)
    for path in changes.removed:
        with suppress(FileNotFoundError):
            disk.unlink(os.fspath(folder / path))
    for above in sorted({os.path.dirname(path) for path in changes.removed} - {""}):
        with suppress(OSError):  # it is not empty, or not there
            disk.rmdir(os.fspath(folder / above))
