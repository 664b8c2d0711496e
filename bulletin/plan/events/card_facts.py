"""The facts on a card: at most five, those first that people choose by."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bulletin.model.event import Event, Occurrence, Status
from bulletin.model.place import Known, PlaceKind
from bulletin.model.site.parts import Fact, MixedText
from bulletin.model.vocabulary import ACCESS_WARNINGS
from bulletin.plan.events.costs import cost_words
from bulletin.plan.events.freshness import needs_check
from bulletin.plan.events.notes import ages_words
from bulletin.plan.events.sign_up import sign_up_fact
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import capital_words, localized, phrase_mixed, plain_words
from bulletin.words.dates import capital
from bulletin.words.phrases import beginnings_of_none, is_plain_no_id

MOST_FACTS = 5
MOST_LANGUAGES = 4


def card_facts(local: LocalizedBoard, event: Event, occurrence: Occurrence | None) -> tuple[Fact, ...]:
    """The facts of a date; those of one that is as the event says are worked out once for all such dates."""
    if occurrence is not None and occurrence.change is not None:
        return tuple(islice(_facts(local, event, occurrence), MOST_FACTS))
    facts = _facts(local, event, None)
    return local.cache.once(("facts", event.id), lambda: tuple(islice(facts, MOST_FACTS)))


def _facts(local: LocalizedBoard, event: Event, occurrence: Occurrence | None) -> Iterator[Fact]:
    """Kind, cost, ages, how to come in, then what stands out of this event, the most useful first."""
    yield Fact("category", local.category_label(event.categories[0]))
    yield from coming_facts(local, event, occurrence)
    yield from _outstanding(local, event, occurrence)


def coming_facts(local: LocalizedBoard, event: Event, occurrence: Occurrence | None) -> Iterator[Fact]:
    """What it costs, for whom it is, and whether one has to sign up."""
    phrase = local.phrase
    if event.is_free:
        yield Fact("free", phrase("fact.free"))
    elif event.cost:
        yield Fact("cost", cost_words(local, event))
    if ages := _ages(local, event):
        yield Fact("ages", ages)
    status = occurrence.status if occurrence else event.status
    registration = occurrence.registration if occurrence else event.registration
    place = occurrence.place if occurrence else event.place
    if status is Status.FULL and registration.waitlist:
        yield Fact("registration", phrase("fact.full_waitlist"))
    elif not status.is_off and (joining := sign_up_fact(local, event, registration, place)):
        yield Fact("registration", joining)


def _ages(local: LocalizedBoard, event: Event) -> MixedText:
    """For whom it is, as somebody said it: "Ages 12 and up", "Adults"."""
    if ages := ages_words(local, event):
        if plain_words(ages)[0].isdigit():
            return phrase_mixed(local, "fact.ages_short", ages=ages)
        return capital_words(ages)
    told = event.told_audience
    return local.board.vocabularies["audiences"].label(told, local.language) if told else ""


def _outstanding(local: LocalizedBoard, event: Event, occurrence: Occurrence | None) -> Iterator[Fact]:
    """What tells it from others: whether to ask first, its language, warnings, no papers, access."""
    phrase = local.phrase
    if needs_check(local, event):
        yield Fact("check", phrase("fact.check"))
    if event.languages and event.languages != (local.language,):
        names = [local.dates.language_name(tag) for tag in event.languages[:MOST_LANGUAGES]]
        yield Fact("language", capital(phrase("list.comma").join(names)))
    yield from _warnings(local, event, occurrence)
    place = occurrence.place if occurrence else event.place
    if place.online and place.kind is not PlaceKind.ONLINE:
        yield Fact("mode", phrase("fact.hybrid"))
    for document in event.documents:
        if is_not_needed(document):
            yield Fact("no-id", not_needed_line(local, document, event.text_language))
    yield from _access_facts(local, event, occurrence)


def not_needed_line(local: LocalizedBoard, document: str, language: str) -> MixedText:
    """What is not needed; that nobody shows who they are is said in the language of the page."""
    if language != local.language and is_plain_no_id(document, language):
        return local.phrase("fact.no_id") + ("." if document.endswith(".") else "")
    return localized(local, document, language)


def is_not_needed(document: str) -> bool:
    """Whether a line of `documents` says what is *not* needed: worth gold in a list."""
    return document.lower().startswith(beginnings_of_none())


def _filters_of(core: tuple[str, ...]) -> tuple[str, ...]:
    """The facts of access people filter by, those first that a board asks for."""
    known = ("step_free", "captions", "asl", "childcare", "sensory_friendly")
    names = dict.fromkeys(("step_free", *core, *known[1:]))
    return tuple(name for name in names if name in known or name == "hearing_loop")


def _access_facts(local: LocalizedBoard, event: Event, occurrence: Occurrence | None) -> Iterator[Fact]:
    """The facts people filter by: step-free, a loop, captions."""
    core = local.board.info.access_core
    filters = local.cache.once(("access filters",), lambda: _filters_of(core))
    yield from _known_access(local, event, occurrence, filters, "yes")


def _warnings(local: LocalizedBoard, event: Event, occurrence: Occurrence | None) -> Iterator[Fact]:
    yield from _known_access(local, event, occurrence, ACCESS_WARNINGS, "warning")


def _known_access(
    local: LocalizedBoard, event: Event, occurrence: Occurrence | None, names: tuple[str, ...], mark: str
) -> Iterator[Fact]:
    access = occurrence.access if occurrence else event.access
    for name in names:
        fact = access.get(name)
        if fact and fact.known is Known.YES:
            yield Fact("access", local.board.vocabularies["access"].label(name, local.language), mark)
