"""What may be written of the board itself: `content/board.yaml`."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, StringConstraints, Tag

from bulletin.model.policy import Requirement
from bulletin.model.records.event_parts import ContactRecord
from bulletin.model.records.shapes import (
    BY_SHAPE,
    Day,
    DayCount,
    Days,
    Email,
    FileName,
    Language,
    LeadTimeText,
    Line,
    Many,
    Names,
    Record,
    Shape,
    Slug,
    Title,
    Url,
    Zone,
    as_day_count,
)


def as_host_kind(value: Any) -> Any:
    """`GitHub` as `github`, and `gitea` as what it is here."""
    folded = value.strip().lower() if isinstance(value, str) else value
    return "forgejo" if folded in ("gitea", "codeberg") else folded


PublishPart = Literal[
    "months", "days", "when", "venues", "audiences", "needs", "languages", "access", "free", "drop-in",
    "online", "no-id", "translations",
    "ics", "rss", "atom", "json", "board-ics", "board-rss", "print", "digest", "kit",
    "days-ahead", "form-events",
]  # fmt: skip
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
Facet = Literal[
    "categories", "audiences", "needs", "languages", "access", "venues", "partners", "free", "drop-in",
    "online", "no-id",
]  # fmt: skip


Labels = Annotated[Annotated[Line, Tag("text")] | Annotated[dict[str, Line], Tag("map")], BY_SHAPE]


class TermRecord(Record):
    """A word of a vocabulary."""

    id: Line
    """Its permanent name."""
    label: Labels
    """What people read: one text, or one per language."""
    aliases: Many[Line] | None = None
    """Other names it goes by."""


class VocabularyRecord(Record):
    """The board's own words, beside or instead of ours."""

    categories: tuple[TermRecord, ...] | None = None
    """Programme types."""
    welcome: tuple[TermRecord, ...] | None = None
    """Groups that are especially welcome."""
    needs: tuple[TermRecord, ...] | None = None
    """Needs."""
    kinds: tuple[TermRecord, ...] | None = None
    """Kinds of partner."""


class NoticeRecord(Record):
    """A line on top of every page, expiring by itself."""

    text: Labels
    """What it says, in a sentence or two (Markdown for bold and links): one text, or one per language."""
    day: Days | None = None
    """The day, or the days, it is for. Pages print them before it, and it goes when they are over."""
    from_: Day | None = Field(None, alias="from")
    """The first day it shows."""
    until: Day | None = None
    """The last day it shows; default the last day it is for."""


class ArchiveRecord(Record):
    """How far back the board reaches."""

    days: DayCount = 0
    """Days back in lists and calendars."""
    months: Annotated[int, Field(ge=0, le=120)] = 12
    """Months back in the month pages."""


class ReasonRecord(Record):
    """A reason for which an event may be declined."""

    id: Slug
    """Its code, for lists: it never changes."""
    label: Labels
    """What the partner is told: a whole sentence, once or per language."""


class PolicyRecord(Record):
    """The house rules, where they can be checked. They are about the form, never about what is said."""

    page: Slug = "policy"
    """The page that holds the house rules."""
    version: Line | None = None
    """Which version of the rules is in force; a refusal cites it."""
    lead_time: LeadTimeText | None = None
    """How long before its first date a new event is handed in. A number alone counts working days."""
    horizon: Annotated[int, BeforeValidator(as_day_count), Field(ge=1, le=1500)] | None = None
    """How many days ahead an event may be posted; default the board's own `horizon`."""
    require: Many[Requirement] | None = None
    """What every event has to say."""
    exempt_needs: Names[Line] | None = None
    """Needs whose events may be handed in at any time; default `urgent`."""
    reasons: tuple[ReasonRecord, ...] | None = None
    """Reasons for which an event may be declined, beside the rules above."""
    disclaimer: Labels | None = None
    """The sentence at the foot of every page and sheet, once or per language; default that a listing is not
    an endorsement."""


PolicyPage = Annotated[Slug, Tag("text")]
HostKind = Literal["github", "forgejo", "gitlab"]
Branch = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_./-]*$", max_length=200),
    Shape("line", "the name of a branch", ("main",)),
]


