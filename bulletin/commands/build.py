"""`bulletin build`: the site on disk."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import click

<<<<<<< HEAD
from bulletin.commands.preview import write_preview
from bulletin.commands.telling import tell_problem
from bulletin.model.site import OutputFile
from bulletin.pipeline import CheckedBoard, build_board
from bulletin.pipeline.site import build_site, load_theme_of, outline_site, render_outline, write_files
=======
from bulletin.cache.ledger import Found, Ledger, Outcome, Sealed
from bulletin.cache.premises import Premises, take_premises
from bulletin.commands.remembering import find_git, open_ledger
from bulletin.problems import UnusableTheme

if TYPE_CHECKING:
    from bulletin.load.kept_on_disk import KeptOnDisk
    from bulletin.model.board import BoardInfo
    from bulletin.model.site import OutputFile
    from bulletin.pipeline import Checked
    from bulletin.problems import Problem
    from bulletin.render.html.themes import Theme
>>>>>>> render

FINE, WRONG, LEFT_OUT = 0, 1, 3

Clock = Callable[[], datetime]


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
    # A build makes millions of values and hardly a cycle; to look for those takes a tenth of its time.
    gc.disable()
    checked = build_board(content, clock, today=today, jobs=jobs)
    for line in _tell(checked, content):
        click.echo(line, err=True)
    if strict and (checked.has_errors or checked.obstacle):
        click.echo("Nothing was written, because of --strict.", err=True)
        return WRONG
    own_themes = (themes,) if themes.is_dir() else ()
    if preview is not None:
        write_preview(*build_site(checked, own_themes), preview)
    else:
        assert checked.board is not None
        theme = load_theme_of(checked.board.info, own_themes)
        outline = outline_site(checked)
        made = render_outline(outline, theme, jobs=jobs)
        report = write_files(_with_progress(made, outline.pages, clock), out, content)
        click.echo(
            f"{out}: {report.written} files written, {report.unchanged} unchanged, {report.deleted} deleted."
        )
    return LEFT_OUT if checked.has_errors else FINE


def _tell(checked: CheckedBoard, content: Path) -> Iterator[str]:
    """Errors and warnings, and what is shown instead of a file with an error."""
    for problem in checked.problems:
        if problem.severity != "note":
            yield tell_problem(problem, content)
    for path, landed in checked.restored.items():
        yield f"{content / path}: its last good version, of {landed:%Y-%m-%d}, is shown instead."
    for path in checked.left_out:
        yield f"{content / path}: left out."
    if checked.obstacle:
        yield f"Version history is not used: {checked.obstacle}"


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
