"""What a run that was killed while it wrote left behind."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from bulletin.files.disk import DISK, TEMPORARY, Disk
from bulletin.files.locking import is_running

_TEMPORARY = re.compile(rf"\..+\.(\d{{1,18}}){re.escape(TEMPORARY)}")


def clear_leftovers(folder: Path, *, disk: Disk = DISK) -> None:
    """Delete the temporary files of `write_atomic` directly in a folder, but those of a run that goes on.

    A folder that is not there, is a link or cannot be read holds none. Raises `OSError`.
    """
    if folder.is_symlink():
        return
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        found = _TEMPORARY.fullmatch(name)
        if found and not is_running(int(found[1])):
            with suppress(FileNotFoundError):
                disk.unlink(os.fspath(folder / name))
