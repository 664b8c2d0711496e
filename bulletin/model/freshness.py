"""Whether somebody has made sure lately that a listing is right."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.partner import Partner


def checked_on(board: Board, event: Event, today: date) -> date | None:
    """The day of the event's own check, if it had been posted by then."""
    day = event.verified
    if day is None or day > today:
        return None
    revision = board.revisions.get(event.id)
    posted = (event.posted, revision.created if revision else None)
    return None if any(local_day(board, one) > day for one in posted if one) else day


def needs_check(board: Board, event: Event, today: date) -> bool:
    """Whether nobody has confirmed it for too long: patrons read "please check before you go"."""
    if is_review_due(event, today):
        return True
    partner = board.partners.get(event.partner)
    if partner is None or partner.verified is None:
        return False
    checked = max(partner.verified, checked_on(board, event, today) or partner.verified)
    return (today - checked).days > partner.review_every


def is_review_due(event: Event, today: date) -> bool:
    """Whether the day has passed by which somebody was to look at it again."""
    return event.review_by is not None and today > event.review_by


def check_due(partner: Partner) -> date | None:
    """The last day on which the partner's word holds; None where nobody has ever asked."""
    return partner.verified + timedelta(days=partner.review_every) if partner.verified else None


def local_day(board: Board, instant: datetime) -> date:
    """The day it was at the board."""
    return instant.astimezone(ZoneInfo(board.info.timezone)).date()
