"""The week on one page: as many dates as fit in two columns, and what is on every day in a band below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from bulletin.model.site.paper import BandEntry, PaperLine
from bulletin.model.site.parts import MixedText
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import plain_words
from bulletin.plan.paper.choice import SheetDate
from bulletin.plan.paper.frame import LINE
from bulletin.plan.paper.space import MILLIMETRE, SHEET_WIDTH, count_lines, text_width

LEAF_WIDTHS = {"narrow": 13.5 * MILLIMETRE, "wide": 18 * MILLIMETRE}
"""Of a leaf that says "Fri", and of one that has the whole name of the day, as Arabic does."""
GUTTER = 5 * MILLIMETRE
COLUMN = (SHEET_WIDTH - GUTTER) / 2
LEAF_GAP = 6
LINE_GAP = 3
DAY_GAP = 9.5
LOWEST_DAY = 42
TAG = 14
"""What a boxed word needs besides its letters."""

BAND_COLUMNS = 3
BAND_WIDTH = (SHEET_WIDTH - 2 * GUTTER) / BAND_COLUMNS
BAND_HEADING = 19
HIGHEST_BAND = 150
BAND_EDGES = 16

TIME_WIDTHS = {"short": 39, "long": 50, "longest": 66}
"""Points of the column of hours: "10:30", "10 h 30", "10:30 am"."""


class Placed(NamedTuple):
    """A date as a line, and how high it is."""

    date: SheetDate
    line: PaperLine
    height: float


def time_width(lines: Iterable[PaperLine]) -> str:
    """The name of the narrowest column in which every hour stands on one line."""
    widest = max((text_width(line.time, 12.5) for line in lines), default=0)
    return next((name for name, width in TIME_WIDTHS.items() if widest <= width - 4), "longest")


def leaf_width(weekdays: Iterable[str]) -> str:
    """The name of the narrowest leaf on which every name of a day stands on one line."""
    widest = max((text_width(name, 12, bold=True) for name in weekdays), default=0)
    return "narrow" if widest <= LEAF_WIDTHS["narrow"] - 4 else "wide"


def line_height(line: PaperLine, width: float) -> float:
    """Of a line in a column that is `width` wide without its hours."""
    title = f"{line.status_word} {line.title.text}" if line.status_word else line.title.text
    lines = count_lines(title, 12.5, width - (TAG if line.status_word else 0), bold=True)
    lines += sum(count_lines(plain_words(detail), 12, width) for detail in line.details[:-1])
    lines += _last_lines(line.details[-1], line.call, width) if line.details else 0
    return lines * LINE + LINE_GAP


def fit_columns(
    local: LocalizedBoard, candidates: Sequence[Placed], height: float
) -> tuple[list[list[Placed]], int]:
    """The candidates, taken in their order as long as they fit, in two columns; and how many did not."""
    rank = local.occurrences.rank
    chosen: list[Placed] = []
    for candidate in candidates:
        wanted = sorted((*chosen, candidate), key=lambda each: (each.date.day, rank(each.date.one)))
        if _highest(_halves(wanted, height)) <= height:
            chosen = wanted
    return _halves(chosen, height), len(candidates) - len(chosen)


def _halves(lines: list[Placed], height: float) -> list[list[Placed]]:
    """Two columns, as equal as they can be; a day is divided only where both would not fit otherwise."""
    cuts = [[lines[:at], lines[at:]] for at in range(len(lines) + 1)]
    whole = [cut for cut in cuts if not all(cut) or cut[0][-1].date.day != cut[1][0].date.day]
    best = min(whole, key=_highest)
    return best if _highest(best) <= height else min(cuts, key=_highest)


def _highest(columns: Iterable[Sequence[Placed]]) -> float:
    return max(map(column_height, columns))


def column_height(lines: Sequence[Placed]) -> float:
    """Of a column: each day is as high as its leaf at least."""
    days = groupby(lines, key=lambda each: each.date.day)
    return sum(max(sum(each.height for each in day), LOWEST_DAY) + DAY_GAP for _, day in days)


def fit_band(
    entries: Sequence[BandEntry], highest: float = HIGHEST_BAND
) -> tuple[list[list[BandEntry]], float, int]:
    """The entries in columns that are filled evenly, how high the band is, and how many did not fit."""
    columns: list[list[BandEntry]] = [[] for _ in range(BAND_COLUMNS)]
    heights = [0.0] * BAND_COLUMNS
    left_out = 0
    for entry in entries:
        needed = [heights[at] + _entry_height(entry, column) for at, column in enumerate(columns)]
        best = needed.index(min(needed))
        if needed[best] > highest:
            left_out += 1
            continue
        heights[best] = needed[best]
        columns[best].append(entry)
    return columns, max(heights) + BAND_EDGES if any(heights) else 0.0, left_out


def _entry_height(entry: BandEntry, column: Sequence[BandEntry]) -> float:
    heading = 0 if column and column[-1].heading == entry.heading else 1
    lines = count_lines(entry.title.text, 12, BAND_WIDTH, bold=True)
    lines += _last_lines(entry.detail, entry.call, BAND_WIDTH)
    heading *= count_lines(entry.heading, 13, BAND_WIDTH, bold=True)
    return BAND_HEADING * heading + lines * LINE + LINE_GAP


def _last_lines(detail: MixedText, call: str, width: float) -> int:
    """Of a detail and the number to call behind it, which is not broken."""
    unbroken = call.replace(" ", "_")
    return count_lines(f"{plain_words(detail)} {unbroken}", 12, width)
