"""What people answer to “where”, “until when” and “whom to ask”, as fields of a record."""

from __future__ import annotations

import re
from datetime import datetime
from difflib import get_close_matches

from bulletin.commands.new.draft_board import Desk
from bulletin.formats.dates import DateRefused, parse_duration, parse_moment, parse_time
from bulletin.formats.nodes import Tree
from bulletin.formats.records import slug_of
from bulletin.model.place import Venue

_ADDRESS_ONLINE = re.compile(r"https?://", re.IGNORECASE)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_where(desk: Desk, answer: str) -> dict[str, Tree]:
    """A venue (and its room) by id or name, a link to join online, a word for `location`, or an address."""
    if _ADDRESS_ONLINE.match(answer):
        return {"online": answer}
    if answer.casefold() in ("on request", "confidential"):
        return {"location": answer.casefold()}
    venues = desk.board.venues
    named = {
        name.casefold(): key for key, venue in venues.items() for name in (key, venue.name, *venue.aliases)
    }
    first, _, rest = (part.strip() for part in answer.partition(","))
    if first.casefold() in named:
        venue = named[first.casefold()]
        if not rest:
            return {"venue": venue}
        room = _room(venues[venue], rest)
        if room or _SLUG.fullmatch(rest):
            return {"venue": venue, "room": room or rest}
    if not rest:
        near = get_close_matches(first.casefold(), named, n=1, cutoff=0.8)
        # Not an address: the reader asks back, naming the venue that was most likely meant.
        if near or _SLUG.fullmatch(first):
            return {"venue": slug_of(first)}
    return {"address": answer}


def _room(venue: Venue, answer: str) -> str:
    for key, room in venue.rooms.items():
        if answer.casefold() in (key.casefold(), room.name.casefold()):
            return key
    return ""


def read_end(desk: Desk, start: str, answer: str) -> dict[str, Tree]:
    """`end`, or `duration` when a length was told: `45 min`; `1h30` unless that is a time after the start."""
    languages = desk.languages
    length = parse_duration(answer, languages)
    if isinstance(length, DateRefused) or answer.strip().isdigit() or ":" in answer:
        return {"end": answer}
    clock, begin = parse_time(answer, languages), parse_moment(start, languages)
    if not isinstance(clock, DateRefused) and isinstance(begin, datetime) and clock > begin.time():
        return {"end": answer}
    return {"duration": answer}


def read_contact(answer: str) -> dict[str, Tree]:
    """A phone number, an e-mail address or a page, whichever it looks like."""
    if "@" in answer:
        return {"contact": {"email": answer}}
    if _ADDRESS_ONLINE.match(answer):
        return {"contact": {"url": answer}}
    return {"contact": {"phone": answer}}
