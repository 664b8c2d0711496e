"""Dates and times of a row: those of several columns put together, and what has two readings asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from bulletin.formats.dates import (
    DATE_AMBIGUOUS,
    DateRefused,
    format_moment,
    parse_moment,
    parse_span,
    parse_time,
)
from bulletin.intake.headers import END_TIME, START_TIME
from bulletin.intake.row_cells import RowCells, SheetReader
from bulletin.translatable import gettext as _

DATES = frozenset(
    {"start", "end", "review_by", "registration.closes", "registration.opens", "was", "rain_date"}
)
"""Columns that hold a date."""

_NUMERIC_DATE = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_CLOCK_LENGTH = re.compile(r"(\d{1,2}):(\d{2})")
_LAST_MONTH = 12


def first_number(texts: Sequence[str]) -> str:
    """Which number of dates such as 3/10/2027 is the day: "day" or "month", "" where they do not show it."""
    shown = set()
    for text in texts:
        if found := _NUMERIC_DATE.search(text):
            one, other = int(found[1]), int(found[3])
            if one > _LAST_MONTH >= other:
                shown.add("day")
            elif other > _LAST_MONTH >= one:
                shown.add("month")
    return shown.pop() if len(shown) == 1 else ""


def is_time(reader: SheetReader, text: str) -> bool:
    return not isinstance(parse_time(text, reader.languages), DateRefused)


def dated(reader: SheetReader, text: str, at: int) -> str:
    """A date of numbers year first, where the other dates of its column show which number is the day."""
    order = reader.first_number.get(at, "")
    if not order:
        return text
    refused = parse_moment(text, reader.languages)
    found = _NUMERIC_DATE.search(text)
    if not isinstance(refused, DateRefused) or refused.rule != DATE_AMBIGUOUS.id or found is None:
        return text
    day = int(found[1] if order == "day" else found[3])
    fitting = [reading for reading in refused.readings if reading[8:10] == f"{day:02}"]
    return fitting[0] if len(fitting) == 1 else text


def read_times(reader: SheetReader, cells: RowCells) -> None:
    """Dates and times of their own columns as one; a time such as 10:15-11:30 is a start and an end."""
    starts_at, ends_at = cells.take(START_TIME), cells.take(END_TIME)
    start, end = cells.get("start"), cells.get("end")
    if start and starts_at:
        cells.cells["start"] = start = _with_time(start, starts_at)
    elif starts_at:
        cells.cells["start"] = start = starts_at
    if ends_at:
        is_same = not end or end == start[:10]
        cells.cells["end"] = end = ends_at if is_same else _with_time(end, ends_at)
    if start and not end and (span := parse_span(start, reader.languages)):
        cells.cells["start"], cells.cells["end"] = format_moment(span.start), format_moment(span.end)
    duration = _CLOCK_LENGTH.fullmatch(cells.get("duration"))
    if duration:
        cells.cells["duration"] = (
            f"{int(duration[1])} h {duration[2]}" if int(duration[1]) else f"{duration[2]} min"
        )
    for name in ("start", "end"):
        _ask_about(reader, cells, name)


def _with_time(day: str, clock: str) -> str:
    """A day that a program wrote with its own midnight loses it."""
    return f"{day.removesuffix(' 00:00')} {clock}" if ":" not in day.removesuffix(" 00:00") else day


def _ask_about(reader: SheetReader, cells: RowCells, name: str) -> None:
    text = cells.get(name)
    refused = parse_moment(text, reader.languages) if text else time()
    if isinstance(refused, DateRefused) and refused.rule == DATE_AMBIGUOUS.id:
        cells.say(_("{message}: {hint}.", message=refused.message, hint=refused.hint))
