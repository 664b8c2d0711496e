"""Where everything stands on the site (DESIGN.md, Routes). Routes have no leading slash."""

from __future__ import annotations

from datetime import date

from bulletin.model.event import Event

HOME = ""
AGENDA = "events/"


def event_route(event: Event) -> str:
    return f"events/{event.partner}/{event.slug}/"


def old_route(event: Event, address: str) -> str:
    """Where an event stood, as `was_at` says it: `/events/oak/old-name/`, `oak/old-name` or `old-name`."""
    path = address.strip("/").removeprefix("events/")
    return f"events/{path}/" if "/" in path else f"events/{event.partner}/{path}/"


def day_route(day: date) -> str:
    return f"events/{day:%Y/%m/%d}/"


def month_route(day: date) -> str:
    return f"events/{day:%Y/%m}/"


def partner_route(partner_id: str) -> str:
    return f"partners/{partner_id}/"


def venue_route(venue_id: str) -> str:
    return f"venues/{venue_id}/"


def page_route(slug: str) -> str:
    return f"pages/{slug}/"


def facet_route(facet: str, slug: str) -> str:
    """`categories/food/`, `audiences/19-plus/`, `needs/eat/`, `languages/fr/`."""
    return f"{facet}/{slug}/"


def asset_route(content_path: str) -> str:
    """A picture or flyer beside its record: `events/oak/poster.png` → `files/events/oak/poster.png`."""
    return f"files/{content_path}"
