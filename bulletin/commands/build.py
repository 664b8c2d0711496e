"""`bulletin build`: the site on disk.

Where nothing has changed since the last build nothing is done, and finding that out takes less time than
loading what a build needs; so that is imported only where it is used.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cache.ledger import Found, Ledger, Outcome
from bulletin.cache.premises import Premises, take_premises
from bulletin.commands.remembering import find_git, open_ledger

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
    if ledger:
        told = {"strict": strict, "content": str(content), "git": find_git()}
        premises = take_premises(content, themes, told, ledger.store.now())
    keeping = (ledger, premises) if ledger and premises else None
    with _never_collecting():
        found = keeping[0].find(keeping[1], clock(), today) if keeping else None
        if keeping and found and _bring_up_to_date(*keeping, found, content, themes):
            return found.outcome.code
        return _build_whole(
            content,
            themes,
            out,
            clock,
            today,
            strict=strict,
            jobs=jobs or os.cpu_count() or 1,
            preview=preview,
            keeping=keeping,
        )


@contextmanager
def _never_collecting() -> Iterator[None]:
    """A build makes millions of values and hardly a circle; to look for those takes a tenth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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
    content: Path,
    themes: Path,
    out: Path,
    clock: Clock,
    today: date | None,
    *,
    strict: bool,
    jobs: int,
    preview: Path | None,
    keeping: tuple[Ledger, Premises] | None,
) -> int:
    from bulletin.load.kept_on_disk import KeptOnDisk
    from bulletin.pipeline import Readers, build_board, build_site, outline_site, render_outline, write_files
    from bulletin.retouch.memory import remember

    kept = KeptOnDisk(keeping[0].store, keeping[1].program) if keeping else None
    checked = build_board(content, clock, today=today, jobs=jobs, kept=kept)
    told = tuple(_tell(checked, content))
    _echo(told)
    if strict and (checked.has_errors or checked.obstacle):
        click.echo("Nothing was written, because of --strict.", err=True)
        return WRONG
    code = LEFT_OUT if checked.has_errors else FINE
    if preview is not None:
        from bulletin.commands.preview import write_preview

        write_preview(*build_site(checked, _own(themes)), preview)
        return code
    outline, theme = outline_site(checked, _own(themes))
    readers: Readers = {}
    files = render_outline(outline, theme, jobs=jobs, readers=readers)
    report = write_files(_with_progress(files, len(outline.steps), clock), out, content)
    _tell_written(out, report.written, report.unchanged, report.deleted)
    if keeping and kept:
        outcome = Outcome(code, told, report.written + report.unchanged)
        remember(*keeping, checked, outline, readers, kept, outcome, report.paths)
    return code


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
