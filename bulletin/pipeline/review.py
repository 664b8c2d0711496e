"""What proposals do to the board that is published today: each is read once, and none is checked out.

A proposal is the files it touches since it and the board parted. They are put upon the board of today, so
that what others changed meanwhile is neither told of it nor undone by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bulletin.check import BaseBoard, CheckDay, check_board
from bulletin.load import BOARD_FILE, EventCache, load_board
from bulletin.load.history.at_commit import FilesAtCommit, find_renames, find_touched
from bulletin.load.history.log import History, read_history
from bulletin.load.history.versions import Versions
from bulletin.load.sources import Sources
from bulletin.model.board import Board
from bulletin.model.review import BoardChange, Review
from bulletin.model.zones import use_pinned_zones
from bulletin.pipeline.check import HandedIn, ReadingOptions, check_sources, read_content
from bulletin.pipeline.proposed import as_typed, find_changes, find_twins
from bulletin.pipeline.submission import Submission, sort_problems
from bulletin.problems import Problem, UnusableHistory, describe_fault
from bulletin.review import DayIndex, index_board, review_change

PUBLISHED = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Where the published board is looked for when nobody says."""

MOST_TOUCHED = 500
"""A proposal that touches more files is not looked at one by one."""


RELIED_ON = ("partners/", "venues/")
"""Where the records lie that events are read with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequest:
    """Which proposals to look at (none: the content folder as it stands), and what to compare them with.

    `base` names the published version, "" the usual one; `author` is the account that proposes,
    `partner` the one through whose folder it came.
    """

    content: Path
    reading: ReadingOptions
    proposals: tuple[str, ...] = ()
    base: str = ""
    author: str = ""
    partner: str = ""


def review_proposals(asked: ReviewRequest) -> tuple[Review, ...]:
    """Each proposal reviewed, in the order asked for. Raises `UnusableHistory`."""
    use_pinned_zones()
    versions = Versions(asked.content)
    try:
        commit = _published_commit(versions, asked.base)
        published = Published.of(versions.files(commit), asked)
        proposals = _proposals(versions, commit, asked)
        return tuple(review_proposal(published, each, asked) for each in proposals)
    finally:
        versions.close()


def _proposals(versions: Versions, published: str, asked: ReviewRequest) -> Iterator[Proposal]:
    if not asked.proposals:
        now = read_content(asked.content)
        head = versions.find("HEAD")
        parted = versions.parting(published, head)
        yield Proposal("", versions.files(parted), now, versions.changed_outside(parted, head))
    for name, commit in [(name, versions.find(name)) for name in asked.proposals]:
        parted = versions.parting(published, commit)
        outside = versions.changed_outside(parted, commit)
        yield Proposal(name, versions.files(parted), versions.files(commit).sources, outside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The board of today, with what is made of it once for all proposals."""

    files: FilesAtCommit
    board: Board
    loaded_problems: tuple[Problem, ...]
    checked: tuple[Problem, ...]
    events: EventCache
    history: History
    index: DayIndex
    today: date

    @classmethod
    def of(cls, files: FilesAtCommit, asked: ReviewRequest) -> Published:
        """What these files publish. Raises `UnusableHistory` when their board.yaml cannot be used."""
        events, day = EventCache(), asked.reading.today_on(None)
        loaded = load_board(files.sources, jobs=asked.reading.jobs, cache=events, today=day)
        if loaded.board is None:
            raise UnusableHistory(
                f"{asked.base or 'The published version'}: its {BOARD_FILE} cannot be used, so there is "
                "nothing to compare with."
            )
        today = asked.reading.today_on(loaded.board)
        checked = check_board(loaded.board, CheckDay(today, paths=frozenset(files.sources.records)))
        return cls(
            files=files,
            board=loaded.board,
            loaded_problems=loaded.problems,
            checked=tuple(checked),
            events=events,
            history=read_history(asked.content),
            index=index_board(loaded.board, today),
            today=today,
        )


