"""What every sheet says around its dates, and how much room that takes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from bulletin.model.recurrence import DAY
from bulletin.model.site.paper import Flyer, QrCode, SheetFrame
from bulletin.model.site.parts import Link, NoticeLine
from bulletin.model.site.routes import AGENDA, HOME
from bulletin.plan.layout import plan_layout
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import plain_words
from bulletin.plan.paper.codes import qr_code
from bulletin.plan.paper.space import MILLIMETRE, SHEET_WIDTH, count_lines

WEEK = 7 * DAY
SHEETS = ("week", "large", "month")
LINE = 15
"""From one line to the next, of text of 12 and 12.5 points."""
CODE = 25 * MILLIMETRE
BESIDE_LEAF = SHEET_WIDTH - 42 * MILLIMETRE
BESIDE_CODE = SHEET_WIDTH - 31 * MILLIMETRE
IN_A_BOX = SHEET_WIDTH - 9 * MILLIMETRE
SERIF = 0.92
"""How wide the letters of names are, beside those of the rest."""
MOST_NOTICE_LINES = 9

_TAG = re.compile(r"<[^<>]*>")
_AFTER_SLASH = re.compile(r"(?<=/)")


def print_route(sheet: str) -> str:
    return f"print/{sheet}/"


def short_address(url: str) -> str:
    """An address as people type it: without scheme, and without a slash at its end."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")


def whole_days(local: LocalizedBoard) -> str:
    """ "15 – 21 January 2027": what is kept is found years later."""
    writer, first, last = local.dates, local.today, local.today + WEEK - DAY
    if first.year != last.year:
        form = "day_month_year"
    else:
        form = "day_month" if first.month != last.month else "day"
    return local.phrase("time.span", first=writer.day(first, form), last=writer.day(last, "day_month_year"))


def address_parts(url: str) -> tuple[str, ...]:
    """The same in pieces, between which a line may end: "board.example/", "partners/", "oak"."""
    return tuple(_AFTER_SLASH.split(short_address(url)))


def sheet_frame(
    local: LocalizedBoard, title: str, sheet: str, until: date, rules: Iterable[str] = ()
) -> SheetFrame:
    """What a sheet says that holds until a day. `rules` are by what its dates were chosen."""
    layout, phrase = plan_layout(local), local.phrase
    home = local.url(local.route_to(HOME))
    return SheetFrame(
        title=title,
        valid_until=_leaf(local, until),
        valid_until_iso=until.isoformat(),
        notices=tuple(_fitting(layout.notices)),
        agenda=short_address(local.url(local.route_to(AGENDA))),
        all_events=phrase("paper.all"),
        address=short_address(home),
        code=shared_code(local, home),
        printed=phrase("paper.printed", day=layout.made_on),
        ask=_ask(local),
        small=tuple(filter(None, (*rules, layout.disclaimer))),
        ways=tuple(_ways(local, sheet)),
    )


def plan_flyer(local: LocalizedBoard, route: str) -> Flyer:
    """What an event's page says when it is printed. `route` has no prefix."""
    url = local.url(local.route_to(route))
    day = local.dates.day(local.today, "weekday_day_month_year")
    return Flyer(short_address(url), qr_code(url), local.phrase("paper.printed", day=day))


def _leaf(local: LocalizedBoard, day: date) -> str:
    """A day as briefly as the leaf of a calendar says it: "Thu 21 Jan"."""
    writer = local.dates
    return f"{writer.day(day, 'leaf_weekday')} {day.day} {writer.day(day, 'leaf_month')}"


def shared_code(local: LocalizedBoard, url: str) -> QrCode:
    """The code of an address that several sheets lead to."""
    return local.cache.once(("code", url), lambda: qr_code(url))


def _ask(local: LocalizedBoard) -> str:
    """The library's telephone; the board's own where the library has none."""
    info = local.board.info
    library = local.board.partners.get(info.library)
    if library and library.contact.phone:
        return local.phrase("paper.ask_library", phone=library.contact.phone)
    return local.phrase("paper.ask", phone=info.contact.phone) if info.contact.phone else ""


def _fitting(notices: Iterable[NoticeLine]) -> Iterable[NoticeLine]:
    """As many notices as leave room for what the sheet is for."""
    room = MOST_NOTICE_LINES
    for notice in notices:
        room -= notice_lines(notice)
        if room < 0:
            return
        yield notice


def notice_lines(notice: NoticeLine) -> int:
    words = f"{notice.days} {_TAG.sub('', notice.html)}"
    return count_lines(words, 12, IN_A_BOX, bold=True)


def _ways(local: LocalizedBoard, sheet: str) -> Iterable[Link]:
    for each in SHEETS:
        route = print_route(each)
        if local.has_page(route):
            yield Link(local.phrase(f"paper.{each}"), local.route_to(route), current=each == sheet)
    yield Link(local.phrase("paper.back"), local.route_to(HOME))


def head_height(local: LocalizedBoard, frame: SheetFrame) -> float:
    """Of the title, the board's name, the rule below them and the notices."""
    name = count_lines(local.board.info.title, 25 * SERIF, BESIDE_LEAF, bold=True)
    title = count_lines(frame.title, 15, BESIDE_LEAF, bold=True)
    notices = sum(notice_lines(notice) * LINE + 20 for notice in frame.notices)
    return max(18.5 * title + 30 * name, 50) + 11 + notices


def foot_height(frame: SheetFrame) -> float:
    """Of the code and what stands beside it."""
    small = " ".join((*map(plain_words, frame.small), frame.printed))
    lines = LINE * (count_lines(frame.all_events, 12, BESIDE_CODE, bold=True))
    lines += 20 * count_lines(frame.address, 16 * SERIF, BESIDE_CODE, bold=True)
    lines += LINE * (count_lines(frame.ask, 12, BESIDE_CODE, bold=True) + count_lines(small, 12, BESIDE_CODE))
    return max(lines, CODE) + 7
