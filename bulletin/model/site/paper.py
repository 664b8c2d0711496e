"""What printed sheets are made of: lines, days, what is on every day, what all sheets say."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.model.site.parts import Link, MixedText, NoticeLine, TextRun


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code as one path of an SVG of `size` × `size` modules, its quiet zone included.

    The path is of lines through the dark modules of each row, to be drawn with a stroke as wide as a module.
    """

    size: int
    lines: str


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A date on a sheet. `time` is when it begins, "" of what lasts all day or began on an earlier day."""

    time: str
    start: str
    """ISO 8601, for `<time datetime>`."""
    title: TextRun
    details: tuple[MixedText, ...]
    """What follows the title: one line of text on the week's sheet, two in large print, none in a month."""
    call: str = ""
    """The number to call, which stands on one line."""
    status: str = ""
    status_word: str = ""
    struck: bool = False


@dataclass(frozen=True, slots=True)
class PaperDay:
    """A day of a sheet with what was chosen for it. `more` counts what was not: "2 more"."""

    date: str
    title: str
    leaf_weekday: str
    leaf_day: str
    lines: tuple[PaperLine, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class BandEntry:
    """What is on every day, or runs for weeks: it stands once on a sheet, under the days it is on."""

    heading: str
    """"Every day", "Until 28 February"."""
    title: TextRun
    detail: MixedText
    call: str = ""


@dataclass(frozen=True, slots=True)
class Flyer:
    """What an event's page says besides when it is printed: where it came from, and when it was made."""

    address: str
    code: QrCode
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFrame:
    """What every sheet says: what it is, until when it holds, where more is found."""

    title: str
    """"What’s on, 15 to 21 January 2027"."""
    valid_until: str
    valid_until_iso: str
    notices: tuple[NoticeLine, ...]
    """Sanitised HTML, as many as there is room for."""
    all_events: str
    """"All events, times and who to ask:", which stands above the address."""
    address: str
    """Of the board, as people type it."""
    agenda: str
    """Of the page where everything is that did not fit."""
    code: QrCode
    printed: str
    ask: str
    """Whom to call who has no internet; "" where the library has no telephone."""
    small: tuple[MixedText, ...]
    """The rule by which room is shared, where there is one, and the disclaimer."""
    ways: tuple[Link, ...]
    """The sheets there are, this one among them, and the way back; on a screen only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterFrame:
    """What every sheet for a wall says: the code to scan, and where it leads, in letters."""

    title: str
    call: str
    """Stands above the address: "Scan for what’s on"."""
    address: tuple[str, ...]
    """As people type it, in pieces between which a line may end."""
    code: QrCode
    printed: str
    """"Printed on Friday 15 January 2027", "" of what no day changes."""
    back: Link
    """To the page that leads to it; on a screen only."""


@dataclass(frozen=True, slots=True)
class PosterRow:
    """A date on a poster: its leaf, its title, and in one line when and where."""

    leaf_weekday: str
    leaf_day: str
    leaf_month: str
    start: str
    title: TextRun
    details: MixedText
    status_word: str = ""
    struck: bool = False
