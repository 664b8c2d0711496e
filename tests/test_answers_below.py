"""The workflow that answers below a proposal: its steps, with no GitHub near."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from tests.checkers.github import Outcome, Runner
from tests.checkers.hosted import BOARD, EVENT, PARTNER, VENUE, git, write_content

pytestmark = pytest.mark.debian

WORKFLOW = "board-answer.yml"
GH = """#!/usr/bin/env bash
case "$1 $2" in "pr list") cat "LIST" ;; "api --paginate") cat "OWN" ;; *) echo "gh $*" >> "SET-UP" ;; esac
"""
OTHERS = {"partners/oak.yaml": "name: Oak\ngithub: ana\ncontact: {phone: 555-0101}\n"}
WRONG = EVENT.replace("10:45", "25:99").replace("Toddler", "Toddler @everybody <img src=x>")


def as_text(folder: Path, name: str) -> str:
    return (folder / "home/.git" / name).read_text().strip()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A board with a proposal out of a fork, which holds traps, put upon the board as the host does."""
    home = tmp_path / "home"
    home.mkdir()
    git(home, "init", "--quiet", "--initial-branch=main")
    write_content(
        home, {"board.yaml": BOARD, "partners/library.yaml": PARTNER, "venues/main.yaml": VENUE, **OTHERS}
    )
    git(home, "add", ".")
    git(home, "commit", "--quiet", "--message=A board")
    git(home, "checkout", "--quiet", "-b", "proposal")
    write_content(home, {"events/oak/story-time.yaml": WRONG})
    trap = f"open({str(tmp_path / 'sprung')!r}, 'w')\n"
    (home / "bulletin").mkdir()
    for name in ("bulletin/__init__.py", "bulletin/__main__.py", "sitecustomize.py"):
        (home / name).write_text(trap)
    git(home, "add", ".")
    git(home, "commit", "--quiet", "--message=A proposal")
    git(home, "update-ref", "refs/pull/7/head", "HEAD")
    git(home, "checkout", "--quiet", "--detach", "main")
    git(home, "merge", "--quiet", "--no-ff", "--message=Upon the board", "proposal")
    git(home, "update-ref", "refs/pull/7/merge", "HEAD")
    git(home, "checkout", "--quiet", "main")
    git(home, "branch", "--quiet", "-D", "proposal")
    git(tmp_path, "clone", "--quiet", str(home), str(tmp_path / "workspace/board"))
    return tmp_path / "workspace"


def run(workspace: Path, job: str, given: dict[str, str], *, listed: str = "", own: str = "") -> Outcome:
    scratch = workspace.parent / f"scratch-{job}"
    scratch.mkdir()
    (scratch / "list").write_text(listed)
    (scratch / "own").write_text(own)
    runner = Runner(workspace, scratch)
    script = GH.replace("LIST", f"{scratch}/list").replace("OWN", f"{scratch}/own")
    (runner.programs / "gh").write_text(script.replace("SET-UP", f"{scratch}/set-up"))
    values = {"github.ref_name": "main", "github.token": "t", **given}
    return runner.run_job(WORKFLOW, job, values)


def look(workspace: Path, *, account: str = "ana", head: str = "") -> Outcome:
    own = as_text(workspace.parent, "refs/pull/7/head")
    given = {"github.event.workflow_run.head_sha": head or own}
    outcome = run(workspace, "look", given, listed=f"7 false {account}\n")
    assert (outcome.failed_at, outcome.exit_code) == ("", 0), outcome.log
    return outcome


def answer_of(outcome: Outcome) -> str:
    return base64.b64decode(outcome.outputs.get("steps.look.outputs.answer", "")).decode()


def test_a_strangers_proposal_is_answered_and_none_of_its_code_runs(workspace: Path) -> None:
    outcome = look(workspace)
    answer = answer_of(outcome)
    assert outcome.outputs["steps.find.outputs.number"] == "7"
    assert answer.startswith("# Thank you for handing this in!")
    assert "25:99" in answer
    assert "`content/events/oak/story-time.yaml`" in answer
    assert "only the library changes programs and looks" in answer
    assert not (workspace.parent / "sprung").exists()


def test_nobody_is_notified_and_nothing_of_it_is_shown_but_as_text(workspace: Path) -> None:
    answer = answer_of(look(workspace))
    assert "everybody" in answer
    assert "@everybody" not in answer
    assert "<img" not in answer


def test_a_stranger_is_told_whose_files_they_are(workspace: Path) -> None:
    assert "Oak" in answer_of(look(workspace, account="eve"))


def test_an_answer_fits_below_a_proposal_however_much_there_is_to_say(workspace: Path) -> None:
    home = workspace.parent / "home"
    git(home, "checkout", "--quiet", "--detach", "refs/pull/7/merge")
    write_content(home, {f"events/oak/story-{number}.yaml": WRONG for number in range(200)})
    git(home, "add", ".")
    git(home, "commit", "--quiet", "--amend", "--no-edit")
    git(home, "update-ref", "refs/pull/7/merge", "HEAD")
    answer = answer_of(look(workspace))
    assert 40_000 < len(answer) < 60_000
    assert "There is more; all of it stands in the summary of the check." in answer
    assert answer.endswith("the library helps.\n")


def test_what_was_changed_since_is_answered_by_a_later_run(workspace: Path) -> None:
    outcome = look(workspace, head="0" * 40)
    assert "steps.find.outputs.found" not in outcome.outputs
    assert answer_of(outcome) == ""


@pytest.mark.parametrize(
    ("own", "asked"),
    [
        ("", "gh api --silent --method POST repos/oak/board/issues/7/comments --field body=@answer.md"),
        (
            "41\n42\n",
            "gh api --silent --method PATCH repos/oak/board/issues/comments/41 --field body=@answer.md",
        ),
    ],
    ids=["the first", "renewed"],
)
def test_there_is_one_comment(workspace: Path, monkeypatch: pytest.MonkeyPatch, own: str, asked: str) -> None:
    monkeypatch.setenv("GITHUB_REPOSITORY", "oak/board")
    given = {
        "needs.look.outputs.number": "7",
        "needs.look.outputs.answer": base64.b64encode(b"Thank you. " * 5_000).decode(),
    }
    outcome = run(workspace, "post", given, own=own)
    assert (outcome.failed_at, outcome.exit_code) == ("", 0), outcome.log
    assert outcome.set_up == [asked]
    posted = (workspace / "answer.md").read_bytes()
    assert posted.startswith(b"<!-- The answer of this board. -->\nThank you. ")
