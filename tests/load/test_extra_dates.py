"""`dates`: further dates, each with hours of its own where somebody gave them."""

from __future__ import annotations

from datetime import date

import pytest

from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.messages.summaries import read_back
from bulletin.model.board import Board
from bulletin.model.expand import next_dates
from bulletin.problems import Problem
from tests.check.small_boards import FILES, board_of, event

PATH = "events/oak/story-time.yaml"
TODAY = date(2027, 1, 15)


def loaded(**fields: object) -> Board:
    return board_of({PATH: event(**fields)})


def problems_of(**fields: object) -> list[Problem]:
    files = {**FILES, PATH: event(**fields)}
    return list(
        load_board(Sources({path: text.lstrip("\n").encode() for path, text in files.items()})).problems
    )


def rules_of(**fields: object) -> list[str]:
    return [problem.rule.id for problem in problems_of(**fields)]


def dates_of(board: Board) -> list[str]:
    return [
        line.split("2027, ")[-1]
        for line in read_back(board.events["oak/story-time"], board, TODAY, "x").dates
    ]


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("2027-02-28 12:00-16:00", "12:00 – 16:00"),
        ("2027-02-28 12:00 to 16:00", "12:00 – 16:00"),
        ("2027-02-28 12 noon–4pm", "12:00 – 16:00"),
        ("2027-02-28 18:00 – 24:00", "18:00 – 00:00"),
        ("2027-02-28 6pm - midnight", "18:00 – 00:00"),
        ("2027-02-28 22:00-2:00", "22:00 – 02:00"),
        ("28 February 2027, 10am to 2pm", "10:00 – 14:00"),
        ("Sunday 28 February 2027 12-4pm", "12:00 – 16:00"),
        ("28 février 2027 de 18 h à 20 h", "18:00 – 20:00"),
        ("2027-02-28 20:00 to 2027-03-01 01:30", "20:00 – 01:30"),
        ("2027-02-28 12:00", "12:00 – 12:45"),
        ("2027-02-28", "10:15 – 11:00"),
    ],
)
@pytest.mark.parametrize("form", ["{}", "[{}]", "[2027-02-20, {}]"])
def test_a_further_date_has_the_hours_that_stand_beside_it(typed: str, hours: str, form: str) -> None:
    if "," in typed and form != "{}":
        typed = f'"{typed}"'
    assert dates_of(loaded(dates=form.format(typed)))[-1] == hours


def test_dates_in_a_row_each_have_their_own_hours() -> None:
    board = loaded(dates="2027-02-20 12:00-16:00, 2027-02-21, 2027-02-27 9:00 to 10:00")
    assert dates_of(board) == ["10:15 – 11:00", "12:00 – 16:00", "10:15 – 11:00", "09:00 – 10:00"]


def test_a_change_beside_the_hours_of_a_date_keeps_them_unless_it_has_an_end() -> None:
    changes = (
        "{2027-02-20: {note: Long}, 2027-02-21: {end: 13:00}, "
        "2027-02-27: {start: 14:00}, 2027-02-28: cancelled}"
    )
    dates = "[2027-02-20 12:00-16:00, 2027-02-21 12:00-16:00, 2027-02-27 9:00-10:00, 2027-02-28 9:00-10:00]"
    assert dates_of(loaded(dates=dates, changes=changes))[1:] == [
        "12:00 – 16:00: Long",
        "12:00 – 13:00",
        "14:00 – 15:00",
        "09:00 – 10:00 (cancelled)",
    ]


