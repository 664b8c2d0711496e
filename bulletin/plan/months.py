"""Months: a true table of weeks, and the same dates as an agenda."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bulletin.model.site import Link, MonthCell, MonthTable
from bulletin.plan.edition import Edition
from bulletin.plan.routes import day_route, month_route
from bulletin.plan.slips import plan_slip
from bulletin.words.dates import capital

MOST_TITLES = 3
DAY = timedelta(days=1)


def months_of(first: date, end: date) -> Iterator[date]:
    """The first day of each month that `[first, end)` touches."""
    month = first.replace(day=1)
    while month < end:
        yield month
        month = next_month(month)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def month_table(edition: Edition, month: date, *, titles: bool = True) -> MonthTable:
    """The month as weeks of seven days, the days around it greyed; with at most three titles a day."""
    first = month.replace(day=1)
    start = first - timedelta(days=(first.weekday() - edition.board.info.first_weekday) % 7)
    weeks = []
    day = start
    while day < next_month(first):
        weeks.append(tuple(_cell(edition, day + i * DAY, first, titles) for i in range(7)))
        day += 7 * DAY
    writer = edition.writer
    names = tuple(
        (writer.day(start + i * DAY, "leaf_weekday"), writer.day(start + i * DAY, "weekday"))
        for i in range(7)
    )
    return MonthTable(
        title=capital(writer.day(first, "month_year")),
        route=edition.to(month_route(first)) if edition.has(month_route(first)) else "",
        weekdays=names,
        weeks=tuple(weeks),
        previous=_month_link(edition, (first - DAY).replace(day=1)),
        next=_month_link(edition, next_month(first)),
    )


def _cell(edition: Edition, day: date, month: date, titles: bool) -> MonthCell:
    in_month = day.month == month.month
    held = edition.held
    found = held.by_day.get(day, ()) if in_month else ()
    lasting = held.still_on.get(day, ()) if in_month else ()
    route = day_route(day)
    shown = [plan_slip(edition, one) for one in (*found, *lasting)[:MOST_TITLES]] if titles else []
    rest = len(found) + len(lasting) - len(shown)
    return MonthCell(
        day=str(day.day),
        date=day.isoformat(),
        in_month=in_month,
        is_today=day == edition.today,
        route=edition.to(route) if in_month and edition.has(route) else "",
        name=edition.writer.near_day(day, edition.today),
        titles=tuple(shown),
        more=edition.say("count.more", n=rest) if titles and rest else "",
        count=len(found) + len(lasting),
    )


def _month_link(edition: Edition, month: date) -> Link | None:
    route = month_route(month)
    if not edition.has(route):
        return None
    return Link(capital(edition.writer.day(month, "month_year")), edition.to(route))
