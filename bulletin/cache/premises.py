"""What a build is made from, told by stamps: nothing is opened, and nothing large is imported to do so.

Two builds with the same Premises on the same day give the same site.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import bulletin
from bulletin.files import UnreadableFile, combine, read_bytes, stamp_files

_REF_FOLDERS = ("refs", "reftable", "info")
_NOT_HISTORY = frozenset({"index", "FETCH_HEAD", "ORIG_HEAD", "COMMIT_EDITMSG", "gc.log", "description"})
"""Files of a repository that change without another version being checked out."""

_POINTER_BYTES = 10_000


@dataclass(frozen=True, slots=True)
class Premises:
    """`content` holds the stamp of each file of the content folder by its path, `rest` is one for all else.

    `program` is the part of `rest` that decides what is made of a file: our version and our libraries'.
    `settled` says that the disk's clock had gone on since the latest change when the stamps were taken.
    """

    rest: str
    program: str
    content: Mapping[str, str]
    settled: bool


def take_premises(content: Path, themes: Path, settings: Mapping[str, object], clock: int) -> Premises | None:
    """The premises of a build as they are now; None where they cannot be told from outside.

    `settings` are the options the site depends on, `clock` is the time by the disk's clock, in ns.
    """
    records = stamp_files(content)
    program = stamp_files(Path(bulletin.__file__).parent)
    history = _stamp_history(content)
    if records is None or program is None or history is None:
        return None
    versions = {"program": combine(program.of), "python": sys.version, "packages": "\n".join(_installed())}
    told = {
        "settings": repr(sorted(settings.items())),
        "content": os.path.abspath(content),
        "program": combine(versions),
        "history": history,
    }
    newest = records.newest
    for name, folder in (
        ("own themes", themes),
        ("themes", Path(bulletin.__file__).parent.parent / "themes"),
    ):
        found = stamp_files(folder)
        told[name] = f"{os.path.abspath(folder)} {combine(found.of) if found else 'none'}"
        newest = max(newest, found.newest if found else 0)
    return Premises(combine(told), told["program"], records.of, newest < clock)


def digest_content(premises: Premises) -> str:
    """One stamp for all files of the content folder."""
    return combine(dict(premises.content))


def _installed() -> list[str]:
    """The packages installed beside ours, each with its version in its name."""
    found: set[str] = set()
    for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        try:
            found.update(name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))
        except OSError:
            continue
    return sorted(found)


def _stamp_history(content: Path) -> str | None:
    """What is checked out, by the stamps of the repository's own lists; "" without a repository.

    Every commit, fetch or checkout that may change what history tells replaces one of these files. None for
    a repository that is laid out in a way we do not know.
    """
    top = Path(os.path.abspath(content))
    for above in (top, *top.parents):
        place = above / ".git"
        if os.path.isdir(place):
            return _stamp_repository(place)
        if os.path.isfile(place):
            return _stamp_worktree(above, place)
    return ""


def _stamp_worktree(above: Path, place: Path) -> str | None:
    """Of a worktree or submodule, whose repository lies where its `.git` file says."""
    try:
        pointer = read_bytes(place, limit=_POINTER_BYTES).decode("utf-8", "surrogateescape")
        folder = above / pointer.removeprefix("gitdir:").strip()
        shared = folder / "commondir"
        common = folder
        if os.path.lexists(shared):
            told = read_bytes(shared, limit=_POINTER_BYTES).decode("utf-8", "surrogateescape")
            common = folder / told.strip()
    except (UnreadableFile, ValueError):
        return None
    parts = [_stamp_repository(each) for each in (folder, common)]
    return None if None in parts else blake2b("\n".join(map(str, parts)).encode()).hexdigest()


def _stamp_repository(place: Path) -> str | None:
    top = stamp_files(place, deep=False)
    if top is None:
        return None
    stamps = {
        name: stamp
        for name, stamp in top.of.items()
        if name not in _NOT_HISTORY and not name.endswith(".lock")
    }
    for name in _REF_FOLDERS:
        if os.path.isdir(place / name):
            found = stamp_files(place / name)
            if found is None:
                return None
            stamps |= {f"{name}/{path}": stamp for path, stamp in found.of.items()}
    return combine(stamps)
