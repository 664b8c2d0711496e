from __future__ import annotations

from typing import Any

import pytest

from bulletin.check import BaseBoard, CheckDay, check_board
from bulletin.problems import Problem, Severity
from tests.check.small_boards import FILES, TODAY, board_of, event, problems_of, rules_of, rules_of_event

PATH = "events/oak/walk.yaml"


def against(before: str, now: str) -> list[Problem]:
    """What is wrong with an event of now, seen from what it was."""
    base = BaseBoard(board_of({PATH: before}), frozenset({*FILES, PATH}))
    return check_board(board_of({PATH: now}), CheckDay(TODAY, base=base))


def pasted(text: str, problem: Problem) -> str:
    assert problem.fix is not None
    lines = text.splitlines()
    lines[problem.fix.first - 1 : problem.fix.last] = problem.fix.lines
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "fields",
    [
        {"start": "2027-01-10 14:00", "status": "postponed", "status_note": "No snow."},
        {"start": "2027-01-10", "end": None, "status": "postponed", "status_note": "No snow."},
        {
            "start": "2027-01-05 18:00",
            "repeat": "Tuesdays, 2 times",
            "status": "postponed",
            "status_note": "x",
        },
        {"start": "2027-01-10 14:00", "changes": "{2027-01-10: {status: postponed, note: No snow}}"},
        {
            "start": "2027-01-05 18:00",
            "repeat": "Tuesdays, 2 times",
            "changes": "{2027-01-12: {status: postponed, note: No snow}}",
        },
        {
            "start": "2027-01-05 18:00",
            "repeat": "Tuesdays, 9 times",
            "changes": "{2027-01-12: {status: postponed, note: No snow}}",
        },
    ],
)
def test_that_the_old_day_of_a_postponed_event_has_passed_is_remembered(fields: dict[str, Any]) -> None:
    fields = {"end": None, **fields}
    assert rules_of_event(**fields) == ["postponed-day-passed"]
    handed_in = CheckDay(TODAY, frozenset({"events/oak/story-time.yaml"}))
    assert rules_of_event(handed_in, **fields) == ["postponed-day-passed"]


@pytest.mark.parametrize("status", ["postponed", "scheduled"])
def test_what_is_ahead_or_was_never_postponed_needs_no_reminder(status: str) -> None:
    assert rules_of_event(status=status, status_note="x") == []
    assert (
        rules_of_event(start="2027-01-10 14:00", end=None, status=status.replace("postponed", "full")) == []
    )


@pytest.mark.parametrize(
    ("old", "new", "was"),
    [
        ("2027-02-20 23:00", "2027-03-20 23:00", "was: 2027-02-20 23:00"),
        ("2027-02-20 11pm", "2027-02-20 10pm", "was: 2027-02-20 23:00"),
        ("2027-02-20", "2027-03-20", "was: 2027-02-20"),
        ("2027-01-10 10:00", "2027-03-20 10:00", "was: 2027-01-10 10:00"),
    ],
)
@pytest.mark.parametrize("status", ["postponed", "rescheduled"])
def test_a_new_start_is_answered_with_the_old_one_filled_in(
    status: str, old: str, new: str, was: str
) -> None:
    after = event(start=new, end=None, status=status, status_note="Clouds.")
    [problem] = against(event(start=old, end=None), after)
    assert problem.rule.id in ("postponed-with-new-start", "rescheduled-without-was")
    assert was in problem.hint
    mended = pasted(after, problem)
    assert "status: rescheduled\n" in mended
    assert against(event(start=old, end=None), mended) == []


def test_a_was_beside_postponed_says_that_the_new_date_is_known() -> None:
    text = event(
        start="2027-03-20 23:00", end=None, status="postponed", status_note="x", was="2027-02-20 23:00"
    )
    [problem] = problems_of({PATH: text})
    assert problem.rule.id == "postponed-with-new-start"
    assert problems_of({PATH: pasted(text, problem)}) == []


def test_postponed_with_its_old_start_is_fine() -> None:
    postponed = event(status="postponed", status_note="The ice broke.")
    assert against(event(), postponed) == []
    assert against(postponed, postponed) == []


@pytest.mark.parametrize(
    ("status", "expected"), [("postponed", ["postponed-with-new-start"]), ("cancelled", [])]
)
def test_one_date_is_not_both_moved_and_postponed_but_may_be_cancelled_on_its_new_day(
    status: str, expected: list[str]
) -> None:
    weekly: dict[str, Any] = {"start": "2027-01-06 10:15", "repeat": "every Wednesday, 9 times"}
    changes = f"{{2027-02-03: {{status: {status}, start: 2027-02-04 10:15, note: x}}}}"
    assert rules_of_event(**weekly, changes=changes) == expected


@pytest.mark.parametrize(
    ("ended", "expected"), [("2027-06-30", True), ("2028-01-01", False), ("2026-01-01", True)]
)
def test_dates_after_a_partner_or_a_venue_has_left_are_asked_about(ended: str, expected: bool) -> None:
    weekly = event(start="2027-01-06 10:15", repeat="every Wednesday until 2027-12-31")
    files = dict(FILES, **{PATH: weekly})
    for path, rule in (("partners/oak.yaml", "ended-partner"), ("venues/hall.yaml", "ended-venue")):
        found = rules_of({**files, path: f"{FILES[path]}ended: {{date: {ended}}}\n"})
        assert (rule in found) is expected, (path, found)


def test_a_partner_that_will_leave_is_not_told_that_it_left() -> None:
    partner = f"{FILES['partners/oak.yaml']}ended: {{date: 2027-01-31}}\n"
    [problem] = problems_of({"partners/oak.yaml": partner, PATH: event()})
    assert problem.message.startswith("Oak Club leaves the board on Sunday 31 January 2027")


def test_a_pause_is_not_a_first_date_far_ahead() -> None:
    board = f"{FILES['board.yaml']}horizon: 30\n"
    club = event(
        start="2026-12-01 18:00", end=None, repeat="Tuesdays except January to March until 2027-06-30"
    )
    assert rules_of({"board.yaml": board, PATH: club}) == []
    far = event(start="2027-05-01 18:00", end=None)
    assert rules_of({"board.yaml": board, PATH: far}) == ["beyond-horizon"]
    assert all(each.severity is not Severity.ERROR for each in problems_of({"board.yaml": board, PATH: far}))


def test_what_is_rescheduled_was_to_be_at_another_time() -> None:
    fields = {"status": "rescheduled", "start": "2027-02-03 10:15"}
    assert rules_of_event(**fields, was="2027-02-03 10:15") == ["rescheduled-without-was"]
    assert rules_of_event(**fields, was="2027-01-27 10:15") == []
