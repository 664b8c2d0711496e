"""Files → Board → Problems: a content folder read and checked, to be told of or to be published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bulletin.check import CheckDay, check_board
from bulletin.files import Reason, UnreadableFile
from bulletin.load import BOARD_FILE, EventCache, load_board
from bulletin.load.history.log import History, read_history
from bulletin.load.serve_cache import ServeCache
from bulletin.load.sources import Sources, read_file, read_sources
from bulletin.load.uniqueness import Seniority
from bulletin.messages.hints import merge_hints
from bulletin.messages.reports import in_sentences
from bulletin.model.board import Board
from bulletin.model.event import PartlyRead
from bulletin.model.zones import use_pinned_zones
from bulletin.pipeline.causes import find_causes, tell_at_causes
from bulletin.pipeline.last_good import Reading, use_last_good
from bulletin.pipeline.memory import find_gone, tell_gone, unpublished_events
from bulletin.pipeline.submission import Submission, is_within, owners_before, read_submission
from bulletin.problems import (
    Problem,
    UnusableBoard,
    UnusableInput,
    sorted_problems,
)
from bulletin.write import (
    NOTHING_KNOWN,
    Memory,
    RememberedEvent,
)

Clock = Callable[[], datetime]
"""Tells the instant, aware. Only `cli/options.py` makes one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """How a content folder is read. `today` is the day to take for today, None for the clock's."""

    clock: Clock
    today: date | None = None
    jobs: int = 1
    cache: ServeCache | None = None
    """What `serve` keeps from one look to the next."""

    def today_on(self, board: Board | None) -> date:
        """The day it is at the board."""
        if self.today:
            return self.today
        now = self.clock()
        return now.astimezone(ZoneInfo(board.info.timezone)).date() if board else now.date()


@dataclass(frozen=True, slots=True)
class CheckedBoard:
    """A board as it stands, and everything wrong with the files it was read from.

    `board` holds what may be published: `restored` names the files shown in their last good version, with
    the time of its commit, `left_out` those not shown at all. It is None when board.yaml is unusable.
    """

    board: Board | None
    problems: tuple[Problem, ...]
    sources: Sources
    when: CheckDay
    history_problem: str = ""
    """Why version history could not be read though there is some; "" when all is well."""
    restored: Mapping[str, datetime] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    unpublished: tuple[RememberedEvent, ...] = ()
    """Events of the last publication with a date ahead that are not on this board."""
    faults: tuple[Problem, ...] = ()
    """Mistakes of ours that came up in the making of the site; they are among the problems."""

    submission: Submission | None = None
    """What differs from the commit that was asked for."""
    partly: Mapping[str, PartlyRead] = field(default_factory=dict)
    """What is understood of events with errors, by path."""

    def about(self, problem: Problem) -> CheckedBoard:
        """What there is to tell of one file."""
        path = problem.ref.path
        return replace(
            self,
            problems=(problem,),
            history_problem="",
            restored={path: self.restored[path]} if path in self.restored else {},
            left_out=(path,) if path in self.left_out else (),
        )

    @property
    def today(self) -> date:
        return self.when.today

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)


def publishable_board(
    content: Path, reading: ReadingOptions, known: Memory = NOTHING_KNOWN, faults: tuple[Problem, ...] = ()
) -> CheckedBoard:
    """The board to publish: each file with an error in its last good version, or left out.

    `known` is what the last publication held, `faults` the mistakes of ours that came up in the making of
    files. Raises `UnusableInput` when there is no content folder, `UnusableBoard` when board.yaml cannot be
    used.
    """
    use_pinned_zones()
    cache = reading.cache
    sources = read_content(content, cache)
    history = read_history(content, cache.history if cache else None)
    if cache:
        cache.history = history
    seniority = Seniority(history, *_published(known))
    # A board is loaded again with older versions of some files; the others are not read again.
    kept = cache.events if cache else EventCache()
    loaded = load_board(sources, seniority, jobs=reading.jobs, cache=kept, today=reading.today_on(None))
    if loaded.board is None:
        raise UnusableBoard(_first_error(content, loaded.problems), loaded.problems)
    when = CheckDay(
        reading.today_on(loaded.board),
        paths=frozenset(sources.records),
        origins=_origins(loaded.board, history),
    )
    problems = [*loaded.problems, *check_board(loaded.board, when), *faults]
    good = use_last_good(Reading(sources, history, seniority, when, kept), problems)
    board = good.board or loaded.board
    gone = [] if history.tip else find_gone(known, board, sources.records, when.today)
    told = tell_at_causes(problems, find_causes(problems, sources.records, (), history), (), when.today)
    told += [tell_gone(event, when.today) for event in gone]
    return CheckedBoard(
        board,
        tuple(sorted_problems(merge_hints(told))),
        sources,
        when,
        history.problem,
        good.restored,
        good.left_out,
        unpublished_events(known, board, when.today),
        faults,
    )


