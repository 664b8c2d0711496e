"""An event that somebody called off in a field of another name never seems to take place."""

from __future__ import annotations

import pytest

from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.model.board import Board
from bulletin.model.event import Status
from bulletin.problems import Problem
from tests.check.small_boards import FILES, event
from tests.formats.pasting import paste

PATH = "events/oak/skate.yaml"
RULES = ("status-as-field", "status-unclear", "unknown-field", "repeated-field")


def load(text: str) -> tuple[Board, list[Problem]]:
    files = {path: each.lstrip("\n") for path, each in {**FILES, PATH: text}.items()}
    loaded = load_board(Sources({path: each.encode() for path, each in files.items()}))
    assert loaded.board is not None
    return loaded.board, [each for each in loaded.problems if each.rule.id in RULES or each.is_error]


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("cancelled: true", "cancelled"),
        ("Cancelled: Yes", "cancelled"),
        ("canceled: yes", "cancelled"),
        ("is-cancelled: on", "cancelled"),
        ("called off: 'true'", "cancelled"),
        ("annulé: oui", "cancelled"),
        ("annulée: oui", "cancelled"),
        ("postponed: true", "postponed"),
        ("reporté: oui", "postponed"),
        ("eventStatus: EventCancelled", "cancelled"),
        ("event_status: https://schema.org/EventPostponed", "postponed"),
        ("state: canceled", "cancelled"),
    ],
)
def test_a_field_called_after_a_status_is_read_as_it_with_the_line_to_type(line: str, status: str) -> None:
    text = event() + f"{line}\n"
    board, [problem] = load(text)
    assert board.events["oak/skate"].status is Status(status)
    assert problem.hint == f"Did you mean: status: {status}"
    assert problem.fix is not None
    board, problems = load(paste(text, problem.fix))
    assert board.events["oak/skate"].status is Status(status)
    assert problems == []


@pytest.mark.parametrize("line", ["status: canceled", "status: Cancelled", "status: CANCELLED"])
def test_the_status_in_other_letters_is_the_status(line: str) -> None:
    board, problems = load(event() + f"{line}\n")
    assert board.events["oak/skate"].status is Status.CANCELLED
    assert problems == []


def test_a_reason_is_kept_as_the_note() -> None:
    text = event() + "cancelled: the ice broke\n"
    board, [problem] = load(text)
    found = board.events["oak/skate"]
    assert (found.status, found.status_note) == (Status.CANCELLED, "the ice broke")
    assert problem.fix is not None
    board, problems = load(paste(text, problem.fix))
    assert (board.events["oak/skate"].status_note, problems) == ("the ice broke", [])


def test_one_date_is_called_off_so_too() -> None:
    text = event(repeat="every week, 3 times") + "changes:\n  2027-02-10:\n    cancelled: snow\n"
    board, [problem] = load(text)
    [change] = board.events["oak/skate"].changes
    assert (change.status, change.note) == (Status.CANCELLED, "snow")
    assert problem.fix is not None
    board, problems = load(paste(text, problem.fix))
    assert ([each.note for each in board.events["oak/skate"].changes], problems) == (["snow"], [])


@pytest.mark.parametrize("line", ["cancelled: no", "cancelled: false", "postponed: non", "cancelled:"])
def test_what_is_not_called_off_takes_place(line: str) -> None:
    board, [problem] = load(event() + f"{line}\n")
    assert board.events["oak/skate"].status is Status.SCHEDULED
    assert problem.hint == "Delete the line."


@pytest.mark.parametrize("lines", ["status: full\ncancelled: true", "status: scheduled\ncancelled: yes"])
def test_two_that_do_not_agree_are_an_error(lines: str) -> None:
    board, [problem] = load(event() + f"{lines}\n")
    assert "oak/skate" not in board.events
    assert problem.is_error


def test_two_that_agree_are_read() -> None:
    board, [problem] = load(event() + "status: cancelled\ncancelled: true\n")
    assert board.events["oak/skate"].status is Status.CANCELLED
    assert problem.hint.startswith("Delete the line")


def test_days_beside_it_are_an_error_with_the_lines_for_these_days() -> None:
    text = event(repeat="every week, 3 times") + "cancelled: 2027-02-10\n"
    board, [problem] = load(text)
    assert "oak/skate" not in board.events
    assert problem.fix is not None
    board, problems = load(paste(text, problem.fix))
    assert [each.status for each in board.events["oak/skate"].changes] == [Status.CANCELLED]
    assert problems == []


def test_a_day_beside_postponed_is_asked_about() -> None:
    text = event() + "postponed: 2027-03-03\n"
    board, [problem] = load(text)
    assert "oak/skate" not in board.events
    assert "status: rescheduled" in problem.hint
    assert problem.fix is not None
    board, problems = load(paste(text, problem.fix))
    assert (board.events["oak/skate"].status, problems) == (Status.POSTPONED, [])
