from __future__ import annotations

from datetime import date

import pytest

from bulletin.formats.dates import tell_days
from bulletin.messages.summaries import ReadBack, format_read_back, read_back
from tests.check.small_boards import board_of, event

TODAY = date(2027, 1, 15)
PATH = "events/oak/story-time.yaml"


def read_back_of(**fields: object) -> ReadBack:
    """An event with these fields, read back."""
    board = board_of({PATH: event(**fields)})
    return read_back(board.events["oak/story-time"], board, TODAY, "content/x.yaml")


def dates_of(**fields: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The repeats and the next dates of an event with these fields, read back."""
    read = read_back_of(**fields)
    assert (read.path, read.title) == ("content/x.yaml", "Story time")
    return read.repeats, read.dates


def test_one_date_is_read_back_with_its_day_and_its_times() -> None:
    assert dates_of() == ((), ("Wednesday 3 February 2027, 10:15 – 11:00",))


def test_a_counted_repeat_says_how_many_are_left_when_some_are_skipped() -> None:
    repeats, dates = dates_of(repeat="every Wednesday, 8 times", skip="2027-02-10")

    assert repeats == ("Wednesdays, 8 times. 8 dates, 1 skipped: 7.", "Not on Wednesday 10 February 2027.")
    assert len(dates) == 6
    assert dates[1] == "Wednesday 17 February 2027, 10:15 – 11:00"


def test_several_repeats_are_each_read_back_with_their_times() -> None:
    market = "\n  - Wednesdays\n  - {words: Saturdays from 13:00 to 16:00 until 2027-06-30, key: saturday}"
    repeats, _ = dates_of(repeat=market, review_by="2027-12-01")

    assert repeats[0] == "Wednesdays from 10:15 to 11:00."
    assert repeats[1].startswith("Saturdays from 13:00 to 16:00 until 30 June 2027. ")


def test_the_zone_of_an_event_is_read_back_where_it_is_not_the_board_s() -> None:
    assert "Its times are those of Vancouver." in dates_of(timezone="America/Vancouver")[0]
    assert dates_of(timezone="America/Toronto")[0] == ()


def test_what_is_different_on_a_date_is_read_back() -> None:
    _, dates = dates_of(repeat="Wednesdays, 2 times", changes="{2027-02-10: {status: cancelled, note: ice}}")
    assert dates[1] == "Wednesday 10 February 2027, 10:15 – 11:00 (cancelled): ice"


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"start": "2027-02-03 21:00", "end": "00:30"}, "Wednesday 3 February 2027, 21:00 – 00:30"),
        (
            {"start": "2027-02-03 10:00", "end": "2027-02-05 16:00"},
            "Wednesday 3 February 2027, 10:00 – Friday 5 February 2027, 16:00",
        ),
        ({"start": "2027-02-03", "end": None}, "Wednesday 3 February 2027, all day"),
        ({"start": "2027-02-03", "end": "2027-02-05"}, "Wednesday 3 February 2027 to Friday 5 February 2027"),
    ],
)
def test_nights_days_and_several_days_are_read_back_as_what_they_are(
    fields: dict[str, object], line: str
) -> None:
    assert dates_of(**fields)[1] == (line,)


def test_single_dates_and_dates_that_are_over_are_read_back() -> None:
    assert dates_of(dates="[2027-02-05, 2027-02-08 18:00]")[0] == ("On 3 single dates.",)
    assert dates_of(start="2026-02-03 10:15") == ((), ("No date is ahead.",))


def test_a_date_further_ahead_than_the_board_shows_is_read_back_all_the_same() -> None:
    assert dates_of(start="2030-02-03 10:15")[1] == ("Sunday 3 February 2030, 10:15 – 11:00",)


def test_what_began_before_today_and_is_still_on_is_read_back_once() -> None:
    assert dates_of(start="2027-01-10", end="2027-01-20")[1] == (
        "Sunday 10 January 2027 to Wednesday 20 January 2027",
    )
    assert dates_of(start="2027-02-15", end="2028-03-20")[1] == (
        "Monday 15 February 2027 to Monday 20 March 2028",
    )


def test_rare_dates_are_all_found() -> None:
    assert dates_of(start="2027-01-20 10:15", repeat="every 9 years, 3 times")[1] == (
        "Wednesday 20 January 2027, 10:15 – 11:00",
        "Sunday 20 January 2036, 10:15 – 11:00",
        "Friday 20 January 2045, 10:15 – 11:00",
    )


def test_dates_that_are_not_published_are_not_read_back() -> None:
    secret = dates_of(venue=None, location="confidential", publish_dates="no")
    assert secret == (("Its dates are not published.",), ())


def test_of_many_days_the_first_are_named() -> None:
    days = [date(2027, 2, day) for day in (3, 1, 2, 3)]

    assert tell_days(days[:2]) == "Monday 1 February 2027 and Wednesday 3 February 2027"
    assert tell_days(days, most=2) == "Monday 1 February 2027, Tuesday 2 February 2027 and 1 more"


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"room": "red"}, "Where: Hall, Red room"),
        ({"venue": None, "address": "12 Oak Street"}, "Where: 12 Oak Street"),
        ({"online": "https://x.example/"}, "Where: Hall, and online: https://x.example/"),
        ({"venue": None, "online": "https://x.example/"}, "Where: online, https://x.example/"),
        ({"venue": None, "area": "Oakville"}, "Where: Oakville (the area only)"),
        ({"venue": None, "location": "on request"}, "Where: told to those who ask"),
        ({"venue": None, "location": "confidential"}, "Where: confidential, told nowhere on the board"),
        ({"cost": "free"}, "Cost: free"),
        ({"cost": "$5"}, "Cost: $5"),
        ({"cost": "[{label: Adults, amount: 5}, {label: Children, amount: 0, note: with an adult}]"}, ""),
        ({"cost": "donation"}, "Cost: donation"),
        ({}, "Sign-up: not needed"),
        ({"registration": "required"}, "Sign-up: required"),
        (
            {"registration": "{kind: required, phone: 555-0101, closes: 2027-02-01 17:00, capacity: 12}"},
            "Sign-up: required, by phone 555-0101, until Monday 1 February 2027, 17:00, 12 places",
        ),
        ({"status": "cancelled", "status_note": "Ice."}, "Status: cancelled: Ice."),
    ],
)
def test_place_cost_and_sign_up_are_read_back(fields: dict[str, object], line: str) -> None:
    line = line or "Cost: Adults: $5 and Children: free (with an adult)"
    assert line in read_back_of(**fields).facts


def test_a_date_at_another_place_says_where() -> None:
    dates = dates_of(repeat="Wednesdays, 2 times", changes="{2027-02-10: {address: 1 Elm Street}}")[1]
    assert dates[1] == "Wednesday 10 February 2027, 10:15 – 11:00, 1 Elm Street"


def test_an_event_is_read_back_in_a_dozen_lines() -> None:
    text = format_read_back(read_back_of(repeat="Wednesdays until 31 March 2027", skip="2027-02-10"))
    assert text.splitlines()[0] == "content/x.yaml: “Story time”"
    assert len(text.splitlines()) <= 12
