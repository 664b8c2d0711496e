"""Which column of a sheet holds what: names matched in every language, and by what people call them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bulletin.formats.sheets.sheet import Row
from bulletin.model.names import as_field_name, fold_name
from bulletin.model.records.aliases import ALIASES_IN_EVENTS
from bulletin.model.records.columns import COLUMNS, ID, PARTNER
from bulletin.words.sheets import columns_by_header, sheet_words

_LOOKED_AT = 30
"""The names of the columns stand in one of the first rows; above them may be a title."""
_FEWEST = 2
START_TIME, END_TIME, CONTACT = "start.time", "end.time", "contact"
PRIVATE = "private"
"""Columns that tell of whoever filled in the sheet."""

_BESIDE = re.compile(r"[(\[{*\n:].*", re.DOTALL)
_TIMES = frozenset({"time", "times", "hour", "hours", "start_time", "heure", "heures"})
_HAS_A_DOT = {name.replace(".", " "): name for name in COLUMNS if "." in name}
_OURS = {
    **{name.replace("_", " "): name for name in COLUMNS if "." not in name},
    **_HAS_A_DOT,
    ID: ID,
    PARTNER: PARTNER,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column that was understood: where it is (from 0), what stands above it, and what it holds."""

    at: int
    header: str
    name: str


@dataclass(frozen=True, slots=True)
class Header:
    """The row with the names of the columns: its number, what they hold, and those nobody knows."""

    number: int
    columns: tuple[Column, ...]
    unknown: tuple[str, ...] = ()

    def of(self, name: str) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.name == name)


def find_header(rows: Sequence[Row], languages: Sequence[str]) -> Header | None:
    """The row that names most columns, the title or the start among them; None where no row does."""
    known = _names(languages)
    found = [_header(row, known) for row in rows[:_LOOKED_AT]]
    fitting = [each for each in found if _fits(each)]
    return max(fitting, key=lambda each: len({column.name for column in each.columns}), default=None)


def _fits(header: Header) -> bool:
    names = Counter(column.name for column in header.columns)
    return len(names) >= _FEWEST and ("title" in names or "start" in names)


def _header(row: Row, known: Mapping[str, str]) -> Header:
    columns, unknown = [], []
    # What a form fills in tells of whoever answered it, beside the moment of the answer.
    above = {fold_name(text) for text in row.cells if text}
    private = sheet_words("answered") if above & sheet_words("form") else frozenset()
    for at, text in enumerate(row.cells):
        if not text.strip():
            continue
        name = PRIVATE if fold_name(text) in private else _name_of(text, known)
        if name:
            columns.append(Column(at, " ".join(text.split()), name))
        else:
            unknown.append(" ".join(text.split())[:60])
    return Header(row.number, tuple(columns), tuple(unknown))


def _name_of(text: str, known: Mapping[str, str]) -> str:
    for typed in (text, _BESIDE.sub("", text)):
        for folded in (fold_name(typed), fold_name(as_field_name(typed))):
            if found := known.get(folded):
                return found
    return ""


def _names(languages: Sequence[str]) -> dict[str, str]:
    """What columns hold by their folded names: ours, those of the languages, then what programs say."""
    return {**dict(_of_programs()), **columns_by_header(languages), **_OURS}


def _of_programs() -> Iterator[tuple[str, str]]:
    for alias, meant in ALIASES_IN_EVENTS.items():
        if meant in COLUMNS:
            yield fold_name(alias), meant
        elif alias in _TIMES:
            yield fold_name(alias), START_TIME
        elif meant.startswith("Delete this line"):
            yield fold_name(alias), PRIVATE
