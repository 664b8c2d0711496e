"""`bulletin build`: the site on disk.

Where nothing has changed since the last build nothing is done, and finding that out takes less time than
loading what a build needs; so that is imported only where it is used.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

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
    from bulletin.render.themes import Theme

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
    asked = _Asked(content, themes, out, clock, today, strict, jobs or os.cpu_count() or 1, preview)
    with _never_collecting():
        found = keeping[0].find(keeping[1], clock(), today) if keeping else None
        if keeping and found and _bring_up_to_date(*keeping, found, asked):
            return found.outcome.code
        return _build_whole(asked, keeping)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for on the command line."""

    content: Path
    themes: Path
    out: Path
    clock: Clock
    today: date | None
    strict: bool
    jobs: int
    preview: Path | None

    @property
    def own_themes(self) -> tuple[Path, ...]:
        return (self.themes,) if self.themes.is_dir() else ()


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


def _bring_up_to_date(ledger: Ledger, premises: Premises, found: Found, asked: _Asked) -> bool:
    """Whether the site could be brought up to date with what is known of the last build."""
    if found.same:
        _echo(found.outcome.told)
        _tell_written(ledger.out, 0, found.outcome.files, 0)
        return True
    from bulletin.retouch import retouch

    report = retouch(ledger, premises, found, asked.content, asked.own_themes)
    if report is None:
        return False
    _echo(found.outcome.told)
    _tell_written(ledger.out, report.written, report.unchanged, report.deleted)
    return True


def _build_whole(asked: _Asked, keeping: tuple[Ledger, Premises] | None) -> int:
    from bulletin.load.kept_on_disk import KeptOnDisk
    from bulletin.pipeline import build_board, find_remarks
    from bulletin.workers import Beside

    kept = KeptOnDisk(keeping[0].store, keeping[1].program) if keeping else None
    themes: list[Theme] = []
    checked = build_board(
        asked.content,
        asked.clock,
        today=asked.today,
        jobs=asked.jobs,
        kept=kept,
        errors_only=True,
        meanwhile=lambda info: themes.extend(_prepare(info, asked)),
    )
    # No page depends on what is no error, so it is looked for while pages are made.
    remarks = Beside(partial(find_remarks, checked), jobs=asked.jobs)
    told: tuple[str, ...] = ()
    seal = None
    try:
        if not (asked.strict and (checked.has_errors or checked.obstacle)):
            seal = _publish(checked, asked, themes, keeping, kept)
    finally:
        told = tuple(_tell(checked, remarks.result(), asked.content))
        _echo(told)
    if seal is None:
        click.echo("Nothing was written, because of --strict.", err=True)
        return WRONG
    code = LEFT_OUT if checked.has_errors else FINE
    seal(code, told)
    return code


def _prepare(info: BoardInfo, asked: _Asked) -> Iterator[Theme]:
    """Load what makes pages, and the theme they are made with, while others read events."""
    from bulletin.pipeline.making import load_theme_of

    # What is wrong with a theme is told when all that is wrong with the content has been.
    with suppress(UnusableTheme):
        yield load_theme_of(info, asked.own_themes)


def _publish(
    checked: Checked,
    asked: _Asked,
    themes: list[Theme],
    keeping: tuple[Ledger, Premises] | None,
    kept: KeptOnDisk | None,
) -> Callable[[int, tuple[str, ...]], None]:
    """Plan, render and write, with the theme in `themes` if there is one. Returns what is left to do when all
    problems are told."""
    from bulletin.pipeline.making import (
        Readers,
        build_site,
        load_theme_of,
        outline_site,
        render_outline,
        write_files,
    )
    from bulletin.retouch.memory import remember
    from bulletin.workers import Beside

    if asked.preview is not None:
        from bulletin.commands.preview import write_preview

        write_preview(*build_site(checked, asked.own_themes), asked.preview)
        return lambda code, told: None
    assert checked.board is not None
    theme = themes[0] if themes else load_theme_of(checked.board.info, asked.own_themes)
    outline = outline_site(checked)
    readers: Readers = {}
    parts: list[Beside[dict[str, str]]] = []

    def files() -> Iterator[OutputFile]:
        made = render_outline(outline, theme, jobs=asked.jobs, readers=readers)
        yield from _with_progress(made, outline.pages, asked.clock)
        if keeping and kept:  # while the files are put into place
            work = partial(remember, keeping[0].store, checked, outline, readers, kept)
            parts.append(Beside(work, jobs=asked.jobs))

    report = write_files(files(), asked.out, asked.content)

    def seal(code: int, told: tuple[str, ...]) -> None:
        _tell_written(asked.out, report.written, report.unchanged, report.deleted)
        if keeping:
            outcome = Outcome(code, told, report.written + report.unchanged)
            sealed = Sealed(keeping[1], outline.today, outline.board.info.timezone, outcome)
            keeping[0].seal(sealed, report.paths, parts[0].result())

    return seal


def _tell_written(out: Path, written: int, unchanged: int, deleted: int) -> None:
    click.echo(f"{out}: {written} files written, {unchanged} unchanged, {deleted} deleted.")


def _tell(checked: Checked, remarks: list[Problem], content: Path) -> Iterator[str]:
    """Errors and warnings, and what is shown instead of a file with an error."""
    from bulletin.messages.reports import format_problem
    from bulletin.problems import sorted_problems

    for problem in sorted_problems([*checked.problems, *remarks]):
        if problem.severity != "note":
            yield format_problem(problem, content)
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
