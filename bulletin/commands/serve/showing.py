"""What is shown at the moment: a site whose files are rendered when asked for, or why there is none."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Condition

from bulletin.model.site import Site
from bulletin.pipeline import Checked, Clock, build_board, build_site, render_files
from bulletin.problems import BulletinError, Problem, UnusableBoard, sorted_problems
from bulletin.render.html import theme_assets
from bulletin.render.themes import Theme


@dataclass(frozen=True, slots=True)
class Showing:
    """One state of the content, `number` counting them. `obstacle` says why there is no site, else ""."""

    number: int
    content: Path
    checked: Checked | None = None
    problems: tuple[Problem, ...] = ()
    obstacle: str = ""
    site: Site | None = None
    theme: Theme | None = None
    parts: Mapping[str, Site] = field(default_factory=dict)
    """By the path of each file but the theme's own: a site of this file alone."""
    assets: Mapping[str, bytes] = field(default_factory=dict)
    """The theme's own files by their path."""

    @property
    def home_path(self) -> str:
        """The path of the address it will be published at, which 404.html cannot but begin with."""
        return "/" + self.site.url.split("://", 1)[-1].partition("/")[2] if self.site else "/"

    def __contains__(self, path: str) -> bool:
        return path in self.parts or path in self.assets

    def file(self, path: str) -> bytes:
        """The bytes of one file. Raises `KeyError`, and `UnusableTheme` for what its template asks for."""
        if path in self.assets:
            return self.assets[path]
        assert self.theme is not None
        for file in render_files(self.parts[path], self.theme):
            if file.path == path:
                return file.data
        raise KeyError(path)


def show(content: Path, themes: Path, clock: Clock, *, today: date | None, number: int) -> Showing:
    """The content as it is now. Raises neither for what stands in content or theme nor for our mistakes."""
    shown = Showing(number, content)
    try:
        checked = build_board(content, clock, today=today)
        shown = replace(shown, checked=checked, problems=checked.problems)
        site, theme = build_site(checked, (themes,) if themes.is_dir() else ())
    except UnusableBoard as error:
        return replace(shown, problems=tuple(sorted_problems(list(error.problems))), obstacle=str(error))
    except BulletinError as error:
        return replace(shown, obstacle=str(error))
    except Exception:
        return replace(
            shown, obstacle=f"This is a mistake of ours; please report it.\n{traceback.format_exc()}"
        )
    assets = {asset.path: asset.data for asset in theme_assets(theme)}
    return replace(shown, site=site, theme=theme, parts=_parts(site), assets=assets)


def _parts(site: Site) -> dict[str, Site]:
    empty = replace(site, pages=(), calendars=(), news=(), assets=())
    found: dict[str, Site] = {}
    for page in site.pages:
        found[page.path] = replace(empty, pages=(page,))
    for calendar in site.calendars:
        found[calendar.route] = replace(empty, calendars=(calendar,))
    for news in site.news:
        found[news.route] = replace(empty, news=(news,))
    for asset in site.assets:
        found[asset.route] = replace(empty, assets=(asset,))
    return found


class Board:
    """The showing of this moment, for all who ask; and a way to wait for the next one."""

    def __init__(self, first: Showing) -> None:
        self._now = first
        self._changed = Condition()

    @property
    def now(self) -> Showing:
        return self._now

    def change(self, showing: Showing) -> None:
        with self._changed:
            self._now = showing
            self._changed.notify_all()

    def wait(self, number: int, seconds: float) -> int:
        """The number of the showing once it is another than `number`, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._now.number != number, seconds)
            return self._now.number
