"""Each checker passes what is right and finds what is wrong: otherwise its silence would prove nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.checkers import axe, feed, icaljs, jing, programs, vnu, workflows
from tests.checkers.libical import Libical

pytestmark = pytest.mark.debian

GOOD_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="viewport" content="width=device-width">
<title>Story time</title>
</head>
<body><main><h1>Story time</h1><p>Every Tuesday.</p></main></body>
</html>
"""
BAD_PAGE = GOOD_PAGE.replace(
    "<p>Every Tuesday.</p>", '<p>Every Tuesday.<p id="a"><img src="a.png"><b id="a"></p>'
)

GOOD_CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Bulletin//tests//EN
BEGIN:VTIMEZONE
TZID:America/Vancouver
BEGIN:STANDARD
DTSTART:20251102T020000
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20250309T020000
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:oak/story-time@example.org
DTSTAMP:20261201T000000Z
DTSTART;TZID=America/Vancouver:20260303T101500
DTEND;TZID=America/Vancouver:20260303T111500
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID=America/Vancouver:20260317T101500
SUMMARY:Story time
STATUS:CONFIRMED
END:VEVENT
BEGIN:VEVENT
UID:oak/story-time@example.org
RECURRENCE-ID;TZID=America/Vancouver:20260324T101500
DTSTAMP:20261201T000000Z
DTSTART;TZID=America/Vancouver:20260304T090000
DTEND;TZID=America/Vancouver:20260304T100000
SUMMARY:Story time\\, moved
STATUS:CONFIRMED
END:VEVENT
BEGIN:VEVENT
UID:oak/fair@example.org
DTSTAMP:20261201T000000Z
DTSTART;VALUE=DATE:20260310
DTEND;VALUE=DATE:20260312
SUMMARY:Fair
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()

GOOD_FEED = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>New</title><link>https://board.example/</link><description>New</description>
<item><title>Story time</title><guid isPermaLink="false">oak/story-time@example.org</guid></item>
</channel></rss>
"""

GOOD_WORKFLOW = """name: Greet
on:
  workflow_dispatch:
permissions: {}
concurrency:
  group: greet
  cancel-in-progress: true
jobs:
  greet:
    name: Greet
    runs-on: ubuntu-latest
    steps:
      - name: Greet
        run: echo hello
"""
BAD_WORKFLOW = GOOD_WORKFLOW.replace(
    "echo hello", "echo ${{ github.event.nothing.title }} ${{ nobody.at_all }}"
)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "good.html").write_text(GOOD_PAGE)
    (folder / "bad.html").write_text(BAD_PAGE)
    return folder


def test_the_nu_checker_names_file_and_line_of_what_is_wrong_and_nothing_else(pages: Path) -> None:
    found = vnu.check_html(pages)
    assert any(line.startswith("bad.html:9: error: ") and "Duplicate ID" in line for line in found)
    assert not any(line.startswith("good.html") for line in found)


def test_axe_finds_a_picture_without_words_under_the_page_s_own_content_policy(
    pages: Path, browser: Browser, serve_folder: Callable[[Path], str]
) -> None:
    address = serve_folder(pages)
    page = browser.new_page()
    page.goto(f"{address}/good.html")
    assert axe.check_accessibility(page) == []
    page.goto(f"{address}/bad.html")
    assert any(line.startswith("image-alt (critical)") for line in axe.check_accessibility(page))
    page.close()


def test_axe_finds_colours_that_cannot_be_told_apart_in_the_dark_only(browser: Browser) -> None:
    page = browser.new_page(color_scheme="light")
    dark = "@media (prefers-color-scheme: dark) {body {background: #111}}"
    page.set_content(
        f'<!doctype html><html lang="en"><title>Tea</title><style>body {{background: #fff}} {dark}</style>'
        "<main><h1>Tea</h1>"
    )
    assert axe.check_accessibility(page) == []
    assert [line.partition(" ")[0] for line in axe.check_dark_colours(page)] == ["color-contrast"]
    page.close()


@pytest.mark.parametrize("timezone", ["UTC", "Asia/Tokyo"])
def test_ical_js_gives_the_same_dates_in_any_time_zone(timezone: str) -> None:
    found = icaljs.expand_calendar(GOOD_CALENDAR, date(2026, 3, 1), date(2026, 3, 20), timezone=timezone)
    assert [(row.start, row.end, row.summary, row.status) for row in found] == [
        ("2026-03-03T18:15:00Z", "2026-03-03T19:15:00Z", "Story time", "CONFIRMED"),
        ("2026-03-04T17:00:00Z", "2026-03-04T18:00:00Z", "Story time, moved", "CONFIRMED"),
        ("2026-03-10", "2026-03-12", "Fair", None),
        ("2026-03-10T17:15:00Z", "2026-03-10T18:15:00Z", "Story time", "CONFIRMED"),
    ]


def test_ical_js_shows_that_a_floating_time_depends_on_the_reader() -> None:
    floating = GOOD_CALENDAR.replace(b"DTSTART;TZID=America/Vancouver:20260303", b"DTSTART:20260303")
    march = date(2026, 3, 1), date(2026, 3, 4)
    assert icaljs.expand_calendar(floating, *march) != icaljs.expand_calendar(
        floating, *march, timezone="Asia/Tokyo"
    )


def test_ical_js_gives_a_changed_date_to_the_series_it_belongs_to_and_no_other() -> None:
    neighbour = """BEGIN:VEVENT
