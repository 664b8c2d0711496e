"""GitHub workflows: their mistakes (actionlint), their safety (zizmor), their schema (check-jsonschema)."""

from __future__ import annotations

import json
import os
from pathlib import Path

from tests.checkers.programs import (
    HERE,
    find_environment_program,
    find_node_file,
    find_program,
    run_program,
)


def check_mistakes(*workflows: Path) -> list[str]:
    """What actionlint finds, as `path:line:column: kind: message`."""
    find_node_file("actionlint/package.json")
    answer = run_program([find_program("node"), HERE / "actionlint.mjs", *workflows])
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.splitlines()


def check_safety(folder: Path) -> list[str]:
    """What zizmor finds as its strictest persona, as `rule: what it is about`."""
    options = ["--offline", "--no-progress", "--quiet", "--persona", "auditor", "--format", "json"]
    # A token would send it looking things up.
    quiet = {name: value for name, value in os.environ.items() if name not in ("GH_TOKEN", "GITHUB_TOKEN")}
    answer = run_program([find_environment_program("zizmor"), *options, folder], env=quiet)
    try:
        findings = json.loads(answer.stdout)
    except ValueError:
        raise AssertionError(f"zizmor gave no report: {answer.stderr}") from None
    return [f"{finding['ident']}: {finding['desc']}" for finding in findings]


def check_schema(name: str, *files: Path) -> list[str]:
    """What does not follow the published schema `name` (carried by check-jsonschema)."""
    schema = ["--builtin-schema", f"vendor.{name}", "--output-format", "json"]
    answer = run_program([find_environment_program("check-jsonschema"), *schema, *files])
    report = json.loads(answer.stdout)
    errors = report.get("errors", []) + report.get("parse_errors", [])
    return [f"{error['filename']}: {error.get('message', 'cannot be read')}" for error in errors]
