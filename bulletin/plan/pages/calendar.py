"""Pages of a day and of a month."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import date

from bulletin.model.frequency import Frequency
from bulletin.model.recurrence import DAY
from bulletin.model.site.page_kinds import PageAddress
from bulletin.model.site.parts import DayGroup, Link
from bulletin.model.site.plan import Page
from bulletin.model.site.routes import AGENDA, day_route, month_route
from bulletin.model.site.values import ListValues, MonthValues
from bulletin.plan.agendas import count_dates, day_group, span_agenda
from bulletin.plan.layout import PageMetadata, page_at
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.months import month_table, rare_dates
from bulletin.plan.pages.planner import PagePlanner, subscribe_board
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
        agenda=replace(agenda, count=""),
        crumbs=_day_crumbs(local, day),
        subscribe=subscribe_board(local),
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
    """`/events/YYYY/MM/`: the table, today where it is this month, and what is on once or rarely."""
    month: date = address.subject
    title = capital(local.dates.day(month, "month_year"))
    is_this = month == local.today.replace(day=1)
    values = MonthValues(
        title,
        month_table(local, month),
        today=_today(local) if is_this else None,
        rare=rare_dates(local, month),
        crumbs=(Link(local.phrase("title.all"), local.route_to(AGENDA)),),
        subscribe=subscribe_board(local),
    )
    number = sum(cell.count for week in values.table.weeks for cell in week)
    return page_at(local, address, values, PageMetadata(title, count_dates(local, number)))


def _today(local: LocalizedBoard) -> DayGroup:
    """Today with what is rare in full: all else takes a line."""
    dates, today = local.occurrences, local.today
    usual = frozenset(key for key, each in dates.frequencies.items() if each is Frequency.USUAL)
    begun, lasting = dates.by_day.get(today, ()), dates.continuing.get(today, ())
    return day_group(local, today, begun, lasting, usual)[0]


PLANNERS = {"month": PagePlanner(plan_month), "day": PagePlanner(plan_day)}
