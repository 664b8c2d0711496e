"""The values of sheets of paper: the week, the month, large print, a sign, a poster."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.model.site.paper import BandEntry, PaperDay, PosterFrame, PosterRow, SheetFrame
from bulletin.model.site.parts import MixedText


@dataclass(frozen=True, slots=True, kw_only=True)
class SignValues:
    """A sheet for the door: a code to scan, and the address in letters. `size` is that of the name: large,
    middle, small."""

    poster: PosterFrame
    name: MixedText
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterValues:
    """A partner's next dates on one sheet, as many as there is room for in large print."""

    poster: PosterFrame
    name: MixedText
    size: str
    rows: tuple[PosterRow, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSheetValues:
    """The week on one page: days in two columns, and below them what is on every day, in three.

    `leaf` names the width of the leaf (narrow, wide), `times` that of the column of hours (short, long,
    longest).
    """

    sheet: SheetFrame
    columns: tuple[tuple[PaperDay, ...], ...]
    leaf: str
    times: str
    band: tuple[tuple[BandEntry, ...], ...]
    more: str = ""
    """How many dates did not fit: "And 6 more:"."""
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LargePrintValues:
    """The week in large print, on as many pages as it takes."""

    sheet: SheetFrame
    days: tuple[PaperDay, ...]
    band: tuple[BandEntry, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSheetValues:
    """The month on one page: its days in two columns; a day may be without lines. `leaf` as in the week."""

    sheet: SheetFrame
    columns: tuple[tuple[PaperDay, ...], ...]
    leaf: str
    band: tuple[tuple[BandEntry, ...], ...]
    more: str = ""
