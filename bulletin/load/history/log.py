"""One pass over the history of the content folder: when each path came, changed and went.

The commit time of a file is the committer date along the first-parent chain, but at least one second
after the first parent's. So a merge lands everything it brings at its own time, a clock that went back
changes nothing, and no later build ever says an earlier time than this one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self
from unicodedata import normalize

from bulletin.formats.names import split_name
from bulletin.load.history.git import Blobs, GitFailed, find_git, find_repository, run_git, stream_git
from bulletin.load.history.revisions import LATEST

MOST_VERSIONS = 20
MOST_MOVES = 5
"""How often the content folder itself may have moved; earlier places are not followed."""

BOARD_FILE = "board.yaml"

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = int((LATEST - _FIRST).total_seconds())
_LOG = ("log", "--first-parent", "-m", "-M", "--raw", "-z", "--no-abbrev", "--format=%H %ct")
# Commits that touch nothing here are listed too: their dates push those of the next ones.
_WHOLE = ("--reverse", "--sparse", "--no-ext-diff", "-O/dev/null")


@dataclass(frozen=True, slots=True)
class Version:
    """One committed version of a file, and its commit time (UTC)."""

    data: bytes
    committed: datetime


@dataclass(slots=True)
class _File:
    created: int
    committed: int
    versions: list[tuple[int, str]] = field(default_factory=list)
    origins: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Change:
    """One line of `git log --raw`: the status letter, both modes, the new object id, the paths."""

    status: str
    was_file: bool
    is_file: bool
    oid: str
    old: str
    path: str


class History:
    """What version history knows of the content folder. Paths are relative to it, as in `SourceRef`.

    `is_shallow`: the repository holds its history only in part, so none of it is used. `problem`: one line
    saying why the history of a repository cannot be used, "" when it is, or when there is no repository.
    Close it, or use it in a `with`, when versions were read.
    """

    def __init__(self, folder: Path, *, is_shallow: bool = False, problem: str = "") -> None:
        self.is_shallow = is_shallow
        self.problem = problem
        self.tip: tuple[Path, str, str] | None = None
        """Folder, its path in the repository and the commit that all of this was read from."""
        self._files: dict[str, _File] = {}
        self._removed: dict[str, int] = {}
        self._blobs = Blobs(folder)

    def committed(self, path: str) -> datetime | None:
        """The commit time of the path's last change; None when it is not under version control.

        A change that is not committed yet has none, so that of the committed version stays.
        """
        file = self._find(path)
        return _instant(file.committed) if file else None

    def created(self, path: str) -> datetime | None:
        """When the path, or what it was renamed from, was first committed; anew after a removal."""
        file = self._find(path)
        return _instant(file.created) if file else None

    def origins(self, path: str) -> frozenset[str]:
        """The paths the file had before it was renamed to this one."""
        file = self._find(path)
        return file.origins if file else frozenset()

    def removed_translations(self, path: str) -> datetime | None:
        """When a translation beside the record at `path` was last removed or renamed away."""
        moment = self._removed.get(_beside(path))
        return None if moment is None else _instant(moment)

    def versions(self, path: str, most: int = MOST_VERSIONS) -> Iterator[Version]:
        """The newest committed versions of the path, newest first, not further back than its last removal."""
        file = self._find(path)
        for moment, oid in reversed(file.versions[-most:] if file and most > 0 else []):
            data = self._blobs.read(oid)
            if data is not None:
                yield Version(data, _instant(moment))

    def close(self) -> None:
        self._blobs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.close()

    def _find(self, path: str) -> _File | None:
        """The committed file; macOS keeps accents in two ways, and git there commits them in one (NFC)."""
        found = self._files.get(path)
        return found or (None if path.isascii() else self._files.get(normalize("NFC", path)))

    def _apply(self, moment: int, changes: list[_Change], earlier: dict[str, int]) -> None:
        """Take over what one commit did. `earlier`: when paths came that moved here with the whole folder."""
        gone: dict[str, _File] = {}
        for change in changes:
            if change.status in "DR" and (file := self._files.pop(change.old, None)):
                gone[change.old] = file
                if change.was_file and split_name(change.old)[1]:
                    self._removed[_beside(change.old)] = moment
        # The same record in the other notation (x.yaml, then x.md) is the same record.
        by_record = {
            _record(change.old): gone[change.old].created
            for change in changes
            if change.status == "D" and change.old in gone
        }
        for change in changes:
            if change.status == "D":
                continue
            file = self._files.get(change.path)
            if file is None:
                created, origins = earlier.get(change.path, moment), frozenset[str]()
                if change.status == "R" and change.old in gone:
                    created = gone[change.old].created
                    origins = gone[change.old].origins | {change.old}
                elif by_record:
                    created = by_record.get(_record(change.path), created)
                file = self._files[change.path] = _File(created, moment, origins=origins)
            file.committed = moment
            if change.is_file:
                file.versions.append((moment, change.oid))
                if len(file.versions) > 2 * MOST_VERSIONS:
                    del file.versions[:-MOST_VERSIONS]


def read_history(content: Path, known: History | None = None) -> History:
    """The history of the content folder, from HEAD. Never raises; no repository is no history.

    What is `known` from an earlier call is returned again, as long as HEAD is where it was.
    """
    folder = Path(os.path.realpath(content))
    history = History(folder)
    if find_repository(folder) is None:
        return history
    if find_git() is None:
        history.problem = "The version history cannot be read, because git is not installed."
        return history
    try:
        answer = run_git(folder, "rev-parse", "--is-shallow-repository", "--show-prefix").decode(
            "utf-8", "surrogateescape"
        )
        shallow, _, prefix = answer.partition("\n")
        prefix = prefix.removesuffix("\n")
        commit = _head(folder)
        if not commit or not run_git(folder, "ls-tree", "-z", "--name-only", "HEAD", "--", "."):
            return history
        if shallow == "true":
            message = "The repository was cloned without its history; fetch all of it (fetch-depth: 0)."
            return History(folder, is_shallow=True, problem=message)
        if known is not None and known.tip == (folder, prefix, commit):
            return known
        _read_log(folder, history, commit, prefix, MOST_MOVES)
        history.tip = folder, prefix, commit
    except GitFailed as error:
        is_partial = _is_partial(folder)
        return History(folder, is_shallow=is_partial, problem=f"The version history cannot be read: {error}.")
    return history


def _head(folder: Path) -> str:
    """The commit that is checked out; "" when there is none yet."""
    try:
        return run_git(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").decode("ascii").strip()
    except GitFailed:
        return ""


def _is_partial(folder: Path) -> bool:
    """Whether the clone left objects out (`--filter`), to be fetched when needed."""
    try:
        return bool(
            run_git(folder, "config", "--get-regexp", r"^(extensions\.partialclone|remote\..*\.promisor)$")
        )
    except GitFailed:
        return False


def _read_log(folder: Path, history: History, tip: str, prefix: str, moves: int) -> None:
    moment = 0
    parent = ""
    for commit, date, changes in _commits(folder, tip, prefix):
        moment = min(max(date, moment + 1), _LATEST)
        earlier: dict[str, int] = {}
        if parent and moves and any(change.status == "A" and change.path == BOARD_FILE for change in changes):
            earlier = _before_move(folder, parent, commit, prefix, moves - 1)
        if changes:
            history._apply(moment, changes, earlier)
        parent = commit


def _commits(folder: Path, tip: str, prefix: str) -> Iterator[tuple[str, int, list[_Change]]]:
    """The first-parent chain to `tip`, oldest first: id, committer date, changes below `prefix`."""
    parts = stream_git(folder, *_LOG, *_WHOLE, tip, "--", f":(top,literal){prefix}" if prefix else ":(top)")
    inside = _inside(prefix)
    commit, date = "", 0
    changes: list[_Change] = []
    for part in parts:
        line = part.lstrip(b"\n").decode("ascii")
        if line.startswith(":"):
            changes.append(_change(line, parts, inside))
            continue
        if commit:
            yield commit, date, changes
        commit, _, seconds = line.partition(" ")
        date, changes = int(seconds or 0), []  # a damaged commit may have no date
    if commit:
        yield commit, date, changes


def _change(line: str, parts: Iterator[bytes], inside: Callable[[bytes], str]) -> _Change:
    """`:100644 100644 <oid> <oid> R087`, with its one or two paths taken from `parts`."""
    was, now, _, oid, status = line[1:].split(" ")
    old = path = inside(next(parts))
    if status[0] in "RC":
        path = inside(next(parts))
    return _Change(status[0], was.startswith("100"), now.startswith("100"), oid, old, path)


def _inside(prefix: str) -> Callable[[bytes], str]:
    length = len(prefix.encode("utf-8", "surrogateescape"))
    return lambda path: path[length:].decode("utf-8", "surrogateescape")


def _before_move(folder: Path, parent: str, commit: str, prefix: str, moves: int) -> dict[str, int]:
    """When the files came that `commit` moved here together with the board's file; empty if it did not."""
    listing = stream_git(
        folder, "diff-tree", "-r", "-M", "--raw", "-z", "--no-abbrev", "-O/dev/null", parent, commit
    )
    whole = _inside("")
    renamed = {
        change.path: change.old
        for change in (_change(line.decode("ascii"), listing, whole) for line in listing)
        if change.status == "R"
    }
    board = renamed.get(prefix + BOARD_FILE, "")
    if board.rpartition("/")[2] != BOARD_FILE:
        return {}
    before = board.removesuffix(BOARD_FILE)
    past = History(folder)
    _read_log(folder, past, parent, before, moves)
    return {
        path.removeprefix(prefix): past._files[old.removeprefix(before)].created
        for path, old in renamed.items()
        if path.startswith(prefix) and old.startswith(before) and old.removeprefix(before) in past._files
    }


def _record(path: str) -> tuple[str, str, str]:
    """Folder, name and language tag: what is one record, in whichever notation."""
    return (path.rpartition("/")[0], *split_name(path))


def _beside(path: str) -> str:
    """The record that a translation belongs to: its folder and name."""
    return f"{path.rpartition('/')[0]}/{split_name(path)[0]}"


def _instant(seconds: int) -> datetime:
    return _FIRST + timedelta(seconds=seconds)
