"""Rows of text → the bytes of a `.csv` or an `.xlsx`; the same rows give the same bytes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bulletin.formats.encoding import without_odd_characters
from bulletin.formats.tables import defused

_DAY, _MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: (?:[01][0-9]|2[0-3]):[0-5][0-9])?")
_ANY_DAY = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_LONGEST_CELL = 32_000
_NOTE_WIDTH, _NOTE_HEIGHT = 320, 150
_LISTED_ROWS = 500
"""So many rows of a column have its drop-down."""


@dataclass(frozen=True, slots=True)
class WrittenColumn:
    """A column to write: what stands above it, a note on that, and what its drop-down offers."""

    header: str
    note: str = ""
    choices: tuple[str, ...] = ()
    width: int = 18
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A sheet to write. `lists` is what the sheet is called that the drop-downs take their words from."""

    name: str
    columns: tuple[WrittenColumn, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    lists: str = "Lists"
    is_right_to_left: bool = False
    grey: frozenset[int] = field(default=frozenset())
    """Rows, counted from 0, that are an example."""


def format_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The rows with commas between their cells; no cell is a formula."""
    text = io.StringIO()
    safe = ([defused(cell) for cell in row] for row in (header, *rows))
    csv.writer(text, lineterminator="\r\n").writerows(safe)
    return text.getvalue()


def format_workbook(sheet: WrittenSheet) -> bytes:
    """The workbook: its first row stays in sight, dates are dates, no cell is a formula."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = sheet.name[:31]
    page.freeze_panes = "A2"
    page.sheet_view.rightToLeft = sheet.is_right_to_left
    for at, column in enumerate(sheet.columns, 1):
        _write_header(page, at, column)
    for number, row in enumerate(sheet.rows, 2):
        for at, text in enumerate(row, 1):
            if text:
                _write_cell(page, number, at, text)
                if number - 2 in sheet.grey:
                    page.cell(number, at).font = Font(italic=True, color="FF595959")
    if any(column.choices for column in sheet.columns):
        _write_lists(book, page, sheet)
    data = io.BytesIO()
    book.save(data)
    return _without_times(data.getvalue())


def _write_header(page: Worksheet, at: int, column: WrittenColumn) -> None:
    cell = page.cell(1, at, column.header)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="FFE7EEF0")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    letter = get_column_letter(at)
    page.column_dimensions[letter].width = column.width
    page.column_dimensions[letter].number_format = column.number_format
    if column.note:
        cell.comment = Comment(column.note, "Bulletin", width=_NOTE_WIDTH, height=_NOTE_HEIGHT)


def _write_cell(page: Worksheet, number: int, at: int, text: str) -> None:
    moment = _moment(text)
    cell = page.cell(number, at)
    if moment is None:
        cell.value = defused(without_odd_characters(text))[:_LONGEST_CELL]
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text="\n" in text, vertical="top")
    else:
        cell.value = moment
        cell.number_format = _MOMENT if isinstance(moment, datetime) else _DAY


def _moment(text: str) -> date | None:
    if not _WRITTEN.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text) if " " in text else date.fromisoformat(text)
    except ValueError:
        return None


def _write_lists(book: Workbook, page: Worksheet, sheet: WrittenSheet) -> None:
    """The words of the drop-downs on a sheet of their own; other words may be typed all the same."""
    lists = book.create_sheet(sheet.lists[:31])
    with_choices = [(at, column) for at, column in enumerate(sheet.columns, 1) if column.choices]
    for where, (at, column) in enumerate(with_choices, 1):
        letter, own = get_column_letter(where), get_column_letter(at)
        for number, choice in enumerate((column.header, *column.choices), 1):
            _write_cell(lists, number, where, choice)
        lists.column_dimensions[letter].width = 28
        lists.cell(1, where).font = Font(bold=True)
        offered = f"'{lists.title}'!${letter}$2:${letter}${len(column.choices) + 1}"
        drop_down = DataValidation(type="list", formula1=offered, allow_blank=True, showErrorMessage=False)
        drop_down.add(f"{own}2:{own}{_LISTED_ROWS}")
        page.add_data_validation(drop_down)
    lists.freeze_panes = "A2"


def _without_times(data: bytes) -> bytes:
    """The same workbook without the time at which it was written."""
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z", old.read(name))
            info = ZipInfo(name, _ANY_DAY)
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, part)
    return packed.getvalue()


def rows_of(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Rows by name as rows in the order of the columns."""
    return tuple(tuple(row.get(name, "") for name in columns) for row in rows)
