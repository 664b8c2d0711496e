"""The plan of a site: every file there will be, each with a function that makes its values.

A `Page` is a template and complete values; nothing in it can ask the Board. All words are already in the
page's language, all dates already written out; `route`s are site paths without a leading slash
("events/oak/story-time/", "" is home), which the renderer turns into relative addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bulletin.model.board import Board
from bulletin.model.feed import CalendarFeed, CalendarItem, NewsFeed
from bulletin.model.occurrences import Occurrences
from bulletin.model.site.parts import Alternate, DayGroup, EventCard, Head, Layout
from bulletin.model.site.values import Values

EVENT = "event"
"""The kind of the pages of events."""

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self' mailto:; base-uri 'none'"
)
"""On every page, and in `_headers` for hosts: nothing from elsewhere, nothing inline (docs/safety.md)."""


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to publish: `path` is relative to the output folder, with `/`."""

    path: str
    data: bytes


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
        return page_path(self.route)


def page_path(route: str) -> str:
    return route if route.endswith(".html") else f"{route}index.html"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file published as it is: a picture, a flyer, robots.txt."""

    route: str
    data: bytes


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar at its route. `items` are the entries in the order of `feed.items`."""

    route: str
    feed: CalendarFeed
    items: tuple[CalendarItem, ...]


@dataclass(frozen=True, slots=True)
class NewsFile:
    """A news feed at its route, in the form its ending names: rss, atom or json."""

    route: str
    feed: NewsFeed


@dataclass(frozen=True, slots=True)
class DaysFile:
    """Further days as a script, which a page fetches that is too old to hold the days near by now."""

    route: str
    lang: str
    days: tuple[DayGroup, ...]


@dataclass(frozen=True, slots=True)
class SizedPicture:
    """A picture to be made in another size. `source` is the one handed in, fit to be published.

    Its route ends in what it is made as: webp, png or jpg.
    """

    route: str
    source: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class CardsFile:
    """Cards for the script of the page at `page_route`, made as there: the `number`th file of them."""

    route: str
    page_route: str
    lang: str
    number: int
    cards: tuple[EventCard, ...]


Content = Page | CalendarFile | NewsFile | DaysFile | CardsFile | Asset | SizedPicture


@dataclass(frozen=True, slots=True)
class FilePlan:
    """A file there will be. `make` gives its values; nothing is made until it is called."""

    path: str
    make: Callable[[], Content]


@dataclass(frozen=True, slots=True)
class FeedPlan(FilePlan):
    """A calendar or a news feed beside a page, which names it by its `title`."""

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlan(FilePlan):
    """A page there will be, with the files `beside` it; `alternates` is the same page in every language.

    `changed` is when its event last changed, None for what no commit tells of. `subject_path` is the content
    path of the record it is of, "" where it is of none.
    """

    kind: str
    route: str
    lang: str
    alternates: tuple[Alternate, ...] = ()
    in_sitemap: bool = True
    changed: datetime | None = None
    subject_path: str = ""
    beside: tuple[FilePlan, ...] = ()


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Everything that will be published on one day. `layouts` are by language.

    `files` stand beside no page: pictures, flyers, and what is about the whole site. `pictures` are those
    made of the pictures; the name of each is that of what it is made of.
    """

    board: Board
    today: date
    occurrences: Occurrences
    layouts: Mapping[str, Layout]
    pages: tuple[PagePlan, ...]
    files: tuple[FilePlan, ...]
    pictures: tuple[FilePlan, ...] = ()

    def plans(self) -> Iterator[FilePlan]:
        """Every file but `pictures`, in the order in which it costs least to make them.

        Lists come first, each with its feeds, then the calendars of single events, then the pages of events:
        a process that has made the lists' calendars has the entries of the events' calendars too.
        """
        for page in self.pages:
            if page.kind != EVENT:
                yield page
                yield from page.beside
        events = [page for page in self.pages if page.kind == EVENT]
        for page in events:
            yield from page.beside
        yield from events
        yield from self.files
