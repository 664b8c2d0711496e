"""Slips: a date of an event as one entry of a list. Made once per language, used in every list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from bulletin.formats.dates import babel_locale, capital, direction
from bulletin.formats.repeat import format_repeat
from bulletin.model.event import Event, Occurrence, RegistrationKind, Status
from bulletin.model.place import AccessFact, Known, Place, PlaceKind
from bulletin.model.recurrence import Frequency
from bulletin.model.site import Fact, Slip, Wording
from bulletin.model.vocabulary import ACCESS_WARNINGS
from bulletin.plan.edition import Edition
from bulletin.plan.held import marks_of
from bulletin.plan.places import place_words
from bulletin.plan.routes import event_route
from bulletin.plan.wording import join_words, plain_words, say_words, told
from bulletin.words.phrases import beginnings_of_none

NEW_DAYS = 14
MOST_LANGUAGES = 4
WORKING_DAYS = 5
DAY = timedelta(days=1)

SENSITIVE = frozenset({"2slgbtq", "unhoused"})
"""Groups never named in a list or a calendar: a shared screen can out someone."""


def plan_slip(edition: Edition, occurrence: Occurrence) -> Slip:
    """The slip of one date."""
    key = (occurrence.series.uid, occurrence.original)
    slip = edition.slips.get(key)
    if slip is None:
        slip = edition.slips[key] = _slip(edition, occurrence)
    return slip


def _slip(edition: Edition, occurrence: Occurrence) -> Slip:
    """Of a date that is as its event says only the time differs from the event's other slips."""
    if occurrence.change is not None:
        return _whole_slip(edition, occurrence)
    event = occurrence.event
    pattern = edition.slips_of_events.get(event.id)
    if pattern is None:
        pattern = edition.slips_of_events[event.id] = _whole_slip(edition, occurrence)
        return pattern
    time, note = time_words(edition, occurrence)
    marks = marks_of(edition.held, occurrence)
    route = f"{edition.to(event_route(event))}{marks.fragment}"
    return _retimed(pattern, route, time, note, marks.start, marks.end)


def _retimed(pattern: Slip, route: str, time: str, note: str, start: str, end: str) -> Slip:
    """The slip at another time. Field by field: `replace` takes twice as long."""
    return Slip(
        route=route,
        title=pattern.title,
        time=time,
        start=start,
        end=end,
        time_note=note,
        status=pattern.status,
        status_word=pattern.status_word,
        status_note=pattern.status_note,
        struck=pattern.struck,
        is_new=pattern.is_new,
        place=pattern.place,
        place_note=pattern.place_note,
        category=pattern.category,
        facts=pattern.facts,
        summary=pattern.summary,
        label=pattern.label,
        phone=pattern.phone,
    )


def plan_dated_slip(edition: Edition, occurrence: Occurrence) -> Slip:
    """The slip of one date that stands under no day's heading, so that its day is said with its time."""
    key = (occurrence.series.uid, occurrence.original)
    slip = edition.dated_slips.get(key)
    if slip is None:
        plain = plan_slip(edition, occurrence)
        day = edition.writer.near_day(occurrence.day, edition.today, "short_weekday_day_month")
        time = plain.time if isinstance(occurrence.start, datetime) else ""
        note = " ".join(filter(None, (time, plain.time_note)))
        slip = edition.dated_slips[key] = _retimed(plain, plain.route, day, note, plain.start, plain.end)
    return slip


def plan_undated_slip(edition: Edition, event: Event) -> Slip:
    """The slip of an event whose dates are not published."""
    text, language = edition.event_text(event)
    return Slip(
        route=edition.to(event_route(event)),
        title=edition.local(text.title, language),
        time="",
        start="",
        end="",
        status=_status(event.status),
        status_word=status_word(edition, event.status),
        struck=event.status.is_off,
        place=place_words(edition, event.place, event.text_language),
        category=event.categories[0],
        facts=_facts_of(edition, event, None),
        summary=edition.local(text.summary, language) if text.summary else None,
        phone=_phone(edition, event),
    )


def _phone(edition: Edition, event: Event) -> str:
    """The number to call, unless a fact of the slip already says it."""
    return "" if needs_check(edition, event) else event.contact.phone or event.contact.text


