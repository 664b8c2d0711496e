"""BOARD → SITE. Which pages and feeds exist, where they stand, what they say. Pure.

`plan_site` is the story: every date expanded once, then for each language of the board an Edition, and
for each Edition its pages with the feeds beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from bulletin.formats.dates import Writer
from bulletin.model.board import Board
from bulletin.model.site import Asset, CalendarFile, LostValues, NewsFile, Page, RedirectValues, Site
from bulletin.plan.edition import Edition
from bulletin.plan.event_pages import plan_events
from bulletin.plan.facets import board_facets, pair_facets
from bulletin.plan.feeds import edition_items
from bulletin.plan.frames import alternates, plan_frame, plan_head
from bulletin.plan.held import Held, hold
from bulletin.plan.lists import (
    WHEN_WORDS,
    Planned,
    plan_agenda,
    plan_days,
    plan_facets,
    plan_home,
    plan_indexes,
    plan_months,
    plan_when,
)
from bulletin.plan.machines import events_json, headers, robots, sitemaps
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

__all__ = ["plan_site"]


def plan_site(board: Board, today: date) -> Site:
    """Everything to publish on that day."""
    held = hold(board, today)
    routes = frozenset(site_routes(board, held))
    editions = [_edition(board, held, language, routes) for language in _languages(board)]
    pages: list[Page] = []
    calendars: list[CalendarFile] = []
    news: list[NewsFile] = []
    for edition in editions:
        for planned in _plan_edition(edition):
            pages.append(planned.page)
            calendars += planned.calendars
            news += planned.news
    for edition in editions:
        pages += _redirects(edition)
    pages.append(_lost(editions[0]))
    return Site(
        url=board.info.url,
        frames={edition.language: plan_frame(edition) for edition in editions},
        pages=tuple(pages),
        items={key: item for edition in editions for key, item in edition_items(edition).items()},
        calendars=tuple(calendars),
        news=tuple(news),
        assets=tuple(_assets(board, editions, pages)),
    )


def _languages(board: Board) -> tuple[str, ...]:
    return board.info.languages if "translations" in board.info.publish else board.info.languages[:1]


def _edition(board: Board, held: Held, language: str, routes: frozenset[str]) -> Edition:
    info = board.info
    prefix = "" if language == info.language else f"{language.lower()}/"
    return Edition(board, held, language, prefix, Writer(language, info.locale(language), info.clock), routes)


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


def _plan_edition(edition: Edition) -> Iterator[Planned]:
    """All pages of one language."""
    yield plan_home(edition)
    yield plan_agenda(edition)
    yield from plan_facets(edition)
    yield from plan_when(edition)
    yield from plan_indexes(edition)
    yield from plan_partners(edition)
    yield from plan_venues(edition)
    yield from plan_events(edition)
    if edition.has(month_route(edition.today)):
        yield from plan_months(edition)
    if "days" in edition.board.info.publish:
        yield from plan_days(edition)
    yield from plan_pages(edition)


def _redirects(edition: Edition) -> Iterator[Page]:
    """Old addresses lead on to the new one, unless something else stands there by now."""
    for event_id in edition.held.by_event:
        event = edition.board.events[event_id]
        for old in event.was_at:
            route = old_route(event, old)
            if edition.has(route):
                continue
            now = event_route(event)
            head = plan_head(edition, now, edition.say("title.moved"), noindex=True)
            values = RedirectValues(edition.event_text(event)[0].title, edition.to(now))
            yield Page(edition.to(route), "redirect", head, values, edition.language)


def _lost(edition: Edition) -> Page:
    title = edition.say("title.lost")
    head = plan_head(edition, "404.html", title, noindex=True)
    # There is one such page for all languages; from it, another language leads to its first page.
    head = replace(head, alternates=alternates(edition, HOME))
    return Page("404.html", "lost", head, LostValues(title, edition.board.info.url), edition.language)


def _assets(board: Board, editions: list[Edition], pages: list[Page]) -> Iterator[Asset]:
    for path, data in board.pictures.items():
        yield Asset(asset_route(path), data)
    for edition in editions:
        yield Asset(edition.to("events/events.json"), events_json(edition))
    yield from sitemaps(board.info.url, pages, _changed(board, editions))
    yield Asset("robots.txt", robots(board.info.url))
    yield Asset("_headers", headers())


def _changed(board: Board, editions: list[Edition]) -> dict[str, datetime]:
    """When the page of each event last changed, by its route."""
    return {
        edition.to(event_route(board.events[event_id])): board.landings[event_id].last_modified
        for edition in editions
        for event_id in edition.held.by_event
        if event_id in board.landings
    }
