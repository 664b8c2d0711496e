"""`bulletin export`: what is on the board, in a sheet or a calendar."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bulletin.cli import main
from tests.commands.boards import FILES, write_board

DAY = "2027-01-15"
MORE = {
    **FILES,
    "events/oak/games.yaml": (
        'title: "=Games & company"\nstart: 2027-01-09 14:00\nvenue: main-library\ncost: free\n'
        "repeat:\n  - every: 2 weeks\n    on: Saturday\n    count: 6\n"
        "  - words: Mondays until 2027-06-28\n    key: monday\n"
        "categories: [games-social, food]\nneeds: []\nchanges:\n  2027-01-23: cancelled\n"
        "registration:\n  kind: required\n  phone: 555-0101\n"
    ),
    "events/elm/open-day.yaml": "title: Open day\nstart: 2027-02-06\ncost: free\n",
}


def _export(tmp_path: Path, *more: str) -> list[str]:
    return ["export", "--content", str(write_board(tmp_path, MORE)), "--today", DAY, *more]


def _rows(text: str) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text))}


def test_each_event_is_a_row_of_what_was_typed_its_repeats_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(_export(tmp_path)) == 0
    rows = _rows(capsys.readouterr().out)
    assert list(rows) == ["elm/open-day", "oak/games", "oak/story-time"]
    games = rows["oak/games"]
    assert games["repeat"] == "every other Saturday, 6 times\nmonday: Mondays until 2027-06-28"
    assert (games["categories"], games["needs"]) == ("games-social, food", "none")
    assert games["changes"] == "2027-01-23: cancelled"
    assert (games["registration"], games["registration.phone"]) == ("required", "555-0101")
    assert rows["oak/story-time"]["description"] == "Songs and picture books."
    assert rows["elm/open-day"]["venue"] == ""


def test_no_cell_is_a_formula_in_either_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(_export(tmp_path)) == 0
    assert _rows(capsys.readouterr().out)["oak/games"]["title"] == "'=Games & company"
    out = tmp_path / "events.xlsx"
    assert main([*_export(tmp_path), "--format", "xlsx", "--out", str(out)]) == 0
    cells = [cell for row in load_workbook(out)["Events"].iter_rows() for cell in row if cell.value]
    assert "'=Games & company" in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_a_workbook_has_dates_as_dates_and_is_the_same_file_each_time(tmp_path: Path) -> None:
    first, again = tmp_path / "first.xlsx", tmp_path / "again.xlsx"
    for out in (first, again):
        assert main([*_export(tmp_path), "--format", "xlsx", "--out", str(out)]) == 0
    assert first.read_bytes() == again.read_bytes()
    sheet = load_workbook(first)["Events"]
    assert sheet.freeze_panes == "A2"
    header = [cell.value for cell in sheet[1]]
    starts = [row[header.index("start")] for row in sheet.iter_rows(min_row=2)]
    assert [str(cell.value) for cell in starts] == [
        "2027-02-06 00:00:00",
        "2027-01-09 14:00:00",
        "2027-01-06 10:15:00",
    ]
    assert [cell.number_format for cell in starts][:2] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm"]


def test_a_table_that_is_written_is_read_by_a_spreadsheet_program_in_its_letters(tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    assert main([*_export(tmp_path), "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfpartner,id,title,")


def test_the_calendar_is_the_one_that_is_published(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main([*_export(tmp_path), "--format", "ics", "--partner", "elm"]) == 0
    calendar = capsysbinary.readouterr().out
    assert calendar.startswith(b"BEGIN:VCALENDAR\r\n")
    assert (calendar.count(b"SUMMARY:Open day"), calendar.count(b"SUMMARY:Story time")) == (1, 0)
    assert main([*_export(tmp_path), "--format", "ics"]) == 0
    assert b"SUMMARY:Story time" in capsysbinary.readouterr().out


def test_an_unknown_partner_is_told_which_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*_export(tmp_path), "--partner", "ash"]) == 2
    assert capsys.readouterr().err == (
        "bulletin: There is no partner “ash”. They are written like this: elm, oak.\n"
    )


def test_a_file_with_an_error_costs_its_own_row_and_what_no_cell_holds_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = _export(tmp_path)
    oak = tmp_path / "content/events/oak"
    (oak / "broken.yaml").write_text("title: Broken\nstart: never\n", encoding="utf-8")
    (oak / "list.yaml").write_text(
        'title: Tea\nstart: 2027-02-06 10:00\nvenue: main-library\nbring: ["a cup\\nor two", a friend]\n',
        encoding="utf-8",
    )
    assert main(asked) == 3
    told = capsys.readouterr()
    assert sorted(_rows(told.out)) == ["elm/open-day", "oak/games", "oak/list", "oak/story-time"]
    assert "Tea (oak/list): a sheet cannot hold what stands in “bring”; it is left out." in told.err
