"""What subscribers see: the sample town is published, changed, published again, and read by real calendars.

Where a client cannot do something, it is asserted as it is, and stands in docs/calendars.md.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.checkers.icaljs import CalendarDate, expand_calendar
from tests.checkers.programs import CHECKOUT
from tests.clients import node_ical
from tests.clients.calcurse import Calcurse
from tests.clients.khal import Khal
from tests.clients.programs import ClientError
from tests.clients.radicale import serve_radicale
from tests.clients.town import (
    CALENDAR,
    FIRST,
    LAST,
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
from tests.site.building import build

pytestmark = pytest.mark.debian

HERE, FAR = "America/Toronto", "Asia/Tokyo"


def misplaced(shown: Iterable[Shown], expected: Iterable[Shown]) -> list[tuple[Shown, Shown]]:
    """Dates whose place is not where they are: a calendar writes the address after the name.

    Where it is online, a calendar has the link, which many programs open at a touch.
    """
    pairs = zip(sorted(shown), sorted(expected), strict=True)
    wanted = ((one, other, "https://" if other.place == "Online" else other.place) for one, other in pairs)
    return [(one, other) for one, other, start in wanted if not (one.place or "").startswith(start or "")]


def test_the_new_version_differs_from_the_old_by_the_changes_alone(town: Town) -> None:
    gone = said(town.before.dates) - said(town.after.dates)
    come = said(town.after.dates) - said(town.before.dates)
    assert len(town.before.dates) > 400
    fridays = [start for start, title in gone if title == "Cribbage and Coffee"]
    assert len(fridays) == 9
    assert gone == Counter(
        [
            ("2027-01-28T23:00Z", "English Conversation Circle"),
            ("2027-01-24T18:00Z", "Family Swim (half price)"),
            ("2027-01-19T15:30Z", "Cancelled: Chair Yoga"),
            *((start, "Cribbage and Coffee") for start in fridays),
        ]
    )
    assert come == Counter(
        [
            ("2027-01-28T23:00Z", "Cancelled: English Conversation Circle"),
            ("2027-01-23T15:30Z", "Family Swim (half price)"),
            ("2027-01-19T15:30Z", "Chair Yoga"),
            *((start, "Cards, Coffee & Company; beginners too") for start in fridays),
            ("2027-02-23T23:30Z", "Lamp Evening"),
        ]
    )
    for version, name in ((town.before, "Grace Hall"), (town.after, "Hall of Grace")):
        suppers = [one.place for one in version.dates if one.title.startswith("Community Supper")]
        assert suppers == [name] * 9


def test_the_changed_entries_alone_have_a_new_sequence(town: Town) -> None:
    before, after = town.before.sequences(), town.after.sequences()
    assert {uid.partition("@")[0] for uid, number in after.items() if number > before.get(uid, 0)} == {
        "literacy-council/english-conversation-circle",
        "town-recreation/family-swim",
        "seniors-centre/cribbage-and-coffee",
        "seniors-centre/chair-yoga",
        "interfaith-table/community-supper",
        "repair-corner/lamp-evening",
    }
    assert {uid for uid in before if after.get(uid, before[uid]) < before[uid]} == set()


def test_khal_shows_the_new_truth_after_the_next_sync_in_any_zone(
    town: Town, web: Web, tmp_path: Path
) -> None:
    files = {"whole": CALENDAR, "without": WITHOUT_CANCELLED}
    khal = Khal(tmp_path / "khal", {name: web.url(file) for name, file in files.items()})
    for version in (town.before, town.after):
        web.show(version)
        khal.sync()
        for zone in (HERE, FAR) if version is town.after else (HERE,):
            shown = khal.list_dates("whole", zone)
            assert said(shown) == said(version.dates)
            assert misplaced(shown, version.dates) == []
    assert said(khal.list_dates("without", HERE)) == said(town.after.without_cancelled)


def test_vdirsyncer_fetches_nothing_anew_that_has_not_changed(town: Town, web: Web, tmp_path: Path) -> None:
    khal = Khal(tmp_path / "khal", {"whole": web.url(CALENDAR)})
    web.show(town.before)
    khal.sync()
    old = khal.stored("whole")
    khal.sync()
    assert khal.stored("whole") == old
    web.show(town.after)
    khal.sync()
    new = khal.stored("whole")
    # It names an event by what it says, so that a changed one is taken away and a new one put there.
    assert len(old - new) == 5
    assert len(new - old) == 6


@pytest.mark.parametrize("zone", [HERE, FAR, "UTC"])
def test_node_ical_reads_the_new_truth(town: Town, web: Web, zone: str) -> None:
    for version in (town.before, town.after):
        web.show(version)
        shown = node_ical.list_dates([web.url(CALENDAR)], zone)
        assert said(shown) == said(version.dates)
        assert misplaced(shown, version.dates) == []


@pytest.mark.parametrize(("language", "off_word"), [("fr", "Annulé\N{NO-BREAK SPACE}: "), ("ar", "ملغاة: ")])
def test_a_calendar_in_another_language_has_the_same_dates(
    town: Town, web: Web, language: str, off_word: str
) -> None:
    for version in (town.before, town.after):
        web.show(version)
        translated = node_ical.list_dates([web.url(f"{language}/{CALENDAR}")], HERE)
        assert [one.start for one in translated] == [one.start for one in version.dates]
        off = {one.start for one in version.dates if one.title.startswith("Cancelled: ")}
        assert {one.start for one in translated if one.title.startswith(off_word)} == off
        assert off


def test_thunderbird_shows_every_date_from_its_start_to_its_end(town: Town) -> None:
    for version in (town.before, town.after):
        rows = json.loads(version.read("events/events.json"))["events"]
        listed = Counter(
            (format_start(parse_start(row["start"])), format_start(parse_start(row["end"]))) for row in rows
        )
        for zone in (HERE, FAR):
            found = expand_calendar(version.read(CALENDAR), FIRST, LAST, timezone=zone)
            shown = Counter((format_start(parse_start(one.start)), last_of(one)) for one in found)
            # Of events.json only what begins in these weeks.
            assert shown == Counter(
                {each: listed[each] for each in listed if f"{FIRST}T00:00Z" <= each[0] < f"{LAST}"}
            )


def last_of(one: CalendarDate) -> str:
    """The end, of all-day events the last day, as events.json says it."""
    end = parse_start(one.end)
    return format_start(end if isinstance(end, datetime) else end - timedelta(1))


def test_the_next_day_only_calendars_whose_events_came_or_went_are_fetched_again(
    town: Town, web: Web, tmp_path: Path
) -> None:
    next_day = PublishedVersion(tmp_path / "public", [], [])
    shutil.copytree(town.after.site, next_day.site)
    files = next_day.find("**/*.ics")
    for file in files:
        os.utime(next_day.site / file, (10**9, 10**9))
    built = build(town.content, next_day.site, today="2027-01-17")
    assert built.code == 0, built.said
    web.show(next_day)
    since = {"If-Modified-Since": format_datetime(datetime.fromtimestamp(10**9, UTC), usegmt=True)}
    answers = {file: status_of(web.url(file), since) for file in files}
    uids = {file: [uids_in(version.read(file)) for version in (town.after, next_day)] for file in files}
    came_or_went = {file for file, (old, new) in uids.items() if old != new}
    assert {file for file, answer in answers.items() if answer == 200} == came_or_went
    assert set(answers.values()) == {200, 304}
    assert not any(file.endswith("event.ics") for file in came_or_went)


def status_of(address: str, headers: Mapping[str, str]) -> int:
    try:
        with urlopen(Request(address, headers=dict(headers))) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def uids_in(calendar: bytes) -> set[bytes]:
    return set(re.findall(rb"\r\nUID:([^\r]*(?:\r\n [^\r]*)*)", calendar))


@pytest.mark.parametrize("pattern", ["events/*/*/event.ics", "partners/*/calendar.ics"])
def test_the_calendars_of_all_events_and_of_all_partners_have_the_dates_of_the_whole_board(
    town: Town, web: Web, pattern: str
) -> None:
    for version in (town.before, town.after):
        web.show(version)
        files = version.find(pattern)
        assert len(files) > 25
        shown = said(node_ical.list_dates([web.url(file) for file in files], FAR))
        assert shown.keys() == said(version.dates).keys()
        # An event may have several hosts, and stands in the calendar of each.
        assert "partners" in pattern or shown == said(version.dates)


def test_radicale_takes_every_event_that_is_downloaded(town: Town, tmp_path: Path) -> None:
    with serve_radicale(tmp_path / "radicale") as server:
        files = town.after.find("events/*/*/event.ics")
        assert {server.put(town.after.read(file)) for file in files} == {201}


def test_radicale_takes_the_calendar_and_gives_the_new_truth(town: Town, tmp_path: Path) -> None:
    moved_from, moved_to = date(2027, 1, 24), date(2027, 1, 23)
    with serve_radicale(tmp_path / "radicale") as server:
        for version in (town.before, town.after):
            assert server.put(version.read(CALENDAR)) == 201
            given = expand_calendar(server.get(), FIRST, LAST)
            starts = ((parse_start(one.start), one.summary) for one in given)
            assert said(in_span(Shown(format_start(start), title) for start, title in starts)) == said(
                version.dates
            )
            for day in (moved_from, moved_to):
                swims = any("family-swim" in uid for uid in server.find_uids(day))
                assert swims == ((version is town.before) == (day == moved_from))


def test_calcurse_shows_the_new_truth_beside_every_replaced_date(town: Town, tmp_path: Path) -> None:
    calcurse = Calcurse(tmp_path / "calcurse", HERE)
    for version in (town.before, town.after):
        calcurse.clear()
        calcurse.import_file(version.site / CALENDAR)
        shown = said(calcurse.list_dates())
        # It does not know RECURRENCE-ID: what the series says of a changed date stands there, too.
        ghosts = said(version.replaced_dates())
        assert len(ghosts) >= 7
        # What lasts several days is an entry of each day.
        days = {one for one in shown if "T" not in one[0]}
        assert shown - said(version.dates) - ghosts == Counter(days - said(version.dates).keys())
        assert said(version.dates) - shown == Counter()
        walks = [start for start, title in days if title == "Winter StoryWalk on the River Trail"]
        assert len(walks) == (date(2027, 2, 28) - FIRST).days + 1


def test_calcurse_shows_moved_dates_twice_even_where_cancelled_ones_are_left_out(
    town: Town, tmp_path: Path
) -> None:
    calcurse = Calcurse(tmp_path / "calcurse", HERE)
    calcurse.import_file(town.after.site / WITHOUT_CANCELLED)
    shown = said(calcurse.list_dates())
    assert said(town.after.without_cancelled) - shown == Counter()
    assert not any(title.startswith("Cancelled") for _, title in shown)
    assert ("2027-01-28T23:00Z", "English Conversation Circle") not in shown
    swims = {
        ("2027-01-23T15:30Z", "Family Swim (half price)"),
        ("2027-01-24T18:00Z", "Family Swim (half price)"),
    }
    assert swims <= shown.keys()


def test_calcurse_doubles_everything_when_a_calendar_is_imported_again(town: Town, tmp_path: Path) -> None:
    calcurse = Calcurse(tmp_path / "calcurse", HERE)
    calcurse.import_file(town.before.site / CALENDAR)
    once = said(calcurse.list_dates())
    calcurse.import_file(town.before.site / CALENDAR)
    assert said(calcurse.list_dates()) == once + once


def test_calcurse_leaves_events_out_where_the_day_is_another(town: Town, tmp_path: Path) -> None:
    calcurse = Calcurse(tmp_path / "calcurse", FAR)
    with pytest.raises(ClientError, match="Some items could not be imported"):
        calcurse.import_file(town.before.site / CALENDAR)


def test_the_manual_names_every_client_and_every_limit_that_is_asserted_here() -> None:
    page = (CHECKOUT / "docs" / "calendars.md").read_text(encoding="utf-8")
    for client in ("Google", "Apple", "Outlook", "Thunderbird", "DAVx5", "ICSx5", "Radicale", "node-ical"):
        assert client in page
    rows = [line for line in page.partition("## What the programs cannot do")[2].splitlines() if "|" in line]
    limits = {
        "calcurse": (
            "RECURRENCE-ID",
            "importing the same calendar again",
            "COUNT",
            "time zones",
            "several days",
        ),
        "vdirsyncer": ("UID",),
        "newsboat": ("tell of a change", "the same item in two RSS feeds", "past dates"),
        "rss2email": ("tell of a change",),
    }
    for client, cannot in limits.items():
        listed = [row for row in rows if row.startswith(f"| {client} ")]
        assert [limit for limit in cannot if not any(limit in row for row in listed)] == []
        assert len(listed) == len(cannot)
