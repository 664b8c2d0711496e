"""Venues, calendars of days off, and where an event happens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from bulletin.formats.nodes import locate
from bulletin.load.fields.days import read_day, read_days
from bulletin.load.fields.record_source import Loc, RecordSource, propose
from bulletin.load.fields.schema_errors import WRONG_SHAPE
from bulletin.load.fields.validation import read_fields
from bulletin.load.fields.values import read_access, read_address, read_url
from bulletin.load.untold import without_untold, without_untold_address
from bulletin.model.board import DaysOff, Vocabulary
from bulletin.model.partner import Partner
from bulletin.model.place import AccessFact, Geo, Place, PlaceKind, Room, Venue
from bulletin.model.records.event import PlaceFields
from bulletin.model.records.venue import DaysOffRecord, VenueRecord
from bulletin.problems import Fix, Rule, Severity

NO_PLACE = Rule(
    "no-place",
    Severity.ERROR,
    "An event says where it is: a venue, an address, online, or how to hear of it.",
)
TWO_PLACES = Rule("two-places", Severity.ERROR, "An event has one place; only `online` may stand beside it.")
CONFIDENTIAL_PLACE = Rule(
    "confidential-place",
    Severity.ERROR,
    "Beside `location: confidential` stands no address, area or venue.",
    "The repository is public: an address written here can be read by anyone, even after it is removed.",
)
ON_REQUEST_PLACE = Rule(
    "place-on-request",
    Severity.ERROR,
    "Beside `location: on request` stands an area at most.",
    "The repository is public: a venue, a room or an address written here can be read by anyone, even "
    "after it is removed.",
)
LINK_AS_PLACE = Rule(
    "link-as-place",
    Severity.WARNING,
    "An address is where people go; where they click is `online`.",
    "Otherwise maps and calendars look for a street of that name.",
)
UNKNOWN_VENUE = Rule("unknown-venue", Severity.ERROR, "A venue is one of the files in content/venues/.")
UNKNOWN_ROOM = Rule("unknown-room", Severity.ERROR, "A room is one of its venue's rooms.")

_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+|\b(?:[\w-]+\.)*(?:zoom\.us|webex\.com|meet\.google\.com|teams\.microsoft\.com"
    r"|meet\.jit\.si)/[^\s<>\"]+",
    re.IGNORECASE,
)
_NO_PLACE_WORDS = re.compile(
    r"(?:[\W_]|\b(?:online|on-?line|en|ligne|enligne|virtual|virtually|virtuel|virtuelle|via|by|on|at|par|sur|the"
    r"|zoom|teams|google|meet|microsoft|webex|jitsi|skype|link|lien|meeting|join|us|here|url|web|website)\b)*",
    re.IGNORECASE,
)

PLACE_FIELDS = ("venue", "room", "online", "address", "area", "location")


def load_venue(source: RecordSource, venue_id: str, facts: Vocabulary) -> Venue | None:
    """The venue, or None when the file has no fields; the Problems say whether it may be used."""
    record = read_fields(source, VenueRecord)
    if record is None:
        return None
    rooms = {
        name: Room(
            name, room.name, room.capacity, read_access(source, ("rooms", name, "access"), room.access, facts)
        )
        for name, room in (record.rooms or {}).items()
    }
    closed, calendars = read_days(source, ("closed",), record.closed)
    return Venue(
        id=venue_id,
        ref=source.ref(),
        name=record.name,
        address=read_address(without_untold_address(source, record.address)),
        area=record.area or "",
        rooms=rooms,
        geo=Geo(record.geo.lat, record.geo.lon) if record.geo else None,
        transit=record.transit or "",
        entrance=record.entrance or "",
        parking=record.parking or "",
        phone=record.phone or "",
        url=read_url(source, ("url",), record.url),
        hours=record.hours or "",
        access=read_access(source, ("access",), record.access, facts),
        closed=tuple(closed),
        closed_calendars=tuple(calendars),
        library_site=record.library_site,
        aliases=record.aliases or (),
        ended=read_day(source, ("ended", "date"), record.ended.date) if record.ended else None,
        was_at=record.was_at or (),
    )


def load_days_off(source: RecordSource, calendar_id: str) -> DaysOff | None:
    """The calendar of days off, or None when the file has no fields."""
    record = read_fields(source, DaysOffRecord)
    if record is None:
        return None
    days, names = read_days(source, ("dates",), record.dates)
    for name in names:
        message = f"“{name}” is not a date."
        source.report(WRONG_SHAPE, ("dates",), message, "As in 2027-02-15 or 2027-12-24 to 2027-12-28.")
    return DaysOff(calendar_id, source.ref(), record.name, tuple(days))


def read_place(
    source: RecordSource, loc: Loc, record: PlaceFields, venues: Mapping[str, Venue]
) -> Place | None:
    """Where it happens, from one group of fields; None (and a Problem) when they do not make a place."""
    record = without_untold(source, loc, record)
    given = [name for name in PLACE_FIELDS if getattr(record, name) is not None]
    _ask_about_links(source, loc, record)
    online = read_url(source, (*loc, "online"), record.online)
    if record.location == "confidential":
        told = [name for name in given if name not in ("location", "online")]
        _refuse_told(source, loc, CONFIDENTIAL_PLACE, "The place is confidential", told)
        return Place(PlaceKind.CONFIDENTIAL)
    if record.location == "on request":
        told = [name for name in given if name not in ("location", "area")]
        _refuse_told(source, loc, ON_REQUEST_PLACE, "The place is given on request", told)
        return Place(PlaceKind.ON_REQUEST, area=record.area or "")
    if record.venue and record.address:
        message = "Both `venue` and `address` say where it is."
        source.report(
            TWO_PLACES, (*loc, "address"), message, "Keep `venue` and delete `address`, or the reverse."
        )
    if record.venue:
        venue = _find_venue(source, loc, record, venues)
        room = _find_room(source, loc, record.room, venues.get(venue))
        return Place(PlaceKind.VENUE, venue=venue, room=room, online=online, area=record.area or "")
    if record.room:
        source.report(
            UNKNOWN_ROOM, (*loc, "room"), "A room needs its venue.", "Add a line: venue: main-library"
        )
    if record.address:
        address = read_address(record.address)
        return Place(PlaceKind.ADDRESS, online=online, address=address, area=record.area or "")
    if record.online:
        return Place(PlaceKind.ONLINE, online=online)
    if record.area:
        return Place(PlaceKind.AREA, area=record.area)
    return None


def _refuse_told(source: RecordSource, loc: Loc, broken: Rule, place: str, told: list[str]) -> None:
    """Reports each field that says in a public file what is not to be published."""
    for name in told:
        hint = f"Remove `{name}` here, and from the repository's history: everyone can read it there."
        source.report(broken, (*loc, name), f"{place}, but `{name}` tells it.", hint)


def _ask_about_links(source: RecordSource, loc: Loc, record: PlaceFields) -> None:
    """Ask about a link where a place should be."""
    given = {"address": record.address, "area": record.area, "room": record.room}
    for name, text in given.items():
        link = _meeting_link(text) if isinstance(text, str) and record.online is None else ""
        if link:
            message = f"`{name}` holds a link, which is no place where people can go."
            hint, fix = _online_instead(source, (*loc, name), link)
            source.report(LINK_AS_PLACE, (*loc, name), message, hint, fix)


def _online_instead(source: RecordSource, loc: Loc, link: str) -> tuple[str, Fix | None]:
    """The question whether the link was meant for `online`, and the line that says so."""
    line, _ = locate(source.node, loc, key=True) if source.node else (0, 0)
    typed = source.line_text(line)
    indent = typed[: len(typed) - len(typed.lstrip())]
    is_alone = typed.strip().startswith(f"{loc[-1]}:") and link.removeprefix("https://") in typed
    fixed = f"{indent}online: {link}"
    return f"Did you mean: online: {link}", Fix(line, line, (fixed,)) if is_alone else None


def _meeting_link(text: str) -> str:
    """The link that stands in place of a place, alone or with words such as “via Zoom”; else ""."""
    found = _LINK.search(text)
    if found is None or not _NO_PLACE_WORDS.fullmatch(f"{text[: found.start()]} {text[found.end() :]}"):
        return ""
    link = found[0].rstrip(".,;)>")
    return link if "://" in link else f"https://{link}"


def former_ids(records: Iterable[Venue] | Iterable[Partner]) -> dict[str, str]:
    """By an id that a record had before, the one it has now."""
    return {old: record.id for record in records for old in record.was_at}


def has_place(record: PlaceFields) -> bool:
    """Whether any field of the group is given."""
    return any(getattr(record, name) is not None for name in PLACE_FIELDS)


def _find_venue(source: RecordSource, loc: Loc, record: PlaceFields, venues: Mapping[str, Venue]) -> str:
    name = record.venue
    if not name or name in venues:
        return name or ""
    if now := former_ids(venues.values()).get(name):
        return now
    by_name = {
        alias.lower(): venue.id for venue in venues.values() for alias in (venue.name, *venue.aliases)
    } | {venue: venue for venue in venues}
    if link := _meeting_link(name):
        message = f"There is no venue “{name}” on this board."
        source.report(
            UNKNOWN_VENUE, (*loc, "venue"), message, *_online_instead(source, (*loc, "venue"), link)
        )
        return ""
    near = _near(name, by_name)
    fixed = source.fix_value((*loc, "venue"), near[0]) if near else None
    listed = ", ".join(sorted(venues)[:40])
    hint = f"The venues are: {listed}. Or write `address:` for a place that is not in the list."
    message = f"There is no venue “{name}” on this board."
    source.report(UNKNOWN_VENUE, (*loc, "venue"), message, *propose(fixed, hint, "Did you mean"))
    source.blame(f"venues/{name}")
    return ""


def _find_room(source: RecordSource, loc: Loc, room: str | None, venue: Venue | None) -> str:
    if not room or venue is None or room in venue.rooms:
        return room or ""
    near = _near(
        room, {one.name.lower(): one.id for one in venue.rooms.values()} | {id_: id_ for id_ in venue.rooms}
    )
    fixed = source.fix_value((*loc, "room"), near[0]) if near else None
    listed = ", ".join(venue.rooms) or "none are listed"
    proposal = propose(fixed, f"Its rooms are: {listed}.", "Did you mean")
    source.report(UNKNOWN_ROOM, (*loc, "room"), f"{venue.name} has no room “{room}”.", *proposal)
    source.blame(f"venues/{venue.id}#{room}")
    return ""


def _near(name: str, by_name: Mapping[str, str]) -> list[str]:
    """The id most like `name` by id, name or alias; at most one."""
    spoken = name.replace("-", " ").lower()
    if spoken in by_name:
        return [by_name[spoken]]
    return [by_name[found] for found in get_close_matches(name.lower(), list(by_name), n=1, cutoff=0.6)]


def place_access(place: Place, venues: Mapping[str, Venue]) -> dict[str, AccessFact]:
    """The access facts of the venue, overridden by those of the room."""
    venue = venues.get(place.venue)
    if venue is None or not place.is_published:
        return {}
    room = venue.rooms.get(place.room)
    return {**venue.access, **(room.access if room else {})}
