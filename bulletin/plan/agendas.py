"""Agendas: dates by day, then what comes later, then what has no published dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bulletin.model.event import Event, Occurrence
from bulletin.model.recurrence import Frequency
from bulletin.model.site import Agenda, DayGroup, Slip
from bulletin.model.site.routes import day_route
from bulletin.plan.events.cards import plan_dated_slip, plan_slip, plan_undated_slip
from bulletin.plan.localized_board import Edition

LIST_DAYS = 28
"""How many days a list shows day by day; what begins later stands once, under its next date."""
MOST_LATER = 200
ONE_WEEK = 7
WORKING_DAYS = 5


def is_daily(event: Event) -> bool:
    """Whether it happens (nearly) every day for longer than a week: told once, then in a line."""
    for series in event.series:
        rule = series.rule
        if (
            rule is not None
            and rule.interval == 1
            and (rule.count is None or rule.count > ONE_WEEK)
            and (rule.frequency is Frequency.DAILY or len(rule.by_day) >= WORKING_DAYS)
        ):
            return True
    return False


def _is_plain(one: Occurrence) -> bool:
    """Whether this date is as the event says, so that a line is enough for it."""
    return one.change is None and one.status is one.event.status


def day_group(
    edition: Edition, day: date, told: set[str] | None = None, *, still_on: bool = True
) -> DayGroup:
    """One day: what begins then, and what began before and is still on.

    `told` holds the ids of daily events that stood on an earlier day of the page; this day's are added.
    """
    held = edition.held
    lasting = held.still_on.get(day, ()) if still_on else ()
    full: list[Occurrence] = []
    daily: list[Occurrence] = []
    for one in held.by_day.get(day, ()):
        if told is None or not is_daily(one.event) or not _is_plain(one):
            full.append(one)
        elif one.event.id in told:
            daily.append(one)
        else:
            told.add(one.event.id)
            full.append(one)
    group = _group(edition, day, _slips(edition, full), _slips(edition, lasting))
    if not daily:
        return group
    count = count_events(edition, len(full) + len(daily))
    return replace(group, daily=tuple(_slips(edition, daily)), count=count, empty="")


def _slips(edition: Edition, occurrences: Iterable[Occurrence]) -> list[Slip]:
    return [plan_slip(edition, one) for one in occurrences]


def _group(edition: Edition, day: date, slips: Sequence[Slip], still_on: Sequence[Slip]) -> DayGroup:
    say, writer = edition.say, edition.writer
    name = writer.near_day(day, edition.today)
    heading = title = name[:1].upper() + name[1:]
    if day == edition.today:
        title = say("day.today", day=name)
    elif day == edition.today + timedelta(days=1):
        title = say("day.tomorrow", day=name)
    route = day_route(day)
    return DayGroup(
        date=day.isoformat(),
        title=title,
        leaf_weekday=writer.day(day, "leaf_weekday"),
        leaf_day=str(day.day),
        leaf_month=writer.day(day, "leaf_month"),
        count=count_events(edition, len(slips) or len(still_on)),
        route=edition.to(route) if edition.has(route) else "",
        slips=tuple(slips),
        still_on=tuple(still_on),
        is_today=day == edition.today,
        plain_title=heading if heading != title else "",
        empty="" if slips or still_on else say("day.nothing_today"),
    )


def count_events(edition: Edition, number: int) -> str:
    """`9 events`, `no events`."""
    return edition.say("count.events", n=number) if number else edition.say("count.none")


def list_agenda(edition: Edition, events: Iterable[Event]) -> Agenda:
    """The agenda of a list: the next four weeks by day, then each further event under its next date."""
    held, say = edition.held, edition.say
    first = held.first_listed
    end = edition.today + timedelta(days=LIST_DAYS)
    begun: dict[date, list[Occurrence]] = {}
    going_on: list[Occurrence] = []
    later: list[Occurrence] = []
    undated: list[Event] = []
    for event in events:
        if not event.publish_dates:
            undated.append(event)
            continue
        shown, daily = False, None
        for one in held.coming(event):
            day = one.day
            if day >= end:
                if not shown:
                    later.append(one)
                break
            if shown and _is_plain(one):
                daily = is_daily(event) if daily is None else daily
                if daily:
                    continue
            shown = True
            if day >= first:
                begun.setdefault(day, []).append(one)
            else:
                going_on.append(one)
    if going_on:
        begun.setdefault(edition.today, [])
    days = [
        _group(
            edition,
            day,
            [plan_slip(edition, one) for one in sorted(found, key=held.rank)],
            [plan_slip(edition, one) for one in going_on] if day == edition.today else [],
        )
        for day, found in sorted(begun.items())
    ]
    later.sort(key=held.rank)
    number = sum(len(group.slips) for group in days) + len(going_on)
    return Agenda(
        days=tuple(days),
        later=tuple(plan_dated_slip(edition, one) for one in later[:MOST_LATER]),
        later_title=say("agenda.later", day=edition.writer.near_day(end - timedelta(days=1), edition.today)),
        undated=tuple(plan_undated_slip(edition, event) for event in undated),
        count=say("count.next_days", n=number, days=LIST_DAYS),
        empty="" if days or later or undated else f"{say('agenda.empty')} {say('agenda.try')}",
    )


def span_agenda(edition: Edition, first: date, end: date, *, empty_today: bool = False) -> Agenda:
    """The days of `[first, end)` on which something is on; with `empty_today`, today in any case."""
    days = []
    day = first
    told: set[str] = set()
    while day < end:
        group = day_group(edition, day, told, still_on=day in (first, edition.today))
        if group.slips or group.still_on or group.daily or (empty_today and day == edition.today):
            days.append(group)
        day += timedelta(days=1)
    number = sum(len(group.slips) + len(group.daily) for group in days)
    number = number or sum(len(group.still_on) for group in days)
    say = edition.say
    return Agenda(
        days=tuple(days),
        count=count_events(edition, number),
        empty="" if days else f"{say('agenda.empty')} {say('agenda.try')}",
        past=end <= edition.today,
    )
