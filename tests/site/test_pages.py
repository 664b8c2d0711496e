"""Pages as browsers, checkers and people with old devices see them: one of each kind, and the HTML of all."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.checkers.axe import check_accessibility, check_dark_colours
from tests.checkers.loopback import serve_folder
from tests.checkers.vnu import check_html
from tests.effort import REPEATS_ITSELF
from tests.site.building import CHECKOUT

pytestmark = pytest.mark.debian

NOW = "2027-01-15T09:00:00-05:00"
KINDS = {
    "home": "",
    "agenda": "events/",
    "month": "events/2027/01/",
    "day": "events/2027/01/16/",
    "event": "events/alder-library/kids-robot-club/",
    "event-of-many-dates": "events/willow-street-shelter/evening-intake/",
    "event-with-a-picture": "events/astronomy-club/star-night/",
    "partner": "partners/alder-library/",
    "venue": "venues/main-library/",
    "category": "categories/making/",
    "index": "partners/",
    "text": "pages/about/",
    "week-on-paper": "print/week/",
    "month-on-paper": "print/month/",
    "digest": "digest/",
    "submit": "submit/",
    "lost": "404.html",
}
CHECKED_PART = "ar" if REPEATS_ITSELF else ""
"""The Arabic pages of the town hold all that the others do, and marks of what is in other languages."""
POLICY = "violates Content Security Policy (meta tag)"
PHONE = (390, 844)
NARROW = (320, 700)


@pytest.fixture(scope="module")
def address(town: Path) -> Iterator[str]:
    """Where the sample town can be looked at, without a slash at the end."""
    with serve_folder(town) as served:
        yield served


def _addresses(address: str, *languages: str) -> Iterator[tuple[str, str]]:
    """The address of one page of each kind, in each language, with a name for messages."""
    for language in languages:
        for kind, route in KINDS.items():
            if kind != "lost" or not language:
                yield f"{kind} {language}".strip(), f"{address}/{language}{route}"


@contextmanager
def _open(browser: Browser, width: int = 1280, height: int = 900) -> Iterator[Page]:
    """A page to look at the town with, on the town's day, whatever day it is where the tests run.

    It is led from address to address: each page that is opened is a process that starts from nothing.
    None that it was led to may complain, ask another host or leave anything behind.
    """
    viewport: ViewportSize = {"width": width, "height": height}
    complaints: list[str] = []
    asked: set[str] = set()
    with browser.new_context(
        viewport=viewport, color_scheme="light", timezone_id="America/Toronto"
    ) as context:
        context.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
        page = context.new_page()
        page.clock.set_fixed_time(NOW)
        yield page
        assert complaints == []
        assert asked == {urlsplit(page.url).netloc}
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert context.cookies() == []


@pytest.mark.parametrize(("site", "part"), [("full", ""), ("town", CHECKED_PART)])
def test_the_nu_checker_finds_nothing_on_any_page(
    site: str, part: str, request: pytest.FixtureRequest
) -> None:
    # The checker judges a policy by a file's own address, where nothing is "self"; the browser knows better.
    found = [line for line in check_html(request.getfixturevalue(site) / part) if POLICY not in line]
    assert found[:20] == []


@pytest.mark.parametrize("language", ["", "ar/"], ids=["left-to-right", "right-to-left"])
def test_axe_finds_nothing_on_a_page_of_each_kind_light_or_dark_and_none_complains(
    browser: Browser, address: str, language: str
) -> None:
    found = []
    with _open(browser) as page:
        for kind, url in _addresses(address, language):
            page.goto(url)
            found += [f"{kind}: {violation}" for violation in check_accessibility(page)]
            if not language or not REPEATS_ITSELF:  # the palette knows no language
                found += [f"{kind} (dark): {violation}" for violation in check_dark_colours(page)]
    assert found[:20] == []


def test_no_kind_of_page_scrolls_sideways_on_the_narrowest_phone(browser: Browser, address: str) -> None:
    wide = []
    with _open(browser, *NARROW) as page:
        for kind, url in _addresses(address, "", "ar/"):
            page.goto(url)
            width = page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
            if width > NARROW[0]:
                wide.append(f"{kind}: {width}")
    assert wide == []


def test_the_first_event_of_today_stands_above_the_fold_of_a_phone(browser: Browser, address: str) -> None:
    with _open(browser, *PHONE) as page:
        for language in ("", "fr/", "ar/"):
            page.goto(f"{address}/{language}")
            masthead = page.locator(".masthead").bounding_box()
            assert masthead is not None
            assert masthead["height"] <= 104
            first = page.locator(".day.today .slip h3").first
            box = first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= PHONE[1], (language, box)


def test_without_script_every_kind_of_page_says_the_same(browser: Browser, address: str) -> None:
    said: dict[bool, dict[str, int]] = {}
    for script in (True, False):
        with browser.new_context(java_script_enabled=script, timezone_id="America/Toronto") as context:
            page = context.new_page()
            if script:
                page.clock.set_fixed_time(NOW)
            said[script] = {}
            for kind, url in _addresses(address, ""):
                page.goto(url)
                said[script][kind] = page.locator("main :is(h2, h3):not(.choices *):visible").count()
    assert said[True] == said[False]
    assert said[False]["home"] > 10


def test_every_control_can_be_reached_and_seen_with_the_keyboard(browser: Browser, address: str) -> None:
    with _open(browser) as page:
        page.goto(f"{address}/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
        for _ in range(12):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                """() => {
                    const style = getComputedStyle(document.activeElement);
                    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
                }"""
            )
            assert seen, page.evaluate("document.activeElement.outerHTML")


@pytest.mark.golden
def test_the_readme_shows_the_first_page(browser: Browser, address: str, update_golden: bool) -> None:
    picture = CHECKOUT / "docs" / "board.png"
    if update_golden:
        with _open(browser, width=1280, height=860) as page:
            page.goto(f"{address}/")
            page.screenshot(path=str(picture))
    data = picture.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", data[16:24]) == (1280, 860)
