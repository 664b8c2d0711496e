"""Commits upon branches of their own: no index, no checkout, nothing of the working tree is touched."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bulletin.files import FileChanges, apply_changes
from bulletin.load.history.git import Blobs, GitFailed, run_git
from bulletin.problems import UnusableHistory

_LONGEST_LOCK = 300
"""Seconds after which the lock of a branch is nobody's any more."""
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f<>]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit to be made: the files by their paths in the content folder, and whose name it carries."""

    branch: str
    parent: str
    message: str
    author: str
    email: str
    moment: datetime
    files: Mapping[str, bytes] = field(default_factory=dict)


def write_commit(content: Path, commit: Commit) -> None:
    """Make the commit and put the branch at it, in one step. Raises `UnusableHistory`."""
    folder = Path(os.path.realpath(content))
    try:
        if _checked_out(folder) == f"refs/heads/{commit.branch}":
            raise UnusableHistory(
                f"{content}: somebody looks at {commit.branch} there at this moment. "
                "Switch back to the board, then run this again."
            )
        prefix = run_git(folder, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").strip("\n")
        told = b"".join(_stream(commit, prefix))
        _free_branch(folder, commit)
        # What is taken from a partner is on the disk before the original is moved. Of a run that is killed
        # while it tells git what to write, nothing is.
        done = ("fast-import", "--quiet", "--force", "--done")
        run_git(folder, "-c", "core.fsync=committed", *done, told=told)
    except GitFailed as error:
        raise UnusableHistory(f"{content}: {commit.branch} cannot be written ({error}).") from error


def _free_branch(folder: Path, commit: Commit) -> None:
    """Take away the lock of a git that was killed: one that works holds it for a moment."""
    lock = run_git(folder, "rev-parse", "--git-path", f"refs/heads/{commit.branch}.lock")
    path = folder / lock.decode("utf-8", "surrogateescape").removesuffix("\n")
    with suppress(OSError):
        if path.lstat().st_mtime < commit.moment.timestamp() - _LONGEST_LOCK:
            apply_changes(path.parent, FileChanges(removed=(path.name,)))


def _checked_out(folder: Path) -> str:
    """The branch that the working tree is of; "" for none."""
    try:
        return run_git(folder, "symbolic-ref", "--quiet", "HEAD").decode("utf-8", "replace").strip()
    except GitFailed:
        return ""


def _stream(commit: Commit, prefix: str) -> Iterator[bytes]:
    who = f"{_bare(commit.author)} <{_bare(commit.email)}> {int(commit.moment.timestamp())} +0000"
    yield f"commit refs/heads/{commit.branch}\n".encode()
    yield f"author {who}\ncommitter {who}\n".encode()
    yield _data(commit.message.encode("utf-8", "replace"))
    yield f"from {commit.parent}\n".encode()
    for path, data in sorted(commit.files.items()):
        yield b"M 100644 inline %s\n" % _quoted(prefix + path)
        yield _data(data)
    yield b"done\n"


def _data(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)


def _quoted(path: str) -> bytes:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'.encode("utf-8", "surrogateescape")


def _bare(name: str) -> str:
    return " ".join(_NOT_IN_NAMES.sub(" ", name).split()) or "board"


def has_file(content: Path, commit: str, name: str) -> bool:
    """Whether a file of the content folder is part of a commit."""
    try:
        run_git(Path(os.path.realpath(content)), "cat-file", "-e", f"{commit}:./{name}")
    except GitFailed:
        return False
    return True


def changed_files(content: Path, before: str, after: str, below: str) -> dict[str, bytes]:
    """The files below a folder of the content folder that differ between two commits, as they are in `after`.

    What is gone there, a link and a file that is too large are left out. Raises `UnusableHistory`.
    """
    folder = Path(os.path.realpath(content))
    arguments = ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff")
    try:
        listing = run_git(folder, *arguments, "--relative", before, after, "--", below)
    except GitFailed as error:
        raise UnusableHistory(f"{content}: what waits cannot be read ({error}).") from error
    oids = {}
    parts = listing.split(b"\0")
    for about, name in zip(parts[::2], parts[1::2], strict=False):
        _, mode, _, oid, kind = about.split()
        if kind != b"D" and mode.startswith(b"100"):
            oids[name.decode("utf-8", "surrogateescape")] = oid.decode("ascii")
    blobs = Blobs(folder)
    try:
        read = dict(zip(oids, blobs.read_each(oids.values()), strict=True))
    finally:
        blobs.close()
    return {path: data for path, data in read.items() if data is not None}
