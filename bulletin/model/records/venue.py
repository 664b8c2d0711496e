"""What may be written of a venue, a calendar of days off, and a page of text."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from bulletin.model.records.event import TextOrAddress
from bulletin.model.records.shapes import (
    Days,
    EndedRecord,
    FactText,
    Language,
    Line,
    LongText,
    Many,
    Names,
    Phone,
    Record,
    Slug,
    Title,
    Url,
    Words,
    YesNo,
)


class RoomRecord(Record):
    """A room of a venue."""

    name: Title
    """Its name on the door."""
    capacity: Annotated[int, Field(ge=1, le=100_000)] | None = None
    """How many people fit in."""
    access: dict[str, FactText] | None = None
    """Access facts that differ from the venue's."""


class GeoRecord(Record):
    """A point on the map, WGS 84 degrees."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    """Latitude."""
    lon: Annotated[float, Field(ge=-180, le=180)]
    """Longitude."""


class VenueRecord(Record):
    """A venue: `content/venues/<venue>.yaml`."""

    name: Title
    """Its name as people say it."""
    address: TextOrAddress | None = None
    """Its address, one line or in parts."""
    area: Line | None = None
    """The part of town."""
    rooms: dict[str, RoomRecord] | None = None
    """Its rooms by a short name."""
    geo: GeoRecord | None = None
    """The point on the map."""
    transit: Line | None = None
    """Bus and stop."""
    entrance: Line | None = None
    """Which door."""
    parking: Line | None = None
    """Where to leave a car or a bicycle."""
    phone: Phone | None = None
    """The number of the place."""
    url: Url | None = None
    """Its own site."""
    hours: Line | None = None
    """When it is open."""
    access: dict[str, FactText] | None = None
    """Facts of getting in, each yes, no or unknown, with a note if you like."""
    closed: Many[Line] | None = None
    """Days it is closed: dates, ranges, or names of calendars of days off."""
    library_site: YesNo = False
    """Whether it is the library's building or grounds."""
    aliases: Many[Line] | None = None
    """Other names it goes by."""
    ended: EndedRecord | None = None
    """Until when it is a place for events, if it no longer is or is going to close."""
    was_at: Names[Slug] | None = None
    """Names this file had before; events may still use them, and old pages and calendars lead here."""


class DaysOffRecord(Record):
    """A calendar of days off: `content/calendars/<id>.yaml`."""

    name: Title
    """What it is called."""
    dates: Many[Days]
    """Its dates and ranges."""


class PageRecord(Record):
    """A page of text: `content/pages/<slug>.md`."""

    title: Title
    """Its title."""
    summary: Words | None = None
    """One plain sentence about it."""
    description: LongText | None = None
    """Its text; in a `.md` file it is what stands below the fields."""
    text_language: Language | None = None
    """The language it is written in; default the board's first."""
