"""The columns of a sheet of events: which field each holds, and how a value of it stands in one cell."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Cell(StrEnum):
    """How a field's value stands in a cell."""

    TEXT = "text"
    """As it is typed."""
    NAMES = "names"
    """A list with commas: food, health."""
    DAYS = "days"
    """A list with semicolons: 2027-02-03; 2027-03-01 to 2027-03-31."""
    LINES = "lines"
    """A list, an item on each line."""
    FIELDS = "fields"
    """Names and values, one on each line: `step_free: no, two steps`."""
    ITEMS = "items"
    """A list of texts or of fields, one on each line: `label: adults; amount: 5`."""
    REPEAT = "repeat"
    """A rule in words on each line; a further one has its key before it: `saturday: Saturdays from 10:00`."""
    CHANGES = "changes"
    """A date and what differs on it, on each line: `2027-02-03: cancelled`."""


COLUMNS: Mapping[str, Cell] = {
    "title": Cell.TEXT,
    "start": Cell.TEXT,
    "end": Cell.TEXT,
    "duration": Cell.TEXT,
    "timezone": Cell.TEXT,
    "repeat": Cell.REPEAT,
    "dates": Cell.DAYS,
    "skip": Cell.DAYS,
    "changes": Cell.CHANGES,
    "review_by": Cell.TEXT,
    "status": Cell.TEXT,
    "status_note": Cell.TEXT,
    "was": Cell.TEXT,
    "rain_date": Cell.TEXT,
    "publish_dates": Cell.TEXT,
    "venue": Cell.TEXT,
    "room": Cell.TEXT,
    "address": Cell.FIELDS,
    "area": Cell.TEXT,
    "online": Cell.TEXT,
    "location": Cell.TEXT,
    "summary": Cell.TEXT,
    "description": Cell.TEXT,
    "categories": Cell.NAMES,
    "audience": Cell.TEXT,
    "ages": Cell.TEXT,
    "welcome": Cell.NAMES,
    "needs": Cell.NAMES,
    "cost": Cell.ITEMS,
    "registration": Cell.TEXT,
    "registration.url": Cell.TEXT,
    "registration.phone": Cell.TEXT,
    "registration.email": Cell.TEXT,
    "registration.opens": Cell.TEXT,
    "registration.closes": Cell.TEXT,
    "registration.capacity": Cell.TEXT,
    "registration.waitlist": Cell.TEXT,
    "contact.phone": Cell.TEXT,
    "contact.text": Cell.TEXT,
    "contact.email": Cell.TEXT,
    "contact.url": Cell.TEXT,
    "languages": Cell.NAMES,
    "interpretation": Cell.NAMES,
    "text_language": Cell.TEXT,
    "access": Cell.FIELDS,
    "access_note": Cell.TEXT,
    "bring": Cell.LINES,
    "documents": Cell.LINES,
    "hosts": Cell.NAMES,
    "library_role": Cell.TEXT,
    "format": Cell.TEXT,
    "series": Cell.TEXT,
    "part_of": Cell.TEXT,
    "discreet_title": Cell.TEXT,
    "image": Cell.TEXT,
    "image_alt": Cell.TEXT,
    "image_credit": Cell.TEXT,
    "flyer": Cell.TEXT,
    "publish_from": Cell.TEXT,
    "publish_until": Cell.TEXT,
    "verified": Cell.FIELDS,
    "was_at": Cell.LINES,
    "contributed": Cell.ITEMS,
    "funder": Cell.LINES,
}
"""By the name of the field, with a dot before one inside another; in the order of a sheet."""

PARTNER, ID = "partner", "id"
"""The columns that say whose event a row is, and which."""

GROUPS: Mapping[str, str] = {"registration": "kind", "contact": ""}
"""Fields with a column for each of their parts, and the part that stands in the column of their own name."""
