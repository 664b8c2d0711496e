from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.model.board import Board
from bulletin.model.feed import CalendarItem, CalendarStatus, Flavour
from bulletin.model.place import Geo
from bulletin.model.site.plan import CalendarFile
from bulletin.plan.feeds import EventList
from bulletin.plan.feeds.calendars import (
    calendar_item,
    calendar_plans,
    event_calendar,
    event_calendar_path,
)
from bulletin.plan.feeds.feed_text import MAX_DESCRIPTION
from bulletin.plan.localized_board import LocalizedBoard
from tests.plan.boards import BOARD, TODAY, items_of, localize_board, make_board, make_event, revised

STORY = """
title: Story time
summary: Songs and rhymes for the very small.
start: 2027-01-05 10:30
end: 11:15
venue: library
room: hall
repeat: every Tuesday until 30 March 2027
categories: storytime
cost: $5
registration: {kind: required, phone: 555-0101}
access_note: Ring the bell on the left.
"""


def only_item(board: Board, today: date = TODAY, language: str = "") -> CalendarItem:
    [item] = items_of(localize_board(board, today, language)).values()
    return item


def test_an_entry_says_what_where_for_how_much_and_whom_to_ask() -> None:
    item = only_item(make_event(STORY, name="story-time"))
    assert item.uid == "oak/story-time@oak.example"
    assert item.summary == "Story time"
    assert item.location == "Main Library, Hall, 1 Main Street, Oak, ON K0A 1A1"
    assert item.geo == Geo(45.3021, -76.1504)
    assert item.url == "https://board.example/town/events/oak/story-time/"
    assert item.categories == ("Storytime",)
    assert item.language == ""
    assert item.description.split("\n\n") == [
        "Songs and rhymes for the very small.",
        "Cost: $5",
        "Please sign up first. Sign up by phone: 555-0101.",
        "Getting in: Ring the bell on the left.",
        "Questions: 555-0100",
        "More: https://board.example/town/events/oak/story-time/",
    ]


def test_an_entry_says_for_which_ages_it_is_and_what_to_bring() -> None:
    more = (
        "ages: 6-11\nbring: [seeds in labelled envelopes, a bag]\ndocuments: [No ID needed, your letters]\n"
    )
    said = only_item(make_event(STORY + more)).description.split("\n\n")
    assert said.index("Ages 6-11.") == said.index("Cost: $5") + 1
    assert {"Bring: seeds in labelled envelopes and a bag.", "No ID needed.", "Papers: your letters."} <= set(
        said
    )


@pytest.mark.parametrize(
    ("lines", "status", "summary"),
    [
        ("", CalendarStatus.CONFIRMED, "Story time"),
        ("status: full", CalendarStatus.CONFIRMED, "Full: Story time"),
        ("status: moved-online", CalendarStatus.CONFIRMED, "Now online: Story time"),
        ("status: rescheduled\nwas: 2026-12-01 10:30", CalendarStatus.CONFIRMED, "New date: Story time"),
        ("status: tentative", CalendarStatus.TENTATIVE, "Tentative: Story time"),
        ("status: cancelled", CalendarStatus.CANCELLED, "Cancelled: Story time"),
        ("status: postponed", CalendarStatus.CANCELLED, "Postponed: Story time"),
    ],
)
def test_the_word_of_every_status_but_scheduled_stands_in_the_summary(
    lines: str, status: CalendarStatus, summary: str
) -> None:
    item = only_item(make_event(STORY + lines))
    assert (item.status, item.summary) == (status, summary)


def test_a_changed_date_says_everything_that_holds_on_it() -> None:
    item = only_item(
        make_event(
            STORY
            + """
changes:
  2027-01-12: cancelled
  2027-01-19: {start: 14:00, online: "https://meet.example/x", label: guest reader, note: Bring a friend.}
"""
        )
    )
    off, moved = item.changes
    assert (off.status, off.summary) == (CalendarStatus.CANCELLED, "Cancelled: Story time")
    assert off.location == item.location
    assert moved.summary == "Story time (guest reader)"
    assert moved.location == "https://meet.example/x"
    assert moved.geo is None
    assert isinstance(moved.start, datetime)
    assert (moved.start.day, moved.start.hour) == (19, 14)
    assert moved.description.startswith("Bring a friend.\n\nMoved from Tuesday 19 January 2027, 10:30.")
    assert "Join online: https://meet.example/x" in moved.description


