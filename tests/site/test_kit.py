"""What partners take home, in Chromium: frames within somebody else's page, and sheets, in four languages."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bulletin.manual.partners import PICTURES, Picture
from bulletin.plan import plan_site
from bulletin.render import Renderer
from bulletin.render.html.themes import load_theme, packaged_themes
from tests.checkers.axe import check_accessibility
from tests.checkers.loopback import serve_folder
from tests.plan.boards import TODAY, make_board
from tests.site.building import CHECKOUT
from tests.site.crawling import crawl, file_at, resolve

pytestmark = pytest.mark.debian

LANGUAGES = ("", "fr/", "ar/", "es/")
PAGES = ("partners/oak/kit/", "partners/oak/embed/", "submit/ways/")
SHEETS = ("partners/oak/kit/sign/", "partners/oak/kit/poster/", "submit/flyer/")
CHECKED = (
    *(f"{language}{page}" for language in LANGUAGES for page in PAGES),
    *(f"ar/{page}" for page in (*SHEETS, "partners/oak/embed/compact/dark/")),
)
"""A sheet holds the same in each language; the Arabic one holds marks of other languages too."""
KINDS = {"kit", "embed", "sign", "poster", "ways", "recruiting"}
URL = "https://board.example/town/"
BOARD = """\
title: Oak and Alder Valley Community Board
url: https://board.example/town/
uid_domain: oak.example
timezone: America/Toronto
languages: [en, fr, ar, es]
clock: 12
library: oak
contact: {phone: 555-0100, email: board@oak.example}
repository: https://git.example/oak/board
"""
NAME = "Friends of the Oak and Alder Valley Public Library"
EVENT = """\
title: {title}
start: 2027-01-{day} 19:00
duration: 90 min
address: 12 Long Street of the Valley, beside the old mill
cost: free
status: {status}
categories: {category}
translations:
  ar: {{title: "أمسية طويلة من الأغاني والحساء والحكايات في الوادي القديم"}}
