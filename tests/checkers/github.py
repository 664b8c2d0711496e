"""The steps of a workflow, run here as GitHub's runner runs them, with the actions left out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from tests.checkers.programs import CHECKOUT, find_program

PUBLISHED = "https://board.oak.invalid/"
"""Where a job finds the site that the job before it published: nowhere."""

NO_VALUES: Mapping[str, str] = MappingProxyType({})

FOLDER = CHECKOUT / ".github" / "workflows"

_OURS = re.compile(r"(?:\./|[\w.-]+/[\w.-]+/)\.github/workflows/([\w-]+\.yml)(?:@[0-9a-f]{40})?")


def load_workflow(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """A workflow as plain values. (YAML 1.1 reads the key `on` as True.)"""
    loaded = yaml.safe_load((folder / name).read_text(encoding="utf-8"))
    loaded["on"] = loaded.pop(True)
    return dict(loaded)


def find_called(name: str, folder: Path = FOLDER) -> str:
    """The name of the one workflow of ours that this workflow calls."""
    [job] = load_workflow(name, folder)["jobs"].values()
    called = _OURS.fullmatch(job["uses"])
    assert called, job["uses"]
    return called[1]


@dataclass
class Outcome:
    """What one job left behind: the log, the summary, how it ended, and which set-up commands it gave."""

    log: str = ""
    summary: str = ""
    failed_at: str = ""
    exit_code: int = 0
    set_up: list[str] = field(default_factory=list)
    uploaded: list[str] = field(default_factory=list)
    outputs: Mapping[str, str] = field(default_factory=dict)
    """Of its steps, as other jobs name them: `steps.keep.outputs.change`."""


class Runner:
    """Runs the steps of a job in a workspace as GitHub's runner does, with the actions left out.

    What is fetched to a `path` of its own lies there already (`board`), or is this checkout (`engine`).
    Commands that would set up the runner, or speak to GitHub, are written down instead: `pip install`,
    `sudo`, `make`, `gh`, `.ci/run` and `pytest`. `bulletin` is this checkout's. `values` are those of
    `${{ … }}`, such as the answers in a form.
    """

    def __init__(
        self, workspace: Path, scratch: Path, base: str = "main", values: Mapping[str, str] = NO_VALUES
    ) -> None:
        self.workspace = workspace
        self.files = {name: scratch / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "set-up")}
        for path in self.files.values():
            path.touch()
        self.programs = scratch / "programs"
        self.programs.mkdir()
        record = f'echo "$(basename "$0") $*" >> "{self.files["set-up"].as_posix()}"'
        python = Path(sys.executable).as_posix()
        self._add_program("bulletin", f'exec "{python}" -P -m bulletin "$@"')
        self._add_program("python", f'case "$2" in pip | pytest) {record} ;; *) exec "{python}" "$@" ;; esac')
        self._add_program("sudo", record)
        self._add_program("make", record)
        self._add_program("gh", record)
        self.values = {
            "github.base_ref": base,
            "github.event.pull_request.user.login": "somebody",
            "github.event.pull_request.user.type": "User",
            "needs.deploy.outputs.address": PUBLISHED,
            **values,
        }
        self.bash = find_program("bash")

    def _add_program(self, name: str, line: str) -> None:
        path = self.programs / name
        path.write_text(f"#!/usr/bin/env bash\n{line}\n", encoding="utf-8", newline="\n")
        path.chmod(0o755)

    def run_called(self, caller: str, job: str) -> Outcome:
        """The job of our workflow that the board's own workflow `caller` calls."""
        return self.run_job(find_called(caller, self.workspace / "board" / ".github" / "workflows"), job)

    def run_job(self, workflow: str, job: str, given: Mapping[str, str] = NO_VALUES) -> Outcome:
        """The job's steps. `given` are values of its contexts: `inputs.record`, `github.ref_name`.

        What the workflow declares as an input and nobody gave has its default.
        """
        whole = load_workflow(workflow)
        loaded = whole["jobs"][job]
        outcome = Outcome()
        declared = (whole["on"].get("workflow_call") or {}).get("inputs", {})
        defaults = {f"inputs.{name}": each.get("default", "") for name, each in declared.items()}
        outputs: dict[str, str] = {**defaults, **self.values, **given}
        for step in loaded["steps"]:
            if not self._is_due(step.get("if", ""), outputs):
                continue
            if "uses" in step:
                self._pretend(step, outputs, outcome)
                continue
            environment = {**loaded.get("env", {}), **step.get("env", {})}
            defaults = loaded.get("defaults", {}).get("run", {})
            code = self._run_step({**defaults, **step}, self._fill_in(environment, outputs), outcome)
            self._collect_outputs(step, outputs)
            if code:
                outcome.failed_at, outcome.exit_code = step["name"], code
                break
        outcome.outputs = outputs
        outcome.summary = self.files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        outcome.set_up = self.files["set-up"].read_text(encoding="utf-8").splitlines()
        return outcome

    def _run_step(self, step: dict[str, Any], environment: dict[str, str], outcome: Outcome) -> int:
        path = os.pathsep.join([str(self.programs), os.environ["PATH"]])
        answer = subprocess.run(
            [self.bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.workspace / step.get("working-directory", ""),
            env={
                **os.environ,
                "PATH": path,
                "PYTHONPATH": str(CHECKOUT),
                "PYTHONUTF8": "1",
                "GITHUB_ACTIONS": "true",
                "GITHUB_OUTPUT": str(self.files["GITHUB_OUTPUT"]),
                "GITHUB_STEP_SUMMARY": str(self.files["GITHUB_STEP_SUMMARY"]),
                **environment,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        outcome.log += answer.stdout
        return answer.returncode

    def _pretend(self, step: dict[str, Any], outputs: dict[str, str], outcome: Outcome) -> None:
        if "/checkout@" in step["uses"]:
            folder = self.workspace / step["with"].get("path", "")
            if folder.name == "engine" and not folder.exists():
                folder.symlink_to(CHECKOUT)
            assert folder.is_dir(), f"{folder.name} is to be fetched and is not there"
        if "/upload-" in step["uses"]:
            path = step["with"]["path"]
            assert (self.workspace / path).exists(), f"{path} is to be uploaded and is not there"
            outcome.uploaded.append(path)
            outputs[f"steps.{step.get('id')}.outputs.artifact-url"] = "https://github.example/artifacts/1"

    def _collect_outputs(self, step: dict[str, Any], outputs: dict[str, str]) -> None:
        written = self.files["GITHUB_OUTPUT"].read_text(encoding="utf-8")
        for name, _, value in (line.partition("=") for line in written.splitlines()):
            outputs[f"steps.{step.get('id')}.outputs.{name}"] = value
        self.files["GITHUB_OUTPUT"].write_text("", encoding="utf-8")

    @staticmethod
    def _is_due(condition: str, outputs: Mapping[str, str]) -> bool:
        if not condition:
            return True
        name, _, value = condition.partition(" == ")
        return outputs.get(name) == value.strip("'")

    @staticmethod
    def _fill_in(environment: Mapping[str, str], outputs: Mapping[str, str]) -> dict[str, str]:
        def value_of(match: re.Match[str]) -> str:
            return outputs[match[1]]

        return {name: re.sub(r"\$\{\{ (\S+) \}\}", value_of, text) for name, text in environment.items()}
