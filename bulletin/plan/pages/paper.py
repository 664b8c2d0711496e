"""Sheets to print: the week on one page, the same in large print, the month on one page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from bulletin.model.recurrence import DAY
from bulletin.model.site.page_kinds import PageAddress
from bulletin.model.site.paper import PaperDay
from bulletin.model.site.paper_values import LargePrintValues, MonthSheetValues, WeekSheetValues
from bulletin.model.site.plan import Page
from bulletin.plan.layout import PageMetadata, page_at
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.pages.planner import PagePlanner
from bulletin.plan.paper.choice import dates_on, shared_out
from bulletin.plan.paper.frame import WEEK, foot_height, head_height, sheet_frame, whole_days
from bulletin.plan.paper.lines import band_entries, large_line, paper_day, week_line
from bulletin.plan.paper.month import MonthSpace, days_shown, fit_month
from bulletin.plan.paper.space import SHEET_HEIGHT
from bulletin.plan.paper.week import (
    COLUMN,
    LEAF_GAP,
    LEAF_WIDTHS,
    TIME_WIDTHS,
    Placed,
    fit_band,
    fit_columns,
    leaf_width,
    line_height,
    time_width,
)
from bulletin.words.dates import capital

PRINT = "print"
SAFETY = 14
"""Points left free, for typefaces and printers that take more than was thought."""
MORE_LINE = 20
HIGHEST_BAND_OF_A_MONTH = 110


def plan_week_sheet(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/print/week/`: today and the next six days on one page of A4 or Letter."""
    first, end = local.today, local.today + WEEK
    info, phrase = local.board.info, local.phrase
    dates = dates_on(local, PRINT, first, end)
    shares = shared_out(local, dates, info.fair_share)
    title = phrase("paper.week_of", days=whole_days(local))
    rule = phrase("paper.rule", n=info.fair_share)
    frame = sheet_frame(local, title, "week", end - DAY, (rule,))
    band, band_height, steady_left = fit_band(band_entries(local, shares.steady, dates))
    around = head_height(local, frame) + foot_height(frame) + band_height
    lines = [(each, week_line(local, each)) for each in shares.days]
    times = time_width(line for _, line in lines)
    leaf = leaf_width(local.dates.day(first + DAY * number, "leaf_weekday") for number in range(7))
    width = COLUMN - LEAF_WIDTHS[leaf] - LEAF_GAP - TIME_WIDTHS[times]
    placed = [Placed(each, line, line_height(line, width)) for each, line in lines]
    columns, days_left = fit_columns(local, placed, SHEET_HEIGHT - SAFETY - around - MORE_LINE)
    left_out = shares.left_out + steady_left + days_left
    values = WeekSheetValues(
        sheet=frame,
        columns=tuple(tuple(_days(local, column)) for column in columns),
        leaf=leaf,
        times=times,
        band=tuple(map(tuple, band)),
        more=_more(local, left_out),
        empty="" if dates else phrase("paper.empty"),
    )
    return page_at(local, address, values, PageMetadata(title))


def _more(local: LocalizedBoard, left_out: int) -> str:
    """How many did not fit."""
    return local.phrase("paper.more", n=left_out) if left_out else ""


def _days(local: LocalizedBoard, column: list[Placed]) -> Iterator[PaperDay]:
    for _, found in groupby(column, key=lambda each: each.date.day):
        placed = list(found)
        yield paper_day(local, [each.date for each in placed], [each.line for each in placed])


def plan_large_print(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/print/large/`: the same days in large print, with everything that is on."""
    first, end = local.today, local.today + WEEK
    dates = dates_on(local, PRINT, first, end)
    rank = local.occurrences.rank
    begun = sorted(
        (each for each in dates if not each.is_steady), key=lambda each: (each.day, rank(each.one))
    )
    steady = shared_out(local, dates, len(dates) + 1).steady
    title = local.phrase("paper.large_of", day=local.dates.day(first, "day_month_year"))
    values = LargePrintValues(
        sheet=sheet_frame(local, title, "large", end - DAY),
        days=tuple(
            paper_day(local, found, [large_line(local, each) for each in found])
            for _, days in groupby(begun, key=lambda each: each.day)
            if (found := list(days))
        ),
        band=tuple(band_entries(local, steady, dates)),
        empty="" if dates else local.phrase("paper.empty"),
    )
    return page_at(local, address, values, PageMetadata(title))


def plan_month_sheet(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/print/month/`: the rest of the month on one page, or the next one when hardly anything is left."""
    days = days_shown(local.today)
    dates = dates_on(local, PRINT, days.first, days.end)
    leaf = leaf_width(
        f"{local.dates.day(days.first + DAY * number, 'leaf_weekday')} 00" for number in range(7)
    )
    month = capital(local.dates.day(days.first, "month_year"))
    frame = sheet_frame(local, month, "month", days.end - DAY, (local.phrase("paper.rare_first"),))
    steady = shared_out(local, dates, local.board.info.fair_share).steady
    band, band_height, left_out = fit_band(band_entries(local, steady, dates), HIGHEST_BAND_OF_A_MONTH)
    around = head_height(local, frame) + foot_height(frame) + band_height + MORE_LINE
    values = MonthSheetValues(
        sheet=frame,
        columns=fit_month(local, dates, days, MonthSpace(SHEET_HEIGHT - SAFETY - around, leaf)),
        leaf=leaf,
        band=tuple(map(tuple, band)),
        more=_more(local, left_out),
    )
    return page_at(local, address, values, PageMetadata(month))


PLANNERS = {
    "print_week": PagePlanner(plan_week_sheet),
    "print_large": PagePlanner(plan_large_print),
    "print_month": PagePlanner(plan_month_sheet),
}
