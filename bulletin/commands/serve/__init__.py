"""`bulletin serve`: the board in the browser of whoever edits it, made anew on every change.

    snapshot      what is shown at the moment: the site, each file made when asked for, or why there is none
    status_pages  pages and lines of our own: what is wrong, and how a page learns that it is out of date
    listener      the loopback listener

Nothing is written to the disk. A page is planned and rendered when somebody asks for it, from the same plan
that is published; only what is sent to the browser holds the lines that reload it. After a change only the
files that changed are read again.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import click

from bulletin.commands.serve.listener import open_listener
from bulletin.commands.serve.snapshot import CurrentSnapshot, Snapshot, take_snapshot
from bulletin.load.serve_cache import ServeCache
from bulletin.messages.reports import format_problem
from bulletin.pipeline.check import ReadingOptions, read_content
from bulletin.problems import Severity

LOOK_AGAIN = 60_000
"""Milliseconds after which somebody looks whether a new day has begun."""

QUIET, LONGEST = 50, 200
"""Milliseconds: how long nothing more must change before the board is looked at, and the most one waits."""


def serve(content: Path, themes: Path, port: int, reading: ReadingOptions) -> int:
    """Serve until Ctrl-C, which leaves it as `KeyboardInterrupt`.

    Raises `UnusableInput` when there is no content folder, or when the port is taken.
    """
    read_content(content)
    reading = replace(reading, cache=ServeCache(reading.clock))

    def look(before: Snapshot | None = None) -> Snapshot:
        snapshot = take_snapshot(content, themes, reading, before)
        # What is there now stays; looking through it for what is no longer needed takes longer than all else.
        gc.freeze()
        return snapshot

    def is_over(snapshot: Snapshot) -> bool:
        checked = snapshot.checked
        return checked is not None and checked.today != reading.today_on(checked.board)

    current = CurrentSnapshot(look())
    with open_listener(current, port) as listener:
        echo_snapshot(current.now)
        click.echo(f"http://127.0.0.1:{listener.server_port}/ shows the board. Ctrl-C ends it.")
        stop = Event()
        folders = [folder for folder in (content, themes) if folder.is_dir()]
        watcher = Thread(target=watch, args=(current, look, is_over, folders, stop), daemon=True)
        watcher.start()
        try:
            listener.serve_forever()
        finally:
            stop.set()
            watcher.join(timeout=5)
    return 0


def watch(
    current: CurrentSnapshot,
    look: Callable[[Snapshot], Snapshot],
    is_over: Callable[[Snapshot], bool],
    folders: Sequence[Path],
    stop: Event,
) -> None:
    """Show the board anew on every change below the folders, and on a new day, until `stop` is set."""
    for is_changed in _changes(folders, stop):
        if is_changed or is_over(current.now):
            current.change(look(current.now))
            echo_snapshot(current.now)


def _changes(folders: Sequence[Path], stop: Event) -> Iterator[bool]:
    """True after each change, False every minute; a folder that is moved away is waited for."""
    from watchfiles import watch as watch_files

    while not stop.is_set():
        try:
            for changed in watch_files(
                *folders,
                stop_event=stop,
                debounce=LONGEST,
                step=QUIET,
                rust_timeout=LOOK_AGAIN,
                yield_on_timeout=True,
                raise_interrupt=False,
            ):
                yield bool(changed)
        except OSError:
            stop.wait(1)
            yield True


def echo_snapshot(snapshot: Snapshot) -> None:
    """What is wrong, for the terminal: errors and warnings, or why nothing can be shown."""
    problems = [problem for problem in snapshot.problems if problem.severity is not Severity.NOTE]
    for problem in problems:
        click.echo(format_problem(problem, snapshot.content), err=True)
    if snapshot.failure and not problems:
        click.echo(snapshot.failure, err=True)
    what = "cannot be shown" if snapshot.failure else "is up to date"
    click.echo(f"The board {what}" + (f"; {len(problems)} to look at." if problems else "."))
