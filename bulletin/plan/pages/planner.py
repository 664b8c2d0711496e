"""How a kind of page is planned. Each module of this room ends with the planners of its kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from bulletin.model.site.page_kinds import PageAddress
from bulletin.model.site.parts import Subscribe
from bulletin.model.site.plan import FeedPlan, FilePlan, Page
from bulletin.model.site.routes import AGENDA
from bulletin.plan.feeds import EventList
from bulletin.plan.feeds.calendars import calendar_plans
from bulletin.plan.feeds.news import news_plans
from bulletin.plan.layout import plan_subscribe
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import localized

PlanPage = Callable[[LocalizedBoard, PageAddress], Page]


class PagePlanner(NamedTuple):
    """What makes a page, and what names the files beside it."""

    page: PlanPage
    beside: Callable[[LocalizedBoard, PageAddress], Iterable[FilePlan]] = lambda local, address: ()


def list_planner(
    page: PlanPage, event_list: Callable[[LocalizedBoard, PageAddress], EventList]
) -> PagePlanner:
    """For the page of a list of events, with its feeds."""
    return PagePlanner(page, lambda local, address: feed_plans(local, event_list(local, address)))


def feed_plans(local: LocalizedBoard, listed: EventList) -> tuple[FeedPlan, ...]:
    """The calendars and news feeds in the folder of a list, as far as the board publishes them."""
    return (*calendar_plans(local, listed), *news_plans(local, listed))


def subscribe_board(local: LocalizedBoard) -> Subscribe | None:
    """What stands under "Keep it in your pocket" on pages without feeds of their own: the whole board's."""
    return local.cache.once(("subscribe",), lambda: _subscribe_board(local))


def _subscribe_board(local: LocalizedBoard) -> Subscribe | None:
    info = local.board.info
    feeds = feed_plans(local, EventList(info.title, AGENDA, (), is_whole=True))
    return plan_subscribe(local, localized(local, info.title, info.language), feeds)
