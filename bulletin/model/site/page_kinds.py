"""The register of pages: every kind of page there is, where its pages stand, and which of them exist.

A further kind of page needs an entry here, values in `values`, a function of `plan/pages/`, and a template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.facets import Facet, facets_of, pair_facets
from bulletin.model.occurrences import Occurrences
from bulletin.model.partner import Partner
from bulletin.model.place import Venue
from bulletin.model.site.routes import (
    AGENDA,
    EMBED_FORMS,
    HOME,
    NOT_FOUND,
    RECRUITING,
    SUBMIT,
    SUBMIT_OPEN,
    WAYS,
    day_route,
    embed_route,
    event_route,
    facet_route,
    kit_route,
    month_route,
    old_route,
    page_route,
    partner_route,
    venue_route,
    when_route,
)
from bulletin.model.withdrawn import Withdrawn

S = TypeVar("S")

WHEN_WORDS = ("tonight", "tomorrow", "weekend", "week", "new")

Addresses = Iterable[tuple[str, S]]
"""Routes, each with what its page is of."""


@dataclass(frozen=True, slots=True)
class PageKind(Generic[S]):
    """Pages of one kind; S is what a page is of: an Event, a Partner, a date."""

    name: str
    """The name of the function in `plan/pages/` that plans it, and of its template."""
    address: str
    """Where its pages stand, as people read it: `/venues/<venue>/`."""
    known: Callable[[Board], Addresses[S]]
    """The pages that may be linked to, whatever the day."""
    shown: Callable[[Board, Occurrences], Addresses[S]] | None = None
    """The pages there are today; None: those `known`."""
    part: str = ""
    """Its word in `publish` of board.yaml; "" for what is always published."""
    pattern: str = ""
    """Beside `known`, the routes that may be linked to without asking for the day."""
    template: str = ""
    """The template in place of the one of its name."""
    label: str = ""
    """The phrase by which the footer of every page leads to it, of a kind with one page; "" for none."""
    is_translated: bool = True
    """Whether there is one in each of the board's languages."""

    @property
    def has_links(self) -> bool:
        """Whether pages of the site lead to it: not to old or wrong addresses, nor to what was taken off."""
        return self.name not in ("redirect", "former_partner", "former_venue", "withdrawn", "not_found")

    def is_published(self, board: Board) -> bool:
        return not self.part or self.part in board.info.publish


class PageAddress(NamedTuple):
    """A page there is today: its kind, its route without a language's prefix, and what it is of."""

    kind: PageKind[Any]
    route: str
    subject: Any


def pages_shown(board: Board, occurrences: Occurrences) -> tuple[PageAddress, ...]:
    """Every page of one language, each route once: the kind that stands first keeps it."""
    found: dict[str, PageAddress] = {}
    for kind in KINDS:
        if kind.is_published(board):
            addresses = kind.shown(board, occurrences) if kind.shown else kind.known(board)
            for route, subject in addresses:
                found.setdefault(route, PageAddress(kind, route, subject))
    return tuple(found.values())


def known_routes(board: Board) -> frozenset[str]:
    """Every route that may be linked to, but those that only a pattern tells of."""
    kinds = [kind for kind in KINDS if kind.is_published(board)]
    return frozenset(route for kind in kinds for route, _ in kind.known(board))


def is_linkable(board: Board) -> Callable[[str], bool]:
    """Whether a route, without prefix, may be linked to: its page exists on some day."""
    routes = known_routes(board)
    patterns = [kind.pattern for kind in KINDS if kind.pattern and kind.is_published(board)]
    made = re.compile("|".join(patterns)) if patterns else None
    return lambda route: route in routes or (made is not None and made.fullmatch(route) is not None)


def months_of(first: date, end: date) -> Iterator[date]:
    """The first day of each month that `[first, end)` touches."""
    month = first.replace(day=1)
    while month < end:
        yield month
        month = next_month(month)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def _one(route: str) -> Callable[[Board], Addresses[None]]:
    return lambda board: [(route, None)]


def _none(board: Board) -> Addresses[Any]:
    return ()


def _facets(kind: str) -> Callable[[Board], Addresses[Facet]]:
    return lambda board: [(facet_route(each), each) for each in facets_of(board, kind)]


def _known_pairs(board: Board) -> Addresses[Facet]:
    return ((facet_route(facet), facet) for facet in pair_facets(board, tuple(board.events.values())))


def _shown_pairs(board: Board, occurrences: Occurrences) -> Addresses[Facet]:
    events = [board.events[event_id] for event_id in occurrences.by_event]
    return ((facet_route(facet), facet) for facet in pair_facets(board, events))


