"""News feeds: what is new on the board, and what comes up (RSS 2.0, Atom, JSON Feed)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from html import escape
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from bulletin.model.event import Event, Occurrence, Text
from bulletin.model.feed import FeedItem, NewsFeed
from bulletin.model.place import PlaceKind
from bulletin.model.site import NewsFile
from bulletin.plan.calendars import revision_of
from bulletin.plan.edition import Edition
from bulletin.plan.held import Arrival
from bulletin.plan.places import place_line
from bulletin.plan.routes import asset_route, partner_route
from bulletin.plan.slips import cost_line, status_note, status_word, time_words
from bulletin.plan.telling import begins_with, event_url, feed_title, location

NEW_DAYS = 60
COMING_DAYS = 14

NEW = "new"
COMING_UP = "coming-up"

WHOLE_PART = "board-rss"
"""What `publish` calls the news of the whole board alone."""

_DAY = timedelta(days=1)
_FROM_ROOT = re.compile(r'(<[^<>]*\s(?:href|src)=")/(?!/)')

Made = dict[str, FeedItem]
"""Items made so far, by guid and feed: one stands in a dozen lists."""


def list_news(
    edition: Edition, title: str, route: str, events: Iterable[Event], *, whole: bool, made: Made
) -> Iterator[NewsFile]:
    """The news feeds beside a list at `edition.to(route)`. `title` is the list's, "" for the whole board."""
    publish = edition.board.info.publish
    forms = ["rss"] if "rss" in publish or (whole and WHOLE_PART in publish) else []
    if whole:
        forms += [form for form in ("atom", "json") if form in publish]
    if not forms:
        return
    shown = [event for event in events if event.publish_dates]
    new = tuple(_new_items(edition, shown, made))
    for form in forms:
        name = _name(edition, "feed.new", title)
        yield _news_file(edition, name, route, f"{NEW}.{form}", new)
    if "rss" in publish:
        name = _name(edition, "feed.soon", title)
        yield _news_file(edition, name, route, f"{COMING_UP}.rss", tuple(_coming(edition, shown, made)))


def _name(edition: Edition, phrase: str, title: str) -> str:
    board = edition.board.info.title
    return (
        edition.say(f"{phrase}_one", board=board, page=title) if title else edition.say(phrase, board=board)
    )


def _news_file(edition: Edition, name: str, route: str, file: str, items: tuple[FeedItem, ...]) -> NewsFile:
    info = edition.board.info
    page = edition.to(route)
    library = edition.board.partners.get(info.library)
    feed = NewsFeed(
        title=name,
        description=edition.say("feed.about", board=info.title),
        link=edition.url(page),
        self_url=edition.url(page + file),
        language=edition.language,
        since=info.since,
        author=library.name if library else info.title,
        items=items,
    )
    return NewsFile(page + file, feed)


def _new_items(edition: Edition, events: Iterable[Event], made: Made) -> Iterator[FeedItem]:
    """One item per event first posted lately that still has a date ahead, the latest posted first."""
    arrivals, found = edition.held.arrivals, []
    for event in events:
        if event.id not in arrivals:
            arrivals[event.id] = _arrival(edition, event)
        if arrival := arrivals[event.id]:
            found.append(arrival)
    for arrival in sorted(found):
        event = arrival.date.event
        key = f"{NEW} {event.uid}"
        if key not in made:
            made[key] = _item(edition, arrival.date, event.uid, arrival.posted, event_url(edition, event))
        yield made[key]


def _arrival(edition: Edition, event: Event) -> Arrival | None:
    """What there is to tell of an event that came within the last days; None of any other."""
    posted = revision_of(edition, event).created
    if posted is None:
        return None
    day = posted.astimezone(ZoneInfo(edition.board.info.timezone)).date()
    if not 0 <= (edition.today - day).days <= NEW_DAYS:
        return None
    one = _next_date(edition, event)
    return Arrival(-posted.timestamp(), event.id, posted, one) if one else None


def _coming(edition: Edition, events: Iterable[Event], made: Made) -> Iterator[FeedItem]:
    """One item per date that begins within the next days, in their order."""
    soon = edition.held.soon
    dates: list[Occurrence] = []
    for event in events:
        if event.id not in soon:
            soon[event.id] = tuple(_soon(edition, event))
        dates += soon[event.id]
    for one in sorted(dates, key=edition.held.rank):
        guid = str(one.id)
        if guid not in made:
            link = f"{event_url(edition, one.event)}#{edition.held.anchor(one)}"
            made[guid] = _item(edition, one, guid, revision_of(edition, one.event).last_modified, link)
        yield made[guid]


