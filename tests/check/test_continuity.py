from __future__ import annotations

import pytest

from bulletin.check import BaseBoard, CheckDay, check_board
from bulletin.problems import Problem
from tests.check.small_boards import BOARD, FILES, PARTNER, TODAY, board_of, event

OLD, NEW = "events/oak/old.yaml", "events/oak/new.yaml"


Files = dict[str, str]


def against(before: Files, now: Files, renames: Files | None = None) -> list[Problem]:
    """What is wrong with the files of now, seen from those of before."""
    base = BaseBoard(board_of(before), frozenset({**FILES, **before}), renames or {})
    paths = frozenset({**FILES, **now})
    return check_board(board_of(now), CheckDay(TODAY, paths - base.paths, base, paths))


def rules(before: Files, now: Files, renames: Files | None = None) -> list[str]:
    return [problem.rule.id for problem in against(before, now, renames)]


def test_a_coming_event_does_not_vanish() -> None:
    assert rules({OLD: event()}, {}) == ["vanished-event"]


@pytest.mark.parametrize(
    "before",
    [
        event(start="2026-02-03 10:15"),
        event(status="cancelled", status_note="Flu."),
        event(start="2026-12-02 10:15", repeat="every Wednesday, 4 times"),
    ],
)
def test_what_is_over_or_was_called_off_may_go(before: str) -> None:
    assert rules({OLD: before}, {}) == []


def test_an_event_may_move_when_its_id_or_its_old_address_goes_along() -> None:
    assert rules({OLD: event()}, {NEW: event(id="oak/old")}) == []
    assert rules({OLD: event()}, {NEW: event(was_at="oak/old")}) == []
    assert rules({OLD: event()}, {NEW: event()}) == ["vanished-event"]


def test_a_renamed_file_gets_the_line_to_paste_and_not_that_something_vanished() -> None:
    found = against({OLD: event()}, {NEW: event()}, {NEW: OLD})

    assert [problem.rule.id for problem in found] == ["renamed-without-id"]
    assert found[0].hint.endswith("id: oak/old")
    assert found[0].fix is not None
    assert found[0].fix.lines == ("id: oak/old",)


def test_a_wrong_id_in_a_renamed_file_is_replaced() -> None:
    found = against({OLD: event()}, {NEW: event(id="oak/other")}, {NEW: OLD})

    assert [problem.rule.id for problem in found] == ["renamed-without-id"]
    assert found[0].fix is not None
    assert (found[0].fix.first, found[0].fix.last) == (5, 5)


def test_a_file_that_is_only_broken_did_not_vanish() -> None:
    base = BaseBoard(board_of({OLD: event()}), frozenset({OLD}))
    assert check_board(board_of({}), CheckDay(TODAY, base=base, paths=frozenset({OLD}))) == []


def test_another_partners_id_is_kept_only_by_a_file_that_came_from_there() -> None:
    elm = {"partners/elm.yaml": PARTNER}
    taken = {**elm, "events/elm/tea.yaml": event(id="oak/old")}

    assert rules(elm, taken) == ["foreign-id"]
    assert rules({**elm, OLD: event()}, taken, {"events/elm/tea.yaml": OLD}) == []
    assert rules(taken, taken) == []


def test_history_too_knows_where_a_file_came_from() -> None:
    board = board_of({"partners/elm.yaml": PARTNER, "events/elm/tea.yaml": event(id="oak/old")})
    origins = {"events/elm/tea.yaml": frozenset({OLD})}

    assert [problem.rule.id for problem in check_board(board, CheckDay(TODAY))] == ["foreign-id"]
    assert check_board(board, CheckDay(TODAY, origins=origins)) == []


def test_an_old_address_of_another_partner_is_kept_only_by_a_file_that_came_from_there() -> None:
    board = board_of({"partners/elm.yaml": PARTNER, "events/elm/tea.yaml": event(was_at="oak/old")})
    origins = {"events/elm/tea.yaml": frozenset({OLD})}

    assert [problem.rule.id for problem in check_board(board, CheckDay(TODAY))] == ["foreign-id"]
    assert check_board(board, CheckDay(TODAY, origins=origins)) == []


def test_an_id_of_a_partner_that_is_none_any_more_belongs_to_nobody() -> None:
    assert rules({}, {NEW: event(id="gone/old")}) == []


def test_what_every_calendar_entry_hangs_on_never_changes() -> None:
    moved = {"board.yaml": BOARD.replace("oak.example\n", "elm.example\n").replace("Toronto", "Winnipeg")}
    assert rules({}, moved) == ["timezone-changed", "uid-domain-changed"]


def test_a_base_that_cannot_be_used_says_nothing() -> None:
    assert check_board(board_of({OLD: event()}), CheckDay(TODAY, base=BaseBoard(None))) == []