def _months(board: Board, occurrences: Occurrences) -> Addresses[date]:
    window = occurrences.window
    return ((month_route(month), month) for month in months_of(window.start, window.end))


def _partners(board: Board) -> Addresses[Any]:
    listed = (partner for partner in board.partners.values() if not partner.do_not_list)
    return ((partner_route(partner.id), partner) for partner in listed)


def _events(board: Board) -> Addresses[Event]:
    return ((event_route(event), event) for event in board.events.values())


def _visible_events(board: Board, occurrences: Occurrences) -> Iterator[tuple[str, Event]]:
    for event_id in occurrences.by_event:
        yield event_route(board.events[event_id]), board.events[event_id]


def old_addresses(board: Board, event: Event) -> tuple[str, ...]:
    """Every `<partner>/<name>` at which an event may have stood, but where it stands now.

    What it says itself, below its own partner or one that holds it too; the address that its permanent id was
    made of; and all its names below the names that its partner had before.
    """
    partner = board.partners.get(event.partner)
    former = partner.was_at if partner else ()
    beside = [name for host in board.accepted_hosts(event)[1:] for name in _names_of(board, host)]
    written = [route for each in event.was_at if (route := old_route(event, each, (*former, *beside)))]
    said = [route.removeprefix("events/").removesuffix("/") for route in written]
    names = dict.fromkeys(address.rpartition("/")[2] for address in (event.slug, event.id, *said))
    implied = [f"{old}/{name}" for old in former for name in names]
    found = dict.fromkeys((*said, event.id, *implied))
    return tuple(each for each in found if each != f"{event.partner}/{event.slug}")


def _names_of(board: Board, host: str) -> tuple[str, ...]:
    return (host, *board.partners[host].was_at)


def _redirects(board: Board, events: Iterable[tuple[str, Event]]) -> Iterator[tuple[str, Event]]:
    for _, event in events:
        yield from ((f"events/{address}/", event) for address in old_addresses(board, event))


def _former_partners(board: Board) -> Addresses[Partner]:
    for partner in board.partners.values():
        if not partner.do_not_list:
            yield from ((partner_route(old), partner) for old in partner.was_at)


def _kits(board: Board) -> Addresses[Partner]:
    return ((kit_route(partner.id), partner) for partner in _with_kit(board))


def _with_kit(board: Board) -> Iterator[Partner]:
    """Not those that it may harm somebody to be seen with: nothing of theirs is made to hang elsewhere."""
    return (each for each in board.partners.values() if not (each.do_not_list or each.sensitive))


def _signs(board: Board) -> Addresses[Partner]:
    partners = _with_kit(board) if "print" in board.info.publish else ()
    return ((f"{kit_route(partner.id)}sign/", partner) for partner in partners)


def _posters(board: Board) -> Addresses[Partner]:
    partners = _with_kit(board) if "print" in board.info.publish else ()
    return ((f"{kit_route(each.id)}poster/", each) for each in partners if "print" not in each.opt_out)


def _embeds(board: Board) -> Addresses[Partner]:
    """Below a partner's old names too: nobody who has pasted the line once is asked to do so again."""
    named = [(each.id, each) for each in _with_kit(board)]
    named += [(old, each) for each in _with_kit(board) for old in each.was_at]
    return ((embed_route(name, form), partner) for name, partner in named for form in EMBED_FORMS)


def _former_venues(board: Board) -> Addresses[Venue]:
    return ((venue_route(old), venue) for venue in board.venues.values() for old in venue.was_at)


def _withdrawn(board: Board) -> Addresses[Withdrawn]:
    """The addresses of what was taken off the board, those it had before among them."""
    for mark in board.withdrawn.values():
        if mark.event:
            yield event_route(mark.event), mark
            yield from ((f"events/{old}/", mark) for old in old_addresses(board, mark.event))
        elif mark.room in _ROUTES:
            yield from ((_ROUTES[mark.room](name), mark) for name in (mark.id, *mark.was_at))


_ROUTES = {"partners": partner_route, "venues": venue_route, "pages": page_route}
"""The address of a record by its slug, by the room it is in."""


def _subscribe(board: Board) -> Addresses[None]:
    """How to subscribe, where there is a calendar of the whole board."""
    return [(page_route("subscribe"), None)] if {"ics", "board-ics"} & board.info.publish else ()


