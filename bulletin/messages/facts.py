"""Place, cost and sign-up of an event in the words of an answer to whoever handed it in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bulletin.formats.dates import tell_day
from bulletin.model.board import Board
from bulletin.model.event import Cost, Registration, RegistrationKind
from bulletin.model.place import Place, PlaceKind
from bulletin.model.recurrence import Start, day_of
from bulletin.words.lists import join_words
from bulletin.words.money import format_money

_SIGN_UP = {
    RegistrationKind.NONE: "not needed",
    RegistrationKind.DROP_IN: "not needed; people come and go as they like",
    RegistrationKind.RECOMMENDED: "recommended",
    RegistrationKind.REQUIRED: "required",
}


def describe_place(place: Place, board: Board) -> str:
    """`Main Library, Room Two (12 Oak Street)`."""
    if place.kind is PlaceKind.CONFIDENTIAL:
        return "confidential, told nowhere on the board"
    if place.kind is PlaceKind.ON_REQUEST:
        return f"told to those who ask{_in_brackets(place.area)}"
    if place.kind is PlaceKind.ONLINE:
        return f"online, {place.online}"
    if place.kind is PlaceKind.AREA:
        return f"{place.area} (the area only)"
    where = place.address.text if place.address else ""
    if place.kind is PlaceKind.VENUE:
        where = _describe_venue(place, board)
    return f"{where}, and online: {place.online}" if place.online else where


def _describe_venue(place: Place, board: Board) -> str:
    venue = board.venues.get(place.venue)
    if venue is None:
        return place.venue
    room = venue.rooms.get(place.room)
    name = f"{venue.name}, {room.name}" if room else venue.name
    return f"{name}{_in_brackets(venue.address.text if venue.address else '')}"


def describe_cost(costs: Sequence[Cost], board: Board) -> str:
    """`free`, or each price; that none is given where nobody gave one."""
    if not costs:
        return "not given"
    return join_words([_describe_price(cost, board) for cost in costs])


def _describe_price(cost: Cost, board: Board) -> str:
    amount = "free" if cost.is_free else ""
    if cost.amount and not cost.is_free:
        amount = format_money(cost.amount, board.info.currency, board.info.locale("en"))
    return f"{': '.join(part for part in (cost.label, amount) if part)}{_in_brackets(cost.note)}"


def describe_sign_up(registration: Registration) -> str:
    """`required, by phone 555-0101, until Tuesday 2 February 2027, 12 places`."""
    parts = [_SIGN_UP[registration.kind], registration.url]
    parts += [f"by phone {registration.phone}"] if registration.phone else []
    parts += [f"by e-mail {registration.email}"] if registration.email else []
    parts += [f"from {describe_moment(registration.opens)}"] if registration.opens else []
    parts += [f"until {describe_moment(registration.closes)}"] if registration.closes else []
    if registration.capacity:
        parts.append(f"{registration.capacity} place{'' if registration.capacity == 1 else 's'}")
    parts += ["with a waiting list"] if registration.waitlist else []
    return ", ".join(part for part in parts if part)


def describe_moment(moment: Start) -> str:
    """`Tuesday 2 February 2027`, with the time behind it where there is one."""
    day = tell_day(day_of(moment))
    return f"{day}, {moment:%H:%M}" if isinstance(moment, datetime) else day


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""
