"""Event and Occurrence: what a partner submits, and one dated instance of it.

VEVENT (RFC 5545 §3.6.1), schema.org/Event. These are resolved values: inheritance, words and defaults
have been applied by `load/`. What a person may write is in `records.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bulletin.model.place import NO_CONTACT, AccessFact, Contact, DayRange, Place
from bulletin.model.recurrence import DAY, Series, Start, day_of, lasts_days
from bulletin.model.text import Picture, Text
from bulletin.problems import SourceRef

_MOMENT = timedelta(microseconds=1)


class Status(StrEnum):
    """schema.org eventStatus and RFC 5545 §3.8.1.11 in one list."""

    SCHEDULED = "scheduled"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    MOVED_ONLINE = "moved-online"
    FULL = "full"

    @property
    def is_off(self) -> bool:
        """Nobody should come: STATUS:CANCELLED in a calendar."""
        return self in (Status.CANCELLED, Status.POSTPONED)


class Format(StrEnum):
    """How people take part; decides the line it is counted in."""

    GROUP = "group"
    SELF_DIRECTED = "self-directed"
    ONE_TO_ONE = "one-to-one"
    RECORDED = "recorded"


class Mode(StrEnum):
    """Derived from format and place."""

    ONSITE = "onsite"
    OFFSITE = "offsite"
    VIRTUAL = "virtual"
    HYBRID = "hybrid"
    SELF_DIRECTED = "self-directed"
    ONE_TO_ONE = "one-to-one"
    RECORDED = "recorded"


class LibraryRole(StrEnum):
    NONE = "none"
    HOST_SPACE = "host-space"
    CO_SPONSOR = "co-sponsor"
    SPONSOR = "sponsor"


class RegistrationKind(StrEnum):
    NONE = "none"
    DROP_IN = "drop-in"
    RECOMMENDED = "recommended"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Registration:
    """Whether and how to sign up. `opens` and `closes` are local days or aware instants."""

    kind: RegistrationKind = RegistrationKind.NONE
    url: str = ""
    phone: str = ""
    email: str = ""
    opens: Start | None = None
    closes: Start | None = None
    capacity: int | None = None
    waitlist: bool = False


@dataclass(frozen=True, slots=True)
class Cost:
    """One price. `amount` is money in the board's currency as a decimal text ("5", "2.50"), "0" when free,
    "" when it has no fixed amount ("donation", "pay what you can": then `label` says so).
    """

    amount: str = ""
    label: str = ""
    note: str = ""

    @property
    def is_free(self) -> bool:
        return self.amount == "0"


@dataclass(frozen=True, slots=True)
class Change:
    """What differs on one date of a series (RFC 5545 §3.8.4.4 RECURRENCE-ID).

    `original` is the start it would have had. None means "as the event says".
    """

    series: str
    original: Start
    ref: SourceRef
    start: Start | None = None
    length: timedelta | None = None
    place: Place | None = None
    access: Mapping[str, AccessFact] | None = None
    registration: Registration | None = None
    status: Status | None = None
    note: str = ""
    label: str = ""

    @property
    def is_postponed(self) -> bool:
        return self.status is Status.POSTPONED and self.start is None


@dataclass(frozen=True, slots=True)
class TypedRecord:
    """An event's record as somebody typed it: its fields under our names, and the text below them.

    A value is a text, or a list or a map of such.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a partner submits; may recur.

    `id` is `<partner>/<slug>` for life, `uid` is `<id>@<uid_domain>`; `partner` and `slug` are where its
    file lies now and give its address. `ref` is the file; `lines` says on which line a field stands.
    """

    id: str
    uid: str
    partner: str
    slug: str
    ref: SourceRef
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    typed: TypedRecord = field(default=TypedRecord(), compare=False, repr=False)

    text: Text
    text_language: str
    translations: Mapping[str, Text] = field(default_factory=dict)

    timezone: str
    series: tuple[Series, ...]
    changes: tuple[Change, ...] = ()
    publish_dates: bool = True
    review_by: date | None = None
    rain_date: Start | DayRange | None = None
    was: Start | None = None
    calendars: tuple[str, ...] = ()
    """Ids of the calendar files its dates depend on."""

    place: Place
    access: Mapping[str, AccessFact] = field(default_factory=dict)
    access_note: str = ""

    status: Status = Status.SCHEDULED
    status_note: str = ""
    hosts: tuple[str, ...] = ()
    """Co-hosts by partner id, as the event claims them; see `Board.accepted_hosts`."""
    format: Format = Format.GROUP

    categories: tuple[str, ...] = ("other",)
    audience: str = "general"
    """For counting. `general`, which everybody is counted in who names no group, says nothing of ages."""
    is_for_all_ages: bool = False
    """Whether somebody wrote that it is for all ages."""
    ages: str = ""
    welcome: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    cost: tuple[Cost, ...] = ()
    """Empty where nobody said what it costs: then nothing is said of it anywhere."""
    registration: Registration = Registration()
    languages: tuple[str, ...] = ()
    interpretation: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    needs_no_id: bool = False
    """Whether somebody wrote that nobody has to show who they are."""
    contact: Contact = NO_CONTACT
    image: Picture | None = None
    flyer: str = ""
    discreet_title: str = ""
    part_of: str = ""
    series_name: str = ""
    publish_from: date | None = None
    publish_until: date | None = None
    was_at: tuple[str, ...] = ()
    posted: datetime | None = None
    changed: datetime | None = None
    verified: date | None = None
    source: str = ""

    @property
    def is_free(self) -> bool:
        return bool(self.cost) and all(cost.is_free for cost in self.cost)

    @property
    def told_audience(self) -> str:
        """The audience that may be told to people, "" where the event is only counted in one."""
        return self.audience if self.audience != "general" or self.is_for_all_ages else ""

    @property
    def is_recurring(self) -> bool:
        return any(series.rule or series.extra for series in self.series)

    @property
    def only_change(self) -> Change | None:
        """What differs on the date of an event that has only one."""
        return next(iter(self.changes), None) if not self.is_recurring else None

    @property
    def is_postponed(self) -> bool:
        """Whether it, or one of its dates, waits for a new one."""
        if self.is_recurring and any(each.is_postponed for each in self.changes):
            return True
        change = self.only_change
        return ((change and change.status) or self.status) is Status.POSTPONED


PLACE_FIELDS = frozenset({"place", "venue", "room", "online", "address", "area", "location"})
"""The fields of a record that together say where it is."""

TIME_FIELDS = frozenset({"start", "end", "duration", "timezone", "repeat", "dates", "skip", "changes"})
"""Those that together say when."""


@dataclass(frozen=True, slots=True)
class PartlyRead:
    """What is understood of a file with errors.

    `unread` names the fields with an error, and `place` or `start` where nothing is known of it; what the
    event has in their place means nothing. `begins` is its start where only the other dates are not known.
    """

    event: Event
    unread: frozenset[str]
    begins: Start | None = None


@dataclass(frozen=True, slots=True)
class OccurrenceId:
    """(uid, original start); text `<uid>#2027-01-26T1030`, all-day `<uid>#2027-01-26`. Used as guid."""

    uid: str
    original: Start

    def __str__(self) -> str:
        pattern = "%Y-%m-%dT%H%M" if isinstance(self.original, datetime) else "%Y-%m-%d"
        return f"{self.uid}#{self.original.strftime(pattern)}"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One dated instance of an event with its change applied. Computed, never edited.

    `start` and `end` are both dates (all-day, `end` exclusive) or both aware datetimes in the event's
    zone. `original` is the start the rule gave. `end` is an hour later where nobody said when it ends
    (`has_end`): clashes and calendars need one, and nothing published may claim it.
    """

    event: Event
    series: Series
    original: Start
    start: Start
    end: Start
    status: Status
    place: Place
    access: Mapping[str, AccessFact]
    registration: Registration
    note: str = ""
    label: str = ""
    change: Change | None = None
    day: date = field(init=False, compare=False)
    """The local day it begins, in the event's own zone."""
    last_day: date = field(init=False, compare=False)
    """The last local day it touches: an end at midnight, or one not given, touches no next day."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "day", day_of(self.start))
        object.__setattr__(self, "last_day", self._last_day())

    def _last_day(self) -> date:
        if not self.has_end:
            return self.day
        if isinstance(self.end, datetime):
            last = (self.end - _MOMENT).date()
            return max(last, self.day)
        return max(self.end - DAY, self.day)

    @property
    def id(self) -> OccurrenceId:
        return OccurrenceId(self.series.uid, self.original)

    @property
    def has_end(self) -> bool:
        """Whether somebody said when it ends, for this date or for all of them."""
        return self.series.has_end or (self.change is not None and self.change.length is not None)

    @property
    def lasts_days(self) -> bool:
        """Whether it goes on on another day: a night out that ends in the morning does not."""
        return lasts_days(self.start, self.end)

    @property
    def is_all_day(self) -> bool:
        return not isinstance(self.start, datetime)

    @property
    def sort_key(self) -> tuple[date, int, timedelta, str, str, str]:
        """All-day first, then by start, the shorter first; then by title and id."""
        if isinstance(self.start, datetime) and isinstance(self.end, datetime):
            minutes, length = self.start.hour * 60 + self.start.minute + 1, self.end - self.start
        else:
            minutes, length = 0, self.last_day - self.day
        return (self.day, minutes, length, self.event.text.title, self.event.id, self.series.key)
