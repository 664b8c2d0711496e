"""What is held of partners is reviewed, and stands among what staff have to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.cli import main
from tests.intake.folders import TEA, TODAY, run, shared


@pytest.mark.parametrize("command", ["review", "todo"])
def test_staff_find_what_is_held(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA})
    run(tmp_path)
    assert main([command, "--content", str(tmp_path / "content"), "--today", TODAY]) == 0
    said = capsys.readouterr().out
    assert "Adds 1 event: “Tea and talk”" in said
    assert "held/oak" in said


def test_what_is_on_the_board_is_held_no_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA})
    run(tmp_path)
    (tmp_path / "content/events/oak/tea.yaml").write_text(TEA)
    assert main(["todo", "--content", str(tmp_path / "content"), "--today", TODAY]) == 0
    assert "held" not in capsys.readouterr().out


def test_where_nothing_is_held_review_says_what_it_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared(tmp_path, {})
    assert main(["review", "--content", str(tmp_path / "content"), "--today", TODAY]) == 2
    assert "version history" in capsys.readouterr().err
