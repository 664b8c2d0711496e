"""Ways to put an event into a calendar: one date copied once, or all of them by subscription.

The forms of Google's and Outlook's calendars are filled in by the query of their address.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import quote, urlencode

from bulletin.model.event import Event, Occurrence
from bulletin.model.site.details import CalendarMenu
from bulletin.model.site.routes import webcal_address
from bulletin.plan.events.hours import row_words
from bulletin.plan.feeds.calendars import event_calendar_path, next_date_path
from bulletin.plan.feeds.feed_text import event_url, feed_title, location
from bulletin.plan.localized_board import LocalizedBoard

_GOOGLE = "https://calendar.google.com/calendar/render"
_OUTLOOK = "https://outlook.live.com/calendar/0"


def calendar_menu(local: LocalizedBoard, event: Event, next_held: Occurrence | None) -> CalendarMenu | None:
    """The menu of an event's page; None where no date is held any more, or none is published."""
    path = event_calendar_path(local, event)
    if next_held is None or not path:
        return None
    menu = CalendarMenu(
        date=row_words(local, next_held, with_end=True),
        file=next_date_path(local, event) or path,
        google=_google(local, next_held),
        outlook=_outlook(local, next_held),
    )
    return _with_series(local, event, menu) if event.is_recurring else menu


def _with_series(local: LocalizedBoard, event: Event, menu: CalendarMenu) -> CalendarMenu:
    path = event_calendar_path(local, event)
    address = local.url(path)
    return replace(
        menu,
        address=address,
        webcal=webcal_address(address),
        google_series=google_subscription(address),
        outlook_series=outlook_subscription(address, feed_title(local, event, event.status)),
        whole=path,
    )


def google_subscription(address: str) -> str:
    """The page of Google Calendar that asks whether to subscribe to a calendar."""
    return f"{_GOOGLE}?{urlencode({'cid': webcal_address(address)})}"


def outlook_subscription(address: str, name: str) -> str:
    """The page of Outlook's calendar that asks whether to subscribe to a calendar."""
    return f"{_OUTLOOK}/addfromweb?{urlencode({'url': address, 'name': name}, quote_via=quote)}"


def _about(local: LocalizedBoard, one: Occurrence) -> str:
    """The page's address; of a date without an end, that nobody gave one."""
    url = event_url(local, one.event)
    return url if one.has_end else f"{local.phrase('feed.no_end')} {url}"


def _google(local: LocalizedBoard, one: Occurrence) -> str:
    fields = {
        "action": "TEMPLATE",
        "text": feed_title(local, one.event, one.status, one.label),
        "dates": f"{_compact(one.start)}/{_compact(one.end)}",
        "location": location(local, one.place),
        "details": _about(local, one),
    }
    return f"{_GOOGLE}?{urlencode({key: value for key, value in fields.items() if value})}"


def _compact(moment: date | datetime) -> str:
    """RFC 5545 §3.3.5, in UTC; a day as §3.3.4."""
    if isinstance(moment, datetime):
        return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{moment:%Y%m%d}"


def _outlook(local: LocalizedBoard, one: Occurrence) -> str:
    fields = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": feed_title(local, one.event, one.status, one.label),
        "startdt": one.start.isoformat(),
        "enddt": one.end.isoformat(),
        "location": location(local, one.place),
        "body": _about(local, one),
        "allday": "true" if one.is_all_day else "",
    }
    filled = {key: value for key, value in fields.items() if value}
    return f"{_OUTLOOK}/deeplink/compose?{urlencode(filled, quote_via=quote)}"
