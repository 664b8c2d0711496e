"""Days ahead as files, one a month: where the script of a page nobody rebuilt finds what is near by now."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from bulletin.model.site.plan import DaysFile, FilePlan
from bulletin.model.site.routes import days_route
from bulletin.plan.agendas import day_group
from bulletin.plan.localized_board import LocalizedBoard


def further_day_plans(local: LocalizedBoard) -> Iterator[FilePlan]:
    """The file of each month in which something begins after today."""
    for month in months_ahead(local):
        route = local.route_to(days_route(month))
        yield FilePlan(route, partial(further_days, local, month))


def months_ahead(local: LocalizedBoard) -> tuple[str, ...]:
    """The months in which something begins after today: "2027-02"; none if they are left out."""
    if "days-ahead" not in local.board.info.publish:
        return ()
    days = sorted(day for day in local.occurrences.by_day if day > local.today)
    return tuple(month for month, _ in groupby(f"{day:%Y-%m}" for day in days))


def further_days(local: LocalizedBoard, month: str) -> DaysFile:
    """The days of a month after today, each with what begins then."""
    by_day = local.occurrences.by_day
    days = [day for day in sorted(by_day) if day > local.today and f"{day:%Y-%m}" == month]
    groups = tuple(day_group(local, day, by_day[day], ())[0] for day in days)
    return DaysFile(local.route_to(days_route(month)), local.language, groups)
