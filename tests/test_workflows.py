"""The workflows hold no mistake that checkers know, and may do no more than they must."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from bulletin.starter.workflows import WORKFLOWS as WORKFLOWS_OF_BOARDS
from tests.checkers.github import FOLDER, find_called, load_workflow
from tests.checkers.workflows import check_mistakes, check_safety, check_schema

DEPENDABOT = FOLDER.with_name("dependabot.yml")
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
NAMES = [path.name for path in WORKFLOWS]


# What boards call, each by the workflows of these names in their own repository.
CALLED = {
    "board-answer.yml": ("answer.yml",),
    "board-check.yml": ("check.yml",),
    "board-publish.yml": ("publish.yml",),
    "board-todo.yml": ("todo.yml",),
    "board-staff.yml": ("decide.yml", "moves.yml", "notice.yml", "tonight.yml", "withdraw.yml"),
    "board-by-rule.yml": (),  # only boards that want it call it
}
START = "board-start.yml"
"""Called by a repository in which there is no board yet; `docs/run-a-board.md` shows from where."""

ANSWER = "answer.yml"
"""The one that may write after a stranger's proposal was checked."""

FORMS = CALLED["board-staff.yml"]
WRITING = {
    "answer.yml": {"pull-requests"},
    "board-answer.yml": {"pull-requests"},
    "publish.yml": {"pages", "id-token"},
    "board-publish.yml": {"pages", "id-token"},
    "board-by-rule.yml": {"contents", "pull-requests", "actions"},
    START: {"contents"},
    **{name: {"contents", "actions"} for name in (*FORMS, "board-staff.yml")},
}
"""What the jobs of a workflow may write; no other writes anything."""


def list_steps(name: str) -> list[dict[str, Any]]:
    return [step for job in load_workflow(name)["jobs"].values() for step in job.get("steps", ())]


def test_every_workflow_is_known() -> None:
    own = ["ci.yml", "newest.yml", "nightly.yml"]
    callers = [name for names in CALLED.values() for name in names]
    assert sorted([*CALLED, START, *callers, *own]) == NAMES
    assert sorted(callers) == sorted(WORKFLOWS_OF_BOARDS)


@pytest.mark.parametrize(("called", "callers"), CALLED.items())
def test_the_sample_town_calls_the_workflows_that_boards_call(called: str, callers: tuple[str, ...]) -> None:
    assert load_workflow(called)["on"].keys() == {"workflow_call"}
    assert {find_called(caller) for caller in callers} <= {called}


def test_content_alone_does_not_test_the_code() -> None:
    triggers = load_workflow("ci.yml")["on"]
    assert triggers.keys() == {"pull_request", "push"}
    assert all(trigger["paths-ignore"] == ["content/**"] for trigger in triggers.values())


@pytest.mark.debian
def test_actionlint_finds_nothing() -> None:
    assert check_mistakes(*WORKFLOWS) == []


def test_zizmor_finds_nothing() -> None:
    assert check_safety(FOLDER.parent) == []


def test_the_published_schema_of_workflows_finds_nothing() -> None:
    assert check_schema("github-workflows", *WORKFLOWS) == []


def test_newer_releases_of_everything_are_proposed_once_a_week() -> None:
    assert check_schema("dependabot", DEPENDABOT) == []
    updates = yaml.safe_load(DEPENDABOT.read_text(encoding="utf-8"))["updates"]
    assert [update["package-ecosystem"] for update in updates] == ["pip", "npm", "github-actions"]
    for update in updates:
        assert update["schedule"] == {"interval": "weekly"}
        assert [group["patterns"] for group in update["groups"].values()] == [["*"]]


@pytest.mark.parametrize(
    ("name", "variable"), [("nightly.yml", "BULLETIN_TEST_EFFORT"), ("newest.yml", "RELEASES")]
)
def test_what_takes_long_is_tested_by_the_clock_and_by_hand(name: str, variable: str) -> None:
    assert load_workflow(name)["on"].keys() == {"schedule", "workflow_dispatch"}
    [test] = [step for step in list_steps(name) if step.get("run") == ".ci/run"]
    assert test["env"].keys() == {variable}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_permitted_but_what_a_job_needs(name: str) -> None:
    workflow = load_workflow(name)
    assert workflow["permissions"] == {}
    allowed = {("contents", "read"), *((what, "write") for what in WRITING.get(name, ()))}
    if name in ("board-answer.yml", "board-by-rule.yml", "board-todo.yml", "todo.yml"):
        allowed |= {("pull-requests", "read")}
    for job in workflow["jobs"].values():
        assert job["permissions"].items() <= allowed
        if "uses" in job:
            assert job.keys() - {"with"} == {"name", "permissions", "uses"}, "no secret is handed on"
            continue
        assert 0 < job["timeout-minutes"] <= 60
        if "write" in job["permissions"].values():
            said = "\n".join(step.get("run", "") for step in job["steps"])
            assert not re.search(r"python|pip|bulletin|\.ci|content/\S+\.sh", said), (
                "code runs where writing is allowed"
            )


