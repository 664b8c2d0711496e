"""Event cards: a date of an event as one entry of a list, made once per language and used in every list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from bulletin.formats.repeat import format_repeat
from bulletin.model.event import Event, Occurrence, Status
from bulletin.model.occurrences import IsoSpan
from bulletin.model.place import AccessFact, Known, Place, PlaceKind
from bulletin.model.site.parts import EventCard, Fact, MixedText
from bulletin.model.site.routes import event_route
from bulletin.model.vocabulary import ACCESS_WARNINGS
from bulletin.plan.events.freshness import check_words, needs_check
from bulletin.plan.events.notes import cost_notes, note_words, translated_notes
from bulletin.plan.events.places import place_words
from bulletin.plan.events.sign_up import sign_up_fact
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import join_words, localized, phrase_mixed, plain_words
from bulletin.plan.pictures import list_picture
from bulletin.words.dates import babel_locale, capital, direction
from bulletin.words.phrases import beginnings_of_none

NEW_DAYS = 14
MOST_LANGUAGES = 4

SENSITIVE = frozenset({"2slgbtq", "unhoused"})
"""Groups never named in a list or a calendar: a shared screen can out someone."""


def event_card(local: LocalizedBoard, occurrence: Occurrence) -> EventCard:
    """The card of one date: a date stands in a dozen lists."""
    key = occurrence.series.uid, occurrence.original
    card = local.cache.cards.get(key)
    if card is None:
        card = local.cache.cards[key] = _card(local, occurrence)
    return card


def _card(local: LocalizedBoard, occurrence: Occurrence) -> EventCard:
    """Of a date that is as its event says only the time differs from the event's other cards."""
    if occurrence.change is not None:
        return _whole_card(local, occurrence)
    event = occurrence.event
    pattern = local.cache.once(("card of event", event.id), lambda: _whole_card(local, occurrence))
    time, note = time_words(local, occurrence)
    span = local.iso_span(occurrence)
    route = f"{local.route_to(event_route(event))}{local.occurrences.fragment(occurrence)}"
    return _retimed(pattern, route, time, note, span)


def _retimed(pattern: EventCard, route: str, time: str, note: str, span: IsoSpan) -> EventCard:
    """The card at another time. Field by field: `replace` takes twice as long."""
    return EventCard(
        route=route,
        title=pattern.title,
        time=time,
        start=span.start,
        end=span.end,
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
        picture=pattern.picture,
    )


def dated_event_card(local: LocalizedBoard, occurrence: Occurrence) -> EventCard:
    """The card of one date that stands under no day's heading, so that its day is said with its time."""
    key = ("dated card", occurrence.series.uid, occurrence.original)
    return local.cache.once(key, lambda: _dated_card(local, occurrence))


def _dated_card(local: LocalizedBoard, occurrence: Occurrence) -> EventCard:
    plain = event_card(local, occurrence)
    day = local.dates.row_days(occurrence.day, occurrence.day, local.today)
    time = plain.time if isinstance(occurrence.start, datetime) else ""
    note = " ".join(filter(None, (time, plain.time_note)))
    return _retimed(plain, plain.route, day, note, IsoSpan(plain.start, plain.end))


def undated_event_card(local: LocalizedBoard, event: Event) -> EventCard:
    """The card of an event whose dates are not published, or that waits for a new one."""
    text, language = local.event_text(event)
    status, note = whole_status(event)
    return EventCard(
        route=local.route_to(event_route(event)),
        title=local.text_run(text.title, language),
        time="",
        start="",
        end="",
        status=_status(status),
        status_word=status_word(local, status),
        status_note=localized(local, note, event.text_language),
        struck=status.is_off,
        place=place_words(local, event.place, event.text_language),
        category=event.categories[0],
        facts=_facts_of(local, event, None),
        summary=local.text_run(text.summary, language) if text.summary else None,
        phone=_phone(local, event),
        picture=list_picture(event),
    )


def _phone(local: LocalizedBoard, event: Event) -> str:
    """The number to call, unless a fact of the card already says it."""
    return "" if needs_check(local, event) else event.contact.phone or event.contact.text


