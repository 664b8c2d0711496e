"""load → check → plan → render → write, each a call that takes the last one's value.

Here alone the stages meet. A site is planned and rendered whole (`build_site`, `render_files`), or part by
part by several processes while this one writes (`outline_site`, `render_outline`): the bytes are the same.

What is published of a file with an error is its last good version (DESIGN.md, Problems); without version
history it is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bulletin.check import Base, When, check_board
from bulletin.files import Reason, UnreadableFile
from bulletin.load import BOARD_FILE, Kept, load_board
from bulletin.load.history import History, find_renames, read_history, read_revision
from bulletin.load.memory import Memory
from bulletin.load.sources import Sources, read_sources
from bulletin.model.board import Board
from bulletin.model.site import OutputFile, Site
from bulletin.model.zones import use_pinned_zones
from bulletin.pipeline.mending import mend
from bulletin.plan import (
    Addresses,
    Outline,
    plan_addresses,
    plan_outline,
    plan_part,
    plan_readers,
    plan_remainder,
    plan_site,
)
from bulletin.problems import Problem, Severity, UnusableBoard, UnusableInput, sorted_problems
from bulletin.render import Written, render_part, render_site
from bulletin.render.html import load_theme, packaged_themes, theme_assets
from bulletin.render.themes import Theme
from bulletin.workers import Lost, share_out, start_method
from bulletin.write import WriteReport, write_site

Clock = Callable[[], datetime]
"""Tells the instant, aware. Only `cli.py` makes one."""

Readers = dict[str, dict[str, int]]
"""By the id of an event: the files its text went into, n times as an item of a feed, 0 as a whole."""

SMALL = {"fork": 300, "spawn": 4000}
"""So many pages are made sooner than other processes are started, by the way they are started."""

PART = 10
"""Pages planned and rendered together: few enough that nobody waits long for the last ones."""


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
    unchecked: Board | None = None
    """The board as its files stand, while only errors have been looked for in it (see `check_rest`)."""

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)


def today_on(board: Board | None, now: datetime) -> date:
    """The day it is at the board."""
    return now.astimezone(ZoneInfo(board.info.timezone)).date() if board else now.date()


def read_content(content: Path, memory: Memory | None = None) -> Sources:
    """The files of a content folder. Raises `UnusableInput` when there is no such folder."""
    try:
        return read_sources(content, memory.files if memory else None)
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
    when = When(
        today or today_on(loaded.board, now()),
        new | added,
        before,
        frozenset(sources.records),
        _origins(loaded.board, history),
    )
    problems = list(loaded.problems)
    if loaded.board:
        problems += check_board(loaded.board, when)
    return Checked(loaded.board, tuple(sorted_problems(problems)), sources, when, history.obstacle)


def build_board(
    content: Path,
    now: Clock,
    *,
    today: date | None = None,
    jobs: int = 1,
    memory: Memory | None = None,
    kept: Kept | None = None,
    errors_only: bool = False,
) -> Checked:
    """The board to publish: each file with an error in its last good version, or left out.

    Events that are `kept` from an earlier build are not read again. With a `memory` no unchanged file is, and
    only errors are looked for: until `check_rest` is asked, other problems are told as they were. With
    `errors_only` they are not told at all: ask `find_remarks`.
    """
    use_pinned_zones()
    sources = read_content(content, memory)
    history = read_history(content, memory.history if memory else None)
    if memory:
        memory.history, kept = history, memory.events
    loaded = load_board(sources, history, jobs=jobs, kept=kept)
    if loaded.board is None:
        raise UnusableBoard(_first_error(content, loaded.problems), loaded.problems)
    when = When(
        today or today_on(loaded.board, now()),
        frozenset(),
        None,
        frozenset(sources.records),
        _origins(loaded.board, history),
    )
    only = Severity.ERROR if memory or errors_only else None
    problems = [*loaded.problems, *check_board(loaded.board, when, only=only)]
    mended = mend(sources, history, loaded, problems, when, kept)
    if memory:
        problems += (problem for problem in memory.remarks if problem.ref.path in sources.records)
    return Checked(
        mended.board,
        tuple(sorted_problems(problems)),
        sources,
        when,
        history.obstacle,
        mended.restored,
        mended.left_out,
        loaded.board if only else None,
    )


def find_remarks(checked: Checked) -> list[Problem]:
    """All that is wrong besides errors, where only those were looked for."""
    if checked.unchecked is None:
        return []
    return [problem for problem in check_board(checked.unchecked, checked.when) if not problem.is_error]


def check_rest(checked: Checked, memory: Memory) -> Checked:
    """The same with all its problems, once nobody waits for it."""
    if checked.unchecked is None:
        return checked
    found = check_board(checked.unchecked, checked.when)
    others = set(checked.problems).difference(memory.remarks)
    memory.remarks = tuple(problem for problem in found if not problem.is_error)
    return replace(checked, problems=tuple(sorted_problems([*others, *found])), unchecked=None)


def build_site(checked: Checked, themes: tuple[Path, ...]) -> tuple[Site, Theme]:
    """What to publish of a board, and the theme to render it with. Raises `UnusableTheme`."""
    assert checked.board is not None
    theme = load_theme_of(checked.board, themes)
    return plan_site(checked.board, checked.when.today), theme


def load_theme_of(board: Board, themes: tuple[Path, ...]) -> Theme:
    """The theme a board names, out of folders of its own or of ours. Raises `UnusableTheme`."""
    return load_theme((*themes, packaged_themes()), board.info.theme, board.info.theme_options)


def render_files(site: Site, theme: Theme) -> Iterator[OutputFile]:
    """Every file of the site."""
    return render_site(site, theme)


def outline_site(checked: Checked, themes: tuple[Path, ...]) -> tuple[Outline, Theme]:
    """What to publish of a board, not yet planned, and the theme for it. Raises `UnusableTheme`."""
    assert checked.board is not None
    return plan_outline(checked.board, checked.when.today), load_theme_of(checked.board, themes)


def render_outline(
    outline: Outline, theme: Theme, *, jobs: int = 1, readers: Readers | None = None
) -> Iterator[OutputFile]:
    """Every file of the site, planned and rendered part by part by as many processes as `jobs` says.

    They come in no particular order. `readers` learns which files each event's text went into. Raises
    `UnusableTheme`.
    """
    yield from theme_assets(theme)
    work = _PlanAndRender(outline, theme)
    alone = jobs < 2 or outline.pages <= SMALL[start_method()]
    addresses: list[tuple[str, str]] = []
    for part, answer in share_out(work, outline.parts(PART), jobs=1 if alone else jobs):
        # A process that died costs time and nothing else: its part is made here.
        files, found, places = work(part) if isinstance(answer, Lost) else answer
        addresses += found
        if readers is not None:
            for path, event_id, number in places:
                readers.setdefault(event_id, {})[path] = number
        yield from files
    for asset in plan_remainder(outline, tuple(addresses)):
        yield OutputFile(asset.route, asset.data)


class _PlanAndRender:
    """What each process does with a part. Slips, VEVENTs and news are made once and kept for the next."""

    def __init__(self, outline: Outline, theme: Theme) -> None:
        self.outline = outline
        self.theme = theme
        self.written = Written()

    def __call__(self, part: range) -> tuple[list[OutputFile], Addresses, list[tuple[str, str, int]]]:
        site = plan_part(self.outline, part)
        files = list(render_part(site, self.theme, self.written))
        return files, plan_addresses(self.outline, site), [*plan_readers(site)]

    def __reduce__(self) -> tuple[Callable[..., _PlanAndRender], tuple[Board, date, Theme]]:
        """To a process that is not forked goes what it can make the outline from."""
        return _plan_and_render, (self.outline.board, self.outline.today, self.theme)


def _plan_and_render(board: Board, today: date, theme: Theme) -> _PlanAndRender:
    use_pinned_zones()
    return _PlanAndRender(plan_outline(board, today), theme)


def write_files(
    files: Iterator[OutputFile], out: Path, content: Path, *, keep: frozenset[str] = frozenset()
) -> WriteReport:
    """The files on disk, in the order that never leaves a dead link; those in `keep` stay as they are."""
    return write_site(files, out, content=content, keep=keep)


def _read_base(content: Path, revision: str, sources: Sources) -> Base:
    """The board as it was at `revision`. Raises `UnusableHistory`."""
    records = read_revision(content, revision)
    board = load_board(Sources(records)).board
    return Base(board, frozenset(records), find_renames(records, sources.records))


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
