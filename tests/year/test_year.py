"""A year of the sample town, while people change it: what it shows each day is what its records say.

`independent.py` reads the records a second time; event pages, and the calendar as ical.js reads it, are
compared with that.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from bulletin.pipeline.check import ReadingOptions, publishable_board
from bulletin.plan import plan_site
from bulletin.render import Renderer
from tests.checkers.icaljs import expand_calendar, parse_instant
from tests.effort import REPEATS_ITSELF
from tests.load.repositories import Repository
from tests.plain_theme import plain_theme
from tests.site.building import TOWN
from tests.year.edits import EDITS
from tests.year.independent import Fields, held_dates, read_events

FIRST, DAYS = date(2027, 1, 15), 365
STEP = 15 if REPEATS_ITSELF else 1
"""Every night each day is built, otherwise every fifteenth."""

PAGES = 4
"""Of so many event pages, one is read each day that is built."""

THEME = plain_theme()
ZONE = ZoneInfo("America/Toronto")
HORIZON = timedelta(days=400)
Dates = dict[str, dict[str, bool]]
"""Of each event by its id: its coming dates, and whether each takes place."""


@dataclass
class Site:
    """What one day's site says, as far as it is asked."""

    today: date
    files: dict[str, bytes]

    def calendar_dates(self) -> Dates:
        """What a subscriber of the whole board's calendar sees."""
        data = self.files["events/calendar.ics"]
        found: Dates = {}
        # Instants are in UTC: a day more on both sides, and then what is in the window here.
        for one in expand_calendar(data, self.today - timedelta(1), self.today + HORIZON + timedelta(1)):
            when = _written(parse_instant(one.start))
            if f"{self.today}" <= when[:10] < f"{self.today + HORIZON}":
                found.setdefault(_event_of(one.uid), {})[when] = one.status != "CANCELLED"
        return found

    def page_dates(self, event: str) -> dict[str, bool] | None:
        """The rows of an event's page; None of one without rows."""
        page = self.files[f"events/{event}/index.html"].decode()
        section = page.partition('<section class="part next-dates')[2].partition("</section>")[0]
        rows = re.findall(r"<li.*?</li>", section, re.DOTALL)
        if not rows:
            return None
        told = {}
        for row in rows:
            start = re.findall(r'<time datetime="([^"]*)"', row)[0]
            told[_written(parse_instant(start))] = not _OFF.search(row)
        return {when: takes_place for when, takes_place in told.items() if when[:10] >= f"{self.today}"}


_OFF = re.compile(r'class="tag (?:cancelled|postponed)"')


@dataclass
class Town:
    """The town's repository, and what its subscribers have been told."""

    repository: Repository
    sequences: dict[str, int] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        return self.repository.folder / "content"

    def build(self, today: date) -> Site:
        noon = datetime.combine(today, time(12), ZONE)
        checked = publishable_board(self.content, ReadingOptions(clock=lambda: noon))
        assert not checked.has_errors, checked.problems
        assert checked.board is not None
        plan = plan_site(checked.board, today)
        renderer = Renderer(THEME, plan.layouts)
        asked = [file for file in plan.plans() if _is_asked(file.path, today)]
        return Site(today, {file.path: renderer.render(file.make()) for file in asked})


def _is_asked(path: str, today: date) -> bool:
    if path == "events/calendar.ics":
        return True
    parts = path.split("/")
    is_event = (
        len(parts) == 4 and parts[0] == "events" and parts[3] == "index.html" and not parts[1].isdigit()
    )
    return is_event and (len(path) + today.toordinal()) % PAGES == 0


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    repository = Repository(tmp_path_factory.mktemp("year"))
    content = Path(shutil.copytree(TOWN, repository.folder / "content"))
    board = content / "board.yaml"
    text = board.read_text(encoding="utf-8")
    board.write_text(text.replace("languages: [en, fr, ar]", "languages: en"), encoding="utf-8")
    for translation in content.rglob("*.[a-z][a-z].md"):
        translation.unlink()
    repository.commit(datetime(2027, 1, 14, 12, tzinfo=UTC))
    return Town(repository)


def _coming(records: dict[str, Fields], content: Path, today: date) -> Dates:
    """What the records say of the days from today to the horizon."""
    coming = {}
    for address, fields in records.items():
        if fields.get("publish_dates") != "no":
            dates = held_dates(fields, content)
            last = f"{today + HORIZON}"
            ahead = {when: so for when, so in dates.items() if f"{today}" <= when[:10] < last}
            if ahead:
                coming[fields.get("id", address)] = ahead
    return coming


def test_on_every_day_of_a_year_the_site_shows_the_dates_that_the_records_say(town: Town) -> None:
    edits = sorted(EDITS, key=lambda edit: edit.day)
    for number in range(0, DAYS, STEP):
        today = FIRST + timedelta(number)
        while edits and edits[0].day <= today:
            edit = edits.pop(0)
            edit.apply(town.content / "events")
            town.repository.commit(datetime.combine(edit.day, time(9), UTC))
        records = read_events(town.content)
        expected = _coming(records, town.content, today)
        site = town.build(today)
        assert site.calendar_dates() == expected, today
        for address, fields in records.items():
            if f"events/{address}/index.html" in site.files:
                rows = site.page_dates(address)
                assert rows is None or rows == expected.get(fields.get("id", address), {}), (today, address)
        _assert_subscribers_are_not_misled(town, site)
    assert not edits


def _assert_subscribers_are_not_misled(town: Town, site: Site) -> None:
    """Every UID is that of one event for good, and what is told of it is never older than what was."""
    entries = Calendar.from_ical(site.files["events/calendar.ics"]).walk("VEVENT")
    for entry in entries:
        uid, sequence = str(entry["UID"]), int(entry["SEQUENCE"])
        assert sequence >= town.sequences.get(uid, 0), (site.today, uid)
        town.sequences[uid] = sequence


def _event_of(uid: str) -> str:
    """The id of the event whose UID, or further rule's UID, it is."""
    return "/".join(uid.partition("@")[0].split("/")[:2])


def _written(when: date) -> str:
    return f"{when.astimezone(ZONE):%Y-%m-%d %H:%M}" if isinstance(when, datetime) else f"{when}"