def test_the_first_date_may_be_given_its_hours_among_the_others() -> None:
    dates = "[2027-02-03 10:15-12:00, 2027-02-04 14:00-15:00]"
    board = loaded(end=None, dates=dates)
    assert dates_of(board) == ["10:15 – 12:00", "14:00 – 15:00"]
    assert "no-end" not in rules_of(end=None, dates=dates)


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ({"dates": "2027-02-28 13:00 to 13:00"}, ["ends-after-start"]),
        ({"dates": "2027-02-28 20:00 to 19:00"}, ["ends-after-start"]),
        ({"dates": "2027-02-28 16:00 to 15:30"}, ["ends-after-start"]),
        ({"dates": "[2027-02-28 12:00-14:00, 2027-02-28 12:00-15:00]"}, ["date-twice"]),
        ({"dates": "[2027-02-28 12:00-14:00, 2027-02-28 12:00]"}, []),
        ({"dates": "2027-02-26 to 2027-02-28"}, ["date-unreadable"]),
        ({"start": "2027-02-03", "end": None, "dates": "2027-02-28 12:00-16:00"}, ["mixed-all-day"]),
    ],
)
def test_hours_of_a_date_are_held_to_the_rules_of_an_end(fields: dict[str, object], rules: list[str]) -> None:
    assert rules_of(**fields) == rules


def test_a_date_that_would_run_into_the_next_day_as_the_others_do_not_is_asked_about() -> None:
    day = {"start": "2027-02-03 10:00", "end": "17:00"}
    [problem] = problems_of(**day, dates="2027-02-20 18:00")
    assert problem.rule.id == "extra-date-overnight"
    assert problem.is_error
    assert problem.message.endswith("it would last from 18:00 to 01:00 the next day.")
    for answer in ("2027-02-20 18:00-19:00", "2027-02-20 18:00 to 2027-02-21 01:00"):
        assert answer in (problem.hint or "")
        assert rules_of(**day, dates=answer) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"start": "2027-02-03 20:00", "end": "2:00", "dates": "2027-02-20 22:00"},
        {"start": "2027-02-03 20:00", "end": "0:00", "dates": "2027-02-20 20:00"},
        {"start": "2027-02-03 10:00", "end": "17:00", "dates": "2027-02-20 17:00"},
        {"start": "2027-02-03 10:00", "end": "17:00", "dates": "2027-02-20"},
        {"start": "2027-02-03 10:00", "end": None, "dates": "2027-02-20 23:30"},
    ],
)
def test_a_night_like_the_others_and_a_day_that_ends_at_midnight_are_not(fields: dict[str, object]) -> None:
    assert "extra-date-overnight" not in rules_of(**fields)


@pytest.mark.parametrize(
    ("fields", "is_given"),
    [
        ({"end": None}, False),
        ({"end": "11:00"}, True),
        ({"end": None, "duration": "45 min"}, True),
        ({"end": None, "start": "2027-02-03"}, True),
        ({"end": None, "repeat": "Wednesdays until 1 May 2027"}, False),
        ({"end": None, "repeat": "Wednesdays from 10:15 to 12:00 until 1 May 2027"}, True),
        ({"end": None, "dates": "2027-02-20 12:00-16:00"}, False),
    ],
)
def test_the_end_of_an_event_is_given_by_somebody_or_by_nobody(
    fields: dict[str, object], is_given: bool
) -> None:
    [series] = loaded(**fields).events["oak/story-time"].series
    assert series.has_end is is_given
    assert ("no-end" in rules_of(**fields)) is not is_given
    board = loaded(**fields)
    first = read_back(board.events["oak/story-time"], board, TODAY, "x").dates[0]
    assert ("no end given" in first) is not is_given


def test_the_duration_of_a_partner_s_events_counts_as_given() -> None:
    partner = "name: Oak\ncontact: {phone: 555-0101}\ndefaults: {duration: 2 hours, cost: free}\n"
    board = board_of({PATH: event(end=None), "partners/oak.yaml": partner})
    assert dates_of(board) == ["10:15 – 12:15"]


def test_an_end_that_is_not_given_claims_no_further_day() -> None:
    [late] = next_dates(loaded(start="2027-02-03 23:30", end=None).events["oak/story-time"], TODAY)
    assert late.last_day == late.day == date(2027, 2, 3)
