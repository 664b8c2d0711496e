"""VALUES → BYTES. Pure, given the theme: the same content gives the same bytes, in whatever order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bulletin.model.feed import CalendarItem, Flavour, join_years
from bulletin.model.site.parts import Layout
from bulletin.model.site.plan import (
    Asset,
    CalendarFile,
    CardsFile,
    Content,
    DaysFile,
    NewsFile,
    Page,
    SizedPicture,
)
from bulletin.render.html import render_cards, render_days, render_page
from bulletin.render.html.fragments import FragmentCache
from bulletin.render.html.themes import Theme
from bulletin.render.ical import render_calendar, render_otherwise, render_vevents
from bulletin.render.news_feeds import WrittenItems, render_news

__all__ = ["ENDLESS", "RenderCache", "Renderer"]

ENDLESS = 2040
"""The year to which the zones of a repeat without end are worked out; the last rule goes on in any case.
A year that is the same whatever the day, so that a calendar changes only when its events do."""

_OTHERWISE = {Flavour.FEED: Flavour.SINGLE, Flavour.SINGLE: Flavour.FEED}
"""In which flavour an event of one date stands as well, all but the same."""


class Vevents(NamedTuple):
    """The VEVENTs of a series, and of each of its zones the first and the last year it must be right in."""

    data: bytes
    years: tuple[tuple[str, tuple[int, int]], ...]


@dataclass(frozen=True, slots=True)
class RenderCache:
    """What files of a site share: an event stands on a dozen pages and in a dozen feeds."""

    fragments: FragmentCache = field(default_factory=FragmentCache)
    vevents: dict[tuple[str, str, Flavour], Vevents] = field(default_factory=dict)
    """By the language of the pages, UID and flavour."""
    news: WrittenItems = field(default_factory=dict)


class Renderer:
    """Renders what a site is made of, with one theme and the layout of each language.

    Its cache lasts as long as it does. Several threads may ask at the same time.
    """

    def __init__(self, theme: Theme, layouts: Mapping[str, Layout]) -> None:
        self.theme = theme
        self.layouts = layouts
        self.cache = RenderCache()

    def render(self, content: Content) -> bytes:
        """The bytes of one file. Raises `UnusableTheme` when the theme asks for what is not there."""
        match content:
            case Page():
                return render_page(self.theme, self.layouts[content.lang], content, self.cache.fragments)
            case DaysFile():
                return render_days(self.theme, self.layouts[content.lang], content, self.cache.fragments)
            case CalendarFile():
                return self._calendar(content)
            case CardsFile():
                return render_cards(self.theme, self.layouts[content.lang], content, self.cache.fragments)
            case NewsFile():
                return render_news(content, self.cache.news)
            case Asset():
                return content.data
            case SizedPicture():
                # Decoders take their time to load, and most of the program needs none.
                from bulletin.render.pictures import render_picture

                return render_picture(content)

    def _calendar(self, file: CalendarFile) -> bytes:
        entries = [self._vevents(item, file.feed.flavour) for item in file.items]
        # Most have the same years, which are joined once.
        years = join_years(map(dict, {entry.years for entry in entries}))
        return render_calendar(file.feed, [entry.data for entry in entries], years)

    def _vevents(self, item: CalendarItem, flavour: Flavour) -> Vevents:
        key = item.page_language, item.uid, flavour
        found = self.cache.vevents.get(key)
        if found is None:
            years = tuple(item.zone_years(flavour, ENDLESS).items())
            found = self.cache.vevents[key] = Vevents(self._write_vevents(item, flavour), years)
        return found

    def _write_vevents(self, item: CalendarItem, flavour: Flavour) -> bytes:
        plainest = item.plainest(flavour)
        written, key = self.cache.vevents, (item.page_language, item.uid)
        if known := written.get((*key, plainest)):
            return known.data
        other = written.get((*key, _OTHERWISE.get(plainest, plainest)))
        return (other and render_otherwise(item, other.data, plainest)) or render_vevents(item, plainest)
