"""Pages of lists: home, facets, "when", and the pages that lead to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bulletin.model.event import Event
from bulletin.model.facets import Facet, board_facets, events_by_facet, facets_of, pair_facets
from bulletin.model.recurrence import DAY
from bulletin.model.site.page_kinds import WHEN_WORDS, PageAddress
from bulletin.model.site.parts import Agenda, Link
from bulletin.model.site.plan import Page
from bulletin.model.site.routes import AGENDA, HOME, facet_route, term_route, when_route
from bulletin.model.site.values import HomeValues, IndexValues, ListValues
from bulletin.plan.agendas import dates_to_note, is_in_the_evening, list_agenda, span_agenda, with_next
from bulletin.plan.events.cards import is_new
from bulletin.plan.facet_names import facet_heading, facet_label
from bulletin.plan.feeds import EventList
from bulletin.plan.layout import PageMetadata, page_at, plan_subscribe
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.months import month_table
from bulletin.plan.next_steps import next_steps
from bulletin.plan.other_titles import titled_in
from bulletin.plan.pages.planner import PagePlanner, feed_plans, list_planner, subscribe_board
from bulletin.words.headings import heading_piece, heading_whole, write_heading

HOME_DAYS = 8
"""Today and the next seven days."""


def visible_events(local: LocalizedBoard) -> tuple[Event, ...]:
    """The events shown today, in the order of their ids."""
    events = local.board.events
    return local.cache.once(
        ("visible events",), lambda: tuple(events[event_id] for event_id in local.occurrences.by_event)
    )


def plan_home(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/`: today and the next seven days, or else what comes next.

    It has no feeds of its own and points to those of `/events/`.
    """
    info = local.board.info
    agenda = span_agenda(local, local.today, local.today + HOME_DAYS * DAY, empty_today=True)
    values = HomeValues(
        chips=chips(local, HOME),
        agenda=replace(with_next(local, agenda), count=""),
        to_note=dates_to_note(local, local.today + HOME_DAYS * DAY),
        month=month_table(local, local.today, titles=False),
        needs=needs_links(local),
        subscribe=subscribe_board(local),
    )
    feeds = feed_plans(local, EventList(info.title, AGENDA, (), is_whole=True))
    metadata = PageMetadata(info.title, info.tagline(local.language), feeds)
    return page_at(local, address, values, metadata)


def chips(local: LocalizedBoard, current: str) -> tuple[Link, ...]:
    """The quick ways to less: only those whose page exists."""
    known = local.cache.once(("chips",), lambda: tuple(_chips(local)))
    return tuple(Link(text, local.route_to(route), current=route == current) for text, route in known)


def _chips(local: LocalizedBoard) -> Iterator[tuple[str, str]]:
    phrase = local.phrase
    wanted = [
        (phrase("when.tonight"), when_route("tonight")),
        (phrase("when.tomorrow"), when_route("tomorrow")),
        (phrase("chip.weekend"), when_route("weekend")),
        (phrase("chip.week"), when_route("week")),
        *((chip_label(local, route), route) for route in local.board.info.chips),
        (phrase("chip.more"), AGENDA),
    ]
    return ((text, route) for text, route in wanted if local.has_page(route))


def chip_label(local: LocalizedBoard, route: str) -> str:
    """What the list of a facet is called in a word or two."""
    if route == term_route("audiences", "0-5"):
        return local.phrase("chip.small")
    found = (facet for facet in board_facets(local.board) if facet_route(facet) == route)
    return next((_chip_label(local, facet) for facet in found), "")


def _chip_label(local: LocalizedBoard, facet: Facet) -> str:
    if facet.kind == "languages":
        return local.phrase("chip.language", name=local.dates.language_name(facet.key))
    if facet.kind == "free":
        return local.phrase("fact.free")
    return facet_label(local, facet)


