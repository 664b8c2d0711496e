"""What the names of places stand for: a board's venues, and their rooms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

from bulletin.model.names import by_folded_name, fold_name, holding_all_words, nearest_name, without_article
from bulletin.model.place import Venue

_BETWEEN_PARTS = re.compile(r"\s*[,;|\n()]\s*|\s+[-–—/@]\s+|:\s+")
_LEADING = re.compile(r"^(?:in|at|room|salle|à|au|en)\s+", re.IGNORECASE)
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
"""Written so, an id is meant and no name."""


class Spot(NamedTuple):
    """A venue, and the room in it or ""."""

    venue: str
    room: str = ""


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The venues of a board by everything they are called."""

    venues: Mapping[str, Venue]
    by_name: Mapping[str, str]
    rooms: Mapping[str, Mapping[str, str]]
    """By venue, its rooms by their folded names."""
    withdrawn: frozenset[str] = frozenset()
    """Ids of venues that were taken off the board."""

    @classmethod
    def of(cls, venues: Mapping[str, Venue], withdrawn: frozenset[str] = frozenset()) -> Self:
        """The names of these venues."""
        names = ((name, each.id) for each in venues.values() for name in (each.name, *each.aliases))
        former = {fold_name(old): each.id for each in venues.values() for old in each.was_at}
        by_name = former | by_folded_name(names) | {fold_name(venue): venue for venue in venues}
        rooms = {
            venue.id: by_folded_name((room.name, room.id) for room in venue.rooms.values())
            | {fold_name(room): room for room in venue.rooms}
            for venue in venues.values()
        }
        return cls(venues, by_name, rooms, withdrawn)

    def venue_named(self, text: str) -> str:
        """The id of the venue that is called so; "" where none or several are."""
        if text in self.venues:
            return text
        typed = fold_name(text)
        return self.by_name.get(typed) or self.by_name.get(without_article(typed), "")

    def room_named(self, venue: str, text: str) -> str:
        """The id of the venue's room that is called so, or ""."""
        rooms = self.rooms.get(venue, {})
        if text in rooms.values():
            return text
        if _CODE.fullmatch(text):
            return ""
        typed = fold_name(text)
        joined = {name.replace(" ", ""): room for name, room in rooms.items()}
        bare = fold_name(_LEADING.sub("", text.strip()))
        return (
            rooms.get(typed)
            or rooms.get(without_article(typed))
            or joined.get(typed, "")
            or rooms.get(bare, "")
        )

    def spot_named(self, text: str) -> Spot | None:
        """The venue or the room that words for a place mean: a name, a room with its building, an address."""
        if venue := self.venue_named(text):
            return Spot(venue)
        rooms = {Spot(venue, room) for venue in self.venues if (room := self.room_named(venue, text))}
        if len(rooms) == 1:
            return rooms.pop()
        parts = [part for part in _BETWEEN_PARTS.split(text.strip()) if part]
        found = {venue for part in parts if (venue := self.venue_named(part))} if len(parts) > 1 else set()
        if len(found) == 1:
            return self._spot_of(found.pop(), parts)
        return None if found else self._at_address(text)

    def _spot_of(self, venue: str, parts: list[str]) -> Spot | None:
        """The venue with the room among the parts; None where a part is no name, room or address of it."""
        room = ""
        known = set(fold_name(self._address(venue)).split())
        for part in parts:
            if self.venue_named(part) == venue:
                continue
            if not room and (named := self.room_named(venue, part)):
                room = named
            elif not known or not set(fold_name(part).split()) <= known:
                return None
        return Spot(venue, room)

    def _address(self, venue: str) -> str:
        place = self.venues[venue]
        return f"{place.address.text if place.address else ''} {place.area}"

    def _at_address(self, text: str) -> Spot | None:
        """The only venue at the street and number in the text."""
        typed = f" {fold_name(text)} "
        found = {
            venue.id
            for venue in self.venues.values()
            if venue.address
            and any(sign.isdigit() for sign in venue.address.street)
            and (
                typed == f" {fold_name(venue.address.text)} "
                or typed == f" {fold_name(venue.address.street)} "
            )
        }
        return Spot(found.pop()) if len(found) == 1 else None

    def near_venue(self, text: str) -> str:
        """The id of the venue whose name is most like this one, or ""."""
        typed = without_article(fold_name(text))
        return nearest_name(text, self.by_name, 0.72) or holding_all_words(typed, self.by_name)

    def near_room(self, venue: str, text: str) -> str:
        """The id of the venue's room whose name is most like this one, or ""."""
        rooms = self.rooms.get(venue, {})
        return nearest_name(text, rooms, 0.6) or holding_all_words(without_article(fold_name(text)), rooms)
