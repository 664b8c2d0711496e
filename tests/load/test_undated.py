"""An event whose dates are not published: none of them leaves its file."""

from __future__ import annotations

from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.model.event import Event
from bulletin.problems import Problem
from tests.commands.boards import FILES

PATH = "events/oak/circle.yaml"
CIRCLE = "title: Circle\ncategories: health\ncost: free\nlocation: confidential\npublish_dates: no\n"


def read(lines: str) -> tuple[Event, list[Problem]]:
    records = {**FILES, PATH: CIRCLE + lines}
    loaded = load_board(Sources({path: text.encode() for path, text in records.items()}))
    assert loaded.board is not None
    return loaded.board.events["oak/circle"], [each for each in loaded.problems if each.ref.path == PATH]


def test_the_dates_beside_its_own_are_not_kept_either() -> None:
    event, _ = read(
        "start: 2027-02-05 18:00\nend: 19:00\nstatus: rescheduled\nwas: 2027-02-04 18:00\n"
        "rain_date: 2027-02-06\n"
        "registration: {kind: required, phone: 555-0101, opens: 2027-01-10, closes: 2027-02-01}\n"
    )
    assert (event.was, event.rain_date) == (None, None)
    assert (event.registration.opens, event.registration.closes) == (None, None)
    assert (event.registration.phone, event.status.value) == ("555-0101", "rescheduled")


def test_every_field_that_shows_a_date_in_the_repository_is_named() -> None:
    _, [problem] = read("repeat: Fridays\nskip: 2027-02-19\nrain_date: 2027-02-06\n")
    assert problem.rule.id == "public-all-the-same"
    assert problem.hint == "Leave out `repeat`, `skip` and `rain_date`."


def test_an_event_that_publishes_no_date_needs_none() -> None:
    _, problems = read("")
    assert problems == []
