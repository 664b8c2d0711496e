"""`bulletin new sheet`: a workbook that a partner fills in, in its own language."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bulletin.cli import main
from bulletin.intake.sheets import convert_sheet
from bulletin.load import load_board
from bulletin.load.sources import Sources
from tests.commands.boards import FILES, write_board

MORE = {**FILES, "partners/noor.yaml": "name: Noor\ntext_language: ar\n"}


def _sheet(tmp_path: Path, partner: str) -> Path:
    out = tmp_path / f"{partner}.xlsx"
    asked = ["new", "sheet", partner, "--content", str(write_board(tmp_path, MORE)), "--out", str(out)]
    assert main(asked) == 0
    return out


def test_it_offers_the_boards_own_words_and_explains_each_column(tmp_path: Path) -> None:
    book = load_workbook(_sheet(tmp_path, "oak"))
    assert book.sheetnames == ["Events", "Lists"]
    sheet, lists = book["Events"], book["Lists"]
    header = [str(cell.value) for cell in sheet[1]]
    assert header[:3] == ["Title", "Starts", "Ends"]
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1] if not cell.comment] == []
    assert "A room of the venue." in str(sheet.cell(1, header.index("Room") + 1).comment)
    offered = {
        str(column[0].value): [cell.value for cell in column[1:] if cell.value] for column in lists.columns
    }
    assert offered["Venue"] == ["Main Library"]
    assert offered["Room"] == ["Room Two"]
    assert offered["Sign-up"] == ["none", "drop-in", "recommended", "required"]
    assert len(sheet.data_validations.dataValidation) == len(offered)
    assert not [each for each in sheet.data_validations.dataValidation if each.showErrorMessage]


def test_it_is_in_the_language_of_the_partner_and_runs_its_way(tmp_path: Path) -> None:
    sheet = load_workbook(_sheet(tmp_path, "noor")).worksheets[0]
    assert (sheet.title, sheet["A1"].value) == ("الفعاليات", "العنوان")
    assert sheet.sheet_view.rightToLeft
    assert "اسم الفعالية" in str(sheet["A1"].comment)


@pytest.mark.parametrize("partner", ["oak", "noor"])
def test_its_example_is_no_event_and_what_is_written_below_it_is_one(tmp_path: Path, partner: str) -> None:
    book = load_workbook(_sheet(tmp_path, partner))
    board = load_board(Sources({path: text.encode() for path, text in MORE.items()})).board
    assert board is not None
    assert convert_sheet("a.xlsx", _bytes(book), board, partner).drafts == ()
    sheet = book.worksheets[0]
    for column in range(2, sheet.max_column + 1):
        sheet.cell(3, column).value = sheet.cell(2, column).value
    sheet["A3"] = "Tea"
    [draft] = convert_sheet("a.xlsx", _bytes(book), board, partner).drafts
    assert (draft.key, draft.remarks) == ("tea", ())
    assert draft.values["venue"] == "Main Library"
    assert (draft.values["categories"], draft.values["registration"]) == ("storytime", "none")


def _bytes(book: object) -> bytes:
    data = io.BytesIO()
    book.save(data)  # type: ignore[attr-defined] # any workbook
    return data.getvalue()


def test_a_file_that_is_there_stays_and_an_unknown_partner_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = _sheet(tmp_path, "oak")
    before = out.read_bytes()
    asked = ["new", "sheet", "--content", str(tmp_path / "content"), "--out", str(out)]
    assert main([*asked, "oak"]) == 2
    assert out.read_bytes() == before
    assert main([*asked, "ash"]) == 2
    assert "There is no partner “ash”." in capsys.readouterr().err
