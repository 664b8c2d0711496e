"""`bulletin todo`, as staff see it: what arrived leads to where it is decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.cli import main
from bulletin.staff.arrived import proposal_url
from tests.commands.boards import BOARD, FILES
from tests.load.repositories import Repository, at

DAY = "2027-01-15"
TEA = "title: Tea\nstart: 2027-02-02 14:00\nend: 15:00\nvenue: main-library\ncost: free\ncategories: food\n"
BOARD_FILES = {**FILES, "board.yaml": f"{BOARD}repository: https://git.example/oak/board\n"}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    found = Repository(tmp_path)
    found.commit(at(0), {f"content/{path}": text for path, text in BOARD_FILES.items()})
    found.git("tag", "published")
    monkeypatch.chdir(tmp_path)
    return found


def propose(repository: Repository, number: int, path: str, text: str) -> str:
    repository.git("checkout", "-q", "-b", f"pull/{number}", "published")
    repository.commit(at(number), {f"content/{path}": text})
    repository.git("checkout", "-q", "--detach", "published")
    return f"pull/{number}"


def test_what_arrived_stands_first_with_what_it_does_and_the_way_to_it(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [
        propose(repository, 7, "events/elm/tea.yaml", TEA),
        propose(repository, 8, "events/elm/late.yaml", TEA.replace("2027-02-02", "32 May")),
    ]
    assert main(["todo", *names, "--base", "published", "--today", DAY]) == 0
    told = capsys.readouterr().out
    arrived = told[told.index("What arrived (2)") : told.index("\n\nSilent")]
    assert "- Elm School: Adds 1 event: “Tea” (Tuesday 2 February 2027, 14:00)." in arrived
    assert "    Look: https://git.example/oak/board/pull/7" in arrived
    assert "1 thing must be mended." in arrived


def test_a_proposal_nobody_knows_is_told_to_whoever_asked(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["todo", "pull/99", "--base", "published", "--today", DAY]) == 2
    assert "pull/99" in capsys.readouterr().err


def test_the_lists_that_staff_keep_are_read_and_one_that_cannot_be_read_is_named(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = tmp_path / "lists"
    for path, line in {
        "decisions/2027.csv": "decided,id,word\n2027-01-05,elm/sale,ask\n",
        "nudges/2026.csv": "date;partner;about;way\r\n2026-12-04;oak;events;phone\r\n",
        "nudges/2027.csv": "date,partner,about,way\n2027-01-04,oak,events,mail\nsoon,oak,events,mail\n",
    }.items():
        (records / path).parent.mkdir(parents=True, exist_ok=True)
        (records / path).write_text(line, encoding="utf-8", newline="")
    asked = ["todo", "--records", str(records), "--today", DAY]
    assert main(asked) == 0
    told = capsys.readouterr().out
    assert "- elm/sale: Asked on Tuesday 5 January; no decision yet." in told
    assert "No check is noted. Last reminded on Monday 4 January." in told
    (records / "nudges/2027.csv").write_text("who,when\noak,2027-01-04\n", encoding="utf-8")
    assert main(asked) == 2
    assert "nudges/2027.csv" in capsys.readouterr().err.replace("\\", "/")


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_form_says_how_much_there_is_to_do(
    repository: Repository, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    assert main(["todo", "--format", form, "--today", DAY]) == 0
    assert "This week: 1 thing" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("refs/pull/12/head", "https://git.example/oak/board/pull/12"),
        ("origin/pull/12", "https://git.example/oak/board/pull/12"),
        ("refs/merge-requests/3/head", "https://git.example/oak/board/-/merge_requests/3"),
        ("pullover/12", "https://git.example/oak/board/pulls"),
        ("tea-with-elm", "https://git.example/oak/board/pulls"),
    ],
)
def test_a_proposal_is_read_where_the_host_shows_it(name: str, url: str) -> None:
    assert proposal_url("https://git.example/oak/board/", name) == url
    assert proposal_url("", name) == ""
