"""What feeds say of an event in plain text: its title with the status, its place, its description.

Nothing here knows what day it is, so that a calendar entry changes only when the records do. Days are
written with their year for the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from bulletin.model.event import Event, Occurrence, Registration, RegistrationKind, Status
from bulletin.model.place import DayRange, Geo, Place, PlaceKind, Venue
from bulletin.model.recurrence import Start
from bulletin.model.site.routes import event_route
from bulletin.plan.events.card_facts import is_not_needed
from bulletin.plan.events.cards import status_word
from bulletin.plan.events.costs import cost_line
from bulletin.plan.events.notes import access_note, ages_words, plain_note
from bulletin.plan.events.sign_up import asking_words, asks_first
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import plain_words
from bulletin.words.dates import capital
from bulletin.words.phrases import phrases_in

MAX_DESCRIPTION = 2000
"""Characters: some calendars cut an entry off, and the address at its end is what must not be lost."""

_MAX_PARAGRAPH = 300
_LEAST_TEXT = 200
_LAST_WORD = re.compile(r"\s+\S*$")


def event_url(local: LocalizedBoard, event: Event) -> str:
    """The absolute address of the event's page in this language."""
    return local.url(local.route_to(event_route(event)))


def feed_title(local: LocalizedBoard, event: Event, status: Status, label: str = "") -> str:
    """What feeds call the event: the discreet title where there is one, its status in front."""
    text, _ = local.event_text(event)
    title = event.discreet_title or text.title
    if label:
        title = local.phrase("feed.label", title=title, label=label)
    if status is Status.SCHEDULED:
        return title
    return local.phrase("feed.summary", status=status_word(local, status), title=title)


def words_language(local: LocalizedBoard, event: Event) -> str:
    """The tag of the event's text where it is not in the board's main language, else ""."""
    _, language = local.event_text(event)
    return "" if local.is_main else language or local.language


def location(local: LocalizedBoard, place: Place) -> str:
    """Where, on one line, as a calendar's LOCATION: venue, room and address, or the address of the meeting.

    Of a place that is given on request the area at most, of a confidential one nothing.
    """
    if place.kind is PlaceKind.CONFIDENTIAL:
        return ""
    if place.kind in (PlaceKind.ON_REQUEST, PlaceKind.AREA):
        return place.area
    if place.kind is PlaceKind.ONLINE:
        return place.online
    if place.kind is PlaceKind.ADDRESS:
        return place.address.text if place.address else ""
    venue = local.board.venues.get(place.venue)
    if venue is None:
        return ""
    key = ("location", place.venue, place.room)
    return local.cache.once(key, lambda: _room_of_venue(local, venue, place.room))


def _room_of_venue(local: LocalizedBoard, venue: Venue, room_id: str) -> str:
    room = venue.rooms.get(room_id)
    where = venue.address.text if venue.address else venue.area
    # A street that is closed for a festival is called as its address begins.
    name = "" if not room and where.startswith(f"{venue.name},") else venue.name
    parts = (name, room.name if room else "", where)
    # A venue's file is in the board's main language, and so are its commas.
    return phrases_in(local.board.info.language)("list.comma").join(filter(None, parts))


def published_geo(local: LocalizedBoard, place: Place) -> Geo | None:
    """Where the venue lies; None where that is not published."""
    venue = local.board.venues.get(place.venue) if place.kind is PlaceKind.VENUE else None
    return venue.geo if venue else None


def description(
    local: LocalizedBoard, event: Event, one: Occurrence | None = None, *, has_end: bool = True
) -> str:
    """The event in plain text, at most `MAX_DESCRIPTION` characters; what is unusual (of one date) first.

    A calendar entry has an end; where nobody gave one (`has_end`), the text says so.
    """
    text, _ = local.event_text(event)
    no_end = [] if has_end else [local.phrase("feed.no_end")]
    if event.discreet_title:
        # Whoever looks over a shoulder at a shared calendar shall not read there what the title hides.
        return "\n\n".join([*no_end, local.phrase("feed.more", url=event_url(local, event))])
    before = [*_news(local, event, one)]
    if text.lead and not begins_with(text.plain, text.lead):
        before.append(text.lead)
    after = [*no_end, *_details(local, event, one)]
    before = [_shorten(each, _MAX_PARAGRAPH) for each in before]
    after = [_shorten(each, _MAX_PARAGRAPH) for each in after]
    after.append(local.phrase("feed.more", url=event_url(local, event)))
    used = sum(len(each) + 2 for each in (*before, *after))
    plain = _shorten(text.plain.strip(), max(_LEAST_TEXT, MAX_DESCRIPTION - used))
    return "\n\n".join([*before, *([plain] if plain else []), *after])


