"""BOARD → SITE. Which pages and feeds exist, where they stand, what they say. Pure.

`plan_site` is the story: every date expanded once, then for each language of the board an Edition, and
for each Edition its pages with the feeds beside them. An Outline knows all of them, so that they can also
be planned in parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from bulletin.formats.dates import Writer
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.site import Asset, Frame, LostValues, Page, RedirectValues, Site
from bulletin.plan.calendars import ONE_EVENT
from bulletin.plan.edition import Edition
from bulletin.plan.event_pages import plan_downloads, plan_events
from bulletin.plan.facets import board_facets, pair_facets
from bulletin.plan.frames import alternates, plan_frame, plan_head
from bulletin.plan.held import Held, hold
from bulletin.plan.lists import (
    WHEN_WORDS,
    Planned,
    Step,
    plan_agenda,
    plan_days,
    plan_facets,
    plan_home,
    plan_indexes,
    plan_months,
    plan_when,
)
from bulletin.plan.machines import headers, robots, sitemap_entries, sitemaps
from bulletin.plan.months import months_of
from bulletin.plan.people import plan_pages, plan_partners, plan_venues
from bulletin.plan.routes import (
    AGENDA,
    HOME,
    asset_route,
    day_route,
    event_route,
    month_route,
    old_route,
    page_route,
    partner_route,
    venue_route,
)

__all__ = [
    "Outline",
    "plan_addresses",
    "plan_outline",
    "plan_part",
    "plan_remainder",
    "plan_site",
]

LOST = "404.html"

Addresses = tuple[tuple[str, str], ...]
"""Of each page to be found its route, and what the sitemap says of it."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a site will consist of: `steps` are its pages, each with what stands beside it, yet to be planned.

    Planned all at once it is a Site; planned in parts, each part is a Site of some of the pages.
    """

    board: Board
    today: date
    editions: tuple[Edition, ...]
    frames: Mapping[str, Frame]
    steps: tuple[Step, ...]
    changed: Mapping[str, datetime]
    """When the page of each event last changed, by its route."""

    @property
    def routes(self) -> frozenset[str]:
        """Every page there will be, without language prefix."""
        return self.editions[0].routes

    @property
    def pages(self) -> int:
        """How many of the steps are pages."""
        return sum(not step.route.endswith(ONE_EVENT) for step in self.steps)

    def parts(self, size: int) -> list[range]:
        """Which steps to plan together: `size` at a time."""
        number = len(self.steps)
        return [range(first, min(first + size, number)) for first in range(0, number, size)]


def plan_site(board: Board, today: date) -> Site:
    """Everything to publish on that day."""
    outline = plan_outline(board, today)
    site = plan_part(outline, range(len(outline.steps)))
    addresses = plan_addresses(outline, site)
    return replace(site, assets=(*site.assets, *plan_remainder(outline, addresses)))


def plan_outline(board: Board, today: date, *, pages_only: bool = False) -> Outline:
    """Every date expanded, every page known, none of them planned.

    With `pages_only` the feeds beside lists, and `events.json`, will be empty, their pages the same as ever.
    """
    held = hold(board, today)
    routes = frozenset(site_routes(board, held))
    editions = tuple(_edition(board, held, tag, routes, pages_only=pages_only) for tag in _languages(board))
    steps = [step for edition in editions for step in _edition_steps(edition)]
    steps += [step for edition in editions for step in plan_downloads(edition)]
    steps += [step for edition in editions for step in plan_events(edition)]
    frames = {edition.language: plan_frame(edition) for edition in editions}
    return Outline(board, today, editions, frames, tuple(steps), _changed(board, editions))


def plan_part(outline: Outline, part: range) -> Site:
    """The pages of these steps, with all that stands beside them."""
    planned = [outline.steps[number]() for number in part]
    calendars = tuple(calendar for each in planned for calendar in each.calendars)
    made = {
        key: edition.calendar_items[key]
        for edition in outline.editions
        for calendar in calendars
        for key in calendar.items
        if key in edition.calendar_items
    }
    return Site(
        url=outline.board.info.url,
        frames=outline.frames,
        pages=tuple(each.page for each in planned if each.page),
        items=made,
        calendars=calendars,
        news=tuple(news for each in planned for news in each.news),
        assets=tuple(asset for each in planned for asset in each.assets),
    )


def plan_addresses(outline: Outline, site: Site) -> Addresses:
    """What the sitemap says of the pages of a part."""
    return tuple(sitemap_entries(site.url, site.pages, outline.changed))


def plan_remainder(outline: Outline, addresses: Addresses) -> tuple[Asset, ...]:
    """What stands beside no page: pictures and flyers, and files for machines about the whole site."""
    board = outline.board
    return (
        *(Asset(asset_route(path), data) for path, data in board.pictures.items()),
        *sitemaps(board.info.url, addresses),
        Asset("robots.txt", robots(board.info.url)),
        Asset("_headers", headers()),
    )


def _languages(board: Board) -> tuple[str, ...]:
    return board.info.languages if "translations" in board.info.publish else board.info.languages[:1]


def _edition(
    board: Board, held: Held, language: str, routes: frozenset[str], *, pages_only: bool = False
) -> Edition:
    info = board.info
    prefix = "" if language == info.language else f"{language.lower()}/"
    writer = Writer(language, info.locale(language), info.clock)
    return Edition(board, held, language, prefix, writer, routes, pages_only)


def site_routes(board: Board, held: Held) -> Iterator[str]:
    """Every page there will be, without language prefix."""
    publish = board.info.publish
    yield from (HOME, AGENDA, "partners/", "categories/")
    for event_id in held.by_event:
        yield event_route(board.events[event_id])
    for partner in board.partners.values():
        if not partner.do_not_list:
            yield partner_route(partner.id)
    if "venues" in publish:
        yield "venues/"
        yield from (venue_route(venue_id) for venue_id in board.venues)
    for facet in board_facets(board):
        yield facet.route
        if facet.kind != "free":
            yield f"{facet.kind}/"
    visible = [board.events[event_id] for event_id in held.by_event]
    yield from (facet.route for facet in pair_facets(board, visible))
    if "when" in publish:
        yield "when/"
        yield from (f"when/{word}/" for word in WHEN_WORDS)
    if "months" in publish:
        yield from (month_route(month) for month in months_of(held.window.start, held.window.end))
    if "days" in publish:
        days = {*held.by_day, *held.still_on, held.today}
        yield from (day_route(day) for day in days if day in held.window)
    yield from (page_route(slug) for slug in board.pages)


def _edition_steps(edition: Edition) -> Iterator[Step]:
    """All pages of one language but those of events.

    Whoever begins at this end makes all slips, whoever begins at the other (events) all entries of calendars;
    where they meet, in the lists between, either has most of what is needed.
    """
    if edition.has(month_route(edition.today)):
        yield from plan_months(edition)
    if "days" in edition.board.info.publish:
        yield from plan_days(edition)
    yield Step(edition.to(HOME), partial(plan_home, edition))
    yield Step(edition.to(AGENDA), partial(plan_agenda, edition))
    yield from plan_facets(edition)
    yield from plan_when(edition)
    yield from plan_indexes(edition)
    yield from plan_partners(edition)
    yield from plan_venues(edition)
    yield from plan_pages(edition)
    yield from _redirects(edition)
    if edition.is_main:
        yield Step(LOST, partial(_lost, edition))


def _redirects(edition: Edition) -> Iterator[Step]:
    """Old addresses lead on to the new one, unless something else stands there by now; to one event only."""
    taken: set[str] = set()
    for event_id in edition.held.by_event:
        event = edition.board.events[event_id]
        for old in event.was_at:
            route = old_route(event, old)
            if not edition.has(route) and route not in taken:
                taken.add(route)
                yield Step(edition.to(route), partial(_redirect, edition, event, route))


def _redirect(edition: Edition, event: Event, route: str) -> Planned:
    now = event_route(event)
    head = plan_head(edition, now, edition.say("title.moved"), noindex=True)
    values = RedirectValues(edition.event_text(event)[0].title, edition.to(now))
    return Planned(Page(edition.to(route), "redirect", head, values, edition.language))


def _lost(edition: Edition) -> Planned:
    title = edition.say("title.lost")
    head = plan_head(edition, LOST, title, noindex=True)
    # There is one such page for all languages; from it, another language leads to its first page.
    head = replace(head, alternates=alternates(edition, HOME))
    values = LostValues(title, edition.board.info.url)
    return Planned(Page(LOST, "lost", head, values, edition.language))


def _changed(board: Board, editions: Iterable[Edition]) -> dict[str, datetime]:
    return {
        edition.to(event_route(board.events[event_id])): board.revisions[event_id].last_modified
        for edition in editions
        for event_id in edition.held.by_event
        if event_id in board.revisions
    }
