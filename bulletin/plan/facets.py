"""Facets: the ways people look for events, each value of one a list with feeds of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from bulletin.formats.dates import capital
from bulletin.model.board import Board, Term
from bulletin.model.event import Event
from bulletin.plan.edition import Edition
from bulletin.plan.routes import facet_route, partner_route, venue_route


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
        yield Facet("categories", term.id, facet_route("categories", term.slug), _has_category(term))
    if "audiences" in publish:
        for term in board.vocabularies["audiences"].terms:
            yield Facet("audiences", term.id, facet_route("audiences", term.slug), _has_audience(term))
    if "needs" in publish:
        for term in board.vocabularies["needs"].terms:
            yield Facet("needs", term.id, facet_route("needs", term.slug), _answers(term))
    if "languages" in publish:
        for tag in held_languages(board):
            yield Facet("languages", tag, facet_route("languages", tag.lower()), _held_in(tag))
    if "free" in publish:
        yield Facet("free", "free", "free/", lambda event: event.is_free)


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


def _has_category(term: Term) -> Callable[[Event], bool]:
    return lambda event: term.id in event.categories


def _has_audience(term: Term) -> Callable[[Event], bool]:
    return lambda event: event.audience == term.id


def _answers(term: Term) -> Callable[[Event], bool]:
    return lambda event: term.id in event.needs


def _held_in(tag: str) -> Callable[[Event], bool]:
    return lambda event: tag in event.languages or tag in event.interpretation


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
