"""What somebody wants to know before going: is it for me, can I get in, how do I join, whom do I ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bulletin.formats.urls import safe_url
from bulletin.model.event import Event, RegistrationKind, Status
from bulletin.model.place import AccessFact, Contact, Known, Place
from bulletin.model.site.details import ContactValues
from bulletin.model.site.parts import Fact, MixedText
from bulletin.model.vocabulary import ACCESS, ACCESS_WARNINGS
from bulletin.plan.events.card_facts import is_not_needed
from bulletin.plan.events.cards import SENSITIVE, whole_status
from bulletin.plan.events.costs import cost_words
from bulletin.plan.events.notes import ages_words, translated_notes
from bulletin.plan.events.sign_up import sign_up_lines
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import (
    capital_words,
    join_words,
    localized,
    localized_list,
    phrase_mixed,
    plain_words,
)
from bulletin.words import load_words
from bulletin.words.dates import capital

OF_A_BUILDING = frozenset({*ACCESS[: ACCESS.index("asl")], "hearing_loop"})
"""Facts that only a building can have."""


def for_me(local: LocalizedBoard, event: Event) -> MixedText:
    """One line: "Adults. Held in English and French. Especially for: newcomers."""
    key = (
        "for me",
        event.told_audience,
        event.ages,
        event.languages,
        event.interpretation,
        event.welcome,
        bool(event.discreet_title),
        event.text_language,
        translated_notes(local, event),
    )
    return local.cache.once(key, lambda: _for_me(local, event))


def _for_me(local: LocalizedBoard, event: Event) -> MixedText:
    phrase, writer = local.phrase, local.dates
    words = local.board.vocabularies
    told = event.told_audience
    parts: list[MixedText] = [f"{words['audiences'].label(told, local.language)}."] if told else []
    if ages := ages_words(local, event):
        key = "fact.ages_from_to" if plain_words(ages)[0].isdigit() else "fact.ages"
        parts.append(capital_words(phrase_mixed(local, key, ages=ages)))
    if event.languages:
        names = writer.listed(writer.language_name(tag) for tag in event.languages)
        parts.append(phrase("fact.held_in", languages=names))
    if event.interpretation:
        names = writer.listed(writer.language_name(tag) for tag in event.interpretation)
        parts.append(phrase("fact.interpretation", languages=names))
    welcome = [group for group in event.welcome if group not in SENSITIVE or not event.discreet_title]
    alone = "come-alone" in welcome
    welcome = [group for group in welcome if group != "come-alone"]
    if welcome:
        groups = writer.listed(words["welcome"].label(group, local.language) for group in welcome)
        parts.append(phrase("fact.welcome", groups=groups))
    if alone:
        parts.append(phrase("fact.come_alone"))
    return join_words(parts, " ")


def _cost_line(local: LocalizedBoard, event: Event) -> MixedText:
    """What it costs, as a sentence; whom to ask where nobody has said."""
    if not event.cost:
        return _ask_cost(local, event)
    return join_words((capital_words(cost_words(local, event)), "."))


def _ask_cost(local: LocalizedBoard, event: Event) -> str:
    """Whom to ask about a price that nobody has given."""
    for contact in (event.contact, local.board.info.contact):
        if found := contact.phone or contact.text or contact.email or contact.url:
            return local.phrase("fact.ask_cost", contact=found)
    return local.phrase("fact.ask_cost_only")


def access_facts(
    local: LocalizedBoard,
    facts: Mapping[str, AccessFact],
    contact: Contact,
    language_of: Callable[[str, AccessFact], str],
    *,
    online_only: bool = False,
) -> Iterator[Fact]:
    """Known facts in the vocabulary's order, then the core ones nobody has checked, with a number to call.

    `language_of` gives the language of a fact's note. Of what is `online_only`, facts of a building that
    nobody has checked are left out.
    """
    words = local.board.vocabularies["access"]
    phone = contact.phone or local.board.info.contact.phone
    core, unknown = local.board.info.access_core, []
    for name in ACCESS:
        fact = facts.get(name)
        if fact is None or fact.known is Known.UNKNOWN:
            if fact is not None or (name in core and not (online_only and name in OF_A_BUILDING)):
                unknown.append(name)
            continue
        yes = fact.known is Known.YES
        label = words.label(name, local.language) if yes else no_label(local, name)
        text: MixedText = label
        if fact.note:
            note = localized(local, fact.note, language_of(name, fact))
            text = phrase_mixed(local, "fact.with_note", fact=label, note=note)
        yield Fact("access", text, _mark(name, yes=yes))
    for name in unknown:
        label = words.label(name, local.language)
        key = "fact.not_checked" if phone else "fact.not_checked_only"
        yield Fact("access", local.phrase(key, fact=label, phone=phone), "unknown")


def _mark(name: str, *, yes: bool) -> str:
    """Nobody is kept out by what they are warned of, and its absence is good news."""
    if name in ACCESS_WARNINGS:
        return "warning" if yes else "yes"
    return "yes" if yes else "no"


def no_label(local: LocalizedBoard, name: str) -> str:
    """The label of a fact that is not so: "Not step-free"."""
    for language in (local.language, "en"):
        entry = load_words(language, "vocabulary").get("access", {}).get(name)
        if isinstance(entry, dict) and entry.get("no"):
            return str(entry["no"])
    return name


def getting_in(local: LocalizedBoard, event: Event, place: Place) -> Iterator[MixedText]:
    """What it costs and how to join, line by line: sign-up, places, papers, what to bring.

    Of what is not held, nothing.
    """
    phrase, registration = local.phrase, event.registration
    status, _ = whole_status(event)
    if status.is_off:
        return
    first, *lines = sign_up_lines(local, event, place) or [""]
    full = phrase("join.full") if event.status is Status.FULL else ""
    yield join_words((_cost_line(local, event), full, first), " ")
    yield from lines
    details = []
    if registration.capacity and registration.kind is not RegistrationKind.NONE:
        details.append(phrase("join.capacity", n=registration.capacity))
    if registration.waitlist:
        details.append(phrase("join.waitlist"))
    if details:
        yield " ".join(details)
    needed = [document for document in event.documents if not is_not_needed(document)]
    for document in event.documents:
        if document not in needed:
            yield localized(local, f"{capital(document.rstrip('.'))}.", event.text_language)
    for key, things in (("join.documents", needed), ("join.bring", event.bring)):
        if things:
            yield phrase_mixed(local, key, things=localized_list(local, things, event.text_language))


def contact_values(local: LocalizedBoard, contact: Contact) -> ContactValues:
    """The contact with a number to tap, and only an address that is safe to follow."""
    return ContactValues(
        phone=contact.phone,
        phone_href=local.phone_href(contact.phone),
        text=contact.text,
        email=contact.email,
        url=safe_url(contact.url) or "" if contact.url else "",
    )
