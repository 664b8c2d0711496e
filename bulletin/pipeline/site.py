"""From the plan of a site to its files, rendered by several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from bulletin.model.board import Board, BoardInfo
from bulletin.model.site.plan import FilePlan, OutputFile, SitePlan, SizedPicture
from bulletin.model.zones import use_pinned_zones
from bulletin.plan import plan_site
from bulletin.problems import BulletinError
from bulletin.render import Renderer
from bulletin.render.html.themes import Theme, ThemeSource, build_theme, packaged_themes, read_theme
from bulletin.workers import Lost, SharedWork, share_out, start_method

SMALL = {"fork": 600, "spawn": 8000}
"""So many files are made sooner than other processes are started, by the way they are started."""

PART = 20
"""Files made together: few enough that nobody waits long for the last ones."""


PICTURE_SECONDS = 10
"""The most processor time the making of one picture may take."""


class FileFailed(Exception):
    """A mistake of ours came up in the making of the file at `path`."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def load_theme_of(info: BoardInfo, themes: Path, known: Theme | None = None) -> Theme:
    """The theme a board names, out of a folder of its own or of ours.

    It is `known` if that is made of the same files. Raises `UnusableTheme`.
    """
    own = (themes,) if themes.is_dir() else ()
    source = read_theme((*own, packaged_themes()), info.theme, info.theme_options)
    return known if known and known.source == source else build_theme(source)


def render_site(
    site: SitePlan, theme: Theme, *, jobs: int, published: Callable[[str], bytes | None] = lambda path: None
) -> Iterator[OutputFile]:
    """Every file of the site, in no particular order. Raises `UnusableTheme`.

    `published` knows the bytes of a path as it was published last. The name of a made picture tells what it
    was made of, so that one that is published already is not made again.
    """
    yield from theme.assets
    yield from _render_pictures(site, jobs, published)
    work = RenderPart(site, theme)
    number = len(work.plans)
    parts = [range(first, min(first + PART, number)) for first in range(0, number, PART)]
    alone = jobs < 2 or number <= SMALL[start_method()]
    for part, answer in share_out(work, parts, SharedWork(jobs=1 if alone else jobs)):
        # A process that died costs time and nothing else: its part is made here.
        yield from work(part) if isinstance(answer, Lost) else answer


def _render_pictures(
    site: SitePlan, jobs: int, published: Callable[[str], bytes | None]
) -> Iterator[OutputFile]:
    wanted = []
    for plan in site.pictures:
        if (data := published(plan.path)) is None:
            wanted.append(plan.make())
        else:
            yield OutputFile(plan.path, data)
    pictures = [each for each in wanted if isinstance(each, SizedPicture)]
    if pictures:
        for made, data in make_pictures(pictures, jobs):
            yield OutputFile(made.route, data)


def make_pictures(pictures: Sequence[SizedPicture], jobs: int) -> Iterator[tuple[SizedPicture, bytes]]:
    """Each with its bytes. They are decoded in other processes: a picture that ends one stays as it was."""
    # Decoders take their time to load, and most builds need none.
    from bulletin.render.pictures import render_picture

    work = SharedWork(jobs=min(jobs, len(pictures)), here=False, seconds=PICTURE_SECONDS)
    for picture, answer in share_out(render_picture, pictures, work):
        yield picture, picture.source if isinstance(answer, Lost) else answer


class RenderPart:
    """What each process does with a part of the plan. What files share is made once in each process."""

    def __init__(self, site: SitePlan, theme: Theme) -> None:
        self.site = site
        self.theme = theme
        self.plans: Sequence[FilePlan] = tuple(site.plans())
        self.renderer = Renderer(theme, site.layouts)

    def __call__(self, part: range) -> list[OutputFile]:
        return [self._make(plan) for plan in self.plans[part.start : part.stop]]

    def _make(self, plan: FilePlan) -> OutputFile:
        try:
            return OutputFile(plan.path, self.renderer.render(plan.make()))
        except BulletinError:
            raise
        except Exception as error:
            raise FileFailed(plan.path) from error

    def __reduce__(self) -> tuple[Callable[..., RenderPart], tuple[Board, date, ThemeSource]]:
        """A process that is not forked plans the site again from what can be sent to it."""
        return _plan_again, (self.site.board, self.site.today, self.theme.source)


def _plan_again(board: Board, today: date, theme: ThemeSource) -> RenderPart:
    use_pinned_zones()
    return RenderPart(plan_site(board, today), build_theme(theme))
