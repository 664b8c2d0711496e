"""Board: everything known. Built by `load/`, asked by `check/` and `plan/`, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from bulletin.model.event import Event, Format, Mode
from bulletin.model.names import fold_name
from bulletin.model.partner import Partner
from bulletin.model.place import NO_CONTACT, Contact, DayRange, Place, PlaceKind, Venue
from bulletin.model.policy import NO_POLICY, Policy
from bulletin.model.repository import NO_REPOSITORY, Repository
from bulletin.model.text import Picture, Text
from bulletin.model.withdrawn import Withdrawn
from bulletin.problems import NOWHERE, SourceRef


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary: a stable `id`, labels per language, other names it goes by."""

    id: str
    slug: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """The label in `language`, else the English one, else the id."""
        return self.labels.get(language) or self.labels.get("en") or self.id


@dataclass(frozen=True)
class Vocabulary:
    """The terms of one facet, in their order."""

    name: str
    terms: tuple[Term, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Term]:
        return {term.id: term for term in self.terms}

    @cached_property
    def by_name(self) -> Mapping[str, Term]:
        """Term by id, alias or label: ids as they are, all others as `fold_name` gives them.

        A thousand names are folded for it, and most records have ids.
        """
        found: dict[str, Term] = {}
        for term in self.terms:
            for spoken in (*term.aliases, *term.labels.values()):
                found.setdefault(fold_name(spoken), term)
        found.update((fold_name(term.id), term) for term in self.terms)
        found.update(self.by_id)
        return found

    def __contains__(self, term_id: object) -> bool:
        return term_id in self.by_id

    def find(self, name: str) -> Term | None:
        return self.by_id.get(name) or self.by_name.get(fold_name(name))

    def label(self, name: str, language: str) -> str:
        """Of a term by its id, or by another name, as kinds of partner have; else the name."""
        term = self.by_id.get(name) or self.by_name.get(name)
        return term.label(language) if term else name

    def slug(self, term_id: str) -> str:
        term = self.by_id.get(term_id)
        return term.slug if term else term_id


@dataclass(frozen=True, slots=True)
class NoticeText:
    """What a notice says in one language; `written` is as it was typed."""

    html: str
    plain: str
    written: str = ""
    ref: SourceRef = NOWHERE


@dataclass(frozen=True, slots=True)
class Notice:
    """A line on top of every page, from `first` to `last` (both included), then gone by itself."""

    texts: Mapping[str, NoticeText]
    """By language, in the order they were written."""
    first: date | None
    last: date | None
    days: DayRange | None = None
    """The days it is for."""

    def is_shown(self, today: date) -> bool:
        return (self.first is None or self.first <= today) and not self.is_over(today)

    def is_over(self, today: date) -> bool:
        return self.last is not None and self.last < today

    def text_in(self, language: str, main: str) -> tuple[str, NoticeText]:
        """The text for pages in a language, and the language it is in: its own, the main one, the first."""
        wanted = (language, language.split("-")[0], main)
        tag = next((tag for tag in wanted if tag in self.texts), next(iter(self.texts)))
        return tag, self.texts[tag]


@dataclass(frozen=True, slots=True)
class Archive:
    """How many days back lists and feeds reach, and how many months back the month pages."""

    days: int = 0
    months: int = 12


