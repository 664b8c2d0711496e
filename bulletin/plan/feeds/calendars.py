"""Calendar entries and calendar files: VEVENTs as values, once per series and language (RFC 5545 §3.6.1).

An entry is a function of the records and their history, never of the day; which calendars it stands in
depends on the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from bulletin.model.board import Revision
from bulletin.model.event import Change, Event, Occurrence, Status
from bulletin.model.expand import expand, series_starts
from bulletin.model.feed import CalendarFeed, CalendarItem, CalendarStatus, ChangedDate, Flavour
from bulletin.model.recurrence import DAY, LAST_DAY, Series, Start, Window, day_of
from bulletin.model.site.plan import CalendarFile, FeedPlan
from bulletin.model.site.routes import asset_route, event_route
from bulletin.plan.feeds import EventList
from bulletin.plan.feeds.feed_text import (
    description,
    event_url,
    feed_title,
    location,
    published_geo,
    words_language,
)
from bulletin.plan.localized_board import LocalizedBoard

CALENDAR = "calendar.ics"
WITHOUT_CANCELLED = "calendar-without-cancelled.ics"
ONE_EVENT = "event.ics"
NEXT_DATE = "next.ics"


_COLOURS = {
    "black": "#000000", "gray": "#808080", "maroon": "#800000", "red": "#ff0000", "purple": "#800080",
    "green": "#008000", "olive": "#808000", "navy": "#000080", "blue": "#0000ff", "teal": "#008080",
    "orange": "#ffa500", "brown": "#a52a2a", "crimson": "#dc143c",
}  # fmt: skip
"""Names of CSS, the only colours RFC 7986 §5.9 knows."""

_OWN_COLOUR = "teal"


def calendar_item(local: LocalizedBoard, event: Event, series: Series) -> CalendarItem:
    """All that the VEVENTs of one series say."""
    return replace(_unchanged_item(local, event, series), changes=tuple(_changed_dates(local, event, series)))


def _unchanged_item(local: LocalizedBoard, event: Event, series: Series) -> CalendarItem:
    """The same without the changes of single dates."""
    revision = revision_of(local, event)
    return CalendarItem(
        series=series,
        timezone=event.timezone,
        summary=feed_title(local, event, event.status),
        last_modified=revision.last_modified,
        sequence=revision.sequence,
        description=description(local, event, has_end=series.has_end),
        location=location(local, event.place),
        geo=published_geo(local, event.place),
        url=event_url(local, event),
        categories=tuple(map(local.category_label, event.categories)),
        status=calendar_status(event.status),
        created=revision.created,
        image=local.url(asset_route(event.image.path)) if event.image and not event.discreet_title else "",
        language=words_language(local, event),
        page_language=local.language,
    )


def calendar_status(status: Status) -> CalendarStatus:
    """RFC 5545 §3.8.1.11: `full`, `moved-online` and `rescheduled` dates take place."""
    if status.is_off:
        return CalendarStatus.CANCELLED
    return CalendarStatus.TENTATIVE if status is Status.TENTATIVE else CalendarStatus.CONFIRMED


def revision_of(local: LocalizedBoard, event: Event) -> Revision:
    """When the event came and last changed; the board's first day where nobody knows."""
    since = local.board.info.since
    return local.board.revisions.get(event.id) or Revision(None, datetime.combine(since, time(), UTC), 0)


def calendar_plans(local: LocalizedBoard, listed: EventList) -> Iterator[FeedPlan]:
    """The calendars beside a list, as far as the board publishes them."""
    publish, board = local.board.info.publish, local.board.info.title
    if "ics" in publish or (listed.is_whole and "board-ics" in publish):
        whole = local.phrase("feed.all", board=board)
        title = whole if listed.is_whole else local.phrase("feed.one", board=board, page=listed.title)
        yield _list_plan(local, listed, CALENDAR, title)
    if listed.is_whole and "ics" in publish:
        yield _list_plan(
            local, listed, WITHOUT_CANCELLED, local.phrase("feed.without_cancelled", board=board)
        )


