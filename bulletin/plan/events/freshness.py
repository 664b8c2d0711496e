"""Whether somebody has made sure that a listing is right, and since when nobody has."""

from __future__ import annotations

from datetime import date, timedelta

from bulletin.model import freshness
from bulletin.model.event import Event
from bulletin.model.partner import Partner
from bulletin.plan.localized_board import LocalizedBoard

TIME_TO_WRITE = timedelta(days=7)
"""So long after somebody was asked, the answer may be written into the file: no change of what was asked."""


def checked_words(local: LocalizedBoard, event: Event) -> str:
    """When a person last answered about this very listing; never about an earlier state of it."""
    day = freshness.checked_on(local.board, event, local.today)
    if day is None:
        return local.phrase("who.never")
    if _changed_since(local, event, day):
        return local.phrase("who.changed_since")
    return local.phrase("who.checked", day=local.dates.day(day, "day_month_year"))


def partner_checked_words(local: LocalizedBoard, partner: Partner) -> str:
    """When a person last answered for the partner."""
    day = partner.verified
    if day is None or day > local.today:
        return local.phrase("who.never")
    return local.phrase("who.checked", day=local.dates.day(day, "day_month_year"))


def needs_check(local: LocalizedBoard, event: Event) -> bool:
    """Whether nobody has confirmed it for too long."""
    return freshness.needs_check(local.board, event, local.today)


def is_review_due(local: LocalizedBoard, event: Event) -> bool:
    """Whether the day has passed by which somebody was to look at it again."""
    return freshness.is_review_due(event, local.today)


def _changed_since(local: LocalizedBoard, event: Event, day: date) -> bool:
    board = local.board
    if event.changed is not None and freshness.local_day(board, event.changed) > day:
        return True
    revision = board.revisions.get(event.id)
    return revision is not None and freshness.local_day(board, revision.last_modified) > day + TIME_TO_WRITE