"""
TITLES = (
    "Story time",
    "Evening of songs, soup and stories from the old valley, for everybody who likes them",
)
WIDTHS = (320, 600)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit of a partner with long names, and the ways to hand in."""
    files = {"partners/oak.yaml": f"name: {NAME}\ncontact: {{phone: 555-0100}}\n"}
    for n in range(9):
        files[f"events/oak/event-{n}.yaml"] = EVENT.format(
            title=TITLES[n > 0],
            day=16 + n,
            status=("cancelled", "scheduled")[n % 2],
            category=("food", "books", "making")[n % 3],
        )
    folder = tmp_path_factory.mktemp("kit")
    plan = plan_site(make_board(files, board=BOARD), TODAY)
    theme = load_theme((packaged_themes(),), "plain")
    renderer = Renderer(theme, plan.layouts)
    made = [(asset.path, asset.data) for asset in theme.assets]
    made += [(page.path, renderer.render(page.make())) for page in plan.pages if page.kind in KINDS]
    for path, data in made:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where it can be looked at, without a slash at the end."""
    with serve_folder(site) as served:
        yield served


def test_a_frame_in_somebody_elses_page_shows_its_rows_without_a_scroll_bar(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    with browser.new_context(viewport={"width": 700, "height": 900}) as context:
        page = context.new_page()
        lines = []
        for language in LANGUAGES:
            page.goto(f"{address}/{language}partners/oak/kit/")
            lines += [field.input_value() for field in page.locator("textarea").all()]
        assert len(lines) == 4 * len(LANGUAGES)
        frames = "".join(line.replace(URL, f"{address}/").replace(' loading="lazy"', "") for line in lines)
        columns = "".join(f'<div style="width:{width}px">{frames}</div>' for width in WIDTHS)
        (tmp_path / "index.html").write_text(
            f'<!doctype html><meta charset="utf-8">{columns}', encoding="utf-8"
        )
        asked: set[str] = set()
        context.on("request", lambda request: asked.add(request.url))
        with serve_folder(tmp_path) as foreign:
            page.goto(foreign)
            assert len(page.frames) == 1 + len(WIDTHS) * len(lines)
            for frame in page.frames[1:]:
                seen = frame.evaluate(
                    """() => ({
                        over: ["Width", "Height"].map((of) => {
                            const root = document.documentElement;
                            return root[`scroll${of}`] - root[`client${of}`];
                        }),
                        lowest: document.querySelector("footer").getBoundingClientRect().bottom - innerHeight,
                        laps: [...document.querySelectorAll("li")]
                            .filter((row) => row.scrollHeight > row.clientHeight + 1).length,
                        rows: document.querySelectorAll("li").length,
                        outside: [...document.links].filter((link) => link.target !== "_top").length,
                    })"""
                )
                rows = 8 if "/compact/" in frame.url else 5
                wanted = {"over": [0, 0], "laps": 0, "rows": rows, "outside": 0}
                assert {name: seen[name] for name in wanted} == wanted, frame.url
                assert seen["lowest"] <= 0, frame.url
            assert all(url.startswith((address, foreign)) for url in asked)


def test_axe_finds_nothing_and_nothing_is_too_wide_in_four_languages(browser: Browser, address: str) -> None:
    found: list[str] = []
    with browser.new_context(viewport={"width": 320, "height": 700}, color_scheme="light") as context:
        page = context.new_page()
        page.on("console", lambda message: found.append(message.text))
        for route in CHECKED:
            page.goto(f"{address}/{route}")
            found += [f"{route}: {violation}" for violation in check_accessibility(page)]
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                found.append(f"{route} is too wide")
    assert found == []


def test_each_page_with_all_it_fetches_weighs_at_most_50_kb(site: Path) -> None:
    for path, page in crawl(site).items():
        fetched = {file_at(resolve(page.url, address)[0]) for address in page.fetched()}
        names = [path, *(name for name in fetched if name)]
        assert sum(len(gzip.compress((site / name).read_bytes())) for name in names) <= 50 * 1024, path


def test_a_button_copies_the_line(browser: Browser, address: str) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{address}/partners/oak/kit/")
        page.get_by_role("button", name="Copy the line").first.click()
        page.get_by_role("button", name="Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == page.locator("textarea").first.input_value()


def test_every_sheet_is_one_page_with_large_type(browser: Browser, address: str) -> None:
    from pypdf import PdfReader

    page, seen = browser.new_page(), browser.new_page()
    seen.emulate_media(media="print")
    for language in ("fr/", "ar/"):
        for sheet in SHEETS:
            page.goto(f"{address}/{language}{sheet}")
            for paper in ("A4", "Letter"):
                assert len(PdfReader(BytesIO(page.pdf(format=paper))).pages) == 1, (language, sheet, paper)
        seen.goto(f"{address}/{language}partners/oak/kit/poster/")
        sizes = seen.evaluate(
            """[...document.querySelectorAll(".dates :is(h2, p), .call, .address")]
                .map((each) => parseFloat(getComputedStyle(each).fontSize))"""
        )
        assert min(sizes) >= 24, "18 points are 24 pixels"
    page.close()
    seen.close()


ALL_PICTURES = [picture for pictures in PICTURES.values() for picture in pictures]
TYPED = {
    "title": "Winter Constellations",
    "day": "2027-02-12",
    "from": "19:30",
    "until": "21:00",
    "venue": "Library",
}


def _take(page: Page, address: str, picture: Picture) -> bytes:
    """The picture, of the town's day; of a long page its first part."""
    page.goto(f"{address}/{picture.route}")
    if picture.name != "slip.webp":
        return page.screenshot(clip={"x": 0, "y": 0, "width": 860, "height": 1180}, full_page=True)
    for name, text in TYPED.items():
        page.locator(f"#{name}").fill(text)
    page.locator("#contact").fill("555-0123")
    page.locator("[name=cost]").first.check()
    page.locator(".preview .slip").wait_for()
    return page.locator("section", has=page.locator(".preview")).screenshot()


@pytest.mark.golden
def test_the_pictures_of_the_manual_show_pages_that_there_are(
    browser: Browser, town: Path, update_golden: bool
) -> None:
    """`make golden` takes them anew."""
    from PIL import Image

    folder = CHECKOUT / "docs" / "partners"
    if update_golden:
        folder.mkdir(exist_ok=True)
        with (
            serve_folder(town) as served,
            browser.new_context(viewport={"width": 860, "height": 1180}) as context,
        ):
            page = context.new_page()
            page.clock.set_fixed_time("2027-01-15T09:00:00-05:00")
            for picture in ALL_PICTURES:
                Image.open(BytesIO(_take(page, served, picture))).save(folder / picture.name, quality=70)
    manual = (CHECKOUT / "docs" / "partners.md").read_text(encoding="utf-8")
    shown = re.findall(r"\]\(partners/([\w.-]+)\)", manual)
    assert sorted(shown) == sorted(each.name for each in ALL_PICTURES)
    assert sorted(shown) == sorted(path.name for path in folder.iterdir())
    for picture in ALL_PICTURES:
        assert (town / picture.route / "index.html").is_file(), picture
        assert (folder / picture.name).stat().st_size < 100_000, picture
