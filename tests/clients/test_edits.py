"""What subscribers see when events are edited in every way between two looks: the whole agenda, and no more.

Where a client cannot do something, it is asserted as it is, and stands in docs/calendars.md.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.checkers.icaljs import expand_calendar
from tests.clients import node_ical
from tests.clients.calcurse import Calcurse
from tests.clients.edits import build_edited_board
from tests.clients.khal import Khal
from tests.clients.newsboat import Newsboat
from tests.clients.radicale import serve_radicale
from tests.clients.rss2email import Rss2Email
from tests.clients.town import (
    CALENDAR,
    COMING_UP,
    FIRST,
    LAST,
    NEW,
    WITHOUT_CANCELLED,
    PublishedVersion,
    Shown,
    Town,
    Web,
    format_start,
    in_span,
    parse_start,
    said,
)

pytestmark = pytest.mark.debian

HERE, FAR = "America/Toronto", "Asia/Tokyo"


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return build_edited_board(tmp_path_factory.mktemp("edits"))


def flavours(version: PublishedVersion) -> list[tuple[str, list[Shown]]]:
    """Both calendars of the whole board, and what must stand in each."""
    return [(CALENDAR, version.dates), (WITHOUT_CANCELLED, version.without_cancelled)]


def in_french(title: str) -> str:
    for english, french in (("Cancelled: ", "Annulé"), ("New date: ", "Nouvelle date")):
        title = title.replace(english, f"{french}\N{NO-BREAK SPACE}: ")
    return title


def without_added(
    version: PublishedVersion, dates: list[Shown], file: str = CALENDAR
) -> Counter[tuple[str, str]]:
    """node-ical reads no RDATE, and no RECURRENCE-ID that is no date of the rule."""
    added = said(version.added_dates(file))
    assert added
    return said(dates) - added


def read_as_thunderbird(calendar: bytes, zone: str) -> list[Shown]:
    found = expand_calendar(calendar, FIRST, LAST, timezone=zone)
    return in_span(Shown(format_start(parse_start(one.start)), one.summary) for one in found)


def test_khal_shows_every_edit_after_the_next_sync(board: Town, web: Web, tmp_path: Path) -> None:
    files = {"whole": CALENDAR, "without": WITHOUT_CANCELLED}
    khal = Khal(tmp_path / "khal", {name: web.url(file) for name, file in files.items()})
    for version in (board.before, board.after):
        web.show(version)
        khal.sync()
        assert said(khal.list_dates("whole", FAR)) == said(version.dates)
        assert said(khal.list_dates("without", HERE)) == said(version.without_cancelled)


@pytest.mark.parametrize("zone", [HERE, FAR])
def test_thunderbird_and_node_ical_read_every_edit(board: Town, web: Web, zone: str) -> None:
    for version in (board.before, board.after):
        web.show(version)
        for file, dates in flavours(version):
            assert said(node_ical.list_dates([web.url(file)], zone)) == without_added(version, dates, file)
            assert said(read_as_thunderbird(version.read(file), zone)) == said(dates)


def first_uid(calendar: bytes) -> str:
    return next(str(entry["UID"]) for entry in Calendar.from_ical(calendar).walk("VEVENT"))


def test_all_other_calendars_have_every_edit(board: Town, web: Web) -> None:
    for version in (board.before, board.after):
        web.show(version)
        # An event's old address answers with the same entries.
        own = {first_uid(version.read(file)): file for file in version.find("events/oak/*/event.ics")}
        for files in (["partners/oak/calendar.ics"], own.values()):
            shown = node_ical.list_dates([web.url(file) for file in files], HERE)
            assert said(shown) == without_added(version, version.dates)
        french = node_ical.list_dates([web.url(f"fr/{CALENDAR}")], HERE)
        expected = without_added(version, version.dates)
        assert said(french) == Counter({(start, in_french(title)): 1 for start, title in expected})


def test_radicale_holds_every_edit_after_the_next_put(board: Town, tmp_path: Path) -> None:
    with serve_radicale(tmp_path / "radicale") as server:
        for version in (board.before, board.after):
            for file, dates in flavours(version):
                assert server.put(version.read(file)) == 201
                assert said(read_as_thunderbird(server.get(), HERE)) == said(dates)


def test_calcurse_shows_every_edit_but_what_it_cannot_do(board: Town, tmp_path: Path) -> None:
    calcurse = Calcurse(tmp_path / "calcurse", HERE)
    for version in (board.before, board.after):
        ghosts = said(version.replaced_dates())
        shown = {}
        for file, dates in flavours(version):
            calcurse.clear()
            calcurse.import_file(version.site / file)
            shown[file] = said(calcurse.list_dates())
            missing = said(dates) - shown[file]
            # A series of another zone keeps the hour that its first date has here, though the clocks change.
            zoned = {("2027-03-16T02:00Z", "other-zone")} if version is board.after else set()
            assert missing == Counter(zoned)
        extra = shown[CALENDAR] - said(version.dates)
        extra -= Counter({("2027-03-16T01:00Z", "other-zone"): 1})
        assert extra == ghosts
        # A number of times is counted without the dates left out, so that such a series goes on for too long.
        longer = shown[WITHOUT_CANCELLED] - said(version.without_cancelled) - said(version.dates) - ghosts
        weeks_late = {"2027-02-02", "2027-02-18", "2027-02-27", "2027-03-16"}
        assert longer
        assert {start[:10] for start, _ in longer} <= weeks_late


def test_an_edit_is_no_news_but_a_new_event_is(board: Town, web: Web, tmp_path: Path) -> None:
    newsboat = Newsboat(tmp_path / "newsboat", [web.url(NEW)])
    mail = Rss2Email(tmp_path / "mail", web.url(NEW))
    web.show(board.before)
    newsboat.reload()
    newsboat.mark_all_read()
    mail.subscribe()
    web.show(board.after)
    newsboat.reload()
    mail.run()
    assert [one.guid for one in newsboat.list_articles() if one.unread] == ["oak/added@oak.example"]
    assert mail.list_mail().keys() == {"oak/added@oak.example"}
    # What was deleted stays in the reader until the person deletes it.
    kept = {one.guid: one.title for one in newsboat.list_articles()}
    assert kept["oak/deleted@oak.example"].startswith("deleted – ")
    assert kept["oak/old-name@oak.example"].startswith("new-name – ")


def test_a_series_at_another_time_has_other_coming_dates(board: Town, web: Web, tmp_path: Path) -> None:
    newsboat = Newsboat(tmp_path / "newsboat", [web.url(COMING_UP)])
    web.show(board.before)
    newsboat.reload()
    newsboat.mark_all_read()
    web.show(board.after)
    newsboat.reload()
    articles = newsboat.list_articles()
    # The id of a date is its day and time, so that these are new ones; an edit of single dates makes none.
    assert {one.guid.replace("@oak.example", "") for one in articles if one.unread} == {
        "oak/later#2027-01-21T1115",
        "oak/later#2027-01-28T1115",
        "oak/another-weekday#2027-01-20T1800",
        "oak/another-weekday#2027-01-27T1800",
    }
    # It keeps the old ones, beside them.
    assert "oak/later@oak.example#2027-01-21T1000" in {one.guid for one in articles}
    fed = board.after.read(COMING_UP).decode()
    assert "2027-01-21T1000" not in fed
    assert "2027-01-21T1115" in fed
