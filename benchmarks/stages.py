"""One build in this process, stage by stage: `python -m benchmarks.stages CONTENT OUT`, answered in JSON.

With `--profile STAGE` that stage runs under cProfile, whose table goes to standard error.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import json
import pstats
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from benchmarks.corpus import TODAY

T = TypeVar("T")

STAGES = ("import", "read", "history", "load", "check", "theme", "plan", "feeds", "html", "write")


class Watch:
    """Seconds of each stage by its name, and by `NAME cpu` those the processor was at it."""

    def __init__(self, profiled: str = "") -> None:
        self.profiled = profiled
        self.seconds: dict[str, float] = {}

    def run(self, stage: str, work: Callable[[], T]) -> T:
        profile = cProfile.Profile() if stage == self.profiled else None
        began, busy = time.perf_counter(), time.process_time()
        found = profile.runcall(work) if profile else work()
        self.seconds[stage] = time.perf_counter() - began
        self.seconds[f"{stage} cpu"] = time.process_time() - busy
        if profile:
            table = pstats.Stats(profile, stream=sys.stderr)
            table.sort_stats("tottime").print_stats(25)
            table.sort_stats("cumulative").print_stats(45)
        # A build never holds the whole site at once; looking through it again and again is no stage's cost.
        gc.freeze()
        return found


def build_once(content: Path, out: Path, today: date, watch: Watch) -> dict[str, float]:
    """Seconds per stage of a cold build into an empty folder, and how much came of it."""
    watch.run("import", _import)
    from bulletin import pipeline
    from bulletin.check import CheckDay, check_board
    from bulletin.load import load_board
    from bulletin.load.history import read_history
    from bulletin.model.expand import expand
    from bulletin.model.recurrence import Window
    from bulletin.model.zones import use_pinned_zones
    from bulletin.pipeline.making import write_files
    from bulletin.plan import plan_site
    from bulletin.render import render_site
    from bulletin.render.html import load_theme, packaged_themes

    use_pinned_zones()
    sources = watch.run("read", lambda: pipeline.read_content(content))
    history = watch.run("history", lambda: read_history(content))
    board = watch.run("load", lambda: load_board(sources, history)).board
    assert board is not None
    watch.run("check", lambda: check_board(board, CheckDay(today)))
    theme = watch.run("theme", lambda: load_theme((packaged_themes(),), "plain"))
    site = watch.run("plan", lambda: plan_site(board, today))
    feeds = watch.run("feeds", lambda: list(render_site(replace(site, pages=()), theme)))
    pages = watch.run(
        "html", lambda: list(render_site(replace(site, calendars=(), news=(), assets=()), theme))
    )
    files = list({file.path: file for file in (*feeds, *pages)}.values())  # both have the theme's own
    watch.run("write", lambda: write_files(iter(files), out, content))
    horizon = Window(today, today + timedelta(days=board.info.horizon))
    return {
        **watch.seconds,
        "dates": sum(len(expand(event, horizon)) for event in board.events.values()),
        "pages": len(site.pages),
        "files": len(files),
        "bytes": sum(len(file.data) for file in files),
    }


def _import() -> None:
    import bulletin.commands.build
    import bulletin.pipeline.making  # noqa: F401 – what a build imports


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--today", default=str(TODAY))
    parser.add_argument("--profile", default="", choices=("", *STAGES))
    given = parser.parse_args()
    today = datetime.strptime(given.today, "%Y-%m-%d").date()
    print(json.dumps(build_once(given.content, given.out, today, Watch(given.profile))))


if __name__ == "__main__":
    main()
