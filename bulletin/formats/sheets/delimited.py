"""A table as text (`.csv`), as spreadsheet programs of many countries write it → its sheet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice

from bulletin.formats.encoding import without_odd_characters
from bulletin.formats.sheets.sheet import MOST_COLUMNS, ROWS_KEPT, Row, Sheet, SheetFile, SheetRefused
from bulletin.formats.tables import restored
from bulletin.translatable import gettext as _
from bulletin.words.sheets import windows_encoding

_DELIMITERS = ";\t,|"
_TOLD = re.compile(r"\s*\"?sep=([;,\t|])\"?\s*", re.IGNORECASE)
_LINES_LOOKED_AT = 40
_MOST_LINES = 100_000
"""With the empty ones."""
_NOT_CLOSED = _(
    'A quotation mark (") in it is never closed, so nobody can tell where a cell ends. Open it in your '
    "spreadsheet program and save it as .xlsx."
)
_FAR_APART = _(
    "It has more than 100,000 lines, most of them empty. Copy the rows of your events into a new sheet, and "
    "put that here."
)
_FEW = 4
"""In UTF-16 a fourth of the bytes at least are zero; a stray zero is none of it."""


def read_delimited(data: bytes, language: str = "en") -> SheetFile:
    """The sheet of a table as text; `language` tells how letters are written where it is not Unicode.

    Raises `SheetRefused`.
    """
    text, said = _decoded(data, language)
    text = text.removeprefix("\ufeff").replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    told = _TOLD.fullmatch(first)
    offset = 2 if told else 1
    if told:
        text = rest
    delimiter = told[1] if told else _delimiter_of(text)
    text = text.rstrip(f"\n {delimiter}")  # empty rows, as far as somebody once scrolled
    try:
        rows = _rows(text, delimiter, offset, is_strict=True)
    except csv.Error as error:
        if "end of data" in str(error):
            raise SheetRefused(_NOT_CLOSED) from error
        rows = _leniently(text, delimiter, offset)
    return SheetFile((Sheet("", tuple(rows[:ROWS_KEPT]), is_longer=len(rows) > ROWS_KEPT),), said)


def _leniently(text: str, delimiter: str, first: int) -> list[Row]:
    """The rows of a table with letters behind a closed quotation mark."""
    try:
        return _rows(text, delimiter, first, is_strict=False)
    except csv.Error as error:
        raise SheetRefused(_NOT_CLOSED) from error


def _rows(text: str, delimiter: str, first: int, *, is_strict: bool) -> list[Row]:
    rows: list[Row] = []
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=is_strict)
    for number, line in enumerate(lines, first):
        cells = tuple(without_odd_characters(restored(cell.strip())) for cell in line[:MOST_COLUMNS])
        if any(cells):
            rows.append(Row(number, cells))
        if len(rows) > ROWS_KEPT:
            break
        if number > _MOST_LINES:
            raise SheetRefused(_FAR_APART)
    return rows


def _delimiter_of(text: str) -> str:
    """The sign that parts most lines into most, and equally many, cells."""
    head = "".join(islice(io.StringIO(text), _LINES_LOOKED_AT))
    return max(_DELIMITERS, key=lambda sign: _fit(head, sign))


def _fit(head: str, sign: str) -> int:
    """How many times it parts lines of the commonest length."""
    try:
        lengths = Counter(len(line) for line in csv.reader(io.StringIO(head, newline=""), delimiter=sign))
    except csv.Error:
        return 0
    return max((often * (length - 1) for length, often in lengths.items()), default=0)


def _decoded(data: bytes, language: str) -> tuple[str, tuple[str, ...]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), ()
    head = data[:400]
    if head.count(0) * _FEW > len(head):
        is_big = head[::2].count(0) > head[1::2].count(0)
        return data.decode("utf-16-be" if is_big else "utf-16-le", "replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        encoding, name = windows_encoding(language)
    said = _("It is not saved as UTF-8; its letters were read as Windows writes them ({name}).", name=name)
    return data.decode(encoding, "replace"), (_("{said} Please look at those with accents.", said=said),)
