"""What is put into the shared folder and is no record, sheet, calendar or mail gets an answer of use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.folders import BROKEN, TEA, answer, run, shared, tree
from tests.intake.test_intake import PICTURE

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20270206T190000Z\r\n"
    "SUMMARY:Tea\r\nLOCATION:Main Library\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("Notes for March.docx", "Plain text (.txt)"),
        ("notes.PAGES", "Plain text (.txt)"),
        ("fair.pptx", "Plain text (.txt)"),
        ("Fwd fair.msg", "Text only (.txt)"),
        ("all.zip", "Take the files out of it"),
        ("our page.url", "Type what people should know"),
        ("events.gsheet", "Choose “Download” there"),
        ("events.numbers", "Excel"),
        ("events.xlsb", "Excel"),
    ],
)
def test_a_file_of_another_program_is_answered_with_what_to_do(tmp_path: Path, name: str, what: str) -> None:
    data = (Path(__file__).parent / "sheets/an-archive-of-pictures.xlsx").read_bytes()
    shared(tmp_path, {f"oak/{name}": data, "oak/tea.yaml": TEA})
    run(tmp_path)
    said = answer(tmp_path, f"oak/{name}.problem.txt")
    assert what in said
    assert "yaml" not in said
    assert f"shared/oak/{name}" in tree(tmp_path)
    assert "held/oak/tea.yaml" in tree(tmp_path / "records")


@pytest.mark.parametrize(
    ("name", "text", "held"),
    [
        ("tea.yaml.txt", TEA, "tea-and-talk.yaml"),
        ("Our Tea.md.txt", f"---\n{TEA}---\n\nBring a cup.\n", "tea-and-talk.md"),
        ("list.csv.txt", "Title;Start;Venue\nTea;2027-02-06 14:00;Main Library\n", "tea.yaml"),
        ("club.ics.txt", CALENDAR, "tea.yaml"),
    ],
)
def test_an_ending_that_an_editor_put_behind_another_is_none(
    tmp_path: Path, name: str, text: str, held: str
) -> None:
    shared(tmp_path, {f"oak/{name}": text})
    run(tmp_path)
    assert "We have it." in answer(tmp_path, f"oak/{name}.received.txt")
    assert set(tree(tmp_path / "records")) == {f"held/oak/{held}"}
    before = tree(tmp_path)
    run(tmp_path)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("tea.yaml.txt", "title: Tea\nstart 2027-02-06\n", "Line 2: "),
        ("tea.yaml.txt", "", "holds no fields"),
        ("tea.yaml.txt", BROKEN, "There is no day 2027-02-30."),
        ("tea.fr.yaml.txt", "title: Thé\n", "Call it tea.fr.yaml"),
    ],
)
def test_what_is_wrong_in_it_is_told(tmp_path: Path, name: str, text: str, said: str) -> None:
    shared(tmp_path, {f"oak/{name}": text})
    run(tmp_path)
    assert said in answer(tmp_path, f"oak/{name}.problem.txt")


def test_of_a_picture_no_line_is_told(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/cups.png": PICTURE})
    run(tmp_path)
    assert "- No event or partner names this file" in answer(tmp_path, "oak/cups.png.problem.txt")
