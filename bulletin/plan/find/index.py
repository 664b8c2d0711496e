"""`events/find-index.js`: what the script of `/events/` narrows and searches by, for one language.

Nothing stands in it that no page says: of a confidential place not even its venue, of an event that names
sensitive groups discreetly not the groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bulletin.model.board import Term
from bulletin.model.event import Event
from bulletin.model.facets import (
    PLAIN_FACETS,
    Facet,
    access_of,
    audiences_of,
    board_facets,
    is_drop_in,
    is_online,
)
from bulletin.model.frequency import Frequency, frequency_of
from bulletin.model.site.parts import ChoiceGroup
from bulletin.model.site.routes import facet_route
from bulletin.plan.events.cards import SENSITIVE
from bulletin.plan.events.places import place_line
from bulletin.plan.facet_names import PLAIN_LABELS, facet_label, facet_piece
from bulletin.plan.find.choices import (
    NAMES,
    TIMES,
    WHEN,
    listed_events,
    pairs_shown,
    partner_group,
    place_group,
)
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.words.headings import ORDER, WHOLE, either_pattern, heading_piece, heading_whole
from bulletin.words.searching import day_words, same_words, search_words, unsaid_words

SAID = (
    "events", "found", "show", "remove", "more", "also", "still_on", "undated", "less", "soonest", "all_of",
    "page", "keep", "subscribe", "rss", "copy", "copied", "print", "mail", "at",
)  # fmt: skip
"""What the script says; each is a phrase `find.<word>`."""

SEARCHED = ("categories", "audiences", "needs", "access")
"""The facets whose words find an event."""

FREE, DROP_IN, ONLINE, NO_ID, USUAL = 1, 2, 4, 8, 16


class Value(NamedTuple):
    """A value one can narrow by: its word in the address, what it is called, what a heading says of it."""

    value: str
    text: str
    piece: str


def index_values(local: LocalizedBoard) -> dict[str, object]:
    """All of the file but the dates and the cards."""
    info, events = local.board.info, listed_events(local)
    facets = [facet for facet in board_facets(local.board) if facet.kind in NAMES]
    keys = {kind: [facet.key for facet in facets if facet.kind == kind] for kind in NAMES}
    tables: dict[str, list[Value]] = {
        NAMES[kind]: [_facet_value(local, facet) for facet in facets if facet.kind == kind] for kind in NAMES
    }
    for kind, group in (("partners", partner_group(local)), ("venues", place_group(local))):
        keys[kind] = [choice.value for choice in group.choices]
        tables[NAMES[kind]] = _listed_values(local, kind, group)
    welcome = local.board.vocabularies["welcome"].terms
    return {
        "kind": "index",
        "language": local.language,
        "zone": info.timezone,
        "comma": local.phrase("list.comma"),
        "say": {word: local.phrase.forms(f"find.{word}") for word in SAID},
        "whole": {key: heading_whole(local.language, key) for key in WHOLE},
        "or": either_pattern(local.language),
        "order": [NAMES.get(kind, kind) for kind in ORDER],
        "pieces": _pieces(local),
        "plain": [kind for kind in PLAIN_FACETS if kind in info.publish],
        "groups": tables,
        "terms": {NAMES[kind]: [_meant(local, kind, key) for key in keys[kind]] for kind in SEARCHED},
        "plainTerms": {kind: _plain_words(local, kind) for kind in PLAIN_FACETS},
        "welcome": [_term_words(term, local.language) for term in welcome],
        "same": same_words(local.language),
        "unsaid": unsaid_words(local.language),
        "when": day_words(local.language),
        "pairs": {_pair_state(facet): local.route_to(facet_route(facet)) for facet in pairs_shown(local)},
        "subject": local.phrase.forms("steps.subject"),
        "events": _columns(local, events, keys, [term.id for term in welcome]),
    }


def _facet_value(local: LocalizedBoard, facet: Facet) -> Value:
    return Value(facet.slug, facet_label(local, facet), facet_piece(local, facet))


def _listed_values(local: LocalizedBoard, kind: str, group: ChoiceGroup) -> list[Value]:
    language = local.language
    return [
        Value(each.value, each.text, heading_piece(language, kind, each.value, each.text))
        for each in group.choices
    ]


def _pieces(local: LocalizedBoard) -> Mapping[str, object]:
    """What a heading says of what is no value of a table; {name} stays for the day and for the words."""
    language = local.language
    words = {
        "when": WHEN,
        "time": TIMES,
        **dict.fromkeys(("drop-in", "online", "no-id", "rare", "words"), ()),
    }
    return {
        kind: {
            **{word: heading_piece(language, kind, word, "{name}") for word in each if word != "any"},
            "any": heading_piece(language, kind, "any", "{name}"),
        }
        for kind, each in words.items()
    }


def _meant(local: LocalizedBoard, kind: str, key: str) -> str:
    """The words by which an event of that term is found, beside the term's own label."""
    term = next(term for term in local.board.vocabularies[kind].terms if term.id == key)
    return " ".join((*term.aliases, *search_words(local.language, kind, key)))


