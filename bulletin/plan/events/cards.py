"""Event cards: a date of an event as one entry of a list, made once per language and used in every list."""

from __future__ import annotations

from datetime import datetime, timedelta

from bulletin.model.event import Event, Occurrence, Status
from bulletin.model.occurrences import IsoSpan
from bulletin.model.place import AccessFact, Known, Place, PlaceKind
from bulletin.model.site.parts import EventCard, EventLine, MixedText
from bulletin.model.site.routes import event_route
from bulletin.plan.events.card_facts import card_facts, coming_facts
from bulletin.plan.events.notes import note_words
from bulletin.plan.events.places import place_words
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import join_words, localized
from bulletin.plan.pictures import list_picture

NEW_DAYS = 14

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
        phone_href=pattern.phone_href,
        picture=pattern.picture,
    )


def event_line(local: LocalizedBoard, occurrence: Occurrence) -> EventLine:
    """A date in one line, under its day's heading."""
    key = ("line", occurrence.series.uid, occurrence.original)
    return local.cache.once(key, lambda: _line(local, occurrence))


def _line(local: LocalizedBoard, occurrence: Occurrence) -> EventLine:
    card = event_card(local, occurrence)
    about = local.cache.once(("about", occurrence.event.id), lambda: _about(local, card, occurrence))
    hour = local.dates.time(occurrence.start) if isinstance(occurrence.start, datetime) else ""
    return EventLine(
        route=card.route,
        title=card.title,
        time=hour,
        start=card.start,
        end=card.end,
        about=join_words((_until_words(local, occurrence), about), _DOT),
        category=card.category,
        phone=card.phone,
        phone_href=card.phone_href,
    )


_DOT = " · "


def _until_words(local: LocalizedBoard, occurrence: Occurrence) -> str:
    """Until when it lasts: "until 17:00", "until 28 February"."""
    _, note = time_words(local, occurrence)
    end = occurrence.end
    if note or not occurrence.has_end or not isinstance(end, datetime):
        return note
    return local.phrase("time.until_hour", time=local.dates.time(end))


def _about(local: LocalizedBoard, card: EventCard, occurrence: Occurrence) -> MixedText:
    """Where it is, what it costs, and how to come in."""
    facts = (fact.text for fact in coming_facts(local, occurrence.event, occurrence) if fact.kind != "ages")
    return join_words((card.place, *facts), _DOT)


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
        struck=status is Status.CANCELLED,
        place=place_words(local, event.place, event.text_language),
        category=event.categories[0],
        facts=card_facts(local, event, None),
        summary=local.text_run(text.summary, language) if text.summary else None,
        phone=_phone(event),
        phone_href=local.phone_href(_phone(event)),
        picture=list_picture(event),
    )


def _phone(event: Event) -> str:
    """The number to call."""
    return event.contact.phone or event.contact.text


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
        struck=occurrence.status is Status.CANCELLED,
        is_new=is_new(local, event),
        place=place_words(local, occurrence.place, event.text_language),
        place_note=place_note(local, occurrence),
        category=event.categories[0],
        facts=card_facts(local, event, occurrence),
        summary=local.text_run(text.summary, language) if text.summary else None,
        label=localized(local, occurrence.label, event.text_language),
        phone=_phone(event),
        phone_href=local.phone_href(_phone(event)),
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