def _soon(edition: Edition, event: Event) -> Iterator[Occurrence]:
    """The dates that begin within the next days."""
    end = edition.today + timedelta(days=COMING_DAYS)
    return takewhile(lambda one: one.day < end, _dates_from(edition, event, edition.today))


def _next_date(edition: Edition, event: Event) -> Occurrence | None:
    """The next date that is held, else the next one that is off; None when none is ahead."""
    lengths = (*(series.length for series in event.series), *(each.length or _DAY for each in event.changes))
    begun = edition.today - _DAY * (max(lengths).days + 1)
    off = None
    for one in _dates_from(edition, event, begun):
        if one.last_day >= edition.today:
            if not one.status.is_off:
                return one
            off = off or one
    return off


def _dates_from(edition: Edition, event: Event, day: date) -> Iterator[Occurrence]:
    """The dates that begin on `day` or later."""
    dates = edition.held.by_event.get(event.id, ())
    return islice(dates, bisect_left(dates, day, key=_day_of), None)


def _day_of(one: Occurrence) -> date:
    return one.day


def _item(edition: Edition, one: Occurrence, guid: str, published: datetime, link: str) -> FeedItem:
    event, board = one.event, edition.board
    text, language = edition.event_text(event)
    partner = board.partners.get(event.partner)
    page = partner_route(event.partner)
    return FeedItem(
        guid=guid,
        title=_title(edition, one),
        link=link,
        published=published,
        updated=revision_of(edition, event).last_modified,
        summary=text.summary,
        html=_html(edition, one, text),
        categories=(
            *map(edition.category_label, event.categories),
            board.vocabularies["audiences"].label(event.audience, edition.language),
        ),
        author=partner.name if partner else "",
        author_url=edition.url(edition.to(page)) if edition.has(page) else "",
        start=one.start,
        end=one.end,
        location=location(edition, one.place),
        language=language,
        image=edition.url(asset_route(event.image.path)) if event.image else "",
        event=event.id,
    )


def _title(edition: Edition, one: Occurrence) -> str:
    """`Cancelled: Story time – Tuesday 26 January, 10:30, Main Library`."""
    title = feed_title(edition, one.event, one.status, one.label)
    place = _told_place(edition, one)
    parts = {"title": title, "day": _when(edition, one, with_end=False), "place": place}
    return edition.say("feed.item" if place else "feed.item_only", **parts)


def _told_place(edition: Edition, one: Occurrence) -> str:
    """The place where something is told of it: that it is secret says too much in a list of titles."""
    if one.place.kind is PlaceKind.CONFIDENTIAL:
        return ""
    if one.place.kind is PlaceKind.ON_REQUEST:
        return one.place.area
    return place_line(edition, one.place)


def _when(edition: Edition, one: Occurrence, *, with_end: bool) -> str:
    writer = edition.writer
    day = writer.near_day(one.day, edition.today)
    if with_end:
        time, note = time_words(edition, one)
        told = edition.say("time.at", day=day, time=time)
        return f"{told} ({note})" if note else told
    if not isinstance(one.start, datetime):
        return day if one.last_day == one.day else writer.days(one.day, one.last_day, edition.today)
    return edition.say("time.at", day=day, time=writer.time(one.start))


def _html(edition: Edition, one: Occurrence, text: Text) -> str:
    """When, where and for how much, then the event's own summary and text, its links made absolute."""
    event, say = one.event, edition.say
    note = status_note(one)
    word = status_word(edition, one.status)
    first = [
        say("feed.summary", status=word, title=note) if word and note else word or note,
        _when(edition, one, with_end=True),
        _told_place(edition, one),
        say("fact.free") if event.is_free else cost_line(edition, event),
    ]
    lines = "<br>".join(escape(line, quote=False) for line in first if line)
    summary = "" if begins_with(text.plain, text.summary) else f"<p>{escape(text.summary, quote=False)}</p>"
    return f"<p>{lines}</p>{summary}{_absolute(text.html, edition.board.info.url)}"


@lru_cache(maxsize=1024)
def _absolute(body: str, url: str) -> str:
    """Addresses from the site's root on, as content writes them, made whole."""
    return _FROM_ROOT.sub(lambda match: f"{match[1]}{url}", body) if '="/' in body else body
