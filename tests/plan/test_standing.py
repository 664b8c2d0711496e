"""What a page says of where an event stands: to come, over, postponed, closed, checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bulletin.model.board import Board
from bulletin.model.site.details import EventValues, PartnerValues, VenueValues
from bulletin.model.site.values import FindValues, IndexValues, ListValues
from tests.plan.boards import BOARD, PARTNER, TODAY, VENUE, make_board, make_event, make_site

HORIZONS = (7, 30, 400)
ASK_PRICE = "Price not given: ask 555-0100."
OVER = "This event is over."
TALK = "title: Talk\nstart: 2027-02-03 18:00\nend: 19:00\nvenue: library\n"


def page_of(board: Board, today: date = TODAY, route: str = "events/oak/event/") -> EventValues:
    [page] = [page for page in make_site(board, today).pages if page.route == route]
    assert isinstance(page.values, EventValues)
    return page.values


def calendars_with(board: Board, today: date, uid: str = "oak/event@oak.example") -> set[str]:
    """The routes of the calendars an event stands in."""
    return {
        each.route for each in make_site(board, today).calendars if uid in {item.uid for item in each.items}
    }


GAPS = [
    ("2027-01-05 18:00", "Tuesdays except July and August", "2027-06-30", "Tue 7 September, 18:00"),
    ("2027-01-05 18:00", "Tuesdays until 2027-09-07", "2027-07-30", "Tue 3 August, 18:00"),
    ("2025-01-07 19:00", "every 2 years on 7 January", "2027-01-08", "Sun 7 January 2029, 19:00"),
    ("2024-02-29", "every year on 29 February", "2027-03-01", "Tue 29 February 2028"),
    ("2027-01-01 10:00", "every 5 years on 1 January", "2027-01-02", "Thu 1 January 2032, 10:00"),
]


@pytest.mark.parametrize("horizon", HORIZONS)
@pytest.mark.parametrize(("start", "repeat", "today", "following"), GAPS)
def test_a_gap_longer_than_the_horizon_is_not_the_end(
    start: str, repeat: str, today: str, following: str, horizon: int
) -> None:
    text = f"title: Club\nstart: {start}\nrepeat: {repeat}\nvenue: library\n"
    board = make_event(text, board=f"{BOARD}horizon: {horizon}\n")
    day = date.fromisoformat(today)
    values = page_of(board, day)
    assert OVER not in values.when_notes
    assert values.next_date is not None
    assert values.next_date.text == following
    assert values.calendar
    assert {"events/calendar.ics", "partners/oak/calendar.ics", "venues/library/calendar.ics"} <= (
        calendars_with(board, day)
    )


@pytest.mark.parametrize("horizon", HORIZONS)
def test_one_date_beyond_the_horizon_is_named_as_any_other(horizon: int) -> None:
    board = make_event(
        "title: Eclipse\nstart: 2028-06-10 10:00\nend: 11:00\nvenue: library\n",
        board=f"{BOARD}horizon: {horizon}\n",
    )
    values = page_of(board)
    assert values.when == "Saturday 10 June 2028, 10:00 – 11:00"
    assert values.when_notes == ()
    assert values.anchor == "2028-06-10"


@pytest.mark.parametrize("horizon", HORIZONS)
def test_what_has_no_date_left_is_over_and_is_not_to_be_put_into_a_calendar(horizon: int) -> None:
    text = "title: Club\nstart: 2026-11-03 18:00\nrepeat: Tuesdays, 4 times\nvenue: library\n"
    board = make_event(text, board=f"{BOARD}horizon: {horizon}\narchive: {{days: 90}}\n")
    values = page_of(board)
    assert OVER in values.when_notes
    assert values.next_date is None
    assert values.calendar is None
    assert "events/oak/event/event.ics" in calendars_with(board, TODAY)


def test_an_event_whose_every_date_is_skipped_has_none() -> None:
    text = "title: Club\nstart: 2027-02-02 18:00\nrepeat: Tuesdays, 2 times\nvenue: library\n"
    values = page_of(make_event(f"{text}skip: [2027-02-02, 2027-02-09]\n"))
    assert values.when == "No date is planned."
    assert OVER not in values.when_notes
    assert values.calendar is None


@pytest.mark.parametrize("how", ["status: postponed", "changes: {2027-01-10: {status: postponed}}"])
def test_a_postponed_event_whose_day_has_passed_waits_where_people_find_it(how: str) -> None:
    board = make_event(f"title: Carnival\nstart: 2027-01-10 14:00\nend: 17:00\nvenue: library\n{how}\n")
    values = page_of(board)
    assert values.status_word == "Postponed"
    assert values.when == "First planned for Sunday 10 January, 14:00 – 17:00."
    assert values.when_notes == ("No new date has been given yet.",)
    assert values.calendar is None
    pages = {page.route: page for page in make_site(board).pages}
    assert not pages["events/oak/event/"].head.noindex
    for route in ("partners/oak/", "venues/library/", "events/", "categories/other/"):
        listed = pages[route].values
        assert isinstance(listed, (PartnerValues, VenueValues, FindValues, ListValues))
        [card] = listed.agenda.undated
        assert card.status == "postponed"


def test_the_day_of_a_postponed_event_is_the_one_it_was_first_planned_for() -> None:
    board = make_event(f"{TALK}status: postponed\nstatus_note: The speaker is ill.\n")
    values = page_of(board)
    assert values.when == "First planned for Wednesday 3 February, 18:00 – 19:00."
    assert values.status_note == "The speaker is ill."
    assert values.calendar is None


def test_the_dates_that_are_off_before_the_next_one_are_said() -> None:
    text = "title: Club\nstart: 2027-01-05 18:00\nrepeat: Tuesdays, 9 times\nvenue: library\n"
    changes = "changes: {2027-01-19: cancelled, 2027-01-26: cancelled, 2027-02-09: cancelled}\n"
    values = page_of(make_event(text + changes))
    assert values.next_date is not None
    assert values.next_date.text == "Tue 2 February, 18:00"
    assert values.when_notes == ("Cancelled: 19 January and 26 January.",)


def test_dates_in_a_row_are_told_by_the_first_and_the_last_and_those_at_other_hours_below() -> None:
    text = "title: Lights\nstart: 2027-02-12 17:00\nend: 21:00\nrepeat: every day, 3 times\nvenue: library\n"
    values = page_of(make_event(f"{text}changes: {{2027-02-14: {{start: 2027-02-14 16:00, end: 21:00}}}}\n"))
    assert values.when == "Fri 12 – Sun 14 February, 17:00 – 21:00"
    assert values.when_notes == ("On another day or at another time: Sun 14 February, 16:00 – 21:00.",)


def test_a_next_date_that_is_off_is_said_and_the_one_after_it_named_beyond_the_horizon() -> None:
    text = "title: Club\nstart: 2027-01-05 18:00\nrepeat: Tuesdays until 2027-06-29\nvenue: library\n"
    values = page_of(make_event(f"{text}changes: {{2027-01-19: cancelled}}\n", board=f"{BOARD}horizon: 7\n"))
    assert values.next_date is not None
    assert values.next_date.text == "Tue 26 January, 18:00"
    assert values.when_notes == ("Cancelled: 19 January.",)


CLOSES = [
    ("2027-02-01 17:00", "Monday 1 February, 17:00"),
    ("2027-02-01", "Monday 1 February"),
]


@pytest.mark.parametrize(("closes", "said"), CLOSES)
@pytest.mark.parametrize("kind", ["required", "recommended"])
def test_sign_up_is_open_until_its_hour_and_then_closed(kind: str, closes: str, said: str) -> None:
    sign_up = f"registration: {{kind: {kind}, url: https://x.example/, phone: 555-0144, closes: {closes}}}\n"
    board = make_event(TALK + sign_up)
    before, after = page_of(board, date(2027, 2, 1)), page_of(board, date(2027, 2, 2))
    assert f"Sign up by {said}." in before.getting_in
    assert before.registration_url
    assert after.getting_in == (f"{ASK_PRICE} Sign-up closed on {said}.",)
    assert after.registration_url == ""


def test_lists_and_news_say_until_when_to_sign_up() -> None:
    board = make_event(f"{TALK}registration: {{kind: required, closes: 2027-02-01 17:00}}\n")
    said = []
    for today in (date(2027, 2, 1), date(2027, 2, 2)):
        site = make_site(board, today)
        [agenda] = [page.values for page in site.pages if page.route == "events/"]
        assert isinstance(agenda, FindValues)
        [facts] = [card.facts for day in agenda.agenda.days for card in day.slips]
        [item] = [
            item for each in site.news if each.route == "events/coming-up.rss" for item in each.feed.items
        ]
        said.append(([fact.text for fact in facts if fact.kind == "registration"], item.html))
    assert said[0][0] == ["Sign up by Monday 1 February, 17:00"]
    assert "Sign up by Monday 1 February, 17:00." in said[0][1]
    assert said[1][0] == ["Sign-up closed"]
    assert "Sign-up closed on Monday 1 February, 17:00." in said[1][1]


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        ("2027-03-01", "A partner until 1 March 2027."),
        ("2027-01-01", "No longer a partner since 1 January 2027."),
    ],
)
def test_a_partner_that_will_leave_is_one_until_then(ended: str, said: str) -> None:
    files = {"partners/oak.yaml": f"{PARTNER}ended: {{date: {ended}}}\n", "events/oak/event.yaml": TALK}
    pages = {page.route: page.values for page in make_site(make_board(files)).pages}
    partner, partners = pages["partners/oak/"], pages["partners/"]
    assert isinstance(partner, PartnerValues)
    assert isinstance(partners, IndexValues)
    assert partner.ended == said
    assert bool(partners.groups[0][1]) is (ended == "2027-03-01")


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        ("2027-03-01", "A place of this board until 1 March 2027."),
        ("2027-01-01", "No longer a place of this board since 1 January 2027."),
    ],
)
def test_a_venue_that_will_close_is_one_until_then(ended: str, said: str) -> None:
    files = {"venues/library.yaml": f"{VENUE}ended: {{date: {ended}}}\n", "events/oak/event.yaml": TALK}
    pages = {page.route: page.values for page in make_site(make_board(files)).pages}
    venue = pages["venues/library/"]
    assert isinstance(venue, VenueValues)
    assert venue.ended == said


CHECKS = [
    ("", "Not yet checked."),
    ("verified: {date: 2027-01-12, how: phone}\n", "Checked 12 January 2027."),
    ("verified: {date: 2027-01-09, how: phone}\n", "Not yet checked."),
    ("verified: {date: 2027-01-16, how: phone}\n", "Not yet checked."),
    (
        "verified: {date: 2027-01-12, how: phone}\nchanged: 2027-01-14T10:00:00Z\n",
        "Not checked since it last changed.",
    ),
]


@pytest.mark.parametrize(("lines", "said"), CHECKS)
def test_a_check_is_of_this_listing_and_not_older_than_it(lines: str, said: str) -> None:
    partner = f"{PARTNER}verified: {{date: 2027-01-13, how: phone}}\n"
    board = make_board(
        {
            "partners/oak.yaml": partner,
            "events/oak/event.yaml": f"{TALK}posted: 2027-01-10T12:00:00Z\n{lines}",
        }
    )
    assert page_of(board).checked == said


@pytest.mark.parametrize(
    ("changed", "said"), [(14, "Checked 1 January 2027."), (20, "Not checked since it last changed.")]
)
def test_a_check_is_worth_nothing_after_a_later_change(changed: int, said: str) -> None:
    board = make_event(f"{TALK}verified: {{date: 2027-01-01, how: phone}}\n")
    [revision] = board.revisions.values()
    at = datetime(2027, 1, changed - 7, tzinfo=UTC)
    changed_board = replace(
        board,
        revisions={
            "oak/event": replace(revision, created=datetime(2026, 12, 1, tzinfo=UTC), last_modified=at)
        },
    )
    assert page_of(changed_board).checked == said


def test_what_nobody_confirmed_says_so_on_its_page_as_on_its_slip() -> None:
    partner = f"{PARTNER}verified: {{date: 2026-09-01, how: phone}}\n"
    board = make_board({"partners/oak.yaml": partner, "events/oak/event.yaml": TALK})
    assert page_of(board).when_notes == ("Please check before you go",)
    due = make_event(
        "title: Club\nstart: 2027-01-05 18:00\nrepeat: Tuesdays\nvenue: library\nreview_by: 2027-01-10\n"
    )
    assert page_of(due).when_notes == (
        "Please check before you go: nobody has confirmed these dates since Sunday 10 January.",
    )


UNTOLD = ["location: confidential\npublish_dates: no\n", "location: confidential\nstart: 2027-02-03 18:00\n"]


@pytest.mark.parametrize("kind", ["", "registration: drop-in\n"])
@pytest.mark.parametrize("place", [*UNTOLD, "location: on request\nstart: 2027-02-03 18:00\n"])
def test_nobody_is_told_just_to_come_who_is_not_told_where_or_when(place: str, kind: str) -> None:
    board = make_event(f"title: Circle\n{place}{kind}")
    assert page_of(board).getting_in == (f"{ASK_PRICE} Please call first: 555-0100",)


ELSEWHERE = "title: Call\nstart: 2027-02-10 23:00\nend: 23:30\ntimezone: America/Vancouver\nvenue: library\n"


def test_dates_stand_in_the_board_s_time_and_the_other_zone_is_named() -> None:
    weekly = "repeat: Wednesdays, 5 times\nskip: 2027-02-17\nrain_date: 2027-02-11 23:00\n"
    board = make_event(f"{ELSEWHERE}{weekly}registration: {{kind: required, closes: 2027-02-09 22:00}}\n")
    values = page_of(board)
    assert "23:00 – 23:30 in Vancouver" in values.when
    assert values.when_notes == (
        "The dates and times below are those of Toronto.",
        "Not on 18 February.",
        "If the weather is bad: Friday 12 February, 1:00.",
    )
    assert [row.text for row in values.dates[:2]] == ["Thu 11 February, 1:00", "Thu 25 February, 1:00"]
    assert "Sign up by Wednesday 10 February, 0:00." in values.getting_in
    [item] = [
        item
        for each in make_site(board).calendars
        if each.route == "events/oak/event/event.ics"
        for item in each.items
    ]
    assert "Sign up by Wednesday 10 February 2027, 0:00." in item.description
    assert "If the weather is bad: Friday 12 February 2027, 1:00." in item.description


@pytest.mark.parametrize(("day", "here"), [("2027-02-10", "1:00 – 1:30"), ("2028-06-10", "2:00 – 2:30")])
def test_the_one_date_of_an_event_in_another_zone_is_told_in_both(day: str, here: str) -> None:
    values = page_of(make_event(ELSEWHERE.replace("2027-02-10", day)))
    assert here in values.when
    assert len(values.when_notes) == 1
    assert "23:00 – 23:30 in Vancouver." in values.when_notes[0]


DISCREET = (
    "title: Rainbow teens\ndiscreet_title: Teen room\nsummary: For queer youth.\n"
    "description: Pride and cake.\nstart: 2027-02-03 18:00\nlocation: on request\narea: North\n"
)
REPOSITORY = f"{BOARD}repository: https://git.example/town\n"


def test_what_is_passed_on_uses_the_discreet_title_alone() -> None:
    board = make_event(DISCREET, board=REPOSITORY)
    site = make_site(board)
    [page] = [page for page in site.pages if page.route == "events/oak/event/"]
    assert isinstance(page.values, EventValues)
    assert (page.head.shared_title, page.head.description, page.head.image) == ("Teen room", "", "")
    assert page.values.shared_title == "Teen room"
    assert page.values.wrong_subject == "Is this wrong? Teen room"
    passed_on = [*page.head.json_ld, *site.calendars, *site.news]
    assert "Teen room" in str(passed_on)
    for word in ("Rainbow", "queer", "Pride"):
        assert word not in str([*page.head.json_ld, *(each.feed for each in (*site.calendars, *site.news))])
        assert word not in str(
            [(item.summary, item.description) for each in site.calendars for item in each.items]
        )


@pytest.mark.parametrize(
    ("place", "may_propose"),
    [
        ("venue: library\n", True),
        ("location: on request\n", False),
        ("location: confidential\n", False),
        ("venue: library\nchanges: {2027-02-03: {location: on request}}\n", False),
    ],
)
def test_nobody_proposes_in_public_where_a_place_is_not_published(place: str, may_propose: bool) -> None:
    board = make_event(f"title: Circle\nstart: 2027-02-03 18:00\n{place}", board=REPOSITORY)
    assert bool(page_of(board).suggest_url) is may_propose
