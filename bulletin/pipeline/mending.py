"""The last good version of a file with an error (DESIGN.md, Problems), or the board without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bulletin.check import CheckDay, check_board
from bulletin.load import BOARD_FILE, EventCache, Loaded, load_board
from bulletin.load.history import History, Version
from bulletin.load.history.revisions import FileHistory
from bulletin.load.sources import Sources
from bulletin.model.board import Board
from bulletin.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Mended:
    """The board to publish; when the older versions shown in it landed, and which files are left out."""

    board: Board
    restored: Mapping[str, datetime]
    left_out: tuple[str, ...]


def mend(
    sources: Sources,
    history: History,
    loaded: Loaded,
    problems: list[Problem],
    when: CheckDay,
    kept: EventCache | None,
) -> Mended:
    """Put older versions in place of files with errors until nothing is wrong, or nothing is left to try.

    Leaving one file out can put another in the wrong (its partner is gone), so it goes round until all is
    well; each round uses up a version of some file, so it ends.
    """
    replaced: dict[str, bytes | None] = {}
    landed: dict[str, datetime] = {}
    versions: dict[str, Iterator[Version]] = {}
    board = loaded.board
    failing = _failing(problems, sources)
    while failing and board is not None:
        for path in _first_to_mend(failing):
            older = versions.setdefault(path, history.versions(path))
            version = next(older, None)
            replaced[path] = version.data if version else None
            landed.pop(path, None)
            if version:
                landed[path] = version.committed
        now = sources.replaced(replaced)
        loaded = load_board(now, _Restored(history, landed), cache=kept)
        board = loaded.board
        if board is None:
            raise AssertionError("board.yaml is never replaced by an older version")
        errors = check_board(board, when, only=Severity.ERROR)
        failing = _failing([*loaded.problems, *errors], now)
    assert board is not None
    gone = tuple(sorted(path for path, data in replaced.items() if data is None))
    return Mended(board, dict(sorted(landed.items())), gone)


def _first_to_mend(failing: list[str]) -> list[str]:
    """Partners, venues and days off before events: those may be wrong only for want of them."""
    needed = [path for path in failing if not path.startswith("events/")]
    return needed or failing


def _failing(problems: list[Problem], sources: Sources) -> list[str]:
    paths = {problem.ref.path for problem in problems if problem.is_error}
    return sorted(path for path in paths if path in sources.records and path != BOARD_FILE)


@dataclass(frozen=True, slots=True)
class _Restored(FileHistory):
    """History in which a restored file landed when its last good version did."""

    history: History
    times: Mapping[str, datetime]

    def committed(self, path: str) -> datetime | None:
        return self.times.get(path) or self.history.committed(path)

    def created(self, path: str) -> datetime | None:
        return self.history.created(path)

    def removed_translations(self, path: str) -> datetime | None:
        return self.history.removed_translations(path)
