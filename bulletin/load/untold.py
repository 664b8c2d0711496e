"""What is "to be announced" is none yet: no street, no venue and no room is called so, and no end known."""

from __future__ import annotations

import re
from typing import Any

from bulletin.load.fields.fixes import replace_field
from bulletin.load.fields.record_source import Loc, RecordSource
from bulletin.model.records.event import EventRecord, PlaceFields
from bulletin.model.records.event_parts import AddressRecord
from bulletin.problems import Rule, Severity, to_type
from bulletin.translatable import gettext as _
from bulletin.words.phrases import words_for_to_be_told

PLACE_UNTOLD = Rule(
    "place-untold",
    Severity.WARNING,
    "A place that is not known yet is not written as an address, a venue or a room.",
    "Maps and calendars would lead people to a street called “TBA”.",
)
END_UNTOLD = Rule(
    "end-untold",
    Severity.WARNING,
    "An end that is not known yet is not written.",
    "The line is not read; pages and feeds say only when it begins.",
)

_NAMED = re.compile(
    r"^(?:(?:the\s+|exact\s+)*(?:location|venue|place|address|room|lieu|endroit|adresse|salle)\s*"
    r"(?::|-|–|—|is|will be|est|sera)?\s*)|\s*\b(?:later|soon|for now|plus tard|bientôt)$",
    re.IGNORECASE,
)
_BETWEEN_PARTS = re.compile(r"[\n,;()]|\s[-–—]\s")
_DOTS_OF_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b|$)")


def without_untold(source: RecordSource, loc: Loc, record: PlaceFields) -> PlaceFields:
    """The record without places that only say that they are not known yet.

    Where no other place is left people hear of it when they ask, and the rest of an address is its area.
    """
    update: dict[str, Any] = {}
    untold: list[tuple[str, str | AddressRecord, str]] = []
    for name in ("venue", "room", "address", "area"):
        value = getattr(record, name)
        if value is None or (rest := told_part(value)) is None:
            continue
        update[name] = None
        if name == "address" and rest:
            update["area"] = rest
        if name == "room":
            message = _("“{value}” is no room, so the venue alone is shown.", value=value)
            deleted = replace_field(source, (*loc, name))
            hint = _("Delete the line until the room is known.")
            source.report(PLACE_UNTOLD, (*loc, name), message, hint, deleted and deleted.fix)
        else:
            untold.append((name, value, rest))
    if not update:
        return record
    left = record.model_copy(update=update)
    is_elsewhere = bool(left.venue or left.address or left.online or left.location)
    for name, value, rest in untold:
        _report(source, (*loc, name), value, rest, is_elsewhere=is_elsewhere)
    return left if is_elsewhere else left.model_copy(update={"location": "on request", "room": None})


def without_untold_address(
    source: RecordSource, address: str | AddressRecord | None
) -> str | AddressRecord | None:
    """The address of a venue, None where it only says that it is not known yet."""
    if address is None or told_part(address) is None:
        return address
    _report(source, ("address",), address, "", is_elsewhere=True)
    return None


def without_untold_end(source: RecordSource, record: EventRecord) -> EventRecord:
    """The record without an end that only says that it is not known yet."""
    for name in ("end", "duration"):
        value = getattr(record, name)
        if value and _is_untold(value):
            message = _("“{value}” is no time, so pages and feeds say only when it begins.", value=value)
            deleted = replace_field(source, (name,))
            hint = _("Delete the line until the end is known.")
            source.report(END_UNTOLD, (name,), message, hint, deleted and deleted.fix)
            source.dropped.add(name)
            record = record.model_copy(update={name: None})
    return record


def told_part(place: str | AddressRecord) -> str | None:
    """What is left of a place beside "to be announced"; None where that does not stand in it.

    >>> told_part("TBA"), told_part("Location to be confirmed, Oak Valley"), told_part("9 Canal Road")
    ('', 'Oak Valley', None)
    """
    if not isinstance(place, str):
        rest = told_part(place.street) if place.street else None
        return None if rest is None else ", ".join(filter(None, (rest, place.locality)))
    parts = [part.strip() for part in _BETWEEN_PARTS.split(place) if part.strip()]
    told = [part for part in parts if not _is_untold(part)]
    return ", ".join(told) if len(told) < len(parts) else None


def _is_untold(part: str) -> bool:
    words = _DOTS_OF_INITIALS.sub("", part.strip(" !?*.…\"'"))
    left = _NAMED.sub("", words).strip(" :-–—.")
    return left.lower() in words_for_to_be_told()


def _report(
    source: RecordSource, loc: Loc, value: str | AddressRecord, area: str, *, is_elsewhere: bool
) -> None:
    typed = value if isinstance(value, str) else value.street
    if is_elsewhere:
        message = _("“{typed}” is no place, so this line is not read.", typed=typed)
        deleted = replace_field(source, loc)
        hint = _("Delete the line until the place is known.")
        source.report(PLACE_UNTOLD, loc, message, hint, deleted and deleted.fix)
        return
    message = _(
        "“{typed}” is no place, so the page says that people are told where when they ask.", typed=typed
    )
    lines = ("location: on request", *((f"area: {area}",) if area else ()))
    shown = replace_field(source, loc, *lines)
    hint = to_type(_("Write where it is as soon as you know. Until then, type"), *lines)
    source.report(PLACE_UNTOLD, loc, message, hint, shown and shown.fix)
