from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.commands import upgrade as command
from bulletin.commands.upgrade import upgrade
from bulletin.pipeline.check import ReadingOptions
from bulletin.problems import UnusableInput
from bulletin.starter.releases import Releases
from bulletin.starter.workflows import WORKFLOWS
from tests.commands.boards import at, write_board

READING = ReadingOptions(clock=at("2027-03-02"))
OLD, NEW = "1" * 40, "2" * 40
RELEASES = Releases("oak/bulletin", {"0.3.0": NEW, "0.2.0": OLD})
CHANGELOG = """# Changelog

## [Unreleased]

- Not yet.

## [0.3.0] - 2027-03-01

### Added

- **Sheets** in large print, see [paper](https://oak.example/paper).

## [0.2.0] - 2027-01-01

- The first.
"""
WORKFLOW = """# Mine.
on: # when
  pull_request:
jobs:
  check:
    uses: oak/bulletin/.github/workflows/board-check.yml@{commit} # v{version} – do not touch, Ana
  own:
    uses: oak/others/.github/workflows/lint.yml@{commit} # v{version}
  steps:
    - uses: actions/checkout@{commit} # v{version}
"""


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bulletin.starter.releases.__version__", "0.3.0")
    monkeypatch.setattr(command, "load_releases", lambda: RELEASES)
    monkeypatch.setattr(command, "read_changelog", lambda: CHANGELOG)


@pytest.fixture
def board(tmp_path: Path) -> Path:
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    text = WORKFLOW.format(commit=OLD, version="0.2.0")
    for name in ("check.yml", "second.yaml"):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    (folder / "own.yml").write_text("on: push\n", encoding="utf-8", newline="\n")
    return tmp_path


def read(board: Path, name: str = "check.yml") -> str:
    return (board / ".github/workflows" / name).read_text(encoding="utf-8")


def test_every_call_changes_and_nothing_else(board: Path) -> None:
    assert upgrade(board, None, READING) == 0
    before = WORKFLOW.format(commit=OLD, version="0.2.0").splitlines()
    for name in ("check.yml", "second.yaml"):
        after = read(board, name).splitlines()
        changed = [new for old, new in zip(before, after, strict=True) if old != new]
        assert changed == [
            f"    uses: oak/bulletin/.github/workflows/board-check.yml@{NEW} # v0.3.0 – do not touch, Ana"
        ]
    assert read(board, "own.yml") == "on: push\n"


def test_what_is_new_is_told_in_plain_words(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    upgrade(board, None, READING)
    told = capsys.readouterr().out
    assert "Version 0.3.0\n\nAdded\n\n- Sheets in large print, see paper." in told
    assert "The first" not in told
    assert "Not yet" not in told


def test_a_second_time_there_is_nothing_to_do(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    upgrade(board, None, READING)
    capsys.readouterr()
    assert upgrade(board, None, READING) == 0
    assert "already" in capsys.readouterr().out


def test_an_older_release_is_gone_back_to_and_no_news_are_told(
    board: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    upgrade(board, None, READING)
    capsys.readouterr()
    assert upgrade(board, "v0.2.0", READING) == 0
    assert f"@{OLD} # v0.2.0 – do not touch, Ana" in read(board)
    assert "What is new" not in capsys.readouterr().out


@pytest.mark.parametrize("to", ["0.9.0", "newest", "0.3", "oak/bulletin@v0.3.0"])
def test_a_release_that_is_not_known_changes_nothing(to: str, board: Path) -> None:
    with pytest.raises(UnusableInput, match=r"it knows 0\.3\.0, 0\.2\.0"):
        upgrade(board, to, READING)
    assert OLD in read(board)


def test_a_board_of_another_repository_is_asked_which_commit(board: Path) -> None:
    path = board / ".github/workflows/check.yml"
    path.write_text(read(board).replace("oak/bulletin", "elm/bulletin"), encoding="utf-8")
    with pytest.raises(UnusableInput, match="elm/bulletin@COMMIT"):
        upgrade(board, None, READING)
    assert upgrade(board, f"elm/bulletin@{NEW}", READING) == 0
    assert f"elm/bulletin/.github/workflows/board-check.yml@{NEW} # v0.3.0" in read(board)


def test_a_folder_without_such_workflows_is_none_of_a_board(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="holds no workflows"):
        upgrade(tmp_path, None, READING)
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / ".github/workflows/own.yml").write_text("on: push\n", encoding="utf-8")
    with pytest.raises(UnusableInput, match="bulletin init"):
        upgrade(tmp_path, None, READING)


def test_workflows_that_a_board_lacks_are_named_and_written_where_they_are_wanted(
    board: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_board(board)
    upgrade(board, None, READING)
    assert "does not have yet: answer.yml, publish.yml" in capsys.readouterr().out
    assert upgrade(board, None, READING, add=True) == 0
    assert f"board-publish.yml@{NEW} # v0.3.0" in read(board, "publish.yml")
    assert "do not touch, Ana" in read(board)
    capsys.readouterr()
    upgrade(board, None, READING)
    assert "does not have yet" not in capsys.readouterr().out
    assert {path.name for path in (board / ".github/workflows").iterdir()} >= set(WORKFLOWS)