@pytest.mark.parametrize("called", [*CALLED, START])
def test_a_workflow_that_boards_call_installs_the_release_it_belongs_to(called: str) -> None:
    fetched = [
        step["with"]
        for step in list_steps(called)
        if "/checkout@" in step.get("uses", "") and step["with"].get("path") == "engine"
    ]
    assert {(each["repository"], each["ref"]) for each in fetched} == {
        ("${{ fromJSON(toJSON(job)).workflow_repository }}", "${{ fromJSON(toJSON(job)).workflow_sha }}")
    }
    installing = [step for step in list_steps(called) if step.get("run", "").startswith(".ci/install")]
    assert {step["working-directory"] for step in installing} == {"engine"}


def test_where_a_board_begins_nothing_but_git_runs_with_the_right_to_change_it() -> None:
    commands = [step["run"] for step in load_workflow(START)["jobs"]["keep"]["steps"] if "run" in step]
    programs = {line.split()[0] for command in commands for line in command.splitlines()}
    assert programs == {"base64", "git"}


@pytest.mark.parametrize("name", NAMES)
def test_strangers_submissions_never_run_with_our_rights(name: str) -> None:
    workflow = load_workflow(name)
    triggers = {"pull_request", "push", "schedule", "workflow_dispatch", "workflow_call"}
    assert workflow["on"].keys() <= triggers | ({"workflow_run"} if name == ANSWER else set())
    assert "secrets." not in (FOLDER / name).read_text(encoding="utf-8")
    for step in list_steps(name):
        assert "${{" not in step.get("run", ""), "values come in through env"
        assert "github.event" not in str(step)


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_with_their_version_beside_and_keep_no_token(name: str) -> None:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if "uses:" in line and "uses: ./" not in line:
            assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line
    for step in list_steps(name):
        if "/checkout@" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False
            if step["with"].get("path") != "engine":
                assert step["with"]["fetch-depth"] == 0, "a shallow clone has no history"
        assert "/cache@" not in step.get("uses", "")
        assert "cache" not in step.get("with", {})


def test_one_action_has_one_pin() -> None:
    pins = {step["uses"] for name in NAMES for step in list_steps(name) if "uses" in step}
    assert len(pins) == len({pin.partition("@")[0] for pin in pins})


def test_publishing_runs_on_merge_every_night_and_by_hand_and_one_at_a_time() -> None:
    workflow = load_workflow("publish.yml")
    assert workflow["on"].keys() == {"push", "schedule", "workflow_dispatch"}
    minute = workflow["on"]["schedule"][0]["cron"].split()[0]
    assert minute.isdigit()
    assert int(minute) % 5, "at round minutes everybody's jobs wait in line"
    assert workflow["concurrency"]["cancel-in-progress"] is False


def test_what_writes_below_a_strangers_proposal_takes_nothing_of_its_check_and_checks_nothing_out() -> None:
    assert load_workflow(ANSWER)["on"] == {"workflow_run": {"workflows": ["Check"], "types": ["completed"]}}
    assert load_workflow("check.yml")["name"] == "Check"
    jobs = load_workflow("board-answer.yml")["jobs"]
    assert jobs["look"]["permissions"] == {"contents": "read", "pull-requests": "read"}
    assert jobs["post"]["permissions"] == {"pull-requests": "write"}
    assert [step for step in jobs["post"]["steps"] if "uses" in step] == []
    assert "artifact" not in (FOLDER / "board-answer.yml").read_text(encoding="utf-8")
    of_event = re.findall(r"github\.event\.[\w.]+", (FOLDER / "board-answer.yml").read_text(encoding="utf-8"))
    assert set(of_event) == {"github.event.workflow_run.event", "github.event.workflow_run.head_sha"}
