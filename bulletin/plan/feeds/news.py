"""News feeds: what is new on the board, and what comes up (RSS 2.0, Atom, JSON Feed)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from html import escape
from itertools import chain, islice, takewhile
from operator import attrgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bulletin.model.event import Event, Occurrence
from bulletin.model.feed import FeedItem, NewsFeed
from bulletin.model.place import PlaceKind
from bulletin.model.site.plan import FeedPlan, NewsFile
from bulletin.model.site.routes import asset_route, partner_route
from bulletin.model.text import Text
from bulletin.plan.events.cards import status_note, status_word, time_words
from bulletin.plan.events.costs import cost_line
from bulletin.plan.events.notes import plain_note
from bulletin.plan.events.places import place_line
from bulletin.plan.events.sign_up import closing_words
from bulletin.plan.feeds import EventList
from bulletin.plan.feeds.calendars import revision_of
from bulletin.plan.feeds.feed_text import begins_with, event_url, feed_title, location
from bulletin.plan.localized_board import LocalizedBoard

NEW_DAYS = 60
COMING_DAYS = 14

NEW = "new"
COMING_UP = "coming-up"

_FROM_ROOT = re.compile(r'(<[^<>]*\s(?:href|src)=")/(?!/)')


class NewEvent(NamedTuple):
    """An event that was posted lately and has a date ahead. Sorted, the one posted last comes first."""

    age: float
    event_id: str
    posted: datetime
    date: Occurrence


def news_plans(local: LocalizedBoard, listed: EventList) -> Iterator[FeedPlan]:
    """The news feeds beside a list, as far as the board publishes them."""
    publish = local.board.info.publish
    forms = ["rss"] if "rss" in publish or (listed.is_whole and "board-rss" in publish) else []
    if listed.is_whole:
        forms += [form for form in ("atom", "json") if form in publish]
    for form in forms:
        yield _news_plan(local, listed, f"{NEW}.{form}", _title_of(local, "feed.new", listed))
    if "rss" in publish:
        yield _news_plan(local, listed, f"{COMING_UP}.rss", _title_of(local, "feed.soon", listed))


def _title_of(local: LocalizedBoard, phrase: str, listed: EventList) -> str:
    board = local.board.info.title
    if listed.is_whole:
        return local.phrase(phrase, board=board)
    return local.phrase(f"{phrase}_one", board=board, page=listed.title)


def _news_plan(local: LocalizedBoard, listed: EventList, name: str, title: str) -> FeedPlan:
    path = f"{local.route_to(listed.route)}{name}"
    return FeedPlan(path, partial(_news_file, local, listed, path, title), title)


def _news_file(local: LocalizedBoard, listed: EventList, path: str, title: str) -> NewsFile:
    info = local.board.info
    library = local.board.partners.get(info.library)
    items_of = _coming_up if path.endswith(f"/{COMING_UP}.rss") else _new_items
    feed = NewsFeed(
        title=title,
        description=local.phrase("feed.about", board=info.title),
        link=local.url(local.route_to(listed.route)),
        self_url=local.url(path),
        language=local.language,
        since=info.since,
        author=library.name if library else info.title,
        items=tuple(items_of(local, [event for event in listed.events if event.publish_dates])),
    )
    return NewsFile(path, feed)


def _new_items(local: LocalizedBoard, events: Iterable[Event]) -> Iterator[FeedItem]:
    """One item per event first posted lately that still has a date ahead, the latest posted first."""
    known = local.cache.once(("new events",), lambda: _new_events(local))
    for new in sorted(known[event.id] for event in events if event.id in known):
        event = new.date.event
        make = partial(_item, local, new.date, event.uid, new.posted, event_url(local, event))
        yield local.cache.once(("new item", new.event_id), make)


def _new_events(local: LocalizedBoard) -> dict[str, NewEvent]:
    """By id, the events of the whole board that were posted within the last days and have a date ahead."""
    zone, found = ZoneInfo(local.board.info.timezone), {}
    for event_id in local.occurrences.by_event:
        event = local.board.events[event_id]
        posted = revision_of(local, event).created
        if posted is None or not 0 <= (local.today - posted.astimezone(zone).date()).days <= NEW_DAYS:
            continue
        if one := _next_date(local, event):
            found[event_id] = NewEvent(-posted.timestamp(), event_id, posted, one)
    return found


def _coming_up(local: LocalizedBoard, events: Iterable[Event]) -> Iterator[FeedItem]:
    """One item per date that begins within the next days, in their order."""
    end = local.today + timedelta(days=COMING_DAYS)
    soon = (takewhile(lambda one: one.day < end, _dates_from(local, each, local.today)) for each in events)
    for one in sorted(chain.from_iterable(soon), key=local.occurrences.rank):
        guid = str(one.id)
        yield local.cache.once(("date item", guid), partial(_date_item, local, one, guid))


def _date_item(local: LocalizedBoard, one: Occurrence, guid: str) -> FeedItem:
    link = f"{event_url(local, one.event)}#{local.occurrences.anchor(one)}"
    return _item(local, one, guid, revision_of(local, one.event).last_modified, link)


def _next_date(local: LocalizedBoard, event: Event) -> Occurrence | None:
    """The next date that takes place, else the next one that is off; None when none is ahead."""
    ahead = local.occurrences.ahead(event)
    return next((one for one in ahead if not one.status.is_off), ahead[0] if ahead else None)


def _dates_from(local: LocalizedBoard, event: Event, day: date) -> Iterator[Occurrence]:
    dates = local.occurrences.by_event.get(event.id, ())
    return islice(dates, bisect_left(dates, day, key=attrgetter("day")), None)


def _item(local: LocalizedBoard, one: Occurrence, guid: str, published: datetime, link: str) -> FeedItem:
    event, board = one.event, local.board
    text, language = local.event_text(event)
    partner = board.partners.get(event.partner)
    page = partner_route(event.partner)
    return FeedItem(
        guid=guid,
        title=_title(local, one),
        link=link,
        published=published,
        updated=revision_of(local, event).last_modified,
        summary="" if event.discreet_title else text.summary,
        html=_html(local, one, text),
        categories=(
            *map(local.category_label, event.categories),
            *_told_audience(local, event),
        ),
        author=partner.name if partner else "",
        author_url=local.url(local.route_to(page)) if local.has_page(page) else "",
        start=one.start,
        end=one.end if one.has_end else None,
        location=location(local, one.place),
        language=language,
        image=local.url(asset_route(event.image.path)) if event.image and not event.discreet_title else "",
    )


def _told_audience(local: LocalizedBoard, event: Event) -> Iterator[str]:
    if event.told_audience:
        yield local.board.vocabularies["audiences"].label(event.told_audience, local.language)


def _title(local: LocalizedBoard, one: Occurrence) -> str:
    """`Cancelled: Story time – Tuesday 26 January, 10:30, Main Library`."""
    title = feed_title(local, one.event, one.status, one.label)
    place = _published_place(local, one)
    parts = {"title": title, "day": _when(local, one, with_end=False), "place": place}
    return local.phrase("feed.item" if place else "feed.item_only", **parts)


def _published_place(local: LocalizedBoard, one: Occurrence) -> str:
    """The place as far as it is published: that it is secret says too much in a list of titles."""
    if one.place.kind is PlaceKind.CONFIDENTIAL:
        return ""
    if one.place.kind is PlaceKind.ON_REQUEST:
        return one.place.area
    return place_line(local, one.place)


def _when(local: LocalizedBoard, one: Occurrence, *, with_end: bool) -> str:
    writer = local.dates
    day = writer.near_day(one.day, local.today)
    if with_end:
        time, note = time_words(local, one)
        span = local.phrase("time.at", day=day, time=time)
        return f"{span} ({note})" if note else span
    if not isinstance(one.start, datetime):
        return day if one.last_day == one.day else writer.days(one.day, one.last_day, local.today)
    return local.phrase("time.at", day=day, time=writer.time(one.start))


def _html(local: LocalizedBoard, one: Occurrence, text: Text) -> str:
    """When, where and for how much, then the event's own summary and text, its links made absolute."""
    event, phrase = one.event, local.phrase
    note = "" if event.discreet_title else plain_note(local, event, status_note(one))
    word = status_word(local, one.status)
    first = [
        phrase("feed.summary", status=word, title=note) if word and note else word or note,
        _when(local, one, with_end=True),
        _published_place(local, one),
        cost_line(local, event),
        closing_words(local, one.registration.closes) if one.registration.closes else "",
    ]
    lines = "<br>".join(escape(line, quote=False) for line in first if line)
    if event.discreet_title:
        return f"<p>{lines}</p>"
    summary = "" if begins_with(text.plain, text.lead) else f"<p>{escape(text.lead, quote=False)}</p>"
    return f"<p>{lines}</p>{summary}{_absolute(text.html, local.board.info.url)}"


def _absolute(body: str, url: str) -> str:
    """Addresses from the site's root on, as content writes them, made whole."""
    return _FROM_ROOT.sub(lambda match: f"{match[1]}{url}", body) if '="/' in body else body
