"""Where everything stands that was handed in, as the board and what waits for it are now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from bulletin.formats.records import split_name
from bulletin.intake.journal import Journal, Taken, digest_of
from bulletin.messages.differences import OnBoard, tell_differences
from bulletin.messages.summaries import ReadBack, read_back
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.expand import next_dates
from bulletin.model.intake import Standing
from bulletin.pipeline.check import CheckedBoard, HandedIn, ReadingOptions, check_sources
from bulletin.pipeline.intake.stores import DRAFTS, Store
from bulletin.pipeline.intake.taking import with_waiting
from bulletin.pipeline.review import Proposal, Published, submission_of
from bulletin.problems import Problem, SourceRef
from bulletin.translatable import gettext as _

KEPT = timedelta(days=30)
"""So long after it was handed in, something that is over keeps its answer."""

_ORDER = (
    Standing.WITH_PERSON,
    Standing.RECEIVED,
    Standing.TAKEN_OUT,
    Standing.DEALT_WITH,
    Standing.OTHERWISE,
    Standing.ON_BOARD,
)
"""Of a file with several events, what is said of it as a whole: the first that one of them has."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for staff: to be read, and (by path among their lists) to be made an event of."""

    store: Store
    drafts: Collection[str]


@dataclass(frozen=True, slots=True)
class Standings:
    """The journal held against the board `published`, and against that with all that waits (`proposed`)."""

    published: Published
    journal: Journal
    waiting: Mapping[str, bytes]
    proposed: CheckedBoard | None
    drafts: frozenset[str] = frozenset()
    """What a person is to make events of, by its path among the lists that staff keep."""

    @classmethod
    def of(cls, published: Published, waits: Waiting, journal: Journal, reading: ReadingOptions) -> Standings:
        """As it is now."""
        store, drafts = waits.store, frozenset(waits.drafts)
        waiting: dict[str, bytes] = {}
        for partner_id in sorted({entry.partner for entry in journal.entries.values()}):
            waiting |= store.waiting(partner_id)
        if not waiting:
            return cls(published, journal, {}, None, drafts)
        now = with_waiting(published.files.sources, waiting)
        proposal = Proposal("", published.files, now)
        submission = submission_of(published, proposal, frozenset(waiting), frozenset())
        proposed = check_sources(now, published.history, HandedIn(submission), reading)
        return cls(published, journal, waiting, proposed, drafts)

    def of_file(self, path: str) -> Standing | None:
        """Where a file of the shared folder stands; None for one that was not taken."""
        entry = self.journal.entries.get(path)
        if entry is None or not entry.is_taken:
            return None
        found = {self.of_record(each) for each in entry.records.values()}
        return next((each for each in _ORDER if each in found), None)

    def of_record(self, record: Taken) -> Standing:
        """Where a file for the board stands."""
        there = self.published.files.sources.bytes_at(record.target)
        on_board = digest_of(there) if there is not None else ""
        if record.target.startswith(f"{DRAFTS}/"):
            return Standing.WITH_PERSON if record.target in self.drafts else Standing.DEALT_WITH
        if on_board == record.digest:
            return Standing.ON_BOARD
        if record.target in self.waiting:
            return Standing.RECEIVED
        if on_board and on_board != record.before:
            return Standing.OTHERWISE
        return Standing.TAKEN_OUT

    def read_backs(self, path: str) -> Iterator[ReadBack]:
        """How the events of a file were understood, in their order; those that wait with what they change."""
        entry = self.journal.entries.get(path)
        if entry is None or not entry.is_taken:
            return
        name = path.partition("/")[2]
        for target in dict.fromkeys(each.target for each in entry.records.values()):
            found = self._read_back(target, name)
            if found is not None:
                yield found

    def _read_back(self, target: str, name: str) -> ReadBack | None:
        on_board, today = self.published.board, self.published.today
        before = _event_at(on_board, target)
        if target not in self.waiting:
            return read_back(before, on_board, today, name) if before else None
        board = self.proposed.board if self.proposed else None
        event = _event_at(board, target) if board else None
        if board is None or event is None:
            return None
        told = read_back(event, board, today, name)
        if before is None:
            return told
        differences = tell_differences(OnBoard(event, board), OnBoard(before, on_board), today)
        return replace(told, differences=differences)

    def problems(self, path: str) -> Iterator[Problem]:
        """What is to be looked at in that of a file which waits; of one with several events, in which."""
        found = self.proposed.problems if self.proposed else ()
        for key, record in self.journal.entries[path].records.items():
            if record.target not in self.waiting:
                continue
            for problem in found:
                if problem.ref.path == record.target:
                    yield _in_event(problem, split_name(record.target)[0]) if key else problem

    def is_over(self, path: str) -> bool:
        """Whether nothing is to be said of a file any more: it came long ago, and no date is ahead."""
        entry = self.journal.entries[path]
        if not entry.is_taken:
            return True
        if entry.day + KEPT >= self.published.today or self.of_file(path) is Standing.RECEIVED:
            return False
        return not any(self._has_dates(each) for each in entry.records.values())

    def _has_dates(self, record: Taken) -> bool:
        event = _event_at(self.published.board, record.target)
        return event is not None and bool(next_dates(event, self.published.today, 1))


def _in_event(problem: Problem, name: str) -> Problem:
    """What is wrong in one of several events: no line of the file it came from tells of it."""
    return replace(
        problem,
        ref=SourceRef(""),
        message=_("“{name}”: {message}", name=name, message=problem.message),
        hint="",
        fix=None,
    )


def _event_at(board: Board, path: str) -> Event | None:
    """The event of a file; of a translation, the one it translates."""
    folder, stem = path.rpartition("/")[0], split_name(path)[0]
    for event in board.events.values():
        if event.ref.path == path:
            return event
    for event in board.events.values():
        if event.ref.path.rpartition("/")[0] == folder and split_name(event.ref.path)[0] == stem:
            return event
    return None
