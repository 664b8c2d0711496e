"""What somebody wants to know before going: is it for me, can I get in, how do I join, whom do I ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bulletin.formats.urls import safe_url
from bulletin.model.event import Event, RegistrationKind, Status
from bulletin.model.place import AccessFact, Contact, Known
from bulletin.model.recurrence import day_of
from bulletin.model.site import ContactValues, Fact, Wording
from bulletin.model.vocabulary import ACCESS, ACCESS_WARNINGS
from bulletin.plan.edition import Edition
from bulletin.plan.slips import SENSITIVE, cost_words, is_not_needed
from bulletin.plan.wording import join_words, say_words, told, told_list
from bulletin.words import load_words
from bulletin.words.dates import capital

OF_A_BUILDING = frozenset({*ACCESS[: ACCESS.index("asl")], "hearing_loop"})
"""Facts that only a place one goes to can have."""


def for_me(edition: Edition, event: Event) -> Wording:
    """One line: "Adults. Held in English and French. Especially for: newcomers. Free."""
    key = (
        "for me",
        event.audience,
        event.ages,
        event.languages,
        event.interpretation,
        event.welcome,
        bool(event.discreet_title),
        event.cost,
        event.text_language,
    )
    return edition.once(key, lambda: _for_me(edition, event))


def _for_me(edition: Edition, event: Event) -> Wording:
    say, writer = edition.say, edition.writer
    words = edition.board.vocabularies
    parts: list[Wording] = [f"{words['audiences'].label(event.audience, edition.language)}."]
    if event.ages:
        key = "fact.ages_from_to" if event.ages[0].isdigit() else "fact.ages"
        in_words = any(char.isalpha() for char in event.ages)
        ages = told(edition, event.ages, event.text_language) if in_words else event.ages
        parts.append(say_words(edition, key, ages=ages))
    if event.languages:
        names = writer.listed(writer.language_name(tag) for tag in event.languages)
        parts.append(say("fact.held_in", languages=names))
    if event.interpretation:
        names = writer.listed(writer.language_name(tag) for tag in event.interpretation)
        parts.append(say("fact.interpretation", languages=names))
    welcome = [group for group in event.welcome if group not in SENSITIVE or not event.discreet_title]
    alone = "come-alone" in welcome
    welcome = [group for group in welcome if group != "come-alone"]
    if welcome:
        groups = writer.listed(words["welcome"].label(group, edition.language) for group in welcome)
        parts.append(say("fact.welcome", groups=groups))
    if alone:
        parts.append(say("fact.come_alone"))
    cost = say("fact.free") if event.is_free else cost_words(edition, event)
    parts.append(join_words((cost, ".")))
    return join_words(parts, " ")


def access_facts(
    edition: Edition,
    facts: Mapping[str, AccessFact],
    contact: Contact,
    language_of: Callable[[str, AccessFact], str],
    *,
    online_only: bool = False,
) -> Iterator[Fact]:
    """Known facts in the vocabulary's order, then the core ones nobody has checked, with a number to call.

    `language_of` tells in which language a fact's note is. Of what is `online_only` nobody asks how to get
    into the building.
    """
    words = edition.board.vocabularies["access"]
    phone = contact.phone or edition.board.info.contact.phone
    core, unknown = edition.board.info.access_core, []
    for name in ACCESS:
        fact = facts.get(name)
        if fact is None or fact.known is Known.UNKNOWN:
            if fact is not None or (name in core and not (online_only and name in OF_A_BUILDING)):
                unknown.append(name)
            continue
        yes = fact.known is Known.YES
        label = words.label(name, edition.language) if yes else no_label(edition, name)
        text: Wording = label
        if fact.note:
            note = told(edition, fact.note, language_of(name, fact))
            text = say_words(edition, "fact.with_note", fact=label, note=note)
        good = yes != (name in ACCESS_WARNINGS)
        yield Fact("access", text, "yes" if good else "no")
    for name in unknown:
        label = words.label(name, edition.language)
        key = "fact.not_checked" if phone else "fact.not_checked_only"
        yield Fact("access", edition.say(key, fact=label, phone=phone), "unknown")


def no_label(edition: Edition, name: str) -> str:
    """The fact said the other way round: "Not step-free"."""
    for language in (edition.language, "en"):
        entry = load_words(language, "vocabulary").get("access", {}).get(name)
        if isinstance(entry, dict) and entry.get("no"):
            return str(entry["no"])
    return name


def getting_in(edition: Edition, event: Event) -> Iterator[Wording]:
    """How to join, line by line: sign-up, places, papers, what to bring."""
    say, writer, registration = edition.say, edition.writer, event.registration
    if event.status is Status.FULL:
        yield say("join.full")
    yield say(f"join.{registration.kind}")
    if registration.phone:
        yield say("join.phone", phone=registration.phone)
    if registration.opens and day_of(registration.opens) > edition.today:
        yield say("join.opens", day=writer.near_day(day_of(registration.opens), edition.today))
    if registration.closes:
        yield say("join.closes", day=writer.near_day(day_of(registration.closes), edition.today))
    details = []
    if registration.capacity and registration.kind is not RegistrationKind.NONE:
        details.append(say("join.capacity", n=registration.capacity))
    if registration.waitlist:
        details.append(say("join.waitlist"))
    if details:
        yield " ".join(details)
    needed = [document for document in event.documents if not is_not_needed(document)]
    for document in event.documents:
        if document not in needed:
            yield told(edition, f"{capital(document.rstrip('.'))}.", event.text_language)
    for key, things in (("join.documents", needed), ("join.bring", event.bring)):
        if things:
            yield say_words(edition, key, things=told_list(edition, things, event.text_language))


def contact_values(contact: Contact) -> ContactValues:
    """The contact with a number to tap, and only an address that is safe to follow."""
    digits = "".join(c for c in contact.phone if c.isdigit() or c == "+")
    return ContactValues(
        phone=contact.phone,
        phone_href=f"tel:{digits}" if len(digits) >= 3 else "",
        text=contact.text,
        email=contact.email,
        url=safe_url(contact.url) or "" if contact.url else "",
    )
