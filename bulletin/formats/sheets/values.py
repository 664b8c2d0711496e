"""A cell of a workbook, typed by the program that wrote it → the text a person would have typed."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_CURRENCY = re.compile(r"\[\$([^\]-]+)[^\]]*\]|([€£$¥])")
_PADDED = re.compile(r"0{2,12}")
_HALF_MINUTE = timedelta(seconds=30)
_ESCAPED_RETURN = re.compile(r"_x000D_\n?", re.IGNORECASE)


def cell_text(value: object, number_format: str = "") -> str:
    """The text of a cell: dates year first, times by the minute, numbers with their currency."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return _moment(value, number_format)
        case date():
            return value.isoformat()
        case time():
            return (
                _moment(datetime.combine(date(2000, 1, 1), value), number_format).partition(" ")[2] or "00:00"
            )
        case timedelta():
            return _length(value)
        case int() | float():
            return _number(value, number_format)
        case _:
            return _ESCAPED_RETURN.sub("\n", str(value)).strip()


def _moment(value: datetime, number_format: str) -> str:
    """A programs' clock counts in fractions of a day: 10:14:59.999 is a quarter past ten."""
    rounded = (value + _HALF_MINUTE).replace(second=0, microsecond=0)
    if rounded.time() == time() and "h" not in number_format.lower():
        return rounded.date().isoformat()
    return f"{rounded:%Y-%m-%d %H:%M}"


def _length(value: timedelta) -> str:
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def _number(value: float, number_format: str) -> str:
    if _PADDED.fullmatch(number_format) and value == int(value):
        return str(int(value)).zfill(len(number_format))
    found = _CURRENCY.search(number_format)
    if found:
        amount = str(int(value)) if value == int(value) else f"{value:.2f}"
        return f"{(found[1] or found[2]).strip()}{amount}"
    return str(int(value)) if isinstance(value, int) or value.is_integer() else f"{value:.10g}"
