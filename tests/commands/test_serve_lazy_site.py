from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bulletin.commands.serve.snapshot import LazySite
from bulletin.load import load_board
from bulletin.load.sources import read_sources
from bulletin.model.board import Board
from bulletin.pipeline.site import render_site
from bulletin.plan import plan_site
from tests.plain_theme import plain_theme

ROOT = Path(__file__).parents[2]
TODAY = date(2027, 1, 15)
THEME = plain_theme()


@pytest.fixture(scope="module")
def board() -> Board:
    board = load_board(read_sources(ROOT / "tests/boards/full/content")).board
    assert board is not None
    return board


def lazy(board: Board) -> LazySite:
    return LazySite(plan_site(board, TODAY), THEME)


def test_every_file_of_a_site_is_there_with_the_bytes_that_are_published(board: Board) -> None:
    site = lazy(board)
    files = {file.path: file.data for file in render_site(plan_site(board, TODAY), THEME, jobs=1)}
    assert [path for path in files if path not in site] == []
    assert [path for path, data in files.items() if site.file(path) != data] == []


@pytest.mark.parametrize(
    "path",
    [
        "",
        "nowhere",
        "calendar.ics",
        "events",
        "events/calendar.ics/index.html",
        "events/event.ics",
        "404.html/index.html",
        "fr/404.html",
        "sitemap-1.xml",
        "../board.yaml",
        "index.html/index.html",
    ],
)
def test_no_other_file_is_there(board: Board, path: str) -> None:
    site = lazy(board)
    assert path not in site
    with pytest.raises(KeyError):
        site.file(path)


def test_what_there_are_pictures_of_is_there(board: Board) -> None:
    site = lazy(replace(board, pictures={"events/oak/poster.png": b"poster"}))
    assert site.file("files/events/oak/poster.png") == b"poster"
