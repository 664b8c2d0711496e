"""Narrowing and searching `/events/` as people do: in Chromium, from a folder, with the sample town."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests.site.building import CHECKOUT

pytestmark = pytest.mark.debian

NOW = datetime(2027, 1, 15, 14, tzinfo=UTC)
QUERIES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (CHECKOUT / "tests/site/queries.yaml").read_text("utf-8")
)
LANGUAGES = tuple(QUERIES)
ENOUGH = 0.95

SHOWN = """async (state) => {
    location.hash = state;
    const sorted = (given) => [...new URLSearchParams(given)].map((pair) => pair.join("=")).sort().join("&");
    const until = performance.now() + 10_000;
    while (sorted(document.querySelector(".results").dataset.shown) !== sorted(state)) {
        if (performance.now() > until) throw new Error(`never shown: ${state}`);
        await new Promise((done) => setTimeout(done, 5));
    }
    return [...document.querySelectorAll(".results .slip h3 a")].map((link) =>
        new URL(link.href).pathname.replace(/^.*events\\//, "").replace(/\\/[^/]*$/, ""));
}"""


class Find:
    """The page in one language, left open for several questions."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.said: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def open(self, language: str = "en", state: str = "", now: datetime = NOW) -> None:
        self.page.clock.set_fixed_time(now)
        prefix = "" if language == "en" else f"{language}/"
        self.page.goto("about:blank")
        self.page.goto(
            f"{(self.folder / prefix / 'events/index.html').as_uri()}{'#' if state else ''}{state}"
        )

    def shown(self, state: str) -> list[str]:
        """The events that stand there, in their order, once the address says so."""
        found: list[str] = self.page.evaluate(SHOWN, state)
        return found

    def heading(self) -> str:
        return self.page.locator(".results > h2").inner_text()


@pytest.fixture(scope="module")
def find(browser: Browser, town: Path) -> Iterator[Find]:
    context = browser.new_context(timezone_id="America/Vancouver", locale="en-CA")
    page = context.new_page()
    page.set_default_timeout(15_000)
    found = Find(page, town)
    yield found
    context.close()
    assert found.said == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_type_is_found_among_the_first_three(find: Find, language: str) -> None:
    find.open(language)
    missed = {}
    for typed, wanted in QUERIES[language].items():
        found = find.shown(urlencode({"q": typed}))[:3]
        helped = find.page.locator(".results :is(.less, .steps)").count()
        if not (set(found) & set(wanted) if wanted else helped):
            missed[typed] = found
    assert len(missed) <= (1 - ENOUGH) * len(QUERIES[language]), missed


def test_nothing_is_loaded_before_somebody_narrows_and_then_not_from_elsewhere(find: Find) -> None:
    asked: list[str] = []
    listen = lambda request: asked.append(request.url)  # noqa: E731
    find.page.on("request", listen)
    find.open()
    find.page.wait_for_load_state("networkidle")
    assert [url for url in asked if "find-" in url or "minisearch" in url] == []
    expect(find.page.locator(".whole")).to_be_visible()
    find.page.get_by_label("Free", exact=True).check()
    expect(find.page.locator(".results > h2")).to_have_text("Free events")
    find.page.remove_listener("request", listen)
    assert any("find-index.js" in url for url in asked)
    assert not any("minisearch" in url for url in asked)
    assert {url.split(":")[0] for url in asked} <= {"file", "about"}


def test_choices_combine_and_the_address_says_the_same(find: Find) -> None:
    find.open()
    page = find.page
    page.get_by_label("Next four weeks").check()
    page.get_by_label("Children 0 to 5", exact=True).check()
    page.get_by_label("Free", exact=True).check()
    expect(page.locator(".results > h2")).to_have_text(
        "Free events for children under 6 in the next four weeks"
    )
    assert page.url.endswith("#when=weeks&age=0-5&free=1")
    together = find.shown("when=weeks&age=0-5&free=1")
    assert len(together) == len(set(together))
    find.open(state="when=weeks&age=0-5&free=1")
    assert find.shown("when=weeks&age=0-5&free=1") == together
    expect(page.get_by_label("Free", exact=True)).to_be_checked()
    expect(page.get_by_role("status").first).to_have_text(re.compile(rf"^{len(together)} events\."))
    for state in ("when=weeks&age=0-5", "age=0-5&free=1"):
        assert set(together) <= set(find.shown(state))


def test_a_chip_takes_away_and_going_back_brings_it_again(find: Find) -> None:
    find.open()
    page = find.page
    page.get_by_label("Free", exact=True).check()
    page.get_by_label("Step-free", exact=True).check()
    expect(page.locator(".results > h2")).to_have_text("Free events with step-free access")
    page.get_by_role("button", name="Remove: Step-free").click()
    expect(page.locator(".results > h2")).to_have_text("Free events")
    page.go_back()
    expect(page.locator(".results > h2")).to_have_text("Free events with step-free access")
    page.locator(".chosen .clear").click()
    expect(page.locator(".whole")).to_be_visible()
    assert "#" not in page.url


def test_counts_beside_the_choices_say_what_each_would_find(find: Find) -> None:
    find.open(state="free=1")
    find.shown("free=1")
    choice = find.page.locator("li[data-value=tomorrow]")
    expect(choice.locator(".count")).to_have_text(str(len(find.shown("when=tomorrow&free=1"))))
    find.shown("free=1&when=weekend")
    arabic = find.page.locator("[data-name=language] li[data-value=ar]")
    expect(arabic.locator(".count")).to_have_text(str(len(find.shown("free=1&when=weekend&language=ar"))))


def test_one_day_and_the_hours_of_a_day_narrow_too(find: Find) -> None:
    find.open()
    day = find.shown("day=2027-01-20")
    assert "alder-library/baby-and-toddler-storytime" in day
    assert find.heading() == "Events on Wednesday 20 January"
    parts = [set(find.shown(f"day=2027-01-20&time={part}")) for part in ("morning", "afternoon", "evening")]
    assert set().union(*parts) <= set(day)
    assert "alder-library/baby-and-toddler-storytime" in parts[0] - parts[1] - parts[2]


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("free tomorrow", "q=free&day=2027-01-16"),
        ("weekend", "when=weekend"),
        ("this evening", "when=tonight"),
    ],
)
def test_days_that_are_typed_narrow_to_them(find: Find, typed: str, state: str) -> None:
    find.open()
    assert find.shown(urlencode({"q": typed})) == find.shown(urlencode(dict(parse_qsl(state))))


