"""What is on the board, given back: a row for each event, or the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bulletin.formats.sheets.event import EventCells, format_event
from bulletin.formats.sheets.write import WrittenColumn, WrittenSheet, format_csv, format_workbook, rows_of
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.records.columns import COLUMNS, ID, PARTNER
from bulletin.model.site.plan import PagePlan
from bulletin.model.site.routes import AGENDA
from bulletin.pipeline.check import CheckedBoard, ReadingOptions, publishable_board
from bulletin.pipeline.site import load_theme_of
from bulletin.plan import plan_site
from bulletin.plan.feeds.calendars import CALENDAR
from bulletin.problems import UnusableInput
from bulletin.render import Renderer

OF_OUR_TOOLS = frozenset({"id", "source", "posted", "changed"})
"""Fields that no sheet has a column for: our tools write them, and know them."""

_ALWAYS = ("title", "start", "end", "repeat", "venue", "room", "summary", "description")
_WIDTHS = {"title": 34, "repeat": 38, "summary": 50, "description": 60}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What to give back, as `form` (csv, xlsx, ics). `partner` is an id, "" for all."""

    content: Path
    themes: Path
    reading: ReadingOptions
    form: str = "csv"
    partner: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """The bytes of the file, and what a sheet cannot hold, in words."""

    data: bytes
    remarks: tuple[str, ...] = ()


def make_export(asked: ExportRequest, tell: Callable[[CheckedBoard], None]) -> Export:
    """The board as one file. `tell` is given the board it is made of.

    Raises `UnusableInput` for a partner that is not there, and what `publishable_board` raises.
    """
    checked = publishable_board(asked.content, asked.reading)
    board = checked.board
    assert board is not None
    if asked.partner and asked.partner not in board.partners:
        known = ", ".join(list(board.partners)[:5])
        raise UnusableInput(f"There is no partner “{asked.partner}”. They are written like this: {known}.")
    tell(checked)
    if asked.form == "ics":
        return Export(_calendar(board, checked.today, asked))
    return export_events(board, asked.form, asked.partner)


def export_events(board: Board, form: str, partner: str = "") -> Export:
    """The events as a sheet, `csv` or `xlsx`, each with its fields as they were typed, repeats in words."""
    events = [event for event in board.events.values() if partner in ("", event.partner)]
    cells = [(event, cells_of(event)) for event in events]
    used = {name for _, each in cells for name in each.cells} | {*_ALWAYS}
    columns = (PARTNER, ID, *(name for name in COLUMNS if name in used))
    rows = rows_of(columns, (_row(event, each.cells) for event, each in cells))
    remarks = tuple(_remarks(cells))
    if form == "csv":
        return Export(format_csv(columns, rows).encode("utf-8"), remarks)
    headers = tuple(WrittenColumn(name, width=_WIDTHS.get(name, 18)) for name in columns)
    return Export(format_workbook(WrittenSheet("Events", headers, rows)), remarks)


def cells_of(event: Event) -> EventCells:
    """The cells of an event, as its file says it."""
    return format_event(event.typed.fields, event.typed.body, OF_OUR_TOOLS)


def _row(event: Event, cells: Mapping[str, str]) -> dict[str, str]:
    return {PARTNER: event.partner, ID: event.id, **cells}


def _remarks(cells: list[tuple[Event, EventCells]]) -> Iterator[str]:
    for event, each in cells:
        if each.left_out:
            names = ", ".join(f"“{name}”" for name in each.left_out)
            what = f"a sheet cannot hold what stands in {names}; it is left out."
            yield f"{event.text.title} ({event.id}): {what}"


def _calendar(board: Board, today: date, asked: ExportRequest) -> bytes:
    """The calendar that is published of the board, or of the partner, in the board's main language."""
    site = plan_site(board, today)
    pages = (page for page in site.pages if _is_of(page, board, asked.partner))
    feeds = (plan for page in pages for plan in page.beside if plan.path.rpartition("/")[2] == CALENDAR)
    feed = next(feeds, None)
    if feed is None:
        raise UnusableInput("The board does not publish this calendar: see `publish` in board.yaml.")
    theme = load_theme_of(board.info, asked.themes)
    return Renderer(theme, site.layouts).render(feed.make())


def _is_of(page: PagePlan, board: Board, partner: str) -> bool:
    route = f"partners/{partner}/" if partner else AGENDA
    return page.lang == board.info.language and page.route == route
