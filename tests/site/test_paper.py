"""Sheets as Chromium prints them: how many pages, how large the type, what is cut off; in three languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PageObject, PdfReader

from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.model.board import Board
from bulletin.plan import plan_site
from bulletin.render import Renderer
from tests.plain_theme import plain_theme

pytestmark = pytest.mark.debian

TODAY = date(2027, 1, 15)
SHEETS = ("print/week/", "print/large/", "print/month/")
LANGUAGES = ("", "fr/", "ar/")
DATES, DAILIES = 230, 12
MOST_READ = 3
PAPERS = {"A4": (595, 842), "Letter": (612, 792)}

BOARD = """\
title: Oak and Alder Valley Community Board
url: https://board.oak.example/
uid_domain: oak.example
timezone: America/Toronto
languages: [en, fr, ar]
locales: {en: en-CA, fr: fr-CA, ar: ar}
clock: CLOCK
library: partner-0
notices:
  - text: "**The library is closed on Monday** for repairs of the roof. The book drop and the hall stay open."
"""
PARTNER = "name: Partner number {n}\ncontact: {{phone: 555-01{n:02}}}\n"
TITLE = "Evening of songs, soup and stories no. {n:03}"
"""As long as titles should be at most: 40 characters."""
EVENT = """\
title: {title}
start: 2027-01-{day:02} {hour}:{minute:02}
duration: 1 h
address: {n} Long Street of the Valley
cost: {cost}
audience: {audience}
registration: required
translations:
  fr: {{title: "Soirée de chants, de soupe, de mots {n:03}"}}
  ar: {{title: "أمسية من الأغاني والحساء والحكايات {n:03}"}}
