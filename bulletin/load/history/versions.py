"""The content folder at any of its commits, without checking one out.

A proposal is somebody's commit: nothing of it is written to the disk, and a link, a submodule or a file that
is too large is told of by its name alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.files import Entry, Kind, Reason, UnreadableFile, name_entries
from bulletin.load.history.at_commit import FilesAtCommit
from bulletin.load.history.git import Blobs, GitFailed, run_git
from bulletin.load.sources import Sources, is_read, sort_files
from bulletin.problems import UnusableHistory

MOST_FILES = 20_000
"""A commit with more files in the content folder is no board."""


@dataclass(slots=True)
class Versions:
    """Commits of the repository that a content folder lies in. Each file is read once; then `close`."""

    folder: Path
    _blobs: Blobs = field(init=False)
    _read: dict[str, bytes | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder = Path(os.path.realpath(self.folder))
        self._blobs = Blobs(self.folder)

    def close(self) -> None:
        self._blobs.close()

    def find(self, name: str) -> str:
        """The commit of a name. Raises `UnusableHistory`."""
        found = self.find_if_there(name)
        if found is None:
            raise UnusableHistory(
                f"{' '.join(name.split())}: there is no such version here. "
                "In a workflow, fetch all of the history (fetch-depth: 0)."
            )
        return found

    def find_if_there(self, name: str) -> str | None:
        """The commit of a name; None when there is none. Raises `UnusableHistory` without a repository."""
        try:
            run_git(self.folder, "rev-parse", "--git-dir")
        except GitFailed as error:
            raise UnusableHistory(
                f"{self.folder}: the version history is needed, and it cannot be read here ({error})."
            ) from error
        if name.startswith("-"):
            return None
        try:
            return _line(run_git(self.folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"))
        except GitFailed:
            return None

    def parting(self, one: str, other: str) -> str:
        """Where two commits parted; `one` where they have nothing in common."""
        try:
            return _line(run_git(self.folder, "merge-base", one, other))
        except GitFailed:
            return one

    def files(self, commit: str) -> FilesAtCommit:
        """The content folder as it was at a commit. Raises `UnusableHistory`."""
        oids = self._list(commit)
        kinds = {path: _kind(oid) for path, oid in oids.items()}
        entries = name_entries(kinds)
        by_path = {entry.path: oids[entry.path] for entry in entries if entry.path in oids}
        self._fetch(oid for path, oid in by_path.items() if _kind(oid) is Kind.FILE and is_read(path))

        def read(entry: Entry, limit: int) -> bytes:
            data = self._read.get(by_path[entry.path])
            if data is None or len(data) > limit:
                raise UnreadableFile(entry.path, Reason.TOO_BIG)
            return data

        return FilesAtCommit(sort_files(entries, read), frozenset(entry.path for entry in entries))

    def changed_outside(self, one: str, other: str) -> tuple[str, ...]:
        """The files of the repository, outside the content folder, that differ between two commits."""
        prefix, paths = self._changed(one, other)
        return tuple(path for path in paths if not path.startswith(prefix))

    def changed_unread(self, one: str, other: str) -> tuple[str, ...]:
        """The files in the content folder that no board is made of and that differ between two commits."""
        prefix, paths = self._changed(one, other)
        inside = (path.removeprefix(prefix) for path in paths if path.startswith(prefix))
        return tuple(path for path in inside if not is_read(path))

    def _changed(self, one: str, other: str) -> tuple[str, list[str]]:
        """Where the content folder lies in the repository, and all files that differ between two commits."""
        options = ("-r", "-z", "--name-only", "--no-renames", "--no-ext-diff")
        try:
            prefix = _line(run_git(self.folder, "rev-parse", "--show-prefix"))
            listing = run_git(self.folder, "diff-tree", *options, one, other)
        except GitFailed as error:
            raise UnusableHistory(f"The files at {other[:12]} cannot be read: {error}.") from error
        return prefix, [name.decode("utf-8", "replace") for name in listing.split(b"\0") if name]

    def _fetch(self, oids: Iterable[str]) -> None:
        wanted = [oid for oid in dict.fromkeys(oids) if oid not in self._read]
        self._read.update(zip(wanted, self._blobs.read_each(wanted), strict=True))

    def _list(self, commit: str) -> Mapping[str, str]:
        """Path and object id of each file; of a link or a submodule, what it is."""
        try:
            listing = run_git(self.folder, "ls-tree", "-r", "-z", commit, "--", ".")
        except GitFailed as error:
            raise UnusableHistory(f"The files at {commit[:12]} cannot be read: {error}.") from error
        lines = listing.split(b"\0")[:-1]
        if len(lines) > MOST_FILES:
            raise UnusableHistory(f"There are more than {MOST_FILES:,} files; this cannot be a board.")
        found = {}
        for line in lines:
            about, _, name = line.partition(b"\t")
            mode, kind, oid = about.split()
            path = name.decode("utf-8", "surrogateescape")
            if kind == b"blob" and mode.startswith(b"100"):
                found[path] = oid.decode("ascii")
            else:
                found[path] = Kind.SYMLINK if mode == b"120000" else Kind.OTHER
        return found


def _kind(oid: str) -> Kind:
    return Kind(oid) if oid in (Kind.SYMLINK, Kind.OTHER) else Kind.FILE


def _line(answer: bytes) -> str:
    return answer.decode("utf-8", "surrogateescape").split("\n")[0]


def apply_changes(published: FilesAtCommit, touched: frozenset[str], proposal: Sources) -> Sources:
    """What is published, with the files that a proposal touches as it has them."""
    return published.sources.with_files(proposal, touched)
