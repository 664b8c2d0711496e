"""One pass over the history of the content folder: when each path was added, changed and removed.

The commit time of a change is the committer date along the first-parent chain, but at least one second after
the first parent's. So everything that a merge brings has the time of the merge, a clock that was set back
changes nothing, and no later build ever gives an earlier time than this one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from bulletin.formats.records import slug_of, split_name
from bulletin.load.fields.record_source import without_tag
from bulletin.load.history.git import Blobs, GitFailed, find_git, find_repository, run_git, stream_git
from bulletin.load.history.revisions import LATEST
from bulletin.load.sources import BOARD_FILE

MOST_VERSIONS = 20
MOST_MOVES = 5
"""How often the content folder itself may have moved; earlier places are not followed."""

_LATEST = int(LATEST.timestamp())
_LOG = ("log", "--first-parent", "-m", "-M", "--raw", "-z", "--no-abbrev", "--format=%H %ct")
# Commits that touch nothing here are listed too: commit times come after theirs.
_WHOLE = ("--reverse", "--sparse", "--no-ext-diff", "-O/dev/null")
_instant = partial(datetime.fromtimestamp, tz=UTC)


@dataclass(frozen=True, slots=True)
class Version:
    """One committed version of a file, and its commit time (UTC)."""

    data: bytes
    committed: datetime


@dataclass(slots=True)
class _File:
    created: int
    committed: int
    appeared: int
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


class _Commit(NamedTuple):
    """A commit of the first-parent chain; `date` is the committer's, in seconds."""

    id: str
    date: int
    changes: list[_Change]


@dataclass(slots=True)
class _Log:
    """What the commits read so far say: the files there are and were, and when translations were removed."""

    files: dict[str, _File] = field(default_factory=dict)
    gone: dict[str, _File] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)

    def apply(self, moment: int, changes: list[_Change], earlier: dict[str, int]) -> None:
        """Take over what one commit did. `earlier`: creation of paths that moved here with the folder."""
        gone: dict[str, _File] = {}
        for change in changes:
            if change.status in "DR" and (file := self.files.pop(change.old, None)):
                gone[change.old] = self.gone[change.old] = file
                if change.was_file and split_name(change.old)[1]:
                    self.removed[without_tag(change.old)] = moment
        # The same record in the other notation (x.yaml, then x.md) is the same record.
        by_record = {
            _record(change.old): gone[change.old].created
            for change in changes
            if change.status == "D" and change.old in gone
        }
        for change in changes:
            if change.status == "D":
                continue
            file = self.files.get(change.path)
            if file is None:
                created, origins = earlier.get(change.path, moment), frozenset[str]()
                if change.status == "R" and change.old in gone:
                    created = gone[change.old].created
                    origins = gone[change.old].origins | {change.old}
                elif by_record:
                    created = by_record.get(_record(change.path), created)
                file = self.files[change.path] = _File(created, moment, moment, origins=origins)
            file.committed = moment
            if change.is_file:
                file.versions.append((moment, change.oid))
                if len(file.versions) > 2 * MOST_VERSIONS:
                    del file.versions[:-MOST_VERSIONS]


class Tip(NamedTuple):
    """What a history was read from: the folder, its path in the repository, the commit."""

    folder: Path
    prefix: str
    commit: str


class History:
    """What version history knows of the content folder. Paths are relative to it, as in `SourceRef`.

    `is_shallow`: the repository holds its history only in part, so none of it is used. `problem`: one line
    saying why the history of a repository cannot be used, "" when it is, or when there is no repository.
    Close it when versions were read.
    """

    def __init__(
        self,
        folder: Path,
        log: _Log | None = None,
        tip: Tip | None = None,
        *,
        is_shallow: bool = False,
        problem: str = "",
    ) -> None:
        self.is_shallow = is_shallow
        self.problem = problem
        self.tip = tip
        self._log = log or _Log()
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

    def appeared(self, path: str) -> datetime | None:
        """When the path came to be there, under whatever name its file was before."""
        file = self._find(path)
        return _instant(file.appeared) if file else None

    def held_since(self, path: str, text: bytes) -> datetime | None:
        """Since when the path has held a text; None when its last committed version does not.

        What the oldest of its newest versions holds, it is taken to have held from the beginning.
        """
        since = None
        for version in self.versions(path):
            if text not in version.data:
                return since
            since = version.committed
        return since and self.appeared(path)

    def origins(self, path: str) -> frozenset[str]:
        """The paths the file had before it was renamed to this one."""
        file = self._find(path)
        return file.origins if file else frozenset()

    def removed_translations(self, path: str) -> datetime | None:
        """When a translation beside the record at `path` was last removed or renamed away."""
        moment = self._log.removed.get(without_tag(path))
        return None if moment is None else _instant(moment)

    def versions(self, path: str, most: int = MOST_VERSIONS) -> Iterator[Version]:
        """The newest committed versions of the path, newest first, not further back than its last removal."""
        yield from self._read(self._find(path), most)

    def last_versions(self, path: str) -> Iterator[Version]:
        """The newest versions of a file that is not there any more, newest first."""
        yield from self._read(self._find(path) or self._log.gone.get(path), MOST_VERSIONS)

    def former_path(self, room: str, slug: str) -> str | None:
        """The path of a record in a folder, by its slug, that was committed once; the last such."""
        known = self._log.gone | self._log.files
        found = [
            (file.versions[-1][0], path)
            for path, file in known.items()
            if path.startswith(f"{room}/") and file.versions and slug_of(split_name(path)[0]) == slug
        ]
        return max(found)[1] if found else None

    def _read(self, file: _File | None, most: int) -> Iterator[Version]:
        for moment, oid in reversed(file.versions[-most:] if file and most > 0 else []):
            data = self._blobs.read(oid)
            if data is not None:
                yield Version(data, _instant(moment))

    def close(self) -> None:
        self._blobs.close()

    def _find(self, path: str) -> _File | None:
        """The committed file; macOS keeps accents in two ways, and git there commits them in one (NFC)."""
        found = self._log.files.get(path)
        return found or (None if path.isascii() else self._log.files.get(normalize("NFC", path)))


