"""The values of the pages of one thing: an event, a partner, a venue."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.model.site.paper import Flyer
from bulletin.model.site.parts import (
    Agenda,
    EventCard,
    Fact,
    ImageValues,
    Link,
    MixedText,
    Subscribe,
    TextRun,
)


@dataclass(frozen=True, slots=True)
class ContactValues:
    """Public ways to ask. `phone_href` is a tel: address, "" where the number has too few digits."""

    phone: str = ""
    phone_href: str = ""
    text: str = ""
    email: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What to do where nothing was found: lists beside it, the next events of the board, whom to ask.

    `ask` is the sentence that asks; `subject` what a mail to the board is about.
    """

    links: tuple[Link, ...]
    links_title: str
    soonest: tuple[EventCard, ...]
    soonest_title: str
    contact: ContactValues
    ask_title: str
    ask: str
    subject: str


@dataclass(frozen=True, slots=True)
class DateRow:
    """One of the next dates of an event. `end` is the last day of one that lasts several, else ""."""

    text: str
    start: str
    anchor: str
    end: str = ""
    status: str = ""
    status_word: str = ""
    struck: bool = False
    note: MixedText = ""
    route: str = ""
    """The day's page."""


@dataclass(frozen=True, slots=True)
class DateFold:
    """Further dates, folded by month: "March 2027 (9)"."""

    title: str
    rows: tuple[DateRow, ...]


@dataclass(frozen=True, slots=True)
class PlaceValues:
    """ "Where": `name` is the heading line; `lines` follow; never anything of a confidential place."""

    name: MixedText
    lines: tuple[MixedText, ...] = ()
    route: str = ""
    map_url: str = ""
    online_url: str = ""


@dataclass(frozen=True, slots=True)
class CalendarMenu:
    """Ways to put an event into a calendar. `date` names the date that is copied once: its file's route, and
    the addresses that fill in the forms of Google's and Outlook's calendars.

    `address` is the event's own calendar, "" of an event with one date; `webcal` the same for programs that
    subscribe, and two addresses that subscribe to it in Google's and Outlook's. `whole` is its route, as a
    file of all dates.
    """

    date: str
    file: str
    google: str
    outlook: str
    address: str = ""
    webcal: str = ""
    google_series: str = ""
    outlook_series: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventValues:
    """An event's own page, in the order it is read."""

    title: TextRun
    summary: TextRun
    body: TextRun
    """`text` is sanitised HTML."""
    untranslated: str = ""
    """"This text is in French." when the text is not in the page's language."""
    crumbs: tuple[Link, ...] = ()
    category: str = ""
    status: str = ""
    status_word: str = ""
    status_note: MixedText = ""
    struck: bool = False
    anchor: str = ""
    """The id of `when`, of an event with one date."""
    when: str = ""
    when_notes: tuple[str, ...] = ()
    chosen: tuple[DateRow, ...] = ()
    """Its dates again: the one that a link from a list has chosen shows under "When"."""
    next_date: DateRow | None = None
    where: tuple[PlaceValues, ...] = ()
    for_me: MixedText = ""
    """One line: "Adults. Held in English."""
    access: tuple[Fact, ...] = ()
    """At most six: what may keep somebody out is among them."""
    more_access: tuple[Fact, ...] = ()
    more_access_title: str = ""
    """"3 more, and 2 not checked"."""
    access_note: MixedText = ""
    getting_in: tuple[MixedText, ...] = ()
    registration_url: str = ""
    contact: ContactValues = ContactValues()
    contact_missing: str = ""
    must_call: bool = False
    """Whether to call before coming, since the place or the dates are not published."""
    leave_url: str = ""
    """Where "Leave this page" leads, on pages that somebody may have to leave quickly."""
    dates: tuple[DateRow, ...] = ()
    more_dates: tuple[DateFold, ...] = ()
    past_dates: str = ""
    by: tuple[Link, ...] = ()
    """Leading partner first, then accepted co-hosts."""
    logo: ImageValues | None = None
    """The leading partner's."""
    checked: str = ""
    shared_title: str = ""
    """What it is called when it is sent to somebody, where that is not the title."""
    suggest_url: str = ""
    wrong_url: str = ""
    wrong_subject: str = ""
    form_route: str = ""
    """The form, begun with this event; "" of what nobody may begin with."""
    image: ImageValues | None = None
    flyer: str = ""
    calendar: CalendarMenu | None = None
    """None when no date is published, or none is held any more."""
    address: str = ""
    """The page's own absolute address, to be shared."""
    printed: Flyer | None = None
    """What it says besides on paper; None on boards that do without paper."""
    subscribe: Subscribe | None = None
    facts: tuple[tuple[str, MixedText], ...] = ()
    """Further (label, text) pairs: bring, documents, part of."""
    tags: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerValues:
    """A partner's page: who they are, whom to ask, what is coming up."""

    name: MixedText
    kind: str
    body: TextRun
    agenda: Agenda
    contact: ContactValues
    crumbs: tuple[Link, ...] = ()
    logo: ImageValues | None = None
    checked: str = ""
    ended: str = ""
    languages: str = ""
    subscribe: Subscribe | None = None
    credit_line: MixedText = ""
    leave_url: str = ""
    form_route: str = ""
    """The form, begun with this partner; "" of one that is not to be spoken of in public."""
    kit: Link | None = None
    """To what the partner may take home: the line for its own website, a sign, a poster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueValues:
    """A venue's page: how to find it and get in, what is coming up there."""

    name: MixedText
    lines: tuple[tuple[str, MixedText], ...]
    """(label, text): address, transit, entrance, parking, phone, hours."""
    access: tuple[Fact, ...]
    rooms: tuple[tuple[MixedText, str], ...]
    agenda: Agenda
    crumbs: tuple[Link, ...] = ()
    map_url: str = ""
    url: str = ""
    closed: tuple[str, ...] = ()
    ended: str = ""
    subscribe: Subscribe | None = None
