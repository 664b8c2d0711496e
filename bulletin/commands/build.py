"""`bulletin build`: the site on disk.

Where nothing has changed since the last build nothing is done, and finding that out takes less time than
loading what a build needs; so that is imported only where it is used.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cache.ledger import Found, Ledger, Outcome
from bulletin.cache.premises import Premises, take_premises
from bulletin.commands.remembering import open_ledger

if TYPE_CHECKING:
    from bulletin.model.site import OutputFile
    from bulletin.pipeline import Checked

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
    cache: Path | None = None,
    fresh: bool = False,
) -> int:
    """Read, check, plan, render and write; say what was left out. Returns the exit code.

    `cache` is where to keep what the next build need not do again; with `fresh` nothing is kept or looked up.
    """
    ledger = None if fresh or preview else open_ledger(content, out, cache)
    premises = None
    if ledger is not None:
        premises = take_premises(content, themes, {"strict": strict}, ledger.store.now())
        found = ledger.find(premises, clock(), today) if premises else None
        if found and premises and _bring_up_to_date(ledger, premises, found, content, themes):
            return found.outcome.code
    from bulletin.pipeline import build_board

    jobs = jobs or os.cpu_count() or 1
    checked = build_board(content, clock, today=today, jobs=jobs)
    told = tuple(_tell(checked, content))
    _echo(told)
    if strict and (checked.has_errors or checked.obstacle):
        click.echo("Nothing was written, because of --strict.", err=True)
        return WRONG
    own = _own(themes)
    code = LEFT_OUT if checked.has_errors else FINE
    if preview is not None:
        from bulletin.commands.preview import write_preview
        from bulletin.pipeline import build_site

        write_preview(*build_site(checked, own), preview)
        return code
    _build_whole(checked, own, out, content, clock, jobs, told, code, ledger, premises)
    return code


def _own(themes: Path) -> tuple[Path, ...]:
    return (themes,) if themes.is_dir() else ()


def _bring_up_to_date(ledger: Ledger, premises: Premises, found: Found, content: Path, themes: Path) -> bool:
    """Whether the site could be brought up to date with what is known of the last build."""
    if found.same:
        _echo(found.outcome.told)
        _tell_written(ledger.out, 0, found.outcome.files, 0)
        return True
    from bulletin.retouch import retouch

    report = retouch(ledger, premises, found, content, _own(themes))
    if report is None:
        return False
    _echo(found.outcome.told)
    _tell_written(ledger.out, report.written, report.unchanged, report.deleted)
    return True


def _build_whole(
    checked: Checked,
    own: tuple[Path, ...],
    out: Path,
    content: Path,
    clock: Clock,
    jobs: int,
    told: tuple[str, ...],
    code: int,
    ledger: Ledger | None,
    premises: Premises | None,
) -> None:
    from bulletin.pipeline import Readers, outline_site, render_outline, write_files

    outline, theme = outline_site(checked, own)
    readers: Readers = {}
    files = render_outline(outline, theme, jobs=jobs, readers=readers)
    report = write_files(_with_progress(files, len(outline.steps), clock), out, content)
    _tell_written(out, report.written, report.unchanged, report.deleted)
    if ledger is not None and premises is not None:
        from bulletin.retouch.memory import remember

        outcome = Outcome(code, told, report.written + report.unchanged)
        remember(ledger, premises, checked, outline, readers, outcome)


def _tell_written(out: Path, written: int, unchanged: int, deleted: int) -> None:
    click.echo(f"{out}: {written} files written, {unchanged} unchanged, {deleted} deleted.")


def _tell(checked: Checked, content: Path) -> Iterator[str]:
    """Errors and warnings, and what is shown instead of a file with an error."""
    from bulletin.commands.telling import tell_problem

    for problem in checked.problems:
        if problem.severity != "note":
            yield tell_problem(problem, content)
    for path, landed in checked.restored.items():
        yield f"{content / path}: its last good version, of {landed:%Y-%m-%d}, is shown instead."
    for path in checked.left_out:
        yield f"{content / path}: left out."
    if checked.obstacle:
        yield f"Version history is not used: {checked.obstacle}"


def _echo(told: tuple[str, ...]) -> None:
    for line in told:
        click.echo(line, err=True)


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
