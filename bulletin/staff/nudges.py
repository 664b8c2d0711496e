"""`nudges/<year>.csv`: when a partner was reminded, about what and in which way."""

from __future__ import annotations

from datetime import date

from bulletin.formats.dates import DateRefused, parse_day
from bulletin.formats.tables import parse_table

_NEEDED = ("date", "partner")


def parse_nudges(data: bytes) -> dict[str, date]:
    """By partner, the day of its last reminder; lines without a clear day are passed over.

    Raises `TableRefused`.
    """
    found: dict[str, date] = {}
    for row in parse_table(data, _NEEDED).rows if data.strip() else ():
        day = parse_day(row["date"]) if row.get("date") else None
        if day is not None and not isinstance(day, DateRefused):
            partner = row.get("partner", "")
            found[partner] = max(day, found.get(partner, day))
    return found
