"""The sample town as its subscribers meet it: published on one day, changed, and published on the next."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar

from bulletin.model.event import Occurrence, Status
from bulletin.model.expand import expand
from bulletin.model.recurrence import Start, Window
from bulletin.pipeline.check import ReadingOptions, publishable_board
from tests.load.repositories import Repository, at
from tests.site.building import TOWN, build

CALENDAR = "events/calendar.ics"
WITHOUT_CANCELLED = "events/calendar-without-cancelled.ics"
NEW = "events/new.rss"
NEW_ATOM = "events/new.atom"
COMING_UP = "events/coming-up.rss"

FIRST, LAST = date(2027, 1, 16), date(2027, 3, 21)
"""The dates that are compared start in [FIRST, LAST); the clocks change on 14 March."""

OLD, RECENT, CHANGED = at(273), at(348), at(380)
"""1 October, 15 December and 16 January, at noon: older than the 60 days of news, younger, and the change."""

YOUNG_PARTNERS = "n"
"""Partners from this letter on hand in their events at RECENT."""

CIRCLE = "events/literacy-council/english-conversation-circle.yaml"
SWIM = "events/town-recreation/family-swim.yaml"
CRIBBAGE = "events/seniors-centre/cribbage-and-coffee.yaml"
YOGA = "events/seniors-centre/chair-yoga.yaml"
HALL = "venues/grace-hall.yaml"
EVENING = "events/repair-corner/lamp-evening.md"

REPLACED = {
    CIRCLE: ("changes:\n", "changes:\n  2027-01-28:\n    status: cancelled\n    note: The tutor is ill.\n"),
    SWIM: ("venue:", "changes:\n  2027-01-24:\n    start: 2027-01-23 10:30\n    note: A day earlier\nvenue:"),
    CRIBBAGE: ("title: Cribbage and Coffee", "title: Cards, Coffee & Company; beginners too"),
    YOGA: ("  2027-01-19:\n    status: cancelled\n    note: The teacher is away.\n", ""),
    HALL: ("name: Grace Hall", "name: Hall of Grace"),
}
"""One date is cancelled, one moved, one event retitled, one cancelled date takes place after all, and one
venue is renamed."""

ADDED = """\
---
title: Lamp Evening
start: 2027-02-23 18:30
end: 20:00
venue: main-library
room: makerspace
summary: Bring a dark lamp, go home with a bright one.
categories: making
registration: none
cost: free
---
We rewire table lamps together. Bulbs are on the house.
"""


@dataclass(frozen=True, slots=True, order=True)
class Shown:
    """One date in a client's list. `start` is in UTC, or a date; `place` None where a client shows none."""

    start: str
    title: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """A built site, and the dates of its board from FIRST to LAST as a feed names them.

    `without_cancelled` are those that take place.
    """

    site: Path
    dates: list[Shown]
    without_cancelled: list[Shown]

    def read(self, file: str) -> bytes:
        return (self.site / file).read_bytes()

    def find(self, pattern: str) -> list[str]:
        """The paths of the files that match."""
        return sorted(file.relative_to(self.site).as_posix() for file in self.site.glob(pattern))

    def sequences(self) -> dict[str, int]:
        """The SEQUENCE of each event, by its UID."""
        entries: list[Any] = Calendar.from_ical(self.read(CALENDAR)).walk("VEVENT")
        return {str(one["UID"]): int(one["SEQUENCE"]) for one in entries}

    def replaced_dates(self) -> list[Shown]:
        """What the series say of the dates that RECURRENCE-ID replaces: nobody should see it."""
        entries: list[Any] = Calendar.from_ical(self.read(CALENDAR)).walk("VEVENT")
        titles = {str(one["UID"]): str(one["SUMMARY"]) for one in entries if "RECURRENCE-ID" not in one}
        changed = (one for one in entries if "RECURRENCE-ID" in one and not _is_added(one, entries))
        return in_span(
            Shown(format_start(one["RECURRENCE-ID"].dt), titles[str(one["UID"])]) for one in changed
        )

    def added_dates(self, file: str = CALENDAR) -> list[Shown]:
        """The dates that are no date of a rule, but stand as RDATE."""
        entries: list[Any] = Calendar.from_ical(self.read(file)).walk("VEVENT")
        added = (one for one in entries if _is_added(one, entries))
        return in_span(Shown(format_start(one.start), str(one["SUMMARY"])) for one in added)