UID:elm/yoga@example.org
DTSTAMP:20261201T000000Z
DTSTART;TZID=America/Vancouver:20260303T101500
DTEND;TZID=America/Vancouver:20260303T111500
RRULE:FREQ=WEEKLY;COUNT=4
SUMMARY:Yoga
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()
    both = GOOD_CALENDAR.replace(b"END:VCALENDAR\r\n", neighbour)
    found = icaljs.expand_calendar(both, date(2026, 3, 1), date(2026, 4, 1))
    yoga = [(one.start[:10], one.summary) for one in found if one.uid == "elm/yoga@example.org"]
    assert yoga == [(f"2026-03-{day}", "Yoga") for day in ("03", "10", "17", "24")]
    assert sum(one.summary == "Story time, moved" for one in found) == 1


def test_ical_js_refuses_what_is_no_calendar() -> None:
    with pytest.raises(icaljs.UnreadableCalendarError):
        icaljs.expand_calendar(b"<html>", date(2026, 3, 1), date(2026, 3, 2))


def test_libical_passes_a_calendar_that_is_right(libical: Libical) -> None:
    assert libical.check_calendar(GOOD_CALENDAR) == []


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (b"DTSTAMP:20261201T000000Z\r\n", b"", "DTSTAMP"),
        (b"TZID:America/Vancouver\r\n", b"", "TZID"),
        (b"UID:oak/fair@example.org\r\n", b"", "UID"),
        (b"PRODID:-//Bulletin//tests//EN\r\n", b"", "PRODID"),
        (b"SUMMARY:Fair", b"SUMMARY:Fair\r\nSUMMARY:Faire", "SUMMARY"),
        (b"RRULE:FREQ=WEEKLY;COUNT=4", b"RRULE:FREQ=OFTEN", "RRULE"),
        (b"BEGIN:VCALENDAR", b"BEGIN:VCARD", "not one VCALENDAR"),
    ],
)
def test_libical_names_what_is_wrong(libical: Libical, right: bytes, wrong: bytes, said: str) -> None:
    assert any(said in line for line in libical.check_calendar(GOOD_CALENDAR.replace(right, wrong)))


def test_libical_looks_at_every_component(libical: Libical) -> None:
    found = libical.check_calendar(GOOD_CALENDAR.replace(b"DTSTAMP:20261201T000000Z\r\n", b""))
    assert len([line for line in found if line.startswith("VEVENT")]) == 3


def test_jing_says_where_a_document_leaves_its_grammar(tmp_path: Path) -> None:
    (tmp_path / "list.rnc").write_text("element list { element item { text }+ }\n")
    (tmp_path / "good.xml").write_text("<list><item>tea</item></list>")
    (tmp_path / "bad.xml").write_text("<list>\n<thing/></list>")
    assert jing.check_xml(tmp_path / "list.rnc", tmp_path / "good.xml") == []
    [*found] = jing.check_xml(tmp_path / "list.rnc", tmp_path / "bad.xml")
    assert found[0].startswith("2:")
    assert "thing" in found[0]


def test_feedparser_passes_a_feed_and_stumbles_over_a_broken_one() -> None:
    assert feed.check_feed(GOOD_FEED) == []
    assert feed.check_feed(GOOD_FEED.replace(b"</item>", b"")) != []
    assert feed.check_feed(b"<html><body>Sorry</body></html>") == ["neither RSS nor Atom"]
    assert feed.check_feed(GOOD_FEED.replace(b"guid", b"guide")) == ["entry 1 has no id"]


def test_the_workflow_checkers_find_an_injection_and_an_unknown_name(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yml", tmp_path / "bad" / "bad.yml"
    bad.parent.mkdir()
    good.write_text(GOOD_WORKFLOW)
    bad.write_text(BAD_WORKFLOW)
    assert workflows.check_mistakes(good) == []
    assert any("nobody" in line for line in workflows.check_mistakes(bad))
    assert workflows.check_safety(good) == []
    assert any(line.startswith("template-injection") for line in workflows.check_safety(bad))
    assert workflows.check_schema("github-workflows", good) == []
    bad.write_text(GOOD_WORKFLOW.replace("runs-on:", "runs_on:"))
    assert workflows.check_schema("github-workflows", bad) != []


def test_a_checker_that_is_not_there_fails_and_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(programs.MissingCheckerError, match="run `make packages`"):
        programs.find_program("jing")
    with pytest.raises(programs.MissingCheckerError, match="run `npm ci"):
        programs.find_node_file("no-such-package/index.js")
