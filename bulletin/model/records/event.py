"""What may be written of an event: `content/events/<partner>/<slug>.yaml` or `.md`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Tag
from pydantic.fields import FieldInfo

from bulletin.model.event import Format, LibraryRole, RegistrationKind, Status
from bulletin.model.records.aliases import (
    ALIASES,
    ALIASES_IN_CHANGES,
    ALIASES_IN_EVENTS,
    ALIASES_IN_TRANSLATIONS,
)
from bulletin.model.records.event_parts import (
    AddressRecord,
    ContactRecord,
    ContributionRecord,
    CostRecord,
    RegistrationRecord,
    RepeatRecord,
    SourceRecord,
    VerifiedRecord,
)
from bulletin.model.records.shapes import (
    BY_SHAPE,
    NOT_USED_YET,
    Amount,
    Day,
    Duration,
    FactText,
    FileName,
    Id,
    Instant,
    Language,
    Line,
    LongText,
    Many,
    Moment,
    Names,
    PlaceName,
    Record,
    Summary,
    Title,
    Url,
    Words,
    YesNo,
    Zone,
)

TextOrAddress = Annotated[Annotated[Line, Tag("text")] | Annotated[AddressRecord, Tag("map")], BY_SHAPE]


WordOrRegistration = Annotated[
    Annotated[RegistrationKind, Tag("text")] | Annotated[RegistrationRecord, Tag("map")], BY_SHAPE
]


OneCost = Annotated[Annotated[Amount, Tag("text")] | Annotated[CostRecord, Tag("map")], BY_SHAPE]
Costs = Annotated[
    Annotated[Amount, Tag("text")]
    | Annotated[CostRecord, Tag("map")]
    | Annotated[tuple[OneCost, ...], Tag("list")],
    BY_SHAPE,
]


OneRepeat = Annotated[Annotated[Line, Tag("text")] | Annotated[RepeatRecord, Tag("map")], BY_SHAPE]
Repeats = Annotated[
    Annotated[Line, Tag("text")]
    | Annotated[RepeatRecord, Tag("map")]
    | Annotated[tuple[OneRepeat, ...], Tag("list")],
    BY_SHAPE,
]


class PlaceFields(Record):
    """Where it happens: one of these. A venue or an address together with `online` is hybrid."""

    venue: PlaceName | None = None
    """The name of a file in `content/venues/`, without its ending."""
    room: PlaceName | None = None
    """A room of the venue."""
    online: Url | None = None
    """The address to join online."""
    address: TextOrAddress | None = None
    """A place that is not in `content/venues/`."""
    area: Line | None = None
    """Only the part of town."""
    location: Literal["on request", "confidential"] | None = None
    """`on request`: people hear the place when they call. `confidential`: it is never told here."""


class ChangeRecord(PlaceFields):
    """What differs on one date. Everything not written stays as the event says."""

    sections: ClassVar[tuple[str, ...]] = ("changes", "event")

    field_aliases: ClassVar[Mapping[str, str]] = ALIASES_IN_CHANGES

    start: Line | None = None
    """Another start: a time, or a date and a time."""
    end: Line | None = None
    """Another end."""
    registration: WordOrRegistration | None = None
    """Another way to sign up."""
    access: dict[str, FactText] | None = None
    """Access facts that differ that day."""
    status: Status | None = None
    """cancelled, postponed, full, moved-online …"""
    note: Line | None = None
    """Why, in a few words; shown beside the date."""
    label: Line | None = None
    """A name for this date: opening night."""


CancelledOrChange = Annotated[
    Annotated[Literal["cancelled"], Tag("text")] | Annotated[ChangeRecord, Tag("map")], BY_SHAPE
]


class EventDefaults(PlaceFields):
    """Every event field that a partner may also set once for all its events, under `defaults`."""

    sections: ClassVar[tuple[str, ...]] = ("event",)

    usual: ClassVar[tuple[str, ...]] = (
        "venue",
        "duration",
        "audience",
        "categories",
        "cost",
        "languages",
        "registration",
        "access",
    )
    field_aliases: ClassVar[Mapping[str, str]] = ALIASES

    end: Line | None = None
    """When it ends. A time alone means the same day (or the next, when the event lasts at most 14
    hours); `24:00` is midnight. All-day: the last day. Without it only the start is published; a calendar
    entry lasts an hour and says that no end was given."""
    duration: Duration | None = None
    """How long it lasts, instead of `end`."""
    timezone: Zone | None = None
    """The time zone of its times; default the board's."""
    summary: Summary | None = None
    """One plain sentence of at most 160 characters for lists, paper and screens; they cut a longer one at a
    sentence or a word. Default: the first sentence of the description."""
    description: LongText | None = None
    """What people should know, in plain words (Markdown). In a `.md` file it is the text below the fields."""
    repeat: Repeats | None = None
    """How it repeats, in words (`every other Thursday until 16 June 2027`), in fields, or a list of
    either."""
    skip: Many[Line] | None = None
    """Dates (or ranges, or the name of a calendar of days off) on which it is not held and not mentioned."""
    review_by: Day | None = None
    """The day by which somebody looks whether it still takes place; an endless repeat needs one."""
    status: Status = Status.SCHEDULED
    """scheduled, tentative, cancelled, postponed, rescheduled, moved-online or full."""
    status_note: Line | None = None
    """Why, in a few words."""
    was: Moment | None = None
    """With `rescheduled`: the start it had before."""
    rain_date: Moment | None = None
    """Another start in case of bad weather, or a first and a last day; shown, not counted."""
    publish_dates: YesNo = True
    """`no` beside `location: confidential`: no date is published anywhere."""
    hosts: Names[PlaceName] | None = None
    """Partners who hold it together with you, if they accept."""
    library_role: Annotated[LibraryRole, NOT_USED_YET] = LibraryRole.NONE
    """What the library gives: none, host-space, co-sponsor or sponsor."""
    format: Format = Format.GROUP
    """group, self-directed, one-to-one or recorded."""
    categories: Many[Line] | None = None
    """One to three programme types."""
    audience: Line | None = None
    """The main age group, exactly one: 0-5, 6-11, 12-18, 19+ or general, which only counts it. With
    `all ages` the page says that it is for everybody."""
    ages: Line | None = None
    """The ages in people's words: `ages 6 to 9`."""
    welcome: Many[Line] | None = None
    """Especially for: newcomers, seniors, come-alone …; never a restriction."""
    needs: Many[Line] | None = None
    """Up to two needs it answers: eat, sleep, health, work …"""
    cost: Costs | None = None
    """free, donation, pay what you can, `$5`, or a list of prices. Where it is not given
    nothing is said of it, and the page says whom to ask."""
    registration: WordOrRegistration = RegistrationKind.NONE
    """none, drop-in, recommended or required, or a map with `url`, `phone`, `email`, `opens`, `closes`,
    `capacity`, `waitlist`."""
    languages: Names[Language] | None = None
    """The languages it is held in."""
    interpretation: Names[Language] | None = None
    """Languages with an interpreter."""
    text_language: Language | None = None
    """The language this text is written in; default the partner's, else the board's."""
    access: dict[str, FactText] | None = None
    """Facts of getting in and taking part, each yes, no or unknown, with a note if you like."""
    access_note: Words | None = None
    """Anything else about access."""
    bring: Many[Line] | None = None
    """What to bring."""
    documents: Many[Line] | None = None
    """Papers to have with you; `no ID needed` is worth gold."""
    contact: ContactRecord | None = None
    """Public ways to ask: phone, text, email, url."""
    image: FileName | None = None
    """A picture beside this file (png, jpg or webp)."""
    image_alt: Line | None = None
    """What the picture shows, for people who cannot see it; required with `image`."""
    image_credit: Line | None = None
    """Who made the picture."""
    flyer: FileName | None = None
    """A PDF beside this file."""
    discreet_title: Title | None = None
    """What calendars show instead of the title."""
    series: Line | None = None
    """One name for different sessions that belong together."""
    part_of: Id | None = None
    """The festival or programme this belongs to."""
    publish_from: Day | None = None
    """Not shown before this day."""
    publish_until: Day | None = None
    """Not shown after this day."""
    source: SourceRecord | None = None
    """Where it came from; written by our tools."""
    verified: VerifiedRecord | None = None
    """When somebody last made sure that this is right."""
    posted: Instant | None = None
    """When it was first posted; written by our tools where there is no version history."""
    changed: Instant | None = None
    """When it last changed; written by our tools where there is no version history."""
    contributed: Annotated[Many[ContributionRecord] | None, NOT_USED_YET] = None
    """Who gave what towards it."""
    funder: Annotated[Many[Line] | None, NOT_USED_YET] = None
    """Names of those who fund it."""


