"""A built site against the content it was made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bulletin.check.feeds import FeedProblems, check_feeds
from bulletin.model.site.plan import CalendarFile
from bulletin.pipeline.build import CheckedBoard, ReadingOptions, publishable_board
from bulletin.plan import plan_site


def check_calendars(
    content: Path,
    checked: CheckedBoard,
    reading: ReadingOptions,
    published: Iterable[tuple[str, bytes]],
) -> FeedProblems:
    """What is wrong with the `published` calendars (path within the site, bytes) on the day of `checked`."""
    board = checked.board
    if checked.has_errors:  # files with errors are published as they last were
        board = publishable_board(content, replace(reading, today=checked.today)).board
    assert board is not None
    plans = [plan for plan in plan_site(board, checked.today).plans() if plan.path.endswith(".ics")]
    files = (plan.make() for plan in plans)
    planned = {file.route: file for file in files if isinstance(file, CalendarFile)}
    return check_feeds(board, checked.today, planned, published)
