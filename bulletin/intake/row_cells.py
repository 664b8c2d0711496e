"""A row of a sheet while it is read: its cells by what they hold, and what they are read against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bulletin.intake.headers import Header
from bulletin.model.board import Board
from bulletin.translatable import gettext as _


@dataclass(frozen=True, slots=True)
class SheetReader:
    """What rows are read against: the board, whose sheet it is, its columns, and which number of a date of
    numbers is the day: "day" or "month" where the other dates of its column show it, else ""."""

    board: Board
    partner_id: str
    header: Header
    first_number: Mapping[int, str] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        return self.board.info.typed_languages


@dataclass(slots=True)
class RowCells:
    """The cells of one row by the name of their column, while they are read, and what is to be said of it."""

    number: int
    cells: dict[str, str]
    remarks: list[str] = field(default_factory=list)

    def get(self, name: str) -> str:
        return self.cells.get(name, "")

    def take(self, name: str) -> str:
        """The cell, which is no longer one of the row's."""
        return self.cells.pop(name, "")

    def say(self, what: str) -> None:
        self.remarks.append(_("Row {number}: {remark}", number=self.number, remark=what))