def _plain_words(local: LocalizedBoard, kind: str) -> str:
    return " ".join((local.phrase(PLAIN_LABELS[kind]), *search_words(local.language, "plain", kind)))


def _term_words(term: Term, language: str) -> str:
    return " ".join(dict.fromkeys((term.label(language), *term.aliases)))


def _pair_state(facet: Facet) -> str:
    """The address of a list narrowed by the two: `category=food&free=1`."""
    return "&".join(
        sorted(f"{NAMES[part.kind]}={part.slug}" if part.slug else f"{part.kind}=1" for part in facet.parts)
    )


def _columns(
    local: LocalizedBoard, events: Iterable[Event], keys: Mapping[str, list[str]], welcome: list[str]
) -> dict[str, list[object]]:
    """The events, a column for each thing there is to say of them: numbers lead into the tables."""
    columns: dict[str, list[object]] = {}
    places = {kind: {key: number for number, key in enumerate(each)} for kind, each in keys.items()}
    groups = {group: number for number, group in enumerate(welcome)}
    for event in events:
        for name, value in _cells(local, event, places, groups):
            columns.setdefault(name, []).append(value)
    return columns


def _cells(
    local: LocalizedBoard, event: Event, places: Mapping[str, Mapping[str, int]], welcome: Mapping[str, int]
) -> Iterator[tuple[str, object]]:
    text, language = local.event_text(event)
    yield "title", text.title
    yield "original", event.text.title if not language and text is not event.text else ""
    yield "summary", text.summary
    yield "at", place_line(local, event.place) if not event.place.venue else ""
    yield "flags", _flags(local, event)
    told = {
        "categories": event.categories,
        "audiences": audiences_of(event),
        "needs": event.needs,
        "languages": (*event.languages, *event.interpretation),
        "access": access_of(event),
        "partners": local.board.accepted_hosts(event),
        "venues": (event.place.venue,) if event.place.is_published else (),
    }
    for kind, values in told.items():
        yield NAMES[kind], [places[kind][value] for value in dict.fromkeys(values) if value in places[kind]]
    groups = (each for each in event.welcome if each not in SENSITIVE or not event.discreet_title)
    yield "welcome", [welcome[group] for group in groups if group in welcome]


def _flags(local: LocalizedBoard, event: Event) -> int:
    """What is true of it, a bit for each."""
    days = [one.day for one in local.occurrences.by_event.get(event.id, ())]
    is_usual = event.publish_dates and frequency_of(days) in (Frequency.USUAL, Frequency.DAILY)
    told = (event.is_free, is_drop_in(event), is_online(event), event.needs_no_id, is_usual)
    return sum(bit for bit, is_so in zip((FREE, DROP_IN, ONLINE, NO_ID, USUAL), told, strict=True) if is_so)
