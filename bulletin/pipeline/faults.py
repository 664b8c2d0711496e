"""At which file a mistake of ours came up in the making of a site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.faults import find_culprit
from bulletin.model.site.plan import EVENT, FilePlan, PagePlan, SitePlan
from bulletin.pipeline.site import FileFailed
from bulletin.plan import plan_site
from bulletin.problems import BulletinError, Problem, SourceRef, fault_of
from bulletin.render import Renderer
from bulletin.render.html.themes import Theme
from bulletin.translatable import gettext as _

MOST_FAULTS = 40
"""After so many it is no single file any more."""


def find_fault(board: Board, today: date, theme: Theme, error: Exception) -> Problem | None:
    """The mistake as a Problem of the file it came up at; None where no file is to blame.

    The file that failed is made again, with fewer and fewer events, until the one is found with which it
    fails. What fails without events is the record's whose page it is.
    """
    attempt = _Attempt(board, today, theme, error.path if isinstance(error, FileFailed) else "")
    events = tuple(board.events.values())
    attempt.path = attempt.path or attempt.first_that_fails()
    if not attempt.fails(events):
        return None
    page = attempt.page
    if page is not None and page.kind == EVENT:
        path = page.subject_path
    else:
        culprit = find_culprit(events, attempt.fails)
        path = culprit.ref.path if culprit else page.subject_path if page else ""
    attempt.fails([event for event in events if event.ref.path == path] or events)
    return fault_of(SourceRef(path), attempt.error or error, _("made into pages")) if path else None


@dataclass(slots=True)
class _Attempt:
    """Makes one file of the site once more; "" for its plan alone. Keeps the last exception."""

    board: Board
    today: date
    theme: Theme
    path: str
    error: Exception | None = field(default=None)
    page: PagePlan | None = field(default=None)

    def fails(self, events: Sequence[Event]) -> bool:
        """Whether it fails with these events alone."""
        board = replace(self.board, events={event.id: event for event in events})
        try:
            site = plan_site(board, self.today)
            page, plan = _find_plan(site, self.path)
            self.page = page or self.page
            if plan is not None:
                Renderer(self.theme, site.layouts).render(plan.make())
        except BulletinError:
            raise
        except Exception as error:
            self.error = error
            return True
        return False

    def first_that_fails(self) -> str:
        """The path of the first file that cannot be made; "" where there is none, or no plan."""
        try:
            site = plan_site(self.board, self.today)
        except Exception:
            return ""
        renderer = Renderer(self.theme, site.layouts)
        for plan in site.plans():
            try:
                renderer.render(plan.make())
            except Exception:
                return plan.path
        return ""


def _find_plan(site: SitePlan, path: str) -> tuple[PagePlan | None, FilePlan | None]:
    """The file of this path, and the page it is or lies beside."""
    for page in site.pages:
        for plan in (page, *page.beside):
            if plan.path == path:
                return page, plan
    return None, next((plan for plan in site.files if plan.path == path), None)
