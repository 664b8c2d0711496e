"""SITE → BYTES. Pure, given the theme: the same site gives the same bytes, whole or in parts."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.model.feed import calendar_years
from bulletin.model.site import CalendarFile, NewsFile, OutputFile, Site
from bulletin.problems import UnusableTheme
from bulletin.render.feeds import render_atom, render_json_feed, render_rss
from bulletin.render.html import render_page, theme_assets
from bulletin.render.ics import render_calendar, render_vevents
from bulletin.render.themes import Theme

ENDLESS = 2040
"""The year to which the zones of a repeat without end are worked out; the last rule goes on in any case.
A year that is the same whatever the day, so that a calendar changes only when its events do."""

Written = dict[tuple[object, ...], bytes]
"""VEVENTs (by key and flavour) and items of news feeds written so far: an event stands in a dozen files."""


def render_site(site: Site, theme: Theme) -> Iterator[OutputFile]:
    """Every file of the site, one after the other, always in the same order.

    Raises `UnusableTheme` when the theme asks for something that is not there.
    """
    yield from theme_assets(theme)
    yield from render_part(site, theme, {})


def render_part(site: Site, theme: Theme, written: Written) -> Iterator[OutputFile]:
    """The same without the theme's own files, of a part of a site. `written` goes from part to part."""
    for asset in site.assets:
        yield OutputFile(asset.route, asset.data)
    for page in site.pages:
        yield OutputFile(page.path, render_page(theme, site.frames[page.lang], page))
    for calendar in site.calendars:
        yield OutputFile(calendar.route, _render_calendar(site, calendar, written))
    for news in site.news:
        yield OutputFile(news.route, _render_news(news, written))


def _render_news(news: NewsFile, written: Written) -> bytes:
    form = news.route.rpartition(".")[2]
    if form == "json":
        return render_json_feed(news.feed, written)
    return (render_rss if form == "rss" else render_atom)(news.feed, written)


def _render_calendar(site: Site, file: CalendarFile, written: Written) -> bytes:
    items = [site.items[key] for key in file.items]
    flavour = file.feed.flavour
    vevents = []
    for key, item in zip(file.items, items, strict=True):
        plainest = item.plainest(flavour)
        place = key, plainest
        if place not in written:
            written[place] = render_vevents(item, plainest)
        vevents.append(written[place])
    return render_calendar(file.feed, vevents, calendar_years(items, flavour, ENDLESS))


__all__ = ["ENDLESS", "UnusableTheme", "Written", "render_part", "render_site"]
