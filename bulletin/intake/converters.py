"""What is read beside records: the reader of each kind of file, by its ending."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from bulletin.formats.records import is_record
from bulletin.intake.calendars import convert_calendar
from bulletin.intake.converted import Converted
from bulletin.intake.mails import convert_form_text, convert_mail
from bulletin.intake.other_files import WHAT_INSTEAD, convert_record, refuse_other
from bulletin.intake.sheets import convert_sheet
from bulletin.model.board import Board

MAIL, TEXT = ".eml", ".txt"
_LARGEST = 5_000_000
_LARGEST_MAIL = 12_000_000


class Converter(Protocol):
    """Bytes in, drafts out; whatever is wrong with them is said, never raised."""

    def __call__(self, name: str, data: bytes, board: Board, partner_id: str, /) -> Converted: ...


def convert_text(name: str, data: bytes, board: Board, partner_id: str) -> Converted:
    """A text file. Some editors put `.txt` behind the ending that was typed, and Windows hides it."""
    inner = name[: -len(TEXT)]
    if is_record(inner):
        return convert_record(inner, data, board, partner_id)
    convert = CONVERTERS.get(ending_of(inner), convert_form_text)
    return convert(name if convert is convert_form_text else inner, data, board, partner_id)


CONVERTERS: Mapping[str, Converter] = {
    ".ics": convert_calendar,
    MAIL: convert_mail,
    TEXT: convert_text,
    ".csv": convert_sheet,
    ".tsv": convert_sheet,
    ".xlsx": convert_sheet,
    # These are answered with what to save them as.
    ".xls": convert_sheet,
    ".xlsm": convert_sheet,
    ".xlsb": convert_sheet,
    ".ods": convert_sheet,
    ".numbers": convert_sheet,
    **dict.fromkeys(WHAT_INSTEAD, refuse_other),
}
"""By ending, in small letters."""

KEPT_IN_PLACE = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".ics"})
"""Whoever keeps one of these goes on writing in it: it stays where it is, and is known by what it holds."""


def ending_of(name: str) -> str:
    """`.csv`, in small letters; "" for a name without one."""
    stem, dot, ending = name.rpartition(".")
    return f"{dot}{ending.lower()}" if stem else ""


def largest(name: str) -> int:
    """How many bytes a file of that name may have."""
    return _LARGEST_MAIL if ending_of(name) == MAIL else _LARGEST


def is_converted(name: str) -> bool:
    """Whether a file of that name is read for the drafts it holds."""
    return ending_of(name) in CONVERTERS


def stays_in_place(name: str) -> bool:
    """Whether the file is left where it lies when all it holds was taken."""
    return ending_of(name) in KEPT_IN_PLACE
