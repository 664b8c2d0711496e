"""After one build the page, the calendar, the news feed, the digest and the notice say what was changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from icalendar import Calendar

from bulletin.commands.changing.cancel import CancelOptions, cancel
from bulletin.commands.changing.move import MoveOptions, move
from bulletin.commands.changing.note import note
from bulletin.commands.changing.notice import NoticeOptions, notice
from bulletin.commands.serve.snapshot import LazySite
from bulletin.pipeline.check import ReadingOptions, publishable_board
from bulletin.pipeline.digest import make_digest
from bulletin.pipeline.site import load_theme_of
from bulletin.plan import plan_site
from tests.commands.boards import BOARD, at, write_board
from tests.commands.test_changing import RECORDS, TODAY, asked

HOUR = timedelta(hours=1)
SNOW = "Snow: the library is closed."


def site_of(content: Path, today: date = TODAY) -> LazySite:
    checked = publishable_board(content, ReadingOptions(clock=at("2027-01-12"), today=today))
    assert checked.board is not None
    theme = load_theme_of(checked.board.info, content / "themes")
    return LazySite(plan_site(checked.board, checked.today), theme)


def entries(site: LazySite) -> Mapping[tuple[str, str], Any]:
    """The entries of the board's calendar by UID and original start."""
    calendar = Calendar.from_ical(site.file("events/calendar.ics"))
    found = {}
    for entry in calendar.walk("VEVENT"):
        original = entry.get("RECURRENCE-ID")
        found[str(entry["UID"]), f"{original.dt:%d %H:%M}" if original else ""] = entry
    return found


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    records = {path: text for path, text in RECORDS.items() if not path.endswith(".fr.md")}
    board = BOARD.replace("[en, fr]", "[en]")
    return write_board(tmp_path_factory.mktemp("board"), {**records, "board.yaml": board})


@pytest.fixture(scope="module")
def before(content: Path) -> Mapping[tuple[str, str], Any]:
    """The calendar as it was, after which everything is changed."""
    found = entries(site_of(content))
    cancel(asked(content), CancelOptions("oak/yoga", "4 February", SNOW))
    cancel(asked(content), CancelOptions("oak/yoga", "14 January", SNOW))
    move(asked(content), MoveOptions("oak/supper", "15 January 19:00"))
    note(asked(content), "elm/two", ["2027-01-14 09:00", "Bring boots."])
    notice(asked(content), NoticeOptions("Closed on 14 January.", "tomorrow"))
    return found


@pytest.fixture(scope="module")
def after(content: Path, before: object) -> LazySite:
    return site_of(content)


def page(site: LazySite, path: str) -> str:
    return site.file(f"{path}index.html").decode()


def test_the_page_says_so(after: LazySite) -> None:
    yoga = page(after, "events/oak/yoga/")
    assert re.search(r'id="2027-02-04"[^\n]*>Cancelled<', yoga)
    assert f'<span class="note">{SNOW}</span>' in yoga
    supper = page(after, "events/oak/supper/")
    assert "Friday 15 January, 19:00 – 21:00" in supper
    assert "First planned for Thursday 14 January." in supper
    assert "Bring boots." in page(after, "events/elm/two/")


def test_calendars_get_an_update_of_the_entry_they_have(
    before: Mapping[tuple[str, str], Any], after: LazySite
) -> None:
    now = entries(after)
    assert {uid for uid, _ in now} == {uid for uid, _ in before}
    off = now["oak/yoga@oak.example", "04 10:00"]
    assert (off["STATUS"], SNOW in off["DESCRIPTION"]) == ("CANCELLED", True)
    supper, old = (each["oak/supper@oak.example", ""] for each in (now, before))
    assert supper["DTSTART"].dt - old["DTSTART"].dt == date(2027, 1, 15) - date(2027, 1, 14) + HOUR
    for uid in ("oak/yoga@oak.example", "oak/supper@oak.example", "elm/two@oak.example"):
        assert now[uid, ""]["SEQUENCE"] > before[uid, ""]["SEQUENCE"]
    assert now["elm/two@oak.example", "14 09:00"]["DESCRIPTION"].startswith("Bring boots.")


def test_the_news_feed_says_so(after: LazySite) -> None:
    items = feedparser.parse(after.file("events/coming-up.rss")).entries
    titles = [item.title for item in items]
    assert "Cancelled: Yoga – Thursday 14 January, 10:00, Main Library" in titles
    assert any(title.startswith("New date: Winter supper – Friday 15 January, 19:00") for title in titles)


def test_the_digest_says_so(content: Path, after: object) -> None:
    reading = ReadingOptions(clock=at("2027-01-12"), today=TODAY)
    told = make_digest(content, reading, "text", "", lambda checked: None)
    assert "* Cancelled: Yoga\n  Thursday 14 January, 10:00 – 11:00" in told
    assert "* New date: Winter supper\n  Friday 15 January, 19:00 – 21:00" in told


def test_the_notice_goes_by_itself(content: Path, after: LazySite) -> None:
    told = '<p class="notice" data-until="2027-01-13">Closed on 14 January.</p>'
    assert told in page(after, "")
    assert told in page(after, "events/oak/yoga/")
    assert "Closed on 14 January." not in page(site_of(content, date(2027, 1, 14)), "")
