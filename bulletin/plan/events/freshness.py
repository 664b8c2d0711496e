"""Whether somebody has made sure that a listing is right, and since when nobody has."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bulletin.model.event import Event
from bulletin.model.partner import Partner
from bulletin.plan.localized_board import LocalizedBoard

LANDING = timedelta(days=7)
"""So long after somebody was asked, the answer may be written into the file: no change of what was asked."""


def checked_words(local: LocalizedBoard, event: Event) -> str:
    """When a person last answered about this very listing; never about an earlier state of it."""
    day = _checked(local, event)
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
    if is_review_due(local, event):
        return True
    partner = local.board.partners.get(event.partner)
    if partner is None or partner.verified is None:
        return False
    checked = max(partner.verified, _checked(local, event) or partner.verified)
    return (local.today - checked).days > partner.review_every


def is_review_due(local: LocalizedBoard, event: Event) -> bool:
    """Whether the day has passed by which somebody was to look at it again."""
    return event.review_by is not None and local.today > event.review_by


def check_words(local: LocalizedBoard, event: Event) -> str:
    """ "Please check before you go", with the number to call where there is one."""
    phone = event.contact.phone or event.contact.text
    return local.phrase("fact.check", phone=phone) if phone else local.phrase("fact.check_only")


def _checked(local: LocalizedBoard, event: Event) -> date | None:
    """The day of the event's own check, if it had been posted by then."""
    day = event.verified
    if day is None or day > local.today:
        return None
    revision = local.board.revisions.get(event.id)
    zone = ZoneInfo(local.board.info.timezone)
    posted = (event.posted, revision.created if revision else None)
    return None if any(one.astimezone(zone).date() > day for one in posted if one) else day


def _changed_since(local: LocalizedBoard, event: Event, day: date) -> bool:
    revision = local.board.revisions.get(event.id)
    zone = ZoneInfo(local.board.info.timezone)
    if event.changed is not None and event.changed.astimezone(zone).date() > day:
        return True
    return revision is not None and revision.last_modified.astimezone(zone).date() > day + LANDING
