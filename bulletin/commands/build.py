"""`bulletin build`: the site on disk, or a preview of it as one file."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click

from bulletin.commands.terminal import echo_checked
from bulletin.files import write_atomic
from bulletin.model.site.plan import OutputFile
from bulletin.pipeline.build import BuildRequest, build, make_site
from bulletin.pipeline.check import CheckedBoard, Clock, publishable_board
from bulletin.pipeline.site import load_theme_of
from bulletin.problems import Problem, UnusableOutput

FINE, WRONG, LEFT_OUT = 0, 1, 3


def build_site(asked: BuildRequest) -> int:
    """Build the site and say what was left out. Returns the exit code."""
    # A build makes millions of values and hardly a cycle; to look for those takes a tenth of its time.
    gc.disable()
    result = build(
        asked,
        lambda checked: echo_checked(checked, asked.content, debug=asked.debug),
        lambda files, pages: _with_progress(files, pages, asked.reading.clock),
    )
    if (report := result.report) is None:
        return _refused()
    counts = f"{report.written} files written, {report.unchanged} unchanged, {report.deleted} deleted"
    click.echo(f"{asked.out}: {counts}.")
    return LEFT_OUT if result.checked.has_errors else FINE


def build_preview(asked: BuildRequest, path: Path) -> int:
    """Write one file to send or attach, replacing what is at `path`. Returns the exit code.

    Raises `UnusableTheme`, and `UnusableOutput` when the file cannot be written.
    """
    # Most builds make no preview.
    from bulletin.render.preview import render_preview

    checked = publishable_board(asked.content, asked.reading)
    echo_checked(checked, asked.content, debug=asked.debug)
    if asked.strict and (checked.has_errors or checked.history_problem):
        return _refused()
    assert checked.board is not None
    theme = load_theme_of(checked.board.info, asked.themes)

    def again(faults: tuple[Problem, ...]) -> CheckedBoard:
        checked = publishable_board(asked.content, asked.reading, faults=faults)
        echo_checked(checked.about(faults[-1]), asked.content, debug=asked.debug)
        return checked

    checked, preview = make_site(checked, theme, lambda site, _: render_preview(site, theme), again)
    try:
        write_atomic(path, preview.data)
    except OSError as error:
        raise UnusableOutput(f"{path}: cannot be written ({error.strerror or error}).") from error
    more = f"; {preview.left_out} more did not fit in" if preview.left_out else ""
    click.echo(f"{path}: a preview of {preview.events} event{'' if preview.events == 1 else 's'}{more}.")
    return LEFT_OUT if checked.has_errors else FINE


def _refused() -> int:
    click.echo("Nothing was written, because of --strict.", err=True)
    return WRONG


def _with_progress(files: Iterator[OutputFile], pages: int, clock: Clock) -> Iterator[OutputFile]:
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
