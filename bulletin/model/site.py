"""Site: everything published, as plain values.

A `Page` is a template and complete values; nothing in it can ask the Board. All words are already in
the page's language, all dates already written out; `route`s are site paths without a leading slash
("events/oak/story-time/", "" is home) which the renderer turns into relative addresses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bulletin.model.feed import CalendarFeed, CalendarItem, NewsFeed


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to publish: `path` is relative to the output folder, with `/`."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. `route` is a site path (with `#anchor` at most) or an absolute URL."""

    text: str
    route: str
    lang: str = ""
    current: bool = False
    count: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class LocalText:
    """Text in a language that may differ from the page's. `lang` is "" when it is the same."""

    text: str
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a slip in words. `kind`: category, free, cost, language, access, registration, audience,
    repeat, check (please check before you go), no-id, mode. `mark`: yes, no, unknown or ""."""

    kind: str
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """One entry of a list: a date of an event.

    `start`/`end` are ISO 8601 (date or date-time with offset) for `<time datetime>`; `time` is what people
    read ("18:00 – 21:00", "All day"); `time_note` what stands under it ("tomorrow", "until 17 January").
    `status` is a Status value or ""; `status_word` its word in the page's language; `struck` says the
    title is crossed out. `anchor` is the id of this slip on its page ("" when the page repeats an event).
    """

    route: str
    title: LocalText
    time: str
    start: str
    end: str
    time_note: str = ""
    status: str = ""
    status_word: str = ""
    status_note: str = ""
    struck: bool = False
    is_new: bool = False
    place: str = ""
    place_note: str = ""
    category: str = ""
    """Category id: the slip's edge takes its colour (CSS class `cat-<id>`)."""
    facts: tuple[Fact, ...] = ()
    summary: LocalText | None = None
    label: str = ""
    note: str = ""
    phone: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class DayGroup:
    """The slips of one day. `title` is "Today, Friday 15 January"; the leaf is drawn from the three
    short words. `still_on` holds dates of several days that began before."""

    date: str
    title: str
    leaf_weekday: str
    leaf_day: str
    leaf_month: str
    count: str
    route: str
    slips: tuple[Slip, ...]
    still_on: tuple[Slip, ...] = ()
    daily: tuple[Slip, ...] = ()
    """What happens (nearly) every day and stood in full on an earlier day of the page: a line each."""
    is_today: bool = False
    empty: str = ""
    plain_title: str = ""
    """The title without "Today" or "Tomorrow", which a page that nobody rebuilt shows instead."""


@dataclass(frozen=True, slots=True)
class MonthCell:
    """A day of a month table. `titles` holds at most three; `more` is "2 more" or ""."""

    day: str
    date: str
    in_month: bool
    is_today: bool
    route: str
    name: str
    """The whole date in words, for screen readers."""
    titles: tuple[Slip, ...] = ()
    more: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class MonthTable:
    """A month as rows of seven. `weekdays` are (short, long) names in the board's order."""

    title: str
    route: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[MonthCell, ...], ...]
    previous: Link | None = None
    next: Link | None = None


