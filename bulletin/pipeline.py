"""load → check → plan → render → write, each a call that takes the last one's value.

Here alone the stages meet. What is published of a file with an error is its last good version
(DESIGN.md, Problems); without version history it is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bulletin.check import Base, When, check_board
from bulletin.files import Reason, UnreadableFile
from bulletin.load import BOARD_FILE, Loaded, load_board
from bulletin.load.history import History, Version, find_renames, read_history, read_revision
from bulletin.load.landings import Landed
from bulletin.load.sources import Sources, read_sources
from bulletin.model.board import Board
from bulletin.model.site import OutputFile, Site
from bulletin.model.zones import use_pinned_zones
from bulletin.plan import plan_site
from bulletin.problems import Problem, UnusableBoard, UnusableInput, sorted_problems
from bulletin.render import render_site
from bulletin.render.html import load_theme, packaged_themes
from bulletin.render.themes import Theme
from bulletin.write import WriteReport, write_site

Clock = Callable[[], datetime]
"""Tells the instant, aware. Only `cli.py` makes one."""

MOST_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class Checked:
    """A board as it stands, and everything wrong with the files it was read from.

    `board` holds what may be published: `restored` names the files shown in their last good version,
    with the time it landed, `left_out` those not shown at all. It is None when board.yaml is unusable.
    """

    board: Board | None
    problems: tuple[Problem, ...]
    sources: Sources
    when: When
    obstacle: str = ""
    """Why version history could not be read though there is some; "" when all is well."""
    restored: Mapping[str, datetime] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    checked: Checked
    site: Site
    written: WriteReport | None


def today_on(board: Board | None, now: datetime) -> date:
    """The day it is at the board."""
    return now.astimezone(ZoneInfo(board.info.timezone)).date() if board else now.date()


def read_content(content: Path) -> Sources:
    """The files of a content folder. Raises `UnusableInput` when there is no such folder."""
    try:
        return read_sources(content)
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
) -> Checked:
    """Everything wrong with a content folder as it stands; nothing is replaced by older versions.

    `base` names the revision to compare with; files new against it, and those in `new`, are handed in now.
    """
    use_pinned_zones()
    sources = read_content(content)
    history = read_history(content)
    loaded = load_board(sources, history)
    before = _read_base(content, base, sources) if base else None
    added = frozenset(sources.records) - before.paths if before else frozenset()
    when = When(today or today_on(loaded.board, now()), new | added, before)
    problems = list(loaded.problems)
    if loaded.board:
        problems += check_board(loaded.board, when)
    return Checked(loaded.board, tuple(sorted_problems(problems)), sources, when, history.obstacle)


def build_board(content: Path, now: Clock, *, today: date | None = None) -> Checked:
    """The board to publish: each file with an error in its last good version, or left out."""
    use_pinned_zones()
    sources = read_content(content)
    history = read_history(content)
    loaded = load_board(sources, history)
    if loaded.board is None:
        raise UnusableBoard(_first_error(content, loaded.problems), loaded.problems)
    when = When(today or today_on(loaded.board, now()), frozenset(), None)
    problems = [*loaded.problems, *check_board(loaded.board, when)]
    mended = _mend(sources, history, loaded, problems, when)
    return Checked(
        mended.board,
        tuple(sorted_problems(problems)),
        sources,
        when,
        history.obstacle,
        mended.restored,
        mended.left_out,
    )


def build_site(checked: Checked, themes: tuple[Path, ...]) -> tuple[Site, Theme]:
    """What to publish of a board, and the theme to render it with. Raises `UnusableTheme`."""
    assert checked.board is not None
    info = checked.board.info
    theme = load_theme((*themes, packaged_themes()), info.theme, info.theme_options)
    return plan_site(checked.board, checked.when.today), theme


def render_files(site: Site, theme: Theme, *, jobs: int = 1) -> Iterator[OutputFile]:
    """Every file of the site."""
    return render_site(site, theme, jobs=jobs)


def write_files(files: Iterator[OutputFile], out: Path, content: Path) -> WriteReport:
    """The files on disk, in the order that never leaves a dead link."""
    return write_site(files, out, content=content)


@dataclass(frozen=True, slots=True)
class _Mended:
    board: Board
    restored: Mapping[str, datetime]
    left_out: tuple[str, ...]


def _mend(sources: Sources, history: History, loaded: Loaded, problems: list[Problem], when: When) -> _Mended:
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
        for path in failing:
            older = versions.setdefault(path, history.versions(path, MOST_VERSIONS))
            version = next(older, None)
            replaced[path] = version.data if version else None
            landed.pop(path, None)
            if version:
                landed[path] = version.landed
        now = sources.replaced(replaced)
        loaded = load_board(now, _Restored(history, landed))
        board = loaded.board
        if board is None:
            raise AssertionError("board.yaml is never replaced by an older version")
        failing = _failing([*loaded.problems, *check_board(board, when)], now)
    assert board is not None
    gone = tuple(sorted(path for path, data in replaced.items() if data is None))
    return _Mended(board, dict(sorted(landed.items())), gone)


def _failing(problems: list[Problem], sources: Sources) -> list[str]:
    paths = {problem.ref.path for problem in problems if problem.is_error}
    return sorted(path for path in paths if path in sources.records and path != BOARD_FILE)


@dataclass(frozen=True, slots=True)
class _Restored(Landed):
    """History in which a restored file landed when its last good version did."""

    history: History
    times: Mapping[str, datetime]

    def landed(self, path: str) -> datetime | None:
        return self.times.get(path) or self.history.landed(path)

    def created(self, path: str) -> datetime | None:
        return self.history.created(path)

    def removed_translations(self, path: str) -> datetime | None:
        return self.history.removed_translations(path)


def _read_base(content: Path, revision: str, sources: Sources) -> Base:
    """The board as it was at `revision`. Raises `UnusableHistory`."""
    records = read_revision(content, revision)
    board = load_board(Sources(records)).board
    return Base(board, frozenset(records), find_renames(records, sources.records))


def _first_error(content: Path, problems: tuple[Problem, ...]) -> str:
    """The first thing wrong in board.yaml, on one line."""
    own = [problem for problem in problems if problem.is_error and problem.ref.path == BOARD_FILE]
    first = sorted_problems(own)[0]
    return " ".join(f"{content / str(first.ref)}: {first.message} {first.hint}".split())
