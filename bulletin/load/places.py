"""Venues, calendars of days off, and where an event happens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bulletin.formats.nodes import Scalar
from bulletin.formats.yaml.emit import format_text
from bulletin.load.fields.days import read_day, read_days
from bulletin.load.fields.fixes import add_below, replace_field, replace_fields
from bulletin.load.fields.place_links import ask_about_links, meeting_link, online_instead
from bulletin.load.fields.place_words import is_beside, lines_for_place, lines_for_spot
from bulletin.load.fields.record_source import FixedLine, Loc, RecordSource, find_node, propose, surely
from bulletin.load.fields.schema_rules import WRONG_SHAPE
from bulletin.load.fields.validation import read_fields
from bulletin.load.fields.values import read_access, read_address, read_url
from bulletin.load.untold import without_untold, without_untold_address
from bulletin.model.board import DaysOff, Vocabulary
from bulletin.model.names import fold_name
from bulletin.model.partner import Partner
from bulletin.model.place import AccessFact, Geo, Place, PlaceKind, Room, Venue
from bulletin.model.place_names import Spot
from bulletin.model.records.event import ChangeRecord, PlaceFields
from bulletin.model.records.venue import DaysOffRecord, VenueRecord
from bulletin.problems import Rule, Severity, to_type
from bulletin.translatable import gettext as _
from bulletin.translatable import sentences

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
UNKNOWN_VENUE = Rule("unknown-venue", Severity.ERROR, "A venue is one of the files in content/venues/.")
UNKNOWN_ROOM = Rule("unknown-room", Severity.ERROR, "A room is one of its venue's rooms.")

READ_AS = Rule(
    "read-as",
    Severity.NOTE,
    "A value is written the way the board's lists have it.",
    "What has one reading only is read; this says how.",
    corrected=True,
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
        message = _("“{name}” is not a date.", name=name)
        source.report(WRONG_SHAPE, ("dates",), message, _("As in 2027-02-15 or 2027-12-24 to 2027-12-28."))
    return DaysOff(calendar_id, source.ref(), record.name, tuple(days))


def read_place(
    source: RecordSource, loc: Loc, record: PlaceFields, usual: Place | None = None
) -> Place | None:
    """Where it happens, from one group of fields; None (and a Problem) when they do not make a place.

    `usual` is the place that a room alone is in.
    """
    record = without_untold(source, loc, record)
    ask_about_links(source, loc, record)
    online = read_url(source, (*loc, "online"), record.online)
    if record.location == "confidential":
        _refuse_told(source, loc, record, CONFIDENTIAL_PLACE)
        return Place(PlaceKind.CONFIDENTIAL)
    if record.location == "on request":
        _refuse_told(source, loc, record, ON_REQUEST_PLACE)
        return Place(PlaceKind.ON_REQUEST, area=record.area or "")
    if record.venue in source.names.places.withdrawn:
        # Its address is told no more, and whoever holds the event can still say where it is.
        return Place(PlaceKind.ON_REQUEST)
    if record.venue:
        return _read_venue(source, loc, record, online)
    if record.room and source.names.places.withdrawn and usual and usual.kind is PlaceKind.ON_REQUEST:
        return usual
    if record.room and record.address is None:
        return _read_room_alone(source, loc, record, usual)
    if record.room:
        _report_room_beside_address(source, loc)
    if address := read_address(record.address):
        return Place(PlaceKind.ADDRESS, online=online, address=address, area=record.area or "")
    if record.online:
        return Place(PlaceKind.ONLINE, online=online)
    if record.area:
        return Place(PlaceKind.AREA, area=record.area)
    return None


def _read_venue(source: RecordSource, loc: Loc, record: PlaceFields, online: str) -> Place:
    spot = _find_spot(source, loc, record)
    if record.address and spot.venue:
        _check_address(source, loc, record, spot.venue)
    return Place(PlaceKind.VENUE, venue=spot.venue, room=spot.room, online=online, area=record.area or "")


def _report_room_beside_address(source: RecordSource, loc: Loc) -> None:
    message = _("A room goes with a venue; with an address it stands in the same line.")
    hint = propose(_room_in_address(source, loc), _("Write both behind `address:`."))
    source.report(UNKNOWN_ROOM, (*loc, "room"), message, *hint)


_MAY_STAND_BESIDE = {CONFIDENTIAL_PLACE: ("location", "online"), ON_REQUEST_PLACE: ("location", "area")}


def _refuse_told(source: RecordSource, loc: Loc, record: PlaceFields, broken: Rule) -> None:
    """Report each field that says in a public file what is not to be published."""
    for name in PLACE_FIELDS:
        if getattr(record, name) is not None and name not in _MAY_STAND_BESIDE[broken]:
            message = (
                _("The place is confidential, but `{name}` tells it.", name=name)
                if broken is CONFIDENTIAL_PLACE
                else _("The place is given on request, but `{name}` tells it.", name=name)
            )
            hint = _(
                "Remove `{name}` here, and from the repository's history: everyone can read it there.",
                name=name,
            )
            fixed = replace_field(source, (*loc, name))
            source.report(broken, (*loc, name), message, hint, fixed and fixed.fix)


def former_ids(records: Iterable[Venue] | Iterable[Partner]) -> dict[str, str]:
    """By an id that a record had before, the one it has now."""
    return {old: record.id for record in records for old in record.was_at}


def has_place(record: PlaceFields) -> bool:
    """Whether any field of the group is given."""
    return any(getattr(record, name) is not None for name in PLACE_FIELDS)


def _find_spot(source: RecordSource, loc: Loc, record: PlaceFields) -> Spot:
    """The venue, and its room, by id, name, label or address; Problems where there is none."""
    places, at = source.names.places, (*loc, "venue")
    text = record.venue or ""
    if venue := places.venue_named(text):
        return Spot(venue, _find_room(source, loc, record, venue))
    spot = places.spot_named(text)
    if spot is not None:
        room = _find_room(source, loc, record, spot.venue) if record.room else spot.room
        where = places.venues[spot.venue].name
        if room:
            where = _("{room} in {venue}", room=places.venues[spot.venue].rooms[room].name, venue=where)
        fixed = lines_for_spot(source, at, Spot(spot.venue, room))
        fixed = fixed if record.room else surely(fixed)
        proposal = propose(fixed, "", _("To say so for certain, type"))
        source.report(READ_AS, at, _("“{text}” was read as {where}.", text=text, where=where), *proposal)
        return Spot(spot.venue, room)
    _report_venue(source, at, text)
    source.blame(f"venues/{text}")
    return Spot("")


def _report_venue(source: RecordSource, loc: Loc, text: str) -> None:
    """What to type instead of a venue that nobody knows: one with nearly its name, or an address."""
    places = source.names.places
    message = _("There is no venue “{text}” on this board.", text=text)
    if link := meeting_link(text):
        source.report(UNKNOWN_VENUE, loc, message, *online_instead(source, loc, link))
        return
    is_address = "," in text or any(sign.isdigit() for sign in text)
    near = "" if is_address or is_beside(source, loc, "address") else places.near_venue(text)
    if near and (fixed := source.fix_value(loc, near)):
        source.report(UNKNOWN_VENUE, loc, message, to_type(_("Did you mean"), fixed.line), fixed.fix)
        return
    listed = ", ".join(sorted(places.venues)[:40])
    known = _("The venues are: {listed}.", listed=listed) if listed else _("The board has no venues yet.")
    fixed = lines_for_place(source, loc, text)
    if fixed:
        source.report(
            UNKNOWN_VENUE,
            loc,
            message,
            sentences(known, _("For another place, type:\n{line}", line=fixed.line)),
            fixed.fix,
        )
    else:
        hint = sentences(known, _("Or write `address:` for a place that is not in the list."))
        source.report(UNKNOWN_VENUE, loc, message, hint)


def _check_address(source: RecordSource, loc: Loc, record: PlaceFields, venue: str) -> None:
    """Beside a venue stands no other address than its own."""
    own, given = source.names.places.venues[venue].address, read_address(record.address)
    if own is None or given is None:
        words: set[str] = set()
    else:
        words = set(fold_name(given.text).split()) - set(fold_name(f"{own.text} {own.country}").split())
    if own is not None and not words:
        return
    message = _("Both `venue` and `address` say where it is.")
    hint = _("Keep `venue` and delete `address`, or the reverse.")
    without = replace_field(source, (*loc, "address"))
    source.report(TWO_PLACES, (*loc, "address"), message, hint, without and without.fix)


def _find_room(source: RecordSource, loc: Loc, record: PlaceFields, venue: str) -> str:
    places, text = source.names.places, record.room
    if not text:
        return ""
    if room := places.room_named(venue, text):
        return room
    rooms, at = places.venues[venue].rooms, (*loc, "room")
    name = places.venues[venue].name
    message = _("{name} has no room “{text}”.", name=name, text=text)
    near = places.near_room(venue, text)
    if near and (fixed := source.fix_value(at, near)):
        source.report(UNKNOWN_ROOM, at, message, to_type(_("Did you mean"), fixed.line), fixed.fix)
        source.blame(f"venues/{venue}#{text}")
        return ""
    hint = (
        _("Its rooms are: {listed}.", listed=", ".join(rooms))
        if rooms
        else _("The library can add it to venues/{venue}.yaml.", venue=venue)
    )
    message = message if rooms else _("No rooms are listed for {name}.", name=name)
    fixed = _in_words(source, at, record, text)
    if fixed:
        hint = sentences(hint, _("To say it in words, type:\n{line}", line=fixed.line))
    source.report(UNKNOWN_ROOM, at, message, hint, fixed and fixed.fix)
    source.blame(f"venues/{venue}#{text}")
    return ""


def _in_words(source: RecordSource, loc: Loc, record: PlaceFields, text: str) -> FixedLine | None:
    """The room in the note beside it, where there is none yet."""
    note = "note" if isinstance(record, ChangeRecord) else "access_note"
    if getattr(record, note, None) is not None:
        return replace_field(source, loc)
    return replace_field(source, loc, f"{note}: {format_text(f'Room: {text}')}") or source.fix_key(loc, note)


def _read_room_alone(
    source: RecordSource, loc: Loc, record: PlaceFields, usual: Place | None
) -> Place | None:
    """A room without a venue: it is in the venue where the event usually is."""
    at, places, text = (*loc, "room"), source.names.places, record.room or ""
    if usual is not None and usual.venue in places.venues and usual.kind is PlaceKind.VENUE:
        return replace(
            usual, room=_find_room(source, loc, record, usual.venue), area=record.area or usual.area
        )
    having = [venue for venue in sorted(places.venues) if places.room_named(venue, text)]
    message = _("A room needs its venue.")
    if having:
        fixed = add_below(source, at, f"venue: {having[0]}")
        hint = _("Add the line: venue: {venue}", venue=having[0])
        if len(having) > 1:
            hint = _(
                "Add the line: venue: {venue} (or the one you mean: {others})",
                venue=having[0],
                others=", ".join(having[1:]),
            )
        source.report(UNKNOWN_ROOM, at, message, hint, fixed and fixed.fix)
    elif isinstance(record, ChangeRecord):
        fixed = _in_words(source, at, record, text)
        source.report(UNKNOWN_ROOM, at, message, *propose(fixed, _("Say it in `note`.")))
    else:
        fixed = lines_for_place(source, at, text)
        source.report(UNKNOWN_ROOM, at, message, *propose(fixed, _("Write it behind `address:`.")))
    return None


def _room_in_address(source: RecordSource, loc: Loc) -> FixedLine | None:
    room, address = (find_node(source.node, (*loc, name)) for name in ("room", "address"))
    if not isinstance(room, Scalar) or not isinstance(address, Scalar):
        return None
    line = f"address: {format_text(f'{room.text}, {address.text}')}"
    return replace_fields(source, [(*loc, "room"), (*loc, "address")], line)


def place_access(place: Place, venues: Mapping[str, Venue]) -> dict[str, AccessFact]:
    """The access facts of the venue, overridden by those of the room."""
    venue = venues.get(place.venue)
    if venue is None or not place.is_published:
        return {}
    room = venue.rooms.get(place.room)
    return {**venue.access, **(room.access if room else {})}
