from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bulletin.load import load_board
from bulletin.load.sources import read_sources
from bulletin.model.board import Board
from bulletin.model.site.page_kinds import KINDS, is_linkable
from bulletin.model.site.plan import Page
from bulletin.plan import plan_site
from bulletin.plan.pages import PLANNERS
from tests.plan.boards import BOARD, make_board

ROOT = Path(__file__).parents[2]
TODAY = date(2027, 1, 15)


@pytest.fixture(scope="module", params=["content", "tests/boards/full"])
def board(request: pytest.FixtureRequest) -> Board:
    folder = ROOT / request.param
    board = load_board(read_sources(folder / "content" if (folder / "content").is_dir() else folder)).board
    assert board is not None
    return board


def test_every_kind_of_page_has_a_function_that_plans_it_and_a_template() -> None:
    assert {kind.name for kind in KINDS} == PLANNERS.keys()
    assert len(KINDS) == len(PLANNERS)
    templates = {path.stem for path in (ROOT / "themes/plain/templates").glob("*.html")}
    assert {kind.template or kind.name for kind in KINDS} == templates - {"base"}


def test_a_file_is_made_where_the_plan_says(board: Board) -> None:
    for plan in plan_site(board, TODAY).plans():
        made = plan.make()
        assert plan.path == (made.path if isinstance(made, Page) else made.route)


def test_what_stands_beside_a_page_is_in_its_folder(board: Board) -> None:
    for page in plan_site(board, TODAY).pages:
        assert {file.path.rpartition("/")[0] for file in page.beside} <= {page.path.rpartition("/")[0]}


def test_the_plan_knows_of_a_page_what_its_head_says(board: Board) -> None:
    for plan in plan_site(board, TODAY).pages:
        page = plan.make()
        assert isinstance(page, Page)
        assert plan.in_sitemap is not page.head.noindex
        if plan.in_sitemap:
            assert plan.alternates == page.head.alternates


def test_no_two_files_stand_at_one_path(board: Board) -> None:
    paths = Counter(plan.path for plan in plan_site(board, TODAY).plans())
    assert [path for path, count in paths.items() if count > 1] == []


def test_every_page_may_be_linked_to_but_the_one_for_a_wrong_address(board: Board) -> None:
    linkable = is_linkable(board)
    main = [page for page in plan_site(board, TODAY).pages if page.lang == board.info.language]
    assert [page.route for page in main if not linkable(page.route)] == ["404.html"]


def test_the_footer_of_every_page_leads_to_every_index(board: Board) -> None:
    plan = plan_site(board, TODAY)
    for language, layout in plan.layouts.items():
        routes = [link.route for link in layout.footer]
        indexes = {
            page.route
            for page in plan.pages
            if page.lang == language
            and page.kind in {kind.name for kind in KINDS if kind.template == "index"}
        }
        assert indexes <= set(routes)
        assert len(routes) == len(set(routes))


@pytest.mark.parametrize(
    ("publish", "days", "of_partners"),
    [
        ("", {"days/2027-02.js"}, {"submit/of-oak.js"}),
        ("publish: [months, days-ahead]", {"days/2027-02.js"}, set()),
        ("publish: [months, form-events]", set(), {"submit/of-oak.js"}),
        ("publish: [months]", set(), set()),
    ],
)
def test_what_only_scripts_read_is_left_out_with_all_that_leads_to_it(
    publish: str, days: set[str], of_partners: set[str]
) -> None:
    files = {"events/oak/tale.yaml": "title: Tale\nstart: 2027-02-03 10:00\nvenue: library\n"}
    site = plan_site(make_board(files, board=f"{BOARD}{publish}\n"), TODAY)
    paths = {plan.path for plan in site.plans()}
    assert {path for path in paths if path.startswith("days/")} == days
    assert {path for path in paths if path.startswith("submit/of-")} == of_partners
    assert {f"days/{month}.js" for month in site.layouts["en"].months_ahead} == days
    pages = [page.make() for page in site.pages if page.lang == "en"]
    values: dict[str, Any] = {page.route: page.values for page in pages if isinstance(page, Page)}
    assert values["submit/"].has_events == bool(of_partners)
    for route in ("events/oak/tale/", "partners/oak/"):
        assert values[route].form_route.startswith("submit/#") == bool(of_partners)
