"""Where something happens: schema.org/Place, HSDS location, and the facts of getting in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bulletin.problems import SourceRef


class Known(StrEnum):
    """What is known of an access fact. "unknown" is shown too."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AccessFact:
    """One fact of getting in: `step_free: no, two steps at the door`."""

    known: Known
    note: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """schema.org/PostalAddress. `text` is what people read, one line, whatever was written."""

    text: str
    street: str = ""
    locality: str = ""
    region: str = ""
    postal: str = ""
    country: str = ""

    @property
    def has_parts(self) -> bool:
        """Whether it was written in parts, not as one line."""
        return bool(self.locality or self.region or self.postal or self.country)


@dataclass(frozen=True, slots=True)
class Geo:
    """WGS 84 degrees, as written (RFC 5545 §3.8.1.6 GEO)."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Contact:
    """Public ways to ask. Every part may be empty."""

    phone: str = ""
    text: str = ""
    email: str = ""
    url: str = ""

    def __bool__(self) -> bool:
        return bool(self.phone or self.text or self.email or self.url)


NO_CONTACT = Contact()


@dataclass(frozen=True, slots=True)
class Room:
    """A room of a venue; `access` holds only what differs from the venue."""

    id: str
    name: str
    capacity: int | None = None
    access: Mapping[str, AccessFact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DayRange:
    """Local days from `first` to `last`, both included; a single day has both equal."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A place of the board (schema.org/Place, HSDS location). `id` is its file's slug."""

    id: str
    ref: SourceRef
    name: str
    address: Address | None = None
    area: str = ""
    rooms: Mapping[str, Room] = field(default_factory=dict)
    geo: Geo | None = None
    transit: str = ""
    entrance: str = ""
    parking: str = ""
    phone: str = ""
    url: str = ""
    hours: str = ""
    access: Mapping[str, AccessFact] = field(default_factory=dict)
    closed: tuple[DayRange, ...] = ()
    closed_calendars: tuple[str, ...] = ()
    library_site: bool = False
    aliases: tuple[str, ...] = ()
    ended: date | None = None
    """The last day on which it was a place for events."""
    was_at: tuple[str, ...] = ()
    """Ids it had before."""


class PlaceKind(StrEnum):
    """Which of the ways of saying where was used."""

    VENUE = "venue"
    ADDRESS = "address"
    AREA = "area"
    ONLINE = "online"
    ON_REQUEST = "on request"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event (or one date of it) happens, as a group that is replaced whole.

    `venue` and `room` are ids. `online` beside VENUE or ADDRESS is hybrid. With ON_REQUEST there is an
    `area` at most; with CONFIDENTIAL every other field is empty.
    """

    kind: PlaceKind
    venue: str = ""
    room: str = ""
    online: str = ""
    address: Address | None = None
    area: str = ""

    @property
    def is_published(self) -> bool:
        """Whether anything finer than an area may be published."""
        return self.kind not in (PlaceKind.ON_REQUEST, PlaceKind.CONFIDENTIAL)
