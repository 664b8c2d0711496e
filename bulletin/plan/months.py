"""Months: a true table of weeks, and what of a month is on once or rarely."""

from __future__ import annotations

from datetime import date, timedelta

from bulletin.model.event import Occurrence
from bulletin.model.frequency import Frequency
from bulletin.model.recurrence import DAY
from bulletin.model.site.page_kinds import next_month
from bulletin.model.site.parts import EventCard, Link, MonthCell, MonthTable
from bulletin.model.site.routes import day_route, month_route
from bulletin.plan.agendas import count_events
from bulletin.plan.events.cards import dated_event_card, event_card
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.words.dates import capital

MOST_TITLES = 3
MOST_DOTS = 3


def month_table(local: LocalizedBoard, month: date, *, titles: bool = True) -> MonthTable:
    """The month as weeks of seven days, the days around it greyed; with at most three titles a day."""
    first = month.replace(day=1)
    start = first - timedelta(days=(first.weekday() - local.board.info.first_weekday) % 7)
    weeks = []
    day = start
    while day < next_month(first):
        weeks.append(tuple(_cell(local, day + i * DAY, first, titles) for i in range(7)))
        day += 7 * DAY
    writer = local.dates
    names = tuple(
        (writer.day(start + i * DAY, "leaf_weekday"), writer.day(start + i * DAY, "weekday"))
        for i in range(7)
    )
    return MonthTable(
        title=capital(writer.day(first, "month_year")),
        month=f"{first:%Y-%m}",
        route=local.route_to(month_route(first)) if local.has_page(month_route(first)) else "",
        weekdays=names,
        weeks=tuple(weeks),
        previous=_month_link(local, (first - DAY).replace(day=1)),
        next=_month_link(local, next_month(first)),
    )


def _cell(local: LocalizedBoard, day: date, month: date, titles: bool) -> MonthCell:
    in_month = day.month == month.month
    dates = local.occurrences
    found = [*dates.by_day.get(day, ()), *dates.continuing.get(day, ())] if in_month else []
    found.sort(key=lambda one: dates.prominence(one, day))
    rare = sum(dates.prominence(one, day)[0] is Frequency.RARE for one in found)
    route = day_route(day)
    shown = [event_card(local, one) for one in found[:MOST_TITLES]] if titles else []
    rest = len(found) - len(shown)
    name = local.dates.near_day(day, local.today)
    return MonthCell(
        day=str(day.day),
        in_month=in_month,
        is_today=day == local.today,
        route=local.route_to(route) if in_month and local.has_page(route) else "",
        name=f"{name}{local.phrase('list.comma')}{count_events(local, len(found))}" if titles else name,
        titles=tuple(shown),
        more=local.phrase("count.more", n=rest) if titles and rest else "",
        count=len(found),
        rare=min(rare, MOST_DOTS),
    )


def rare_dates(local: LocalizedBoard, month: date) -> tuple[EventCard, ...]:
    """What is on once or rarely in a month, each at its first date there: in this month, after today."""
    dates = local.occurrences
    end = next_month(month)
    day = max(month, local.today + DAY) if local.today < end else month
    found: dict[str, Occurrence] = {}
    while day < end:
        for one in dates.by_day.get(day, ()):
            if dates.prominence(one, day)[0] is Frequency.RARE:
                found.setdefault(one.event.id, one)
        day += DAY
    return tuple(dated_event_card(local, one) for one in found.values())


def _month_link(local: LocalizedBoard, month: date) -> Link | None:
    route = month_route(month)
    if not local.has_page(route):
        return None
    return Link(capital(local.dates.day(month, "month_year")), local.route_to(route))
