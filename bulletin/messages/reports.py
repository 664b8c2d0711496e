"""Problems for the lines of a pull request and for programs; how many there are, and dates read back."""

from __future__ import annotations

import json
from collections.abc import Iterable

from bulletin.messages.summaries import ReadBack, join_words
from bulletin.problems import Problem, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def format_read_back(read: ReadBack) -> str:
    """How an event was understood, as indented lines under its file."""
    lines = [f"{read.path}: “{read.title}”", *(f"    {line}" for line in read.repeats)]
    return "\n".join([*lines, *(f"    - {line}" for line in read.dates)])


def count_problems(problems: Iterable[Problem]) -> str:
    """`2 errors, 1 warning and 3 notes.`, or that all is clean."""
    listed = list(problems)
    told = []
    for severity in Severity:
        count = sum(problem.severity is severity for problem in listed)
        if count:
            told.append(f"{count} {severity.value}{'' if count == 1 else 's'}")
    if any(problem.severity is not Severity.NOTE for problem in listed):
        return f"{join_words(told)}."
    return f"Clean: no error, no warning{f'; {told[0]}' if told else ''}."


def format_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that mark the lines of a pull request."""
    return "".join(f"{_command(problem)}\n" for problem in problems)


def _command(problem: Problem) -> str:
    ref = problem.ref
    properties = {"file": ref.path, "line": ref.line, "col": ref.column, "title": problem.rule.id}
    told = ",".join(f"{name}={_escape_property(str(value))}" for name, value in properties.items() if value)
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{_LEVELS[problem.severity]} {told}::{_escape(text)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def format_json(problems: Iterable[Problem]) -> str:
    """A list of rows with path, line, column, rule, severity, message and hint."""
    rows = [
        {
            "path": problem.ref.path,
            "line": problem.ref.line,
            "column": problem.ref.column,
            "rule": problem.rule.id,
            "severity": problem.severity.value,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
