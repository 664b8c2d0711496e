from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.model.board import Board, Revision
from bulletin.model.event import Event
from bulletin.model.expand import expand
from bulletin.model.feed import Flavour, NewsFeed, join_years
from bulletin.model.recurrence import Window
from bulletin.model.site.details import EventValues
from bulletin.model.site.plan import CalendarFile, NewsFile
from bulletin.plan.feeds import EventList
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.pages.planner import feed_plans
from bulletin.render import ENDLESS
from bulletin.render.ical import render_calendar, render_vevents
from bulletin.render.news_feeds import render_atom, render_json_feed, render_rss
from tests.checkers.feed import check_feed
from tests.checkers.icaljs import CalendarDate, expand_calendar
from tests.checkers.libical import Libical
from tests.plan.boards import BOARD, TODAY, localize_board, make_board, make_event, make_site, revised

WEEKLY = """
title: Story time
summary: Songs and rhymes.
start: 2027-01-05 10:30
venue: library
repeat: every Tuesday until 30 March 2027
description: Bring a [cushion](/pages/cushions/).
changes:
  2027-01-19: {status: cancelled, note: Snow.}
"""


def feeds_of(local: LocalizedBoard, listed: EventList) -> tuple[list[CalendarFile], list[NewsFile]]:
    """The calendars and news feeds beside a list."""
    made = [plan.make() for plan in feed_plans(local, listed)]
    calendars = [file for file in made if isinstance(file, CalendarFile)]
    return calendars, [file for file in made if isinstance(file, NewsFile)]


def whole_list(board: Board) -> EventList:
    return EventList("", "events/", tuple(board.events.values()), is_whole=True)


def news_of(
    local: LocalizedBoard, *, whole: bool = False, events: Iterable[Event] | None = None
) -> dict[str, NewsFeed]:
    chosen = tuple(local.board.events.values() if events is None else events)
    _, news = feeds_of(local, EventList("Food", "categories/food/", chosen, is_whole=whole))
    return {file.route.rpartition("/")[2]: file.feed for file in news}


def routes_of(calendars: Iterable[CalendarFile], news: Iterable[NewsFile]) -> list[str]:
    return [*(file.route for file in calendars), *(file.route for file in news)]


def test_beside_a_list_stand_three_feeds_and_beside_the_whole_board_s_six() -> None:
    board = make_event(WEEKLY)
    local = localize_board(board, language="fr")
    events = tuple(board.events.values())
    calendars, news = feeds_of(local, EventList("Repas", "categories/food/", events))
    assert routes_of(calendars, news) == [
        f"fr/categories/food/{name}" for name in ("calendar.ics", "new.rss", "coming-up.rss")
    ]
    calendars, news = feeds_of(local, whole_list(board))
    assert set(routes_of(calendars, news)) == {
        f"fr/events/{name}"
        for name in (
            *("calendar.ics", "calendar-without-cancelled.ics"),
            *("new.rss", "new.atom", "new.json", "coming-up.rss"),
        )
    }


@pytest.mark.parametrize(
    ("publish", "names"),
    [
        ("[ics]", {"calendar.ics", "calendar-without-cancelled.ics"}),
        ("[rss]", {"new.rss", "coming-up.rss"}),
        ("[atom, json]", {"new.atom", "new.json"}),
        ("[board-ics]", {"calendar.ics"}),
        ("[board-rss]", {"new.rss"}),
        ("[board-ics, ics]", {"calendar.ics", "calendar-without-cancelled.ics"}),
        ("[board-rss, rss, json]", {"new.rss", "new.json", "coming-up.rss"}),
        ("[months]", set[str]()),
    ],
)
def test_a_board_has_the_feeds_it_publishes(publish: str, names: set[str]) -> None:
    board = make_event(WEEKLY, board=f"{BOARD}publish: {publish}\n")
    calendars, news = feeds_of(localize_board(board), whole_list(board))
    assert {route.rpartition("/")[2] for route in routes_of(calendars, news)} == names