def _list_plan(local: LocalizedBoard, listed: EventList, name: str, title: str) -> FeedPlan:
    path = f"{local.route_to(listed.route)}{name}"
    return FeedPlan(path, partial(_list_calendar, local, listed, path, title), title)


def _list_calendar(local: LocalizedBoard, listed: EventList, path: str, title: str) -> CalendarFile:
    # Up to the last date: the first of them may be a year past.
    ahead = [event for event in listed.events if event.publish_dates and local.occurrences.is_ahead(event)]
    flavour = Flavour.WITHOUT_CANCELLED if path.endswith(WITHOUT_CANCELLED) else Flavour.FEED
    feed = _feed(local, path, title, flavour)
    about = local.phrase("feed.about", board=local.board.info.title)
    items = (*_items(local, ahead), *_withdrawn_items(local, listed))
    return CalendarFile(path, replace(feed, description=about), items)


def event_calendar_path(local: LocalizedBoard, event: Event, old: str = "") -> str:
    """Where `event.ics` stands, beside the event's page, or at the route of an `old` address.

    "" when none of its dates is published.
    """
    if "ics" not in local.board.info.publish or not event.publish_dates or not event.series:
        return ""
    return f"{local.route_to(old or event_route(event))}{ONE_EVENT}"


def event_calendar(local: LocalizedBoard, event: Event, old: str = "") -> CalendarFile:
    """`event.ics`: all series of one event."""
    path = event_calendar_path(local, event, old)
    feed = _feed(local, path, feed_title(local, event, Status.SCHEDULED), Flavour.SINGLE)
    return CalendarFile(path, feed, tuple(_items(local, [event])))


def withdrawn_calendar(local: LocalizedBoard, event: Event, route: str) -> CalendarFile:
    """`event.ics` of what is left of an event, at its address or an old one: that its dates are off."""
    path = event_calendar_path(local, event, route)
    feed = _feed(local, path, local.phrase("withdrawn.word"), Flavour.SINGLE)
    return CalendarFile(path, feed, tuple(_withdrawn_item(local, event, each) for each in event.series))


def _withdrawn_items(local: LocalizedBoard, listed: EventList) -> Iterator[CalendarItem]:
    """Of the events that were taken off the board, those with a date ahead that stood in the list.

    Only in calendars that tell neither where they were nor of what kind: in the others they are gone.
    """
    for event in local.board.withdrawn_events.values():
        is_listed = listed.is_whole or listed.host in (event.partner, *event.hosts)
        if is_listed and any(_is_ahead(series, local.today) for series in event.series):
            yield from (_withdrawn_item(local, event, series) for series in event.series)


def _is_ahead(series: Series, today: date) -> bool:
    window = Window(max(today, date.min + series.length) - series.length, LAST_DAY)
    return any(True for _ in series_starts(series, window))


def _withdrawn_item(local: LocalizedBoard, event: Event, series: Series) -> CalendarItem:
    """A cancellation in one word."""
    revision = revision_of(local, event)
    return CalendarItem(
        series=series,
        timezone=event.timezone,
        summary=local.phrase("withdrawn.word"),
        last_modified=revision.last_modified,
        sequence=revision.sequence,
        status=CalendarStatus.CANCELLED,
        created=revision.created,
        page_language=local.language,
    )


def next_held(local: LocalizedBoard, event: Event) -> Occurrence | None:
    """The next date that takes place."""
    return next((one for one in local.occurrences.ahead(event) if not one.status.is_off), None)


def next_date_path(local: LocalizedBoard, event: Event, old: str = "") -> str:
    """Where the file of the next date alone stands; "" of an event that has no other, or no date ahead."""
    path = event_calendar_path(local, event)
    if not path or not event.is_recurring or next_held(local, event) is None:
        return ""
    return f"{local.route_to(old or event_route(event))}{NEXT_DATE}"


