"""Site: everything published, as plain values, and the register of the kinds of pages."""

from __future__ import annotations

from bulletin.model.site.layout import Alternate, Frame, Head
from bulletin.model.site.lists import (
    Agenda,
    DayGroup,
    EventCard,
    Fact,
    Link,
    LocalText,
    MonthCell,
    MonthTable,
    Subscribe,
    Wording,
)
from bulletin.model.site.plan import (
    Asset,
    CalendarFile,
    Content,
    FeedPlan,
    FilePlan,
    NewsFile,
    OutputFile,
    Page,
    PagePlan,
    SitePlan,
    page_path,
)
from bulletin.model.site.values import (
    ContactValues,
    DateFold,
    DateRow,
    EventValues,
    HomeValues,
    ImageValues,
    IndexValues,
    ListValues,
    LostValues,
    MonthValues,
    PartnerValues,
    PlaceValues,
    RedirectValues,
    TextValues,
    Values,
    VenueValues,
)

__all__ = [
    "Agenda",
    "Alternate",
    "Asset",
    "CalendarFile",
    "ContactValues",
    "Content",
    "DateFold",
    "DateRow",
    "DayGroup",
    "EventCard",
    "EventValues",
    "Fact",
    "FeedPlan",
    "FilePlan",
    "Frame",
    "Head",
    "HomeValues",
    "ImageValues",
    "IndexValues",
    "Link",
    "ListValues",
    "LocalText",
    "LostValues",
    "MonthCell",
    "MonthTable",
    "MonthValues",
    "NewsFile",
    "OutputFile",
    "Page",
    "PagePlan",
    "PartnerValues",
    "PlaceValues",
    "RedirectValues",
    "SitePlan",
    "Subscribe",
    "TextValues",
    "Values",
    "VenueValues",
    "Wording",
    "page_path",
]
<<<<<<< HEAD
=======


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to publish: `path` is relative to the output folder, with `/`."""

    path: str
    data: bytes


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
    tagline: Wording
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
    title_lang: str = ""
    """The language of the board's title, where that is not the page's."""


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
    """A calendar at its route, its items in the order in which they are written."""

    route: str
    feed: CalendarFeed
    items: tuple[CalendarItem, ...]


@dataclass(frozen=True, slots=True)
class NewsFile:
    """A news feed at its route, in the form its ending names: rss, atom or json."""

    route: str
    feed: NewsFeed


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything published. `frames` are by language."""

    url: str
    frames: Mapping[str, Frame]
    pages: tuple[Page, ...]
    calendars: tuple[CalendarFile, ...]
    news: tuple[NewsFile, ...]
    assets: tuple[Asset, ...] = ()
    bodies: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By the path of a page or asset, the events whose texts went into it; items of feeds name theirs."""
>>>>>>> render
