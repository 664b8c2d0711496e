"""`bulletin build`: the site on disk."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import click

from bulletin.commands.telling import tell_problem
from bulletin.model.site import OutputFile
from bulletin.pipeline import (
    Checked,
    Clock,
    build_board,
    build_site,
    outline_site,
    render_outline,
    write_files,
)

FINE, WRONG, LEFT_OUT = 0, 1, 3


def build(
    content: Path,
    themes: Path,
    out: Path,
    clock: Clock,
    *,
    today: date | None = None,
    strict: bool = False,
    jobs: int | None = None,
    preview: Path | None = None,
) -> int:
    """Read, check, plan, render and write; say what was left out. Returns the exit code."""
    jobs = jobs or os.cpu_count() or 1
    checked = build_board(content, clock, today=today, jobs=jobs)
    _tell(checked, content)
    if strict and (checked.has_errors or checked.obstacle):
        click.echo("Nothing was written, because of --strict.", err=True)
        return WRONG
    own = (themes,) if themes.is_dir() else ()
    if preview is not None:
        from bulletin.commands.preview import write_preview

        write_preview(*build_site(checked, own), preview)
        return LEFT_OUT if checked.has_errors else FINE
    outline, theme = outline_site(checked, own)
    files = render_outline(outline, theme, jobs=jobs)
    report = write_files(_with_progress(files, len(outline.steps), clock), out, content)
    click.echo(
        f"{out}: {report.written} files written, {report.unchanged} unchanged, {report.deleted} deleted."
    )
    return LEFT_OUT if checked.has_errors else FINE


def _tell(checked: Checked, content: Path) -> None:
    """Errors and warnings, and what is shown instead of a file with an error."""
    for problem in checked.problems:
        if problem.severity != "note":
            click.echo(tell_problem(problem, content), err=True)
    for path, landed in checked.restored.items():
        click.echo(
            f"{content / path}: its last good version, of {landed:%Y-%m-%d}, is shown instead.", err=True
        )
    for path in checked.left_out:
        click.echo(f"{content / path}: left out.", err=True)
    if checked.obstacle:
        click.echo(f"Version history is not used: {checked.obstacle}", err=True)


def _with_progress(files: Iterator[OutputFile], pages: int, clock: Clock) -> Iterator[OutputFile]:
    """A progress bar on a terminal, once it has taken longer than a second."""
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
