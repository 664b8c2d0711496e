"""A workbook (`.xlsx`) → its sheets. Rows are read one after the other, and no formula is calculated."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.reader.workbook import WorkbookParser
from openpyxl.utils.cell import range_boundaries

from bulletin.formats.encoding import without_odd_characters
from bulletin.formats.sheets.packing import DAMAGED, check_packing
from bulletin.formats.sheets.sheet import MOST_COLUMNS, ROWS_KEPT, Row, Sheet, SheetFile, SheetRefused
from bulletin.formats.sheets.values import cell_text
from bulletin.formats.tables import restored

_WORKBOOK = "xl/workbook.xml"
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})\"")
_MOST_MERGED = 1_000
_LAST_ROW = 10_000
"""A program that colours whole columns may write a last row a million rows below."""
_FAR_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=\"([0-9]{5,7})\"")
_VALUE = re.compile(rb"<(?:\w+:)?[vt][\s>]")
_LONGEST_TEXT = 33_000


def read_workbook(data: bytes) -> SheetFile:
    """The sheets of a workbook. Raises `SheetRefused`."""
    check_packing(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the library leaves out is nothing that rows are made of
            return SheetFile(tuple(_sheets(data)))
    except SheetRefused:
        raise
    except Exception as error:  # a part that says what no workbook says breaks its reader in many ways
        raise SheetRefused(DAMAGED) from error


def _sheets(data: bytes) -> Iterator[Sheet]:
    beside = _beside_rows(data)
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        for page in book.worksheets:
            rows = _rows(page)
            known = beside.get(page.title, _BesideRows())
            filled = tuple(_filled(rows[:ROWS_KEPT], known.merged))
            is_longer = len(rows) > ROWS_KEPT or known.goes_on
            yield Sheet(page.title, filled, page.sheet_state != "visible", is_longer)
    finally:
        book.close()


def _rows(page: Any) -> list[Row]:
    page.reset_dimensions()  # what a program says of them need not be so
    rows = []
    for number, cells in enumerate(page.iter_rows(max_row=_LAST_ROW, max_col=MOST_COLUMNS), 1):
        texts = tuple(_text(cell) for cell in cells)
        if any(texts):
            rows.append(Row(number, texts))
        if len(rows) > ROWS_KEPT:
            break
    return rows


def _text(cell: Any) -> str:
    if cell.value is None:
        return ""
    text = cell_text(cell.value, cell.number_format or "")[:_LONGEST_TEXT]
    return without_odd_characters(restored(text))


@dataclass(frozen=True, slots=True)
class _BesideRows:
    """The cells that are merged downwards (their column, first row and last row), and whether rows far below
    hold anything."""

    merged: tuple[tuple[int, int, int], ...] = ()
    goes_on: bool = False


def _beside_rows(data: bytes) -> Mapping[str, _BesideRows]:
    """By sheet, what is not told by its rows one after the other."""
    found = {}
    with ZipFile(BytesIO(data)) as archive:
        if _WORKBOOK not in archive.namelist():
            return {}
        parser = WorkbookParser(archive, _WORKBOOK, keep_links=False)
        parser.parse()
        for sheet, part in parser.find_sheets():
            written = archive.read(part.target)
            far = next((row for row in _FAR_ROW.finditer(written) if int(row[1]) > _LAST_ROW), None)
            goes_on = far is not None and _VALUE.search(written, far.end()) is not None
            found[sheet.name] = _BesideRows(tuple(_merged_downwards(written)), goes_on)
    return found


def _merged_downwards(written: bytes) -> Iterator[tuple[int, int, int]]:
    for ref in _MERGED.findall(written)[:_MOST_MERGED]:
        left, top, _, bottom = range_boundaries(ref.decode())
        if left and top and bottom and bottom > top:
            yield left, top, bottom


def _filled(rows: list[Row], merged: tuple[tuple[int, int, int], ...]) -> Iterator[Row]:
    """The rows with the text of each merged cell in every row it reaches over."""
    cells = {row.number: list(row.cells) for row in rows}
    for column, top, bottom in merged:
        first = cells.get(top, [])
        text = first[column - 1] if column <= len(first) else ""
        for row in rows if text else ():
            own = cells[row.number]
            if top < row.number <= bottom and column <= len(own):
                own[column - 1] = own[column - 1] or text
    for number, texts in cells.items():
        yield Row(number, tuple(texts))