def test_the_name_of_a_weekday_asks_for_every_one(find: Find) -> None:
    find.open()
    found = find.shown(urlencode({"q": "saturdays"}))
    assert "little-sprouts/dads-saturday-pancakes" in found
    assert "seniors-centre/chair-yoga" not in found


def test_the_usual_can_be_left_out(find: Find) -> None:
    find.open()
    whole, rare = find.shown("when=weeks"), find.shown("rare=1")
    assert "willow-street-shelter/evening-intake" in whole
    assert "willow-street-shelter/evening-intake" not in rare
    assert "town-recreation/winter-lights-festival" in rare


def test_a_series_stands_once_with_its_next_dates(find: Find) -> None:
    find.open()
    assert find.shown("category=storytime").count("alder-library/baby-and-toddler-storytime") == 1
    slip = find.page.locator(".results .slip", has_text="Baby & Toddler Storytime")
    assert slip.locator(".note a").count() == 3
    assert "Also" in slip.locator(".note").inner_text()


def test_nothing_found_says_what_next(find: Find) -> None:
    find.open()
    find.shown("when=tomorrow&age=0-5&language=ar")
    assert find.heading() == "Nothing for children under 6 held in Arabic tomorrow"
    less = find.page.locator(".less li")
    assert 1 <= less.count() <= 4
    assert all(re.match(r"[1-9]", count) for count in less.locator(".count").all_inner_texts())
    expect(find.page.get_by_text("Soonest: Events held in Arabic")).to_be_visible()
    mail = find.page.locator('.results a[href^="mailto:"]').get_attribute("href") or ""
    assert quote("Nothing") not in mail
    assert quote("Events for children under 6 held in Arabic tomorrow") in mail
    expect(find.page.get_by_role("link", name="Call 555-0100")).to_be_visible()
    less.first.locator("a").click()
    expect(find.page.locator(".results > h2")).not_to_have_text(re.compile("^Nothing"))