def test_a_board_can_have_one_calendar_and_one_news_feed_and_no_page_offers_another() -> None:
    board = make_event(WEEKLY, board=f"{BOARD}publish: [board-ics, board-rss, translations]\n")
    site = make_site(board)
    made = {*(file.route for file in site.calendars), *(file.route for file in site.news)}
    names = ("events/calendar.ics", "events/new.rss")
    assert made == {f"{tag}{name}" for tag in ("", "fr/") for name in names}
    offered = {link.route for page in site.pages for link in page.head.feeds}
    assert offered == made
    assert not any(page.values.calendar for page in site.pages if isinstance(page.values, EventValues))
    beside = [page.route for page in site.pages if getattr(page.values, "subscribe", None)]
    assert sorted(beside) == ["", "events/", "fr/", "fr/events/"]


def test_a_feed_says_whose_it_is_and_where_its_page_and_itself_are() -> None:
    feed = news_of(localize_board(make_event(WEEKLY)))["new.rss"]
    assert feed.title == "Oak Board: new, Food"
    assert feed.link == "https://board.example/town/categories/food/"
    assert feed.self_url == "https://board.example/town/categories/food/new.rss"
    assert (feed.language, feed.author) == ("en", "Oak Club")


def test_coming_up_has_one_item_per_date_of_the_next_fortnight() -> None:
    changed = datetime(2026, 12, 1, 9, tzinfo=UTC)
    local = localize_board(revised(make_event(WEEKLY, name="story"), None, changed))
    off, next_date = news_of(local)["coming-up.rss"].items
    assert off.guid == "oak/story@oak.example#2027-01-19T1030"
    assert off.title == "Cancelled: Story time – Tuesday 19 January, 10:30, Main Library"
    assert next_date.title == "Story time – Tuesday 26 January, 10:30, Main Library"
    assert next_date.link == "https://board.example/town/events/oak/story/#2027-01-26"
    assert next_date.published == next_date.updated == changed
    assert next_date.location == "Main Library, 1 Main Street, Oak, ON K0A 1A1"
    assert "Cancelled: Snow." in off.html
    assert "Snow" not in next_date.html


def test_addresses_in_an_item_s_text_are_whole() -> None:
    item, *_ = news_of(localize_board(make_event(WEEKLY)))["coming-up.rss"].items
    assert 'href="https://board.example/town/pages/cushions/"' in item.html


def test_an_item_has_the_summary_before_the_text_unless_the_text_begins_with_it() -> None:
    text = "title: Talk\nstart: 2027-01-26 10:30\nvenue: library\ndescription: Bring a friend. It is free.\n"
    for summary, ending in (
        ("Rain & shine.", "<p>Rain &amp; shine.</p><p>Bring a friend. It is free.</p>"),
        ("Bring a friend.", "</p><p>Bring a friend. It is free.</p>"),
    ):
        local = localize_board(make_event(f"{text}summary: {summary}\n"))
        [item] = news_of(local)["coming-up.rss"].items
        assert item.html.endswith(ending)
        assert item.html.count(summary.partition(" ")[0]) == 1


def test_new_has_one_item_for_an_event_of_two_series_with_its_next_date_that_takes_place() -> None:
    board = make_event(
        """
        title: Workshop
        start: 2027-01-06 13:00
        venue: library
        repeat:
          - every Wednesday until 30 June 2027
          - {words: every Saturday from 10:00 to 12:00 until 30 June 2027, key: saturday}
        changes: {2027-01-16: cancelled}
        """
    )
    created = datetime(2027, 1, 2, 12, tzinfo=UTC)
    [item] = news_of(localize_board(revised(board, created, created)))["new.rss"].items
    assert item.guid == "oak/event@oak.example"
    assert item.title == "Workshop – Wednesday 20 January, 13:00, Main Library"
    assert item.published == created


