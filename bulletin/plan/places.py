"""Where an event is, for its page: never finer than may be told."""

from __future__ import annotations

from bulletin.model.place import Place, PlaceKind
from bulletin.model.site import PlaceValues
from bulletin.plan.edition import Edition
from bulletin.plan.routes import venue_route


def place_values(edition: Edition, place: Place) -> PlaceValues:
    """Where, never finer than may be told."""
    say = edition.say
    if place.kind is PlaceKind.CONFIDENTIAL:
        return PlaceValues(say("where.confidential"), (say("where.confidential_line"),))
    if place.kind is PlaceKind.ON_REQUEST:
        return PlaceValues(place.area or say("where.on_request"), (say("where.on_request_line"),))
    if place.kind is PlaceKind.ONLINE:
        return PlaceValues(say("where.online"), online_url=place.online)
    if place.kind is PlaceKind.AREA:
        return PlaceValues(place.area)
    if place.kind is PlaceKind.ADDRESS and place.address:
        return PlaceValues(place.address.text, online_url=place.online)
    venue = edition.board.venues[place.venue]
    room = venue.rooms.get(place.room)
    name = say("where.room", venue=venue.name, room=room.name) if room else venue.name
    lines = [venue.address.text if venue.address else venue.area, venue.entrance, venue.transit]
    route = venue_route(venue.id)
    return PlaceValues(
        name,
        tuple(line for line in lines if line),
        edition.to(route) if edition.has(route) else "",
        map_url(venue.geo.lat, venue.geo.lon) if venue.geo else "",
        place.online,
    )


def map_url(lat: float, lon: float) -> str:
    """A map anybody may open without an account."""
    return f"https://www.openstreetmap.org/?mlat={lat:.5f}&mlon={lon:.5f}#map=17/{lat:.5f}/{lon:.5f}"