def begins_with(plain: str, summary: str) -> bool:
    """Whether the summary is but the first sentence of the text, cut short or not."""
    lead = " ".join(plain[: 2 * len(summary)].split())
    return lead.startswith(" ".join(summary.rstrip("…").split()))


def _news(local: LocalizedBoard, event: Event, one: Occurrence | None) -> Iterator[str]:
    """What is not as usual: the note of the date or the status, where it was before."""
    phrase, status = local.phrase, one.status if one else event.status
    note = one.note if one else ""
    if not note and status is event.status:
        note = plain_note(local, event, event.status_note)
    word = status_word(local, status)
    if word:
        yield phrase("feed.summary", status=word, title=note) if note else f"{word}."
    elif note:
        yield note
    if one and one.change and one.change.start is not None:
        yield _sentence(phrase("status.moved_from", day=_moment(local, one.original)))
    elif event.was is not None and status is Status.RESCHEDULED:
        yield phrase("status.was", day=_moment(local, event.was))


def _details(local: LocalizedBoard, event: Event, one: Occurrence | None) -> Iterator[str]:
    """Cost, joining, getting in, where to ask."""
    phrase = local.phrase
    place = one.place if one else event.place
    if event.is_free:
        yield f"{cost_line(local, event)}."
    elif event.cost:
        yield phrase("feed.cost", cost=cost_line(local, event))
    if ages := plain_words(ages_words(local, event)):
        yield capital(phrase("fact.ages_from_to" if ages[0].isdigit() else "fact.ages", ages=ages))
    status = one.status if one else event.status
    if not status.is_off and (
        joining := _joining(local, event, one.registration if one else event.registration, place)
    ):
        yield joining
    if place.kind is PlaceKind.ON_REQUEST:
        yield phrase("where.on_request_line")
    elif place.kind is PlaceKind.CONFIDENTIAL:
        yield phrase("where.confidential_line")
    elif place.online:
        yield phrase("feed.online", url=place.online)
    if note := access_note(local, event):
        yield phrase("feed.access", note=plain_words(note))
    yield from _things(local, event)
    if event.rain_date is not None:
        yield phrase("when.rain", day=_days(local, event.rain_date))
    contact = event.contact
    if asking := contact.phone or contact.text or contact.email:
        yield phrase("feed.ask", contact=asking)


def _things(local: LocalizedBoard, event: Event) -> Iterator[str]:
    """What to have with you, and what is not needed."""
    needed = [document for document in event.documents if not is_not_needed(document)]
    yield from (_sentence(document) for document in event.documents if document not in needed)
    writer = local.dates_in(event.text_language)
    for key, things in (("join.documents", needed), ("join.bring", event.bring)):
        if things:
            yield local.phrase(key, things=writer.listed(things))


def _joining(local: LocalizedBoard, event: Event, registration: Registration, place: Place) -> str:
    phrase = local.phrase
    if registration.kind in (RegistrationKind.NONE, RegistrationKind.DROP_IN) and asks_first(event, place):
        return asking_words(local, event)
    if registration.kind is RegistrationKind.NONE:
        return ""
    sentences = [phrase(f"join.{registration.kind}")]
    if registration.opens is not None:
        sentences.append(phrase("join.opens", day=_moment(local, registration.opens)))
    if registration.closes is not None:
        sentences.append(phrase("join.closes", day=_moment(local, registration.closes)))
    if registration.waitlist:
        sentences.append(phrase("join.waitlist"))
    if registration.phone:
        sentences.append(_sentence(phrase("join.phone", phone=registration.phone)))
    if registration.email:
        sentences.append(_sentence(phrase("join.email", email=registration.email)))
    if registration.url:
        sentences.append(registration.url)
    return " ".join(sentences)


def _moment(local: LocalizedBoard, moment: Start) -> str:
    """A day with its year, and the time by the board's clocks: the same words whatever day it is."""
    writer, moment = local.dates, local.board_time(moment)
    if not isinstance(moment, datetime):
        return writer.day(moment, "weekday_day_month_year")
    day = writer.day(moment.date(), "weekday_day_month_year")
    return writer.say("time.at", day=day, time=writer.time(moment))


def _days(local: LocalizedBoard, rain: Start | DayRange) -> str:
    if not isinstance(rain, DayRange):
        return _moment(local, rain)
    first, last = (_moment(local, day) for day in (rain.first, rain.last))
    return local.dates.say("time.span", first=first, last=last)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _shorten(text: str, limit: int) -> str:
    """`text` with at most `limit` characters, cut at a word."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (_LAST_WORD.sub("", cut) or cut).rstrip() + "…"
