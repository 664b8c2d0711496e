"""From a board to the files of its site, and to the disk.

A site is planned and rendered whole (`build_site`, `render_files`), or part by part by several processes
while this one writes (`outline_site`, `render_outline`): the bytes are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from bulletin.model.board import Board, BoardInfo
from bulletin.model.site import OutputFile, Site
from bulletin.model.zones import use_pinned_zones
from bulletin.pipeline import Checked
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
from bulletin.render import Renderer, render_part, render_site
from bulletin.render.html import Theme, build_theme, load_theme, packaged_themes
from bulletin.render.html.themes import ThemeSource
from bulletin.workers import Lost, share_out, start_method
from bulletin.write import WriteReport, write_site

Readers = dict[str, dict[str, int]]
"""By the id of an event: the files its text went into, n times as an item of a feed, 0 as a whole."""

SMALL = {"fork": 300, "spawn": 4000}
"""So many pages are made sooner than other processes are started, by the way they are started."""

PART = 10
"""Pages planned and rendered together: few enough that nobody waits long for the last ones."""


def build_site(checked: Checked, themes: tuple[Path, ...]) -> tuple[Site, Theme]:
    """What to publish of a board, and the theme to render it with. Raises `UnusableTheme`."""
    assert checked.board is not None
    theme = load_theme_of(checked.board.info, themes)
    return plan_site(checked.board, checked.when.today), theme


def load_theme_of(info: BoardInfo, themes: tuple[Path, ...]) -> Theme:
    """The theme a board names, out of folders of its own or of ours. Raises `UnusableTheme`."""
    return load_theme((*themes, packaged_themes()), info.theme, info.theme_options)


def render_files(site: Site, theme: Theme) -> Iterator[OutputFile]:
    """Every file of the site."""
    return render_site(site, theme)


def outline_site(checked: Checked) -> Outline:
    """What to publish of a board, not yet planned."""
    assert checked.board is not None
    return plan_outline(checked.board, checked.when.today)


def render_outline(
    outline: Outline, theme: Theme, *, jobs: int = 1, readers: Readers | None = None
) -> Iterator[OutputFile]:
    """Every file of the site, planned and rendered part by part by as many processes as `jobs` says.

    They come in no particular order. `readers` learns which files each event's text went into. Raises
    `UnusableTheme`.
    """
    yield from theme.assets
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
        self.renderer = Renderer(theme, outline.frames)

    def __call__(self, part: range) -> tuple[list[OutputFile], Addresses, list[tuple[str, str, int]]]:
        site = plan_part(self.outline, part)
        files = list(render_part(site, self.renderer))
        return files, plan_addresses(self.outline, site), [*plan_readers(site)]

    def __reduce__(self) -> tuple[Callable[..., _PlanAndRender], tuple[Board, date, ThemeSource]]:
        """To a process that is not forked goes what it can make the outline from."""
        return _plan_and_render, (self.outline.board, self.outline.today, self.renderer.theme.source)


def _plan_and_render(board: Board, today: date, source: ThemeSource) -> _PlanAndRender:
    use_pinned_zones()
    return _PlanAndRender(plan_outline(board, today), build_theme(source))


def write_files(
    files: Iterator[OutputFile], out: Path, content: Path, *, keep: frozenset[str] = frozenset()
) -> WriteReport:
    """The files on disk, in the order that never leaves a dead link; those in `keep` stay as they are."""
    return write_site(files, out, content=content, keep=keep)