class RepositoryRecord(Record):
    """Where the board's files are kept."""

    url: Url
    """The address of the repository's first page."""
    kind: Annotated[HostKind | None, BeforeValidator(as_host_kind)] = None
    """Which program its host runs: github, forgejo (Gitea and Codeberg too) or gitlab; default what the
    address tells."""
    branch: Branch = "main"
    """The branch that is published."""


class SubmissionsRecord(Record):
    """How partners hand something in."""

    email: Email
    """The address that the board's form is mailed to."""


class BoardRecord(Record):
    """The board: `content/board.yaml`."""

    title: Title
    """What the board is called."""
    url: Annotated[Url, Shape("url", "the address it is published at", ("https://board.oak.example/",))]
    """The address it is published at."""
    uid_domain: Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", max_length=200)]
    """The name that stands in every calendar entry's UID. Choose once; it never changes, even when the
    site moves."""
    timezone: Zone
    """The board's time zone. It never changes either."""
    languages: Names[Language]
    """The site's languages; the first is the main one."""
    since: Day | None = None
    """The day the board began; default 2020-01-01."""
    library: Slug | None = None
    """The partner that is the library."""
    locales: dict[str, Language] | None = None
    """How dates are written, per language: `{en: en-CA}`."""
    clock: Literal["24", "12"] = "24"
    """24 or 12 hours."""
    first_weekday: Weekday = "monday"
    """The day a week begins on."""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "USD"
    """ISO 4217: CAD, EUR …"""
    tagline: Labels | None = None
    """One line under the title: one text, or one per language."""
    contact: ContactRecord | None = None
    """Whom to ask about the board."""
    logo: FileName | None = None
    """A picture beside this file."""
    logo_alt: Line | None = None
    """What the logo shows; required with `logo`."""
    theme: Slug = "plain"
    """The theme: a folder in `themes/`, or `plain`."""
    theme_options: dict[str, Line] | None = None
    """The board's own look: the colours `accent`, `paper`, `accent_dark`, `paper_dark`, and `type_size`."""
    horizon: Annotated[int, BeforeValidator(as_day_count), Field(ge=1, le=1500)] = 400
    """How many days ahead are shown."""
    archive: ArchiveRecord | None = None
    """How far back the board reaches."""
    publish: Many[PublishPart] | None = None
    """Which parts are made; default all. Instead of `ics` and `rss`, which stand beside every list and event,
    `board-ics` and `board-rss` make one calendar and one news feed of the whole board. `days-ahead` are the
    later days that pages show when nobody has built the board for a while; `form-events` are the events that
    the form can begin with, and a link to it from each of them."""
    fair_share: Annotated[int, Field(ge=1, le=50)] = 4
    """How many lines each partner gets at most on the week's printed sheet, and in the weekly digest."""
    chips: Many[Line] | None = None
    """Lists that the first page leads to beside tonight, tomorrow and the weekend, by their addresses:
    `free/`, `languages/ar/`; default free events and those for children under 6."""
    pairs: tuple[tuple[Facet, Facet], ...] | None = None
    """Pairs of facets that get a page of their own."""
    access_core: Many[Line] | None = None
    """Access facts that are told even when they are unknown."""
    policy: Annotated[PolicyPage | Annotated[PolicyRecord, Tag("map")], BY_SHAPE] | None = None
    """The page that holds the house rules, or the rules with it."""
    repository: (
        Annotated[Annotated[Url, Tag("text")] | Annotated[RepositoryRecord, Tag("map")], BY_SHAPE] | None
    ) = None
    """The repository's address, or a map with `url`, `kind` and `branch`; turns on "suggest a change"
    links."""
    submissions: SubmissionsRecord | None = None
    """How partners hand something in: `email` is the address the form is mailed to."""
    vocabulary: VocabularyRecord | None = None
    """The board's own categories, groups, needs and kinds."""
    notices: Many[NoticeRecord] | None = None
    """Lines on top of every page, expiring by themselves."""
