"""What feeds tell of an event in plain words: its title with the status, its place, its description.

Nothing here knows what day it is, so that a calendar entry changes only when the records do. Days are
written with their year for the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from bulletin.model.event import Event, Occurrence, Registration, RegistrationKind, Status
from bulletin.model.place import Geo, Place, PlaceKind, Venue
from bulletin.model.recurrence import Start
from bulletin.model.site.routes import event_route
from bulletin.plan.events.cards import cost_line, status_word
from bulletin.plan.localized_board import Edition
from bulletin.words.phrases import phrases_in

MAX_DESCRIPTION = 2000
"""Characters: some calendars cut an entry off, and the address at its end is what must not be lost."""

_MAX_PARAGRAPH = 300
_LEAST_TEXT = 200
_LAST_WORD = re.compile(r"\s+\S*$")


def event_url(edition: Edition, event: Event) -> str:
    """The absolute address of the event's page in this edition."""
    return edition.url(edition.to(event_route(event)))


def feed_title(edition: Edition, event: Event, status: Status, label: str = "") -> str:
    """What feeds call the event: the discreet title where there is one, its status in front."""
    text, _ = edition.event_text(event)
    title = event.discreet_title or text.title
    if label:
        title = edition.say("feed.label", title=title, label=label)
    if status is Status.SCHEDULED:
        return title
    return edition.say("feed.summary", status=status_word(edition, status), title=title)


def words_language(edition: Edition, event: Event) -> str:
    """The tag of the event's text where it is not in the board's main edition, else ""."""
    _, language = edition.event_text(event)
    return "" if edition.is_main else language or edition.language


def location(edition: Edition, place: Place) -> str:
    """Where, on one line, as a calendar's LOCATION: venue, room and address, or the address of the meeting.

    Of a place told on request the area at most, of a confidential one nothing.
    """
    if place.kind is PlaceKind.CONFIDENTIAL:
        return ""
    if place.kind in (PlaceKind.ON_REQUEST, PlaceKind.AREA):
        return place.area
    if place.kind is PlaceKind.ONLINE:
        return place.online
    if place.kind is PlaceKind.ADDRESS:
        return place.address.text if place.address else ""
    venue = edition.board.venues.get(place.venue)
    if venue is None:
        return ""
    key = ("location", place.venue, place.room)
    return edition.once(key, lambda: _room_of_venue(edition, venue, place.room))


def _room_of_venue(edition: Edition, venue: Venue, room_id: str) -> str:
    room = venue.rooms.get(room_id)
    where = venue.address.text if venue.address else venue.area
    # A street that is closed for a festival is called as its address begins.
    name = "" if not room and where.startswith(f"{venue.name},") else venue.name
    parts = (name, room.name if room else "", where)
    # A venue's file is in the board's main language, and so are its commas.
    return phrases_in(edition.board.info.language)("list.comma").join(filter(None, parts))


def published_geo(edition: Edition, place: Place) -> Geo | None:
    """Where the venue lies, when it is told at all."""
    venue = edition.board.venues.get(place.venue) if place.kind is PlaceKind.VENUE else None
    return venue.geo if venue else None


def description(edition: Edition, event: Event, one: Occurrence | None = None) -> str:
    """The event in plain text, at most `MAX_DESCRIPTION` characters; what is unusual (of one date) first."""
    text, _ = edition.event_text(event)
    if event.discreet_title:
        # Whoever looks over a shoulder at a shared calendar shall not read there what the title hides.
        return edition.say("feed.more", url=event_url(edition, event))
    before = [*_news(edition, event, one)]
    if text.summary and not begins_with(text.plain, text.summary):
        before.append(text.summary)
    after = [*_details(edition, event, one)]
    before = [_shorten(each, _MAX_PARAGRAPH) for each in before]
    after = [_shorten(each, _MAX_PARAGRAPH) for each in after]
    after.append(edition.say("feed.more", url=event_url(edition, event)))
    used = sum(len(each) + 2 for each in (*before, *after))
    plain = _shorten(text.plain.strip(), max(_LEAST_TEXT, MAX_DESCRIPTION - used))
    return "\n\n".join([*before, *([plain] if plain else []), *after])


def begins_with(plain: str, summary: str) -> bool:
    """Whether the summary is but the first sentence of the text, cut short or not."""
    lead = " ".join(plain[: 2 * len(summary)].split())
    return lead.startswith(" ".join(summary.rstrip("…").split()))


def _news(edition: Edition, event: Event, one: Occurrence | None) -> Iterator[str]:
    """What is not as usual: the note of the date or the status, where it was before."""
    say, status = edition.say, one.status if one else event.status
    note = one.note if one else ""
    if not note and status is event.status:
        note = event.status_note
    word = status_word(edition, status)
    if word:
        yield say("feed.summary", status=word, title=note) if note else f"{word}."
    elif note:
        yield note
    if one and one.change and one.change.start is not None:
        yield _sentence(say("status.moved_from", day=_moment(edition, one.original)))
    elif event.was is not None and status is Status.RESCHEDULED:
        yield say("status.was", day=_moment(edition, event.was))


def _details(edition: Edition, event: Event, one: Occurrence | None) -> Iterator[str]:
    """Cost, joining, getting in, where to ask."""
    say = edition.say
    place = one.place if one else event.place
    if event.is_free:
        yield f"{say('fact.free')}."
    elif event.cost:
        yield say("feed.cost", cost=cost_line(edition, event))
    if joining := _joining(edition, one.registration if one else event.registration):
        yield joining
    if place.kind is PlaceKind.ON_REQUEST:
        yield say("where.on_request_line")
    elif place.kind is PlaceKind.CONFIDENTIAL:
        yield say("where.confidential_line")
    elif place.online:
        yield say("feed.online", url=place.online)
    if event.access_note:
        yield say("feed.access", note=event.access_note)
    if event.rain_date is not None:
        yield say("when.rain", day=_moment(edition, event.rain_date))
    contact = event.contact
    if asking := contact.phone or contact.text or contact.email:
        yield say("feed.ask", contact=asking)


def _joining(edition: Edition, registration: Registration) -> str:
    if registration.kind is RegistrationKind.NONE:
        return ""
    say = edition.say
    sentences = [say(f"join.{registration.kind}")]
    if registration.opens is not None:
        sentences.append(say("join.opens", day=_moment(edition, registration.opens)))
    if registration.closes is not None:
        sentences.append(say("join.closes", day=_moment(edition, registration.closes)))
    if registration.waitlist:
        sentences.append(say("join.waitlist"))
    if registration.phone:
        sentences.append(_sentence(say("join.phone", phone=registration.phone)))
    if registration.url:
        sentences.append(registration.url)
    return " ".join(sentences)


def _moment(edition: Edition, moment: Start) -> str:
    """A day with its year, and the time where there is one: the same words whatever day it is."""
    writer = edition.writer
    if not isinstance(moment, datetime):
        return writer.day(moment, "weekday_day_month_year")
    day = writer.day(moment.date(), "weekday_day_month_year")
    return writer.say("time.at", day=day, time=writer.time(moment))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _shorten(text: str, limit: int) -> str:
    """`text` with at most `limit` characters, cut at a word."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (_LAST_WORD.sub("", cut) or cut).rstrip() + "…"