def needs_links(local: LocalizedBoard) -> tuple[Link, ...]:
    """The needs that have a page, as links."""
    return tuple(
        Link(term.label(local.language), local.route_to(term_route("needs", term.slug)))
        for term in local.board.vocabularies["needs"].terms
        if local.has_page(term_route("needs", term.slug))
    )


def plan_facet(local: LocalizedBoard, address: PageAddress) -> Page:
    """Categories, audiences, needs, languages, access, free, pairs …: one list for each value."""
    facet: Facet = address.subject
    listed = facet_list(local, address)
    agenda = list_agenda(local, listed.events)
    if facet.kind == "languages":
        agenda = titled_in(local, agenda, listed.events, facet.key)
    return _list_page(local, address, listed, agenda)


def facet_list(local: LocalizedBoard, address: PageAddress) -> EventList:
    facet: Facet = address.subject
    return EventList(facet_heading(local, facet), address.route, events_of(local, facet))


def events_of(local: LocalizedBoard, facet: Facet) -> tuple[Event, ...]:
    """The visible events of a list."""
    visible = visible_events(local)
    by_key = local.cache.once(("events of", facet.kind), lambda: events_by_facet(facet.kind, visible))
    if by_key is None:
        return tuple(event for event in visible if facet.wanted(event))
    return by_key.get(facet.key, ())