def test_what_has_a_page_of_its_own_leads_to_it_and_its_feeds(find: Find) -> None:
    find.open()
    find.shown("language=ar")
    keep = find.page.locator(".keep")
    expect(keep.get_by_role("link").nth(0)).to_have_attribute("href", "../languages/ar/")
    expect(keep.get_by_role("link").nth(1)).to_have_attribute(
        "href", "webcal://board.alder-crossing.example/languages/ar/calendar.ics"
    )
    expect(keep.get_by_role("link").nth(2)).to_have_attribute("href", "../languages/ar/new.rss")
    find.shown("language=ar&free=1")
    expect(keep.get_by_role("link")).to_have_count(0)


@pytest.mark.parametrize(
    ("now", "tomorrow"),
    [
        # Half past eleven in the evening in Vancouver is the next day in Toronto, where the board is.
        (datetime(2027, 1, 16, 4, 30, tzinfo=UTC), "2027-01-16"),
        (datetime(2027, 1, 16, 7, 30, tzinfo=UTC), "2027-01-17"),
        (datetime(2027, 2, 14, 15, 0, tzinfo=UTC), "2027-02-15"),
    ],
)
def test_days_are_those_of_the_board_and_of_whoever_reads(find: Find, now: datetime, tomorrow: str) -> None:
    find.open(now=now)
    assert find.shown("when=tomorrow")
    assert find.shown("when=tomorrow") == find.shown(f"day={tomorrow}")


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("fr", "Activités gratuites pour les enfants de moins de 6 ans dans les quatre prochaines semaines"),
        ("ar", "فعاليات مجانية للأطفال دون 6 سنوات في الأسابيع الأربعة القادمة"),
    ],
)
def test_every_language_says_it_in_a_sentence_of_its_own(find: Find, language: str, heading: str) -> None:
    find.open(language, "when=weeks&age=0-5&free=1")
    expect(find.page.locator(".results > h2")).to_have_text(heading)


def test_an_address_that_says_nonsense_narrows_nothing(find: Find) -> None:
    find.open(state="when=never&age=300&category=&day=2027-99-99&free=0&x=%3Cscript%3E")
    find.page.wait_for_timeout(100)
    expect(find.page.locator(".whole")).to_be_visible()
    assert "script" not in find.shown("q=%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert find.heading().startswith("Nothing with the words “<script>")


def test_on_a_phone_the_choices_stand_over_the_list_until_they_are_closed(
    browser: Browser, town: Path
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, timezone_id="America/Toronto")
    page = context.new_page()
    find = Find(page, town)
    find.open()
    expect(page.locator(".choice-groups")).to_be_hidden()
    page.locator(".choices > summary").click()
    page.get_by_label("Free", exact=True).check()
    show = page.locator(".done .show")
    expect(show).to_have_text(re.compile(r"^Show \d+ events$"))
    expect(show).to_be_in_viewport()
    show.click()
    expect(page.locator(".choice-groups")).to_be_hidden()
    expect(page.locator(".results > h2")).to_have_text("Free events")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_without_script_the_choices_are_links(browser: Browser, town: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((town / "events/index.html").as_uri())
    assert page.locator(".search, .done, .close, .one-day").locator("visible=true").count() == 0
    expect(page.locator(".choices").get_by_role("link", name="Free", exact=True)).to_have_attribute(
        "href", "../free/"
    )
    context.close()