@dataclass(frozen=True, slots=True)
class Subscribe:
    """What stands under "Keep it in your pocket": the feeds beside this page.

    `webcal` is the calendar's absolute address with the scheme webcal; `calendar`, `new`, `soon` are routes.
    """

    title: str
    calendar: str
    webcal: str
    url: str
    new: str = ""
    soon: str = ""
    extra: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language (hreflang)."""

    lang: str
    name: str
    route: str
    dir: str = "ltr"
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of one language shares: masthead, navigation, notices, footer."""

    lang: str
    dir: str
    board_title: str
    tagline: str
    url: str
    home: str
    nav: tuple[Link, ...]
    footer: tuple[Link, ...]
    notices: tuple[str, ...]
    """Sanitised HTML, one line each."""
    made_on: str
    """"Friday 15 January 2027": the day the page was made."""
    made_on_iso: str
    disclaimer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a page says of itself to machines and neighbours."""

    title: str
    description: str = ""
    alternates: tuple[Alternate, ...] = ()
    feeds: tuple[Link, ...] = ()
    canonical: str = ""
    json_ld: tuple[Mapping[str, object], ...] = ()
    image: str = ""
    noindex: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """Days with their slips, then what comes after the days shown ("Later"), then "Without dates"."""

    days: tuple[DayGroup, ...] = ()
    later: tuple[Slip, ...] = ()
    later_title: str = ""
    undated: tuple[Slip, ...] = ()
    count: str = ""
    """How many, in words: "38 events in the next 28 days"."""
    empty: str = ""
    """What to do next when there is nothing; "" when there is something."""
    past: bool = False


@dataclass(frozen=True, slots=True)
class HomeValues:
    chips: tuple[Link, ...]
    agenda: Agenda
    month: MonthTable | None
    needs: tuple[Link, ...]
    subscribe: Subscribe | None = None


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


@dataclass(frozen=True, slots=True)
class MonthValues:
    """A month: the true table (wide) and the agenda of the same dates (narrow, screen readers, print)."""

    title: str
    table: MonthTable
    agenda: Agenda
    crumbs: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class DateRow:
    """One of the next dates of an event."""

    text: str
    start: str
    anchor: str
    status: str = ""
    status_word: str = ""
    struck: bool = False
    note: str = ""
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

    name: str
    lines: tuple[str, ...] = ()
    route: str = ""
    map_url: str = ""
    online_url: str = ""


@dataclass(frozen=True, slots=True)
class ContactValues:
    phone: str = ""
    phone_href: str = ""
    text: str = ""
    email: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ImageValues:
    route: str
    alt: str
    credit: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EventValues:
    """An event's own page, in the order it is read."""

    title: LocalText
    summary: LocalText
    body: LocalText
    """`text` is sanitised HTML."""
    untranslated: str = ""
    """"This text is in French." when the text is not in the page's language."""
    crumbs: tuple[Link, ...] = ()
    category: str = ""
    status: str = ""
    status_word: str = ""
    status_note: str = ""
    struck: bool = False
    when: str = ""
    when_notes: tuple[str, ...] = ()
    next_date: DateRow | None = None
    where: tuple[PlaceValues, ...] = ()
    for_me: str = ""
    """One line: "Adults. Held in English. Free."""
    access: tuple[Fact, ...] = ()
    access_note: str = ""
    getting_in: tuple[str, ...] = ()
    registration_url: str = ""
    contact: ContactValues = ContactValues()
    contact_missing: str = ""
    dates: tuple[DateRow, ...] = ()
    more_dates: tuple[DateFold, ...] = ()
    past_dates: str = ""
    by: tuple[Link, ...] = ()
    """Leading partner first, then accepted co-hosts."""
    checked: str = ""
    suggest_url: str = ""
    wrong_url: str = ""
    wrong_subject: str = ""
    image: ImageValues | None = None
    flyer: str = ""
    calendar: str = ""
    """Route of event.ics, "" when no date is published."""
    subscribe: Subscribe | None = None
    facts: tuple[tuple[str, str], ...] = ()
    """Further (label, text) pairs: bring, documents, part of."""
    tags: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerValues:
    name: str
    kind: str
    body: LocalText
    agenda: Agenda
    contact: ContactValues
    crumbs: tuple[Link, ...] = ()
    logo: ImageValues | None = None
    checked: str = ""
    ended: str = ""
    languages: str = ""
    subscribe: Subscribe | None = None
    credit_line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueValues:
    name: str
    lines: tuple[tuple[str, str], ...]
    """(label, text): address, transit, entrance, parking, phone, hours."""
    access: tuple[Fact, ...]
    rooms: tuple[tuple[str, str], ...]
    agenda: Agenda
    crumbs: tuple[Link, ...] = ()
    map_url: str = ""
    url: str = ""
    closed: tuple[str, ...] = ()
    subscribe: Subscribe | None = None


@dataclass(frozen=True, slots=True)
class IndexValues:
    """A page of links: all partners, all venues, all categories. `groups` are (heading, links)."""

    title: str
    groups: tuple[tuple[str, tuple[Link, ...]], ...]
    intro: str = ""
    crumbs: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TextValues:
    """A page of text."""

    title: LocalText
    body: LocalText
    untranslated: str = ""
    crumbs: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class RedirectValues:
    """An old address: `route` is where it went."""

    title: str
    route: str


@dataclass(frozen=True, slots=True)
class LostValues:
    """404: addresses here are absolute paths, since the page is shown under any address."""

    title: str
    home: str


Values = (
    HomeValues
    | ListValues
    | MonthValues
    | EventValues
    | PartnerValues
    | VenueValues
    | IndexValues
    | TextValues
    | RedirectValues
    | LostValues
)


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML page. `template` names a file in the theme's `templates/` without its `.html`."""

    route: str
    template: str
    head: Head
    values: Values
    lang: str

    @property
    def path(self) -> str:
        return self.route if self.route.endswith(".html") else f"{self.route}index.html"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file published as it is (a picture, a flyer, robots.txt)."""

    route: str
    data: bytes


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar at its route. `items` are keys of `Site.items`, in the order of `feed.items`."""

    route: str
    feed: CalendarFeed
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewsFile:
    """A news feed at its route, in the form its ending names: rss, atom or json."""

    route: str
    feed: NewsFeed


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything published. `frames` are by language; calendars are put together from `items`."""

    url: str
    frames: Mapping[str, Frame]
    pages: tuple[Page, ...]
    items: Mapping[str, CalendarItem]
    """The VEVENTs by language and UID, "fr oak/story-time@oak.example": each is written once."""
    calendars: tuple[CalendarFile, ...]
    news: tuple[NewsFile, ...]
    assets: tuple[Asset, ...] = ()
