"""The ways to narrow the list of all events: links to pages of their own, which the script makes boxes of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from bulletin.model.event import Event
from bulletin.model.facets import PLAIN_FACETS, Facet, board_facets, pair_facets
from bulletin.model.site.page_kinds import WHEN_WORDS, months_of
from bulletin.model.site.parts import Choice, ChoiceGroup, Link
from bulletin.model.site.routes import facet_route, month_route, partner_route, venue_route, when_route
from bulletin.plan.facet_names import facet_heading, facet_label
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.pages.lists import events_of, visible_events
from bulletin.words.dates import capital

NAMES = {
    "categories": "category",
    "audiences": "age",
    "needs": "need",
    "languages": "language",
    "access": "access",
    "partners": "partner",
    "venues": "place",
}
"""The words of facets in the address of a narrowed list: `#age=0-5&language=ar`."""

FIRST_ACCESS = ("step_free", "accessible_toilet", "hearing_loop", "asl", "sensory_friendly", "quiet_space")
"""What most people ask for; the other facts are folded."""

WHEN = ("any", "tonight", "tomorrow", "weekend", "days", "weeks")
TIMES = ("morning", "afternoon", "evening")


def is_listed(local: LocalizedBoard, event: Event) -> bool:
    """Whether it stands in lists: it has a date ahead, waits for one, or keeps its dates to itself."""
    return not event.publish_dates or local.occurrences.is_to_come(event)


def listed_events(local: LocalizedBoard) -> tuple[Event, ...]:
    """The events one can look for, in the order of their ids."""
    return local.cache.once(
        ("listed events",), lambda: tuple(event for event in visible_events(local) if is_listed(local, event))
    )


def choice_groups(local: LocalizedBoard) -> tuple[ChoiceGroup, ...]:
    """All groups that have a choice, in the order in which they stand on the page."""
    return tuple(group for group in _groups(local) if group.choices)


def _groups(local: LocalizedBoard) -> Iterator[ChoiceGroup]:
    phrase, facets = local.phrase, list(board_facets(local.board))

    def of(kind: str, title: str, *, is_folded: bool = False) -> ChoiceGroup:
        return facet_group(
            local, [facet for facet in facets if facet.kind == kind], title, is_folded=is_folded
        )

    yield ChoiceGroup(
        phrase("title.when"), "when", tuple(_when(local)), is_single=True, index=_index(local, "when")
    )
    times = tuple(Choice(phrase(f"choose.{word}"), word) for word in TIMES)
    yield ChoiceGroup(phrase("choose.time"), "time", times)
    yield of("audiences", phrase("title.audiences"))
    yield ChoiceGroup(phrase("choose.coming_in"), "", tuple(_coming_in(local, facets)))
    yield of("languages", phrase("choose.languages"))
    access = [facet for facet in facets if facet.kind == "access"]
    first = [facet for facet in access if facet.key in FIRST_ACCESS]
    yield facet_group(local, first, phrase("choose.access"))
    rest = [facet for facet in access if facet not in first]
    yield of("categories", phrase("title.categories"), is_folded=True)
    yield of("needs", phrase("title.needs"), is_folded=True)
    yield place_group(local)
    yield partner_group(local)
    yield facet_group(local, rest, phrase("choose.more_access"), is_folded=True)
    yield ChoiceGroup(phrase("choose.months"), "", tuple(_months(local)), is_folded=True)
    yield ChoiceGroup(phrase("title.pairs"), "", tuple(_pairs(local)), is_folded=True)
    yield ChoiceGroup("", "", (Choice(phrase("choose.rare"), "rare"),))


def facet_group(
    local: LocalizedBoard, facets: Iterable[Facet], title: str, *, is_folded: bool = False
) -> ChoiceGroup:
    """The choices of one facet."""
    facets = list(facets)
    kind = facets[0].kind if facets else ""
    choices = tuple(_choice(local, facet, facet.slug, events_of(local, facet)) for facet in facets)
    return ChoiceGroup(title, NAMES.get(kind, ""), choices, is_folded=is_folded, index=_index(local, kind))


def _choice(local: LocalizedBoard, facet: Facet, value: str, events: Iterable[Event]) -> Choice:
    count = sum(is_listed(local, event) for event in events)
    note = "" if count else local.phrase("count.nothing_now")
    route = local.route_to(facet_route(facet))
    return Choice(facet_label(local, facet), value, route, count or None, note)


def _coming_in(local: LocalizedBoard, facets: Iterable[Facet]) -> Iterator[Choice]:
    for facet in facets:
        if facet.kind in PLAIN_FACETS:
            yield _choice(local, facet, facet.kind, events_of(local, facet))


def _index(local: LocalizedBoard, kind: str) -> Link | None:
    if not kind or not local.has_page(f"{kind}/"):
        return None
    return Link(local.phrase("choose.index"), local.route_to(f"{kind}/"))


def _when(local: LocalizedBoard) -> Iterator[Choice]:
    phrase = local.phrase
    for word in WHEN:
        route = when_route(word)
        known = local.has_page(route)
        yield Choice(phrase(f"choose.{word}"), word, local.route_to(route) if known else "")
    for word in WHEN_WORDS:
        if word not in WHEN and local.has_page(when_route(word)):
            yield Choice(phrase(f"when.{word}"), route=local.route_to(when_route(word)))


def place_group(local: LocalizedBoard) -> ChoiceGroup:
    """The places that have a page, by name."""
    at = _counted(local, lambda event: (event.place.venue,) if event.place.is_published else ())
    venues, main = local.board.venues.values(), local.board.info.language
    known = [(venue.name, venue.id, venue_route(venue.id), main) for venue in venues]
    return _named_group(local, "venues", known, at)


def partner_group(local: LocalizedBoard) -> ChoiceGroup:
    """The partners that have a page, by name."""
    by = _counted(local, local.board.accepted_hosts)
    partners = local.board.partners.values()
    known = [(each.name, each.id, partner_route(each.id), each.text_language) for each in partners]
    return _named_group(local, "partners", known, by)


def _named_group(
    local: LocalizedBoard,
    kind: str,
    known: Iterable[tuple[str, str, str, str]],
    counts: Mapping[str, int],
) -> ChoiceGroup:
    """Of (name, id, route, language) those that have a page."""
    choices = tuple(
        Choice(name, key, local.route_to(route), counts.get(key), lang=local.other_language(language))
        for name, key, route, language in sorted(known, key=lambda each: each[0].casefold())
        if local.has_page(route)
    )
    title = local.phrase(f"nav.{kind}")
    return ChoiceGroup(title, NAMES[kind], choices, is_folded=True, index=_index(local, kind))


def _counted(local: LocalizedBoard, keys: Callable[[Event], Iterable[str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for event in listed_events(local):
        for key in keys(event):
            found[key] = found.get(key, 0) + 1
    return found


def _months(local: LocalizedBoard) -> Iterator[Choice]:
    window = local.occurrences.window
    for month in months_of(window.start, window.end):
        if local.has_page(month_route(month)):
            text = capital(local.dates.day(month, "month_year"))
            yield Choice(text, route=local.route_to(month_route(month)))


def _pairs(local: LocalizedBoard) -> Iterator[Choice]:
    for facet in pairs_shown(local):
        yield Choice(facet_heading(local, facet), route=local.route_to(facet_route(facet)))


def pairs_shown(local: LocalizedBoard) -> tuple[Facet, ...]:
    """The lists of two facets that have a page today."""
    return local.cache.once(("pairs shown",), lambda: tuple(pair_facets(local.board, visible_events(local))))
