"""How many calendars, to which people may have subscribed, hold some entries."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bulletin.model.board import Board
from bulletin.model.site.plan import CalendarFile
from bulletin.plan import plan_site


def calendars_with(board: Board, today: date, uids: Collection[str]) -> int:
    """The calendars of the board's main language that hold an entry with one of these UIDs."""
    if not uids:
        return 0
    site = plan_site(board, today)
    main = board.info.language
    beside = (plan for page in site.pages if page.lang == main for plan in page.beside)
    files = (plan.make() for plan in beside if plan.path.endswith(".ics"))
    return sum(
        isinstance(file, CalendarFile) and any(item.uid in uids for item in file.items) for file in files
    )
