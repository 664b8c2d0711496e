"""What an event changes of what is published now."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from bulletin.messages.differences import OnBoard, tell_differences
from bulletin.model.event import Event
from bulletin.model.place import Contact
from bulletin.model.text import Picture
from tests.check.small_boards import board_of, event

TODAY = date(2027, 1, 15)
PATH = "events/oak/story-time.yaml"


def on_board(**given: object) -> OnBoard:
    board = board_of({PATH: event(**given)})
    return OnBoard(board.events["oak/story-time"], board)


def changed(before: dict[str, object], now: dict[str, object]) -> tuple[str, ...]:
    return tell_differences(on_board(**now), on_board(**before), TODAY)


def test_an_event_that_is_the_same_changes_nothing() -> None:
    assert changed({}, {}) == ()


@pytest.mark.parametrize(
    ("before", "now", "line"),
    [
        ({}, {"title": "Songs"}, "Title: was “Story time”; now “Songs”."),
        (
            {},
            {"start": "2027-02-04 10:15"},
            "Date: was Wednesday 3 February 2027, 10:15 – 11:00; "
            "now Thursday 4 February 2027, 10:15 – 11:00.",
        ),
        ({"room": "red"}, {"room": "blue"}, "Where: was Hall, Red room; now Hall, Blue room."),
        ({"cost": "free"}, {"cost": "$5"}, "Cost: was free; now $5."),
        ({}, {"registration": "required"}, "Sign-up: was not needed; now required."),
        ({}, {"status": "cancelled"}, "Status: was scheduled; now cancelled."),
        ({}, {"contact": "{phone: 555-0199}"}, "Contact: was 555-0101; now 555-0199."),
        ({}, {"summary": "We sing."}, "Different, too: the text."),
        ({}, {"bring": "a cup", "flyer": None, "documents": "ID"}, "Different, too: bring and documents."),
        (
            {"repeat": "Wednesdays, 3 times"},
            {"repeat": "Wednesdays, 3 times", "skip": "2027-02-10"},
            "No longer: Wednesday 10 February 2027, 10:15 – 11:00.",
        ),
        (
            {"repeat": "Wednesdays, 3 times"},
            {"repeat": "Wednesdays, 6 times"},
            "New: Wednesday 24 February 2027, 10:15 – 11:00; "
            "Wednesday 3 March 2027, 10:15 – 11:00 and 1 more.",
        ),
        ({}, {"repeat": "Wednesdays, 3 times"}, "Repeat: was a single date; now “Wednesdays, 3 times”."),
    ],
)
def test_what_is_different_is_told_as_it_was_and_as_it_is(
    before: dict[str, object], now: dict[str, object], line: str
) -> None:
    assert line in changed(before, now)


def test_an_endless_repeat_that_goes_on_longer_than_is_compared_changes_nothing() -> None:
    daily = {"repeat": "every day"}
    assert changed(daily, {**daily, "skip": "2029-01-01"})[1:] == ()


def test_no_date_of_an_event_whose_dates_are_not_published_is_told() -> None:
    secret = {"venue": None, "location": "confidential", "publish_dates": "no"}
    told = changed({}, secret)
    assert not [line for line in told if "2027" in line]


def test_of_fields_that_cannot_be_read_nothing_is_said() -> None:
    now, before = on_board(room="blue", cost="$5"), on_board(room="red", cost="free")
    assert tell_differences(now, before, TODAY, frozenset({"room", "cost"})) == ()


NOT_SEEN = {
    "id",
    "uid",
    "partner",
    "slug",
    "ref",
    "lines",
    "typed",
    "series",
    "changes",
    "calendars",
    "posted",
    "changed",
}


@pytest.mark.parametrize("name", [each.name for each in fields(Event) if each.name not in NOT_SEEN])
def test_no_field_that_people_see_is_different_in_silence(name: str) -> None:
    now = on_board()
    other: object = {
        "text": replace(now.event.text, summary="Other."),
        "translations": {"fr": now.event.text},
        "place": replace(now.event.place, room="red"),
        "contact": Contact(phone="555-0000"),
        "registration": replace(now.event.registration, capacity=3),
        "cost": (),
        "image": Picture("events/oak/poster.png", "A poster"),
        "publish_dates": False,
        "status": "full",
    }.get(name, "other")
    if name == "status":
        other = type(now.event.status)("full")
    if name == "timezone":
        other = "America/Winnipeg"
    if name == "categories":
        other = ("music",)
    after = OnBoard(replace(now.event, **{name: other}), now.board)
    assert tell_differences(after, now, TODAY) != ()


def test_a_date_that_is_changed_is_told_as_one_thing() -> None:
    weekly = {"repeat": "Wednesdays, 6 times"}
    changes = "{2027-02-10: {room: blue}, 2027-02-17: cancelled, 2027-02-24: {start: 11:00}}"
    told = changed({**weekly, "room": "red"}, {**weekly, "room": "red", "changes": changes})
    assert told == (
        "Date: was Wednesday 10 February 2027, 10:15 – 11:00; "
        "now Wednesday 10 February 2027, 10:15 – 11:00, Hall, Blue room.",
        "Date: was Wednesday 17 February 2027, 10:15 – 11:00; "
        "now Wednesday 17 February 2027, 10:15 – 11:00 (cancelled).",
        "Likewise 1 more.",
    )
