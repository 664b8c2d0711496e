"""Taking records off the board: which files go, what is left in their place, and who is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.edit.names import follow_name, names_under
from bulletin.edit.withdraw import Mark, withdrawn_event_text, withdrawn_text
from bulletin.files import DISK, Disk, FileChanges, apply_changes
from bulletin.formats.field_names import parse_named_record
from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.nodes import Scalar
from bulletin.formats.record_edits import edit_record
from bulletin.formats.records import split_name
from bulletin.formats.yaml import STAFF
from bulletin.formats.yaml.edit import Edit, NotEdited
from bulletin.load.fields.names import Names
from bulletin.load.history.log import read_history
from bulletin.load.withdrawn import is_withdrawn
from bulletin.messages.withdrawal import RepositoryPaths, Withdrawal
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.expand import next_dates
from bulletin.model.names import fold_name
from bulletin.model.place import Place, PlaceKind
from bulletin.pipeline.calendars import calendars_with
from bulletin.pipeline.check import CheckedBoard, ReadingOptions, check_content, publishable_board
from bulletin.pipeline.find_record import FoundRecord, find_record, former_names
from bulletin.problems import SourceRef, UnusableInput
from bulletin.words.fields import OtherNames

PLAIN_REASONS = ("leak", "legal", "request", "mistake")
"""Beside those of the board's policy."""
MOST_DATES = 1000
MOST_MENTIONS = 20
_NAMED_FILES = ("image", "flyer", "logo")


