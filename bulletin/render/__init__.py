"""SITE → BYTES. Pure, given the theme: the same site gives the same bytes, whole or in parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bulletin.model.feed import CalendarItem, Flavour
from bulletin.model.site import CalendarFile, NewsFile, OutputFile, Site
from bulletin.problems import UnusableTheme
from bulletin.render.feeds import render_atom, render_json_feed, render_rss
from bulletin.render.html import render_page, theme_assets
from bulletin.render.ics import render_calendar, render_otherwise, render_vevents
from bulletin.render.themes import Theme

ENDLESS = 2040
"""The year to which the zones of a repeat without end are worked out; the last rule goes on in any case.
A year that is the same whatever the day, so that a calendar changes only when its events do."""

Written = dict[tuple[object, ...], Any]
"""VEVENTs (by key and flavour, each with the years of its zones) and items of news feeds written so far: an
event stands in a dozen files."""

_OTHERWISE = {Flavour.FEED: Flavour.SINGLE.value, Flavour.SINGLE: Flavour.FEED.value}
"""In which flavour an event of one date stands as well, all but the same."""

_Years = tuple[tuple[str, tuple[int, int]], ...]


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
    flavour, name = file.feed.flavour, file.feed.flavour.value
    vevents = []
    spans: set[_Years] = set()
    for key in file.items:
        found = written.get((key, name))
        if found is None:
            found = written[key, name] = _write_vevents(key, site.items[key], flavour, written)
        vevents.append(found[0])
        spans.add(found[1])
    return render_calendar(file.feed, vevents, _joined(spans))


def _write_vevents(key: str, item: CalendarItem, flavour: Flavour, written: Written) -> tuple[bytes, _Years]:
    """The VEVENTs of a series, and in which years its zones must be right."""
    plainest = item.plainest(flavour)
    known = written.get((key, plainest.value))
    if known is not None:
        vevents = known[0]
    else:
        other = written.get((key, _OTHERWISE.get(plainest)))
        vevents = (other and render_otherwise(item, other[0], plainest)) or render_vevents(item, plainest)
    years = tuple(item.zone_years(flavour, ENDLESS).items())
    # Most have the same: they are kept once.
    return vevents, written.setdefault(("years", years), years)


def _joined(spans: set[_Years]) -> dict[str, tuple[int, int]]:
    """The years in which the zones of a whole calendar must be right."""
    years: dict[str, tuple[int, int]] = {}
    for span in spans:
        for zone, (first, last) in span:
            known_first, known_last = years.get(zone, (first, last))
            years[zone] = min(first, known_first), max(last, known_last)
    return years


__all__ = ["ENDLESS", "UnusableTheme", "Written", "render_part", "render_site"]
