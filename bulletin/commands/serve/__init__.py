"""`bulletin serve`: the board in the browser of whoever edits it, made anew on every change.

    showing   what is shown at the moment: the site, or why there is none
    shelf     the files of the site, each made when somebody asks for it
    reports   pages and lines of our own: what is wrong, and how a page learns that it is out of date
    listener  the loopback listener

Nothing is written to the disk. A page is planned and rendered when somebody asks for it, by the same pipeline
that publishes it; only what is sent to the browser holds the lines that reload it. After a change only what
changed is read again, and only errors are looked for before the board is shown; the rest is told afterwards.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from threading import Event, Thread

import click

from bulletin.commands.serve.listener import open_listener
from bulletin.commands.serve.showing import Board, Showing, show, tell_rest
from bulletin.commands.telling import tell_problem
from bulletin.load.serve_cache import ServeCache
from bulletin.pipeline import Clock, read_content, today_on
from bulletin.problems import Severity

LOOK_AGAIN = 60_000
"""Milliseconds after which somebody looks whether a new day has begun."""

QUIET, LONGEST = 50, 200
"""Milliseconds: how long nothing more must change before the board is looked at, and the most one waits."""

BREATH = 0.3
"""Seconds in which the browser may fetch the page before the rest of the problems is looked for."""

Look = Callable[[int], Showing]
"""Reads and plans the board as it is now; takes the number of the new showing."""

Rest = Callable[[Showing], Showing]
"""Tells what is wrong besides errors: the same showing when that is known already, else the next one."""


def serve(content: Path, themes: Path, port: int, clock: Clock, *, today: date | None = None) -> int:
    """Serve until Ctrl-C, which leaves it as `KeyboardInterrupt`.

    Raises `UnusableInput` when there is no content folder, or when the port is taken.
    """
    read_content(content)

    memory, jobs = ServeCache(clock), os.cpu_count() or 1

    def look(number: int) -> Showing:
        showing = show(
            content,
            themes,
            clock,
            today=today,
            number=number,
            jobs=jobs,
            memory=memory,
        )
        # What is there now stays; looking through it for what is no longer needed takes longer than all else.
        gc.freeze()
        return showing

    def is_over(showing: Showing) -> bool:
        if showing.checked is None or today is not None:
            return False
        return showing.checked.when.today != today_on(showing.checked.board, clock())

    def rest(showing: Showing) -> Showing:
        return tell_rest(showing, memory)

    board = Board(rest(look(1)))
    with open_listener(board, port) as listener:
        tell(board.now)
        click.echo(f"http://127.0.0.1:{listener.server_port}/ shows the board. Ctrl-C ends it.")
        stop = Event()
        folders = [folder for folder in (content, themes) if folder.is_dir()]
        watcher = Thread(target=watch, args=(board, look, rest, is_over, folders, stop), daemon=True)
        watcher.start()
        try:
            listener.serve_forever()
        finally:
            stop.set()
            watcher.join(timeout=5)
    return 0


def watch(
    board: Board,
    look: Look,
    rest: Rest,
    is_over: Callable[[Showing], bool],
    folders: Sequence[Path],
    stop: Event,
) -> None:
    """Show the board anew on every change below the folders, and on a new day, until `stop` is set."""
    for is_changed in _changes(folders, stop):
        if is_changed or is_over(board.now):
            board.change(look(board.now.number + 1))
            stop.wait(BREATH)
            board.change(rest(board.now))
            tell(board.now)


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


def tell(showing: Showing) -> None:
    """What is wrong, for the terminal: errors and warnings, or why nothing can be shown."""
    problems = [problem for problem in showing.problems if problem.severity is not Severity.NOTE]
    for problem in problems:
        click.echo(tell_problem(problem, showing.content), err=True)
    if showing.obstacle and not problems:
        click.echo(showing.obstacle, err=True)
    what = "cannot be shown" if showing.obstacle else "is up to date"
    click.echo(f"The board {what}" + (f"; {len(problems)} to look at." if problems else "."))
