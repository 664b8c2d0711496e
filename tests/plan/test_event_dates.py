"""What a page says of an event's dates besides the dates themselves."""

from __future__ import annotations

from bulletin.model.board import Board
from bulletin.plan.events.dates import when_notes, when_words
from tests.plan.boards import localize_board, make_event


def notes_of(board: Board) -> list[str]:
    local = localize_board(board)
    event = board.events["oak/event"]
    return list(when_notes(local, event, local.occurrences.ahead(event)))


def test_a_rain_date_has_its_time() -> None:
    walk = "title: Walk\nstart: 2027-05-26 18:00\nvenue: library\n"
    assert "19:45" in notes_of(make_event(f"{walk}rain_date: 2027-05-27 19:45\n"))[0]
    assert notes_of(make_event(f"{walk}rain_date: 2027-05-27\n")) == [
        "If the weather is bad: Thursday 27 May."
    ]


def test_a_rain_date_may_be_several_days() -> None:
    walk = "title: Walk\nstart: 2027-05-26 18:00\nvenue: library\nrain_date: 2027-06-04 to 2027-06-06\n"
    assert notes_of(make_event(walk)) == ["If the weather is bad: 4 – 6 June."]


def test_an_event_whose_dates_are_all_skipped_has_none_and_is_not_over() -> None:
    walks = "title: Walks\nstart: 2027-05-26 18:00\nvenue: library\nrepeat: Wednesdays, 2 times\n"
    board = make_event(f"{walks}skip: [2027-05-26, 2027-06-02]\n")
    local = localize_board(board)
    assert when_words(local, board.events["oak/event"]) == "No date is planned."
    assert "This event is over." not in notes_of(board)


def test_dates_that_are_not_published_are_not_mentioned() -> None:
    circle = "title: Circle\nlocation: confidential\npublish_dates: no\nstart: 2026-05-22 19:15\n"
    more = "repeat: Fridays\nskip: 2027-02-19\nreview_by: 2026-12-11\nrain_date: 2027-05-21 19:15\n"
    assert notes_of(make_event(circle + more)) == ["Please check before you go"]
