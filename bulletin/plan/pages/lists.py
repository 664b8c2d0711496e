"""List pages: home, the whole agenda, facets, days, months, and the pages that lead to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from bulletin.model.event import Event
from bulletin.model.facets import (
    Facet,
    board_facets,
    events_by_facet,
    facet_label,
    facet_name,
    pair_facets,
)
from bulletin.model.site import (
    Agenda,
    Asset,
    CalendarFile,
    HomeValues,
    IndexValues,
    Link,
    ListValues,
    MonthValues,
    NewsFile,
    Page,
)
from bulletin.model.site.routes import AGENDA, HOME, day_route, facet_route, month_route
from bulletin.plan.agendas import list_agenda, span_agenda
from bulletin.plan.events.cards import is_new
from bulletin.plan.feeds import list_feeds
from bulletin.plan.layout import plan_head, plan_subscribe
from bulletin.plan.localized_board import Edition
from bulletin.plan.mixed_language import told
from bulletin.plan.months import month_table, months_of, next_month
from bulletin.plan.sitemap import EVENTS, events_json

DAY = timedelta(days=1)
HOME_DAYS = 8
"""Today and the next seven days."""

WHEN_WORDS = ("tomorrow", "weekend", "week", "new")


@dataclass(frozen=True, slots=True)
class Planned:
    """A page with the feeds and files beside it."""

    page: Page | None
    calendars: tuple[CalendarFile, ...] = ()
    news: tuple[NewsFile, ...] = ()
    assets: tuple[Asset, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A page yet to be planned, at `route` (with its language's prefix); its files stand in its folder.

    Or a file alone, which stands beside another's page.
    """

    route: str
    plan: Callable[[], Planned]

    def __call__(self) -> Planned:
        return self.plan()


def visible_events(edition: Edition) -> list[Event]:
    """The events shown today, in the order of their ids."""
    return [edition.board.events[event_id] for event_id in edition.held.by_event]


def plan_home(edition: Edition) -> Planned:
    """`/`: today and the next seven days. It has no feeds of its own and points to those of `/events/`."""
    info = edition.board.info
    agenda = span_agenda(edition, edition.today, edition.today + HOME_DAYS * DAY, empty_today=True)
    # What is in them is told beside the list they belong to.
    calendars, news = list_feeds(edition, info.title, AGENDA, (), whole=True)
    subscribe = plan_subscribe(edition, told(edition, info.title, info.language), calendars, news)
    values = HomeValues(
        chips=chips(edition, HOME),
        agenda=replace(agenda, count=""),
        month=month_table(edition, edition.today, titles=False),
        needs=needs_links(edition),
        subscribe=subscribe,
    )
    head = plan_head(
        edition, HOME, info.title, description=info.tagline(edition.language), feeds=(*calendars, *news)
    )
    return Planned(Page(edition.to(HOME), "home", head, values, edition.language))


def chips(edition: Edition, current: str) -> tuple[Link, ...]:
    """The quick ways to less: only those whose page exists."""
    say = edition.say
    wanted = [
        (say("chip.today"), HOME),
        (say("when.tomorrow"), "when/tomorrow/"),
        (say("when.weekend"), "when/weekend/"),
        (say("chip.free"), "free/"),
        (say("chip.small"), facet_route("audiences", "0-5")),
        (say("chip.children"), facet_route("audiences", "6-11")),
        (say("chip.teens"), facet_route("audiences", "12-18")),
        (say("when.new"), "when/new/"),
    ]
    return tuple(
        Link(text, edition.to(route), current=route == current)
        for text, route in wanted
        if edition.has(route)
    )


def needs_links(edition: Edition) -> tuple[Link, ...]:
    """The needs that have a page, as links."""
    vocabulary = edition.board.vocabularies["needs"]
    return tuple(
        Link(term.label(edition.language), edition.to(facet_route("needs", term.slug)))
        for term in vocabulary.terms
        if edition.has(facet_route("needs", term.slug))
    )


def plan_agenda(edition: Edition) -> Planned:
    """`/events/`: every coming event, with all the feeds and `events.json`."""
    title = edition.say("title.all")
    events = visible_events(edition)
    planned = _list_page(
        edition, AGENDA, title, "all", list_agenda(edition, events), events, whole=True, months=True
    )
    rows = b"" if edition.pages_only else events_json(edition)
    return replace(planned, assets=(Asset(edition.to(EVENTS), rows),))