@pytest.mark.parametrize(
    ("created", "is_new"),
    [
        (None, False),
        (datetime(2026, 11, 15, 12, tzinfo=UTC), False),
        (datetime(2026, 11, 17, 12, tzinfo=UTC), True),
        (datetime(2027, 1, 16, 3, tzinfo=UTC), True),
        (datetime(2027, 1, 16, 12, tzinfo=UTC), False),
    ],
)
def test_new_are_events_first_posted_in_the_last_sixty_days(created: datetime | None, is_new: bool) -> None:
    board = revised(make_event(WEEKLY), created, datetime(2026, 10, 1, tzinfo=UTC))
    assert bool(news_of(localize_board(board))["new.rss"].items) is is_new


def test_the_latest_posted_comes_first_and_what_is_over_or_unpublished_never() -> None:
    board = make_board(
        {
            "events/oak/a.yaml": "title: A\nstart: 2027-02-01 18:00\nvenue: library",
            "events/oak/b.yaml": "title: B\nstart: 2027-02-01 18:00\nvenue: library",
            "events/oak/on.yaml": "title: Long\nstart: 2026-12-01\nend: 2027-01-15\nvenue: library",
            "events/oak/over.yaml": "title: Over\nstart: 2027-01-14\nvenue: library",
            "events/oak/quiet.yaml": "title: Quiet\nstart: 2027-01-20\nvenue: library\npublish_dates: no\n"
            "location: confidential".replace("venue: library\n", ""),
        }
    )
    board = replace(
        board,
        revisions={
            event_id: Revision(when := datetime(2027, 1, day, tzinfo=UTC), when, 1)
            for day, event_id in enumerate(board.events, 1)
        },
    )
    feeds = news_of(localize_board(board), whole=True)
    assert [item.guid for item in feeds["new.rss"].items] == [
        f"oak/{name}@oak.example" for name in ("on", "b", "a")
    ]
    assert feeds["new.atom"].items == feeds["new.json"].items == feeds["new.rss"].items
    assert feeds["coming-up.rss"].items == ()


@pytest.mark.parametrize("place", ["location: confidential", "location: on request"])
def test_nothing_of_a_hidden_place_stands_in_a_news_feed(place: str) -> None:
    board = make_event(f"title: Circle\nstart: 2027-01-20 18:00\n{place}")
    [item] = news_of(localize_board(board))["coming-up.rss"].items
    assert item.title == "Circle – Wednesday 20 January, 18:00"
    assert item.location == ""
    assert "Main" not in str(item)


def test_a_discreet_title_is_the_only_one_in_news() -> None:
    board = make_event(
        "title: Rainbow teens\ndiscreet_title: Teen room\nstart: 2027-01-20 18:00\nvenue: library"
    )
    [item] = news_of(localize_board(board))["coming-up.rss"].items
    assert item.title.startswith("Teen room – ")
    assert "Rainbow" not in str(item)


def test_items_are_made_once_for_all_lists_of_a_language() -> None:
    board = make_event(WEEKLY)
    local, events = localize_board(board), tuple(board.events.values())
    first = feeds_of(local, EventList("A", "a/", events))[1][1].feed.items
    second = feeds_of(local, EventList("B", "b/", events))[1][1].feed.items
    assert first
    assert all(one is other for one, other in zip(first, second, strict=True))


def test_readers_of_every_form_accept_the_feeds() -> None:
    created = datetime(2027, 1, 2, 12, tzinfo=UTC)
    feeds = news_of(localize_board(revised(make_event(WEEKLY), created, created)), whole=True)
    assert check_feed(render_rss(feeds["new.rss"])) == []
    assert check_feed(render_rss(feeds["coming-up.rss"])) == []
    assert check_feed(render_atom(feeds["new.atom"])) == []
    assert b"Story time" in render_json_feed(feeds["new.json"])