KINDS: tuple[PageKind[Any], ...] = (
    PageKind("month", "/events/YYYY/MM/", _none, _months, part="months", pattern=r"events/\d{4}/\d\d/"),
    PageKind(
        "day",
        "/events/YYYY/MM/DD/",
        _none,
        lambda board, occurrences: ((day_route(day), day) for day in occurrences.days()),
        part="days",
        pattern=r"events/\d{4}/\d\d/\d\d/",
        template="list",
    ),
    PageKind("home", "/", _one(HOME)),
    PageKind("agenda", "/events/", _one(AGENDA), template="find"),
    PageKind("category", "/categories/<id>/", _facets("categories"), template="list"),
    PageKind("audience", "/audiences/<id>/", _facets("audiences"), part="audiences", template="list"),
    PageKind("need", "/needs/<id>/", _facets("needs"), part="needs", template="list"),
    PageKind("language", "/languages/<tag>/", _facets("languages"), part="languages", template="list"),
    PageKind("access_fact", "/access/<fact>/", _facets("access"), part="access", template="list"),
    PageKind("free", "/free/", _facets("free"), part="free", template="list"),
    PageKind("drop_in", "/drop-in/", _facets("drop-in"), part="drop-in", template="list"),
    PageKind("online", "/online/", _facets("online"), part="online", template="list"),
    PageKind("no_id", "/no-id/", _facets("no-id"), part="no-id", template="list"),
    PageKind("pair", "/<facet>/<id>/<facet>/<id>/", _known_pairs, _shown_pairs, template="list"),
    PageKind(
        "when",
        "/when/<word>/",
        lambda board: ((when_route(word), word) for word in WHEN_WORDS),
        part="when",
        template="list",
    ),
    PageKind("categories", "/categories/", _one("categories/"), template="index", label="nav.categories"),
    PageKind(
        "audiences",
        "/audiences/",
        _one("audiences/"),
        part="audiences",
        template="index",
        label="nav.audiences",
    ),
    PageKind("needs", "/needs/", _one("needs/"), part="needs", template="index", label="nav.needs"),
    PageKind(
        "languages",
        "/languages/",
        _one("languages/"),
        part="languages",
        template="index",
        label="nav.languages",
    ),
    PageKind("access", "/access/", _one("access/"), part="access", template="index", label="nav.access"),
    PageKind("when_words", "/when/", _one("when/"), part="when", template="index", label="nav.when"),
    PageKind("partner", "/partners/<partner>/", _partners),
    PageKind("kit", "/partners/<partner>/kit/", _kits, part="kit"),
    PageKind("sign", "/partners/<partner>/kit/sign/", _signs, part="kit"),
    PageKind("poster", "/partners/<partner>/kit/poster/", _posters, part="kit"),
    PageKind("embed", "/partners/<partner>/embed/", _embeds, part="kit"),
    PageKind("former_partner", "an old address of a partner", _former_partners, template="redirect"),
    PageKind("partners", "/partners/", _one("partners/"), template="index", label="nav.partners"),
    PageKind(
        "venue",
        "/venues/<venue>/",
        lambda board: ((venue_route(venue.id), venue) for venue in board.venues.values()),
        part="venues",
    ),
    PageKind("former_venue", "an old address of a venue", _former_venues, part="venues", template="redirect"),
    PageKind("venues", "/venues/", _one("venues/"), part="venues", template="index", label="nav.venues"),
    PageKind(
        "text",
        "/pages/<slug>/",
        lambda board: ((page_route(page.slug), page) for page in board.pages.values()),
    ),
    PageKind("submit", "/submit/", _one(SUBMIT)),
    PageKind("open", "/submit/open/", _one(SUBMIT_OPEN)),
    PageKind("ways", "/submit/ways/", _one(WAYS), part="kit"),
    PageKind("recruiting", "/submit/flyer/", _one(RECRUITING), part="kit"),
    PageKind("subscribe", "/pages/subscribe/", _subscribe, label="nav.subscribe"),
    PageKind("print_week", "/print/week/", _one("print/week/"), part="print"),
    PageKind("print_large", "/print/large/", _one("print/large/"), part="print"),
    PageKind("print_month", "/print/month/", _one("print/month/"), part="print"),
    PageKind("digest", "/digest/", _one("digest/"), part="digest"),
    PageKind("event", "/events/<partner>/<slug>/", _events, _visible_events),
    PageKind(
        "redirect",
        "an old address of an event",
        lambda board: _redirects(board, _events(board)),
        lambda board, occurrences: _redirects(board, _visible_events(board, occurrences)),
    ),
    PageKind("withdrawn", "the address of what was taken off the board", _withdrawn, template="text"),
    PageKind(
        "not_found",
        "/404.html",
        _none,
        lambda board, occurrences: [(NOT_FOUND, None)],
        template="lost",
        is_translated=False,
    ),
)
"""In the order in which processes take them: lists first, whose cards and calendar entries pages share."""
