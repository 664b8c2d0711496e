"""The sheet to fill in (`.xlsx`): columns and notes from the model, the words to choose from the board's."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from bulletin.formats.sheets.write import WrittenColumn, WrittenSheet, format_workbook, rows_of
from bulletin.model.board import Board
from bulletin.model.partner import Partner
from bulletin.model.records.columns import ID
from bulletin.model.records.event import event_field
from bulletin.words.fields import field_choices, field_label, field_note
from bulletin.words.phrases import direction
from bulletin.words.sheets import sheet_phrase

COLUMNS = (
    *("title", "start", "end", "repeat", "skip", "review_by", "venue", "room", "address", "online"),
    *("summary", "description", "categories", "audience", "ages", "needs", "cost"),
    *("registration", "registration.url", "registration.phone", "registration.closes"),
    *("registration.capacity", "languages", "access_note", "bring", "contact.phone", "contact.email"),
    *("status", "status_note", ID),
)
"""What a partner is asked for, in the order in which people think of it."""

_WIDTHS = {"title": 34, "repeat": 34, "summary": 40, "description": 50, "start": 18, "address": 28}
_FORMATS = {"start": "yyyy-mm-dd hh:mm", "review_by": "yyyy-mm-dd", "registration.closes": "yyyy-mm-dd"}
_AS_TYPED = frozenset({"contact.phone", "registration.phone", "ages", "audience", ID})
"""Columns in which a program must not take what is typed for a number or a date."""

_VOCABULARIES = {"categories": "categories", "audience": "audiences", "needs": "needs"}
_CODE = re.compile(r"`([^`]*)`")
_EXAMPLE_TIME = time(10, 15)


def make_sheet(board: Board, partner: Partner, day: date) -> bytes:
    """The workbook for a partner, in its language; `day` is that of the example."""
    language = partner.text_language or board.info.language
    columns = tuple(_column(board, language, name) for name in COLUMNS)
    example = _example(board, language, datetime.combine(day, _EXAMPLE_TIME))
    sheet = WrittenSheet(
        sheet_phrase(language, "sheet"),
        columns,
        rows_of(COLUMNS, [example]),
        lists=sheet_phrase(language, "lists"),
        is_right_to_left=direction(language) == "rtl",
        grey=frozenset({0}),
    )
    return format_workbook(sheet)


def _column(board: Board, language: str, name: str) -> WrittenColumn:
    number_format = "@" if name in _AS_TYPED else _FORMATS.get(name, "General")
    return WrittenColumn(
        field_label(language, name),
        field_note(language, name) or _description(name),
        _choices(board, language, name),
        _WIDTHS.get(name, 18),
        number_format,
    )


def _description(name: str) -> str:
    """What the model says of the field, without its marks."""
    text = event_field(name).description or ""
    return _CODE.sub(r"\1", " ".join(text.split()))


def _choices(board: Board, language: str, name: str) -> tuple[str, ...]:
    if name == "venue":
        return tuple(venue.name for venue in board.venues.values() if venue.ended is None)
    if name == "room":
        rooms = (room.name for venue in board.venues.values() for room in venue.rooms.values())
        return tuple(dict.fromkeys(rooms))
    vocabulary = board.vocabularies.get(_VOCABULARIES.get(name, ""))
    if vocabulary is not None:
        return tuple(dict.fromkeys(term.label(language) for term in vocabulary.terms))
    return field_choices(language, name)


def _example(board: Board, language: str, start: datetime) -> dict[str, str]:
    first = {name: next(iter(_choices(board, language, name)), "") for name in COLUMNS}
    return {
        "title": sheet_phrase(language, "example"),
        "start": f"{start:%Y-%m-%d %H:%M}",
        "end": "11:00",
        "venue": first["venue"],
        "description": sheet_phrase(language, "example_description"),
        "categories": first["categories"],
        "cost": first["cost"],
        "registration": first["registration"],
    }
