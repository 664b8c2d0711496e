"""Agendas: dates by day, then what comes later, then what has no published dates.

On each day what is rare stands in full, what is usual where the page shows it first; all else takes a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bulletin.model.event import Event, Occurrence
from bulletin.model.expand import next_dates
from bulletin.model.frequency import Frequency
from bulletin.model.recurrence import DAY
from bulletin.model.site.parts import Agenda, DayGroup, EventCard, EventLine, LineGroup
from bulletin.model.site.routes import day_route
from bulletin.plan.events.cards import dated_event_card, event_card, event_line, undated_event_card
from bulletin.plan.localized_board import LocalizedBoard

LIST_DAYS = 28
"""How many days a list shows day by day; what begins later stands once, under its next date."""
DAILY_DAYS = 7
"""How many days a list has for the sake of what is on every day; later ones only with something else."""
MOST_LATER = 200
MOST_NEXT = 5
MOST_TO_NOTE = 6
MOST_OF_A_PARTNER = 2
NOTED_DAYS = 92
EVENING = 17
"""The hour at which it begins, by the clocks of the board."""


def _is_plain(one: Occurrence) -> bool:
    """Whether this date is as the event says, so that a line is enough for it."""
    return one.change is None and one.status is one.event.status and not one.status.is_off


def is_daily(local: LocalizedBoard, one: Occurrence) -> bool:
    """Whether it is on every day or weekday, as it always is."""
    return local.occurrences.frequency(one) is Frequency.DAILY and _is_plain(one)


def day_group(
    local: LocalizedBoard,
    day: date,
    begun: Iterable[Occurrence],
    lasting: Iterable[Occurrence],
    seen: frozenset[str] = frozenset(),
) -> tuple[DayGroup, frozenset[str]]:
    """One day: what begins then, and what began before and is still on.

    `seen` holds the ids of events that stood in full on an earlier day of the page; what is returned with
    the group are these and the day's own.
    """
    slips: list[EventCard] = []
    usual: list[EventLine] = []
    daily: list[EventLine] = []
    still_on = [event_card(local, one) for one in lasting]
    for one in begun:
        if local.occurrences.frequency(one) is Frequency.STILL_ON:
            still_on.append(event_card(local, one))
        elif is_daily(local, one):
            daily.append(event_line(local, one))
        elif one.event.id in seen and _is_plain(one):
            usual.append(event_line(local, one))
        else:
            slips.append(event_card(local, one))
            seen |= {one.event.id}
    phrase = local.phrase
    lines = ((phrase("agenda.usual"), usual), (phrase("agenda.daily"), daily))
    group = replace(
        local.cache.once(("heading", day), lambda: _heading(local, day)),
        count=_day_count(local, len(slips) + len(usual), bool(daily), len(still_on)),
        slips=tuple(slips),
        lines=tuple(LineGroup(title, tuple(found)) for title, found in lines if found),
        still_on=tuple(still_on),
        empty="" if slips or usual or daily or still_on else phrase("day.nothing_today"),
    )
    return group, seen


def _heading(local: LocalizedBoard, day: date) -> DayGroup:
    """The day without what is on."""
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
        count="",
        route=local.route_to(route) if local.has_page(route) else "",
        slips=(),
        is_today=day == local.today,
        plain_title=heading if heading != title else "",
    )


def _day_count(local: LocalizedBoard, number: int, has_daily: bool, still_on: int) -> str:
    """ "2 events, and what is on every day"."""
    if has_daily:
        count = count_events(local, number) if number else ""
        return local.phrase("count.and_daily" if count else "count.daily", count=count)
    return count_events(local, number or still_on)


def count_events(local: LocalizedBoard, number: int) -> str:
    """`9 events`, `no events`."""
    return local.phrase("count.events", n=number) if number else local.phrase("count.none")


def count_dates(local: LocalizedBoard, number: int) -> str:
    """`120 dates`, `no events`."""
    return local.phrase("count.dates", n=number) if number else local.phrase("count.none")


def list_agenda(local: LocalizedBoard, events: Iterable[Event], days: int = LIST_DAYS) -> Agenda:
    """The agenda of a list: the next `days` by day, then each further event under its next date."""
    dates, phrase = local.occurrences, local.phrase
    end = local.today + timedelta(days=days)
    soon: list[Occurrence] = []
    later: list[Occurrence] = []
    undated: list[Event] = []
    for event in events:
        if not event.publish_dates or event.id in dates.waiting:
            undated.append(event)
            continue
        coming = dates.coming(event)
        near = [one for one in coming if one.day < end]
        soon += near
        later += coming[:1] if not near else ()
    later.sort(key=dates.rank)
    shown = tuple(_listed_days(local, soon))
    return Agenda(
        days=shown,
        later=tuple(dated_event_card(local, one) for one in later[:MOST_LATER]),
        later_title=phrase("agenda.later", day=local.dates.near_day(end - DAY, local.today)),
        undated=tuple(undated_event_card(local, event) for event in undated),
        count=phrase("count.next_days", n=len({one.event.id for one in soon}), days=days),
        empty="" if shown or later or undated else f"{phrase('agenda.empty')} {phrase('agenda.try')}",
    )


def _listed_days(local: LocalizedBoard, soon: Iterable[Occurrence]) -> Iterator[DayGroup]:
    """The days of a list on which any of these dates is on."""
    dates = local.occurrences
    begun: dict[date, list[Occurrence]] = {}
    going_on: list[Occurrence] = []
    for one in soon:
        (going_on if one.day < dates.first_listed else begun.setdefault(one.day, [])).append(one)
    if going_on:
        begun.setdefault(local.today, [])
    seen: frozenset[str] = frozenset()
    near = local.today + timedelta(days=DAILY_DAYS)
    for day, found in sorted(begun.items()):
        lasting = going_on if day == local.today else ()
        if day < near or lasting or not all(is_daily(local, one) for one in found):
            group, seen = day_group(local, day, sorted(found, key=dates.rank), lasting, seen)
            yield group


def is_in_the_evening(one: Occurrence) -> bool:
    """Whether it begins in the evening, or goes on then."""
    if not isinstance(one.start, datetime) or not isinstance(one.end, datetime) or one.lasts_days:
        return False
    evening = one.start.replace(hour=EVENING, minute=0)
    return one.start >= evening or one.end > evening + timedelta(hours=1)


def span_agenda(
    local: LocalizedBoard,
    first: date,
    end: date,
    *,
    empty_today: bool = False,
    wanted: Callable[[Occurrence], bool] = lambda one: True,
) -> Agenda:
    """The days of `[first, end)` on which something wanted is on; with `empty_today`, today in any case."""
    dates, days = local.occurrences, []
    seen: frozenset[str] = frozenset()
    found: set[str] = set()
    for number in range((end - first).days):
        day = first + number * DAY
        begun = [*filter(wanted, dates.by_day.get(day, ()))]
        lasting = [*filter(wanted, dates.continuing.get(day, ()) if day in (first, local.today) else ())]
        if begun or lasting or (empty_today and day == local.today):
            group, seen = day_group(local, day, begun, lasting, seen)
            days.append(group)
            found |= {one.event.id for one in (*begun, *lasting)}
    phrase = local.phrase
    return Agenda(
        days=tuple(days),
        count=count_events(local, len(found)),
        empty="" if days else f"{phrase('agenda.empty')} {phrase('agenda.try')}",
        past=end <= local.today,
    )


def dates_to_note(local: LocalizedBoard, first: date) -> tuple[EventCard, ...]:
    """The next rare dates from `first` on, with their days: few of each partner."""
    dates = local.occurrences
    of_partner: Counter[str] = Counter()
    noted: dict[str, Occurrence] = {}
    for number in range(NOTED_DAYS):
        for one in dates.by_day.get(first + number * DAY, ()):
            event = one.event
            is_rare = dates.prominence(one, one.day)[0] is Frequency.RARE
            if not is_rare or one.status.is_off or event.id in noted:
                continue
            if of_partner[event.partner] < MOST_OF_A_PARTNER and len(noted) < MOST_TO_NOTE:
                of_partner[event.partner] += 1
                noted[event.id] = one
    return tuple(dated_event_card(local, one) for one in noted.values())


def with_next(local: LocalizedBoard, agenda: Agenda) -> Agenda:
    """The agenda; where nothing stands on its days, with the next dates there are, however far off.

    Where there are none either it says what one can do.
    """
    if any(day.slips or day.still_on or day.lines for day in agenda.days):
        return agenda
    events = [local.board.events[event_id] for event_id in local.occurrences.by_event]
    dates = [one for event in events if event.publish_dates for one in _next_date(local, event)]
    if not dates:
        return replace(agenda, empty=f"{local.phrase('agenda.empty')} {local.phrase('agenda.try')}")
    first = min(one.day for one in dates)
    coming = sorted((one for one in dates if one.day == first), key=lambda one: one.sort_key)
    cards = tuple(dated_event_card(local, one) for one in coming[:MOST_NEXT])
    return replace(agenda, later=cards, later_title=local.phrase("agenda.next"), empty="")


def _next_date(local: LocalizedBoard, event: Event) -> Sequence[Occurrence]:
    """The next date of an event that takes place, as a list of at most one."""
    listed = [one for one in local.occurrences.coming(event) if not one.status.is_off]
    beyond = [] if listed else next_dates(event, local.today)
    return (listed or [one for one in beyond if not one.status.is_off])[:1]
