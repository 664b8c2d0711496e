"""The files of a site, each planned and rendered when somebody asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from threading import Lock

from bulletin.model.board import Board
from bulletin.model.site import Site
from bulletin.plan import Outline, plan_addresses, plan_outline, plan_part, plan_remainder
from bulletin.render import Renderer, render_part
from bulletin.render.html import Theme

_SITEMAP = re.compile(r"sitemap(-\d+)?\.xml")
_TOGETHER = 100
"""Steps planned at a time where all are needed."""


class LazySite:
    """Every file of a site by its path. What was planned or written once is kept for the next who asks."""

    def __init__(self, board: Board, today: date, theme: Theme) -> None:
        self._pages = plan_outline(board, today, pages_only=True)
        self._feeds: Outline | None = None
        self._renderer = Renderer(theme, self._pages.frames)
        self._steps = {step.route: number for number, step in enumerate(self._pages.steps)}
        self._planned: dict[tuple[str, bool], dict[str, Site]] = {}
        self._assets = {asset.path: asset.data for asset in theme.assets}
        self._assets |= {asset.route: asset.data for asset in plan_remainder(self._pages, ())}
        self._sitemaps: Mapping[str, bytes] | None = None
        self._planning = Lock()
        """Several may ask at the same time; an Outline is planned by one at a time."""
        self._collecting = Lock()

    def __contains__(self, path: str) -> bool:
        return path in self._assets or path in self._whole_site(path) or self._find(path) is not None

    def file(self, path: str) -> bytes:
        """The bytes of one file. Raises `KeyError`, and `UnusableTheme` for what its template asks for."""
        about = self._whole_site(path)
        if path in about:
            return about[path]
        if path in self._assets:
            return self._assets[path]
        site = self._find(path)
        if site is None:
            raise KeyError(path)
        (file,) = render_part(site, self._renderer)
        return file.data

    def _find(self, path: str) -> Site | None:
        """A site of this file alone: a page, or what stands beside one, in the same folder."""
        folder, slash, name = path.rpartition("/")
        for route, is_page in ((path, path.endswith(".html")), (folder + slash, name == "index.html")):
            if route in self._steps:
                if (route, is_page) not in self._planned:
                    number = self._steps[route]
                    site = self._plan(range(number, number + 1), is_page=is_page)
                    self._planned[route, is_page] = dict(_files(site))
                return self._planned[route, is_page].get(path)
        return None

    def _plan(self, part: range, *, is_page: bool) -> Site:
        """The pages of these steps, with empty feeds if only pages are asked for: that takes far less."""
        with self._planning:
            if is_page:
                return plan_part(self._pages, part)
            if self._feeds is None:
                self._feeds = plan_outline(self._pages.board, self._pages.today)
            return plan_part(self._feeds, part)

    def _whole_site(self, path: str) -> Mapping[str, bytes]:
        """What tells of every page, if the path is of that kind. All pages are planned for it, once."""
        if not _SITEMAP.fullmatch(path):
            return {}
        with self._collecting:
            if self._sitemaps is None:
                parts = (self._plan(part, is_page=True) for part in self._pages.parts(_TOGETHER))
                found = [one for site in parts for one in plan_addresses(self._pages, site)]
                assets = plan_remainder(self._pages, tuple(found))
                self._sitemaps = {each.route: each.data for each in assets if _SITEMAP.fullmatch(each.route)}
            return self._sitemaps


def _files(site: Site) -> Iterator[tuple[str, Site]]:
    """Each file of a part of a site by its path, as a site of its own."""
    empty = replace(site, pages=(), calendars=(), news=(), assets=())
    for page in site.pages:
        yield page.path, replace(empty, pages=(page,))
    for calendar in site.calendars:
        yield calendar.route, replace(empty, calendars=(calendar,))
    for news in site.news:
        yield news.route, replace(empty, news=(news,))
    for asset in site.assets:
        yield asset.route, replace(empty, assets=(asset,))
