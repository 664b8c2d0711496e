"""Sheets for walls and doors: a partner's sign and poster, and the flyer that asks for more events."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.model.event import Occurrence
from bulletin.model.partner import Partner
from bulletin.model.site.page_kinds import PageAddress
from bulletin.model.site.paper import PosterFrame, PosterRow
from bulletin.model.site.paper_values import PosterValues, SignValues
from bulletin.model.site.parts import EventCard, Link, MixedText
from bulletin.model.site.plan import Page
from bulletin.model.site.routes import SUBMIT, WAYS, kit_route, partner_route
from bulletin.model.site.taking_part import RecruitingValues
from bulletin.plan.coming_up import coming_up
from bulletin.plan.events.cards import event_card, time_words
from bulletin.plan.events.facts import contact_values
from bulletin.plan.layout import PageMetadata, page_at
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import join_words, localized, plain_words
from bulletin.plan.pages.directory import events_of
from bulletin.plan.pages.planner import PagePlanner
from bulletin.plan.pages.ways import plan_ways_words
from bulletin.plan.paper.frame import address_parts, shared_code
from bulletin.plan.paper.space import MILLIMETRE, SHEET_HEIGHT, SHEET_WIDTH, count_lines

MOST_ROWS = 8
NAMES = {"large": (54, 60, 2), "middle": (40, 46, 3), "small": (28, 34, 4)}
"""How a name is set: its size, from one of its lines to the next, and on how many lines at most. In points,
as `static/poster.css` has them."""
TITLE, TITLE_LINE = 22, 27
DETAIL, DETAIL_LINE = 18, 23
BESIDE_LEAF = SHEET_WIDTH - 31 * MILLIMETRE
LOWEST_ROW = 25 * MILLIMETRE
ROW_GAP = 14
AROUND_ROWS = 62 * MILLIMETRE
"""What stands above and below the rows, but for the name."""
MEASURED = 0.95
"""How wide letters are beside those of the widest typeface there is; names stand in a narrower one."""


def plan_sign(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/partners/<partner>/kit/sign/`: what no day changes, to be hung up for good."""
    partner: Partner = address.subject
    values = SignValues(
        poster=_frame(local, partner, "kit.sign", "sign.call"),
        name=localized(local, partner.name, partner.text_language),
        size=_size_of(partner.name),
    )
    return page_at(local, address, values, PageMetadata(f"{values.poster.title}: {partner.name}"))


def plan_poster(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/partners/<partner>/kit/poster/`."""
    partner: Partner = address.subject
    size = _size_of(partner.name)
    _, line, _ = NAMES[size]
    rows = [_row(local, one) for one in coming_up(local, events_of(local, partner).events, MOST_ROWS)]
    room = SHEET_HEIGHT - AROUND_ROWS - line * _lines_of(partner.name, size)
    day = local.dates.day(local.today, "weekday_day_month_year")
    values = PosterValues(
        poster=_frame(local, partner, "kit.poster", "poster.call", local.phrase("paper.printed", day=day)),
        name=localized(local, partner.name, partner.text_language),
        size=size,
        rows=tuple(_fitting(rows, room)),
        empty="" if rows else local.phrase("paper.empty"),
    )
    return page_at(local, address, values, PageMetadata(f"{values.poster.title}: {partner.name}"))


def _frame(local: LocalizedBoard, partner: Partner, title: str, call: str, printed: str = "") -> PosterFrame:
    url = local.url(local.route_to(partner_route(partner.id)))
    return PosterFrame(
        title=local.phrase(title),
        call=local.phrase(call),
        address=address_parts(url),
        code=shared_code(local, url),
        printed=printed,
        back=Link(local.phrase("kit.back"), local.route_to(kit_route(partner.id))),
    )


def _size_of(name: str) -> str:
    """The largest size in which the name takes no more lines than it may."""
    return next((size for size, (_, _, most) in NAMES.items() if _lines_of(name, size) <= most), "small")


def _lines_of(name: str, size: str) -> int:
    return count_lines(name, NAMES[size][0] * MEASURED, SHEET_WIDTH, bold=True)


def _row(local: LocalizedBoard, one: Occurrence) -> PosterRow:
    card, writer = event_card(local, one), local.dates
    day = max(one.day, local.today)
    time, note = time_words(local, one)
    return PosterRow(
        leaf_weekday=writer.day(day, "leaf_weekday"),
        leaf_day=str(day.day),
        leaf_month=writer.day(day, "leaf_month"),
        start=card.start,
        title=card.title,
        details=join_words((" ".join(filter(None, (time, note))), card.place, *_free(card)), " · "),
        status_word=card.status_word,
        struck=card.struck,
    )


def _free(card: EventCard) -> Iterator[MixedText]:
    return (fact.text for fact in card.facts if fact.kind == "free")


def _fitting(rows: list[PosterRow], room: float) -> Iterator[PosterRow]:
    """As many rows as there is room for."""
    for row in rows:
        room -= _height(row)
        if room < 0:
            return
        yield row


def _height(row: PosterRow) -> float:
    title = f"{row.status_word} {row.title.text}"
    lines = TITLE_LINE * count_lines(title, TITLE * MEASURED, BESIDE_LEAF, bold=True)
    lines += DETAIL_LINE * count_lines(plain_words(row.details), DETAIL, BESIDE_LEAF)
    return max(lines, LOWEST_ROW) + ROW_GAP


def plan_recruiting(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/submit/flyer/`: "Put your events on the board"."""
    found = plan_ways_words(local)
    url = local.url(local.route_to(SUBMIT))
    values = RecruitingValues(
        poster=PosterFrame(
            title=found.words["flyer_title"],
            call=found.words["flyer_call"],
            address=address_parts(url),
            code=shared_code(local, url),
            printed="",
            back=Link(local.phrase("nav.ways"), local.route_to(WAYS)),
        ),
        words=found.words,
        ways=found.ways,
        contact=contact_values(local, local.board.info.contact),
        lang=found.lang,
        dir=found.dir,
    )
    return page_at(local, address, values, PageMetadata(values.poster.title))


PLANNERS = {
    "sign": PagePlanner(plan_sign),
    "poster": PagePlanner(plan_poster),
    "recruiting": PagePlanner(plan_recruiting),
}
