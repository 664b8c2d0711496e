from __future__ import annotations

from typing import Any

import pytest

from bulletin.check import CheckDay
from tests.check.small_boards import (
    BOARD,
    EVENT,
    PARTNER,
    TODAY,
    VENUE,
    board_of,
    event,
    problems_of,
    rules_of,
    rules_of_event,
)

PATH = "events/oak/story-time.yaml"
STRANGER = event(cost="free", categories="books", contact="{phone: 555-0109}")


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ("{phone: 555 012}", "“555 012” has only 6 digits."),
        ("{phone: 555-0122, text: 5550}", "“5550” has only 4 digits."),
        ("{phone: 211}", ""),
        ("{phone: +1 613 555 0122}", ""),
        ("{phone: 613-555-0122 ext. 4}", ""),
    ],
)
def test_a_number_with_a_digit_missing_is_asked_about(contact: str, said: str) -> None:
    found = problems_of({PATH: event(cost="free", categories="books", contact=contact)})

    assert [problem.message for problem in found] == ([said] if said else [])


def test_an_event_needs_a_partner() -> None:
    found = problems_of({"events/oaks/a.yaml": STRANGER})

    assert [problem.rule.id for problem in found] == ["unknown-partner"]
    assert "events/oak/" in found[0].hint


def test_a_partner_whose_file_is_broken_is_not_called_unknown() -> None:
    files = {"events/elm/tea.yaml": STRANGER}
    when = CheckDay(TODAY, paths=frozenset({"partners/elm.yaml", "events/elm/tea.yaml"}))

    assert "Mend partners/elm.yaml first" in problems_of(files, when)[0].hint


def test_a_co_host_is_shown_only_where_it_accepts() -> None:
    elm = PARTNER.replace("Oak", "Elm")

    assert rules_of_event(hosts="elm") == ["unknown-host"]
    together = {PATH: event(hosts="elm")}
    assert rules_of({**together, "partners/elm.yaml": elm}) == ["host-not-accepted"]
    assert rules_of({**together, "partners/elm.yaml": f"{elm}accept: [oak]\n"}) == []
    assert rules_of({**together, "partners/elm.yaml": f"{elm}cohosts: anyone\n"}) == []
    elm += "cohosts: none\naccept: oak\n"
    assert rules_of({**together, "partners/elm.yaml": elm}) == ["host-not-accepted"]


def test_co_hosts_that_are_unknown_are_mended_in_one_line() -> None:
    known = {f"partners/{name}.yaml": PARTNER.replace("Oak", name) for name in ("garden", "kites")}
    files = {PATH: event(hosts="[gardn, kitess, nobody-at-all]"), **known}
    asked = [each for each in problems_of(files) if each.rule.id == "unknown-host"]
    assert len(asked) == 3
    assert {each.fix.lines for each in asked if each.fix} == {("hosts: [garden, kites]",)}


def test_a_co_host_called_by_its_name_is_that_partner() -> None:
    elm = "name: Garden Friends\ncontact: {phone: 555-0101}\naccept: [oak]\n"
    files = {PATH: event(hosts="Garden Friends"), "partners/elm.yaml": elm}
    assert "unknown-host" not in rules_of(files)
    assert board_of(files).events["oak/story-time"].hosts == ("elm",)


def test_the_library_is_a_co_host_of_anyone() -> None:
    files = {"board.yaml": f"{BOARD}library: elm\n", "partners/elm.yaml": PARTNER, PATH: event(hosts="elm")}
    assert rules_of(files) == []


def test_a_partner_that_left_holds_nothing_after_that() -> None:
    def left(day: str) -> list[str]:
        return rules_of({"partners/oak.yaml": f"{PARTNER}ended: {{date: {day}}}\n", PATH: event()})

    assert left("2027-02-02") == ["ended-partner"]
    assert left("2027-02-03") == []


def test_a_contact_of_the_partner_will_do() -> None:
    nobody = {"partners/oak.yaml": PARTNER.replace("contact: {phone: 555-0101}\n", ""), PATH: event()}

    assert rules_of(nobody) == ["missing-contact"]
    assert rules_of({**nobody, PATH: event(contact="{email: hello@oak.example}")}) == []


def test_who_asked_not_to_be_listed_is_not() -> None:
    assert rules_of({"partners/oak.yaml": f"{PARTNER}do_not_list: yes\n", PATH: event()}) == [
        "partner-not-listed"
    ]


