"""The last good version of a file with an error, or the board without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from bulletin.check import CheckDay, check_board
from bulletin.load import BOARD_FILE, EventCache, load_board
from bulletin.load.history.log import History, Version
from bulletin.load.history.revisions import FileHistory
from bulletin.load.sources import Sources
from bulletin.load.uniqueness import Seniority
from bulletin.load.withdrawn import is_withdrawn
from bulletin.model.board import Board
from bulletin.pipeline.causes import find_causes, tell_at_causes
from bulletin.problems import OUR_FAULT, Problem, Severity


@dataclass(frozen=True, slots=True)
class LastGood:
    """The board with older versions in place of files with errors; None where no file had any.

    `restored` says when the older versions were committed, `left_out` which files are not shown at all.
    """

    board: Board | None
    restored: Mapping[str, datetime]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a board is read from: its files, who was there first among them, the day, what is loaded."""

    sources: Sources
    history: History
    seniority: Seniority
    when: CheckDay
    kept: EventCache


def use_last_good(reading: Reading, problems: Sequence[Problem]) -> LastGood:
    """Put older versions in place of files with errors until nothing is wrong, or nothing is left to try.

    So for a venue, a partner or a calendar that is gone and still needed. Leaving one file out can put
    another in the wrong (its partner is gone), so it goes round until all is well; each round uses up a
    version of some file, so it ends.
    """
    history = reading.history
    replaced: dict[str, bytes | None] = {}
    committed: dict[str, datetime] = {}
    versions: dict[str, Iterator[Version]] = {}
    board: Board | None = None
    faults = Counter(problem.ref.path for problem in problems if problem.rule is OUR_FAULT)
    failing = _failing(problems, reading.sources, reading, replaced)
    while failing:
        for path in _first_to_restore(failing):
            if path not in versions:
                versions[path] = _versions(reading, path, faults[path])
            version = next(versions[path], None)
            replaced[path] = version.data if version else None
            committed.pop(path, None)
            if version:
                committed[path] = version.committed
        now = reading.sources.replaced(replaced)
        restored = replace(reading.seniority, history=_RestoredHistory(history, committed))
        loaded = load_board(now, restored, cache=reading.kept, today=reading.when.today)
        board = loaded.board
        if board is None:
            raise AssertionError("board.yaml is never replaced by an older version")
        errors = check_board(board, reading.when, only=Severity.ERROR)
        failing = _failing([*loaded.problems, *errors], now, reading, replaced)
    left_out = tuple(sorted(path for path, data in replaced.items() if data is None))
    return LastGood(board, dict(sorted(committed.items())), left_out)


def _versions(reading: Reading, path: str, faults: int) -> Iterator[Version]:
    """The versions to try; not those that mistakes of ours, so many, have come up at already."""
    present = reading.sources.records.get(path)
    if present is None:
        return _not_withdrawn(reading.history.last_versions(path), b"")
    found = _not_withdrawn(reading.history.versions(path), present)
    if not faults:
        return found
    return islice((each for each in found if each.data != present), faults - 1, None)


def _not_withdrawn(versions: Iterator[Version], present: bytes) -> Iterator[Version]:
    """The versions up to the one that was taken off the board: nothing before it is shown again."""
    is_off = is_withdrawn(present)
    for version in versions:
        if is_withdrawn(version.data) != is_off:
            return
        yield version


def _failing(
    problems: Sequence[Problem], now: Sources, reading: Reading, replaced: Mapping[str, bytes | None]
) -> list[str]:
    """The files to try in an older version; one that is gone, as long as there is a version to try."""
    causes = find_causes(problems, now.records, (), reading.history)
    known = [cause for cause in causes if cause.is_known and replaced.get(cause.path, b"") is not None]
    told = tell_at_causes(problems, known, (), reading.when.today)
    paths = {problem.ref.path for problem in told if problem.is_error}
    gone = {cause.path for cause in known if not cause.is_there}
    return sorted(path for path in paths if (path in now.records or path in gone) and path != BOARD_FILE)


def _first_to_restore(failing: list[str]) -> list[str]:
    """Partners, venues and days off before events: those may be wrong only for want of them."""
    needed = [path for path in failing if not path.startswith("events/")]
    return needed or failing


@dataclass(frozen=True, slots=True)
class _RestoredHistory(FileHistory):
    """History in which a restored file was committed when its last good version was."""

    history: History
    times: Mapping[str, datetime]

    def committed(self, path: str) -> datetime | None:
        return self.times.get(path) or self.history.committed(path)

    def created(self, path: str) -> datetime | None:
        return self.history.created(path)

    def appeared(self, path: str) -> datetime | None:
        return self.history.appeared(path)

    def held_since(self, path: str, text: bytes) -> datetime | None:
        return self.history.held_since(path, text)

    def removed_translations(self, path: str) -> datetime | None:
        return self.history.removed_translations(path)