def read_history(content: Path, known: History | None = None) -> History:
    """The history of the content folder, from HEAD. Never raises; no repository is no history.

    What is `known` from an earlier call is returned again, as long as HEAD is where it was.
    """
    folder = Path(os.path.realpath(content))
    if find_repository(folder) is None:
        return History(folder)
    if find_git() is None:
        message = "The version history cannot be read, because git is not installed."
        return History(folder, problem=message)
    try:
        answer = run_git(folder, "rev-parse", "--is-shallow-repository", "--show-prefix")
        shallow, _, prefix = answer.decode("utf-8", "surrogateescape").partition("\n")
        tip = Tip(folder, prefix.removesuffix("\n"), _head(folder))
        if not tip.commit or not run_git(folder, "ls-tree", "-z", "--name-only", "HEAD", "--", "."):
            return History(folder)
        if shallow == "true":
            message = "The repository was cloned without its history; fetch all of it (fetch-depth: 0)."
            return History(folder, is_shallow=True, problem=message)
        if known is not None and known.tip == tip:
            return known
        return History(folder, _read_log(tip, MOST_MOVES), tip)
    except GitFailed as error:
        is_partial = _is_partial(folder)
        return History(folder, is_shallow=is_partial, problem=f"The version history cannot be read: {error}.")


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


def _read_log(tip: Tip, moves: int) -> _Log:
    """What the commits up to `tip` say; `moves` is how often the folder may have moved."""
    log = _Log()
    moment = 0
    parent = ""
    for commit in _commits(tip):
        moment = min(max(commit.date, moment + 1), _LATEST)
        earlier: dict[str, int] = {}
        is_added = any(change.status == "A" and change.path == BOARD_FILE for change in commit.changes)
        if parent and moves and is_added:
            earlier = _before_move(tip, parent, commit.id, moves - 1)
        if commit.changes:
            log.apply(moment, commit.changes, earlier)
        parent = commit.id
    return log


def _commits(tip: Tip) -> Iterator[_Commit]:
    """The first-parent chain to `tip`, oldest first, with the changes below its prefix."""
    pathspec = f":(top,literal){tip.prefix}" if tip.prefix else ":(top)"
    parts = stream_git(tip.folder, *_LOG, *_WHOLE, tip.commit, "--", pathspec)
    inside = _inside(tip.prefix)
    commit: _Commit | None = None
    for part in parts:
        line = part.lstrip(b"\n").decode("ascii")
        if line.startswith(":") and commit:
            commit.changes.append(_change(line, parts, inside))
            continue
        if commit:
            yield commit
        commit_id, _, seconds = line.partition(" ")
        commit = _Commit(commit_id, int(seconds or 0), [])  # a damaged commit may have no date
    if commit:
        yield commit


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


def _before_move(tip: Tip, parent: str, commit: str, moves: int) -> dict[str, int]:
    """When the files were created that `commit` moved here together with the board's; empty if it did not."""
    folder, prefix = tip.folder, tip.prefix
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
    past = _read_log(Tip(folder, before, parent), moves).files
    return {
        path.removeprefix(prefix): past[old.removeprefix(before)].created
        for path, old in renamed.items()
        if path.startswith(prefix) and old.startswith(before) and old.removeprefix(before) in past
    }


def _record(path: str) -> tuple[str, str, str]:
    """Folder, name and language tag: what is one record, in whichever notation."""
    return (path.rpartition("/")[0], *split_name(path))
