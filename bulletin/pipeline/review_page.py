"""Reviews as one file to look at, in the board's own look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bulletin.messages.review.entries import MOST_ENTRIES, ReviewEntry
from bulletin.messages.review.report import Report, group_problems, report_review
from bulletin.model.board import Board
from bulletin.model.review import BoardChange, EventChange, Review
from bulletin.model.site.parts import EventCard
from bulletin.model.site.review_page import ReviewedProblem, ReviewedRecord, ReviewPage, ReviewPart
from bulletin.pipeline.site import load_theme_of
from bulletin.plan import plan_site
from bulletin.plan.side_by_side import cards_of, different_cards
from bulletin.render.review import render_review


def make_review_page(reviews: Sequence[Review], board: Board, themes: Path) -> bytes:
    """The file, in the look of the published `board`. Raises `UnusableTheme`."""
    theme = load_theme_of(board.info, themes)
    about = f"What would change on {board.info.title}."
    parts = tuple(_part(each) for each in reviews)
    title = "One proposal" if len(parts) == 1 else f"{len(parts)} proposals"
    return render_review(ReviewPage(title, about, parts), theme)


def _part(review: Review) -> ReviewPart:
    report = report_review(review)
    problems = tuple(_problems(report))
    change = review.change
    if change is None:
        return ReviewPart(report.name, report.words, problems)
    shown = {each.after.id: each.after for each in change.events if each.after and not each.unread}
    board = replace(change.after, events=shown)
    records = tuple(_record(entry, change) for entry in report.entries[:MOST_ENTRIES])
    return ReviewPart(report.name, report.words, problems, records, plan_site(board, change.today))


def _problems(report: Report) -> list[ReviewedProblem]:
    return [
        ReviewedProblem(head, f"{each.ref.path}, line {each.ref.line}", each.message, each.hint)
        for head, problems in group_problems(report)
        for each in problems
    ]


def _record(entry: ReviewEntry, change: BoardChange) -> ReviewedRecord:
    found = next((each for each in change.events if entry.event and each.event.id == entry.event), None)
    if found is None:
        return ReviewedRecord(entry.mark, entry.title, entry.lines, entry.differences)
    before, after = _cards(found, change)
    lines = entry.lines if found.unread or found.after is None else ()
    whole = found.event.id if found.after and not found.unread else ""
    dates = entry.dates if len(entry.dates) > 1 else ()
    return ReviewedRecord(entry.mark, entry.title, lines, entry.differences, dates, before, after, whole)


def _cards(found: EventChange, change: BoardChange) -> tuple[tuple[EventCard, ...], tuple[EventCard, ...]]:
    """The cards that are not the same before and after; where all are, the next one."""
    old = cards_of(change.before, found.before, change.today) if found.before else ()
    new = cards_of(change.after, found.after, change.today) if found.after and not found.unread else ()
    before, after = different_cards(old, new)
    return (before, after) if before or after else ((), new[:1])
