"""Changing records on the spot: the board as it is, what it would be after a change, and the writing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bulletin.check import BaseBoard, CheckDay, check_board
from bulletin.edit.event_changes import WrittenEvent
from bulletin.files import FileChanges, UnreadableFile, apply_changes, read_bytes
from bulletin.formats.dates import format_instant
from bulletin.formats.field_names import parse_named_record
from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.record_edits import edit_record
from bulletin.formats.records import split_name
from bulletin.formats.yaml import STAFF, SUBMISSION
from bulletin.formats.yaml.edit import Edit, NotEdited, RemoveValue, SetValue
from bulletin.load import BOARD_FILE, EventCache, load_board
from bulletin.load.history.log import History, read_history
from bulletin.load.sources import STAFF_BYTES, Sources
from bulletin.load.uniqueness import Seniority
from bulletin.messages.reports import in_sentences
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.zones import use_pinned_zones
from bulletin.pipeline.check import ReadingOptions, read_content
from bulletin.pipeline.find_record import find_record
from bulletin.pipeline.last_good import Reading, use_last_good
from bulletin.problems import Problem, UnusableBoard, UnusableInput, sorted_problems
from bulletin.words.fields import OtherNames

_DAYS = re.compile(r"\b[A-Z]\w+day \d{1,2} \w+ \d{4}|,| and\b|\b\d+ more| ")


@dataclass(frozen=True, slots=True)
class OpenBoard:
    """A content folder as it stands: its files, the board made of them, and what is wrong with them."""

    content: Path
    reading: ReadingOptions
    sources: Sources
    history: History
    board: Board
    when: CheckDay
    problems: tuple[Problem, ...]
    kept: EventCache
    field_names: OtherNames
    """What fields may be called beside their own names."""

    @property
    def today(self) -> date:
        return self.when.today

    @property
    def languages(self) -> tuple[str, ...]:
        """Those dates may be written in: English, and the board's."""
        return self.board.info.typed_languages


@dataclass(frozen=True, slots=True)
class Trial:
    """What comes of a change of files: the board it makes, and the Problems that were not there before."""

    written: Mapping[str, bytes]
    board: Board | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> list[Problem]:
        """Those for which nothing may be written."""
        return [problem for problem in self.problems if problem.is_error]


def open_board(content: Path, reading: ReadingOptions) -> OpenBoard:
    """Raises `UnusableInput` without a content folder, `UnusableBoard` where board.yaml cannot be used."""
    use_pinned_zones()
    sources, history, kept = read_content(content), read_history(content), EventCache()
    day = reading.today_on(None)
    loaded = load_board(sources, Seniority(history), jobs=reading.jobs, cache=kept, today=day)
    if loaded.board is None:
        first = in_sentences(next(each for each in loaded.problems if each.is_error))
        raise UnusableBoard(f"{content / str(first.ref)}: {first.message} {first.hint}", loaded.problems)
    when = CheckDay(reading.today_on(loaded.board), paths=frozenset(sources.records))
    problems = (*loaded.problems, *check_board(loaded.board, when))
    names = OtherNames(loaded.board.info.languages)
    return OpenBoard(content, reading, sources, history, loaded.board, when, problems, kept, names)


def find_event(opened: OpenBoard, asked: str) -> Event:
    """The event that somebody names. Raises `UnusableInput` for one that is not there, or has an error."""
    found = find_record(opened.board, opened.sources.records, asked, rooms=("events",))
    event = next((each for each in opened.board.events.values() if each.ref.path == found.path), None)
    if event is not None:
        return event
    wrong = [each for each in opened.problems if each.is_error and each.ref.path == found.path]
    if not wrong:
        raise UnusableInput(f"The event {found.name} is not on the board any more.")
    first = in_sentences(sorted_problems(wrong)[0])
    place = f"{(opened.content / found.path).as_posix()}:{first.ref.line}"
    raise UnusableInput(f"{place}: {first.message} Mend that first; until then it cannot be changed.")


def written_event(opened: OpenBoard, event: Event) -> WrittenEvent:
    """The event with the fields of its file."""
    path = event.ref.path
    node = parse_named_record(opened.sources.records[path], path, opened.field_names).node
    assert node is not None, "an event on the board has fields"
    return WrittenEvent(event, node, opened.languages, _usual_fields(opened, event.partner))


