"""What is different in a venue or a partner."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from bulletin.formats.dates import tell_day
from bulletin.messages.review.first import describe_contact, shorten
from bulletin.model.partner import Partner
from bulletin.model.place import Address, Contact, Venue
from bulletin.words.lists import join_words

_TOLD_OF_RECORDS = {
    "name": "Name",
    "address": "Address",
    "area": "Area",
    "phone": "Telephone",
    "url": "Site",
    "contact": "Contact",
    "hours": "Hours",
    "transit": "How to get there",
    "entrance": "Entrance",
    "parking": "Parking",
    "ended": "Ended",
    "kind": "Kind",
}
_NOT_TOLD_OF_RECORDS = frozenset({"id", "ref", "was_at", "aliases"})


def tell_record(old: Venue | Partner, new: Venue | Partner) -> tuple[str, ...]:
    """What is different in a venue or a partner, a line each."""
    lines, others = [], []
    if old.id != new.id:
        folder = "venues" if isinstance(old, Venue) else "partners"
        lines.append(f"Address of its page: was /{folder}/{old.id}/; now /{folder}/{new.id}/.")
    for each in fields(type(old)):
        was, now = getattr(old, each.name), getattr(new, each.name)
        if was == now or each.name in _NOT_TOLD_OF_RECORDS:
            continue
        if each.name in _TOLD_OF_RECORDS:
            name = _TOLD_OF_RECORDS[each.name]
            lines.append(f"{name}: was {shorten(_in_words(was))}; now {shorten(_in_words(now))}.")
        else:
            others.append(each.name.replace("_", " "))
    if others:
        lines.append(f"Different, too: {join_words(others)}.")
    if (
        isinstance(old, Venue)
        and isinstance(new, Venue)
        and old.address != new.address
        and old.geo == new.geo
    ):
        lines += ["The point on the map is still that of the old address."] if new.geo else []
    return tuple(lines)


def _in_words(value: object) -> str:
    if isinstance(value, date):
        return tell_day(value)
    if isinstance(value, Contact):
        return describe_contact(value)
    if isinstance(value, Address):
        return value.text
    return str(value) if value else ""
