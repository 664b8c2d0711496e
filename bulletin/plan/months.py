"""Months: a true table of weeks, and the same dates as an agenda."""

from __future__ import annotations

from datetime import date, timedelta

from bulletin.model.recurrence import DAY
from bulletin.model.site.page_kinds import next_month
from bulletin.model.site.parts import Link, MonthCell, MonthTable
from bulletin.model.site.routes import day_route, month_route
from bulletin.plan.events.cards import event_card
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.words.dates import capital

MOST_TITLES = 3


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
        route=local.route_to(month_route(first)) if local.has_page(month_route(first)) else "",
        weekdays=names,
        weeks=tuple(weeks),
        previous=_month_link(local, (first - DAY).replace(day=1)),
        next=_month_link(local, next_month(first)),
    )


def _cell(local: LocalizedBoard, day: date, month: date, titles: bool) -> MonthCell:
    in_month = day.month == month.month
    dates = local.occurrences
    found = dates.by_day.get(day, ()) if in_month else ()
    lasting = dates.continuing.get(day, ()) if in_month else ()
    route = day_route(day)
    shown = [event_card(local, one) for one in (*found, *lasting)[:MOST_TITLES]] if titles else []
    rest = len(found) + len(lasting) - len(shown)
    return MonthCell(
        day=str(day.day),
        date=day.isoformat(),
        in_month=in_month,
        is_today=day == local.today,
        route=local.route_to(route) if in_month and local.has_page(route) else "",
        name=local.dates.near_day(day, local.today),
        titles=tuple(shown),
        more=local.phrase("count.more", n=rest) if titles and rest else "",
        count=len(found) + len(lasting),
    )


def _month_link(local: LocalizedBoard, month: date) -> Link | None:
    route = month_route(month)
    if not local.has_page(route):
        return None
    return Link(capital(local.dates.day(month, "month_year")), local.route_to(route))
