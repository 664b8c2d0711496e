"""The story: files → Board → Problems → SitePlan → bytes → disk, each call taking the last one's value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bulletin.model.site.plan import OutputFile, SitePlan
from bulletin.pipeline.check import CheckedBoard, ReadingOptions, publishable_board
from bulletin.pipeline.faults import MOST_FAULTS, find_fault
from bulletin.pipeline.memory import memory_of
from bulletin.pipeline.site import load_theme_of, render_site
from bulletin.plan import plan_site
from bulletin.problems import (
    BulletinError,
    Problem,
)
from bulletin.render.html.themes import Theme
from bulletin.write import (
    WriteReport,
    published_files,
    read_memory,
    write_site,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build, and where to. `themes` is a folder of the board's own themes, if it is there.

    `strict` writes nothing where a file has an error or version history cannot be read. `debug` shows where a
    mistake of ours came up.
    """

    content: Path
    themes: Path
    out: Path
    reading: ReadingOptions
    strict: bool = False
    debug: bool = False


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of a build. `report` is None where `--strict` refused to write anything."""

    checked: CheckedBoard
    report: WriteReport | None


def build(
    asked: BuildRequest,
    tell: Callable[[CheckedBoard], None],
    progress: Callable[[Iterator[OutputFile], int], Iterator[OutputFile]],
) -> BuildResult:
    """Build the site into `asked.out`.

    `tell` is given the checked board before a theme or a disk can fail, and once more where a mistake of ours
    came up in the making of a file that is then left out; `progress` stands between the rendering of files
    and their writing, and is given the number of pages. Raises `UnusableInput`, `UnusableBoard`,
    `UnusableTheme` and `UnusableOutput`, one line for the operator.
    """
    known = read_memory(asked.out)
    checked = publishable_board(asked.content, asked.reading, known)
    tell(checked)
    if asked.strict and (checked.has_errors or checked.history_problem):
        return BuildResult(checked, None)
    assert checked.board is not None
    theme = load_theme_of(checked.board.info, asked.themes)
    published = published_files(asked.out)

    def write(site: SitePlan, checked: CheckedBoard) -> WriteReport:
        files = render_site(site, theme, jobs=asked.reading.jobs, published=published)
        memory = memory_of(site.board, site.occurrences, checked.unpublished)
        files = progress(files, len(site.pages))
        return write_site(files, asked.out, content=asked.content, memory=memory)

    def again(faults: tuple[Problem, ...]) -> CheckedBoard:
        checked = publishable_board(asked.content, asked.reading, known, faults)
        tell(checked.about(faults[-1]))
        return checked

    return BuildResult(*make_site(checked, theme, write, again))


def make_site(
    checked: CheckedBoard,
    theme: Theme,
    make: Callable[[SitePlan, CheckedBoard], T],
    again: Callable[[tuple[Problem, ...]], CheckedBoard],
) -> tuple[CheckedBoard, T]:
    """What `make` makes of the site, and the board it was made of.

    Where a mistake of ours comes up at a file, `again` gives the board without it, or with its last good
    version; it is given all such mistakes.
    """
    while True:
        assert checked.board is not None
        try:
            return checked, make(plan_site(checked.board, checked.today), checked)
        except BulletinError:
            raise
        except Exception as error:
            fault = find_fault(checked.board, checked.today, theme, error)
            if fault is None or len(checked.faults) >= MOST_FAULTS:
                raise
            checked = again((*checked.faults, fault))