def _published_commit(versions: Versions, name: str) -> str:
    if name:
        return versions.find(name)
    found = (versions.find_if_there(each) for each in PUBLISHED)
    commit = next((each for each in found if each), None)
    if commit is None:
        raise UnusableHistory("Nobody knows which version is published. Name it, as in --base main.")
    return commit


@dataclass(frozen=True, slots=True)
class Proposal:
    """The files where a proposal and the board parted, and those it has now."""

    name: str
    before: FilesAtCommit
    now: Sources
    outside: tuple[str, ...] = ()


def review_proposal(published: Published, proposal: Proposal, asked: ReviewRequest) -> Review:
    """A proposal reviewed. A mistake of ours costs this one only."""
    try:
        # What is on the board already in the same words is no news.
        touched = find_touched(proposal.before, proposal.now) & find_touched(published.files, proposal.now)
        if len(touched) <= MOST_TOUCHED:
            return _review_files(published, proposal, asked, touched)
        fault = f"Touches {len(touched)} files, too many to look at here."
    except Exception as error:
        fault = f"A mistake of ours came up ({describe_fault(error)})."
    return Review(name=proposal.name, published=published.board, fault=fault)


def _review_files(
    published: Published, proposal: Proposal, asked: ReviewRequest, touched: frozenset[str]
) -> Review:
    there = published.files.sources
    stale = touched & find_touched(proposal.before, there)
    after = there.with_files(proposal.now, touched)
    submission = submission_of(published, proposal, touched, stale)
    checked = check_sources(after, published.history, HandedIn(submission), asked.reading)
    read, questions = as_typed(after, checked.problems, submission)
    if unusable := _unusable(checked.board, checked.problems, touched):
        # The rest of the proposal is looked at with what the board has in their place.
        read = read.with_files(there, unusable)
    made = checked if read is after else load_board(read, cache=published.events, today=published.today)
    assert made.board is not None
    assert submission.base.board is not None
    change = BoardChange(
        before=submission.base.board,
        after=made.board,
        today=published.today,
        events=tuple(find_changes(submission, made.board, made.partly, after)),
        touched=touched,
        outside=proposal.outside,
        author=asked.author,
        partner=asked.partner,
    )
    told = [problem for problem in checked.problems if problem not in questions]
    problems = sort_problems(told, submission, after, checked.board, checked.when)
    return Review(
        name=proposal.name,
        published=published.board,
        facts=review_change(change, published.index),
        change=change,
        problems=problems.own,
        elsewhere=problems.elsewhere,
        twins=tuple(find_twins(problems.own, after, submission)),
        stale=tuple(sorted(stale)),
        questions=questions,
    )


def _unusable(board: Board | None, problems: Iterable[Problem], touched: frozenset[str]) -> frozenset[str]:
    """The files handed in that events rely on and that cannot be used: the settings, partners, venues."""
    if board is None:
        return frozenset({BOARD_FILE})
    wrong = {each.ref.path for each in problems if each.is_error and each.ref.path.startswith(RELIED_ON)}
    used = {each.ref.path for each in board.partners.values()}
    used |= {each.ref.path for each in board.venues.values()}
    return (touched & wrong) - used


def submission_of(
    published: Published, proposal: Proposal, touched: frozenset[str], stale: frozenset[str]
) -> Submission:
    """What a proposal differs in from the board of today; where both changed a file, from what both knew."""
    before, board = published.files.sources, published.board
    problems, checked = published.loaded_problems, published.checked
    if stale:
        before = before.with_files(proposal.before.sources, stale)
        loaded = load_board(before, cache=published.events, today=published.today)
        board, problems = loaded.board or board, loaded.problems
    gone = {path: data for path, data in before.records.items() if path in touched}
    new = {path: data for path, data in proposal.now.records.items() if path in touched}
    base = BaseBoard(board, frozenset(before.records), find_renames(gone, new))
    known = None if stale else checked
    return Submission(touched, base, before.records, problems, published.events, published.today, known)
