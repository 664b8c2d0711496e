"""Agendas: dates by day, then what comes later, then what has no published dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bulletin.model.event import Event, Occurrence
from bulletin.model.expand import next_dates
from bulletin.model.recurrence import DAY
from bulletin.model.site.parts import Agenda, DayGroup, EventCard
from bulletin.model.site.routes import day_route
from bulletin.plan.events.cards import dated_event_card, event_card, undated_event_card
from bulletin.plan.localized_board import LocalizedBoard

LIST_DAYS = 28
"""How many days a list shows day by day; what begins later stands once, under its next date."""
MOST_LATER = 200
MOST_NEXT = 5
ONE_WEEK = 7


def is_daily(event: Event) -> bool:
    """Whether it happens (nearly) every day for longer than a week: shown in full once, then in a line."""
    rules = (series.rule for series in event.series if series.rule)
    return any(rule.is_nearly_daily and (rule.count is None or rule.count > ONE_WEEK) for rule in rules)


def _is_plain(one: Occurrence) -> bool:
    """Whether this date is as the event says, so that a line is enough for it."""
    return one.change is None and one.status is one.event.status


def day_group(
    local: LocalizedBoard, day: date, known: frozenset[str], *, still_on: bool = True
) -> tuple[DayGroup, frozenset[str]]:
    """One day: what begins then, and what began before and is still on.

    `known` holds the ids of daily events that stood in full on an earlier day of the page; what is returned
    with the group are these and the day's own.
    """
    dates = local.occurrences
    lasting = dates.continuing.get(day, ()) if still_on else ()
    full: list[Occurrence] = []
    daily: list[Occurrence] = []
    for one in dates.by_day.get(day, ()):
        if not is_daily(one.event) or not _is_plain(one):
            full.append(one)
        elif one.event.id in known:
            daily.append(one)
        else:
            known |= {one.event.id}
            full.append(one)
    group = _group(local, day, _cards(local, full), _cards(local, lasting))
    if daily:
        count = count_events(local, len(full) + len(daily))
        group = replace(group, daily=tuple(_cards(local, daily)), count=count, empty="")
    return group, known


def _cards(local: LocalizedBoard, occurrences: Iterable[Occurrence]) -> list[EventCard]:
    return [event_card(local, one) for one in occurrences]


def _group(
    local: LocalizedBoard, day: date, cards: Sequence[EventCard], still_on: Sequence[EventCard]
) -> DayGroup:
    phrase, writer = local.phrase, local.dates
    name = writer.near_day(day, local.today)
    heading = title = name[:1].upper() + name[1:]
    if day == local.today:
        title = phrase("day.today", day=name)
    elif day == local.today + DAY:
        title = phrase("day.tomorrow", day=name)
    route = day_route(day)
    return DayGroup(
        date=day.isoformat(),
        title=title,
        leaf_weekday=writer.day(day, "leaf_weekday"),
        leaf_day=str(day.day),
        leaf_month=writer.day(day, "leaf_month"),
        count=count_events(local, len(cards) or len(still_on)),
        route=local.route_to(route) if local.has_page(route) else "",
        slips=tuple(cards),
        still_on=tuple(still_on),
        is_today=day == local.today,
        plain_title=heading if heading != title else "",
        empty="" if cards or still_on else phrase("day.nothing_today"),
    )


def count_events(local: LocalizedBoard, number: int) -> str:
    """`9 events`, `no events`."""
    return local.phrase("count.events", n=number) if number else local.phrase("count.none")


def list_agenda(local: LocalizedBoard, events: Iterable[Event]) -> Agenda:
    """The agenda of a list: the next four weeks by day, then each further event under its next date."""
    dates, phrase = local.occurrences, local.phrase
    first = dates.first_listed
    end = local.today + timedelta(days=LIST_DAYS)
    begun: dict[date, list[Occurrence]] = {}
    going_on: list[Occurrence] = []
    later: list[Occurrence] = []
    undated: list[Event] = []
    for event in events:
        if not event.publish_dates or event.id in dates.waiting:
            undated.append(event)
            continue
        shown, daily = False, None
        for one in dates.coming(event):
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
        begun.setdefault(local.today, [])
    days = [
        _group(
            local,
            day,
            [event_card(local, one) for one in sorted(found, key=dates.rank)],
            [event_card(local, one) for one in going_on] if day == local.today else [],
        )
        for day, found in sorted(begun.items())
    ]
    later.sort(key=dates.rank)
    number = sum(len(group.slips) for group in days) + len(going_on)
    return Agenda(
        days=tuple(days),
        later=tuple(dated_event_card(local, one) for one in later[:MOST_LATER]),
        later_title=phrase("agenda.later", day=local.dates.near_day(end - DAY, local.today)),
        undated=tuple(undated_event_card(local, event) for event in undated),
        count=phrase("count.next_days", n=number, days=LIST_DAYS),
        empty="" if days or later or undated else f"{phrase('agenda.empty')} {phrase('agenda.try')}",
    )


def span_agenda(local: LocalizedBoard, first: date, end: date, *, empty_today: bool = False) -> Agenda:
    """The days of `[first, end)` on which something is on; with `empty_today`, today in any case."""
    days = []
    day = first
    known: frozenset[str] = frozenset()
    while day < end:
        group, known = day_group(local, day, known, still_on=day in (first, local.today))
        if group.slips or group.still_on or group.daily or (empty_today and day == local.today):
            days.append(group)
        day += DAY
    number = sum(len(group.slips) + len(group.daily) for group in days)
    number = number or sum(len(group.still_on) for group in days)
    phrase = local.phrase
    return Agenda(
        days=tuple(days),
        count=count_events(local, number),
        empty="" if days else f"{phrase('agenda.empty')} {phrase('agenda.try')}",
        past=end <= local.today,
    )


def with_next(local: LocalizedBoard, agenda: Agenda) -> Agenda:
    """The agenda; where nothing stands on its days, with the next dates there are, however far off."""
    if any(day.slips or day.still_on or day.daily for day in agenda.days):
        return agenda
    events = [local.board.events[event_id] for event_id in local.occurrences.by_event]
    dates = [one for event in events if event.publish_dates for one in _next_date(local, event)]
    if not dates:
        return agenda
    first = min(one.day for one in dates)
    coming = sorted((one for one in dates if one.day == first), key=lambda one: one.sort_key)
    cards = tuple(dated_event_card(local, one) for one in coming[:MOST_NEXT])
    return replace(agenda, later=cards, later_title=local.phrase("agenda.next"), empty="")


def _next_date(local: LocalizedBoard, event: Event) -> Sequence[Occurrence]:
    """The next date of an event that takes place, as a list of at most one."""
    listed = [one for one in local.occurrences.coming(event) if not one.status.is_off]
    beyond = [] if listed else next_dates(event, local.today)
    return (listed or [one for one in beyond if not one.status.is_off])[:1]
