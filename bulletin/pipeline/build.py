"""The story: files → Board → Problems → SitePlan → bytes → disk, each call taking the last one's value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bulletin.check import BaseBoard, CheckDay, check_board
from bulletin.files import Reason, UnreadableFile
from bulletin.load import BOARD_FILE, load_board
from bulletin.load.history.at_commit import find_renames, records_at_commit
from bulletin.load.history.log import History, read_history
from bulletin.load.serve_cache import ServeCache
from bulletin.load.sources import Sources, read_file, read_sources
from bulletin.model.board import Board
from bulletin.model.site.plan import OutputFile
from bulletin.model.zones import use_pinned_zones
from bulletin.pipeline.last_good import use_last_good
from bulletin.pipeline.site import load_theme_of, render_site
from bulletin.plan import plan_site
from bulletin.problems import Problem, UnusableBoard, UnusableInput, merge_hints, sorted_problems
from bulletin.write import WriteReport, write_site

Clock = Callable[[], datetime]
"""Tells the instant, aware. Only `cli.py` makes one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """How a content folder is read. `today` is the day to take for today, None for the clock's."""

    clock: Clock
    today: date | None = None
    jobs: int = 1
    cache: ServeCache | None = None
    """What `serve` keeps from one look to the next."""

    def today_on(self, board: Board | None) -> date:
        """The day it is at the board."""
        if self.today:
            return self.today
        now = self.clock()
        return now.astimezone(ZoneInfo(board.info.timezone)).date() if board else now.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build, and where to. `themes` is a folder of the board's own themes, if it is there.

    `strict` writes nothing where a file has an error or version history cannot be read.
    """

    content: Path
    themes: Path
    out: Path
    reading: ReadingOptions
    strict: bool = False


@dataclass(frozen=True, slots=True)
class CheckedBoard:
    """A board as it stands, and everything wrong with the files it was read from.

    `board` holds what may be published: `restored` names the files shown in their last good version, with
    the time of its commit, `left_out` those not shown at all. It is None when board.yaml is unusable.
    """

    board: Board | None
    problems: tuple[Problem, ...]
    sources: Sources
    when: CheckDay
    history_problem: str = ""
    """Why version history could not be read though there is some; "" when all is well."""
    restored: Mapping[str, datetime] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    @property
    def today(self) -> date:
        return self.when.today

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of a build. `report` is None where `--strict` refused to write anything."""

    checked: CheckedBoard
    report: WriteReport | None


def build(
    asked: BuildRequest,
    tell: Callable[[CheckedBoard], None],
    progress: Callable[[Iterator[OutputFile], int], Iterator[OutputFile]],
) -> BuildResult:
    """Build the site into `asked.out`.

    `tell` is given the checked board before a theme or a disk can fail; `progress` stands between the
    rendering of files and their writing, and is given the number of pages. Raises `UnusableInput`,
    `UnusableBoard`, `UnusableTheme` and `UnusableOutput`, one line for the operator.
    """
    checked = publishable_board(asked.content, asked.reading)
    tell(checked)
    if asked.strict and (checked.has_errors or checked.history_problem):
        return BuildResult(checked, None)
    assert checked.board is not None
    theme = load_theme_of(checked.board.info, asked.themes)
    site = plan_site(checked.board, checked.today)
    files = render_site(site, theme, jobs=asked.reading.jobs)
    report = write_site(progress(files, len(site.pages)), asked.out, content=asked.content)
    return BuildResult(checked, report)


def publishable_board(content: Path, reading: ReadingOptions) -> CheckedBoard:
    """The board to publish: each file with an error in its last good version, or left out.

    Raises `UnusableInput` when there is no content folder, `UnusableBoard` when board.yaml cannot be used.
    """
    use_pinned_zones()
    cache = reading.cache
    sources = read_content(content, cache)
    history = read_history(content, cache.history if cache else None)
    if cache:
        cache.history = history
    events = cache.events if cache else None
    loaded = load_board(sources, history, jobs=reading.jobs, cache=events)
    if loaded.board is None:
        raise UnusableBoard(_first_error(content, loaded.problems), loaded.problems)
    when = CheckDay(
        reading.today_on(loaded.board),
        paths=frozenset(sources.records),
        origins=_origins(loaded.board, history),
    )
    problems = [*loaded.problems, *check_board(loaded.board, when)]
    good = use_last_good(sources, history, problems, when, events)
    return CheckedBoard(
        good.board or loaded.board,
        tuple(sorted_problems(merge_hints(problems))),
        sources,
        when,
        history.problem,
        good.restored,
        good.left_out,
    )


def check_content(
    content: Path, reading: ReadingOptions, *, base: str | None = None, new: frozenset[str] = frozenset()
) -> CheckedBoard:
    """Everything wrong with a content folder as it stands; nothing is replaced by older versions.

    `base` names the commit to compare with; files new against it, and those in `new`, are handed in now.
    """
    use_pinned_zones()
    sources = read_content(content)
    history = read_history(content)
    loaded = load_board(sources, history, jobs=reading.jobs)
    before = _read_base(content, base, sources) if base else None
    added = frozenset(sources.records) - before.paths if before else frozenset()
    when = CheckDay(
        reading.today_on(loaded.board),
        new | added,
        before,
        frozenset(sources.records),
        _origins(loaded.board, history),
    )
    problems = list(loaded.problems)
    if loaded.board:
        problems += check_board(loaded.board, when)
    return CheckedBoard(
        loaded.board, tuple(sorted_problems(merge_hints(problems))), sources, when, history.problem
    )


def read_content(content: Path, cache: ServeCache | None = None) -> Sources:
    """The files of a content folder. Raises `UnusableInput` when there is no such folder."""
    try:
        return read_sources(content, cache.files.reader() if cache else read_file)
    except UnreadableFile as error:
        if error.reason is Reason.MISSING:
            message = f"{content}: there is no such folder. Name the content folder with --content."
        else:
            message = f"{content}: this folder cannot be read."
        raise UnusableInput(message) from error


def _read_base(content: Path, commit: str, sources: Sources) -> BaseBoard:
    """The board as it was at a commit. Raises `UnusableHistory`."""
    records = records_at_commit(content, commit)
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
