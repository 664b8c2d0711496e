"""What a page says on a day on which nobody rebuilt it, by the board's clock, wherever its reader is."""

from __future__ import annotations

from collections.abc import Iterator
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

SEEN = """() => {
  const seen = (css) => [...document.querySelectorAll(css)].filter((one) => one.checkVisibility());
  return {
    slips: seen(".slips [data-end]").map((one) => one.dataset.end),
    days: seen("section[data-day]").map((one) => [one.dataset.day, one.querySelector("h2").textContent]),
    marked: [...document.querySelectorAll("section.today, td.today")].map((one) => one.dataset.day),
    notices: seen("[data-until]").map((one) => one.dataset.until),
    age: document.querySelector(".made").textContent + document.querySelector(".stale").textContent,
  };
}"""


@pytest.fixture(scope="module")
def address(town: Path) -> Iterator[str]:
    with serve_folder(town) as served:
        yield served


def look(browser: Browser, zone: str, url: str, now: datetime) -> dict[str, Any]:
    with browser.new_context(timezone_id=zone) as context:
        page = context.new_page()
        page.clock.set_fixed_time(now)
        page.goto(url)
        page.wait_for_function("document.body.dataset.kept === 'true'")
        found: dict[str, Any] = page.evaluate(SEEN)
        return found


def is_over(end: str, now: datetime) -> bool:
    if len(end) > 10:
        return datetime.fromisoformat(end) <= now
    return bool(end) and date.fromisoformat(end) < now.date()


@pytest.mark.parametrize("days", LATER)
@pytest.mark.parametrize(("zone", "hour"), READERS)
def test_the_first_page_stays_true_and_never_runs_dry(
    browser: Browser, address: str, zone: str, hour: int, days: int
) -> None:
    today = MADE + timedelta(days=days)
    now = datetime(today.year, today.month, today.day, hour, 30, tzinfo=BOARD)
    found = look(browser, zone, f"{address}/", now)
    assert found["slips"]
    assert [end for end in found["slips"] if is_over(end, now)] == []
    assert [day for day, _ in found["days"] if not today.isoformat() <= day] == []
    assert [day for day, _ in found["days"]] == sorted({day for day, _ in found["days"]})
    assert [day for day, words in found["days"] if words.startswith("Today, ")] in ([], [today.isoformat()])
    assert set(found["marked"]) <= {today.isoformat()}
    assert [until for until in found["notices"] if until < today.isoformat()] == []
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
    found = look(browser, "America/Los_Angeles", f"{address}/{route}", now)
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


def test_the_day_is_named_as_its_language_names_it(browser: Browser, address: str) -> None:
    now = datetime(2027, 1, 23, 14, tzinfo=BOARD)
    french = look(browser, "Europe/Brussels", f"{address}/fr/", now)
    arabic = look(browser, "Europe/Brussels", f"{address}/ar/", now)
    assert [words for _, words in french["days"]][:2] == [
        "Aujourd’hui, samedi 23 janvier",
        "Demain, dimanche 24 janvier",
    ]
    assert arabic["days"][0][1] == "اليوم، السبت 23 يناير"