def test_every_series_of_an_event_is_an_entry_with_its_own_changes() -> None:
    board = make_event(
        """
        title: Open workshop
        start: 2027-01-06 13:00
        end: 16:00
        venue: library
        repeat:
          - every Wednesday until 30 June 2027
          - {words: every Saturday from 10:00 to 12:00 until 30 June 2027, key: saturday}
        changes:
          2027-01-09: cancelled
        """
    )
    first, second = items_of(localize_board(board)).values()
    assert (first.uid, second.uid) == ("oak/event@oak.example", "oak/event/saturday@oak.example")
    assert first.changes == ()
    assert [change.status for change in second.changes] == [CalendarStatus.CANCELLED]


PLACES = {
    "location: confidential": ("", "Call, and you are told where."),
    "location: on request\narea: Old Town": (
        "Old Town",
        "Call or write, and you are told where.",
    ),
    "area: Old Town": ("Old Town", ""),
    "online: https://meet.example/x": ("https://meet.example/x", "Join online: https://meet.example/x"),
    "address: 7 Elm Street, Oak": ("7 Elm Street, Oak", ""),
}


@pytest.mark.parametrize("place", PLACES)
def test_nothing_finer_of_a_place_is_published_than_may_be(place: str) -> None:
    where, said = PLACES[place]
    item = only_item(make_event(f"title: Talk\nstart: 2027-02-01 18:00\n{place}"))
    assert item.location == where
    assert item.geo is None
    assert said in item.description
    assert "Main" not in item.description


def test_a_venue_called_as_its_address_begins_is_named_once() -> None:
    street = "name: Main Street\naddress: Main Street, between 1st and 4th, Oak\n"
    event = "title: Parade\nstart: 2027-02-01 18:00\nvenue: street\n"
    board = make_board({"venues/street.yaml": street, "events/oak/parade.yaml": event})
    assert only_item(board).location == "Main Street, between 1st and 4th, Oak"


def test_a_discreet_title_stands_in_for_the_title_in_every_language() -> None:
    board = make_board(
        {
            "events/oak/rainbow.yaml": """
                title: Rainbow teens
                discreet_title: Teen room
                start: 2027-02-01 18:00
                venue: library
                status: cancelled
                status_note: The leader is ill.
                welcome: 2slgbtq
                """,
            "events/oak/rainbow.fr.md": "---\ntitle: Ados arc-en-ciel\n---\nOn se retrouve.",
        }
    )
    assert only_item(board).summary == "Cancelled: Teen room"
    french = only_item(board, language="fr")
    assert "Teen room" in french.summary
    assert "arc-en-ciel" not in french.summary
    assert french.language == "fr"
    assert french.url == "https://board.example/town/fr/events/oak/rainbow/"


def test_text_that_is_not_translated_is_labelled_with_its_own_language() -> None:
    board = make_event("title: Talk\nstart: 2027-02-01 18:00\nvenue: library")
    assert only_item(board, language="fr").language == "en"


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)))
def test_an_entry_is_a_function_of_the_records_and_never_of_the_day(today: date) -> None:
    local = localize_board(SLOW_CHANGING, today)
    event = SLOW_CHANGING.events["oak/event"]
    assert calendar_item(local, event, event.series[0]) == ON_ANY_DAY


SLOW_CHANGING = make_event(
    STORY
    + """
status: rescheduled
was: 2026-09-01 10:30
review_by: 2027-02-01
rain_date: 2027-04-01 10:30
changes: {2027-01-12: {start: 2027-01-13 9:00, status: full}}
"""
)
ON_ANY_DAY = only_item(SLOW_CHANGING)


def test_a_description_is_bounded_and_keeps_its_address() -> None:
    long = "\n".join(f"  Sentence number {n} is here, and it says a little more." for n in range(200))
    item = only_item(make_event(STORY + f"access: {{step_free: yes}}\ndescription: |\n{long}\n"))
    assert MAX_DESCRIPTION - 60 < len(item.description) <= MAX_DESCRIPTION
    assert item.description.endswith("More: https://board.example/town/events/oak/event/")
    assert "Questions: 555-0100" in item.description


