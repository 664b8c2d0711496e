"""Tables as text (CSV): read as spreadsheets write them, and a row added in the table's own manner.

A spreadsheet that saves a table changes how it is written: a byte order mark, semicolons, CRLF, another
encoding, other columns, names of columns in capitals. All that is read, and kept.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

_BOM = "\ufeff"
NO_OTHER_NAMES: Mapping[str, str] = MappingProxyType({})
_DELIMITERS = ",;\t"
_SEPARATOR = re.compile(r"sep=([,;\t])")
"""A first line by which one spreadsheet tells itself how a table is parted."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝")
"""What a cell begins with that a spreadsheet would calculate."""


class TableRefused(ValueError):
    """A table that cannot be read. `str()` is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read: its rows by the names of their columns, and how it is written."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    delimiter: str = ","
    line_end: str = "\n"
    encoding: str = "utf-8"


def defused(cell: str) -> str:
    """A cell that no spreadsheet calculates: a formula's first sign gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def restored(cell: str) -> str:
    """A cell as it was meant, without the apostrophe."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def parse_table(data: bytes, needed: Sequence[str], called: Mapping[str, str] = NO_OTHER_NAMES) -> Table:
    """The table, with at least the `needed` columns; `called` are columns by other names.

    Raises `TableRefused`.
    """
    text, encoding = _decoded(data)
    first = next(iter(text.splitlines()), "")
    is_told = _SEPARATOR.fullmatch(first.strip())
    delimiter = is_told[1] if is_told else max(_DELIMITERS, key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise TableRefused(f"It cannot be read as a table ({error}).") from error
    lines = lines[1:] if is_told else lines
    if not lines:
        raise TableRefused("It is empty, without even the names of its columns.")
    written = (_column(name) for name in lines[0])
    columns = tuple(called.get(name, name) for name in written)
    missing = [name for name in needed if name not in columns]
    if missing:
        raise TableRefused(f"Its first line names no column “{missing[0]}”.")
    rows = tuple(
        {name: restored(cell.strip()) for name, cell in zip(columns, line, strict=False)}
        for line in lines[1:]
        if any(cell.strip() for cell in line)
    )
    return Table(columns, rows, delimiter, _line_end(text), encoding)


def _line_end(text: str) -> str:
    if "\r" not in text:
        return "\n"
    return "\r\n" if "\n" in text else "\r"


def _column(name: str) -> str:
    return "_".join(name.strip().lower().split())


def _decoded(data: bytes) -> tuple[str, str]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").removeprefix(_BOM), (
            "utf-16-le" if data[:2] == b"\xff\xfe" else "utf-16-be"
        )
    try:
        return data.decode("utf-8").removeprefix(_BOM), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"


def format_row(cells: Sequence[str], delimiter: str = ",", line_end: str = "\n") -> str:
    """One line of a table, without a formula in it."""
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator=line_end).writerow([defused(each) for each in cells])
    return line.getvalue()


def with_row(data: bytes, row: Mapping[str, str], needed: Sequence[str]) -> bytes:
    """The file with one more row at its end, and not a byte of it changed otherwise.

    An empty file begins with the names of the `needed` columns; of another each that the row has a value for
    must be there. Raises `TableRefused`.
    """
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        lines = format_row(needed) + format_row([row.get(name, "") for name in needed])
        return lines.encode("utf-8")
    table = parse_table(data, [name for name in needed if row.get(name)])
    line = format_row([row.get(name, "") for name in table.columns], table.delimiter, table.line_end)
    try:
        added = line.encode(table.encoding)
    except UnicodeEncodeError as error:
        raise TableRefused("It is not written in UTF-8; save it as “CSV UTF-8”.") from error
    end = table.line_end.encode(table.encoding)
    whole = (data if data.endswith(end) else data + end) + added
    again = parse_table(whole, ())
    # A quote that nobody closed would swallow the new row.
    if again.rows[: len(table.rows)] != table.rows or len(again.rows) != len(table.rows) + 1:
        raise TableRefused("A new line at its end would not be read as one.")
    return whole
