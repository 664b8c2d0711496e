"""Facets: the ways people look for events, each value of one a list with feeds of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from bulletin.model.board import Board, Term
from bulletin.model.event import Event, RegistrationKind
from bulletin.model.place import Known, PlaceKind
from bulletin.model.vocabulary import ACCESS_WARNINGS, AUDIENCES


@dataclass(frozen=True, slots=True)
class Facet:
    """One list of events. `kind` is the facet, `wanted` says which events are in it.

    `slug` is the word in its route: "food" of `/categories/food/`; "" where the kind alone is the route.
    """

    kind: str
    key: str
    slug: str
    wanted: Callable[[Event], bool]
    parts: tuple[Facet, ...] = ()
    """Of a pair, the two facets it is made of."""


PLAIN_FACETS = ("free", "drop-in", "online", "no-id")
"""Facets that an event has or has not; the kind is their word in `publish`, their key and their route."""


def board_facets(board: Board) -> Iterator[Facet]:
    """Every list the board publishes beside partners and venues, in the order of its vocabularies.

    Pages of a vocabulary stay when they are empty: somebody may have subscribed to their calendar.
    """
    for kind in _KEYS:
        yield from facets_of(board, kind)


def facets_of(board: Board, kind: str) -> list[Facet]:
    """The lists of one kind that the board publishes, as in `board_facets`."""
    if kind != "categories" and kind not in board.info.publish:
        return []
    if kind in PLAIN_FACETS:
        slugs = {kind: ""}
    elif kind == "languages":
        slugs = {tag: tag.lower() for tag in held_languages(board)}
    else:
        terms = held_access(board) if kind == "access" else board.vocabularies[kind].terms
        slugs = {term.id: term.slug for term in terms}
    return [Facet(kind, key, slug, _holds(kind, key)) for key, slug in slugs.items()]


def pair_facets(board: Board, events: Sequence[Event]) -> Iterator[Facet]:
    """Lists of two facets at once, for the pairs the board asks for: only those that hold an event."""
    by_kind: dict[str, list[Facet]] = {}
    for facet in (*board_facets(board), *_who_and_where(board)):
        by_kind.setdefault(facet.kind, []).append(facet)
    for first, second in board.info.pairs:
        for one, other in product(by_kind.get(first, ()), by_kind.get(second, ())):
            wanted = _both(one, other)
            if one.kind != other.kind and any(wanted(event) for event in events):
                yield Facet("pairs", f"{one.key} {other.key}", "", wanted, (one, other))


def count_calendars(board: Board, events: Sequence[Event]) -> int:
    """How many calendars that people can subscribe to hold any of these events."""
    facets = [*board_facets(board), *_who_and_where(board)]
    return len(events) + sum(any(facet.wanted(event) for event in events) for facet in facets)


def events_by_facet(kind: str, events: Iterable[Event]) -> Mapping[str, tuple[Event, ...]] | None:
    """The events of each list of that kind by its key, each in the order given; None of kinds without such.

    The same as asking every event of every list, in one go.
    """
    keys_of = _KEYS.get(kind)
    if keys_of is None:
        return None
    found: dict[str, list[Event]] = {}
    for event in events:
        for key in dict.fromkeys(keys_of(event)):
            found.setdefault(key, []).append(event)
    return {key: tuple(each) for key, each in found.items()}


_KEYS: dict[str, Callable[[Event], tuple[str, ...]]] = {
    "categories": lambda event: event.categories,
    "audiences": lambda event: audiences_of(event),
    "needs": lambda event: event.needs,
    "languages": lambda event: (*event.languages, *event.interpretation),
    "access": lambda event: access_of(event),
    "free": lambda event: ("free",) if event.is_free else (),
    "drop-in": lambda event: ("drop-in",) if is_drop_in(event) else (),
    "online": lambda event: ("online",) if is_online(event) else (),
    "no-id": lambda event: ("no-id",) if event.needs_no_id else (),
}


def audiences_of(event: Event) -> tuple[str, ...]:
    """The audiences it may be told to: what is for all ages is for each of them."""
    if event.is_for_all_ages:
        return AUDIENCES
    return (event.told_audience,) if event.told_audience else ()


def access_of(event: Event) -> tuple[str, ...]:
    """What is known to be there for getting in and taking part; what warns is no reason to come."""
    facts = event.access.items()
    return tuple(name for name, fact in facts if fact.known is Known.YES and name not in ACCESS_WARNINGS)


def is_drop_in(event: Event) -> bool:
    """Whether people may just come: they know where and when, and nobody asks them to sign up."""
    freely = event.registration.kind in (RegistrationKind.NONE, RegistrationKind.DROP_IN)
    return freely and event.publish_dates and event.place.is_published


def is_online(event: Event) -> bool:
    """Whether one can take part from afar."""
    return event.place.kind is PlaceKind.ONLINE or (event.place.is_published and bool(event.place.online))


def _holds(kind: str, key: str) -> Callable[[Event], bool]:
    keys_of = _KEYS[kind]
    return lambda event: key in keys_of(event)


def _both(one: Facet, other: Facet) -> Callable[[Event], bool]:
    return lambda event: one.wanted(event) and other.wanted(event)


def _who_and_where(board: Board) -> Iterator[Facet]:
    for partner_id in board.partners:
        yield Facet("partners", partner_id, partner_id, _held_by(board, partner_id))
    if "venues" in board.info.publish:
        for venue_id in board.venues:
            yield Facet("venues", venue_id, venue_id, _held_at(venue_id))


def _held_by(board: Board, partner_id: str) -> Callable[[Event], bool]:
    return lambda event: partner_id in board.accepted_hosts(event)


def _held_at(venue_id: str) -> Callable[[Event], bool]:
    return lambda event: event.place.is_published and event.place.venue == venue_id


def held_access(board: Board) -> list[Term]:
    """The facts that any event is known to have, and those the board asks for, in the vocabulary's order."""
    names = {name for event in board.events.values() for name in access_of(event)}
    names |= set(board.info.access_core) - set(ACCESS_WARNINGS)
    return [term for term in board.vocabularies["access"].terms if term.id in names]


def held_languages(board: Board) -> list[str]:
    """Languages any event is in or interpreted into, and the board's own, in a fixed order."""
    tags = set(board.info.languages)
    for event in board.events.values():
        tags |= {*event.languages, *event.interpretation}
    return sorted(tags, key=lambda tag: (tag not in board.info.languages, tag))
