"""SITE → BYTES. Pure, given the theme: the same site gives the same bytes, whole or in parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bulletin.model.feed import CalendarItem, Flavour, join_years
from bulletin.model.site import CalendarFile, NewsFile, OutputFile, Site
from bulletin.problems import UnusableTheme
from bulletin.render.html import render_page, theme_assets
from bulletin.render.html.themes import Theme
from bulletin.render.ical.calendar import render_calendar, render_otherwise, render_vevents
from bulletin.render.news_feeds import Entries, render_atom, render_json_feed, render_rss

ENDLESS = 2040
"""The year to which the zones of a repeat without end are worked out; the last rule goes on in any case.
A year that is the same whatever the day, so that a calendar changes only when its events do."""

_Years = tuple[tuple[str, tuple[int, int]], ...]
"""Of each zone the first and the last year in which it must be right."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written so far: an event stands in a dozen calendars and feeds.

    `vevents` are by key and flavour, each with the years of its zones; most have the same `years`, which are
    kept once.
    """

    vevents: dict[tuple[str, str], tuple[bytes, _Years]] = field(default_factory=dict)
    items: Entries = field(default_factory=dict)
    years: dict[_Years, _Years] = field(default_factory=dict)

    def pieces(self) -> tuple[bytes, ...]:
        """VEVENTs and items of news feeds, in the order in which they were written."""
        return (*(data for data, _ in self.vevents.values()), *(data for _, data in self.items.values()))


_OTHERWISE = {Flavour.FEED: Flavour.SINGLE.value, Flavour.SINGLE: Flavour.FEED.value}
"""In which flavour an event of one date stands as well, all but the same."""


def render_site(site: Site, theme: Theme) -> Iterator[OutputFile]:
    """Every file of the site, one after the other, always in the same order.

    Raises `UnusableTheme` when the theme asks for something that is not there.
    """
    yield from theme_assets(theme)
    yield from render_part(site, theme, Written())


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
        return render_json_feed(news.feed, written.items)
    return (render_rss if form == "rss" else render_atom)(news.feed, written.items)


def _render_calendar(site: Site, file: CalendarFile, written: Written) -> bytes:
    flavour, name = file.feed.flavour, file.feed.flavour.value
    vevents = []
    spans: set[_Years] = set()
    for key in file.items:
        found = written.vevents.get((key, name))
        if found is None:
            found = written.vevents[key, name] = _write_vevents(key, site.items[key], flavour, written)
        vevents.append(found[0])
        spans.add(found[1])
    return render_calendar(file.feed, vevents, join_years(map(dict, spans)))


def _write_vevents(key: str, item: CalendarItem, flavour: Flavour, written: Written) -> tuple[bytes, _Years]:
    """The VEVENTs of a series, and in which years its zones must be right."""
    plainest = item.plainest(flavour)
    known = written.vevents.get((key, plainest.value))
    if known is not None:
        vevents = known[0]
    else:
        other = written.vevents.get((key, _OTHERWISE.get(plainest, "")))
        vevents = (other and render_otherwise(item, other[0], plainest)) or render_vevents(item, plainest)
    years = tuple(item.zone_years(flavour, ENDLESS).items())
    return vevents, written.years.setdefault(years, years)


__all__ = ["ENDLESS", "UnusableTheme", "Written", "render_part", "render_site"]
