"""What may be written of a partner: `content/partners/<partner>.yaml` or `.md`."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from bulletin.model.partner import CohostPolicy, Tier, Trust
from bulletin.model.records.event import Costs, EventDefaults, TextOrAddress
from bulletin.model.records.event_parts import ContactRecord, VerifiedRecord
from bulletin.model.records.shapes import (
    NOT_USED_YET,
    Day,
    DayCount,
    EndedRecord,
    FileName,
    Language,
    Line,
    LongText,
    Many,
    Names,
    Record,
    Slug,
    Title,
    Url,
    YesNo,
    Zone,
)


class AgreementRecord(Record):
    """What the library and the partner agreed on."""

    since: Annotated[Day | None, NOT_USED_YET] = None
    """When it began."""
    review_every: DayCount = 90
    """After how many days the partner is asked whether its listing is still right."""
    lead_time_days: Annotated[DayCount | None, NOT_USED_YET] = None
    """How many days ahead events are handed in."""
    cadence: Annotated[Line | None, NOT_USED_YET] = None
    """How often the partner hands in events."""
    credit_line: Line | None = None
    """The line that thanks the partner or its funder."""


class CalendarSourceRecord(Record):
    """A calendar of the partner's that is read."""

    url: Url
    """Its address (ICS)."""
    include: Many[Line] | None = None
    """Only events whose title holds one of these."""
    exclude: Many[Line] | None = None
    """Not events whose title holds one of these."""
    venue: Slug | None = None
    """The venue when the calendar names none."""
    timezone: Zone | None = None
    """The zone its times are meant in, when the calendar says another."""
    defaults: EventDefaults | None = None
    """Fields for all events of this calendar."""


class SubmitsByRecord(Record):
    """How the partner hands in events."""

    channel: Line | None = None
    """pull request, form, folder, calendar, mail, phone …"""
    calendars: Many[CalendarSourceRecord] | None = None
    """Calendars that are read."""


class ServiceRecord(Record):
    """A standing offer of a partner, without a date."""

    name: Title
    """What it is called."""
    summary: Line | None = None
    """One plain sentence."""
    status: Literal["active", "inactive", "temporarily closed"] = "active"
    """active, inactive or temporarily closed."""
    needs: Many[Line] | None = None
    """The needs it answers."""
    hours: Line | None = None
    """When it is open: `Mon-Fri 9:00-17:00, Sat 10-12`."""
    who: Line | None = None
    """Who may come, in words."""
    ages: Line | None = None
    """Ages in words."""
    documents: Many[Line] | None = None
    """Papers to have with you."""
    cost: Costs | None = None
    """What it costs."""
    languages: Names[Language] | None = None
    """Languages it is given in."""
    how_to_start: Line | None = None
    """The first step."""
    venue: Slug | None = None
    """Where."""
    address: TextOrAddress | None = None
    """Where, when it is not a venue of the board."""
    contact: ContactRecord | None = None
    """Whom to ask."""
    verified: VerifiedRecord | None = None
    """When somebody last made sure that this is right."""


class PartnerRecord(Record):
    """A partner: `content/partners/<partner>.yaml`, or `.md` with what it is about as its text."""

    sections: ClassVar[tuple[str, ...]] = ("partner",)

    name: Title
    """Its name as it writes it."""
    kind: Line | None = None
    """shelter, food bank, school, club, municipal …"""
    about: LongText | None = None
    """Who they are, in a few sentences. In a `.md` file it is the text below the fields."""
    url: Url | None = None
    """Its own site."""
    contact: ContactRecord | None = None
    """Public ways to ask; the default for its events."""
    languages: Names[Language] | None = None
    """Languages people there speak."""
    text_language: Language | None = None
    """The language its texts are written in; default the board's first."""
    needs: Many[Line] | None = None
    """Needs it answers."""
    logo: FileName | None = None
    """A picture beside this file."""
    logo_alt: Line | None = None
    """What the logo shows; required with `logo`."""
    tier: Tier = Tier.MEMBER
    """host, core, member, seasonal, prospect or ended."""
    agreement: AgreementRecord | None = None
    """What was agreed on."""
    submits_by: Annotated[SubmitsByRecord | None, NOT_USED_YET] = None
    """How it hands in events."""
    defaults: EventDefaults | None = None
    """Event fields that hold for all its events unless one says otherwise."""
    cohosts: CohostPolicy | None = None
    """Who may name it as a co-host: anyone, listed (see `accept`) or none."""
    accept: Names[Slug] | None = None
    """Partners that may name it as a co-host."""
    github: Many[Line] | None = None
    """Accounts that may change its folder; the library writes them down."""
    trusted: Many[Trust] | None = None
    """`dates`: changed, cancelled and added dates of its events may go on the board without anybody looking,
    where the board lets them; the library writes it down."""
    verified: VerifiedRecord | None = None
    """When somebody last made sure that this is right."""
    directory: YesNo = True
    """Whether it stands in the list of partners."""
    do_not_list: YesNo = False
    """It asked not to be listed."""
    sensitive: YesNo = False
    """Whether being seen with its events may harm somebody: feeds and shared links never show their titles,
    its pages have "Leave this page", and nobody is asked to propose changes in public."""
    opt_out: Many[Literal["print", "screen", "digest"]] | None = None
    """Where its events do not appear: on printed sheets, on a screen in the lobby, in the weekly digest."""
    services: Annotated[Many[ServiceRecord] | None, NOT_USED_YET] = None
    """Standing offers without a date."""
    ended: EndedRecord | None = None
    """Until when it is a partner, if it has left or is going to leave."""
    was_at: Names[Slug] | None = None
    """Names this file, and its folder of events, had before; old pages and calendars lead here."""
    funder: Annotated[Many[Line] | None, NOT_USED_YET] = None
    """Names of those who fund it."""
