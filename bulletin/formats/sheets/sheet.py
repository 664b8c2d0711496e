"""A sheet as it was read: its rows that hold anything, each with its number."""

from __future__ import annotations

from dataclasses import dataclass

MOST_BYTES = 5_000_000
MOST_ROWS = 2_000
MOST_COLUMNS = 120
ROWS_KEPT = MOST_ROWS + 60
"""Those of the events, and what stands above them."""


class SheetRefused(ValueError):
    """A file that cannot be read as a sheet. `str()` says in a sentence or two what to do instead."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number in the program, counted from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` is "" where the file is a single table; `is_longer`: there are rows behind those kept."""

    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False
    is_longer: bool = False


@dataclass(frozen=True, slots=True)
class SheetFile:
    """The sheets of a file; `said` is what was guessed in the reading of it."""

    sheets: tuple[Sheet, ...]
    said: tuple[str, ...] = ()
