"""Place, cost and sign-up of an event in the words of an answer to whoever handed it in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bulletin.formats.dates import tell_day
from bulletin.model.board import Board
from bulletin.model.event import Cost, Registration, RegistrationKind, Status
from bulletin.model.place import Place, PlaceKind
from bulletin.model.recurrence import Start, day_of
from bulletin.translatable import called, join, ngettext
from bulletin.translatable import gettext as _
from bulletin.words.lists import join_words
from bulletin.words.money import format_money

_SIGN_UP = {
    RegistrationKind.NONE: _("not needed"),
    RegistrationKind.DROP_IN: _("not needed; people come and go as they like"),
    RegistrationKind.RECOMMENDED: _("recommended"),
    RegistrationKind.REQUIRED: _("required"),
}
_STATUS = {
    Status.SCHEDULED: _("scheduled"),
    Status.TENTATIVE: _("tentative"),
    Status.CANCELLED: _("cancelled"),
    Status.POSTPONED: _("postponed"),
    Status.RESCHEDULED: _("rescheduled"),
    Status.MOVED_ONLINE: _("moved-online"),
    Status.FULL: _("full"),
}


def describe_status(status: Status) -> str:
    """`cancelled`."""
    return _STATUS[status]


def describe_place(place: Place, board: Board) -> str:
    """`Main Library, Room Two (12 Oak Street)`."""
    if place.kind is PlaceKind.CONFIDENTIAL:
        return _("confidential, told nowhere on the board")
    if place.kind is PlaceKind.ON_REQUEST:
        return join("", (_("told to those who ask"), _in_brackets(place.area)))
    if place.kind is PlaceKind.ONLINE:
        return _("online, {address}", address=place.online)
    if place.kind is PlaceKind.AREA:
        return _("{area} (the area only)", area=place.area)
    where = place.address.text if place.address else ""
    if place.kind is PlaceKind.VENUE:
        where = _describe_venue(place, board)
    return _("{place}, and online: {address}", place=where, address=place.online) if place.online else where


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
        return _("not given")
    return join_words([_describe_price(cost, board) for cost in costs])


def _money(amount: str, board: Board) -> str:
    """An amount, as each language of the board writes it."""
    info = board.info
    written = {tag: format_money(amount, info.currency, info.locale(tag)) for tag in info.languages}
    return called(format_money(amount, info.currency, info.locale("en")), written)


def _describe_price(cost: Cost, board: Board) -> str:
    amount = _("free") if cost.is_free else ""
    if cost.amount and not cost.is_free:
        amount = _money(cost.amount, board)
    price = join(": ", filter(None, (cost.label, amount)))
    return join("", (price, _in_brackets(cost.note)))


def describe_sign_up(registration: Registration) -> str:
    """`required, by phone 555-0101, until Tuesday 2 February 2027, 12 places`."""
    parts = [_SIGN_UP[registration.kind], registration.url]
    opens, closes = registration.opens, registration.closes
    parts += [_("by phone {phone}", phone=registration.phone)] if registration.phone else []
    parts += [_("by e-mail {email}", email=registration.email)] if registration.email else []
    parts += [_("from {moment}", moment=describe_moment(opens))] if opens else []
    parts += [_("until {moment}", moment=describe_moment(closes))] if closes else []
    parts += [ngettext("{n} place", "{n} places", registration.capacity)] if registration.capacity else []
    parts += [_("with a waiting list")] if registration.waitlist else []
    return join(", ", filter(None, parts))


def describe_moment(moment: Start) -> str:
    """`Tuesday 2 February 2027`, with the time behind it where there is one."""
    day = tell_day(day_of(moment))
    return join(", ", (day, f"{moment:%H:%M}")) if isinstance(moment, datetime) else day


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""
