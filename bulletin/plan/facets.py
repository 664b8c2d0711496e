"""Facets: the ways people look for events, each value of one a list with feeds of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bulletin.model.board import Board, Term
from bulletin.model.event import Event
from bulletin.plan.edition import Edition
from bulletin.plan.routes import facet_route


@dataclass(frozen=True, slots=True)
class Facet:
    """One list of events: `kind` is the facet, `route` where it stands, `wanted` which events it holds."""

    kind: str
    key: str
    route: str
    wanted: Callable[[Event], bool]


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
        return edition.writer.language_name(facet.key)
    return facet_name(edition, facet)
