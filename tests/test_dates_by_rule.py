"""The workflow that lets dates of trusted partners onto the board: its steps, with no GitHub near."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checkers.github import Outcome, Runner, find_called, load_workflow
from tests.checkers.hosted import BOARD, EVENT, PARTNER, VENUE, git, write_content
from tests.checkers.programs import CHECKOUT

pytestmark = pytest.mark.debian

STARTER = CHECKOUT / "bulletin/starter/files/workflows"
WORKFLOW = "board-by-rule.yml"
GH = """#!/usr/bin/env bash
if [ "$1 $2" = "pr list" ]; then cat "LIST"; else echo "gh $*" >> "SET-UP"; fi
"""
TEA = EVENT.replace("Toddler story time", "Tea")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A board with four open proposals, fetched as the workflow does."""
    home = tmp_path / "home"
    home.mkdir()
    git(home, "init", "--quiet", "--initial-branch=main")
    partner = f"{PARTNER}github: lib\ntrusted: dates\n"
    files = {"board.yaml": BOARD, "partners/library.yaml": partner, "venues/main.yaml": VENUE}
    write_content(home, {**files, "events/library/tea.yaml": TEA})
    git(home, "add", ".")
    git(home, "commit", "--quiet", "--message=A board")
    proposals = {
        1: TEA.replace("10:45", "11:00"),
        2: TEA.replace("Songs", "Buns"),
        3: TEA.replace("10:45", "11:15"),
        4: TEA.replace("10:45", "11:30"),
    }
    for number, text in proposals.items():
        git(home, "checkout", "--quiet", "-b", f"proposal-{number}", "main")
        write_content(home, {"events/library/tea.yaml": text})
        git(home, "commit", "--quiet", "--all", f"--message={number}")
        git(home, "update-ref", f"refs/pull/{number}/head", "HEAD")
    git(home, "checkout", "--quiet", "main")
    git(tmp_path, "clone", "--quiet", str(home), str(tmp_path / "workspace/board"))
    return tmp_path / "workspace/board"


def head_of(clone: Path, number: int) -> str:
    return (clone.parents[1] / f"home/.git/refs/pull/{number}/head").read_text().strip()


def look(clone: Path, proposals: str) -> tuple[Outcome, Runner]:
    scratch = clone.parents[1] / "scratch"
    scratch.mkdir()
    (scratch / "list").write_text(proposals)
    runner = Runner(clone.parent, scratch)
    script = GH.replace("LIST", str(scratch / "list")).replace("SET-UP", str(scratch / "set-up"))
    (runner.programs / "gh").write_text(script)
    return runner.run_job(WORKFLOW, "look", {"github.ref_name": "main", "github.token": "t"}), runner


def test_what_may_goes_on_the_board_as_it_was_looked_at_and_is_published(clone: Path) -> None:
    one, two, three = (head_of(clone, number) for number in (1, 2, 3))
    listed = f"1 {one} lib\n2 {two} lib\n3 {three} stranger\n4 {one} lib\n"
    looked, runner = look(clone, listed)
    assert looked.exit_code == 0, looked.log
    assert looked.outputs["steps.look.outputs.pass"] == f"1:{one}"
    assert "**Proposal 2.**\nA person looks at this first:\n- It changes more than dates.\n" in looked.summary
    assert (
        "**Proposal 3.**\nA person looks at this first:\n- Its account is none of a partner" in looked.summary
    )
    assert "Proposal 4" not in looked.summary, "there is more in it by now"
    given = {"needs.look.outputs.pass": f"1:{one}", "github.ref_name": "main", "github.token": "t"}
    taken = runner.run_job(WORKFLOW, "take", given)
    merged, published = taken.set_up[-2:]
    assert merged.startswith("gh pr merge 1 ")
    assert f"--match-head-commit {one} --subject By rule: proposal 1" in merged
    assert published.startswith("gh workflow run publish.yml --ref main")


def test_three_within_a_day_are_enough(clone: Path) -> None:
    for number in range(3):
        git(clone, "commit", "--quiet", "--allow-empty", f"--message=By rule: proposal {number + 10}")
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    looked, _ = look(clone, f"1 {head_of(clone, 1)} lib\n")
    assert looked.exit_code == 0, looked.log
    assert looked.outputs["steps.look.outputs.pass"] == ""
    assert "3 went on the board by rule within a day already." in looked.summary


def test_a_board_has_to_want_it() -> None:
    from bulletin.starter.workflows import WORKFLOWS

    assert "by-rule.yml" not in WORKFLOWS
    assert find_called("by-rule.yml", STARTER) == WORKFLOW
    caller = load_workflow("by-rule.yml", STARTER)
    assert caller["on"].keys() == {"schedule", "workflow_dispatch"}
    jobs = load_workflow(WORKFLOW)["jobs"].values()
    needed = {right for job in jobs for right, kind in job["permissions"].items() if kind == "write"}
    assert caller["jobs"]["by-rule"]["permissions"] == dict.fromkeys(needed, "write")
