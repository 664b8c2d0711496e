"""What a page says on a day on which nobody rebuilt it, by the board's clock, wherever its reader is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser

from tests.checkers.loopback import serve_folder

pytestmark = pytest.mark.debian

MADE = date(2027, 1, 15)
BOARD = ZoneInfo("America/Toronto")
# Where the reader's clock is, and an hour of the board at which it is another day there.
READERS = [("Pacific/Auckland", 22), ("America/Los_Angeles", 1), ("Europe/Brussels", 20)]
LATER = [1, 8, 30, 90]
GIVEN_UP = "net::ERR_ABORTED"

SEEN = """() => {
  const seen = (css) => [...document.querySelectorAll(css)].filter((one) => one.checkVisibility());
  return {
    slips: seen(".slips [data-end]").map((one) => one.dataset.end),
    days: seen("section[data-day]").map((one) => [one.dataset.day, one.querySelector("h2").textContent]),
    marked: [...document.querySelectorAll("section.today, td.today")].map((one) => one.dataset.day ??
      `${one.closest("table").dataset.month}-${one.firstElementChild.textContent.padStart(2, "0")}`),
    notices: seen("[data-until]").map((one) => one.dataset.until),
    age: document.querySelector(".made").textContent + document.querySelector(".stale").textContent,
  };
}"""


@pytest.fixture(scope="module")
def address(town: Path) -> Iterator[str]:
    with serve_folder(town) as served:
        yield served


@contextmanager
def reader(browser: Browser, zone: str) -> Iterator[Callable[[str, datetime], dict[str, Any]]]:
    """What a reader sees at an address, whose clock is that of a zone."""
    with browser.new_context(timezone_id=zone) as context:
        page = context.new_page()

        def look(url: str, now: datetime) -> dict[str, Any]:
            page.clock.set_fixed_time(now)
            page.goto(url)
            page.wait_for_function("document.body.dataset.kept === 'true'")
            found: dict[str, Any] = page.evaluate(SEEN)
            return found

        yield look


def is_over(end: str, now: datetime) -> bool:
    if len(end) > 10:
        return datetime.fromisoformat(end) <= now
    return bool(end) and date.fromisoformat(end) < now.date()


@pytest.mark.parametrize(("zone", "hour"), READERS)
def test_the_first_page_stays_true_and_never_runs_dry(
    browser: Browser, address: str, zone: str, hour: int
) -> None:
    with reader(browser, zone) as look:
        for days in LATER:
            today = MADE + timedelta(days=days)
            now = datetime(today.year, today.month, today.day, hour, 30, tzinfo=BOARD)
            check_first_page(look(f"{address}/", now), now, days)


def check_first_page(found: dict[str, Any], now: datetime, days: int) -> None:
    today = now.date().isoformat()
    shown = [day for day, _ in found["days"]]
    assert found["slips"]
    assert [end for end in found["slips"] if is_over(end, now)] == []
    assert shown == sorted(set(shown))
    assert shown[0] >= today
    assert [day for day, words in found["days"] if words.startswith("Today, ")] in ([], [today])
    assert set(found["marked"]) <= {today}
    assert [until for until in found["notices"] if until < today] == []
    assert f"{days} days ago" in found["age"] or (days == 1 and "yesterday" in found["age"])


@pytest.mark.parametrize(
    ("route", "days", "shown"),
    [
        ("when/tomorrow/", 8, ["2027-01-24"]),
        ("when/tonight/", 3, ["2027-01-18"]),
        ("fr/when/weekend/", 1, ["2027-01-16", "2027-01-17"]),
        ("when/weekend/", 4, ["2027-01-23", "2027-01-24"]),
    ],
)
def test_the_lists_of_near_days_move_on(
    browser: Browser, address: str, route: str, days: int, shown: list[str]
) -> None:
    now = datetime(2027, 1, 15, 1, tzinfo=BOARD) + timedelta(days=days)
    with reader(browser, "America/Los_Angeles") as look:
        found = look(f"{address}/{route}", now)
    assert [day for day, _ in found["days"]] == shown
    if "tonight" in route:
        assert found["slips"]
        assert min(end[11:13] for end in found["slips"]) >= "18"


def test_what_ended_earlier_today_is_folded_and_what_lasts_is_not(browser: Browser, address: str) -> None:
    with browser.new_context(timezone_id="Pacific/Auckland") as context:
        page = context.new_page()
        now = datetime(2027, 1, 15, 13, tzinfo=BOARD)
        page.clock.set_fixed_time(now)
        page.goto(f"{address}/")
        page.wait_for_function("document.body.dataset.kept === 'true'")
        folded = page.locator(".day.today .earlier li[data-end]")
        ends = folded.evaluate_all("all => all.map((one) => one.dataset.end)")
        assert ends
        assert all(is_over(end, now) for end in ends)
        assert page.locator(".earlier summary").inner_text() == f"Earlier today: {len(ends)}"
        assert not folded.first.is_visible()
        assert page.locator(".stale").is_hidden()


def test_the_day_is_named_as_its_language_names_it_in_a_folder_too(browser: Browser, town: Path) -> None:
    now = datetime(2027, 1, 23, 14, tzinfo=BOARD)
    with reader(browser, "Europe/Brussels") as look:
        french = look(f"{town.as_uri()}/fr/index.html", now)
        arabic = look(f"{town.as_uri()}/ar/index.html", now)
    assert [words for _, words in french["days"]][:2] == [
        "Aujourd’hui, samedi 23 janvier",
        "Demain, dimanche 24 janvier",
    ]
    assert arabic["days"][0][1] == "اليوم، السبت 23 يناير"


def test_what_is_fetched_leads_where_the_page_would_and_shows_its_pictures(
    browser: Browser, address: str
) -> None:
    failed: list[str] = []
    with browser.new_context(timezone_id="Europe/Brussels") as context:
        page = context.new_page()
        # Whatever else is still on its way when the link is followed is given up by the browser.
        page.on("requestfailed", lambda one: failed.append(one.url) if one.failure != GIVEN_UP else None)
        page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
        page.clock.set_fixed_time(datetime(2027, 2, 12, 9, tzinfo=BOARD))
        page.goto(f"{address}/fr/when/week/")
        page.wait_for_function("document.body.dataset.kept === 'true'")
        links = page.locator(".slips h3 a:visible").evaluate_all("all => all.map((one) => one.href)")
        assert links
        assert [link for link in links if not link.startswith(f"{address}/fr/events/")] == []
        page.locator(".slips h3 a:visible").first.click()
        assert page.locator("article.event h1").is_visible()
    assert failed == []
