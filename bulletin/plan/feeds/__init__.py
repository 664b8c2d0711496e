"""The feeds beside each list: the same choice of events as a calendar and as news."""

from __future__ import annotations

from bulletin.model.site.plan import FeedPlan
from bulletin.plan.feeds.calendars import calendar_plans
from bulletin.plan.feeds.event_list import EventList
from bulletin.plan.feeds.news import news_plans
from bulletin.plan.localized_board import LocalizedBoard

__all__ = ["EventList", "feed_plans"]


def feed_plans(local: LocalizedBoard, listed: EventList) -> tuple[FeedPlan, ...]:
    """The calendars and news feeds in the folder of a list, as far as the board publishes them."""
    return (*calendar_plans(local, listed), *news_plans(local, listed))
