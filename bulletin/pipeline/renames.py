"""Another name for an event, a venue or a partner: what moves, and what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bulletin.edit.names import add_former, follow_name, keep_id
from bulletin.formats.field_names import parse_named_record
from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.records import slug_of, split_name
from bulletin.formats.yaml import STAFF, SUBMISSION
from bulletin.formats.yaml.edit import Edit
from bulletin.load import BOARD_FILE
from bulletin.model.event import Event
from bulletin.model.site.page_kinds import old_addresses
from bulletin.pipeline.changing import OpenBoard
from bulletin.pipeline.find_record import FoundRecord, find_record, former_names
from bulletin.pipeline.moving import Move, changed_now
from bulletin.problems import UnusableInput

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Rename:
    """A record that gets a new name: `events` are those whose address changes or that name it."""

    found: FoundRecord
    new: str
    move: Move
    events: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    """Files below its folder that are nothing of the board's, and stay where they are."""


def plan_rename(opened: OpenBoard, kind: str, old: str, new: str) -> Rename:
    """Raises `UnusableInput` where there is no such record, or the name is not free or not a name."""
    found = find_record(opened.board, opened.sources.records, old, rooms=(f"{kind}s",))
    renamer = _Renamer(opened, found, _new_name(found, new))
    return {"event": renamer.event, "venue": renamer.venue, "partner": renamer.partner}[kind]()


def _new_name(found: FoundRecord, asked: str) -> str:
    folder, slash, slug = asked.strip().strip("/").removeprefix("events/").rpartition("/")
    slug, _ = split_name(slug) if slug.endswith((".yaml", ".yml", ".md")) else (slug, "")
    if slash and found.room == "events" and folder != found.name.partition("/")[0]:
        raise UnusableInput(f"An event stays with its partner. Say only its new name: {slug}")
    if _SLUG.fullmatch(slug) is None or len(slug) > _LONGEST or slug_of(slug) != slug:
        raise UnusableInput(
            f"“{asked}” cannot be a name here: small letters, digits and hyphens, as in {slug_of(slug)}."
        )
    if found.room == "partners" and not slug[0].isalpha():
        raise UnusableInput(f"The name of a partner begins with a letter, as in the-{slug}.")
    if slug == found.slug:
        raise UnusableInput(f"The {found.noun} is called {found.name} already.")
    return slug