def _usual_fields(opened: OpenBoard, partner_id: str) -> MappingNode | None:
    """What a partner's file says for all its events, as it stands there."""
    partner = opened.board.partners.get(partner_id)
    if partner is None:
        return None
    data, path = opened.sources.records[partner.ref.path], partner.ref.path
    node = parse_named_record(data, path, opened.field_names).node
    found = node.get("defaults") if node else None
    return found if isinstance(found, MappingNode) else None


def shown_in_older_version(opened: OpenBoard) -> Mapping[str, Event]:
    """By path, the events that people see as they were before an error came into their files."""
    seniority = Seniority(opened.history)
    reading = Reading(opened.sources, opened.history, seniority, opened.when, opened.kept)
    good = use_last_good(reading, opened.problems)
    events = good.board.events.values() if good.board else ()
    return {event.ref.path: event for event in events if event.ref.path in good.restored}


def edit_event(opened: OpenBoard, event: Event, edits: Iterable[Edit]) -> dict[str, bytes]:
    """The event's file with the edits made, and its translations where they speak of what is changed.

    Raises `UnusableInput` where a file cannot be changed by a command.
    """
    edits, path = list(edits), event.ref.path
    if opened.history.committed(path) is None:
        # Calendars take an entry for new by its time of change, which no history tells here.
        edits.append(SetValue(("changed",), format_instant(opened.reading.clock()), ("posted",)))
    written = {path: _edit(opened, path, edits)}
    if any(edit.place[0] == "status_note" for edit in edits):
        for other in _translations(opened.sources, path):
            changed = _edit(opened, other, [RemoveValue(("status_note",))])
            if changed != opened.sources.records[other]:
                written[other] = changed
    return {each: data for each, data in written.items() if data != opened.sources.records[each]}


def edit_board(opened: OpenBoard, edits: Iterable[Edit]) -> dict[str, bytes]:
    """board.yaml with the edits made. Raises `UnusableInput` where it cannot be changed by a command."""
    return {BOARD_FILE: _edit(opened, BOARD_FILE, edits)}


def try_changes(opened: OpenBoard, written: Mapping[str, bytes]) -> Trial:
    """The board with these files, and everything wrong that was not wrong before."""
    sources = opened.sources.replaced(written)
    reading, day = opened.reading, opened.reading.today_on(None)
    loaded = load_board(sources, Seniority(opened.history), jobs=reading.jobs, cache=opened.kept, today=day)
    problems = list(loaded.problems)
    if loaded.board is not None:
        base = BaseBoard(opened.board, frozenset(opened.sources.records))
        when = CheckDay(opened.today, base=base, paths=frozenset(sources.records))
        problems += check_board(loaded.board, when)
    known = {_key(problem) for problem in opened.problems}
    new = [problem for problem in problems if _key(problem) not in known]
    new = [problem for problem in new if problem.is_error or problem.ref.path in written]
    return Trial(written, loaded.board, tuple(sorted_problems(new)))


def write_trial(opened: OpenBoard, trial: Trial) -> None:
    """Write the files of a trial. Raises `UnusableInput` where one was changed since it was read."""
    write_files(opened.content, opened.sources, trial.written)


def write_files(content: Path, sources: Sources, written: Mapping[str, bytes]) -> None:
    """Write records anew. Raises `UnusableInput` where one is no longer as it was in `sources`."""
    for path in written:
        now = b""
        with suppress(UnreadableFile):
            now = read_bytes(content / path, limit=STAFF_BYTES)
        if now != sources.records[path]:
            raise UnusableInput(f"{content / path} was changed meanwhile. Nothing was written; try again.")
    try:
        apply_changes(content, FileChanges(written))
    except OSError as error:
        raise UnusableInput(f"{error.filename}: cannot be written ({error.strerror or error}).") from error


def _edit(opened: OpenBoard, path: str, edits: Iterable[Edit]) -> bytes:
    limits = SUBMISSION if path.startswith("events/") else STAFF
    try:
        return edit_record(opened.sources.records[path], path, edits, limits=limits, names=opened.field_names)
    except NotEdited as error:
        raise UnusableInput(f"{(opened.content / path).as_posix()}: {error}") from error


def _translations(sources: Sources, path: str) -> list[str]:
    folder, name = path.rpartition("/")[0], split_name(path)[0]
    beside = (other for other in sources.records if other.rpartition("/")[0] == folder)
    return [other for other in beside if split_name(other)[0] == name and split_name(other)[1]]


def _key(problem: Problem) -> tuple[str, str, str]:
    """What is wrong, whichever days it is so on: with a date less it is no other mistake."""
    return problem.ref.path, problem.rule.id, _DAYS.sub("", problem.message)
