"""Pages of a day and of a month."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from bulletin.model.recurrence import DAY
from bulletin.model.site.page_kinds import PageAddress, next_month
from bulletin.model.site.parts import Link
from bulletin.model.site.plan import Page
from bulletin.model.site.routes import AGENDA, day_route, month_route
from bulletin.model.site.values import ListValues, MonthValues
from bulletin.plan.agendas import span_agenda
from bulletin.plan.layout import PageMetadata, page_at
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.months import month_table
from bulletin.plan.pages.planner import PagePlanner
from bulletin.words.dates import capital


def plan_day(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/events/YYYY/MM/DD/` for every day on which something is on."""
    day: date = address.subject
    days = local.cache.once(("days",), local.occurrences.days)
    place = bisect_left(days, day)
    agenda = span_agenda(local, day, day + DAY)
    title = capital(local.dates.near_day(day, local.today))
    values = ListValues(
        title=title,
        kind="day",
        agenda=agenda,
        crumbs=_day_crumbs(local, day),
        previous=_day_link(local, days[place - 1]) if place else None,
        next=_day_link(local, days[place + 1]) if place + 1 < len(days) else None,
    )
    return page_at(local, address, values, PageMetadata(title, agenda.count))


def _day_crumbs(local: LocalizedBoard, day: date) -> tuple[Link, ...]:
    crumbs = [Link(local.phrase("title.all"), local.route_to(AGENDA))]
    if local.has_page(month_route(day)):
        crumbs.append(Link(local.dates.day(day, "month_year"), local.route_to(month_route(day))))
    return tuple(crumbs)


def _day_link(local: LocalizedBoard, day: date) -> Link:
    return Link(local.dates.near_day(day, local.today), local.route_to(day_route(day)))


def plan_month(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/events/YYYY/MM/`: the table and the agenda of the same dates."""
    month: date = address.subject
    window = local.occurrences.window
    title = capital(local.dates.day(month, "month_year"))
    agenda = span_agenda(local, max(month, window.start), min(next_month(month), window.end))
    crumbs = (Link(local.phrase("title.all"), local.route_to(AGENDA)),)
    values = MonthValues(title, month_table(local, month), agenda, crumbs)
    return page_at(local, address, values, PageMetadata(title, agenda.count))


PLANNERS = {"month": PagePlanner(plan_month), "day": PagePlanner(plan_day)}
