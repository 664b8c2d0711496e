"""The values of each kind of page, in the order they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bulletin.model.site.form import OpenValues, SubmitValues
from bulletin.model.site.paper import BandEntry, Flyer, PaperDay, PosterFrame, PosterRow, SheetFrame
from bulletin.model.site.parts import (
    Agenda,
    ChoiceGroup,
    DayGroup,
    EventCard,
    Fact,
    ImageValues,
    Link,
    MixedText,
    MonthTable,
    Subscribe,
    TextRun,
)


@dataclass(frozen=True, slots=True)
class HomeValues:
    """The first page: today and the next seven days, and the rare dates after them."""

    chips: tuple[Link, ...]
    agenda: Agenda
    to_note: tuple[EventCard, ...]
    month: MonthTable | None
    needs: tuple[Link, ...]
    subscribe: Subscribe | None = None


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
class ListValues:
    """A list page: agenda of all events, a category, an audience, a need, a language, free, when, a day.

    `intro` is sanitised HTML or "". `crumbs` lead back. `siblings` are its neighbours (other categories,
    the day before and after).
    """

    title: str
    kind: str
    agenda: Agenda
    crumbs: tuple[Link, ...] = ()
    intro: str = ""
    chips: tuple[Link, ...] = ()
    siblings: tuple[Link, ...] = ()
    siblings_title: str = ""
    previous: Link | None = None
    next: Link | None = None
    month: MonthTable | None = None
    needs: tuple[Link, ...] = ()
    subscribe: Subscribe | None = None
    span: str = ""
    """Of a list of near days, which: tomorrow, weekend, week."""
    steps: NextSteps | None = None


@dataclass(frozen=True, slots=True)
class FindValues:
    """`/events/`: every coming event, and the ways to narrow the list.

    `data` begins the routes of the files the script asks for once somebody narrows or searches. `feeds` are
    the endings of those beside every list, `steps` is what to do where nothing is found.
    """

    title: str
    agenda: Agenda
    groups: tuple[ChoiceGroup, ...]
    data: str
    steps: NextSteps
    month: MonthTable | None = None
    feeds: tuple[str, ...] = ()
    subscribe: Subscribe | None = None


@dataclass(frozen=True, slots=True)
class MonthValues:
    """A month: the table, in it today in full where it is this month, and its rare dates."""

    title: str
    table: MonthTable
    today: DayGroup | None = None
    rare: tuple[EventCard, ...] = ()
    crumbs: tuple[Link, ...] = ()
    subscribe: Subscribe | None = None


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


@dataclass(frozen=True, slots=True)
class EmbedRow:
    """One of the next dates of a partner, as its own website shows it.

    `day` is the day in a line, "Fri 15 Jan", of which the leaf has the three words. `hour` is when it begins.
    """

    card: EventCard
    leaf_weekday: str
    leaf_day: str
    leaf_month: str
    day: str
    hour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedValues:
    """A partner's next dates for a frame within another page. It is as high as the line to paste says.

    `look` names how the rows are drawn (slips, lines), `mode` the colours (light, dark).
    """

    name: MixedText
    rows: tuple[EmbedRow, ...]
    look: str
    mode: str
    whole: MixedText
    """"All events of the Makerspace on the board", which leads to `route`."""
    route: str
    as_of: str
    """"As of Friday 15 January 2027": nothing in it changes until the board is built again."""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class EmbedOffer:
    """One of the frames there are: what it is called, the line to paste, how high it is, and its page."""

    name: str
    line: str
    height: str
    route: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KitValues:
    """What a partner may take home. `submit` leads to the form, which knows who it is; `ways` to all ways."""

    title: MixedText
    offers: tuple[EmbedOffer, ...]
    """The one most will want first."""
    sample: EmbedValues
    """What the first of them looks like."""
    sheets: tuple[Link, ...]
    """To print; each with what it is for."""
    subscribe: Subscribe | None = None
    submit: Link | None = None
    ways: Link | None = None
    crumbs: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignValues:
    """A sheet for the door: a code to scan, and the address in letters. `size` is that of the name: large,
    middle, small."""

    poster: PosterFrame
    name: MixedText
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterValues:
    """A partner's next dates on one sheet, as many as there is room for in large print."""

    poster: PosterFrame
    name: MixedText
    size: str
    rows: tuple[PosterRow, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class SubmitWay:
    """A way to hand in events: whom it is for, what to do; `links` lead to where it is done."""

    name: str
    about: str
    steps: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysValues:
    """How to hand in events. `words` are those around the ways, by their names.

    `lang` and `dir` are those of its words, where that is not the page's language.
    """

    title: str
    words: Mapping[str, str]
    needed: tuple[str, ...]
    ways: tuple[SubmitWay, ...]
    flyer: Link | None = None
    lang: str = ""
    dir: str = ""
    crumbs: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecruitingValues:
    """A sheet that asks for events: what it costs, the ways to hand in, whom to ask. `words`, `lang` and
    `dir` as of the ways."""

    poster: PosterFrame
    words: Mapping[str, str]
    ways: tuple[SubmitWay, ...]
    contact: ContactValues
    lang: str = ""
    dir: str = ""


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


@dataclass(frozen=True, slots=True)
class IndexValues:
    """A page of links: all partners, all venues, all categories. `groups` are (heading, links)."""

    title: str
    groups: tuple[tuple[str, tuple[Link, ...]], ...]
    intro: str = ""
    crumbs: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesInShort:
    """The house rules that can be checked, each a sentence, below the page that tells them in full."""

    version: MixedText
    """"Version 3", or ""."""
    form: str
    """That the form is checked, never the viewpoint."""
    rules: tuple[MixedText, ...]
    reasons: tuple[MixedText, ...]
    """For which an event may be declined."""
    again: str
    """That whoever is declined is told why, and may ask again."""
    contact: ContactValues
    """Whom to ask to look again: the board's own."""


@dataclass(frozen=True, slots=True)
class TextValues:
    """A page of text. `rules` stand below the page of house rules alone."""

    title: TextRun
    body: TextRun
    untranslated: str = ""
    crumbs: tuple[Link, ...] = ()
    rules: RulesInShort | None = None


@dataclass(frozen=True, slots=True)
class SubscribeWay:
    """How one program subscribes: `links` do it at once, `address` is another than that of the calendar."""

    name: str
    steps: tuple[str, ...]
    again: str = ""
    note: str = ""
    address: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribeValues:
    """How to have the board in one's own calendar. `words` are those around it, by their names.

    `lang` and `dir` are those of its words, where that is not the page's language.
    """

    words: Mapping[str, str]
    ways: tuple[SubscribeWay, ...]
    address: str
    webcal: str
    calendar: str
    lang: str = ""
    dir: str = ""
    crumbs: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class RedirectValues:
    """An old address: `route` is where it went."""

    title: str
    route: str


@dataclass(frozen=True, slots=True)
class LostWords:
    """What the 404 page says in one language, and the first page of that language."""

    lang: str
    dir: str
    title: str
    about: str
    back: str
    home: str


@dataclass(frozen=True, slots=True)
class LostValues:
    """404, in all languages, since a server has one such page for every address.

    Addresses here are absolute: the page is shown under any of them.
    """

    languages: tuple[LostWords, ...]
    """The main one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSheetValues:
    """The week on one page: days in two columns, and below them what is on every day, in three.

    `leaf` names the width of the leaf (narrow, wide), `times` that of the column of hours (short, long,
    longest).
    """

    sheet: SheetFrame
    columns: tuple[tuple[PaperDay, ...], ...]
    leaf: str
    times: str
    band: tuple[tuple[BandEntry, ...], ...]
    more: str = ""
    """How many dates did not fit: "And 6 more:"."""
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LargePrintValues:
    """The week in large print, on as many pages as it takes."""

    sheet: SheetFrame
    days: tuple[PaperDay, ...]
    band: tuple[BandEntry, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSheetValues:
    """The month on one page: its days in two columns; a day may be without lines. `leaf` as in the week."""

    sheet: SheetFrame
    columns: tuple[tuple[PaperDay, ...], ...]
    leaf: str
    band: tuple[tuple[BandEntry, ...], ...]
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestValues:
    """The weekly digest. `html` is made by ourselves, `files` are the same in other forms, and its feed."""

    title: str
    html: str
    files: tuple[Link, ...]
    crumbs: tuple[Link, ...] = ()


Values = (
    HomeValues
    | ListValues
    | FindValues
    | MonthValues
    | EventValues
    | PartnerValues
    | VenueValues
    | IndexValues
    | TextValues
    | SubscribeValues
    | SubmitValues
    | OpenValues
    | RedirectValues
    | LostValues
    | WeekSheetValues
    | LargePrintValues
    | MonthSheetValues
    | DigestValues
    | KitValues
    | EmbedValues
    | SignValues
    | PosterValues
    | WaysValues
    | RecruitingValues
)
