"""Six errands on a telephone, from the first page to what was looked for, in at most three taps.

A tap is a link or a button; typing a word into a box is none, sending it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.checkers.loopback import serve_folder

pytestmark = pytest.mark.debian

NOW = "2027-01-15T15:00:00-05:00"
MOST_TAPS = 3


@dataclass
class Patron:
    """Somebody with a telephone 390 pixels wide, whose taps are counted."""

    page: Page
    has_script: bool
    taps: int = 0

    def tap(self, target: Locator) -> None:
        target.first.click()
        self.taps += 1

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name, exact=True)


@pytest.fixture(scope="module")
def address(town: Path) -> Iterator[str]:
    with serve_folder(town) as served:
        yield served


@pytest.fixture(scope="module", params=["with script", "without script"])
def phone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, bool]]:
    """One page for all errands, each of which begins on the first page; and whether scripts run in it."""
    has_script = request.param == "with script"
    page = browser.new_page(viewport={"width": 390, "height": 844}, java_script_enabled=has_script)
    if has_script:
        page.clock.set_fixed_time(NOW)
    yield page, has_script
    page.close()


@pytest.fixture
def patron(phone: tuple[Page, bool], address: str) -> Iterator[Patron]:
    page, has_script = phone
    page.goto(f"{address}/")
    somebody = Patron(page, has_script)
    yield somebody
    assert 0 < somebody.taps <= MOST_TAPS


def is_free(slip: Locator) -> Locator:
    """Of these slips and lines, those that say that it is free."""
    return slip.filter(has_text="Free")


def test_something_free_tonight(patron: Patron) -> None:
    patron.tap(patron.link("Tonight"))
    free = is_free(patron.page.locator('section[data-day="2027-01-15"] .slip:visible'))
    title = free.locator("h3 a").first.inner_text()
    patron.tap(free.locator("h3 a"))
    expect(patron.page.locator("h1")).to_contain_text(title)
    expect(patron.page.locator(".block")).to_contain_text("15 January")
    expect(patron.page.locator(".block")).to_contain_text("Free.")


def test_something_for_a_four_year_old_on_saturday(patron: Patron) -> None:
    patron.tap(patron.link("Under 6"))
    saturday = patron.page.locator("section.day", has_text="Saturday 30 January")
    patron.tap(saturday.locator(".slip a", has_text="Dads' Saturday Pancakes"))
    expect(patron.page.locator(".chosen:visible")).to_contain_text("Sat 30 January")
    assert patron.page.evaluate("scrollY") == 0


def test_something_in_arabic(patron: Patron) -> None:
    patron.tap(patron.link("In Arabic"))
    expect(patron.page.locator("h1")).to_contain_text("Arabic")
    slip = patron.page.locator(".slip", has_text="Arabic")
    patron.tap(slip.locator("h3 a"))
    expect(patron.page.locator(".for-me")).to_contain_text("Arabic")


def test_something_without_steps(patron: Patron) -> None:
    patron.tap(patron.link("Step-free"))
    patron.tap(patron.page.locator(".slip h3 a"))
    expect(patron.page.locator(".for-me .yes").first).to_contain_text("Step-free")


def test_an_event_by_its_name(patron: Patron) -> None:
    patron.tap(patron.link("Find events"))
    if patron.has_script:
        patron.page.get_by_label("Search by word").fill("chair yoga")
        patron.page.get_by_label("Search by word").press("Enter")
        result = patron.page.locator(".results .slip", has_text="Chair Yoga")
    else:
        result = patron.page.locator(".slip", has_text="Chair Yoga")
    patron.tap(result.locator("h3 a"))
    expect(patron.page.locator("h1")).to_contain_text("Chair Yoga")


@pytest.mark.parametrize("telephone", ["iPhone", "Android"])
def test_a_subscription_on_either_telephone(patron: Patron, telephone: str) -> None:
    pocket = patron.page.locator(".pocket")
    assert (pocket.get_by_role("link", name="Subscribe", exact=True).get_attribute("href") or "").startswith(
        "webcal://board.alder-crossing.example/"
    )
    patron.tap(pocket.get_by_role("link", name="How to, on your phone or computer"))
    expect(patron.page.locator("main")).to_contain_text(telephone)
    expect(patron.page.locator("main code").first).to_contain_text("events/calendar.ics")
