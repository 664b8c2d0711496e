"""Two years of version history: who committed what and when, as a stream for `git fast-import`.

A part of the commits comes as pull requests: commits beside the main line, and a merge that lands them. The
same acts give the same commit ids.
"""

from __future__ import annotations

import os
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

from benchmarks.town.words import PEOPLE

_OPENS = time(13, 30)
_LONGEST_DAY = timedelta(hours=8)
_ZONE = "-0500"


@dataclass(frozen=True, slots=True)
class Act:
    """What one commit does on a day: files written (None: deleted), files renamed from → to, why, by whom.

    Acts of one `group` and day are one commit. `venue` is a venue's old and new id: every file then names it.
    """

    day: date
    group: str
    message: str
    files: Mapping[str, bytes | None]
    renames: tuple[tuple[str, str], ...] = ()
    venue: tuple[str, str] = ("", "")

    def below(self, prefix: str) -> Act:
        """The same with its paths below a folder."""
        files = {prefix + path: data for path, data in self.files.items()}
        renames = tuple((prefix + old, prefix + new) for old, new in self.renames)
        return replace(self, files=files, renames=renames)


@dataclass(slots=True)
class _Stream:
    """A fast-import stream, the marks of the main line, and what stands there."""

    random: Random
    parts: list[bytes] = field(default_factory=list)
    mark: int = 0
    began: datetime | None = None
    main: list[int] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def _next(self) -> int:
        self.mark += 1
        return self.mark

    def blob(self, data: bytes) -> int:
        """The mark of these bytes."""
        mark = self._next()
        self.parts.append(b"blob\nmark :%d\ndata %d\n%s\n" % (mark, len(data), data))
        return mark

    def commit(self, branch: str, author: str, written: datetime, committed: datetime, message: str) -> int:
        """Begin a commit; its parents and changes follow."""
        mark = self._next()
        email = f"{author.split()[0].lower()}@harrow-valley.example"
        self.parts.append(
            f"commit refs/heads/{branch}\nmark :{mark}\n"
            f"author {author} <{email}> {int(written.timestamp())} {_ZONE}\n"
            f"committer {author} <{email}> {int(committed.timestamp())} {_ZONE}\n"
            f"data {len(message.encode())}\n{message}\n".encode()
        )
        return mark

    def line(self, text: str) -> None:
        self.parts.append(f"{text}\n".encode())


def format_history(acts: list[Act], random: Random) -> bytes:
    """The stream that makes all acts commits, oldest first, those of a group and day together."""
    grouped: dict[tuple[date, str], list[Act]] = defaultdict(list)
    for act in acts:
        grouped[act.day, act.group].append(act)
    days: dict[date, list[list[Act]]] = defaultdict(list)
    for (day, _), together in sorted(grouped.items(), key=lambda item: item[0][0]):
        days[day].append(together)
    stream = _Stream(random)
    moved = {act.venue: act.day for act in acts if act.venue[0]}
    for day, groups in days.items():
        step = min(timedelta(minutes=17), _LONGEST_DAY / len(groups))
        for number, together in enumerate(groups):
            moment = datetime.combine(day, _OPENS, UTC) + number * step
            stream.began = stream.began or moment
            _commit(stream, together, moment, moved)
    stream.line("reset refs/heads/pull\nfrom 0000000000000000000000000000000000000000\n")
    return b"".join(stream.parts)


def _commit(
    stream: _Stream, acts: list[Act], moment: datetime, moved: Mapping[tuple[str, str], date]
) -> None:
    """One commit on the main line, or a merge of one to three beside it."""
    random = stream.random
    changes: dict[str, bytes | None] = {}
    renames: list[tuple[str, str]] = []
    for act in acts:
        renames += act.renames
        for path, data in act.files.items():
            changes[path] = None if data is None else _as_of(act.day, data, moved)
        if act.venue[0]:
            changes |= _renamed_venue(stream.files, *act.venue)
    marks = {path: None if data is None else stream.blob(data) for path, data in changes.items()}
    message, author = acts[0].message, random.choice(PEOPLE)
    beside = 0
    if stream.main and random.random() < 0.25:
        beside = _pull(stream, marks, renames, author, moment, message)
        message, author = f"Merge pull request: {message}", random.choice(PEOPLE[:3])
    mark = stream.commit("main", author, moment, moment, message)
    if beside:
        stream.line(f"merge :{beside}")
    _write(stream, marks, renames)
    stream.main.append(mark)
    for old, new in renames:
        stream.files[new] = stream.files.pop(old)
    for path, data in changes.items():
        if data is None:
            stream.files.pop(path, None)
        else:
            stream.files[path] = data


def _pull(
    stream: _Stream, marks: Mapping[str, int | None], renames: list[tuple[str, str]], author: str,
    moment: datetime, message: str,
) -> int:  # fmt: skip
    """The commits of a pull request, begun some commits before, where all it changes stood already."""
    random = stream.random
    # What is deleted or renamed may have come with the last commit, so such a branch begins there.
    back = 1 if renames or None in marks.values() else random.randrange(1, 9)
    stream.line(f"reset refs/heads/pull\nfrom :{stream.main[-min(back, len(stream.main))]}\n")
    parts = random.choice((1, 1, 2, 3)) if not renames else 1
    paths = list(marks)
    written = max(moment - timedelta(hours=random.randrange(3, 90)), stream.began or moment)
    last = 0
    for number in range(min(parts, len(paths)) or 1):
        told = (
            message if number == 0 else random.choice(("Mend a typo", "As the library asked", "Add the rest"))
        )
        chosen = {path: marks[path] for path in paths[number::parts]}
        last = stream.commit("pull", author, written, written, told)
        _write(stream, chosen, renames)
        written += timedelta(minutes=random.randrange(2, 50))
    return last


def _write(stream: _Stream, marks: Mapping[str, int | None], renames: list[tuple[str, str]]) -> None:
    for old, new in renames:
        stream.line(f"R {old} {new}")
    for path, mark in marks.items():
        stream.line(f"D {path}" if mark is None else f"M 100644 :{mark} {path}")
    stream.line("")


def _as_of(day: date, data: bytes, moved: Mapping[tuple[str, str], date]) -> bytes:
    """The record with the names that the venues had on that day."""
    for (old, new), since in moved.items():
        if day < since:
            data = data.replace(f"venue: {new}\n".encode(), f"venue: {old}\n".encode())
    return data


def _renamed_venue(files: Mapping[str, bytes], old: str, new: str) -> Iterator[tuple[str, bytes]]:
    before, after = f"venue: {old}\n".encode(), f"venue: {new}\n".encode()
    for path, data in files.items():
        if before in data:
            yield path, data.replace(before, after)


def write_history(folder: Path, stream: bytes) -> None:
    """A repository in `folder` with that history, and its files checked out.

    Raises `CalledProcessError` when git says no. Nobody's settings reach it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = kept | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
    for command, given in (
        (("init", "--quiet", "--initial-branch=main", "--object-format=sha1", "--template="), b""),
        (("fast-import", "--quiet", "--done"), stream + b"done\n"),
        (("reset", "--quiet", "--hard", "main"), b""),
    ):
        subprocess.run(
            ("git", *command), cwd=folder, env=environment, input=given, check=True, capture_output=True
        )