def next_date_calendar(local: LocalizedBoard, event: Event, old: str = "") -> CalendarFile:
    """`next.ics`: a copy of the next date, with a UID of its own, which no other calendar has."""
    one = next_held(local, event)
    if one is None:
        raise ValueError(f"{event.id} has no date ahead")
    day = local.occurrences.anchor(one)
    zone = ZoneInfo(event.timezone)
    start = one.start.astimezone(zone) if isinstance(one.start, datetime) else one.start
    changed = one.change.length if one.change else None
    length = one.series.length if changed is None else changed
    alone = Series(f"{day}-{one.series.uid}", start, length, has_end=one.has_end)
    item = replace(
        _unchanged_item(local, event, alone),
        summary=feed_title(local, event, one.status, one.label),
        location=location(local, one.place),
        geo=published_geo(local, one.place),
        status=calendar_status(one.status),
        copy_of=one.series.uid,
    )
    path = next_date_path(local, event, old)
    feed = _feed(local, path, feed_title(local, event, Status.SCHEDULED), Flavour.SINGLE)
    return CalendarFile(path, feed, (item,))


def _items(local: LocalizedBoard, events: Iterable[Event]) -> Iterator[CalendarItem]:
    for event in sorted(events, key=lambda event: event.id):
        for series in event.series:
            yield local.cache.once(
                ("calendar item", series.uid), partial(calendar_item, local, event, series)
            )


def _feed(local: LocalizedBoard, path: str, title: str, flavour: Flavour) -> CalendarFeed:
    info = local.board.info
    folder, slash, _ = path.rpartition("/")
    return CalendarFeed(
        name=title,
        url=local.url(folder + slash),
        self_url=local.url(path),
        timezone=info.timezone,
        flavour=flavour,
        color=_colour_name(info.theme_options.get("accent", "")),
        image=_board_picture(local),
    )


def _changed_dates(local: LocalizedBoard, event: Event, series: Series) -> Iterator[ChangedDate]:
    """What holds on each changed date. Wall-clock times, as the rule gives them (§3.8.4.4)."""
    for change in event.changes:
        if change.series != series.key:
            continue
        one = _occurrence_of(event, series, change)
        if one is None:
            continue
        yield ChangedDate(
            original=change.original,
            start=change.original if change.start is None else change.start,
            length=series.length if change.length is None else change.length,
            summary=feed_title(local, event, one.status, one.label),
            description=description(local, event, one, has_end=one.has_end),
            location=location(local, one.place),
            geo=published_geo(local, one.place),
            url=event_url(local, event),
            status=calendar_status(one.status),
        )


def _occurrence_of(event: Event, series: Series, change: Change) -> Occurrence | None:
    start: Start = change.original if change.start is None else change.start
    day = day_of(start)
    reach = Window(max(day, date.min + DAY) - DAY, min(day, date.max - 2 * DAY) + 2 * DAY)
    for one in expand(replace(event, series=(series,), changes=(change,)), reach):
        if one.series is series and one.change is change:
            return one
    return None


def _board_picture(local: LocalizedBoard) -> str:
    """The board's logo, else its library's, as an absolute address; "" when there is none."""
    library = local.board.partners.get(local.board.info.library)
    logo = local.board.info.logo or (library.logo if library else None)
    return local.url(asset_route(logo.path)) if logo else ""


def _colour_name(accent: str) -> str:
    """The CSS name nearest to the board's own accent; ours when it has none."""
    digits = accent.strip().removeprefix("#").lower()
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    try:
        wanted = bytes.fromhex(digits)
    except ValueError:
        return _OWN_COLOUR
    if len(wanted) != 3:
        return _OWN_COLOUR
    return min(_COLOURS, key=lambda name: _distance(bytes.fromhex(_COLOURS[name][1:]), wanted))


def _distance(first: bytes, second: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(first, second, strict=True))
