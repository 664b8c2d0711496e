"""What a calendar or a news feed says, as plain values: all words chosen, all addresses absolute.

Planning fills these in from the Board; rendering turns them into bytes and asks nobody anything else.
VEVENT and VCALENDAR follow RFC 5545 and RFC 7986, news feeds RSS 2.0, RFC 4287 and JSON Feed 1.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from bulletin.model.place import Geo
from bulletin.model.recurrence import Series, Start


class CalendarStatus(StrEnum):
    """RFC 5545 §3.8.1.11 STATUS of a VEVENT."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


class Flavour(StrEnum):
    """For which kind of calendar a VEVENT is written.

    FEED: everything, a date that is off as STATUS:CANCELLED. WITHOUT_CANCELLED: a date that is off is an
    EXDATE, an event that is off is absent. SINGLE: as FEED, but an event of one date stands in UTC,
    for the download of one event.
    """

    FEED = "feed"
    WITHOUT_CANCELLED = "without-cancelled"
    SINGLE = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedDate:
    """One date of a series that differs from the rest (RFC 5545 §3.8.4.4 RECURRENCE-ID).

    `original` is the start the rule gives, of the same kind as the series' start; everything else is what
    holds on that date, whether it differs or not. `summary` includes the word of the status.
    """

    original: Start
    start: Start
    length: timedelta
    summary: str
    description: str = ""
    location: str = ""
    geo: Geo | None = None
    url: str = ""
    status: CalendarStatus = CalendarStatus.CONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarItem:
    """All that the VEVENT of one series says, and those of its changed dates.

    `timezone` is the IANA name of the event's zone, for all-day events too. `summary` includes the word
    of the status. `geo` is set only when the place is published. `categories` are labels, not ids.
    `last_modified` is aware (UTC); it is DTSTAMP too. `created` is None when not known. `language` is the
    BCP 47 tag of summary and description, "" when it is the board's main one: it is written as a
    parameter, which simple readers stumble over.
    """

    series: Series
    timezone: str
    summary: str
    last_modified: datetime
    sequence: int
    description: str = ""
    location: str = ""
    geo: Geo | None = None
    url: str = ""
    categories: tuple[str, ...] = ()
    status: CalendarStatus = CalendarStatus.CONFIRMED
    created: datetime | None = None
    image: str = ""
    language: str = ""
    changes: tuple[ChangedDate, ...] = ()
    page_language: str = ""
    """The language of the pages it stands beside, in which its words are chosen."""
    copy_of: str = ""
    """Of one date copied under a UID of its own, the UID it has in all other calendars."""

    @property
    def uid(self) -> str:
        return self.series.uid

    @property
    def is_single(self) -> bool:
        """One date and no more: neither a rule nor further dates."""
        return self.series.rule is None and not self.series.extra

    def plainest(self, flavour: Flavour) -> Flavour:
        """The flavour whose bytes are the same as those of `flavour`: to write once what need not differ."""
        off = CalendarStatus.CANCELLED
        if flavour is Flavour.SINGLE and not self.is_single:
            return Flavour.FEED
        if flavour is Flavour.WITHOUT_CANCELLED and self.status is not off:
            return Flavour.FEED if all(change.status is not off for change in self.changes) else flavour
        return flavour

    def zone_years(self, flavour: Flavour, endless: int) -> dict[str, tuple[int, int]]:
        """First and last year in which the zones of its VEVENTs must be right, by IANA name.

        A rule counts as going on to its `until`, but never further than the year `endless`. Empty when
        all is all-day or in UTC.
        """
        if flavour is Flavour.SINGLE and self.is_single:
            return {}
        years: dict[str, tuple[int, int]] = {}
        for start, length in self._starts():
            if not isinstance(start, datetime):
                continue
            zone = str(start.tzinfo)
            first, last = years.get(zone, (start.year, start.year))
            years[zone] = min(first, start.year), max(last, (start + length).year)
        rule, zone = self.series.rule, self.series.zone
        if rule and zone:
            first, last = years[zone]
            years[zone] = first, max(last, min(rule.until.year + 1, endless) if rule.until else endless)
        return years

    def _starts(self) -> Iterator[tuple[Start, timedelta]]:
        yield self.series.start, self.series.length
        for extra in self.series.extra:
            yield extra, self.series.length
        for change in self.changes:
            yield change.start, change.length


def join_years(spans: Iterable[Mapping[str, tuple[int, int]]]) -> dict[str, tuple[int, int]]:
    """The years in which the zones of a whole calendar must be right; see `CalendarItem.zone_years`."""
    years: dict[str, tuple[int, int]] = {}
    for span in spans:
        for zone, (first, last) in span.items():
            known_first, known_last = years.get(zone, (first, last))
            years[zone] = min(first, known_first), max(last, known_last)
    return years


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFeed:
    """What a calendar file says of itself.

    `url` is the page it belongs to, `self_url` the calendar's own address. `color` is a CSS colour name
    (RFC 7986 §5.9), `image` the address of a picture; both may be "".
    """

    name: str
    url: str
    self_url: str
    timezone: str
    flavour: Flavour = Flavour.FEED
    description: str = ""
    color: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One item of a news feed: an event, or one date of one.

    `guid` is a UID or the text of an OccurrenceId. `html` is sanitised, `summary` plain. `published` and
    `updated` are aware. `start` and `end` (exclusive) are the event's own dates, both dates or both aware
    datetimes, or None where they are not published; `end` also where nobody said when it ends.
    """

    guid: str
    title: str
    link: str
    published: datetime
    updated: datetime
    summary: str = ""
    html: str = ""
    categories: tuple[str, ...] = ()
    author: str = ""
    author_url: str = ""
    start: Start | None = None
    end: Start | None = None
    location: str = ""
    language: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsFeed:
    """One news feed, its items in the order they are shown.

    `link` is the page it belongs to, `self_url` the feed's own address. `since` is the day the board began,
    the last change of a feed without items. `author` is who publishes the board.
    """

    title: str
    description: str
    link: str
    self_url: str
    language: str
    since: date
    author: str = ""
    items: tuple[FeedItem, ...] = ()

    @property
    def updated(self) -> datetime:
        """When anything in it last changed; never the time of the build."""
        began = datetime(self.since.year, self.since.month, self.since.day, tzinfo=UTC)
        return max((item.updated for item in self.items), default=began)