def check_content(
    content: Path,
    reading: ReadingOptions,
    *,
    base: str | None = None,
    new: frozenset[str] = frozenset(),
    narrow: tuple[str, ...] = (),
) -> CheckedBoard:
    """Everything wrong with a content folder as it stands; nothing is replaced by older versions.

    `base` names the commit to compare with; files new against it, and those in `new`, are handed in now.
    `narrow` are the files and folders that are asked about; none: everything. Raises `UnusableHistory`.
    """
    use_pinned_zones()
    sources = read_content(content)
    events = EventCache() if base else None
    day = reading.today_on(None)
    submission = read_submission(content, base, sources, events, day) if base and events is not None else None
    handed_in = HandedIn(submission, new, narrow)
    return check_sources(sources, read_history(content), handed_in, reading)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What is looked at: what differs from a commit, the files in `new`, and what is asked about."""

    submission: Submission | None = None
    new: frozenset[str] = frozenset()
    narrow: tuple[str, ...] = ()


def check_sources(
    sources: Sources, history: History, handed_in: HandedIn, reading: ReadingOptions
) -> CheckedBoard:
    """Everything wrong with these files as they are."""
    submission = handed_in.submission
    before = submission.base if submission else None
    new = handed_in.new | (frozenset(sources.records) - before.paths if before else frozenset())
    seniority = Seniority(
        history, frozenset(sources.records) - new if new else frozenset(), owners_before(before)
    )
    events = submission.events if submission else None
    loaded = load_board(sources, seniority, jobs=reading.jobs, cache=events, today=reading.today_on(None))
    when = CheckDay(
        reading.today_on(loaded.board),
        new,
        before,
        frozenset(sources.records),
        _origins(loaded.board, history),
    )
    problems = list(loaded.problems)
    if loaded.board:
        problems += check_board(loaded.board, when, partly=loaded.partly.values())
    causes = find_causes(problems, sources.records, before.paths if before else (), history)
    if submission:  # what a change to a file breaks is told of the change, as everything else it breaks
        causes = tuple(cause for cause in causes if not cause.is_part)
    asked = new | {path for path in sources.records if is_within(path, handed_in.narrow)}
    problems = tell_at_causes(problems, causes, asked, when.today)
    return CheckedBoard(
        loaded.board,
        tuple(sorted_problems(merge_hints(problems))),
        sources,
        when,
        history.problem,
        submission=submission,
        partly=loaded.partly,
    )


def read_content(content: Path, cache: ServeCache | None = None) -> Sources:
    """The files of a content folder. Raises `UnusableInput` when there is no such folder."""
    try:
        return read_sources(content, cache.files.reader() if cache else read_file)
    except UnreadableFile as error:
        if error.reason is Reason.MISSING:
            message = f"{content}: there is no such folder. Name the content folder with --content."
        else:
            message = f"{content}: this folder cannot be read."
        raise UnusableInput(message) from error


def _published(known: Memory) -> tuple[frozenset[str], dict[str, str]]:
    """The files of the last publication, and those of its events by id."""
    owners = {event.id: event.path for event in known.events}
    return frozenset(owners.values()), owners


def _origins(board: Board | None, history: History) -> dict[str, frozenset[str]]:
    """Where the files of events that keep another id than their path's came from."""
    events = board.events.values() if board else ()
    return {
        event.ref.path: history.origins(event.ref.path)
        for event in events
        if event.id != f"{event.partner}/{event.slug}"
    }


def _first_error(content: Path, problems: tuple[Problem, ...]) -> str:
    """The first thing wrong in board.yaml, on one line."""
    own = [problem for problem in problems if problem.is_error and problem.ref.path == BOARD_FILE]
    first = in_sentences(sorted_problems(own)[0])
    return " ".join(f"{content / str(first.ref)}: {first.message} {first.hint}".split())