def _whole_card(local: LocalizedBoard, occurrence: Occurrence) -> EventCard:
    event = occurrence.event
    text, language = local.event_text(event)
    time, note = time_words(local, occurrence)
    span = local.iso_span(occurrence)
    return EventCard(
        route=f"{local.route_to(event_route(event))}{local.occurrences.fragment(occurrence)}",
        title=local.text_run(text.title, language),
        time=time,
        start=span.start,
        end=span.end,
        time_note=note,
        status=_status(occurrence.status),
        status_word=status_word(local, occurrence.status),
        status_note=note_words(local, event, status_note(occurrence)),
        struck=occurrence.status.is_off,
        is_new=is_new(local, event),
        place=place_words(local, occurrence.place, event.text_language),
        place_note=place_note(local, occurrence),
        category=event.categories[0],
        facts=_facts_of(local, event, occurrence),
        summary=local.text_run(text.summary, language) if text.summary else None,
        label=localized(local, occurrence.label, event.text_language),
        phone=_phone(local, event),
        picture=list_picture(event),
    )


def _status(status: Status) -> str:
    return "" if status is Status.SCHEDULED else str(status)


def whole_status(event: Event) -> tuple[Status, str]:
    """The event's status and what is said of it: those of its one date where it has only one."""
    change = event.only_change
    if change is None:
        return event.status, event.status_note
    return change.status or event.status, change.note or event.status_note


def status_word(local: LocalizedBoard, status: Status) -> str:
    """The status in words, "" when it is as planned."""
    return "" if status is Status.SCHEDULED else local.phrase(f"status.{status}")


def is_new(local: LocalizedBoard, event: Event) -> bool:
    """Whether it came to the board within the last two weeks."""
    revision = local.board.revisions.get(event.id)
    if revision is None or revision.created is None:
        return False
    age = local.today - revision.created.date()
    return timedelta(0) <= age <= timedelta(days=NEW_DAYS)


def time_words(local: LocalizedBoard, occurrence: Occurrence) -> tuple[str, str]:
    """What is read as its time, and what stands under it: "20:00 – 8:00", "tomorrow"."""
    writer, phrase = local.dates, local.phrase
    start, end = occurrence.start, occurrence.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        if occurrence.last_day == occurrence.day:
            return phrase("time.all_day"), ""
        return phrase("time.all_day"), _until(local, occurrence)
    if not occurrence.has_end:
        return writer.time(start), ""
    if occurrence.lasts_days:
        return writer.time(start), _until(local, occurrence)
    time = writer.times(start, end)
    over_midnight = end.date() > start.date() and occurrence.last_day > occurrence.day
    return time, phrase("time.until_tomorrow") if over_midnight else ""


def _until(local: LocalizedBoard, occurrence: Occurrence) -> str:
    writer, end = local.dates, occurrence.end
    last = end.date() if isinstance(end, datetime) else occurrence.last_day
    words = writer.near_day(last, local.today, "day_month")
    if isinstance(end, datetime):
        words = local.phrase("time.at", day=words, time=writer.time(end))
    return local.phrase("time.until", day=words)


def status_note(occurrence: Occurrence) -> str:
    """What is said of the date, else of the event whose status it shares."""
    event = occurrence.event
    return occurrence.note or (event.status_note if occurrence.status is event.status else "")


def access_language(local: LocalizedBoard, event: Event, place: Place, name: str, fact: AccessFact) -> str:
    """The language of a fact's note: the board's where it comes from the venue, else the event's."""
    venue = local.board.venues.get(place.venue)
    room = venue.rooms.get(place.room) if venue else None
    if any(of is not None and of.access.get(name) == fact for of in (room, venue)):
        return local.board.info.language
    return event.text_language


def place_note(local: LocalizedBoard, occurrence: Occurrence) -> MixedText:
    """What somebody should know before setting out: a barrier at the door, else the street."""
    step_free = occurrence.access.get("step_free")
    if step_free and step_free.known is Known.NO and step_free.note:
        language = access_language(local, occurrence.event, occurrence.place, "step_free", step_free)
        return localized(local, step_free.note, language)
    place = occurrence.place
    venue = local.board.venues.get(place.venue) if place.kind is PlaceKind.VENUE else None
    if venue is None or venue.library_site or venue.address is None:
        return ""
    return localized(local, venue.address.street or venue.address.text, local.board.info.language)


def _facts_of(local: LocalizedBoard, event: Event, occurrence: Occurrence | None) -> tuple[Fact, ...]:
    """The facts of a date; those of one that is as the event says are worked out once for all such dates."""
    if occurrence is not None and occurrence.change is not None:
        return tuple(_facts(local, event, occurrence))
    return local.cache.once(("facts", event.id), lambda: tuple(_facts(local, event, None)))


