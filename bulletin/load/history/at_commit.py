"""The files of the content folder as they were at another commit, and which were renamed since."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha1, sha256
from pathlib import Path
from typing import NamedTuple

from bulletin.load.history.git import Blobs, GitFailed, run_git
from bulletin.load.sources import Sources, is_attachment
from bulletin.problems import UnusableHistory

SAME_SHARE = 0.6
"""Of the bytes of two files, counted by lines, what they must have in common to be one file renamed."""

_COMMON_LINE = 50

_RECORD = re.compile(
    r"(board\.yaml|((partners|venues|calendars|pages)|events/[^/]+)/[^/.~][^/]*\.(?i:ya?ml|md|markdown))"
)


@dataclass(frozen=True, slots=True)
class FilesAtCommit:
    """The content folder at a commit: its records, pictures and flyers, and the paths of all its files."""

    sources: Sources
    paths: frozenset[str]


def files_at_commit(content: Path, commit: str, now: Sources) -> FilesAtCommit:
    """The files of the content folder where HEAD and `commit` parted, by content path, sorted.

    That is their merge base (what came onto the main branch since is nobody's change here), else the
    commit itself, which is named as git names it. Pictures that are the same `now` are not read again.
    Raises `UnusableHistory` with one line.
    """
    folder = Path(os.path.realpath(content))
    entries = sorted(_list_files(folder, _find_base(folder, commit)))
    oids = {path: oid for path, oid in entries if oid}
    kept = {
        path: data
        for path, data in now.attachments.items()
        if path in oids and oids[path] == _object_id(data, oids[path])
    }
    wanted = [path for path in oids if path not in kept and (_RECORD.fullmatch(path) or is_attachment(path))]
    blobs = Blobs(folder)
    try:
        found = zip(wanted, blobs.read_each(oids[path] for path in wanted), strict=True)
        read = {path: data for path, data in found if data is not None}
    finally:
        blobs.close()
    records = {path: data for path, data in read.items() if _RECORD.fullmatch(path)}
    attachments = {path: data for path, data in (read | kept).items() if path not in records}
    sources = Sources(records, dict(sorted(attachments.items())))
    return FilesAtCommit(sources, frozenset(path for path, _ in entries))


def find_touched(before: FilesAtCommit, now: Sources) -> frozenset[str]:
    """The paths that differ, those of one side alone among them. Line ends are no difference."""
    old, new = before.sources, now
    touched = {
        path
        for path in old.records.keys() | new.records.keys()
        if _unix(old.records.get(path)) != _unix(new.records.get(path))
    }
    touched |= {
        path
        for path in old.attachments.keys() | new.attachments.keys()
        if old.attachments.get(path) != new.attachments.get(path)
    }
    # What is not read (a link, a copy, a file of another kind) is told by its name alone.
    unread = {problem.ref.path for problem in now.problems} - new.records.keys() - new.attachments.keys()
    return frozenset(touched | {path for path in unread if path not in before.paths})


def _unix(data: bytes | None) -> bytes | None:
    return data if data is None else data.replace(b"\r\n", b"\n")


def _object_id(data: bytes, like: str) -> str:
    """The name git gives a file's bytes, by the same digest as another name."""
    digest = sha1 if len(like) == 40 else sha256
    return digest(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def find_renames(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> dict[str, str]:
    """Which path of `now` is which path of `before` under a new name: the same bytes, else the most alike.

    Only paths on one side alone count; each is used once. Ties go to the same folder, then by name.
    """
    gone = {path: data for path, data in sorted(before.items()) if path not in now}
    new = {path: data for path, data in sorted(now.items()) if path not in before}
    found: dict[str, str] = {}
    taken: set[str] = set()
    for pair in sorted(_pairs(gone, new)):
        if -pair.minus_share >= SAME_SHARE and pair.path not in found and pair.old not in taken:
            found[pair.path] = pair.old
            taken.add(pair.old)
    return dict(sorted(found.items()))


class _Pair(NamedTuple):
    """Two files that may be one, renamed; the most alike sort first, then those of one folder."""

    minus_share: float
    is_elsewhere: bool
    path: str
    old: str


def _pairs(gone: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[_Pair]:
    by_data: defaultdict[bytes, list[str]] = defaultdict(list)
    by_line: defaultdict[bytes, list[str]] = defaultdict(list)
    lines: dict[str, Counter[bytes]] = {}
    for old, data in gone.items():
        by_data[data].append(old)
        lines[old] = _lines(data)
        for line in lines[old]:
            by_line[line].append(old)
    for path, data in new.items():
        own = _lines(data)
        alike = set(by_data.get(data, ()))
        for line in own:
            if len(by_line.get(line, ())) <= _COMMON_LINE:  # what all records say tells none of them apart
                alike.update(by_line.get(line, ()))
        for old in alike:
            elsewhere = path.rpartition("/")[0] != old.rpartition("/")[0]
            yield _Pair(-_share(lines[old], own), elsewhere, path, old)


def _lines(data: bytes) -> Counter[bytes]:
    return Counter(line for line in map(bytes.strip, data.splitlines()) if line)


def _share(one: Counter[bytes], other: Counter[bytes]) -> float:
    """How much of the longer text both have, by the length of whole lines; 1.0 for two empty files."""
    longer = max(_weight(one), _weight(other))
    return _weight(one & other) / longer if longer else 1.0


def _weight(lines: Counter[bytes]) -> int:
    return sum((len(line) + 1) * times for line, times in lines.items())


def _find_base(folder: Path, name: str) -> str:
    try:
        run_git(folder, "rev-parse", "--git-dir")
    except GitFailed as error:
        raise UnusableHistory(
            f"{folder}: --base needs the version history, and it cannot be read here ({error})."
        ) from error
    try:
        if name.startswith("-"):
            raise GitFailed("an option is no revision")
        commit = _line(run_git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"))
    except GitFailed as error:
        raise UnusableHistory(
            f"--base {' '.join(name.split())}: there is no such version here. "
            "In a workflow, fetch all of the history (fetch-depth: 0)."
        ) from error
    try:
        return _line(run_git(folder, "merge-base", commit, "HEAD"))
    except GitFailed:
        return commit


def _line(answer: bytes) -> str:
    return answer.decode("ascii").split("\n")[0]


def _list_files(folder: Path, commit: str) -> Iterator[tuple[str, str]]:
    """Path and object id of each file below the folder; "" for links and submodules, which are not read."""
    try:
        listing = run_git(folder, "ls-tree", "-r", "-z", commit, "--", ".")
    except GitFailed as error:
        raise UnusableHistory(f"The files at {commit[:12]} cannot be read: {error}.") from error
    for line in listing.split(b"\0")[:-1]:
        about, _, name = line.partition(b"\t")
        mode, kind, oid = about.split()
        path = name.decode("utf-8", "surrogateescape")
        is_file = kind == b"blob" and mode.startswith(b"100")
        yield path, oid.decode("ascii") if is_file else ""
