"""load → check → plan → render → write, each a call that takes the last one's value.

Here alone the stages meet:

    pipeline            from a content folder to a board and all that is wrong with it
    pipeline.mending    the last good version of what has errors
    pipeline.making     from a board to the files of its site
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bulletin.check import BaseBoard, CheckDay, check_board
from bulletin.files import Reason, UnreadableFile
from bulletin.load import BOARD_FILE, load_board
from bulletin.load.history import History, find_renames, read_history, records_at_commit
from bulletin.load.serve_cache import ServeCache
from bulletin.load.sources import Sources, read_file, read_sources
from bulletin.model.board import Board
from bulletin.model.zones import use_pinned_zones
from bulletin.pipeline.mending import mend
from bulletin.problems import Problem, Severity, UnusableBoard, UnusableInput, sorted_problems

Clock = Callable[[], datetime]
"""Tells the instant, aware. Only `cli.py` makes one."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A board as it stands, and everything wrong with the files it was read from.

    `board` holds what may be published: `restored` names the files shown in their last good version,
    with the time it landed, `left_out` those not shown at all. It is None when board.yaml is unusable.
    """

    board: Board | None
    problems: tuple[Problem, ...]
    sources: Sources
    when: CheckDay
    obstacle: str = ""
    """Why version history could not be read though there is some; "" when all is well."""
    restored: Mapping[str, datetime] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    unchecked: Board | None = None
    """The board as its files stand, while only errors have been looked for in it (see `check_rest`)."""

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)


def today_on(board: Board | None, now: datetime) -> date:
    """The day it is at the board."""
    return now.astimezone(ZoneInfo(board.info.timezone)).date() if board else now.date()


def read_content(content: Path, memory: ServeCache | None = None) -> Sources:
    """The files of a content folder. Raises `UnusableInput` when there is no such folder."""
    try:
        return read_sources(content, memory.files.reader() if memory else read_file)
    except UnreadableFile as error:
        if error.reason is Reason.MISSING:
            message = f"{content}: there is no such folder. Name the content folder with --content."
        else:
            message = f"{content}: this folder cannot be read."
        raise UnusableInput(message) from error


def check_content(
    content: Path,
    now: Clock,
    *,
    today: date | None = None,
    base: str | None = None,
    new: frozenset[str] = frozenset(),
    jobs: int = 1,
) -> Checked:
    """Everything wrong with a content folder as it stands; nothing is replaced by older versions.

    `base` names the revision to compare with; files new against it, and those in `new`, are handed in now.
    """
    use_pinned_zones()
    sources = read_content(content)
    history = read_history(content)
    loaded = load_board(sources, history, jobs=jobs)
    before = _read_base(content, base, sources) if base else None
    added = frozenset(sources.records) - before.paths if before else frozenset()
    when = CheckDay(
        today or today_on(loaded.board, now()),
        new | added,
        before,
        frozenset(sources.records),
        _origins(loaded.board, history),
    )
    problems = list(loaded.problems)
    if loaded.board:
        problems += check_board(loaded.board, when)
    return Checked(loaded.board, tuple(sorted_problems(problems)), sources, when, history.problem)


def build_board(
    content: Path,
    now: Clock,
    *,
    today: date | None = None,
    jobs: int = 1,
    memory: ServeCache | None = None,
) -> Checked:
    """The board to publish: each file with an error in its last good version, or left out.

    With a `memory` no unchanged file is read again, and only errors are looked for: until `check_rest` is
    asked, other problems are told as they were.
    """
    use_pinned_zones()
    sources = read_content(content, memory)
    history = read_history(content, memory.history if memory else None)
    kept = memory.events if memory else None
    if memory:
        memory.history = history
    loaded = load_board(sources, history, jobs=jobs, cache=kept)
    if loaded.board is None:
        raise UnusableBoard(_first_error(content, loaded.problems), loaded.problems)
    when = CheckDay(
        today or today_on(loaded.board, now()),
        frozenset(),
        None,
        frozenset(sources.records),
        _origins(loaded.board, history),
    )
    only = Severity.ERROR if memory else None
    problems = [*loaded.problems, *check_board(loaded.board, when, only=only)]
    mended = mend(sources, history, loaded, problems, when, kept)
    if memory:
        problems += (problem for problem in memory.advisories if problem.ref.path in sources.records)
    return Checked(
        mended.board,
        tuple(sorted_problems(problems)),
        sources,
        when,
        history.problem,
        mended.restored,
        mended.left_out,
        loaded.board if only else None,
    )


def check_rest(checked: Checked, memory: ServeCache) -> Checked:
    """The same with all its problems, once nobody waits for it."""
    if checked.unchecked is None:
        return checked
    found = check_board(checked.unchecked, checked.when)
    others = set(checked.problems).difference(memory.advisories)
    memory.advisories = tuple(problem for problem in found if not problem.is_error)
    return replace(checked, problems=tuple(sorted_problems([*others, *found])), unchecked=None)


def _read_base(content: Path, revision: str, sources: Sources) -> BaseBoard:
    """The board as it was at `revision`. Raises `UnusableHistory`."""
    records = records_at_commit(content, revision)
    board = load_board(Sources(records)).board
    return BaseBoard(board, frozenset(records), find_renames(records, sources.records))


def _origins(board: Board | None, history: History) -> dict[str, frozenset[str]]:
    """Where the files of events that keep another id than their path's came from."""
    events = board.events.values() if board else ()
    return {
        event.ref.path: history.origins(event.ref.path)
        for event in events
        if event.id != f"{event.partner}/{event.slug}"
    }


def _first_error(content: Path, problems: tuple[Problem, ...]) -> str:
    """The first thing wrong in board.yaml, on one line."""
    own = [problem for problem in problems if problem.is_error and problem.ref.path == BOARD_FILE]
    first = sorted_problems(own)[0]
    return " ".join(f"{content / str(first.ref)}: {first.message} {first.hint}".split())
