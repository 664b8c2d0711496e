"""What commands say on a terminal: the problems of a board, and a progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

import click

from bulletin.messages.reports import format_problem, in_sentences
from bulletin.model.site.plan import OutputFile
from bulletin.pipeline.build import CheckedBoard, Clock
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


def with_progress(files: Iterator[OutputFile], pages: int, clock: Clock) -> Iterator[OutputFile]:
    """The files, with a progress bar on a terminal once they have taken longer than a second."""
    if not os.isatty(2):
        yield from files
        return
    begun, done = clock(), 0
    for file in files:
        yield file
        done += file.path.endswith(".html")
        if clock() - begun > timedelta(seconds=1):
            break
    else:
        return
    with click.progressbar(length=pages, label="Pages", file=sys.stderr) as bar:
        bar.update(done)
        for file in files:
            yield file
            bar.update(file.path.endswith(".html"))
