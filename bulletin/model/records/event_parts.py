"""What may be written below single fields of an event: whom to ask, where, what it costs, how it repeats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from bulletin.model.event import RegistrationKind
from bulletin.model.records.aliases import ALIASES_IN_ADDRESSES
from bulletin.model.records.repeats import as_repeat
from bulletin.model.records.shapes import (
    NOT_USED_YET,
    Amount,
    Day,
    Email,
    Line,
    Many,
    Moment,
    Phone,
    Record,
    Slug,
    Url,
    YesNo,
)

Number = Annotated[int, Field(ge=1, le=1_000_000)]


class ContactRecord(Record):
    """Public ways to ask. Private ones never enter `content/`."""

    sections: ClassVar[tuple[str, ...]] = ("contact",)

    phone: Phone | None = None
    """A number to call."""
    text: Phone | None = None
    """A number that takes text messages."""
    email: Email | None = None
    """A public e-mail address."""
    url: Url | None = None
    """A page with more."""


class AddressRecord(Record):
    """A postal address in parts."""

    sections: ClassVar[tuple[str, ...]] = ("address",)

    field_aliases: ClassVar[Mapping[str, str]] = ALIASES_IN_ADDRESSES

    street: Line | None = None
    """Street and number."""
    locality: Line | None = None
    """Town."""
    region: Line | None = None
    """Province or state."""
    postal: Line | None = None
    """Postal code."""
    country: Line | None = None
    """Country."""


class RegistrationRecord(Record):
    """Whether and how to sign up."""

    sections: ClassVar[tuple[str, ...]] = ("registration",)

    field_aliases: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("required", "recommended"), "Write which it is, as in: kind: required"),
        **dict.fromkeys(("link", "website", "form"), "url"),
        **dict.fromkeys(("deadline", "by", "until", "before"), "closes"),
        **dict.fromkeys(("places", "seats", "spots", "max", "limit"), "capacity"),
    }
    kind: RegistrationKind = RegistrationKind.REQUIRED
    """none, drop-in, recommended or required."""
    url: Url | None = None
    """Where to sign up."""
    phone: Phone | None = None
    """The number to call."""
    email: Email | None = None
    """The address to write to."""
    opens: Moment | None = None
    """When sign-up opens."""
    closes: Moment | None = None
    """The last moment to sign up."""
    capacity: Number | None = None
    """How many places there are."""
    waitlist: YesNo = False
    """Whether there is a waiting list."""


class CostRecord(Record):
    """One price of several."""

    sections: ClassVar[tuple[str, ...]] = ("cost",)

    label: Line | None = None
    """Who pays it: adults, family."""
    amount: Amount
    """How much; `0` is free."""
    note: Line | None = None
    """What to know: waived on request."""

    @model_validator(mode="before")
    @classmethod
    def _with_currency(cls, data: Any) -> Any:
        """`{amount: 5, currency: USD}` as `5 USD`: never an amount in the board's own currency."""
        if not isinstance(data, dict) or not (data.get("amount") and data.get("currency")):
            return data
        rest = {name: value for name, value in data.items() if name != "currency"}
        return {**rest, "amount": f"{data['amount']} {data['currency']}"}


class SourceRecord(Record):
    """Where a record came from; written by our tools."""

    channel: Line | None = None
    """How it was handed in: form, sheet, calendar, mail."""
    url: Annotated[Url | None, NOT_USED_YET] = None
    """The calendar it was read from."""
    uid: Annotated[Line | None, NOT_USED_YET] = None
    """The source's own UID; never published."""


class VerifiedRecord(Record):
    """When somebody last made sure that this is right."""

    date: Day
    """The day it was checked."""
    how: Annotated[Literal["self", "phone", "feed", "staff"], NOT_USED_YET] = "self"
    """By whom: the partner itself, by phone, by its calendar, by staff."""


class ContributionRecord(Record):
    """What somebody gave towards the event."""

    by: Line
    """Who gave it."""
    what: Literal["space", "staff_hours", "materials", "money", "publicity"]
    """What was given."""
    amount: Amount | None = None
    """How much."""
    note: Line | None = None
    """Anything to remember."""
    public: YesNo = False
    """Whether it may be shown."""


class RepeatRecord(Record):
    """A repeat in fields instead of words."""

    sections: ClassVar[tuple[str, ...]] = ("repeat",)

    @model_validator(mode="before")
    @classmethod
    def _as_other_programs(cls, value: Any) -> Any:
        return as_repeat(value) if isinstance(value, dict) else value

    every: Line | None = None
    """day, week, month, year, or a number of them: `2 weeks`."""
    on: Many[Line] | None = None
    """Weekdays (`Tuesday`), their place in the month (`second Saturday`, `last Friday`) or a day of the
    month (`28`)."""
    from_: Line | None = Field(None, alias="from")
    """The time these dates begin; default the event's."""
    to: Line | None = None
    """The time these dates end; default the event's."""
    until: Day | None = None
    """The last day, included."""
    count: Number | None = None
    """How many dates, counted before `skip`."""
    months: Many[Line] | None = None
    """Only in these months."""
    except_: Many[Line] | None = Field(None, alias="except")
    """Not in these months; not on these dates, ranges or calendars of days off."""
    key: Slug | None = None
    """A short name of this rule; each rule after the first needs one, and it never changes."""
    words: Line | None = None
    """The rule in words, when a `key` stands beside it."""
    rrule: Line | None = None
    """The rule as an RFC 5545 RRULE, for those who have one."""
