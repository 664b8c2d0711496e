"""The record that somebody names: by its name, its address on the site, or its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from bulletin.formats.records import is_record, slug_of, split_name
from bulletin.model.board import Board
from bulletin.model.site.page_kinds import old_addresses
from bulletin.problems import UnusableInput

_NOUNS = {"events": "event", "partners": "partner", "venues": "venue", "pages": "page"}
ROOMS = tuple(_NOUNS)


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record by its room, its name there (`oak/story-time` of an event) and its file."""

    room: str
    name: str
    path: str

    @property
    def noun(self) -> str:
        return _NOUNS[self.room]

    @property
    def slug(self) -> str:
        return self.name.rpartition("/")[2]


def find_record(
    board: Board, records: Mapping[str, bytes], asked: str, rooms: tuple[str, ...] = ROOMS
) -> FoundRecord:
    """The record in one of the `rooms`; its file need not be without errors. Raises `UnusableInput`."""
    room, name = _split(board, asked)
    wanted = (room,) if room in rooms else rooms
    known = {each: _names(board, records, each) for each in wanted}
    found = [FoundRecord(each, name, known[each][name]) for each in wanted if name in known[each]]
    if len(found) == 1:
        one = found[0]
        address = _address_of(one.path) if one.room == "events" else slug_of(split_name(one.path)[0])
        return FoundRecord(one.room, address, one.path)
    if found:
        choices = " or ".join(f"{each.room}/{name}" for each in found)
        raise UnusableInput(f"“{asked}” is more than one thing here. Say which: {choices}.")
    nouns = " or ".join(_NOUNS[each] for each in wanted)
    near = get_close_matches(name, [each for names in known.values() for each in names], n=1, cutoff=0.6)
    hint = f" Did you mean {near[0]}?" if near else " It is written like oak/story-time, or as its address."
    raise UnusableInput(f"There is no {nouns} “{asked}” on this board.{hint}")


def _split(board: Board, asked: str) -> tuple[str, str]:
    """The room, if one is named, and the name in it; an address of the site and a path mean the same."""
    text = asked.strip().replace("\\", "/")
    text = text.removeprefix(board.info.url).split("#")[0].split("?")[0]
    parts = [part for part in text.split("/") if part not in ("", ".", "index.html")]
    if len(parts) > 2 and "content" in parts[:-2]:
        parts = parts[parts.index("content") + 1 :]
    if len(parts) > 1 and parts[0].lower() in {tag.lower() for tag in board.info.languages[1:]}:
        parts = parts[1:]
    room = parts[0] if len(parts) > 1 and parts[0] in ROOMS else ""
    parts = parts[1:] if room else parts
    if parts and is_record(parts[-1]):
        parts[-1] = slug_of(split_name(parts[-1])[0])
    return room or ("events" if len(parts) > 1 else ""), "/".join(parts)


def _names(board: Board, records: Mapping[str, bytes], room: str) -> dict[str, str]:
    """Everything that records of a room go by, with their files; what they are called now comes first."""
    names: dict[str, str] = {}
    for path in records:
        if path.startswith(f"{room}/") and not split_name(path)[1]:
            own = _address_of(path) if room == "events" else slug_of(split_name(path)[0])
            names.setdefault(own, path)
    for name, path in _further_names(board, room):
        names.setdefault(name, path)
    return names


def _further_names(board: Board, room: str) -> Iterator[tuple[str, str]]:
    if room == "events":
        for event in board.events.values():
            yield event.id, event.ref.path
            yield from ((old, event.ref.path) for old in old_addresses(board, event))
        return
    if room == "partners":
        for partner in board.partners.values():
            yield from ((old, partner.ref.path) for old in partner.was_at)
    if room == "venues":
        for venue in board.venues.values():
            yield from ((old, venue.ref.path) for old in venue.was_at)


def former_names(board: Board, found: FoundRecord) -> tuple[str, ...]:
    """The names that a partner or a venue had before."""
    if found.room == "partners" and found.name in board.partners:
        return board.partners[found.name].was_at
    if found.room == "venues" and found.name in board.venues:
        return board.venues[found.name].was_at
    return ()


def _address_of(path: str) -> str:
    _, folder, name = path.split("/")
    return f"{folder}/{slug_of(split_name(name)[0])}"