def _is_added(one: Any, entries: list[Any]) -> bool:
    series = (other for other in entries if other["UID"] == one["UID"] and "RDATE" in other)
    rows = (row for other in series for row in _listed(other["RDATE"]))
    return "RECURRENCE-ID" in one and one["RECURRENCE-ID"].dt in {day.dt for row in rows for day in row.dts}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@dataclass(frozen=True, slots=True)
class Town:
    """The two versions, and the folder of content as it is in the second one."""

    content: Path
    before: PublishedVersion
    after: PublishedVersion


@dataclass(frozen=True, slots=True)
class Web:
    """A web server. What stands at `live` is what it serves at `address`."""

    live: Path
    address: str

    def show(self, version: PublishedVersion) -> None:
        """Serve this version from now on, as after an upload."""
        self.live.unlink(missing_ok=True)
        self.live.symlink_to(version.site, target_is_directory=True)

    def url(self, file: str) -> str:
        return f"{self.address}/{file}"


def build_town(folder: Path) -> Town:
    """Build the town on 15 January 2027, commit the changes, and build it on the 16th."""
    content = folder / "content"
    repository = Repository(folder)
    shutil.copytree(TOWN, content, ignore=_is_young)
    # Pages are not what is read here; without those of days and months a build is quick.
    board = content / "board.yaml"
    parts = "publish: [when, venues, translations, ics, rss, atom, json]\n"
    board.write_text(board.read_text(encoding="utf-8") + parts, encoding="utf-8")
    repository.commit(OLD)
    kept = board.read_bytes()
    shutil.copytree(TOWN, content, dirs_exist_ok=True)
    board.write_bytes(kept)
    repository.commit(RECENT)
    before = _build(content, folder / "public-before", "2027-01-15")
    changed = {f"content/{path}": _replace(content / path, *words) for path, words in REPLACED.items()}
    repository.commit(CHANGED, {**changed, f"content/{EVENING}": ADDED})
    copy_of_yesterday(before.site, folder / "public-after")
    after = _build(content, folder / "public-after", "2027-01-16")
    return Town(content, before, after)


def copy_of_yesterday(site: Path, copy: Path) -> None:
    """A copy of a site to be built anew; both as old as a site of the day before.

    A web server tells when a file was changed to the second, and both are built within one.
    """
    for file in site.rglob("*"):
        changed = file.stat().st_mtime - timedelta(days=1).total_seconds()
        os.utime(file, (changed, changed))
    shutil.copytree(site, copy)


def _is_young(folder: str, names: list[str]) -> Iterable[str]:
    return [name for name in names if Path(folder).name == "events" and name >= YOUNG_PARTNERS]


def _replace(file: Path, old: str, new: str) -> str:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    return text.replace(old, new)


def _build(content: Path, out: Path, today: str) -> PublishedVersion:
    built = build(content, out, today=today, jobs=2)
    assert built.code == 0, built.said
    board = publishable_board(
        content, ReadingOptions(clock=lambda: CHANGED, today=date.fromisoformat(today))
    ).board
    assert board is not None
    wide = Window(FIRST - timedelta(1), LAST + timedelta(1))
    told = (event for event in board.events.values() if event.publish_dates)
    rows = {row["id"]: row for row in json.loads((out / "events" / "events.json").read_bytes())["events"]}
    shown = [
        (one, name_date(one, rows[str(one.id)]))
        for event in told
        for one in expand(event, wide)
        if f"{FIRST}" <= format_start(one.start) < f"{LAST}"
    ]
    return PublishedVersion(
        out, in_span(each for _, each in shown), in_span(each for one, each in shown if not one.status.is_off)
    )


def name_date(one: Occurrence, row: Mapping[str, str]) -> Shown:
    """A date with its own words after the title and its status in front, as the feeds promise it.

    Title and place in the reader's language are those of `events.json`.
    """
    title = one.event.discreet_title or row["title"]
    title = f"{title} ({one.label})" if one.label else title
    if one.status is not Status.SCHEDULED:
        title = f"{one.status.value.capitalize()}: {title}"
    return Shown(format_start(one.start), title, row["place"])


def format_start(start: Start) -> str:
    """`2027-01-20T15:15Z`, or `2027-01-20`."""
    return f"{start.astimezone(UTC):%Y-%m-%dT%H:%MZ}" if isinstance(start, datetime) else f"{start}"


def parse_start(text: str) -> Start:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def in_span(dates: Iterable[Shown]) -> list[Shown]:
    return sorted(one for one in dates if f"{FIRST}" <= one.start < f"{LAST}")


def said(dates: Iterable[Shown]) -> Counter[tuple[str, str]]:
    """Starts and titles, as often as they are shown."""
    return Counter((one.start, one.title) for one in dates)
