"""The last good version of a file with an error, or the board without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bulletin.check import CheckDay, check_board
from bulletin.load import BOARD_FILE, EventCache, load_board
from bulletin.load.history.log import History, Version
from bulletin.load.history.revisions import FileHistory
from bulletin.load.sources import Sources
from bulletin.model.board import Board
from bulletin.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class LastGood:
    """The board with older versions in place of files with errors; None where no file had any.

    `restored` says when the older versions were committed, `left_out` which files are not shown at all.
    """

    board: Board | None
    restored: Mapping[str, datetime]
    left_out: tuple[str, ...]


def use_last_good(
    sources: Sources, history: History, problems: Sequence[Problem], when: CheckDay, kept: EventCache | None
) -> LastGood:
    """Put older versions in place of files with errors until nothing is wrong, or nothing is left to try.

    Leaving one file out can put another in the wrong (its partner is gone), so it goes round until all is
    well; each round uses up a version of some file, so it ends.
    """
    replaced: dict[str, bytes | None] = {}
    committed: dict[str, datetime] = {}
    versions: dict[str, Iterator[Version]] = {}
    board: Board | None = None
    failing = _failing(problems, sources)
    while failing:
        for path in _first_to_restore(failing):
            older = versions.setdefault(path, history.versions(path))
            version = next(older, None)
            replaced[path] = version.data if version else None
            committed.pop(path, None)
            if version:
                committed[path] = version.committed
        now = sources.replaced(replaced)
        loaded = load_board(now, _RestoredHistory(history, committed), cache=kept, today=when.today)
        board = loaded.board
        if board is None:
            raise AssertionError("board.yaml is never replaced by an older version")
        errors = check_board(board, when, only=Severity.ERROR)
        failing = _failing([*loaded.problems, *errors], now)
    left_out = tuple(sorted(path for path, data in replaced.items() if data is None))
    return LastGood(board, dict(sorted(committed.items())), left_out)


def _first_to_restore(failing: list[str]) -> list[str]:
    """Partners, venues and days off before events: those may be wrong only for want of them."""
    needed = [path for path in failing if not path.startswith("events/")]
    return needed or failing


def _failing(problems: Sequence[Problem], sources: Sources) -> list[str]:
    paths = {problem.ref.path for problem in problems if problem.is_error}
    return sorted(path for path in paths if path in sources.records and path != BOARD_FILE)


@dataclass(frozen=True, slots=True)
class _RestoredHistory(FileHistory):
    """History in which a restored file was committed when its last good version was."""

    history: History
    times: Mapping[str, datetime]

    def committed(self, path: str) -> datetime | None:
        return self.times.get(path) or self.history.committed(path)

    def created(self, path: str) -> datetime | None:
        return self.history.created(path)

    def removed_translations(self, path: str) -> datetime | None:
        return self.history.removed_translations(path)