def _whole_slip(edition: Edition, occurrence: Occurrence) -> Slip:
    event = occurrence.event
    text, language = edition.event_text(event)
    time, note = time_words(edition, occurrence)
    marks = marks_of(edition.held, occurrence)
    return Slip(
        route=f"{edition.to(event_route(event))}{marks.fragment}",
        title=edition.local(text.title, language),
        time=time,
        start=marks.start,
        end=marks.end,
        time_note=note,
        status=_status(occurrence.status),
        status_word=status_word(edition, occurrence.status),
        status_note=told(edition, status_note(occurrence), event.text_language),
        struck=occurrence.status.is_off,
        is_new=is_new(edition, event),
        place=place_words(edition, occurrence.place, event.text_language),
        place_note=place_note(edition, occurrence),
        category=event.categories[0],
        facts=_facts_of(edition, event, occurrence),
        summary=edition.local(text.summary, language) if text.summary else None,
        label=told(edition, occurrence.label, event.text_language),
        phone=_phone(edition, event),
    )


def _status(status: Status) -> str:
    return "" if status is Status.SCHEDULED else str(status)


def status_word(edition: Edition, status: Status) -> str:
    """The status in words, "" when it is as planned."""
    return "" if status is Status.SCHEDULED else edition.say(f"status.{status}")


def is_new(edition: Edition, event: Event) -> bool:
    """Whether it came to the board within the last two weeks."""
    revision = edition.board.revisions.get(event.id)
    if revision is None or revision.created is None:
        return False
    age = edition.today - revision.created.date()
    return timedelta(0) <= age <= timedelta(days=NEW_DAYS)


def time_words(edition: Edition, occurrence: Occurrence) -> tuple[str, str]:
    """What is read as its time, and what stands under it: "20:00 – 8:00", "tomorrow"."""
    writer, say = edition.writer, edition.say
    start, end = occurrence.start, occurrence.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        if occurrence.last_day == occurrence.day:
            return say("time.all_day"), ""
        return say("time.all_day"), _until(edition, occurrence)
    if end - start >= DAY:
        return writer.time(start), _until(edition, occurrence)
    time = writer.times(start, end)
    over_midnight = end.date() > start.date() and occurrence.last_day > occurrence.day
    return time, say("time.until_tomorrow") if over_midnight else ""


def _until(edition: Edition, occurrence: Occurrence) -> str:
    last = edition.writer.near_day(occurrence.last_day, edition.today, "day_month")
    return edition.say("time.until", day=last)


def status_note(occurrence: Occurrence) -> str:
    """What is said of the date, else of the event whose status it shares."""
    event = occurrence.event
    return occurrence.note or (event.status_note if occurrence.status is event.status else "")


def access_language(edition: Edition, event: Event, place: Place, name: str, fact: AccessFact) -> str:
    """The language of a fact's note: the board's where it comes from the venue, else the event's."""
    venue = edition.board.venues.get(place.venue)
    room = venue.rooms.get(place.room) if venue else None
    if any(of is not None and of.access.get(name) == fact for of in (room, venue)):
        return edition.board.info.language
    return event.text_language


def place_note(edition: Edition, occurrence: Occurrence) -> Wording:
    """What somebody should know before setting out: a barrier at the door, else the street."""
    step_free = occurrence.access.get("step_free")
    if step_free and step_free.known is Known.NO and step_free.note:
        language = access_language(edition, occurrence.event, occurrence.place, "step_free", step_free)
        return told(edition, step_free.note, language)
    place = occurrence.place
    venue = edition.board.venues.get(place.venue) if place.kind is PlaceKind.VENUE else None
    if venue is None or venue.library_site or venue.address is None:
        return ""
    return told(edition, venue.address.street or venue.address.text, edition.board.info.language)


def _facts_of(edition: Edition, event: Event, occurrence: Occurrence | None) -> tuple[Fact, ...]:
    """The facts of a date; those of one that is as the event says are worked out once for all such dates."""
    if occurrence is not None and occurrence.change is not None:
        return tuple(_facts(edition, event, occurrence))
    facts = edition.facts.get(event.id)
    if facts is None:
        facts = edition.facts[event.id] = tuple(_facts(edition, event, None))
    return facts


