"""The values of each kind of page, in the order they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bulletin.model.site.details import ContactValues, EventValues, NextSteps, PartnerValues, VenueValues
from bulletin.model.site.form import OpenValues, SubmitValues
from bulletin.model.site.paper_values import (
    LargePrintValues,
    MonthSheetValues,
    PosterValues,
    SignValues,
    WeekSheetValues,
)
from bulletin.model.site.parts import (
    Agenda,
    ChoiceGroup,
    DayGroup,
    EventCard,
    Link,
    MixedText,
    MonthTable,
    Subscribe,
    TextRun,
)
from bulletin.model.site.taking_part import EmbedValues, KitValues, RecruitingValues, WaysValues


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