VARIED = make_board(
    {
        "events/oak/weekly.yaml": WEEKLY,
        "events/oak/overnight.yaml": """
            title: Warming room
            start: 2027-01-04 20:00
            end: 8:00
            venue: library
            repeat: every day until 1 May 2027
            skip: 2027-02-01 to 2027-02-05
            """,
        "events/oak/fair.yaml": "title: Fair\nstart: 2027-02-20\nend: 2027-02-21\nvenue: library",
        "events/oak/off.yaml": """
            title: Talk
            start: 2027-02-03 18:00
            venue: library
            repeat: every Wednesday until 28 April 2027
            status: cancelled
            changes: {2027-03-10: {status: postponed, start: 2027-03-11 19:00}}
            """,
        "events/oak/once.yaml": """
            title: Show
            start: 2027-03-13 23:30
            venue: library
            changes: {2027-03-13: {start: 2027-03-20 22:00, label: new night}}
            """,
        "events/oak/dates.yaml": """
            title: Clinic
            start: 2027-02-09 9:00
            venue: library
            dates: [2027-02-19 13:00, 2027-04-02]
            """,
        "events/oak/paris.yaml": """
            title: From Paris
            start: 2027-03-01 18:00
            timezone: Europe/Paris
            online: https://meet.example/paris
            repeat: every week, 8 times
            """,
    }
)
FIRST, LAST = date(2027, 1, 16), date(2027, 6, 1)


def calendar_of(board: Board, flavour: Flavour = Flavour.FEED) -> bytes:
    local = localize_board(board, TODAY)
    calendars, _ = feeds_of(local, whole_list(board))
    [file] = [file for file in calendars if file.feed.flavour is flavour]
    years = join_years(item.zone_years(flavour, ENDLESS) for item in file.items)
    return render_calendar(file.feed, [render_vevents(item, flavour) for item in file.items], years)


def dates_of(board: Board, *, off: bool) -> list[tuple[str, str, str]]:
    """(uid, start, end) of every date by the model alone."""
    dates = [one for event in board.events.values() for one in expand(event, Window(FIRST, LAST))]
    return sorted(
        (one.series.uid, written(one.start), written(one.end))
        for one in dates
        if one.day >= FIRST and (off or not one.status.is_off)
    )


def written(moment: date) -> str:
    if isinstance(moment, datetime):
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return moment.isoformat()


def starts_from(dates: list[CalendarDate]) -> list[tuple[str, str, str]]:
    """By the UID of their series, which that of an added date names before its own date."""
    return sorted(
        (re.sub(r"#[^@]+", "", one.uid), one.start, one.end) for one in dates if one.start >= f"{FIRST}T05"
    )


@pytest.mark.debian
@pytest.mark.parametrize("timezone", ["UTC", "Pacific/Auckland"])
def test_a_client_finds_the_dates_of_the_model_in_the_calendar(timezone: str) -> None:
    calendar = calendar_of(VARIED)
    read = expand_calendar(calendar, FIRST, LAST + timedelta(days=1), timezone=timezone)
    expected = [one for one in dates_of(VARIED, off=True) if one[1] < f"{LAST}"]
    assert [one for one in starts_from(read) if one[1] < f"{LAST}"] == expected


@pytest.mark.debian
@pytest.mark.parametrize("flavour", [Flavour.FEED, Flavour.WITHOUT_CANCELLED])
def test_libical_finds_nothing_wrong_in_the_calendar(flavour: Flavour, libical: Libical) -> None:
    assert libical.check_calendar(calendar_of(VARIED, flavour)) == []


@pytest.mark.debian
def test_without_cancelled_dates_a_client_finds_only_those_that_take_place() -> None:
    read = expand_calendar(calendar_of(VARIED, Flavour.WITHOUT_CANCELLED), FIRST, LAST)
    expected = [one for one in dates_of(VARIED, off=False) if one[1] < f"{LAST}"]
    assert [one for one in starts_from(read) if one[1] < f"{LAST}"] == expected
    assert all(one.status == "CONFIRMED" for one in read)


@given(st.integers(0, 200))
def test_no_feed_holds_an_entry_twice(days: int) -> None:
    local = localize_board(VARIED, TODAY + timedelta(days=days))
    calendars, news = feeds_of(local, whole_list(VARIED))
    for file in calendars:
        uids = [item.uid for item in file.items]
        assert len(set(uids)) == len(uids)
    for each in news:
        guids = [item.guid for item in each.feed.items]
        assert len(set(guids)) == len(guids)
