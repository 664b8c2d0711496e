"""BOARD → SITE PLAN: which pages, feeds and files there will be; each is made when it is asked for. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from bulletin.model.board import Board, InfoPage
from bulletin.model.event import Event
from bulletin.model.occurrences import find_occurrences
from bulletin.model.partner import Partner
from bulletin.model.place import Venue
from bulletin.model.site.page_kinds import PageAddress, pages_shown
from bulletin.model.site.plan import Asset, FilePlan, PagePlan, SitePlan, page_path
from bulletin.model.site.routes import asset_route
from bulletin.model.withdrawn import Withdrawn
from bulletin.plan.further_days import further_day_plans
from bulletin.plan.layout import alternates, is_indexed, plan_layout
from bulletin.plan.localized_board import LocalizedBoard, localize
from bulletin.plan.pages import PLANNERS
from bulletin.plan.pictures import picture_plans
from bulletin.plan.sitemap import site_file_plans


def plan_site(board: Board, today: date) -> SitePlan:
    """Everything to publish on that day."""
    occurrences = find_occurrences(board, today)
    addresses = pages_shown(board, occurrences)
    routes = frozenset(address.route for address in addresses if address.kind.has_links)
    boards = [localize(board, occurrences, tag, routes) for tag in board.info.published_languages]
    pages = tuple(
        plan_page(local, address)
        for local in boards
        for address in addresses
        if local.is_main or address.kind.is_translated
    )
    return SitePlan(
        board=board,
        today=today,
        occurrences=occurrences,
        layouts={local.language: plan_layout(local) for local in boards},
        pages=pages,
        files=(
            *_asset_plans(board),
            *(plan for local in boards for plan in further_day_plans(local)),
            *site_file_plans(board.info.url, pages),
        ),
        pictures=picture_plans(board),
    )


def plan_page(local: LocalizedBoard, address: PageAddress) -> PagePlan:
    """One page, with the files beside it."""
    planner = PLANNERS[address.kind.name]
    route = local.route_to(address.route)
    revision = local.board.revisions.get(address.subject.id) if address.kind.name == "event" else None
    return PagePlan(
        page_path(route),
        partial(planner.page, local, address),
        kind=address.kind.name,
        route=route,
        lang=local.language,
        alternates=alternates(local, address.route),
        in_sitemap=is_indexed(local.occurrences, address),
        changed=revision.last_modified if revision else None,
        subject_path=_path_of(address.subject),
        beside=tuple(planner.beside(local, address)),
    )


def _path_of(subject: object) -> str:
    """The file of what a page is of, "" of a day, a list or nothing."""
    known = Event | Partner | Venue | InfoPage | Withdrawn
    return subject.ref.path if isinstance(subject, known) else ""


def _asset_plans(board: Board) -> Iterator[FilePlan]:
    for path, data in board.pictures.items():
        route = asset_route(path)
        yield FilePlan(route, partial(Asset, route, data))
