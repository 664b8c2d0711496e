"""What `docs/hosting.md` tells people to paste works."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml

from tests.checkers.programs import CHECKOUT, find_environment_program, find_program, run_program

PAGE = (CHECKOUT / "docs" / "hosting.md").read_text(encoding="utf-8")
[GITLAB] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def find_build_commands() -> list[str]:
    [build_command] = re.findall(r"\| build command \| `(.*)` \|", PAGE)
    return [*yaml.safe_load(GITLAB)["pages"]["script"], build_command.replace("\\|", "|")]


def test_the_gitlab_file_follows_gitlab_s_schema(tmp_path: Path) -> None:
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(GITLAB, encoding="utf-8")
    answer = run_program(
        [find_environment_program("check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", path]
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_the_gitlab_file_fetches_the_whole_history_and_publishes_public() -> None:
    pasted = yaml.safe_load(GITLAB)
    assert pasted["variables"]["GIT_DEPTH"] == "0"
    assert pasted["pages"]["artifacts"]["paths"] == ["public"]


@pytest.mark.debian
@pytest.mark.parametrize("command", find_build_commands())
@pytest.mark.parametrize(
    ("exit_code", "is_published"), [(0, True), (3, True), (1, False), (2, False), (70, False)]
)
def test_a_board_with_files_left_out_is_published_and_one_that_failed_is_not(
    command: str, exit_code: int, is_published: bool, tmp_path: Path
) -> None:
    for name, code in {"bulletin": exit_code, "pip": 0, "git": 1}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    answer = run_program([find_program("bash"), "-e", "-c", command], env={**os.environ, "PATH": path})
    assert (answer.returncode == 0) is is_published


def test_every_exit_code_of_a_build_is_explained() -> None:
    assert re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE) == ["0", "3", "2", "1", "70"]