DEFAULT_CHIPS = ("free/", "audiences/0-5/")
"""The lists the first page leads to, unless the board names others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardInfo:
    """What `content/board.yaml` says. `languages[0]` is the main one."""

    ref: SourceRef
    title: str
    url: str
    uid_domain: str
    timezone: str
    languages: tuple[str, ...]
    since: date = date(2020, 1, 1)
    library: str = ""
    locales: Mapping[str, str] = field(default_factory=dict)
    clock: int = 24
    first_weekday: int = 0
    currency: str = "USD"
    taglines: Mapping[str, str] = field(default_factory=dict)
    """By language; "" stands for every language that has none of its own."""
    contact: Contact = NO_CONTACT
    theme: str = "plain"
    theme_options: Mapping[str, str] = field(default_factory=dict)
    horizon: int = 400
    fair_share: int = 4
    """How many lines each partner gets at most on the week's printed sheet, and in the weekly digest."""
    archive: Archive = Archive()
    publish: frozenset[str] = frozenset()
    chips: tuple[str, ...] = DEFAULT_CHIPS
    """Routes of lists the first page leads to."""
    pairs: tuple[tuple[str, str], ...] = ()
    access_core: tuple[str, ...] = ()
    policy: Policy = NO_POLICY
    repository: Repository = NO_REPOSITORY
    submissions: str = ""
    """The address that the form is mailed to; "" where there is none."""
    notices: tuple[Notice, ...] = ()
    logo: Picture | None = None

    @property
    def language(self) -> str:
        return self.languages[0]

    def tagline(self, language: str) -> str:
        return self.taglines.get(language) or self.taglines.get("", "")

    @property
    def published_languages(self) -> tuple[str, ...]:
        """The languages that have pages, the main one first."""
        return self.languages if "translations" in self.publish else self.languages[:1]

    @property
    def typed_languages(self) -> tuple[str, ...]:
        """The languages that people may write dates and repeats in: English, and the board's."""
        return tuple(dict.fromkeys(("en", *self.languages)))

    def edit_url(self, path: str) -> str:
        """Where a file of the content is changed on the repository's host; "" where there is no such page."""
        return self.repository.edit_url(f"content/{path}")

    def new_file_url(self, path: str, text: str = "") -> str:
        """Where a new file of the content is begun on the repository's host, with its text where the host
        takes one from an address; "" where there is no such page."""
        return self.repository.new_file_url(f"content/{path}", text)

    def prefix(self, language: str) -> str:
        """Where the pages of a language stand: "" for the main one, else "fr/"."""
        return "" if language == self.language else f"{language.lower()}/"

    def locale(self, language: str) -> str:
        """The locale dates and numbers are written in, as BCP 47."""
        return self.locales.get(language, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoPage:
    """A page of text: policy, about, how to submit. `content/pages/<slug>.md`."""

    slug: str
    ref: SourceRef
    text: Text
    text_language: str
    translations: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DaysOff:
    """A named calendar of days off: `content/calendars/<id>.yaml`."""

    id: str
    ref: SourceRef
    name: str
    days: tuple[DayRange, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """When an event was created and last modified (RFC 5545 §3.8.7), in UTC; `created` may be unknown."""

    created: datetime | None
    last_modified: datetime
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything known. Mappings are keyed by id and ordered by id."""

    info: BoardInfo
    partners: Mapping[str, Partner]
    venues: Mapping[str, Venue]
    events: Mapping[str, Event]
    pages: Mapping[str, InfoPage]
    calendars: Mapping[str, DaysOff]
    vocabularies: Mapping[str, Vocabulary]
    revisions: Mapping[str, Revision] = field(default_factory=dict)
    """By event id."""
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Pictures and flyers by content path, ready to publish (metadata stripped)."""
    withdrawn: Mapping[str, Withdrawn] = field(default_factory=dict)
    """Records that were taken off it, by room and id; they are in none of the other mappings."""

    @property
    def withdrawn_events(self) -> dict[str, Event]:
        """What is left of the events that were taken off it, by id."""
        return {each.event.id: each.event for each in self.withdrawn.values() if each.event}

    def mode_of(self, event: Event, place: Place) -> Mode:
        """How people take part, derived from the event's format and from where it (or one date) is.

        Of a place given on request this may say more than may be published.
        """
        if event.format is not Format.GROUP:
            return Mode(event.format.value)
        if place.online:
            return Mode.VIRTUAL if place.kind is PlaceKind.ONLINE else Mode.HYBRID
        venue = self.venues.get(place.venue)
        return Mode.ONSITE if venue is not None and venue.library_site else Mode.OFFSITE

    def accepted_hosts(self, event: Event) -> tuple[str, ...]:
        """Partners an event is shown under: the leading one first, then co-hosts that accept it."""
        accepted = [
            host
            for host in event.hosts
            if host != event.partner and host in self.partners and self.partners[host].accepts(event.partner)
        ]
        return (event.partner, *accepted)
