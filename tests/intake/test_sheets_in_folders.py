"""A sheet in the shared folder: what is on the board, exported, changed in a row or two and put back."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

from bulletin.cli import main
from bulletin.load import load_board
from bulletin.load.sources import read_sources
from bulletin.pipeline.export import export_events
from tests.commands.boards import FILES
from tests.intake.folders import TEA, answer, hand_in, run, shared, tree
from tests.site.building import BOARDS

GAMES = "title: Games\nstart: 2027-02-06 14:00\nvenue: main-library\ncategories: games-social\ncost: free\n"
BOARD = {**FILES, "events/oak/games.yaml": f"# A comment that stays.\n{GAMES}"}


def _rows(folder: Path) -> list[dict[str, str]]:
    board = load_board(read_sources(folder / "content")).board
    assert board is not None
    return list(csv.DictReader(io.StringIO(export_events(board, "csv", "oak").data.decode())))


def _sheet(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _held(folder: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(folder / "records").items() if path.startswith("held/")}


def test_a_row_that_is_changed_changes_its_event_and_no_other(tmp_path: Path) -> None:
    shared(tmp_path, {}, BOARD)
    rows = _rows(tmp_path)
    next(row for row in rows if row["title"] == "Games")["start"] = "2027-02-06 15:30"
    hand_in(tmp_path, {"oak/events.csv": _sheet(rows)})
    run(tmp_path)
    held = _held(tmp_path)
    changed = {path: data for path, data in held.items() if data != BOARD[f"events/{path[5:]}"].encode()}
    assert list(changed) == ["held/oak/games.yaml"]
    assert b"2027-02-06 15:30" in changed["held/oak/games.yaml"]


def test_a_sheet_with_few_columns_leaves_the_rest_of_an_event_alone(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/a.csv": b"id,Title,Start\noak/games,Games,2027-02-06 15:30\n"}, BOARD)
    run(tmp_path)
    said = _held(tmp_path)["held/oak/games.yaml"].decode()
    assert "start: 2027-02-06 15:30" in said
    assert "venue: main-library" in said
    assert "categories: games-social" in said


def test_a_row_taken_away_is_asked_about_and_one_with_a_description_later_stays_a_record(
    tmp_path: Path,
) -> None:
    head = "Title,Start,End,Venue,Categories,Cost,Phone,Description\n"
    tea = "Tea,2027-02-02 14:00,15:30,Main Library,food,free,555-0101,{}\n"
    cake = "Cake,2027-02-03 14:00,15:30,Main Library,food,free,555-0101,\n"
    shared(tmp_path, {"oak/a.csv": (head + tea.format("") + cake).encode()})
    run(tmp_path)
    assert set(_held(tmp_path)) == {"held/oak/tea.yaml", "held/oak/cake.yaml"}
    hand_in(tmp_path, {"oak/a.csv": (head + tea.format("Bring a cup.")).encode()})
    run(tmp_path)
    assert b"Bring a cup." in _held(tmp_path)["held/oak/tea.yaml"]
    assert not _held(tmp_path)["held/oak/tea.yaml"].startswith(b"---")
    told = answer(tmp_path, "oak/a.csv.received.txt")
    assert "“cake” is not in this file any more." in told


def test_a_sheet_that_cannot_be_read_is_answered_and_costs_nobody_else(tmp_path: Path) -> None:
    sheets = Path(__file__).parent / "sheets"
    files = {f"oak/{name}": (sheets / name).read_bytes() for name in ("password.xlsx", "macros.xlsx")}
    shared(tmp_path, {**files, "oak/tea.yaml": TEA})
    run(tmp_path)
    assert "protected by a password" in answer(tmp_path, "oak/password.xlsx.problem.txt")
    assert "It holds macros" in answer(tmp_path, "oak/macros.xlsx.problem.txt")
    assert set(_held(tmp_path)) == {"held/oak/tea.yaml"}
    assert all((tmp_path / "shared" / path).is_file() for path in files)


def test_what_is_exported_or_begun_and_handed_in_as_it_is_changes_nothing(tmp_path: Path) -> None:
    shutil.copytree(BOARDS / "full/content", tmp_path / "content")
    board = load_board(read_sources(tmp_path / "content")).board
    assert board is not None
    for partner in board.partners:
        for form in ("csv", "xlsx"):
            hand_in(tmp_path, {f"{partner}/events.{form}": export_events(board, form, partner).data})
    new = ("--content", str(tmp_path / "content"), "--out", str(tmp_path / "shared/oak-library/new.xlsx"))
    assert main(["new", "sheet", "oak-library", *new]) == 0
    before = tree(tmp_path / "content")
    for _ in range(2):
        run(tmp_path)
        assert (tree(tmp_path / "content"), _held(tmp_path)) == (before, {})
    assert not [path for path in tree(tmp_path / "shared") if path.endswith(".problem.txt")]
