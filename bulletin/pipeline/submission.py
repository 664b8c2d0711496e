"""What a change hands in: the files that differ from a commit, and what is wrong because of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bulletin.check import BaseBoard, CheckDay, check_board
from bulletin.formats.records import is_record, split_name
from bulletin.load import BOARD_FILE, EventCache, load_board
from bulletin.load.fields.record_source import without_tag
from bulletin.load.history.at_commit import files_at_commit, find_renames, find_touched
from bulletin.load.sources import Sources
from bulletin.model.board import Board
from bulletin.model.event import Event, PartlyRead
from bulletin.model.partner import partner_of_path
from bulletin.model.place import PlaceKind
from bulletin.problems import Problem, SourceRef, sorted_problems
from bulletin.translatable import gettext as _


@dataclass(frozen=True, slots=True)
class Submission:
    """The paths that differ from a commit (`touched`), and the board that was published from it.

    `records` are those of the commit, `problems` what was found while they were read, not by rules;
    `events` are kept from reading both, on the day `today`.
    """

    touched: frozenset[str]
    base: BaseBoard
    records: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    events: EventCache
    today: date
    checked: tuple[Problem, ...] | None = None
    """What the rules say of the commit, where somebody knows already."""

    def before(self, event: Event) -> Event | None:
        """The event as it was at the commit, under its id or in the file it had; None for a new one."""
        board = self.base.board
        if board is None:
            return None
        path = self.base.renames.get(event.ref.path, event.ref.path)
        at_path = (each for each in board.events.values() if each.ref.path == path)
        return next(at_path, None) or board.events.get(event.id)

    def removed(self, board: Board, paths: Collection[str]) -> list[Event]:
        """The events that have no file any more; `paths` are the records there are."""
        before = self.base.board.events.values() if self.base.board else ()
        gone = self.touched - frozenset(self.base.renames.values()) - frozenset(paths)
        return [event for event in before if event.ref.path in gone and event.id not in board.events]


@dataclass(frozen=True, slots=True)
class SortedProblems:
    """The Problems of the files a change touches, and those it makes `elsewhere`."""

    own: tuple[Problem, ...]
    elsewhere: tuple[Problem, ...] = ()


def read_submission(
    content: Path, commit: str, sources: Sources, events: EventCache, today: date
) -> Submission:
    """What differs from a commit. Raises `UnusableHistory`; events in the cache are not read again."""
    before = files_at_commit(content, commit, sources)
    loaded = load_board(before.sources, cache=events, today=today)
    renames = find_renames(before.sources.records, sources.records)
    base = BaseBoard(loaded.board, frozenset(before.sources.records), renames)
    touched = find_touched(before, sources)
    return Submission(touched, base, before.sources.records, loaded.problems, events, today)


def sort_problems(
    problems: Sequence[Problem], submission: Submission, now: Sources, board: Board | None, when: CheckDay
) -> SortedProblems:
    """The Problems that are about a submission; those that other files had before are left out.

    Without a board nothing can be checked, so what is wrong with board.yaml is told whoever wrote it.
    """
    touched = submission.touched if board else submission.touched | {BOARD_FILE}
    own = tuple(problem for problem in problems if problem.ref.path in touched)
    broken = {problem.ref.path for problem in own if problem.is_error} & now.records.keys()
    if broken and board:
        # Until they are mended, these files stay on the board as they are there now.
        mended = now.replaced({path: submission.records.get(path) for path in broken})
        problems = _problems_with(mended, when, submission)
    others = [problem for problem in problems if problem.ref.path not in touched]
    if others:
        known = {_key(problem) for problem in _problems_before(submission, when)}
        others = [problem for problem in others if _key(problem) not in known]
    boards = tuple(each for each in (board, submission.base.board) if each)
    return SortedProblems(own, tuple(sorted_problems(list(_without_names(others, boards, touched)))))


def _problems_with(sources: Sources, when: CheckDay, submission: Submission) -> list[Problem]:
    loaded = load_board(sources, cache=submission.events, today=submission.today)
    return [*loaded.problems, *(check_board(loaded.board, when) if loaded.board else ())]


def _problems_before(submission: Submission, when: CheckDay) -> Iterator[Problem]:
    yield from submission.problems
    if submission.checked is not None:
        yield from submission.checked
    elif submission.base.board:
        yield from check_board(submission.base.board, replace(when, base=None, new_paths=frozenset()))


def _key(problem: Problem) -> tuple[str, int, str, str]:
    return problem.ref.path, problem.ref.line, problem.rule.id, problem.message


def _without_names(
    problems: Sequence[Problem], boards: Iterable[Board], touched: frozenset[str]
) -> Iterator[Problem]:
    """The Problems; one in a confidential event of somebody else says neither its name nor its file."""
    if not problems or not touched:
        return
    partners = set(map(partner_of_path, touched))
    secret = {
        without_tag(event.ref.path)
        for board in boards
        for event in board.events.values()
        if _is_confidential(event) and event.partner not in partners
    }
    # What others rely on rather than an event of its own.
    cause = SourceRef(min(touched, key=lambda path: (path.startswith("events/"), path)), 1, 1)
    for problem in problems:
        if without_tag(problem.ref.path) not in secret:
            yield problem
            continue
        message = _(
            "An event of another partner no longer fits: {rule}",
            rule=_begin_small(problem.rule.summary),
        )
        hint = _("The library knows which one it is; ask there before you change this.")
        yield Problem(cause, problem.rule, message, hint)


def _is_confidential(event: Event) -> bool:
    return event.place.kind is PlaceKind.CONFIDENTIAL or not event.publish_dates


def _begin_small(text: str) -> str:
    return text[:1].lower() + text[1:]


def is_within(path: str, places: Iterable[str]) -> bool:
    """Whether a path is one of these files, or lies in one of these folders."""
    return any(path == place or path.startswith(f"{place}/") for place in places)


def owners_before(before: BaseBoard | None) -> dict[str, str]:
    """By the id of an event of the base board, the path its file has now."""
    if before is None or before.board is None:
        return {}
    now = {old: path for path, old in before.renames.items()}
    events = before.board.events.values()
    return {event.id: now.get(event.ref.path, event.ref.path) for event in events}


def is_event_file(path: str) -> bool:
    """Whether an event is read from this path, not a translation of one."""
    return path.startswith("events/") and is_record(path) and not split_name(path)[1]


def events_handed_in(
    paths: frozenset[str], board: Board, partly: Mapping[str, PartlyRead]
) -> list[Event | PartlyRead]:
    """The events of these files, of their translations, pictures and flyers, in the order of their paths."""
    stems = {without_tag(path) for path in paths}
    found: dict[str, Event | PartlyRead] = {
        event.ref.path: event
        for event in board.events.values()
        if without_tag(event.ref.path) in stems
        or (event.image is not None and event.image.path in paths)
        or event.flyer in paths
    }
    found |= {path: each for path, each in partly.items() if without_tag(path) in stems}
    return [found[path] for path in sorted(found)]
