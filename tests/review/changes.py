"""What a proposal does to a small board, reviewed without a repository."""

from __future__ import annotations

from collections.abc import Mapping

from bulletin.check import BaseBoard, CheckDay, check_board
from bulletin.load import EventCache, load_board
from bulletin.load.sources import Sources
from bulletin.model.review import BoardChange, Review
from bulletin.pipeline.proposed import find_changes
from bulletin.pipeline.submission import Submission
from bulletin.problems import sorted_problems
from bulletin.review import index_board, review_change
from tests.check.small_boards import TODAY


def review_of(
    before: Mapping[str, str],
    proposed: Mapping[str, str | None],
    author: str = "",
    pictures: Mapping[str, bytes] | None = None,
) -> Review:
    """The review of these files, put in the place of those before; None takes one away."""
    old = Sources({path: text.encode() for path, text in before.items()})
    texts = {**before, **proposed}
    records = {path: text.encode() for path, text in texts.items() if text is not None}
    new = Sources(dict(sorted(records.items())), pictures or {})
    was, now = load_board(old, today=TODAY), load_board(new, today=TODAY)
    assert was.board is not None
    assert now.board is not None
    touched = frozenset({path for path in {**before, **proposed} if texts.get(path) != before.get(path)})
    touched |= frozenset(pictures or ())
    base = BaseBoard(was.board, frozenset(old.records))
    submission = Submission(touched, base, old.records, was.problems, EventCache(), TODAY)
    change = BoardChange(
        before=was.board,
        after=now.board,
        today=TODAY,
        events=tuple(find_changes(submission, now.board, now.partly, new)),
        touched=touched,
        author=author,
    )
    when = CheckDay(TODAY, frozenset(new.records) - frozenset(old.records), base, frozenset(new.records))
    problems = sorted_problems([*now.problems, *check_board(now.board, when, partly=now.partly.values())])
    return Review(
        name="proposal",
        published=was.board,
        facts=review_change(change, index_board(was.board, TODAY)),
        change=change,
        problems=tuple(problem for problem in problems if problem.ref.path in touched),
    )