def _facts(edition: Edition, event: Event, occurrence: Occurrence | None) -> Iterator[Fact]:
    """Facts in words, the most useful first: kind, cost, languages, access, how to join."""
    say = edition.say
    yield Fact("category", edition.category_label(event.categories[0]))
    yield from _cost_facts(edition, event)
    status = occurrence.status if occurrence else event.status
    registration = occurrence.registration if occurrence else event.registration
    if status is Status.FULL and registration.waitlist:
        yield Fact("registration", say("fact.full_waitlist"))
    elif registration.kind is not RegistrationKind.NONE:
        yield Fact("registration", say(f"fact.{registration.kind}"))
    if event.languages and (len(event.languages) > 1 or event.languages[0] != edition.board.info.language):
        names = [edition.writer.language_name(tag) for tag in event.languages[:MOST_LANGUAGES]]
        yield Fact("language", capital(say("list.comma").join(names)))
    yield from _access_facts(edition, event, occurrence)
    place = occurrence.place if occurrence else event.place
    if place.online and place.kind is not PlaceKind.ONLINE:
        yield Fact("mode", say("fact.hybrid"))
    for document in event.documents:
        if is_not_needed(document):
            yield Fact("no-id", told(edition, document, event.text_language))
    rule = event.series[0].rule if event.series else None
    if (
        rule
        and rule.interval == 1
        and (rule.frequency is Frequency.DAILY or len(rule.by_day) >= WORKING_DAYS)
    ):
        words = format_repeat(replace(rule, until=None, count=None), edition.language)
        yield Fact("repeat", words[:1].upper() + words[1:])
    if needs_check(edition, event):
        phone = event.contact.phone or event.contact.text
        yield Fact("check", say("fact.check", phone=phone) if phone else say("fact.check_only"))


def is_not_needed(document: str) -> bool:
    """Whether a line of `documents` says what is *not* needed: worth gold in a list."""
    return document.lower().startswith(beginnings_of_none())


def _cost_facts(edition: Edition, event: Event) -> Iterator[Fact]:
    if event.is_free:
        yield Fact("free", edition.say("fact.free"))
    elif event.cost:
        yield Fact("cost", cost_words(edition, event))


def cost_words(edition: Edition, event: Event) -> Wording:
    """`$5`, `Family $10`, `Pay what you can`, in the board's currency and the edition's words."""
    return edition.once(("cost", event.cost, event.text_language), lambda: _cost_words(edition, event))


def _cost_words(edition: Edition, event: Event) -> Wording:
    say, language = edition.say, event.text_language
    words: list[Wording] = []
    for cost in event.cost:
        label = told(edition, cost.label, language)
        amount: Wording = money(edition, cost.amount) if cost.amount else label
        known = f"fact.{cost.label.lower().replace(' ', '_')}"
        if not cost.amount and say.has(known):
            amount = say(known)
        elif cost.amount and cost.label:
            amount = say_words(edition, "cost.label", label=label, amount=amount)
        if cost.note:
            note = told(edition, cost.note, language)
            amount = say_words(edition, "cost.note", amount=amount, note=note)
        words.append(amount)
    return join_words(words, say("list.comma"))


def cost_line(edition: Edition, event: Event) -> str:
    """The same as plain text."""
    return plain_words(cost_words(edition, event))


def money(edition: Edition, amount: str) -> str:
    """An amount in the board's currency, as the edition's locale writes it; "Free" for 0."""
    if amount == "0":
        return edition.say("fact.free")
    # Between words from right to left a sign such as CA$ falls apart; the currency's name does not.
    kind: Literal["name", "standard"] = "name" if direction(edition.language) == "rtl" else "standard"
    return _format_money(amount, edition.board.info.currency, edition.writer.locale, kind)


@lru_cache(maxsize=1024)
def _format_money(amount: str, currency: str, locale: str, kind: Literal["name", "standard"]) -> str:
    from babel.numbers import format_currency

    text = format_currency(amount, currency, locale=babel_locale(locale), format_type=kind)
    return text.replace(".00", "").replace(",00", "") if "." not in amount else text


@lru_cache(maxsize=64)
def _filtered_by(core: tuple[str, ...]) -> tuple[str, ...]:
    """The facts of access people filter by, those first that a board asks for."""
    known = ("step_free", "captions", "asl", "childcare", "sensory_friendly")
    names = dict.fromkeys(("step_free", *core, *known[1:]))
    return tuple(name for name in names if name in known or name == "hearing_loop")


def _access_facts(edition: Edition, event: Event, occurrence: Occurrence | None) -> Iterator[Fact]:
    """The facts people filter by: step-free, a loop, captions; warnings where they are true."""
    access = occurrence.access if occurrence else event.access
    if not access:
        return
    vocabulary = edition.board.vocabularies["access"]
    for name in _filtered_by(edition.board.info.access_core):
        fact = access.get(name)
        if fact and fact.known is Known.YES:
            yield Fact("access", vocabulary.label(name, edition.language), "yes")
    for name in ACCESS_WARNINGS:
        fact = access.get(name)
        if fact and fact.known is Known.YES:
            yield Fact("access", vocabulary.label(name, edition.language), "no")


def needs_check(edition: Edition, event: Event) -> bool:
    """Whether nobody has confirmed it for too long (DOMAIN.md, Freshness)."""
    if event.review_by and edition.today > event.review_by:
        return True
    partner = edition.board.partners.get(event.partner)
    if partner is None or partner.verified is None:
        return False
    return (edition.today - partner.verified).days > partner.review_every
