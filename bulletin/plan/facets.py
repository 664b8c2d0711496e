"""Facets: the ways people look for events, each value of one a list with feeds of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.plan.edition import Edition
from bulletin.plan.routes import facet_route, partner_route, venue_route
from bulletin.words.dates import capital


@dataclass(frozen=True, slots=True)
class Facet:
    """One list of events: `kind` is the facet, `route` where it stands, `wanted` which events it holds."""

    kind: str
    key: str
    route: str
    wanted: Callable[[Event], bool]
    parts: tuple[Facet, ...] = ()
    """Of a pair, the two facets it is made of."""


def board_facets(board: Board) -> Iterator[Facet]:
    """Every list the board publishes beside partners and venues, in the order of its vocabularies.

    Pages of a vocabulary stay when they are empty: somebody may have subscribed to their calendar.
    """
    publish = board.info.publish
    for term in board.vocabularies["categories"].terms:
        yield Facet(
            "categories", term.id, facet_route("categories", term.slug), _holds("categories", term.id)
        )
    if "audiences" in publish:
        for term in board.vocabularies["audiences"].terms:
            yield Facet(
                "audiences", term.id, facet_route("audiences", term.slug), _holds("audiences", term.id)
            )
    if "needs" in publish:
        for term in board.vocabularies["needs"].terms:
            yield Facet("needs", term.id, facet_route("needs", term.slug), _holds("needs", term.id))
    if "languages" in publish:
        for tag in held_languages(board):
            yield Facet("languages", tag, facet_route("languages", tag.lower()), _holds("languages", tag))
    if "free" in publish:
        yield Facet("free", "free", "free/", _holds("free", "free"))


def pair_facets(board: Board, events: list[Event]) -> Iterator[Facet]:
    """Lists of two facets at once, for the pairs the board asks for: only those that hold an event."""
    by_kind: dict[str, list[Facet]] = {}
    for facet in (*board_facets(board), *_who_and_where(board)):
        by_kind.setdefault(facet.kind, []).append(facet)
    for first, second in board.info.pairs:
        for one, other in product(by_kind.get(first, ()), by_kind.get(second, ())):
            wanted = _both(one, other)
            if one.kind != other.kind and any(wanted(event) for event in events):
                yield Facet(
                    "pairs", f"{one.key} {other.key}", f"{one.route}{other.route}", wanted, (one, other)
                )


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
    "audiences": lambda event: (event.audience,),
    "needs": lambda event: event.needs,
    "languages": lambda event: (*event.languages, *event.interpretation),
    "free": lambda event: ("free",) if event.is_free else (),
}


def _holds(kind: str, key: str) -> Callable[[Event], bool]:
    keys_of = _KEYS[kind]
    return lambda event: key in keys_of(event)


def _both(one: Facet, other: Facet) -> Callable[[Event], bool]:
    return lambda event: one.wanted(event) and other.wanted(event)


def _who_and_where(board: Board) -> Iterator[Facet]:
    for partner_id in board.partners:
        yield Facet("partners", partner_id, partner_route(partner_id), _held_by(board, partner_id))
    if "venues" in board.info.publish:
        for venue_id in board.venues:
            yield Facet("venues", venue_id, venue_route(venue_id), _held_at(venue_id))


def _held_by(board: Board, partner_id: str) -> Callable[[Event], bool]:
    return lambda event: partner_id in board.accepted_hosts(event)


def _held_at(venue_id: str) -> Callable[[Event], bool]:
    return lambda event: event.place.is_published and event.place.venue == venue_id


def held_languages(board: Board) -> list[str]:
    """Languages any event is held in or interpreted into, and the board's own, in a fixed order."""
    tags = set(board.info.languages)
    for event in board.events.values():
        tags |= {*event.languages, *event.interpretation}
    return sorted(tags, key=lambda tag: (tag not in board.info.languages, tag))


def facet_name(edition: Edition, facet: Facet) -> str:
    """What the list is called on its page: "Food", "Held in French"."""
    say = edition.say
    if facet.parts:
        return " · ".join(facet_label(edition, part) for part in facet.parts)
    if facet.kind == "partners":
        return edition.board.partners[facet.key].name
    if facet.kind == "venues":
        return edition.board.venues[facet.key].name
    if facet.kind == "free":
        return say("title.free")
    if facet.kind == "languages":
        return say("title.language", name=edition.writer.language_name(facet.key))
    label = edition.board.vocabularies[facet.kind].label(facet.key, edition.language)
    single = {"categories": "title.category", "audiences": "title.audience", "needs": "title.need"}
    return say(single[facet.kind], name=label)


def facet_label(edition: Edition, facet: Facet) -> str:
    """The same as a short link."""
    if facet.kind == "languages":
        return capital(edition.writer.language_name(facet.key))
    return facet_name(edition, facet)
