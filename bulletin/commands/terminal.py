"""What commands say on a terminal of the problems of a board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from bulletin.messages.reports import format_problem, in_sentences
from bulletin.pipeline.check import CheckedBoard
from bulletin.problems import Problem, Severity


def echo_checked(checked: CheckedBoard, content: Path, *, debug: bool = False) -> None:
    """Errors and warnings, and what is shown instead of a file with an error."""
    for line in _lines(checked, content):
        click.echo(line, err=True)
    if debug:
        echo_traces(checked.problems)


def echo_traces(problems: Iterable[Problem]) -> None:
    """Where the mistakes of ours among these Problems came up."""
    for problem in problems:
        if problem.trace:
            click.echo(f"{problem.ref}: {problem.trace}", err=True)


def _lines(checked: CheckedBoard, content: Path) -> Iterator[str]:
    for problem in checked.problems:
        if problem.severity is not Severity.NOTE:
            yield format_problem(in_sentences(problem), content)
    for path, committed in checked.restored.items():
        yield f"{content / path}: its last good version, of {committed:%Y-%m-%d}, is shown instead."
    for path in checked.left_out:
        yield f"{content / path}: left out."
    if checked.history_problem:
        yield f"Version history is not used: {checked.history_problem}"
