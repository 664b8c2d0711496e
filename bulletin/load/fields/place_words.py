"""Words for a place that no field takes as they are, and the lines to type instead."""

from __future__ import annotations

from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.nodes import Scalar
from bulletin.formats.urls import address_in
from bulletin.formats.yaml.emit import format_text
from bulletin.load.fields.fixes import replace_field, replace_fields
from bulletin.load.fields.program_texts import place_within, tree_of
from bulletin.load.fields.record_source import FixedLine, Loc, RecordSource, find_node
from bulletin.model.place_names import Spot
from bulletin.words.phrases import words_for_to_be_told

LONGEST_ADDRESS = 300


def sibling(source: RecordSource, loc: Loc, name: str) -> str:
    """The text of another field beside the one at `loc`; "" where there is none."""
    node = find_node(source.node, (*loc[:-1], name)) if loc[-1] != name else None
    return node.text if isinstance(node, Scalar) else ""


def is_beside(source: RecordSource, loc: Loc, name: str) -> bool:
    """Whether another field of this name stands beside the one at `loc`."""
    holder = find_node(source.node, loc[:-1])
    return loc[-1] != name and isinstance(holder, MappingNode) and holder.get(name) is not None


def lines_for_spot(source: RecordSource, loc: Loc, spot: Spot) -> FixedLine | None:
    """The venue, and its room, in place of the field at `loc`."""
    lines = [f"venue: {spot.venue}"]
    if spot.room and not is_beside(source, loc, "room"):
        lines.append(f"room: {spot.room}")
    if fixed := replace_field(source, loc, *lines):
        return fixed
    return source.fix_value(loc, spot.venue) if loc[-1] == "venue" and len(lines) == 1 else None


def lines_for_place(source: RecordSource, loc: Loc, words: str) -> FixedLine | None:
    """What to type in place of the field at `loc`, which holds words for a place; None where nobody can know.

    A venue of the board and its room, the address to join online, or an address in words.
    """
    text = " ".join(words.split())
    places = source.names.places
    if loc[-1] != "venue" and (venue := sibling(source, loc, "venue")):
        room = places.room_named(places.venue_named(venue), text)
        return replace_field(
            source, loc, *([f"room: {room}"] if room and not sibling(source, loc, "room") else [])
        )
    if spot := places.spot_named(text):
        if is_beside(source, loc, "address"):
            return replace_fields(source, [loc, (*loc[:-1], "address")], f"venue: {spot.venue}")
        return lines_for_spot(source, loc, spot)
    if url := address_in(text):
        return replace_field(source, loc, *([] if is_beside(source, loc, "online") else [f"online: {url}"]))
    if text.lower() in words_for_to_be_told():
        return (
            replace_field(source, loc, "location: on request") if not _has_other_place(source, loc) else None
        )
    return _address_line(source, loc, text)


def without_address(source: RecordSource, loc: Loc) -> FixedLine | None:
    """What to type in place of words that stand where a web address belongs.

    Where it is the only place, people hear on request where to join.
    """
    if loc[-1] == "online" and not _has_other_place(source, loc) and not is_beside(source, loc, "area"):
        return replace_field(source, loc, "location: on request")
    return replace_field(source, loc)


def _has_other_place(source: RecordSource, loc: Loc) -> bool:
    return any(is_beside(source, loc, name) for name in ("location", "address", "venue", "room"))


def _address_line(source: RecordSource, loc: Loc, text: str) -> FixedLine | None:
    """The words as an address, together with the room and the address beside them."""
    room = sibling(source, loc, "room")
    given = (
        tree_of(find_node(source.node, (*loc[:-1], "address"))) if is_beside(source, loc, "address") else ""
    )
    address = place_within(given, source.languages)
    if is_beside(source, loc, "location"):
        return None
    whole = ", ".join(dict.fromkeys(part for part in (room, text, address) if part))
    locs = [loc, *((*loc[:-1], name) for name in ("room", "address") if is_beside(source, loc, name))]
    if len(whole) > LONGEST_ADDRESS:
        return None
    fixed = replace_fields(source, locs, f"address: {format_text(whole)}")
    return fixed or (
        source.fix_key(loc, "address") if len(locs) == 1 and not isinstance(loc[-1], int) else None
    )