"""
DAILY = """\
title: Supper and a bed for the night no. {n}
start: 2027-01-01 18:00
end: 20:00
repeat: every day
address: {n} Willow Street
cost: free
"""


class Print(NamedTuple):
    """What stands on a printed page: its size in points, its text, and the text by the size of its type."""

    width: float
    height: float
    text: str
    sizes: Mapping[float, str]


def _crowded_board(clock: str) -> Board:
    """Over 300 dates in the coming week: 230 events, and a dozen things that are on every day."""
    files = {"board.yaml": BOARD.replace("CLOCK", clock)}
    for n in range(60):
        files[f"partners/partner-{n}.yaml"] = PARTNER.format(n=n)
    for n in range(DATES):
        files[f"events/partner-{n % 60}/event-{n}.yaml"] = EVENT.format(
            n=n,
            title=TITLE.format(n=n),
            day=15 + n % 7,
            hour=9 + n % 9,
            minute=n % 4 * 15,
            cost=("free", "5", "pay what you can")[n % 3],
            audience=("general", "adults", "teens")[n % 3],
        )
    for n in range(DAILIES):
        files[f"events/partner-{n}/daily-{n}.yaml"] = DAILY.format(n=n)
    loaded = load_board(Sources({path: text.encode() for path, text in sorted(files.items())}))
    assert [str(problem) for problem in loaded.problems if problem.is_error] == []
    assert loaded.board is not None
    return loaded.board


def _write_sheets(board: Board, folder: Path) -> None:
    theme = plain_theme()
    site = plan_site(board, TODAY)
    renderer = Renderer(theme, site.layouts)
    wanted = {f"{language}{sheet}" for language in LANGUAGES for sheet in SHEETS}
    files = [(asset.path, asset.data) for asset in theme.assets]
    files += [(page.path, renderer.render(page.make())) for page in site.pages if page.route in wanted]
    for path, data in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crowded")
    _write_sheets(_crowded_board("24"), folder)
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def prints(crowded: Path, browser: Browser) -> Callable[[str, str], list[Print]]:
    """`prints("fr/print/week/", "A4")` are the pages of a sheet; printed once."""
    opened = browser.new_page()

    @cache
    def printed(route: str, paper: str) -> list[Print]:
        return _print(opened, crowded, route, paper)

    return printed


def _print(page: Page, folder: Path, route: str, paper: str) -> list[Print]:
    page.goto((folder / route / "index.html").as_uri())
    pages = PdfReader(BytesIO(page.pdf(format=paper))).pages
    # Of a hundred pages of large print, the first ones are like the rest.
    return [_read(each) for each in pages[:MOST_READ]] + [Print(0, 0, "", {})] * (len(pages) - MOST_READ)


def _read(page: PageObject) -> Print:
    sizes: dict[float, str] = {}

    def note(text: str, matrix: list[float], of_text: list[float], font: object, size: float) -> None:
        if text.strip():
            points = round(size * abs(of_text[3] * matrix[3]), 1)
            sizes[points] = sizes.get(points, "") + text

    text = normalize("NFKC", page.extract_text(visitor_text=note))
    return Print(float(page.mediabox.width), float(page.mediabox.height), " ".join(text.split()), sizes)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_week_and_the_month_of_a_crowded_board_are_one_page_each(
    prints: Callable[[str, str], list[Print]], paper: str
) -> None:
    for language in LANGUAGES:
        for sheet in ("print/week/", "print/month/"):
            (only,) = prints(f"{language}{sheet}", paper)
            assert (only.width, only.height) == pytest.approx(PAPERS[paper], abs=1.5)


def test_longer_hours_still_leave_the_week_on_one_page(tmp_path: Path, page: Page) -> None:
    _write_sheets(_crowded_board("12"), tmp_path)
    for language in LANGUAGES:
        (only,) = _print(page, tmp_path, f"{language}print/week/", "Letter")
        assert only.text


def test_type_on_sheets_is_as_large_as_it_must_be(prints: Callable[[str, str], list[Print]]) -> None:
    for sheet, smallest in (("print/week/", 12), ("print/month/", 12), ("print/large/", 18)):
        for language in LANGUAGES:
            sizes = prints(f"{language}{sheet}", "A4")[0].sizes
            assert min(sizes) >= smallest, (language, sheet, sizes[min(sizes)][:80])
    assert {12.5, 25} <= prints("print/week/", "A4")[0].sizes.keys()
    assert {20, 24} <= prints("print/large/", "A4")[0].sizes.keys()


def test_nothing_on_a_sheet_is_cut_off_or_stands_outside_it(crowded: Path, page: Page) -> None:
    page.set_viewport_size({"width": 718, "height": 980})
    page.emulate_media(media="print")
    for language in LANGUAGES:
        for sheet in SHEETS:
            page.goto((crowded / language / sheet / "index.html").as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= 718, (language, sheet)
            cut = """[...document.querySelectorAll('h1, h2, h3, p, li, th, td')]
                .filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.textContent)"""
            assert page.evaluate(cut) == [], (language, sheet)


def test_what_fits_stands_there_whole_and_the_rest_is_counted(
    prints: Callable[[str, str], list[Print]],
) -> None:
    text = prints("print/week/", "Letter")[0].text
    named = set(re.findall(r"no\. (\d{3})", text))
    assert len(named) >= 8
    for number in named:
        assert TITLE.format(n=int(number)) in text
    counted = re.search(r"And (\d+) more: board\.oak\.example/events", text)
    assert counted is not None
    assert int(counted[1]) + len(named) + text.count("Supper and a bed") == DATES + DAILIES


def test_a_sheet_says_how_room_is_shared_until_when_it_holds_and_whom_to_call(
    prints: Callable[[str, str], list[Print]],
) -> None:
    text = prints("print/week/", "A4")[0].text
    for said in (
        "at most 4 lines for each partner, what is rare first",
        "Printed on Friday 15 January 2027.",
        "Valid until Thu 21 Jan",
        "Call the library: 555-0100",
        "The library is closed on Monday for repairs",
        "All events, times and who to ask: board.oak.example",
    ):
        assert said in text


def test_the_pages_of_large_print_are_numbered(prints: Callable[[str, str], list[Print]]) -> None:
    pages = prints("print/large/", "A4")
    assert len(pages) > MOST_READ
    for number, each in enumerate(pages[:MOST_READ], 1):
        assert f"{number} / {len(pages)}" in each.text
