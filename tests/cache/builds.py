"""One build in this process, into one of the folders beside a board; what it told and what it left."""

from __future__ import annotations

import gc
import io
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from bulletin import pipeline
from bulletin.cli import main
from tests.cache.worlds import World

SECONDS = 120.0
"""No build of a board so small takes this long: it waits for something."""


@dataclass(frozen=True)
class Told:
    """What a build said, the name of its output folder left out."""

    code: int
    out: str
    err: str
    whole: bool = field(default=True, compare=False)
    """Whether the board was read; else the cache was enough."""


@dataclass
class History:
    """One board and what befell it, for a failure to tell."""

    seed: int
    world: World
    cache: Path
    steps: list[str] = field(default_factory=list)
    copies: list[Path] = field(default_factory=list)
    apart: bool = False
    """Whether the two output folders were written by different builds since they were compared."""
    state: str = "state"
    last: tuple[object, Told] | None = None
    """All that the last build without the cache was made from, and what it told."""

    def out(self, name: str) -> Path:
        return self.world.root / name

    def told(self) -> str:
        steps = "".join(f"\n  {step}" for step in self.steps)
        return f"HISTORIES_SEED={self.seed}, in {self.world.root}:{steps}"


def build(
    history: History, name: str, *, cached: bool, options: tuple[str, ...] = (), named: str = ""
) -> Told:
    """Build the board as it stands into the output folder `name`; `named` is what to call its content."""
    world, out = history.world, history.out(name)
    arguments = ["build", "--content", named or str(world.content), "--themes", str(world.themes)]
    arguments += ["--jobs", "1", "--out", str(out), "--today", str(world.today), *options]
    if not cached:
        arguments.append("--no-cache")
    elif history.cache.parent != world.board:
        arguments += ["--cache", str(history.cache)]
    told, problems = io.StringIO(), io.StringIO()
    real, whole = pipeline.build_board, False

    def read(*asked: Any, **options: Any) -> pipeline.Checked:
        nonlocal whole
        whole = True
        return real(*asked, **options)

    with pytest.MonkeyPatch.context() as patched, redirect_stdout(told), redirect_stderr(problems):
        patched.setenv("XDG_STATE_HOME", str(world.root / history.state))
        patched.setattr(pipeline, "build_board", read)
        with _bounded(SECONDS):
            code = main(arguments)
    gc.enable()  # a build alone in its process needs none
    said, wrong = (stream.getvalue().replace(str(out), "OUT") for stream in (told, problems))
    return Told(code, said, wrong, whole)


def tree_of(folder: Path) -> dict[str, bytes | str]:
    """Everything below a folder by path: the bytes of files, and what else stands there."""
    found: dict[str, bytes | str] = {}
    root = os.fspath(folder)
    for top, folders, names in os.walk(root):
        if not folders and not names and top != root:
            found[top[len(root) + 1 :]] = "an empty folder"
        for name in names + folders:
            path = f"{top}/{name}"
            if os.path.islink(path):
                found[path[len(root) + 1 :]] = f"a link to {os.readlink(path)}"
            elif os.path.isfile(path):
                with open(path, "rb") as opened:
                    found[path[len(root) + 1 :]] = opened.read()
            elif not os.path.isdir(path):
                found[path[len(root) + 1 :]] = "neither file nor folder"
    return found


@contextmanager
def _bounded(seconds: float) -> Iterator[None]:
    def stop(_: int, __: FrameType | None) -> None:
        raise TimeoutError(f"the build took longer than {seconds} s")

    if not hasattr(signal, "SIGALRM"):  # where there are no pipes either that a build could wait for
        yield
        return
    old = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)
