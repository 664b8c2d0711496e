"""What is at a path on the disk, and which folders a site may be written into."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path

from bulletin.files import is_link
from bulletin.problems import UnusableOutput


class PathState(Enum):
    """What is at a path of the output folder."""

    ABSENT = auto()
    SAME = auto()
    DIFFERENT = auto()
    FOLDER = auto()
    LINK = auto()
    BLOCKED = auto()  # a file where one of its folders should be, or a folder where the file should be


def folders_above(paths: Iterable[str]) -> set[str]:
    """Every folder on the way to any of these paths, without the top one."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def folder_state(full: str) -> PathState:
    """`FOLDER`, `ABSENT`, `LINK` (to anything), or `BLOCKED` by something else."""
    try:
        status = os.lstat(full)
    except (FileNotFoundError, NotADirectoryError):
        return PathState.ABSENT
    if is_link(status):
        return PathState.LINK
    return PathState.FOLDER if stat.S_ISDIR(status.st_mode) else PathState.BLOCKED


def list_files(root: str, below: str) -> list[str]:
    """Every file below a folder; a link counts as one."""
    found = []
    with os.scandir(f"{root}/{below}") as entries:
        for entry in entries:
            path = f"{below}/{entry.name}"
            if folder_state(f"{root}/{path}") is PathState.FOLDER:
                found += list_files(root, path)
            else:
                found.append(path)
    return found


def check_output_folder(out: Path, content: Path | None) -> None:
    """Raises `UnusableOutput` for a link, a file, and a folder that holds, is or lies in `content`."""
    try:
        status = os.lstat(out)
    except OSError:
        status = None
    if status is not None and is_link(status):
        raise UnusableOutput(f"{out}: is a link to another place; give the folder itself.")
    if status is not None and not stat.S_ISDIR(status.st_mode):
        raise UnusableOutput(f"{out}: is a file; the site needs a folder.")
    if content is not None and (_is_within(out, content) or _is_within(content, out)):
        raise UnusableOutput(
            f"{out}: overlaps the content folder {content}; the site needs a folder of its own."
        )


def _is_within(inner: Path, outer: Path) -> bool:
    inner, outer = inner.resolve(), outer.resolve()
    if inner.is_relative_to(outer):
        return True
    with suppress(OSError):  # on a disk that ignores case, the paths may differ in it
        return any(folder.exists() and folder.samefile(outer) for folder in (inner, *inner.parents))
    return False
