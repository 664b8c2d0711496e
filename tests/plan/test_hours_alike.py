"""The hours of every date, as all that is published says them: alike everywhere, and no end nobody gave."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import feedparser
import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar

from bulletin.messages.summaries import read_back
from bulletin.model.board import Board
from bulletin.model.feed import Flavour, join_years
from bulletin.plan.events.cards import event_card
from bulletin.plan.events.dates import date_row, when_notes, when_words
from bulletin.plan.events.linked_data import event_linked_data
from bulletin.plan.events_api import events_json
from bulletin.plan.feeds import EventList
from bulletin.plan.feeds.calendars import event_calendar
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.pages.planner import feed_plans
from bulletin.render import ENDLESS
from bulletin.render.ical import render_calendar, render_vevents
from bulletin.render.news_feeds import render_atom, render_json_feed, render_rss
from bulletin.words.phrases import phrases_in
from tests.plan.boards import BOARD, localize_board, make_event

TODAY = date(2027, 2, 1)
URL = "https://board.example/town/events/oak/event/"
HOUR = timedelta(hours=1)


class Said(NamedTuple):
    """One date: its anchor, its start and its end to the minute on the wall clock, "" where there is none."""

    anchor: str
    start: str
    end: str


class Case(NamedTuple):
    """An event, what "When" says of it, and its dates."""

    text: str
    when: str
    dates: tuple[Said, ...]


FAIR = Case(
    """
    title: Harbour market
    start: 2027-02-05 17:00
    end: 21:00
    venue: library
    dates: [2027-02-06 10:00-18:00, 2027-02-07 12 noon–4pm]
    """,
    "Friday 5 February, 17:00 – 21:00; Saturday 6 February, 10:00 – 18:00; Sunday 7 February, 12:00 – 16:00",
    (
        Said("2027-02-05", "02-05 17:00", "02-05 21:00"),
        Said("2027-02-06", "02-06 10:00", "02-06 18:00"),
        Said("2027-02-07", "02-07 12:00", "02-07 16:00"),
    ),
)
ANOTHER_START = Case(
    """
    title: Quiz
    start: 2027-02-02 17:00
    end: 21:00
    venue: library
    dates: [2027-02-04, 2027-02-06 12:00]
    """,
    "2 February and 4 February, 17:00 – 21:00; Saturday 6 February, 12:00 – 16:00",
    (
        Said("2027-02-02", "02-02 17:00", "02-02 21:00"),
        Said("2027-02-04", "02-04 17:00", "02-04 21:00"),
        Said("2027-02-06", "02-06 12:00", "02-06 16:00"),
    ),
)
WITH_A_RULE = Case(
    """
    title: Gallery
    start: 2027-02-02 10:00
    end: 17:00
    venue: library
    repeat: Tuesday to Sunday, 7 times
    skip: 2027-02-04
    dates: 2027-02-02 18:00 – 24:00
    """,
    "Tuesday to Sunday, 6 times, 10:00 – 17:00; Tuesday 2 February, 18:00 – 0:00",
    (
        Said("2027-02-02-1000", "02-02 10:00", "02-02 17:00"),
        Said("2027-02-02-1800", "02-02 18:00", "02-03 00:00"),
        *(
            Said(f"2027-{day}", f"{day} 10:00", f"{day} 17:00")
            for day in ("02-03", "02-05", "02-06", "02-07")
        ),
        Said("2027-02-09", "02-09 10:00", "02-09 17:00"),
    ),
)
WITH_A_CHANGE = Case(
    """
    title: Repairs
    start: 2027-02-02 18:00
    end: 20:00
    venue: library
    dates: [2027-02-04 18:00 to 22:00, 2027-02-06 9:00-11:00]
    changes:
      2027-02-04: {note: Longer this time}
      2027-02-06: {start: 2027-02-08 9:30}
    """,
    "Tuesday 2 February, 18:00 – 20:00; Thursday 4 February, 18:00 – 22:00; Monday 8 February, 9:30 – 11:30",
    (
        Said("2027-02-02", "02-02 18:00", "02-02 20:00"),
        Said("2027-02-04", "02-04 18:00", "02-04 22:00"),
        Said("2027-02-06", "02-08 09:30", "02-08 11:30"),
    ),
)
TWO_ON_ONE_HOUR = Case(
    """
    title: Choir
    start: 2027-02-02 19:00
    duration: 1 h 30
    venue: library
    repeat: Tuesdays, 3 times
    changes:
      2027-02-02: {start: 2027-02-12 19:00}
      2027-02-09: {start: 2027-02-12 19:00}
    """,
    "Tuesdays, 3 times, 19:00 – 20:30",
    (
        Said("2027-02-02", "02-12 19:00", "02-12 20:30"),
        Said("2027-02-09", "02-12 19:00", "02-12 20:30"),
        Said("2027-02-16", "02-16 19:00", "02-16 20:30"),
    ),
)
SEVERAL_DAYS = Case(
    """
    title: Hut weekend
    start: 2027-02-05 18:00
    end: 2027-02-07 15:00
    venue: library
    repeat: every Friday, 2 times
    """,
    "Fridays, 2 times, Friday 18:00 – Sunday 15:00",
    (Said("2027-02-05", "02-05 18:00", "02-07 15:00"), Said("2027-02-12", "02-12 18:00", "02-14 15:00")),
)
NO_END = Case(
    """
    title: Slides
    start: 2027-02-04 23:30
    venue: library
    """,
    "Thursday 4 February, 23:30",
    (Said("2027-02-04", "02-04 23:30", ""),),
)
NO_END_BUT_ONCE = Case(
    """
    title: Talks
    start: 2027-02-02 19:00
    venue: library
    repeat: Tuesdays, 2 times
    dates: 2027-02-04 18:00-20:00
    changes: {2027-02-09: {end: 20:15}}
    """,
    "Tuesdays, 2 times, 19:00; Thursday 4 February, 18:00 – 20:00",
    (
        Said("2027-02-02", "02-02 19:00", ""),
        Said("2027-02-04", "02-04 18:00", "02-04 20:00"),
        Said("2027-02-09", "02-09 19:00", "02-09 20:15"),
    ),
)
CASES = {
    "fair": FAIR,
    "another start": ANOTHER_START,
    "with a rule": WITH_A_RULE,
    "with a change": WITH_A_CHANGE,
    "two on one hour": TWO_ON_ONE_HOUR,
    "several days": SEVERAL_DAYS,
    "no end": NO_END,
    "no end but once": NO_END_BUT_ONCE,
}


@pytest.fixture(params=CASES.values(), ids=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


@pytest.fixture
def board(case: Case) -> Board:
    return make_event(case.text)


@pytest.fixture
def local(board: Board) -> LocalizedBoard:
    return localize_board(board, TODAY)


def minute(iso: str) -> str:
    """`02-05 17:00` of a date and time in ISO 8601; an offset is left out."""
    return iso[5:16].replace("T", " ")


def said(anchor: str, start: str, end: str) -> Said:
    return Said(anchor, minute(start), minute(end))


def test_when_and_the_rows_of_the_page_say_the_hours_of_each_date(case: Case, local: LocalizedBoard) -> None:
    event = local.board.events["oak/event"]
    assert when_words(local, event) == case.when
    rows = [date_row(local, one) for one in local.occurrences.coming(event)]
    assert [(row.anchor, minute(row.start)) for row in rows] == [
        (each.anchor, each.start) for each in case.dates
    ]


def test_events_json_and_json_ld_say_the_hours_of_each_date(case: Case, local: LocalizedBoard) -> None:
    event = local.board.events["oak/event"]
    nodes: list[Any] = [
        dict(node) for node in event_linked_data(local, event, local.occurrences.coming(event))
    ]
    of_nodes = [
        said(one["@id"].removeprefix(f"{URL}#"), one["startDate"], one.get("endDate", "")) for one in nodes
    ]
    rows = json.loads(events_json(local))["events"]
    of_rows = [said(one["url"].removeprefix(f"{URL}#"), one["start"], one.get("end", "")) for one in rows]
    assert of_nodes == of_rows == list(case.dates)


def test_news_feeds_of_all_forms_say_the_hours_of_each_date(case: Case, local: LocalizedBoard) -> None:
    [feed] = [
        plan.make().feed
        for plan in feed_plans(local, EventList("", "events/", tuple(local.board.events.values()), True))
        if plan.path.endswith("coming-up.rss")
    ]
    soon = [each for each in case.dates if each.start < "02-15"]
    for render in (render_rss, render_atom):
        entries = feedparser.parse(render(feed)).entries
        assert [
            said(one.link.removeprefix(f"{URL}#"), one.ev_startdate, one.get("ev_enddate", ""))
            for one in entries
        ] == soon
    items = json.loads(render_json_feed(feed))["items"]
    assert [
        said(one["url"].removeprefix(f"{URL}#"), one["_event"]["start"], one["_event"].get("end", ""))
        for one in items
    ] == soon
    for one, item in zip(soon, items, strict=True):
        hours = [f"{int(each[6:8])}{each[8:]}" for each in (one.start, one.end) if each]
        lines = item["content_html"].split("Main Library")[0]
        assert all(hour in lines for hour in hours)
        assert lines.count(":") == len(hours)


def test_slips_lead_to_their_row_and_end_when_somebody_said_so(case: Case, local: LocalizedBoard) -> None:
    cards = [event_card(local, one) for one in local.occurrences.coming(local.board.events["oak/event"])]
    assert [said(card.route.partition("#")[2], card.start, card.end) for card in cards] == list(case.dates)
    for one, card in zip(case.dates, cards, strict=True):
        words = f"{card.time} {card.time_note}"
        assert words.count(":") == (2 if one.end else 1), words


def test_what_check_reads_back_has_the_same_hours(case: Case, board: Board) -> None:
    dates = read_back(board.events["oak/event"], board, TODAY, "x").dates
    for one, line in zip(case.dates, dates, strict=False):
        assert one.start[6:] in line
        assert one.end[6:] in line
        assert ("no end given" in line) == (not one.end)


def calendar_dates(data: bytes) -> Iterator[tuple[datetime, datetime, str]]:
    """Start, end and description of every date of a calendar of one event, by dateutil."""
    entries = Calendar.from_ical(data).walk("VEVENT")
    by_original = {entry["RECURRENCE-ID"].dt: entry for entry in entries if "RECURRENCE-ID" in entry}
    [series] = [entry for entry in entries if "RECURRENCE-ID" not in entry]
    first: datetime = series["DTSTART"].dt
    starts = {first}
    if "RRULE" in series:
        rule = rrulestr(series["RRULE"].to_ical().decode(), dtstart=first)
        starts = set(rule)
    for name, change in (("RDATE", starts.add), ("EXDATE", starts.discard)):
        lines = series.get(name, [])
        for line in lines if isinstance(lines, list) else [lines]:
            for each in line.dts:
                change(each.dt)
    for start in sorted(starts):
        entry = by_original.get(start)
        if entry is None:
            yield start, start + (series["DTEND"].dt - first), str(series.get("DESCRIPTION"))
        else:
            yield entry["DTSTART"].dt, entry["DTEND"].dt, str(entry.get("DESCRIPTION"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_calendars_have_the_hours_of_each_date_and_say_where_an_end_is_not_given(
    case: Case, board: Board, language: str
) -> None:
    file = event_calendar(localize_board(board, TODAY, language), board.events["oak/event"])
    years = join_years(item.zone_years(Flavour.FEED, ENDLESS) for item in file.items)
    data = render_calendar(file.feed, [render_vevents(item, Flavour.FEED) for item in file.items], years)
    found = sorted(calendar_dates(data))
    for one, (start, end, text) in zip(sorted(case.dates, key=lambda each: each.start), found, strict=True):
        assert minute(start.isoformat()) == one.start
        assert (phrases_in(language)("feed.no_end") in text) == (not one.end)
        assert end - start == HOUR if not one.end else minute(end.isoformat()) == one.end


@pytest.mark.parametrize(
    ("language", "when", "row"),
    [
        (
            "fr",
            "Tous les vendredis, 2 fois, du vendredi 18 h au dimanche 15 h",
            "du vendredi 5 au dimanche 7 février, du vendredi 18 h au dimanche 15 h",
        ),
        (
            "ar",
            "أيام الجمعة، مرتين، من الجمعة 18:00 إلى الأحد 15:00",
            "من الجمعة 5 إلى الأحد 7 فبراير، من الجمعة 18:00 إلى الأحد 15:00",
        ),
    ],
)
def test_in_other_languages_what_lasts_days_is_said_with_both_days(
    language: str, when: str, row: str
) -> None:
    board = make_event(SEVERAL_DAYS.text, board=BOARD.replace("[en, fr]", "[en, fr, ar]"))
    local = localize_board(board, TODAY, language)
    event = board.events["oak/event"]
    assert when_words(local, event).replace("\N{NO-BREAK SPACE}", " ") == when
    first = date_row(local, local.occurrences.coming(event)[0])
    assert first.text.replace("\N{NO-BREAK SPACE}", " ") == row
    assert first.end == "2027-02-07"


@pytest.mark.parametrize(
    ("lines", "when", "row"),
    [
        (
            "start: 2027-02-06\nend: 2027-02-08\nrepeat: Saturdays, 2 times",
            "Saturdays, 2 times, Saturday – Monday",
            "Sat 6 – Mon 8 February",
        ),
        (
            "start: 2027-01-30\nend: 2027-02-02\nrepeat: on the 30th of every month, 3 times",
            "On the 30th of every month, 3 times, 4 days each time",
            "Sat 30 January – Tue 2 February",
        ),
        (
            "start: 2027-02-28 18:00\nend: 2027-03-02 15:00\nrepeat: on the 28th of every month, 2 times",
            "On the 28th of every month, 2 times, 18:00 – 15:00, 2 days later",
            "Sun 28 February – Tue 2 March, Sunday 18:00 – Tuesday 15:00",
        ),
        (
            "start: 2027-02-05 18:00\nend: 2027-02-14 12:00\ndates: 2027-03-05 18:00",
            "Friday 5 February, 18:00 – Sunday 14 February, 12:00; "
            "Friday 5 March, 18:00 – Sunday 14 March, 12:00",
            "Fri 5 February, 18:00 – Sun 14 February, 12:00",
        ),
        (
            "start: 2027-02-05 18:00\nend: 2027-02-06 14:00\nrepeat: Fridays, 2 times",
            "Fridays, 2 times, Friday 18:00 – Saturday 14:00",
            "Fri 5 – Sat 6 February, Friday 18:00 – Saturday 14:00",
        ),
        (
            "start: 2027-02-05 20:00\nend: 2:00\nrepeat: Fridays, 2 times",
            "Fridays, 2 times, 20:00 – 2:00",
            "Fri 5 February, 20:00",
        ),
        (
            "start: 2027-12-30\nend: 2028-01-01\ndates: 2027-02-01",
            "1 – 3 February; 30 December – 1 January 2028",
            "Mon 1 – Wed 3 February",
        ),
    ],
)
def test_what_lasts_days_names_its_last_day_and_a_night_does_not(lines: str, when: str, row: str) -> None:
    board = make_event(f"title: Away\nvenue: library\n{lines}\n")
    local, event = localize_board(board, TODAY), board.events["oak/event"]
    assert when_words(local, event) == when
    assert date_row(local, local.occurrences.coming(event)[0]).text == row


def test_a_row_of_another_year_has_its_year_however_near_it_is() -> None:
    board = make_event(
        "title: Market\nvenue: library\nstart: 2027-12-18 9:00\nend: 12:00\nrepeat: Saturdays, 4 times"
    )
    local, event = localize_board(board, date(2027, 12, 15)), board.events["oak/event"]
    rows = [date_row(local, one).text for one in local.occurrences.coming(event)]
    assert rows == [
        "Sat 18 December, 9:00",
        "Sat 25 December, 9:00",
        "Sat 1 January 2028, 9:00",
        "Sat 8 January 2028, 9:00",
    ]


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        ("skip: 2027-02-15", "Mondays, 6 times, 16:30 – 18:00"),
        ("changes: {2027-02-15: cancelled}", "Mondays, 6 times, 16:30 – 18:00"),
        ("changes: {2027-02-15: {start: 2027-03-22 16:30}}", "Mondays, 7 times, 16:30 – 18:00"),
        ("status: cancelled", "Mondays, 7 times, 16:30 – 18:00"),
        (
            "skip: 2027-02-15\ndates: 2027-03-22",
            "Mondays, 6 times, 16:30 – 18:00; Monday 22 March, 16:30 – 18:00",
        ),
    ],
)
def test_when_counts_the_dates_that_take_place(lines: str, when: str) -> None:
    board = make_event(
        "title: Soldering\nvenue: library\nstart: 2027-02-01 16:30\nend: 18:00\n"
        f"repeat: Mondays, 7 times\n{lines}\n"
    )
    assert when_words(localize_board(board, TODAY), board.events["oak/event"]) == when


def test_of_many_dates_left_out_or_added_the_rest_is_counted() -> None:
    many = ", ".join(f"2027-03-{day:02}" for day in range(1, 10))
    text = "title: Yoga\nvenue: library\nstart: 2027-02-01 9:00\nend: 10:00\n"
    skipping = make_event(f"{text}repeat: every day until 30 April 2027\nskip: [{many}]\n")
    local, event = localize_board(skipping, TODAY), skipping.events["oak/event"]
    [note] = when_notes(local, event, local.occurrences.coming(event))
    assert note.endswith("6 March and 3 more.")
    adding = make_event(f"{text}repeat: Mondays until 22 February 2027\ndates: [{many}]\n")
    assert when_words(localize_board(adding, TODAY), adding.events["oak/event"]).endswith("; 3 more")
