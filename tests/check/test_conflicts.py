"""Two events in one place at one time, two dates of one event at one hour, one event listed twice."""

from __future__ import annotations

import pytest

from bulletin.check import CheckDay
from tests.check.small_boards import PARTNER, TODAY, event, problems_of, rules_of

WEEKLY = "every Wednesday until 31 March 2027"
OTHER = {"partners/elm.yaml": PARTNER}


def two(**fields: object) -> dict[str, str]:
    return {
        "events/oak/a.yaml": event(title="Chess"),
        "events/oak/b.yaml": event(**{"title": "Yoga", **fields}),
    }


def test_two_events_of_one_partner_at_one_hour_and_place_are_remarked() -> None:
    (problem,) = problems_of(two())
    assert problem.rule.id == "same-hour"
    assert problem.ref.path == "events/oak/b.yaml"
    assert "“Chess” (oak/a) is at the same hour and place" in problem.message
    assert rules_of(two(venue=None, address="1 Elm Road")) == []
    same = {"venue": None, "address": "1 Elm Road"}
    files = {
        "events/oak/a.yaml": event(title="Chess", **same),
        "events/oak/b.yaml": event(title="Yoga", **same),
    }
    assert rules_of(files) == ["same-hour"]


def test_it_is_told_of_the_one_that_is_handed_in() -> None:
    when = CheckDay(TODAY, new_paths=frozenset({"events/oak/a.yaml"}))
    (problem,) = problems_of(two(), when)
    assert problem.ref.path == "events/oak/a.yaml"


@pytest.mark.parametrize(
    "fields",
    [
        {"start": "2027-02-03 12:15", "end": "13:00"},
        {"status": "cancelled", "status_note": "ice"},
        {"room": "red"},
        {"format": "self-directed"},
        {"part_of": "oak/a"},
    ],
)
def test_what_does_not_get_into_each_others_way_is_left_alone(fields: dict[str, object]) -> None:
    assert rules_of(two(**fields)) == []


def test_two_partners_may_be_in_one_house_at_one_hour() -> None:
    files = {"events/oak/a.yaml": event(title="Chess"), "events/elm/b.yaml": event(title="Yoga"), **OTHER}
    assert rules_of(files) == []


@pytest.mark.parametrize("folder", ["oak", "elm"])
def test_a_duplicate_is_found_by_any_date_that_two_series_share(folder: str) -> None:
    files = {
        **OTHER,
        "events/oak/a.yaml": event(title="Knitting circle", repeat=WEEKLY),
        f"events/{folder}/b.yaml": event(
            title="Circle of knitting", start="2027-02-10 10:15", repeat="every 2 weeks, 4 times"
        ),
    }
    (problem,) = problems_of(files)
    assert problem.rule.id == "near-duplicate"
    assert "10 February" in problem.message


def test_a_duplicate_of_a_series_is_told_once() -> None:
    files = {f"events/oak/{name}.yaml": event(title="Knitting", repeat=WEEKLY) for name in "ab"}
    assert rules_of(files) == ["near-duplicate"]


def test_two_changed_dates_at_one_hour_are_remarked_at_the_second() -> None:
    changes = (
        "{2027-02-10: {start: 2027-02-12 10:15, note: x}, 2027-02-17: {start: 2027-02-12 10:15, note: x}}"
    )
    (problem,) = problems_of({"events/oak/a.yaml": event(repeat=WEEKLY, changes=changes)})
    assert problem.rule.id == "same-hour-twice"
    assert "Wednesday 10 February 2027 and Wednesday 17 February 2027" in problem.message
    assert problem.ref.line == 6
    moved = "{2027-02-10: {start: 2027-02-17 10:15, note: x}}"
    assert rules_of({"events/oak/a.yaml": event(repeat=WEEKLY, changes=moved)}) == ["same-hour-twice"]


def test_a_long_booking_hides_no_clash_of_shorter_ones() -> None:
    files = {
        "events/oak/all-day.yaml": event(title="Fair", start="2027-02-03 09:00", end="17:00", room="red"),
        "events/oak/b.yaml": event(title="Chess", room="red", part_of="oak/all-day"),
        "events/oak/c.yaml": event(title="Yoga", start="2027-02-03 10:30", room="red", part_of="oak/all-day"),
        **OTHER,
        "events/elm/d.yaml": event(title="Knitting", start="2027-02-03 10:45", end="11:30", room="red"),
    }
    told = [problem for problem in problems_of(files) if problem.rule.id == "room-taken"]
    assert len(told) == 3


def test_a_clash_names_the_room_it_is_in() -> None:
    files = {
        "events/oak/a.yaml": event(title="Chess", room="blue", start="2027-02-10 10:15"),
        "events/oak/b.yaml": event(
            title="Yoga", room="red", repeat=WEEKLY, changes="{2027-02-10: {room: blue, venue: hall}}"
        ),
    }
    (problem,) = (problem for problem in problems_of(files) if problem.rule.id == "room-taken")
    assert problem.message.startswith("Blue room is taken")
