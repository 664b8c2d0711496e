"""SITE → BYTES. Pure, given the theme: the same site gives the same bytes, in one process or in many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from bulletin.model.feed import CalendarItem, Flavour, calendar_years
from bulletin.model.site import CalendarFile, NewsFile, OutputFile, Site
from bulletin.problems import UnusableTheme
from bulletin.render.feeds import render_atom, render_json_feed, render_rss
from bulletin.render.html import theme_assets
from bulletin.render.ics import render_calendar, render_vevents
from bulletin.render.pages import CHUNK, render_pages
from bulletin.render.themes import Theme

ENDLESS = 2040
"""The year to which the zones of a repeat without end are worked out; the last rule goes on in any case.
A year that is the same whatever the day, so that a calendar changes only when its events do."""

_NEWS = {"rss": render_rss, "atom": render_atom, "json": render_json_feed}


def render_site(site: Site, theme: Theme, *, jobs: int = 1) -> Iterator[OutputFile]:
    """Every file of the site, one after the other, always in the same order.

    `jobs` is how many processes may render pages. Raises `UnusableTheme` when the theme asks for something
    that is not there.
    """
    yield from theme_assets(theme)
    for asset in site.assets:
        yield OutputFile(asset.route, asset.data)
    # A few feeds after every few pages: this process makes them while others are at the next pages.
    feeds = _render_feeds(site)
    share = (len(site.calendars) + len(site.news)) // (len(site.pages) // CHUNK + 1) + 1
    for number, page in enumerate(render_pages(site.pages, site.frames, theme, jobs=jobs)):
        if number % CHUNK == 0:
            yield from islice(feeds, share)
        yield page
    yield from feeds


def _render_feeds(site: Site) -> Iterator[OutputFile]:
    vevents = _Vevents(site.items)
    for calendar in site.calendars:
        yield OutputFile(calendar.route, vevents.calendar(calendar))
    for news in site.news:
        yield OutputFile(news.route, _render_news(news))


def _render_news(news: NewsFile) -> bytes:
    return _NEWS[news.route.rpartition(".")[2]](news.feed)


class _Vevents:
    """The VEVENTs of a site, each written once: an event stands in a dozen calendars."""

    def __init__(self, items: Mapping[str, CalendarItem]) -> None:
        self.items = items
        self.written: dict[tuple[str, Flavour], bytes] = {}

    def calendar(self, file: CalendarFile) -> bytes:
        items = [self.items[key] for key in file.items]
        flavour = file.feed.flavour
        vevents = [self.bytes_of(key, item, flavour) for key, item in zip(file.items, items, strict=True)]
        return render_calendar(file.feed, vevents, calendar_years(items, flavour, ENDLESS))

    def bytes_of(self, key: str, item: CalendarItem, flavour: Flavour) -> bytes:
        place = key, item.plainest(flavour)
        if place not in self.written:
            self.written[place] = render_vevents(item, place[1])
        return self.written[place]


__all__ = ["ENDLESS", "UnusableTheme", "render_site"]
