"""Calendar entries and calendar files: VEVENTs as values, once per series and language (RFC 5545 §3.6.1).

An entry is a function of the records and their history, never of the day; which calendars it stands in
depends on the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from operator import attrgetter

from bulletin.model.board import Revision
from bulletin.model.event import Change, Event, Occurrence, Status
from bulletin.model.expand import expand
from bulletin.model.feed import CalendarFeed, CalendarItem, CalendarStatus, ChangedDate, Flavour
from bulletin.model.recurrence import Series, Start, Window, day_of
from bulletin.model.site import CalendarFile
from bulletin.plan.edition import Edition
from bulletin.plan.routes import asset_route, event_route
from bulletin.plan.telling import (
    description,
    event_url,
    feed_title,
    location,
    published_geo,
    words_language,
)

PART = "ics"
"""What `publish` calls calendars."""

WHOLE_PART = "board-ics"
"""What it calls the one of the whole board alone."""

CALENDAR = "calendar.ics"
WITHOUT_CANCELLED = "calendar-without-cancelled.ics"
ONE_EVENT = "event.ics"

_DAY = timedelta(days=1)

_COLOURS = {
    "black": "#000000", "gray": "#808080", "maroon": "#800000", "red": "#ff0000", "purple": "#800080",
    "green": "#008000", "olive": "#808000", "navy": "#000080", "blue": "#0000ff", "teal": "#008080",
    "orange": "#ffa500", "brown": "#a52a2a", "crimson": "#dc143c",
}  # fmt: skip
"""Names of CSS, the only colours RFC 7986 §5.9 knows."""

_OWN_COLOUR = "teal"


def calendar_item(edition: Edition, event: Event, series: Series) -> CalendarItem:
    """All that the VEVENTs of one series say."""
    revision = revision_of(edition, event)
    return CalendarItem(
        series=series,
        timezone=event.timezone,
        summary=feed_title(edition, event, event.status),
        last_modified=revision.last_modified,
        sequence=revision.sequence,
        description=description(edition, event),
        location=location(edition, event.place),
        geo=published_geo(edition, event.place),
        url=event_url(edition, event),
        categories=tuple(map(edition.category_label, event.categories)),
        status=calendar_status(event.status),
        created=revision.created,
        image=edition.url(asset_route(event.image.path)) if event.image else "",
        language=words_language(edition, event),
        changes=tuple(_changed_dates(edition, event, series)),
        event=event.id,
    )


def calendar_status(status: Status) -> CalendarStatus:
    """RFC 5545 §3.8.1.11: `full`, `moved-online` and `rescheduled` dates are held."""
    if status.is_off:
        return CalendarStatus.CANCELLED
    return CalendarStatus.TENTATIVE if status is Status.TENTATIVE else CalendarStatus.CONFIRMED


def revision_of(edition: Edition, event: Event) -> Revision:
    """When the event came and last changed; the board's first day where nobody knows."""
    since = edition.board.info.since
    return edition.board.revisions.get(event.id) or Revision(None, datetime.combine(since, time(), UTC), 0)


def item_key(edition: Edition, uid: str) -> str:
    """The key of the series with that UID in `Site.items`."""
    return f"{edition.language} {uid}"


def _made_items(edition: Edition, chosen: Iterable[tuple[Event, Series]]) -> Iterator[str]:
    """The keys of series in `Site.items`, once their entries stand among those made so far."""
    made, beginning = edition.calendar_items, item_key(edition, "")
    for event, series in chosen:
        key = beginning + series.uid
        if key not in made:
            made[key] = calendar_item(edition, event, series)
        yield key


def list_calendars(
    edition: Edition, name: str, route: str, events: Iterable[Event], *, whole: bool
) -> Iterator[CalendarFile]:
    """The calendars beside a list at `edition.to(route)`: all series of its events that have a date ahead."""
    publish = edition.board.info.publish
    if PART not in publish and not (whole and WHOLE_PART in publish):
        return
    # From the last one on: the first of them may be a year past.
    listed = edition.held.listed
    ahead = [event for event in events if event.publish_dates and listed.get(event.id)]
    yield _calendar_file(edition, name, route, CALENDAR, ahead)
    if whole and PART in publish:
        title = edition.say("feed.without_cancelled", board=edition.board.info.title)
        flavour = Flavour.WITHOUT_CANCELLED
        yield _calendar_file(edition, title, route, WITHOUT_CANCELLED, ahead, flavour)


def event_calendar_route(edition: Edition, event: Event) -> str:
    """Where `event.ics` stands, beside the event's page; "" when none of its dates is published."""
    if PART not in edition.board.info.publish or not event.publish_dates:
        return ""
    return f"{edition.to(event_route(event))}{ONE_EVENT}"


def event_calendar(edition: Edition, event: Event) -> CalendarFile:
    """`event.ics`: all series of one event."""
    name = feed_title(edition, event, Status.SCHEDULED)
    return _calendar_file(edition, name, event_route(event), ONE_EVENT, [event], Flavour.SINGLE)


def _calendar_file(
    edition: Edition,
    name: str,
    route: str,
    file: str,
    events: Iterable[Event],
    flavour: Flavour = Flavour.FEED,
) -> CalendarFile:
    chosen = [(event, series) for event in sorted(events, key=_by_id) for series in event.series]
    info = edition.board.info
    page = edition.to(route)
    feed = CalendarFeed(
        name=name,
        url=edition.url(page),
        self_url=edition.url(page + file),
        timezone=info.timezone,
        items=tuple(series.uid for _, series in chosen),
        flavour=flavour,
        description="" if file == ONE_EVENT else edition.say("feed.about", board=info.title),
        color=_colour_name(info.theme_options.get("accent", "")),
        image=_board_picture(edition),
    )
    return CalendarFile(page + file, feed, tuple(_made_items(edition, chosen)))


_by_id = attrgetter("id")


def _changed_dates(edition: Edition, event: Event, series: Series) -> Iterator[ChangedDate]:
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
            summary=feed_title(edition, event, one.status, one.label),
            description=description(edition, event, one),
            location=location(edition, one.place),
            geo=published_geo(edition, one.place),
            url=event_url(edition, event),
            status=calendar_status(one.status),
        )


def _occurrence_of(event: Event, series: Series, change: Change) -> Occurrence | None:
    start: Start = change.original if change.start is None else change.start
    day = day_of(start)
    reach = Window(max(day, date.min + _DAY) - _DAY, min(day, date.max - 2 * _DAY) + 2 * _DAY)
    for one in expand(event, reach):
        if one.series is series and one.change is change:
            return one
    return None


def _board_picture(edition: Edition) -> str:
    """The logo of the board's library, as an absolute address; "" when it has none."""
    library = edition.board.partners.get(edition.board.info.library)
    return edition.url(asset_route(library.logo.path)) if library and library.logo else ""


@lru_cache(maxsize=64)
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
