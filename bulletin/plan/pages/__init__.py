"""The table: for each kind of page the function that plans it, and those that plan what stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from bulletin.model.site import FilePlan, Page
from bulletin.model.site.page_kinds import PageAddress
from bulletin.plan.events_api import events_json_plan
from bulletin.plan.feeds import EventList, feed_plans
from bulletin.plan.feeds.calendars import event_calendar, event_calendar_path
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.pages.calendar import plan_day, plan_month
from bulletin.plan.pages.directory import (
    partner_list,
    plan_partner,
    plan_partners,
    plan_venue,
    plan_venues,
    venue_list,
)
from bulletin.plan.pages.event import plan_event
from bulletin.plan.pages.lists import (
    agenda_list,
    facet_list,
    plan_agenda,
    plan_facet,
    plan_facet_index,
    plan_home,
    plan_when,
    plan_when_index,
    when_list,
)
from bulletin.plan.pages.texts import plan_not_found, plan_redirect, plan_text


class PagePlanner(NamedTuple):
    """How a kind of page is planned: its values, and the files beside it."""

    page: Callable[[LocalizedBoard, PageAddress], Page]
    beside: Callable[[LocalizedBoard, PageAddress], Iterable[FilePlan]] = lambda local, address: ()


def _feeds(
    event_list: Callable[[LocalizedBoard, PageAddress], EventList],
) -> Callable[[LocalizedBoard, PageAddress], Iterable[FilePlan]]:
    return lambda local, address: feed_plans(local, event_list(local, address))


def _beside_agenda(local: LocalizedBoard, address: PageAddress) -> Iterable[FilePlan]:
    return (*feed_plans(local, agenda_list(local, address)), events_json_plan(local))


def _beside_event(local: LocalizedBoard, address: PageAddress) -> Iterable[FilePlan]:
    path = event_calendar_path(local, address.subject)
    return (FilePlan(path, partial(event_calendar, local, address.subject)),) if path else ()


_FACET = PagePlanner(plan_facet, _feeds(facet_list))
_FACET_INDEX = PagePlanner(plan_facet_index)

PLANNERS: Mapping[str, PagePlanner] = {
    "month": PagePlanner(plan_month),
    "day": PagePlanner(plan_day),
    "home": PagePlanner(plan_home),
    "agenda": PagePlanner(plan_agenda, _beside_agenda),
    **dict.fromkeys(("category", "audience", "need", "language", "free", "pair"), _FACET),
    "when": PagePlanner(plan_when, _feeds(when_list)),
    **dict.fromkeys(("categories", "audiences", "needs", "languages"), _FACET_INDEX),
    "when_words": PagePlanner(plan_when_index),
    "partner": PagePlanner(plan_partner, _feeds(partner_list)),
    "partners": PagePlanner(plan_partners),
    "venue": PagePlanner(plan_venue, _feeds(venue_list)),
    "venues": PagePlanner(plan_venues),
    "text": PagePlanner(plan_text),
    "event": PagePlanner(plan_event, _beside_event),
    "redirect": PagePlanner(plan_redirect),
    "not_found": PagePlanner(plan_not_found),
}
"""By the name of the kind in `model/site/page_kinds`."""