@dataclass(frozen=True, slots=True)
class _Renamer:
    opened: OpenBoard
    found: FoundRecord
    new: str
    edits: dict[str, tuple[Edit, ...]] = field(default_factory=dict)

    def event(self) -> Rename:
        event = next((each for each in self._events() if each.ref.path == self.found.path), None)
        if event is None:
            raise UnusableInput(f"{self.found.path} has a mistake that has to be mended first.")
        folder = self.found.path.rpartition("/")[0]
        address = f"{event.partner}/{self.new}"
        self._refuse_taken_address(event, address)
        fields = self._fields(event.ref.path)
        self.edits[event.ref.path] = (
            *keep_id(fields, event.id),
            *add_former(fields, [self.found.name], address),
            *changed_now(self.opened, event.ref.path),
        )
        paths = {path: f"{folder}/{self._renamed(path)}" for path in self._with_translations(event.ref.path)}
        return Rename(self.found, address, Move(paths, self.edits), (event.id,))

    def venue(self) -> Rename:
        self._refuse_taken("venues")
        old = (self.found.name, *former_names(self.opened.board, self.found))
        followers = tuple(self._follow("venue", old))
        fields = self._fields(self.found.path)
        self.edits[self.found.path] = add_former(fields, [self.found.name], self.new)
        paths = {self.found.path: f"venues/{self._renamed(self.found.path)}"}
        return Rename(self.found, self.new, Move(paths, self.edits), followers)

    def partner(self) -> Rename:
        self._refuse_taken("partners")
        old, sources = self.found.name, self.opened.sources
        former = (old, *former_names(self.opened.board, self.found))
        for name in ("hosts", "accept"):
            list(self._follow(name, former))
        self._add(BOARD_FILE, follow_name(self._fields(BOARD_FILE), "library", former, self.new))
        events = tuple(each for each in self._events() if each.ref.path.startswith(f"events/{old}/"))
        known = {event.ref.path: event for event in events}
        paths = {}
        for path in (*sources.records, *sources.attachments):
            if path.startswith(f"events/{old}/"):
                paths[path] = f"events/{self.new}/{path.rpartition('/')[2]}"
                self._keep_event(path, known.get(path))
        fields = self._fields(self.found.path)
        self._add(self.found.path, add_former(fields, [old], self.new))
        # Last: as long as anything is left in the old folder, its partner is known.
        paths[self.found.path] = f"partners/{self._renamed(self.found.path)}"
        left = {each.ref.path for each in sources.problems if each.ref.path.startswith(f"events/{old}/")}
        staying = tuple(sorted(left - paths.keys()))
        ids = tuple(event.id for event in events)
        return Rename(self.found, self.new, Move(paths, self.edits), ids, staying)

    def _keep_event(self, path: str, event: Event | None) -> None:
        """The id of an event that moves with its partner, whether or not it is without errors."""
        if not path.endswith((".yaml", ".yml", ".md", ".markdown")) or split_name(path)[1]:
            return
        address = f"{self.found.name}/{slug_of(split_name(path)[0])}"
        self._add(path, keep_id(self._fields(path), event.id if event else address))
        self._add(path, changed_now(self.opened, path))

    def _follow(self, name: str, old: tuple[str, ...]) -> Iterator[str]:
        """Edits every record that names it by a code of it; gives the ids of the events that do so."""
        by_path = {event.ref.path: event.id for event in self._events()}
        # What is wrong already is left alone: it finds what it names by the old name.
        wrong = {problem.ref.path for problem in self.opened.problems if problem.is_error}
        for path in self.opened.sources.records:
            room = path.partition("/")[0]
            if room not in ("events", "partners") or split_name(path)[1] or path in wrong:
                continue
            if (fields := self._readable(path)) and (edits := follow_name(fields, name, old, self.new)):
                self._add(path, edits)
                if path in by_path:
                    yield by_path[path]

    def _add(self, path: str, edits: tuple[Edit, ...]) -> None:
        if edits:
            self.edits[path] = (*self.edits.get(path, ()), *edits)

    def _events(self) -> list[Event]:
        return list(self.opened.board.events.values())

    def _with_translations(self, path: str) -> list[str]:
        folder, name = path.rpartition("/")[0], split_name(path)[0]
        beside = (each for each in self.opened.sources.records if each.rpartition("/")[0] == folder)
        others = [each for each in beside if split_name(each)[0] == name and split_name(each)[1]]
        return [*others, path]

    def _renamed(self, path: str) -> str:
        """The name of a file with the new name in place of the old one."""
        name = path.rpartition("/")[2]
        return f"{self.new}{name[len(split_name(path)[0]) :]}"

    def _readable(self, path: str) -> MappingNode | None:
        """The fields of a record; None of one with an error, which still finds what it names by old names."""
        limits = SUBMISSION if path.startswith("events/") else STAFF
        data, names = self.opened.sources.records[path], self.opened.field_names
        record = parse_named_record(data, path, names, limits=limits)
        is_wrong = record.node is None or any(problem.is_error for problem in record.problems)
        return None if is_wrong else record.node

    def _fields(self, path: str) -> MappingNode:
        fields = self._readable(path)
        if fields is None:
            raise UnusableInput(f"{path} has a mistake that has to be mended first. Nothing was changed.")
        return fields

    def _refuse_taken_address(self, event: Event, address: str) -> None:
        board = self.opened.board
        for other in board.events.values():
            is_half_done = other.id == event.id
            if other is event or is_half_done:
                continue
            if address == f"{other.partner}/{other.slug}" or address in old_addresses(board, other):
                raise UnusableInput(f"{address} is an address of another event, {other.ref.path}.")

    def _refuse_taken(self, room: str) -> None:
        """Unless the record that has the name is this one, half moved."""
        board, own = self.opened.board, self.found
        taken = board.venues.get(self.new) if room == "venues" else board.partners.get(self.new)
        if taken is not None and own.name not in taken.was_at:
            raise UnusableInput(f"{self.new} is the name of another {own.noun}, {taken.ref.path}.")
        if room == "venues":
            former = {old: venue.id for venue in board.venues.values() for old in venue.was_at}
        else:
            former = {old: partner.id for partner in board.partners.values() for old in partner.was_at}
        if former.get(self.new, own.name) not in (own.name, self.new):
            raise UnusableInput(f"{self.new} was the name of another {own.noun}, {former[self.new]}.")