def plan_when(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/when/<word>/`: tomorrow, the weekend, this week, what is new."""
    word = address.subject
    wanted = is_in_the_evening if word == "tonight" else lambda one: True
    agenda = None if word == "new" else span_agenda(local, *when_span(local.today, word), wanted=wanted)
    return _list_page(local, address, when_list(local, address), agenda)


def when_list(local: LocalizedBoard, address: PageAddress) -> EventList:
    word = address.subject
    if word == "new":
        title = heading_whole(local.language, "new")
        new = tuple(event for event in visible_events(local) if is_new(local, event))
        return EventList(title, address.route, new)
    title = write_heading(local.language, [heading_piece(local.language, "when", word, "")])
    dates, (first, end) = local.occurrences, when_span(local.today, word)
    days = [first + DAY * number for number in range((end - first).days)]
    on = (one for day in days for one in (*dates.by_day.get(day, ()), *dates.continuing.get(day, ())))
    ids = {one.event.id for one in on if word != "tonight" or is_in_the_evening(one)}
    return EventList(title, address.route, tuple(each for each in visible_events(local) if each.id in ids))


def when_span(today: date, word: str) -> tuple[date, date]:
    """The days `[first, end)` a word means. On a weekend, "this weekend" is the one it is."""
    if word == "tonight":
        return today, today + DAY
    if word == "tomorrow":
        return today + DAY, today + 2 * DAY
    monday = today - timedelta(days=today.weekday())
    if word == "weekend":
        return max(today, monday + 5 * DAY), monday + 7 * DAY
    return today, monday + 7 * DAY


def _list_page(
    local: LocalizedBoard, address: PageAddress, listed: EventList, agenda: Agenda | None = None
) -> Page:
    """The page of a list, with another agenda than its coming events where one is given."""
    route, phrase = address.route, local.phrase
    kind = _phrases_of(address)
    agenda = agenda or list_agenda(local, listed.events)
    is_empty = not (agenda.days or agenda.later or agenda.undated)
    feeds = feed_plans(local, listed)
    siblings = tuple(_siblings(local, address.subject)) if isinstance(address.subject, Facet) else ()
    values = ListValues(
        title=listed.title,
        kind=kind,
        agenda=replace(agenda, empty=local.phrase("agenda.empty")) if is_empty else agenda,
        crumbs=tuple(_crumbs(local, route, kind)),
        chips=chips(local, route),
        siblings=siblings,
        siblings_title=phrase(f"siblings.{kind}") if siblings else "",
        month=month_table(local, local.today, titles=False) if listed.is_whole else None,
        needs=needs_links(local) if listed.is_whole else (),
        subscribe=plan_subscribe(local, listed.title, feeds),
        span=address.subject if kind == "when" and address.subject != "new" else "",
        steps=next_steps(local, listed.title, list(_neighbours(local, address))) if is_empty else None,
    )
    return page_at(local, address, values, PageMetadata(listed.title, agenda.count, feeds))


def _neighbours(local: LocalizedBoard, address: PageAddress) -> Iterator[Link]:
    """The lists beside an empty one in which something stands, the nearest of its kind first."""
    subject = address.subject
    if isinstance(subject, Facet):
        beside = subject.parts or _same_kind(local, subject)
        for other in beside:
            if found := len(events_of(local, other)):
                yield Link(facet_heading(local, other), local.route_to(facet_route(other)), count=found)
    elif address.kind.name == "when":
        for word in WHEN_WORDS:
            if word != subject:
                yield Link(local.phrase(f"when.{word}"), local.route_to(when_route(word)))


def _phrases_of(address: PageAddress) -> str:
    """What the phrases and the theme call a kind of list."""
    if isinstance(address.subject, Facet):
        return address.subject.kind
    return "when" if address.kind.name == "when" else "all"


def _crumbs(local: LocalizedBoard, route: str, kind: str) -> Iterator[Link]:
    index = f"{kind}/"
    if route != AGENDA:
        yield Link(local.phrase("title.all"), local.route_to(AGENDA))
    if route not in (AGENDA, index) and local.has_page(index):
        yield Link(local.phrase(f"title.{kind}"), local.route_to(index))


def _siblings(local: LocalizedBoard, facet: Facet) -> Iterator[Link]:
    """The other values of a facet; of a pair, the two it is made of."""
    for other in facet.parts or _same_kind(local, facet):
        yield Link(facet_label(local, other), local.route_to(facet_route(other)))


def _same_kind(local: LocalizedBoard, facet: Facet) -> list[Facet]:
    facets = local.cache.once(
        ("facets",), lambda: (*board_facets(local.board), *pair_facets(local.board, visible_events(local)))
    )
    return [other for other in facets if other.kind == facet.kind and other.key != facet.key]


def plan_facet_index(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/categories/`, `/audiences/`, `/needs/`, `/languages/`, `/access/`: links to the lists of a facet."""
    kind = address.kind.name
    links = tuple(facet_link(local, each) for each in facets_of(local.board, kind))
    return index_page(local, address, local.phrase(f"title.{kind}"), links)


def facet_link(local: LocalizedBoard, facet: Facet) -> Link:
    """The way to a list, and how much stands there; of an empty one, that nothing does."""
    found = len(events_of(local, facet))
    note = "" if found else local.phrase("count.nothing_now")
    return Link(facet_label(local, facet), local.route_to(facet_route(facet)), count=found or None, note=note)


def plan_when_index(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/when/`: links to its lists."""
    links = tuple(Link(local.phrase(f"when.{word}"), local.route_to(when_route(word))) for word in WHEN_WORDS)
    return index_page(local, address, local.phrase("title.when"), links)


def index_page(local: LocalizedBoard, address: PageAddress, title: str, links: tuple[Link, ...]) -> Page:
    """A page of links."""
    crumbs = (Link(local.phrase("title.all"), local.route_to(AGENDA)),)
    return page_at(local, address, IndexValues(title, (("", links),), "", crumbs), PageMetadata(title))


PLANNERS = {
    "home": PagePlanner(plan_home),
    **dict.fromkeys(
        (
            *("category", "audience", "need", "language", "access_fact"),
            *("free", "drop_in", "online", "no_id", "pair"),
        ),
        list_planner(plan_facet, facet_list),
    ),
    "when": list_planner(plan_when, when_list),
    **dict.fromkeys(
        ("categories", "audiences", "needs", "languages", "access"),
        PagePlanner(plan_facet_index),
    ),
    "when_words": PagePlanner(plan_when_index),
}
