"""The feeds beside each list (DESIGN.md, Routes): the same choice of events as a calendar and as news."""

from __future__ import annotations

from collections.abc import Sequence

from bulletin.model.event import Event
from bulletin.model.site import CalendarFile, NewsFile
from bulletin.plan.feeds.calendars import event_calendar, event_calendar_route, list_calendars
from bulletin.plan.feeds.news import Made, list_news
from bulletin.plan.localized_board import Edition

__all__ = ["Made", "event_calendar", "event_calendar_route", "list_feeds"]


def list_feeds(
    edition: Edition,
    title: str,
    route: str,
    events: Sequence[Event],
    *,
    whole: bool = False,
    made: Made | None = None,
) -> tuple[tuple[CalendarFile, ...], tuple[NewsFile, ...]]:
    """The calendars and news feeds in the folder of a list, as far as the board publishes them.

    `title` is the list's and `route` its route without prefix; `events` are those of the list, past ones
    and ones without published dates too: they are left out here. `whole` is the whole board's list, which
    has more forms. `made` keeps the items of news feeds from list to list of the same edition.
    """
    if edition.pages_only:
        events = ()
    board = edition.board.info.title
    say = edition.say
    name = say("feed.all", board=board) if whole else say("feed.one", board=board, page=title)
    calendars = list_calendars(edition, name, route, events, whole=whole)
    made = {} if made is None else made
    news = list_news(edition, "" if whole else title, route, events, whole=whole, made=made)
    return tuple(calendars), tuple(news)