@dataclass(frozen=True, slots=True)
class PlannedWithdrawal:
    """What comes of taking a record off the board (`told`), and the files with a mark that are left of it.

    `followers` are records that called it by its name, which is not known any more, and call it by its code.
    """

    told: Withdrawal
    marks: Mapping[str, bytes]
    followers: Mapping[str, bytes]

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to do any more."""
        return not self.marks and not self.told.removed


def plan_withdrawal(content: Path, asked: str, reason: str, reading: ReadingOptions) -> PlannedWithdrawal:
    """What taking a record off would do. Raises `UnusableInput` for one that is not there."""
    checked = publishable_board(content, reading)
    assert checked.board is not None
    codes = dict.fromkeys((*PLAIN_REASONS, *(each.id for each in checked.board.info.policy.reasons)))
    if reason not in codes:
        raise UnusableInput(f"There is no reason “{reason}”. The reasons are: {', '.join(codes)}.")
    records = checked.sources.records
    found = find_record(checked.board, records, asked)
    return _Planner(content, checked, checked.board, reading, reason).plan(found)


def apply_withdrawal(content: Path, planned: PlannedWithdrawal, *, disk: Disk = DISK) -> None:
    """Take it off. Raises `OSError`; the same again goes on where it was interrupted.

    What lay beside a record goes first: its name is not known any more once the record is gone.
    """
    apply_changes(content, FileChanges(planned.followers, planned.told.removed), disk=disk)
    apply_changes(content, FileChanges(planned.marks), disk=disk)


@dataclass(frozen=True, slots=True)
class _Planner:
    content: Path
    checked: CheckedBoard
    board: Board
    reading: ReadingOptions
    reason: str

    def plan(self, found: FoundRecord) -> PlannedWithdrawal:
        events = self._events(found)
        paths = [event.ref.path for event in events]
        if found.path not in paths:
            paths.insert(0, found.path)
        marks = {path: self._mark(path, found, events) for path in paths if not self._is_done(path)}
        beside = [*paths, *(other for path in paths for other in self._translations(path))]
        named = {name for path in beside for name in self._named_files(path)}
        kept = {name for name in named if self._is_used_elsewhere(name, beside)}
        uids = {series.uid for event in events for series in event.series if event.publish_dates}
        elsewhere = self._elsewhere(found)
        touched = {*paths, *beside}
        ahead = [one for event in events for one in next_dates(event, self.checked.today, MOST_DATES)]
        told = Withdrawal(
            noun=found.noun,
            name=found.name,
            title=self._title(found),
            removed=tuple(sorted({*beside, *named} - set(paths) - kept)),
            kept=tuple(sorted(kept)),
            events=tuple(event.id for event in events),
            elsewhere=elsewhere,
            dates=sum(not one.status.is_off for one in ahead),
            calendars=calendars_with(self.board, self.checked.today, uids),
            mentions=tuple(self._mentions(self._words(found), touched)),
            repository=self._repository(paths, sorted(named - kept)),
        )
        followers = {path: data for path, data in self._followers(found) if path not in marks}
        return PlannedWithdrawal(told, {path: text.encode() for path, text in marks.items()}, followers)

    def _repository(self, records: Iterable[str], files: Iterable[str]) -> RepositoryPaths | None:
        history = read_history(self.content)
        if history.tip is None:
            return None
        prefix = history.tip.prefix
        marks = tuple(f"{prefix}{path}" for path in records)
        known = dict.fromkeys(old for path in records for old in (path, *sorted(history.origins(path))))
        stems = tuple(f"{prefix}{path.rpartition('/')[0]}/{split_name(path)[0]}" for path in known)
        origins = (old for path in files for old in (path, *sorted(history.origins(path))))
        return RepositoryPaths(marks, stems, tuple(f"{prefix}{path}" for path in origins))

    def _is_done(self, path: str) -> bool:
        return is_withdrawn(self.checked.sources.records[path])

    def _events(self, found: FoundRecord) -> list[Event]:
        """The event, or all of a partner; with errors in its last good version, or as far as it is read."""
        known = [*self.board.events.values(), *self._partly_read()]
        if found.room == "events":
            return [event for event in known if event.ref.path == found.path][:1]
        if found.room == "partners":
            return [event for event in known if event.partner == found.name]
        return []

    def _partly_read(self) -> Iterator[Event]:
        if self.checked.left_out:
            read = check_content(self.content, replace(self.reading, cache=None)).partly
            yield from (read[path].event for path in self.checked.left_out if path in read)

    def _mark(self, path: str, found: FoundRecord, events: Iterable[Event]) -> str:
        today = self.checked.today
        event = next((each for each in events if each.ref.path == path), None)
        if event is not None:
            mark = Mark(today, self.reason, self.reading.clock())
            return withdrawn_event_text(event, self.board.info.timezone, mark)
        if path.startswith("events/"):
            return withdrawn_text(path, Mark(today, self.reason))
        return withdrawn_text(path, Mark(today, self.reason), former_names(self.board, found))

    def _translations(self, path: str) -> list[str]:
        folder, name = path.rpartition("/")[0], split_name(path)[0]
        return [
            other
            for other in self.checked.sources.records
            if other.startswith(f"{folder}/{name}.") and split_name(other)[0] == name and split_name(other)[1]
        ]

    def _named_files(self, path: str) -> Iterator[str]:
        """The pictures and flyers beside a record that it names, in whatever state it is."""
        data = self.checked.sources.records[path]
        fields = OtherNames(self.board.info.languages)
        node = parse_named_record(data, path, fields, limits=STAFF).node
        for key, value in node.items if isinstance(node, MappingNode) else ():
            if key.text in _NAMED_FILES and isinstance(value, Scalar):
                beside = f"{path.rpartition('/')[0]}/{value.text}"
                if beside in self.checked.sources.attachments:
                    yield beside

    def _is_used_elsewhere(self, attachment: str, beside: Iterable[str]) -> bool:
        own, folder = frozenset(beside), attachment.rpartition("/")[0]
        others = (path for path in self.checked.sources.records if path.rpartition("/")[0] == folder)
        return any(attachment in self._named_files(path) for path in others if path not in own)

    def _elsewhere(self, found: FoundRecord) -> tuple[str, ...]:
        """The events that are held at a venue that goes."""
        if found.room != "venues":
            return ()
        return tuple(
            event.id
            for event in self.board.events.values()
            if any(place.kind is PlaceKind.VENUE and place.venue == found.name for place in _places(event))
        )

    def _followers(self, found: FoundRecord) -> Iterator[tuple[str, bytes]]:
        """The records that call a venue or a partner by anything but its code, with that in its place."""
        names = Names.of(self.board.venues, {}, self.board.partners)
        fields = OtherNames(self.board.info.languages)

        def venue_named(text: str) -> str:
            spot = names.places.spot_named(text)
            return spot.venue if spot else ""

        meanings: Mapping[str, Mapping[str, Callable[[str], str]]] = {
            "venues": {"venue": venue_named},
            "partners": {"hosts": names.partner_named, "accept": names.partner_named},
        }
        for path, data in self.checked.sources.records.items():
            record = parse_named_record(data, path, fields, limits=STAFF)
            node = record.node if found.room in meanings else None
            if node is None or split_name(path)[1] or not path.startswith(("events/", "partners/")):
                continue
            edits: list[Edit] = []
            for name, meant in meanings[found.room].items():
                typed = {text for text in names_under(node, name) if meant(text) == found.name}
                edits += follow_name(node, name, typed - {found.name}, found.name)
            with suppress(NotEdited):
                if edits:
                    yield path, edit_record(data, path, edits, limits=STAFF, names=fields)

    def _title(self, found: FoundRecord) -> str:
        board, name = self.board, found.name
        match found.room:
            case "partners":
                return board.partners[name].name if name in board.partners else ""
            case "venues":
                return board.venues[name].name if name in board.venues else ""
            case "pages":
                return board.pages[name].text.title if name in board.pages else ""
        titles = (each.text.title for each in board.events.values() if each.ref.path == found.path)
        return next(titles, "")

    def _words(self, found: FoundRecord) -> list[str]:
        """What people may have written of it elsewhere: its name, its address, the way to its page."""
        words = [self._title(found), f"/{found.room}/{found.name}/"]
        if found.room == "venues" and (venue := self.board.venues.get(found.name)):
            words += venue.aliases
            words += [venue.address.text, venue.address.street] if venue.address else []
        return [folded for word in words if len(folded := fold_name(word)) > 3]

    def _mentions(self, words: list[str], own: Iterable[str]) -> Iterator[SourceRef]:
        touched, found = frozenset(own), 0
        for path, data in self.checked.sources.records.items():
            if path in touched or not words:
                continue
            for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
                text = f" {fold_name(line)} "
                if any(f" {word} " in text for word in words):
                    yield SourceRef(path, number)
                    found += 1
                    if found == MOST_MENTIONS:
                        return


def _places(event: Event) -> Iterator[Place]:
    yield event.place
    yield from (change.place for change in event.changes if change.place)