def _facts(local: LocalizedBoard, event: Event, occurrence: Occurrence | None) -> Iterator[Fact]:
    """Facts in words, the most useful first: kind, cost, languages, access, how to join."""
    phrase = local.phrase
    yield Fact("category", local.category_label(event.categories[0]))
    if event.is_free:
        yield Fact("free", phrase("fact.free"))
    elif event.cost:
        yield Fact("cost", cost_words(local, event))
    status = occurrence.status if occurrence else event.status
    registration = occurrence.registration if occurrence else event.registration
    place = occurrence.place if occurrence else event.place
    if status is Status.FULL and registration.waitlist:
        yield Fact("registration", phrase("fact.full_waitlist"))
    elif not status.is_off and (joining := sign_up_fact(local, event, registration, place)):
        yield Fact("registration", joining)
    if event.languages and (len(event.languages) > 1 or event.languages[0] != local.board.info.language):
        names = [local.dates.language_name(tag) for tag in event.languages[:MOST_LANGUAGES]]
        yield Fact("language", capital(phrase("list.comma").join(names)))
    yield from _access_facts(local, event, occurrence)
    if place.online and place.kind is not PlaceKind.ONLINE:
        yield Fact("mode", phrase("fact.hybrid"))
    for document in event.documents:
        if is_not_needed(document):
            yield Fact("no-id", localized(local, document, event.text_language))
    rule = event.series[0].rule if event.series else None
    if rule and rule.is_nearly_daily:
        yield Fact("repeat", capital(format_repeat(replace(rule, until=None, count=None), local.language)))
    if needs_check(local, event):
        yield Fact("check", check_words(local, event))


def is_not_needed(document: str) -> bool:
    """Whether a line of `documents` says what is *not* needed: worth gold in a list."""
    return document.lower().startswith(beginnings_of_none())


def cost_words(local: LocalizedBoard, event: Event) -> MixedText:
    """`$5`, `Family $10`, `Pay what you can`, in the board's currency and the words of the language."""
    key = ("cost", event.cost, event.text_language, translated_notes(local, event).cost)
    return local.cache.once(key, lambda: _cost_words(local, event))


def _cost_words(local: LocalizedBoard, event: Event) -> MixedText:
    phrase, language = local.phrase, event.text_language
    words: list[MixedText] = []
    for cost, translated in cost_notes(local, event):
        label = localized(local, cost.label, language)
        amount: MixedText = money(local, cost.amount) if cost.amount else translated or label
        known = f"fact.{cost.label.lower().replace(' ', '_')}"
        if not cost.amount and not translated and phrase.has(known):
            amount = phrase(known)
        elif cost.amount and cost.label:
            amount = phrase_mixed(local, "cost.label", label=label, amount=amount)
        if cost.note:
            note = translated or localized(local, cost.note, language)
            amount = phrase_mixed(local, "cost.note", amount=amount, note=note)
        words.append(amount)
    return join_words(words, phrase("list.comma"))


def cost_line(local: LocalizedBoard, event: Event) -> str:
    """The same as plain text."""
    return plain_words(cost_words(local, event))


def money(local: LocalizedBoard, amount: str) -> str:
    """An amount in the board's currency, as the language's locale writes it; "Free" for 0."""
    if amount == "0":
        return local.phrase("fact.free")
    from babel.numbers import format_currency

    # Between words from right to left a sign such as CA$ falls apart; the currency's name does not.
    kind: Literal["name", "standard"] = "name" if direction(local.language) == "rtl" else "standard"
    locale = babel_locale(local.dates.locale)
    text = format_currency(amount, local.board.info.currency, locale=locale, format_type=kind)
    return text.replace(".00", "").replace(",00", "") if "." not in amount else text


def _filters_of(core: tuple[str, ...]) -> tuple[str, ...]:
    """The facts of access people filter by, those first that a board asks for."""
    known = ("step_free", "captions", "asl", "childcare", "sensory_friendly")
    names = dict.fromkeys(("step_free", *core, *known[1:]))
    return tuple(name for name in names if name in known or name == "hearing_loop")


def _access_facts(local: LocalizedBoard, event: Event, occurrence: Occurrence | None) -> Iterator[Fact]:
    """The facts people filter by: step-free, a loop, captions; warnings where they are true."""
    access = occurrence.access if occurrence else event.access
    if not access:
        return
    vocabulary = local.board.vocabularies["access"]
    core = local.board.info.access_core
    filters = local.cache.once(("access filters",), lambda: _filters_of(core))
    for names, mark in ((filters, "yes"), (ACCESS_WARNINGS, "warning")):
        for name in names:
            fact = access.get(name)
            if fact and fact.known is Known.YES:
                yield Fact("access", vocabulary.label(name, local.language), mark)
