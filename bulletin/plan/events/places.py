"""Where an event is, for its page: never finer than may be published."""

from __future__ import annotations

from bulletin.model.place import Place, PlaceKind
from bulletin.model.site.details import PlaceValues
from bulletin.model.site.parts import MixedText
from bulletin.model.site.routes import venue_route
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import localized, plain_words
from bulletin.words.phrases import phrases_in


def place_words(local: LocalizedBoard, place: Place, language: str) -> MixedText:
    """Where, on one line, never finer than may be published. `language` is the event's."""
    phrase = local.phrase
    if place.kind is PlaceKind.CONFIDENTIAL:
        return phrase("where.confidential")
    if place.kind is PlaceKind.ON_REQUEST:
        return localized(local, place.area, language) or phrase("where.on_request")
    if place.kind is PlaceKind.ONLINE:
        return phrase("where.online")
    if place.kind is PlaceKind.AREA:
        return localized(local, place.area, language)
    if place.kind is PlaceKind.ADDRESS:
        return localized(local, place.address.text, language) if place.address else ""
    venue = local.board.venues.get(place.venue)
    if venue is None:
        return ""
    # A venue's file is in the main language, and so is what stands between it and its room.
    main = local.board.info.language
    room = venue.rooms.get(place.room)
    if room is None:
        return localized(local, venue.name, main)
    return localized(local, phrases_in(main)("where.room", venue=venue.name, room=room.name), main)


def place_line(local: LocalizedBoard, place: Place) -> str:
    """Where, on one line of plain text."""
    return plain_words(place_words(local, place, local.language))


def place_values(local: LocalizedBoard, place: Place, language: str) -> PlaceValues:
    """Where, never finer than may be published. `language` is the event's."""
    phrase = local.phrase
    if place.kind is PlaceKind.CONFIDENTIAL:
        return PlaceValues(phrase("where.confidential"), (phrase("where.confidential_line"),))
    if place.kind is PlaceKind.ON_REQUEST:
        return PlaceValues(place_words(local, place, language), (phrase("where.on_request_line"),))
    if place.kind is PlaceKind.ONLINE:
        return PlaceValues(phrase("where.online"), online_url=place.online)
    if place.kind is PlaceKind.AREA:
        return PlaceValues(place_words(local, place, language))
    if place.kind is PlaceKind.ADDRESS and place.address:
        return PlaceValues(place_words(local, place, language), online_url=place.online)
    venue = local.board.venues[place.venue]
    lines = [venue.address.text if venue.address else venue.area, venue.entrance, venue.transit]
    route = venue_route(venue.id)
    return PlaceValues(
        place_words(local, place, language),
        tuple(localized(local, line, local.board.info.language) for line in lines if line),
        local.route_to(route) if local.has_page(route) else "",
        map_url(venue.geo.lat, venue.geo.lon) if venue.geo else "",
        place.online,
    )


def map_url(lat: float, lon: float) -> str:
    """A map anybody may open without an account."""
    return f"https://www.openstreetmap.org/?mlat={lat:.5f}&mlon={lon:.5f}#map=17/{lat:.5f}/{lon:.5f}"