def plan_facets(edition: Edition) -> Iterator[Step]:
    """Categories, audiences, needs, languages, free: one list for each value."""
    events = visible_events(edition)
    facets = [*board_facets(edition.board), *pair_facets(edition.board, events)]
    for facet in facets:
        siblings = [other for other in facets if other.kind == facet.kind and other is not facet]
        plan = partial(_plan_facet, edition, facet, events, siblings if not facet.parts else facet.parts)
        yield Step(edition.to(facet.route), plan)


def _events_of(edition: Edition, facet: Facet, events: list[Event]) -> list[Event]:
    """Those of the visible `events` that stand in the list."""
    by_key = edition.once(("events of", facet.kind), lambda: events_by_facet(facet.kind, events))
    if by_key is None:
        return [event for event in events if facet.wanted(event)]
    return [*by_key.get(facet.key, ())]


def _plan_facet(edition: Edition, facet: Facet, events: list[Event], siblings: Iterable[Facet]) -> Planned:
    chosen = _events_of(edition, facet, events)
    return _list_page(
        edition,
        facet.route,
        facet_name(edition, facet),
        facet.kind,
        list_agenda(edition, chosen),
        chosen,
        siblings=tuple(Link(facet_label(edition, one), edition.to(one.route)) for one in siblings),
    )


def plan_when(edition: Edition) -> Iterator[Step]:
    """`/when/<word>/`: tomorrow, the weekend, this week, what is new."""
    if "when" in edition.board.info.publish:
        for word in WHEN_WORDS:
            yield Step(edition.to(f"when/{word}/"), partial(_plan_word, edition, word))


def _plan_word(edition: Edition, word: str) -> Planned:
    route = f"when/{word}/"
    title = edition.say(f"when.{word}")
    if word == "new":
        events = [event for event in visible_events(edition) if is_new(edition, event)]
        return _list_page(edition, route, title, "when", list_agenda(edition, events), events)
    first, end = when_span(edition.today, word)
    agenda = span_agenda(edition, first, end)
    ids = {
        one.event.id
        for day in _days(first, end)
        for one in (*edition.held.by_day.get(day, ()), *edition.held.still_on.get(day, ()))
    }
    events = [event for event in visible_events(edition) if event.id in ids]
    return _list_page(edition, route, title, "when", agenda, events)


def when_span(today: date, word: str) -> tuple[date, date]:
    """The days `[first, end)` a word means. On a weekend, "this weekend" is the one it is."""
    if word == "tomorrow":
        return today + DAY, today + 2 * DAY
    monday = today - timedelta(days=today.weekday())
    if word == "weekend":
        return max(today, monday + 5 * DAY), monday + 7 * DAY
    return today, monday + 7 * DAY


def _days(first: date, end: date) -> Iterator[date]:
    while first < end:
        yield first
        first += DAY


def _list_page(
    edition: Edition,
    route: str,
    title: str,
    kind: str,
    agenda: Agenda,
    events: list[Event],
    *,
    siblings: tuple[Link, ...] = (),
    whole: bool = False,
    months: bool = False,
) -> Planned:
    calendars, news = list_feeds(edition, title, route, events, whole=whole, made=edition.feed_items)
    say = edition.say
    index = f"{kind}/"
    crumbs = [Link(say("title.all"), edition.to(AGENDA))] if route != AGENDA else []
    if route not in (AGENDA, index) and edition.has(index):
        crumbs.append(Link(say(f"title.{kind}"), edition.to(index)))
    values = ListValues(
        title=title,
        kind=kind,
        agenda=agenda,
        crumbs=tuple(crumbs),
        chips=chips(edition, route),
        siblings=siblings,
        siblings_title=say(f"siblings.{kind}") if siblings else "",
        month=month_table(edition, edition.today, titles=False) if months else None,
        needs=needs_links(edition) if months else (),
        subscribe=plan_subscribe(edition, title, calendars, news),
    )
    head = plan_head(edition, route, title, description=agenda.count, feeds=(*calendars, *news))
    return Planned(Page(edition.to(route), "list", head, values, edition.language), calendars, news)


def plan_days(edition: Edition) -> Iterator[Step]:
    """`/events/YYYY/MM/DD/` for every day on which something is on."""
    days = [day for day in published_days(edition) if edition.has(day_route(day))]
    for before, day, after in zip([None, *days], days, [*days[1:], None], strict=False):
        yield Step(edition.to(day_route(day)), partial(_plan_day, edition, before, day, after))


