"""What pages are made of: texts and links, event cards, days, months, and what all pages share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text in a language that may differ from the page's. `lang` is "" when it is the same."""

    text: str
    lang: str = ""
    dir: str = ""


MixedText = str | tuple[TextRun, ...]
"""What a page says: a text in its own language, or a line of which parts are in another."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. `route` is a site path (with `#anchor` at most) or an absolute URL."""

    text: str
    route: str
    lang: str = ""
    current: bool = False
    count: int | None = None
    note: MixedText = ""
    logo: ImageValues | None = None


@dataclass(frozen=True, slots=True)
class ImageValues:
    """A picture on a page, made for its place there.

    `route` is a copy every browser shows; `webp` are smaller files of the same picture for those that know
    WebP, as an `srcset`'s pairs of route and width, the largest first. `width` and `height` are the pixels
    of the largest. `lang` is the language of `alt` and `credit` where that is not the page's.
    """

    route: str
    alt: str
    credit: str = ""
    width: int = 0
    height: int = 0
    lang: str = ""
    webp: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact on a card, in words. `kind`: category, free, cost, ages, language, access, registration, check
    (please check before you go), no-id, mode. `mark`: yes, no, unknown, warning (flashing lights, crowds:
    there are some) or ""."""

    kind: str
    text: MixedText
    mark: str = ""


@dataclass(frozen=True, slots=True)
class EventCard:
    """One entry of a list: a date of an event.

    `start`/`end` are ISO 8601 (date or date-time with offset) for `<time datetime>`; `time` is what people
    read ("18:00 – 21:00", "All day"); `time_note` what stands under it ("tomorrow", "until 17 January").
    `status` is a Status value or ""; `status_word` its word in the page's language; `struck` says the
    title is crossed out."""

    route: str
    title: TextRun
    time: str
    start: str
    end: str
    time_note: str = ""
    status: str = ""
    status_word: str = ""
    status_note: MixedText = ""
    struck: bool = False
    is_new: bool = False
    place: MixedText = ""
    place_note: MixedText = ""
    category: str = ""
    """Category id: the card's edge takes its colour (CSS class `cat-<id>`)."""
    facts: tuple[Fact, ...] = ()
    summary: TextRun | None = None
    label: MixedText = ""
    note: MixedText = ""
    phone: str = ""
    phone_href: str = ""
    """The `tel:` address of `phone`, "" where it has too few digits."""
    picture: ImageValues | None = None


@dataclass(frozen=True, slots=True)
class EventLine:
    """A date in one line, of what is on often: its hour, its title, and one soft sentence.

    `time` is the hour it begins, "" of one that lasts all day; `about` is "until 17:00 · Library · Free".
    """

    route: str
    title: TextRun
    time: str
    start: str
    end: str
    about: MixedText
    category: str = ""
    phone: str = ""
    phone_href: str = ""


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Lines under a label: "On most days"."""

    title: str
    lines: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class DayGroup:
    """What is on on one day. `title` is "Today, Friday 15 January"; the leaf is drawn from the three short
    words. `slips` hold what is rare, and what is usual where the page shows it first; `lines` the rest;
    `still_on` dates of several days that began before."""

    date: str
    title: str
    leaf_weekday: str
    leaf_day: str
    leaf_month: str
    count: str
    route: str
    slips: tuple[EventCard, ...]
    lines: tuple[LineGroup, ...] = ()
    still_on: tuple[EventCard, ...] = ()
    is_today: bool = False
    empty: str = ""
    plain_title: str = ""
    """The title without "Today" or "Tomorrow", which a page that nobody rebuilt shows instead."""


@dataclass(frozen=True, slots=True)
class MonthCell:
    """A day of a month table. `titles` holds at most three, the rare ones first; `more` is "2 more" or "".

    `count` is how many dates there are, `rare` how many of them are on once or rarely, at most three.
    """

    day: str
    in_month: bool
    is_today: bool
    route: str
    name: str
    """The whole date in words, for screen readers."""
    titles: tuple[EventCard, ...] = ()
    more: str = ""
    count: int = 0
    rare: int = 0


@dataclass(frozen=True, slots=True)
class MonthTable:
    """A month, "2027-01", as rows of seven. `weekdays` are (short, long) names in the board's order."""

    title: str
    month: str
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

    title: MixedText
    calendar: str
    webcal: str
    url: str
    new: str = ""
    soon: str = ""
    extra: tuple[Link, ...] = ()
    help: Link | None = None
    """Where it is told how, program by program."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """Days with their cards, then what comes after the days shown ("Later"), then "Without dates"."""

    days: tuple[DayGroup, ...] = ()
    later: tuple[EventCard, ...] = ()
    later_title: str = ""
    undated: tuple[EventCard, ...] = ()
    count: str = ""
    """How many, in words: "38 events in the next 28 days"."""
    empty: str = ""
    """What to do next when there is nothing; "" when there is something."""
    past: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow a list: a link to a page of its own, and a value that the script narrows by.

    `route` is "" where there is no such page, `value` where the script does not narrow by it.
    """

    text: str
    value: str = ""
    route: str = ""
    count: int | None = None
    note: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Choices of one kind under a heading. `name` is their word in the address (`#age=0-5`), "" where each
    choice has its own; of `is_single` one holds at a time. `index` leads to the page of all of them."""

    title: str
    name: str
    choices: tuple[Choice, ...]
    is_single: bool = False
    is_folded: bool = False
    index: Link | None = None


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language (hreflang)."""

    lang: str
    name: str
    route: str
    dir: str = "ltr"
    current: bool = False


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A line on top of every page. `html` is sanitised; `lang` and `dir` are its own where they differ.

    `days` are those it is for, in words; `until` is the last day it shows, "" where none is given.
    """

    html: str
    days: str = ""
    until: str = ""
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What every page of one language shares: masthead, navigation, notices, footer."""

    lang: str
    dir: str
    board_title: str
    tagline: MixedText
    url: str
    home: str
    nav: tuple[Link, ...]
    footer: tuple[Link, ...]
    notices: tuple[NoticeLine, ...]
    made_on: str
    """"Friday 15 January 2027": the day the page was made."""
    made_on_iso: str
    zone: str
    """The board's time zone, by whose clock it is today."""
    days_folder: str = ""
    """Where the files of further days stand (`DaysFile`), one for each of `months_ahead`: "2027-02"."""
    months_ahead: tuple[str, ...] = ()
    disclaimer: MixedText = ""
    title_lang: str = ""
    """The language of the board's title, where that is not the page's."""
    logo: ImageValues | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the head of a page says to browsers, search engines and feed readers."""

    title: str
    description: str = ""
    alternates: tuple[Alternate, ...] = ()
    feeds: tuple[Link, ...] = ()
    canonical: str = ""
    json_ld: tuple[Mapping[str, object], ...] = ()
    image: str = ""
    noindex: bool = False
    shared_title: str = ""
    """What a preview of a link to the page calls it, where that is not `title`."""
