"""A built site against the content it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bulletin.check.feeds import FeedProblems, check_feeds
from bulletin.model.board import Board
from bulletin.model.site.plan import CalendarFile, FilePlan, NewsFile
from bulletin.pipeline.check import CheckedBoard, ReadingOptions, publishable_board
from bulletin.plan import plan_site

WHOLE_BOARD = "agenda"
"""The kind of the page beside which the feeds of the whole board lie."""


@dataclass(frozen=True, slots=True)
class PlannedFeeds:
    """The calendars and the news (RSS, Atom) there must be on a day, by path."""

    calendars: Mapping[str, CalendarFile]
    news: Mapping[str, NewsFile]


def check_calendars(
    content: Path,
    checked: CheckedBoard,
    reading: ReadingOptions,
    published: Iterable[tuple[str, bytes]],
) -> FeedProblems:
    """What is wrong with the `published` calendars (path within the site, bytes) on the day of `checked`."""
    board = board_to_publish(content, checked, reading)
    return check_feeds(board, checked.today, _calendars(_all_plans(board, checked.today)), published)


def board_to_publish(content: Path, checked: CheckedBoard, reading: ReadingOptions) -> Board:
    """The board that is published of the one that was checked: files with errors as they last were."""
    board = checked.board
    if checked.has_errors:
        board = publishable_board(content, replace(reading, today=checked.today)).board
    assert board is not None
    return board


def plan_feeds(board: Board, day: date, *, whole_board_only: bool) -> PlannedFeeds:
    """The feeds of a site built on that day: all calendars, or those of the whole board; and its news."""
    site = plan_site(board, day)
    beside = [plan for page in site.pages if page.kind == WHOLE_BOARD for plan in page.beside]
    files = (plan.make() for plan in beside if plan.path.endswith((".rss", ".atom")))
    return PlannedFeeds(
        _calendars(beside if whole_board_only else site.plans()),
        {file.route: file for file in files if isinstance(file, NewsFile)},
    )


def _all_plans(board: Board, day: date) -> Iterable[FilePlan]:
    return plan_site(board, day).plans()


def _calendars(plans: Iterable[FilePlan]) -> dict[str, CalendarFile]:
    files = (plan.make() for plan in plans if plan.path.endswith(".ics"))
    return {file.route: file for file in files if isinstance(file, CalendarFile)}
