"""Where the forms of the repository's host are."""

from __future__ import annotations

import pytest

from bulletin.staff.forms import FORMS, form_address
from tests.checkers.github import load_workflow


@pytest.mark.parametrize("command", FORMS)
def test_every_command_of_staff_has_a_form_that_runs_it(command: str) -> None:
    address = form_address("https://github.com/oak/board.git/", command)
    assert address == f"https://github.com/oak/board/actions/workflows/{FORMS[command]}.yml"
    form = load_workflow(f"{FORMS[command]}.yml")
    [job] = form["jobs"].values()
    choices = form["on"]["workflow_dispatch"]["inputs"].get("command", {}).get("options", [])
    assert command in {choice.split()[0] for choice in choices} | {job["with"]["command"]}


def test_another_host_has_no_such_forms() -> None:
    assert form_address("https://git.example/oak/board", "cancel") == ""
    assert form_address("", "cancel") == ""
    assert form_address("https://github.com/oak/board", "build") == ""