def test_a_summary_that_is_the_text_s_first_sentence_stands_once() -> None:
    item = only_item(
        make_event(
            "title: T\nstart: 2027-02-01\nvenue: library\ndescription: |\n  We sing\n  together. Come!"
        )
    )
    assert item.description.count("We sing") == 1


def test_history_stands_in_the_entry() -> None:
    created, changed = datetime(2026, 11, 1, 9, tzinfo=UTC), datetime(2026, 12, 1, 9, tzinfo=UTC)
    item = only_item(revised(make_event(STORY), created, changed))
    assert (item.created, item.last_modified) == (created, changed)
    assert item.sequence == (changed - datetime(2020, 1, 1, tzinfo=UTC)) / timedelta(seconds=1)


LIFE = {
    "events/oak/gone.yaml": "title: Gone\nstart: 2027-01-14 18:00\nvenue: library",
    "events/oak/today.yaml": "title: Today\nstart: 2027-01-15 0:15\nvenue: library",
    "events/oak/now.yaml": "title: Now\nstart: 2027-01-02\nend: 2027-01-15\nvenue: library",
    "events/oak/last.yaml": "title: Last\nstart: 2028-02-18 18:00\nvenue: library",
    "events/oak/far.yaml": "title: Far\nstart: 2028-02-19 18:00\nvenue: library",
    "events/oak/later.yaml": "title: Later\nstart: 2027-02-01\nvenue: library\npublish_from: 2027-01-20",
    "events/oak/secret.yaml": """
        title: Secret
        start: 2027-02-01 18:00
        location: confidential
        publish_dates: no
        """,
}


def calendars_of(local: LocalizedBoard, *, whole: bool) -> list[CalendarFile]:
    """The calendars beside the list of every event."""
    listed = EventList("All", "events/", tuple(local.board.events.values()), is_whole=whole)
    made = [plan.make() for plan in calendar_plans(local, listed)]
    return [file for file in made if isinstance(file, CalendarFile)]


def test_a_list_s_calendar_holds_the_events_with_a_date_still_ahead_and_no_unpublished_dates() -> None:
    board = make_board(LIFE)
    local = localize_board(board)
    calendar, without = calendars_of(local, whole=True)
    assert [item.uid for item in calendar.items] == [
        f"oak/{name}@oak.example" for name in ("far", "last", "now", "today")
    ]
    assert without.items == calendar.items
    assert without.feed.flavour is Flavour.WITHOUT_CANCELLED
    items = items_of(local)
    assert {item.uid for item in calendar.items} <= set(items)
    assert not any("secret" in uid or "later" in uid for uid in items)


def test_each_dated_event_has_its_own_calendar_over_or_not() -> None:
    board = make_board(LIFE)
    local = localize_board(board, language="fr")
    own = event_calendar(local, board.events["oak/gone"])
    assert event_calendar_path(local, board.events["oak/gone"]) == own.route
    assert own.route == "fr/events/oak/gone/event.ics"
    assert own.feed.flavour is Flavour.SINGLE
    assert own.feed.self_url == "https://board.example/town/fr/events/oak/gone/event.ics"
    assert [item.uid for item in own.items] == ["oak/gone@oak.example"]
    assert event_calendar_path(local, board.events["oak/secret"]) == ""


def test_a_board_that_does_not_publish_calendars_has_none() -> None:
    board = make_event(STORY, board=BOARD + "publish: [months, rss]\n")
    local = localize_board(board)
    assert items_of(local) == {}
    assert event_calendar_path(local, board.events["oak/event"]) == ""
    assert calendars_of(local, whole=True) == []


@pytest.mark.parametrize(
    ("accent", "name"), [("#0a5160", "teal"), ("#700808", "maroon"), ("", "teal"), ("nonsense", "teal")]
)
def test_a_calendar_has_the_css_colour_nearest_to_the_board_s_own(accent: str, name: str) -> None:
    board = make_event(STORY)
    board = replace(board, info=replace(board.info, theme_options={"accent": accent}))
    [calendar] = calendars_of(localize_board(board), whole=False)
    assert calendar.feed.color == name
