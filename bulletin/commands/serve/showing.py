"""What is shown at the moment: a site whose files are made when asked for, or why there is none."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Condition

from bulletin.commands.serve.shelf import Shelf
from bulletin.load.serve_cache import ServeCache
from bulletin.pipeline import Checked, Clock, build_board, check_rest
from bulletin.pipeline.making import load_theme_of
from bulletin.problems import BulletinError, Problem, UnusableBoard, sorted_problems


@dataclass(frozen=True, slots=True)
class Showing:
    """One state of the content, `number` counting them. `obstacle` says why there is no site, else ""."""

    number: int
    content: Path
    checked: Checked | None = None
    problems: tuple[Problem, ...] = ()
    obstacle: str = ""
    shelf: Shelf | None = None

    @property
    def home_path(self) -> str:
        """The path of the address it will be published at, which 404.html cannot but begin with."""
        board = self.checked.board if self.checked else None
        return "/" + board.info.url.split("://", 1)[-1].partition("/")[2] if board else "/"

    def __contains__(self, path: str) -> bool:
        return self.shelf is not None and path in self.shelf

    def file(self, path: str) -> bytes:
        """The bytes of one file. Raises `KeyError`, and `UnusableTheme` for what its template asks for."""
        if self.shelf is None:
            raise KeyError(path)
        return self.shelf.file(path)


def show(
    content: Path,
    themes: Path,
    clock: Clock,
    *,
    today: date | None,
    number: int,
    jobs: int = 1,
    memory: ServeCache | None = None,
) -> Showing:
    """The content as it is now. Raises neither for what stands in content or theme nor for our mistakes.

    With a `memory` it is there sooner; `tell_rest` finds what is wrong besides errors.
    """
    own = (themes,) if themes.is_dir() else ()
    shown = Showing(number, content)
    try:
        checked = build_board(content, clock, today=today, jobs=jobs, memory=memory)
        shown = replace(shown, checked=checked, problems=checked.problems)
        assert checked.board is not None
        shelf = Shelf(checked.board, checked.when.today, load_theme_of(checked.board.info, own))
    except UnusableBoard as error:
        return replace(shown, problems=tuple(sorted_problems(list(error.problems))), obstacle=str(error))
    except BulletinError as error:
        return replace(shown, obstacle=str(error))
    except Exception:
        return replace(shown, obstacle=our_mistake())
    return replace(shown, shelf=shelf)


def tell_rest(showing: Showing, memory: ServeCache) -> Showing:
    """The same showing if no other problems are found than it tells of already, else the next one."""
    if showing.checked is None:
        return showing
    try:
        checked = check_rest(showing.checked, memory)
    except Exception:
        return replace(showing, number=showing.number + 1, obstacle=our_mistake())
    if checked.problems == showing.problems:
        return showing
    return replace(showing, number=showing.number + 1, checked=checked, problems=checked.problems)


def our_mistake() -> str:
    """What is told of an exception that nobody foresaw."""
    return f"This is a mistake of ours; please report it.\n{traceback.format_exc()}"


class Board:
    """The showing of this moment, for all who ask; and a way to wait for the next one."""

    def __init__(self, first: Showing) -> None:
        self._now = first
        self._changed = Condition()

    @property
    def now(self) -> Showing:
        return self._now

    def change(self, showing: Showing) -> None:
        with self._changed:
            self._now = showing
            self._changed.notify_all()

    def wait(self, number: int, seconds: float) -> int:
        """The number of the showing once it is another than `number`, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._now.number != number, seconds)
            return self._now.number