def test_a_closed_venue_is_reported_with_its_days_and_a_line_that_skips_them() -> None:
    calendar = "name: Days off\ndates: [2027-02-10 to 2027-02-16]\n"
    files = {
        "venues/hall.yaml": f"{VENUE}closed: [off, 2027-03-03]\n",
        "calendars/off.yaml": calendar,
        PATH: event(repeat="every Wednesday, 8 times"),
    }
    found = problems_of(files)

    assert [problem.rule.id for problem in found] == ["venue-closed"]
    assert found[0].message == "Hall is closed on Wednesday 10 February 2027 and Wednesday 3 March 2027."
    assert found[0].fix is not None
    assert found[0].fix.lines == ("skip: [2027-02-10, 2027-03-03]",)
    assert rules_of({**files, PATH: event(repeat="every Wednesday, 8 times", skip="[off, 2027-03-03]")}) == []


def test_what_is_called_off_is_not_held_in_a_closed_venue() -> None:
    files = {"venues/hall.yaml": f"{VENUE}closed: 2027-02-03\n"}

    assert rules_of({**files, PATH: event()}) == ["venue-closed"]
    assert rules_of({**files, PATH: event(status="cancelled", status_note="Closed.")}) == []


def test_a_date_moved_to_another_venue_asks_that_one() -> None:
    files = {
        "venues/hall.yaml": f"{VENUE}closed: 2027-02-10\n",
        "venues/barn.yaml": "name: Barn\nclosed: 2027-02-03\n",
    }
    weekly = event(repeat="every Wednesday, 3 times", changes="{2027-02-10: {venue: barn}}")

    assert rules_of({**files, PATH: weekly}) == []


@pytest.mark.parametrize(
    ("other", "is_taken"),
    [
        ({"room": "red", "start": "2027-02-03 10:30", "end": "12:00"}, True),
        ({"room": "red", "start": "2027-02-03 11:00", "end": "12:00"}, False),
        ({"room": "blue", "start": "2027-02-03 10:30", "end": "12:00"}, False),
        ({"room": None, "start": "2027-02-03 10:30", "end": "12:00"}, False),
        ({"room": "red", "start": "2027-02-03 10:30", "end": "12:00", "format": "self-directed"}, False),
        ({"room": "red", "start": "2027-02-03 10:30", "end": "12:00", "part_of": "oak/story-time"}, False),
        (
            {
                "room": "red",
                "start": "2027-01-20 10:30",
                "end": "12:00",
                "repeat": "every Wednesday, 9 times",
            },
            True,
        ),
    ],
)
def test_a_room_is_taken_only_by_another_event_at_the_same_time(
    other: dict[str, object], is_taken: bool
) -> None:
    files = {PATH: event(room="red"), "events/oak/talk.yaml": event(title="An evening talk", **other)}

    assert rules_of(files) == (["room-taken"] if is_taken else [])


def test_the_one_that_is_handed_in_is_asked_to_move() -> None:
    files = {PATH: event(room="red"), "events/oak/a-talk.yaml": event(title="An evening talk", room="red")}

    for path in files:
        assert problems_of(files, CheckDay(TODAY, frozenset({path})))[0].ref.path == path


@pytest.mark.parametrize(
    ("one", "other", "is_twin"),
    [
        ({"title": "Cribbage and Coffee"}, {"title": "Coffee & Cribbage"}, True),
        ({"title": "Cribbage and Coffee"}, {"title": "Cribbage and coffee!"}, True),
        (
            {"title": "Cribbage and Coffee"},
            {"title": "Cribbage and Coffee", "start": "2027-02-04 10:15"},
            False,
        ),
        ({"title": "Cribbage and Coffee"}, {"title": "Chess and Coffee"}, False),
        ({"title": "Storytime"}, {"title": "Story-time"}, True),
        (
            {"title": "Fest: Opening", "part_of": "oak/x"},
            {"title": "Fest: Openings", "part_of": "oak/x"},
            False,
        ),
    ],
)
def test_the_same_evening_under_nearly_the_same_title_is_asked_about(
    one: dict[str, Any], other: dict[str, Any], is_twin: bool
) -> None:
    files = {
        PATH: event(**one),
        "events/elm/tea.yaml": event(**other),
        "partners/elm.yaml": PARTNER,
        "events/oak/x.yaml": event(title="The fest", start="2027-02-01", end=None),
    }

    assert ("near-duplicate" in rules_of(files)) is is_twin


def test_two_venues_are_two_evenings() -> None:
    files = {PATH: EVENT, "events/oak/other.yaml": event(venue="barn"), "venues/barn.yaml": "name: Barn\n"}
    assert rules_of(files) == []