ONLY_STAFF = frozenset(
    ("id", "was_at", "verified", "source", "posted", "changed", "contributed", "funder", "library_role")
)
"""Fields that only the library fills in."""

DEFAULTS_EXCLUDED = ("title", "start", "dates", "changes", "id", "was_at")
"""Fields that say one event apart from another and so cannot be a partner's default."""


class EventRecord(EventDefaults):
    """An event: `content/events/<partner>/<name>.yaml`, or `.md` with the description as its text."""

    usual: ClassVar[tuple[str, ...]] = (
        *("title", "start", "end", "venue", "repeat", "skip", "summary", "description"),
        *("cost", "registration", "categories", "audience", "contact", "image"),
    )
    field_aliases: ClassVar[Mapping[str, str]] = ALIASES_IN_EVENTS

    title: Title
    """The name of the event, without date or "cancelled"."""
    start: Moment | None = None
    """The first (or only) start, in local time. A date alone makes it all-day. An offset behind the time is
    read where it is that of the place on that day."""
    dates: Many[Line] | None = None
    """Extra dates: a date (at the start's time), a date and a time, or a date and its own hours
    (`2027-02-28 12:00-16:00`)."""
    changes: dict[str, CancelledOrChange] | None = None
    """What differs on single dates, by their original date: `cancelled`, or what is different."""
    id: Id | None = None
    """Its permanent name, when the file is renamed."""
    was_at: Many[Line] | None = None
    """Old addresses that lead here."""


class TranslationRecord(Record):
    """A translation: `<name>.<language>.md`, beside the event or the page.

    Everything else is said once, in the original.
    """

    sections: ClassVar[tuple[str, ...]] = ("translations", "event")

    field_aliases: ClassVar[Mapping[str, str]] = ALIASES_IN_TRANSLATIONS

    title: Title
    """The title in that language."""
    summary: Summary | None = None
    """One plain sentence in that language."""
    description: LongText | None = None
    """The description in that language; in a `.md` file it is the text below the fields."""
    ages: Line | None = None
    """The ages in that language: `dès 6 ans`."""
    status_note: Line | None = None
    """Why it is cancelled or postponed, in that language."""
    access_note: Words | None = None
    """Anything else about access, in that language."""
    cost_note: Many[Line] | None = None
    """What stands beside the price, in that language: `gratuit pour les membres`. Of several prices one
    line each, in the order in which they stand in `cost`."""


_GROUPS: Mapping[str, type[Record]] = {"registration": RegistrationRecord, "contact": ContactRecord}


def event_field(name: str) -> FieldInfo:
    """The field of that name; `contact.phone` is one of the fields below `contact`."""
    group, _, part = name.partition(".")
    return (_GROUPS[group] if part else EventRecord).model_fields[part or name]
