"""`bulletin digest`, as somebody at a terminal sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.cli import main
from tests.commands.boards import FILES, write_board

DAY = "2027-01-15"


@pytest.mark.parametrize(
    ("form", "line"),
    [
        (
            "html",
            '<li><strong><a href="https://board.oak.example/events/oak/story-time/">Story time</a></strong>',
        ),
        ("text", "* Story time\n  Wednesday 20 January, 10:15 – 11:00 · Main Library · Free ·"),
        ("markdown", "- **[Story time](https://board.oak.example/events/oak/story-time/)**"),
    ],
)
def test_it_prints_the_coming_week_in_the_form_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, line: str
) -> None:
    content = write_board(tmp_path)
    assert main(["digest", "--content", str(content), "--format", form, "--today", DAY]) == 0
    assert line in capsys.readouterr().out


def test_it_speaks_each_language_of_the_board_and_names_them_to_who_asks_for_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["digest", "--content", str(write_board(tmp_path)), "--today", DAY, "--language"]
    assert main([*asked, "FR"]) == 0
    assert "mercredi 20 janvier" in capsys.readouterr().out
    assert main([*asked, "de"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "bulletin: The board has no pages in “de”, only in en, fr.\n"


def test_a_file_with_an_error_costs_its_own_event_and_is_told_apart_from_the_digest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {**FILES, "events/oak/broken.yaml": "title: Broken\nstart: never\n"}
    content = write_board(tmp_path, files)
    assert main(["digest", "--content", str(content), "--today", DAY]) == 3
    told = capsys.readouterr()
    assert "Story time" in told.out
    assert "broken.yaml" not in told.out
    assert "broken.yaml" in told.err