def _plan_day(edition: Edition, before: date | None, day: date, after: date | None) -> Planned:
    agenda = span_agenda(edition, day, day + DAY)
    title = edition.writer.near_day(day, edition.today)
    title = title[:1].upper() + title[1:]
    values = ListValues(
        title=title,
        kind="day",
        agenda=agenda,
        crumbs=_day_crumbs(edition, day),
        previous=_day_link(edition, before),
        next=_day_link(edition, after),
    )
    head = plan_head(edition, day_route(day), title, description=agenda.count, noindex=day < edition.today)
    return Planned(Page(edition.to(day_route(day)), "list", head, values, edition.language))


def published_days(edition: Edition) -> list[date]:
    """Days with something on, and today."""
    held = edition.held
    days = {*held.by_day, *held.still_on, edition.today}
    return sorted(day for day in days if day in held.window)


def _day_crumbs(edition: Edition, day: date) -> tuple[Link, ...]:
    crumbs = [Link(edition.say("title.all"), edition.to(AGENDA))]
    if edition.has(month_route(day)):
        crumbs.append(Link(edition.writer.day(day, "month_year"), edition.to(month_route(day))))
    return tuple(crumbs)


def _day_link(edition: Edition, day: date | None) -> Link | None:
    return Link(edition.writer.near_day(day, edition.today), edition.to(day_route(day))) if day else None


def plan_months(edition: Edition) -> Iterator[Step]:
    """`/events/YYYY/MM/`: the table and the agenda of the same dates."""
    window = edition.held.window
    for month in months_of(window.start, window.end):
        if edition.has(month_route(month)):
            yield Step(edition.to(month_route(month)), partial(_plan_month, edition, month))


def _plan_month(edition: Edition, month: date) -> Planned:
    window = edition.held.window
    title = edition.writer.day(month, "month_year")
    agenda = span_agenda(edition, max(month, window.start), min(next_month(month), window.end))
    values = MonthValues(
        title[:1].upper() + title[1:],
        month_table(edition, month),
        agenda,
        (Link(edition.say("title.all"), edition.to(AGENDA)),),
    )
    past = next_month(month) <= edition.today
    head = plan_head(edition, month_route(month), values.title, description=agenda.count, noindex=past)
    return Planned(Page(edition.to(month_route(month)), "month", head, values, edition.language))


def plan_indexes(edition: Edition) -> Iterator[Step]:
    """`/categories/`, `/audiences/`, `/needs/`, `/languages/`, `/when/`: pages of links to lists."""
    facets: dict[str, list[Facet]] = {}
    for facet in board_facets(edition.board):
        facets.setdefault(facet.kind, []).append(facet)
    events = visible_events(edition)
    for kind, group in facets.items():
        if kind != "free":
            yield Step(edition.to(f"{kind}/"), partial(_plan_index, edition, kind, group, events))
    if "when" in edition.board.info.publish:
        links = tuple(Link(edition.say(f"when.{word}"), edition.to(f"when/{word}/")) for word in WHEN_WORDS)
        yield index_step(edition, "when/", edition.say("title.when"), links)


def _plan_index(edition: Edition, kind: str, facets: list[Facet], events: list[Event]) -> Planned:
    links = tuple(
        Link(
            facet_label(edition, facet),
            edition.to(facet.route),
            count=len(_events_of(edition, facet, events)),
        )
        for facet in facets
    )
    return index_page(edition, f"{kind}/", edition.say(f"title.{kind}"), (("", links),))


def index_step(edition: Edition, route: str, title: str, links: tuple[Link, ...]) -> Step:
    """A page of these links at `route`, yet to be planned."""
    return Step(edition.to(route), partial(index_page, edition, route, title, (("", links),)))


def index_page(
    edition: Edition,
    route: str,
    title: str,
    groups: tuple[tuple[str, tuple[Link, ...]], ...],
    intro: str = "",
) -> Planned:
    """A page of links at `route`, which is without the edition's prefix."""
    crumbs = (Link(edition.say("title.all"), edition.to(AGENDA)),)
    values = IndexValues(title, groups, intro, crumbs)
    head = plan_head(edition, route, title)
    return Planned(Page(edition.to(route), "index", head, values, edition.language))
