"""The made-up town that is measured: clean, of the promised shape, and always the same."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.corpus import TODAY
from benchmarks.town import write_town
from bulletin.load import load_board
from bulletin.load.history.log import read_history
from bulletin.load.uniqueness import Seniority
from bulletin.model.board import Board
from bulletin.pipeline.check import read_content
from tests.site.building import CHECKOUT, build, run_bulletin

SMALL, REAL = 20, 1000


def ask_git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(("git", *arguments), cwd=folder, capture_output=True, check=True, text=True)
    return done.stdout


def check_that_it_is_clean(content: Path) -> None:
    checked = run_bulletin("check", "--content", content, "--today", str(TODAY))
    assert checked.code == 0, checked.said
    assert "no error, no warning" in checked.said


def load_town(content: Path) -> Board:
    with closing(read_history(content)) as history:
        board = load_board(read_content(content), Seniority(history)).board
    assert board is not None
    return board


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content folder of a small town."""
    return write_town(tmp_path_factory.mktemp("small"), SMALL)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content folder of a town of the size that is measured."""
    return write_town(tmp_path_factory.mktemp("real"), REAL)


@pytest.fixture(scope="module")
def board(real: Path) -> Board:
    return load_town(real)


def test_a_small_town_is_clean_and_builds(small: Path, tmp_path: Path) -> None:
    check_that_it_is_clean(small)
    built = build(small, tmp_path / "public", "--strict", today=str(TODAY))
    assert built.code == 0, built.said
    assert {"index.html", "fr", "ar"} <= {path.name for path in (tmp_path / "public").iterdir()}


def test_a_real_town_is_clean(real: Path) -> None:
    check_that_it_is_clean(real)


def test_the_same_seed_gives_the_same_commits_on_every_computer(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config").write_text("[user]\nname = Somebody Else\n[core]\nautocrlf = true\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2001-01-01T00:00:00Z")
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    again = write_town(tmp_path / "again", SMALL)
    assert ask_git(again, "rev-parse", "HEAD") == ask_git(small, "rev-parse", "HEAD")
    other = write_town(tmp_path / "other", SMALL, seed=2)
    assert ask_git(other, "rev-parse", "HEAD") != ask_git(small, "rev-parse", "HEAD")


def test_what_lies_on_the_disk_is_what_was_committed(real: Path) -> None:
    assert ask_git(real.parent, "status", "--porcelain") == ""
    assert ask_git(real.parent, "branch", "--format=%(refname:short)").split() == ["main"]


def test_it_has_the_promised_numbers(board: Board) -> None:
    assert (len(board.events), len(board.venues), len(board.partners)) == (REAL, 50, 40)
    assert board.info.languages == ("en", "fr", "ar")
    assert {event.partner for event in board.events.values()} == set(board.partners)


def test_45_in_100_events_repeat_many_with_exceptions(board: Board) -> None:
    repeating = [event for event in board.events.values() if any(series.rule for series in event.series)]
    assert len(repeating) == 450
    assert sum(bool(event.changes) for event in repeating) > 100
    assert sum(any(series.skipped for series in event.series) for event in repeating) > 100
    assert sum(any(series.extra for series in event.series) for event in repeating) > 5
    kinds = Counter(
        series.rule.frequency.value for event in repeating for series in event.series if series.rule
    )
    assert set(kinds) == {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
    assert sum(len(event.series) > 1 for event in repeating) > 5


def test_repeats_are_written_in_every_way(real: Path) -> None:
    texts = [path.read_text() for path in (real / "events").rglob("*") if path.suffix in (".yaml", ".md")]
    for written in (
        "\n  rrule: ",
        "\n  every: ",
        "\n  - words: ",
        "repeat: tous les ",
        "repeat: every other ",
    ):
        assert any(written in text for text in texts), written
    for left_out in (
        "skip: statutory-holidays",
        "except: [school-breaks]",
        " except July and August",
        "    label: ",
    ):
        assert any(left_out in text for text in texts), left_out


def test_records_are_yaml_and_markdown_with_translations_and_pictures(real: Path) -> None:
    ends = Counter("".join(path.suffixes) for path in (real / "events").rglob("*.*"))
    assert min(ends[".yaml"], ends[".md"]) > 300
    assert min(ends[".fr.md"], ends[".ar.md"], ends[".en.md"]) > 20
    assert ends[".png"] > 30


def test_a_third_of_the_single_dates_is_over(board: Board) -> None:
    single = [event.series[0].start for event in board.events.values() if not event.is_recurring]
    days = [str(start)[:10] for start in single]
    over = sum(day < str(TODAY) for day in days)
    assert 0.25 < over / len(days) < 0.45
    assert int(max(days)[:4]) - int(min(days)[:4]) >= 1


def test_the_history_spans_two_years_of_every_kind_of_change(real: Path) -> None:
    committed = ask_git(real, "log", "--first-parent", "--reverse", "--format=%cs").split()
    assert 3000 <= len(committed) <= 5000
    assert committed == sorted(committed)
    assert committed[0] == "2025-01-15"
    assert committed[-1] == "2027-01-14"
    merges = ask_git(real, "rev-list", "--merges", "--count", "HEAD")
    assert 0.15 < int(merges) / len(committed) < 0.4
    changes = ask_git(real, "log", "--first-parent", "-m", "-M", "--format=", "--name-status").splitlines()
    kinds = Counter(line[0] for line in changes)
    assert min(kinds["A"], kinds["M"]) > 1000
    assert kinds["D"] > 300
    assert kinds["R"] > 30
    assert any(line.startswith("R") and line.count("content/venues/") == 2 for line in changes)


def test_a_town_is_measured_like_a_plain_board() -> None:
    command = (sys.executable, "-m", "benchmarks", "town", "2", "--rounds", "1", "--jobs", "1")
    finished = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    assert "\n2 events, town" in finished.stdout
    for room in ("load", "plan", "render", "everything else"):
        assert room in finished.stdout
