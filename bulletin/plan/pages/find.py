"""`/events/`: every coming event, to narrow and to search."""

from __future__ import annotations

from dataclasses import replace

from bulletin.model.site.page_kinds import PageAddress
from bulletin.model.site.plan import FilePlan, Page
from bulletin.model.site.values import FindValues
from bulletin.plan.agendas import list_agenda
from bulletin.plan.events_api import events_json_plan
from bulletin.plan.feeds import EventList
from bulletin.plan.find.choices import choice_groups
from bulletin.plan.find.dates import DATA, find_plans
from bulletin.plan.layout import PageMetadata, page_at, plan_subscribe
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.months import month_table
from bulletin.plan.next_steps import next_steps
from bulletin.plan.pages.lists import visible_events
from bulletin.plan.pages.planner import PagePlanner, feed_plans

AGENDA_DAYS = 10
"""How many days the list of everything shows day by day: a week, and the weekend after it."""


def plan_agenda(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/events/`: every coming event, and the choices that narrow the list."""
    listed = agenda_list(local, address)
    agenda = list_agenda(local, listed.events, AGENDA_DAYS)
    feeds = feed_plans(local, listed)
    is_empty = not (agenda.days or agenda.later or agenda.undated)
    steps = next_steps(local, listed.title, ())
    values = FindValues(
        title=listed.title,
        agenda=replace(agenda, empty=local.phrase("agenda.empty")) if is_empty else agenda,
        groups=choice_groups(local),
        data=local.route_to(DATA),
        month=month_table(local, local.today, titles=False),
        subscribe=plan_subscribe(local, listed.title, feeds),
        feeds=tuple(form for form in ("ics", "rss") if form in local.board.info.publish),
        steps=steps,
    )
    return page_at(local, address, values, PageMetadata(listed.title, agenda.count, feeds))


def agenda_list(local: LocalizedBoard, address: PageAddress) -> EventList:
    """The whole board as a list."""
    return EventList(local.phrase("title.all"), address.route, visible_events(local), is_whole=True)


def _beside_agenda(local: LocalizedBoard, address: PageAddress) -> tuple[FilePlan, ...]:
    return (*feed_plans(local, agenda_list(local, address)), events_json_plan(local), *find_plans(local))


PLANNERS = {"agenda": PagePlanner(plan_agenda, _beside_agenda)}
