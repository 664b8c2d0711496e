"""A month on one page: its days in two columns, each with the titles there is room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bulletin.model.event import OccurrenceId
from bulletin.model.recurrence import DAY
from bulletin.model.site.page_kinds import next_month
from bulletin.model.site.paper import PaperDay, PaperLine
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.paper.choice import SheetDate, in_fair_order
from bulletin.plan.paper.frame import LINE
from bulletin.plan.paper.lines import month_line
from bulletin.plan.paper.space import count_lines
from bulletin.plan.paper.week import COLUMN
from bulletin.words.dates import capital

DAY_WIDTHS = {"narrow": 50, "wide": 74}
"""Points of the column of days, its edges included: "Fri 15", and of the whole name of the day."""
DAY_GAP = 5
MORE = " (+9)"
"""What stands behind the last title of a day of which not all are shown, at its longest."""
SOON = 7 * DAY


class MonthDays(NamedTuple):
    """The days of a sheet: from `first` up to `end`."""

    first: date
    end: date


class MonthSpace(NamedTuple):
    """How high a column may be, and the name of the width of its days."""

    height: float
    leaf: str


def days_shown(today: date) -> MonthDays:
    """The rest of this month; in its last week, the next month."""
    month = (today + SOON).replace(day=1)
    return MonthDays(max(today, month), next_month(month))


def fit_month(
    local: LocalizedBoard, dates: Iterable[SheetDate], days: MonthDays, space: MonthSpace
) -> tuple[tuple[PaperDay, ...], ...]:
    """Two columns of days with their titles, what is rare first, as many as fit."""
    all_days = [days.first + DAY * number for number in range((days.end - days.first).days)]
    chosen: dict[date, list[SheetDate]] = {day: [] for day in all_days}
    candidates = [each for each in dates if not each.is_steady]
    lines = {each.one.id: month_line(local, each) for each in candidates}
    width = COLUMN - DAY_WIDTHS[space.leaf]
    needed = {key: _lines_of(line, width) for key, line in lines.items()}
    for each in in_fair_order(local, candidates):
        chosen[each.day].append(each)
        if max(map(sum, _halves(_heights(chosen, needed)))) > space.height:
            chosen[each.day].pop()
    number = Counter(each.day for each in candidates)
    rows = [_row(local, day, chosen[day], lines, number[day]) for day in all_days]
    first, _ = _halves(_heights(chosen, needed))
    return tuple(rows[: len(first)]), tuple(rows[len(first) :])


def _heights(chosen: Mapping[date, Sequence[SheetDate]], needed: Mapping[OccurrenceId, int]) -> list[float]:
    """How high each day is, with at least one line."""
    return [max(1, sum(needed[each.one.id] for each in found)) * LINE + DAY_GAP for found in chosen.values()]


def _lines_of(line: PaperLine, width: float) -> int:
    text = f"{line.time} {line.status_word} {line.title.text}{MORE}"
    return count_lines(text, 12, width, bold=bool(line.status_word))


def _halves(heights: list[float]) -> tuple[list[float], list[float]]:
    cuts = [(heights[:at], heights[at:]) for at in range(len(heights) + 1)]
    return min(cuts, key=lambda cut: max(sum(cut[0]), sum(cut[1])))


def _row(
    local: LocalizedBoard,
    day: date,
    chosen: Sequence[SheetDate],
    lines: Mapping[OccurrenceId, PaperLine],
    number: int,
) -> PaperDay:
    rank, writer = local.occurrences.rank, local.dates
    left_out = number - len(chosen)
    return PaperDay(
        date=day.isoformat(),
        title=capital(writer.near_day(day, local.today)),
        leaf_weekday=writer.day(day, "leaf_weekday"),
        leaf_day=str(day.day),
        lines=tuple(lines[each.one.id] for each in sorted(chosen, key=lambda each: rank(each.one))),
        more=f"+{left_out}" if left_out else "",
    )
