from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bulletin.load import load_board
from bulletin.load.sources import read_sources
from bulletin.model.board import Board
from bulletin.plan import plan_outline

ROOT = Path(__file__).parents[2]
TODAY = date(2027, 1, 15)


@pytest.fixture(scope="module", params=["content", "tests/boards/full"])
def board(request: pytest.FixtureRequest) -> Board:
    folder = ROOT / request.param
    board = load_board(read_sources(folder / "content" if (folder / "content").is_dir() else folder)).board
    assert board is not None
    return board


def test_a_step_knows_where_its_page_will_stand(board: Board) -> None:
    for step in plan_outline(board, TODAY).steps:
        planned = step()
        if planned.page is None:
            assert [file.route for file in planned.calendars] == [step.route]
            continue
        assert planned.page.route == step.route
        folder = step.route.rpartition("/")[0]
        beside = [file.route for file in planned.calendars]
        beside += [file.route for file in planned.news]
        beside += [file.route for file in planned.assets]
        assert {route.rpartition("/")[0] for route in beside} <= {folder}


def test_a_page_is_the_same_whether_or_not_its_feeds_are_filled(board: Board) -> None:
    filled, empty = plan_outline(board, TODAY), plan_outline(board, TODAY, pages_only=True)
    for one, other in zip(filled.steps, empty.steps, strict=True):
        assert other.route == one.route
        assert other().page == one().page


def test_no_two_pages_stand_at_one_route(board: Board) -> None:
    routes = Counter(step.route for step in plan_outline(board, TODAY).steps)
    assert [route for route, count in routes.items() if count > 1] == []
