"""A built site against the content it was made from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bulletin.check.feeds import FeedProblems, check_feeds
from bulletin.pipeline import Checked, Clock, build_board
from bulletin.plan import plan_site


def check_calendars(
    content: Path, checked: Checked, now: Clock, published: Iterable[tuple[str, bytes]]
) -> FeedProblems:
    """What is wrong with the `published` calendars (path within the site, bytes) on the day of `checked`."""
    today = checked.when.today
    # Files with errors are published as they last were.
    board = build_board(content, now, today=today).board if checked.has_errors else checked.board
    assert board is not None
    planned = {calendar.route: calendar.feed for calendar in plan_site(board, today).calendars}
    return check_feeds(board, today, planned, published)
