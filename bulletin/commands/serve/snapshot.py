"""What is shown at the moment: a site whose files are made when asked for, or why there is none."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Condition, Lock

from bulletin.model.site.plan import SitePlan
from bulletin.pipeline.check import CheckedBoard, ReadingOptions, publishable_board
from bulletin.pipeline.site import load_theme_of
from bulletin.plan import plan_site
from bulletin.problems import BulletinError, Problem, UnusableBoard, sorted_problems
from bulletin.render import Renderer
from bulletin.render.html.themes import Theme


class LazySite:
    """Every file of a site by its path. Several threads may ask at the same time."""

    def __init__(self, site: SitePlan, theme: Theme) -> None:
        self.theme = theme
        self._renderer = Renderer(theme, site.layouts)
        self._plans = {plan.path: plan for plan in (*site.plans(), *site.pictures)}
        self._assets = {asset.path: asset.data for asset in theme.assets}
        self._lock = Lock()

    def __contains__(self, path: str) -> bool:
        return path in self._plans or path in self._assets

    def file(self, path: str) -> bytes:
        """The bytes of one file. Raises `KeyError`, and `UnusableTheme` for what its template asks for."""
        if path in self._assets:
            return self._assets[path]
        with self._lock:
            return self._renderer.render(self._plans[path].make())


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the content, `number` counting them. `failure` says why there is no site, else ""."""

    number: int
    content: Path
    checked: CheckedBoard | None = None
    problems: tuple[Problem, ...] = ()
    failure: str = ""
    site: LazySite | None = None

    @property
    def home_path(self) -> str:
        """The path of the address it will be published at, which 404.html cannot but begin with."""
        board = self.checked.board if self.checked else None
        return "/" + board.info.url.split("://", 1)[-1].partition("/")[2] if board else "/"

    def __contains__(self, path: str) -> bool:
        return self.site is not None and path in self.site

    def file(self, path: str) -> bytes:
        """The bytes of one file. Raises `KeyError`, and `UnusableTheme` for what its template asks for."""
        if self.site is None:
            raise KeyError(path)
        return self.site.file(path)


def take_snapshot(
    content: Path, themes: Path, reading: ReadingOptions, before: Snapshot | None = None
) -> Snapshot:
    """The content as it is now. Raises neither for what stands in content or theme nor for our mistakes.

    The theme of the snapshot before is kept where its files are still the same.
    """
    taken = Snapshot(before.number + 1 if before else 1, content)
    known = before.site.theme if before and before.site else None
    try:
        checked = publishable_board(content, reading)
        taken = replace(taken, checked=checked, problems=checked.problems)
        assert checked.board is not None
        theme = load_theme_of(checked.board.info, themes, known)
        return replace(taken, site=LazySite(plan_site(checked.board, checked.today), theme))
    except UnusableBoard as error:
        return replace(taken, problems=tuple(sorted_problems(list(error.problems))), failure=str(error))
    except BulletinError as error:
        return replace(taken, failure=str(error))
    except Exception:
        return replace(taken, failure=our_mistake())


def our_mistake() -> str:
    """What is shown of an exception that nobody foresaw."""
    return f"This is a mistake of ours; please report it.\n{traceback.format_exc()}"


class CurrentSnapshot:
    """The snapshot of this moment, for all who ask; and a way to wait for the next one."""

    def __init__(self, first: Snapshot) -> None:
        self.now = first
        self._changed = Condition()

    def change(self, snapshot: Snapshot) -> None:
        with self._changed:
            self.now = snapshot
            self._changed.notify_all()

    def wait(self, number: int, seconds: float) -> int:
        """The number of the snapshot once it is another than `number`, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.now.number != number, seconds)
            return self.now.number
