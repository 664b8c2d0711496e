"""Where an event is, for its page: never finer than may be told."""

from __future__ import annotations

from bulletin.model.place import Place, PlaceKind
from bulletin.model.site import PlaceValues, Wording
from bulletin.model.site.routes import venue_route
from bulletin.plan.localized_board import Edition
from bulletin.plan.mixed_language import plain_words, told
from bulletin.words.phrases import phrases_in


def place_words(edition: Edition, place: Place, language: str) -> Wording:
    """Where, on one line: never anything finer than may be told. `language` is the event's."""
    say = edition.say
    if place.kind is PlaceKind.CONFIDENTIAL:
        return say("where.confidential")
    if place.kind is PlaceKind.ON_REQUEST:
        return told(edition, place.area, language) or say("where.on_request")
    if place.kind is PlaceKind.ONLINE:
        return say("where.online")
    if place.kind is PlaceKind.AREA:
        return told(edition, place.area, language)
    if place.kind is PlaceKind.ADDRESS:
        return told(edition, place.address.text, language) if place.address else ""
    venue = edition.board.venues.get(place.venue)
    if venue is None:
        return ""
    # A venue's file is in the main language, and so is what stands between it and its room.
    main = edition.board.info.language
    room = venue.rooms.get(place.room)
    if room is None:
        return told(edition, venue.name, main)
    return told(edition, phrases_in(main)("where.room", venue=venue.name, room=room.name), main)


def place_line(edition: Edition, place: Place) -> str:
    """Where, on one line of plain text."""
    return plain_words(place_words(edition, place, edition.language))


def place_values(edition: Edition, place: Place, language: str) -> PlaceValues:
    """Where, never finer than may be told. `language` is the event's."""
    say = edition.say
    if place.kind is PlaceKind.CONFIDENTIAL:
        return PlaceValues(say("where.confidential"), (say("where.confidential_line"),))
    if place.kind is PlaceKind.ON_REQUEST:
        return PlaceValues(place_words(edition, place, language), (say("where.on_request_line"),))
    if place.kind is PlaceKind.ONLINE:
        return PlaceValues(say("where.online"), online_url=place.online)
    if place.kind is PlaceKind.AREA:
        return PlaceValues(place_words(edition, place, language))
    if place.kind is PlaceKind.ADDRESS and place.address:
        return PlaceValues(place_words(edition, place, language), online_url=place.online)
    venue = edition.board.venues[place.venue]
    lines = [venue.address.text if venue.address else venue.area, venue.entrance, venue.transit]
    route = venue_route(venue.id)
    return PlaceValues(
        place_words(edition, place, language),
        tuple(told(edition, line, edition.board.info.language) for line in lines if line),
        edition.to(route) if edition.has(route) else "",
        map_url(venue.geo.lat, venue.geo.lon) if venue.geo else "",
        place.online,
    )


def map_url(lat: float, lon: float) -> str:
    """A map anybody may open without an account."""
    return f"https://www.openstreetmap.org/?mlat={lat:.5f}&mlon={lon:.5f}#map=17/{lat:.5f}/{lon:.5f}"
