"""The dates of a board, as each kind of published file has them: always a set of (event id, start).

A start is a date, or a datetime in UTC.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar

from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.expand import expand
from bulletin.model.recurrence import Window
from bulletin.model.site.routes import event_route
from bulletin.pipeline.check import ReadingOptions, publishable_board
from tests.checkers.icaljs import expand_calendar, parse_instant

DAY = timedelta(days=1)
TODAY = date(2027, 1, 15)

Start = date | datetime
Dates = set[tuple[str, Start]]

_SECTION = re.compile(r'<section class="day[^"]*" data-day="([0-9-]+)">(.*?)</section>', re.DOTALL)
_CARD = re.compile(
    r'<a href="[^"#]*?events/([a-z0-9/-]+)/#[^"]*"[^>]*>.*?<time datetime="([^"]+)">([^<]+)</time>', re.DOTALL
)
_LINE = re.compile(
    r'<li class="line[^>]*><time datetime="([^"]+)">([^<]*)</time>'
    r'.*?<a href="[^"#]*?events/([a-z0-9/-]+)/#[^"]*"',
    re.DOTALL,
)
_LASTING = '<p class="divider label lasting">'
_CHOSEN = re.compile(r'<p class="chosen" id="[0-9a-z-]+"[^>]*>.*?<time datetime="([^"]+)">')
_ROW = re.compile(
    r'<li data-end="[^"]*">(?:<strong[^>]*>[^<]*</strong> )?<a href="#[0-9a-z-]+"><time datetime="([^"]+)">'
)
_LINKED_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True)
class BuiltSite:
    """A built site, and the board it was built from, to compare."""

    site: Path
    board: Board

    @property
    def window(self) -> Window:
        return Window(TODAY, TODAY + timedelta(days=self.board.info.horizon))

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.board.info.timezone)

    def events(self) -> Iterator[Event]:
        """Events whose dates are published."""
        for event in self.board.events.values():
            if event.publish_dates and not self.board.partners[event.partner].do_not_list:
                yield event

    def in_window(self, dates: Iterable[tuple[str, Start]]) -> Dates:
        """Those that begin on a day of the window, by the board's clock."""
        return {(name, start) for name, start in dates if self.day_of(start) in self.window}

    def day_of(self, start: Start) -> date:
        return start.astimezone(self.zone).date() if isinstance(start, datetime) else start

    @property
    def ids(self) -> dict[str, str]:
        """The ids of events by the UIDs of their entries."""
        return {series.uid: event.id for event in self.board.events.values() for series in event.series}

    def of_uids(self, dates: Iterable[tuple[str, Start]]) -> Dates:
        """Dates of a calendar, its UIDs turned into ids of events.

        Of what was withdrawn a calendar says that it is off, and nothing else of the site knows it.
        """
        off = {series.uid for event in self.board.withdrawn_events.values() for series in event.series}
        ids = self.ids
        return self.in_window((ids[uid], start) for uid, start in dates if uid not in off)


def read_built(site: Path) -> BuiltSite:
    """A site whose content lies beside it."""
    content = site.parent / "content"
    board = publishable_board(
        content, ReadingOptions(clock=lambda: datetime(2027, 1, 15, 14, tzinfo=UTC), today=TODAY)
    ).board
    assert board is not None
    return BuiltSite(site, board)


def in_model(built: BuiltSite) -> Dates:
    """What the records say."""
    wide = Window(built.window.start - DAY, built.window.end + DAY)
    found = ((event.id, _utc(one.start)) for event in built.events() for one in expand(event, wide))
    return built.in_window(found)


def in_events_json(built: BuiltSite) -> Dates:
    rows = json.loads((built.site / "events" / "events.json").read_bytes())["events"]
    ids = built.ids
    return built.in_window((ids[row["uid"]], parse_start(row["start"])) for row in rows)


def on_day_pages(built: BuiltSite, language: str = "") -> Dates:
    """What begins on each day, on that day's page; its heading must say the day."""
    found: list[tuple[str, Start]] = []
    ids = _ids_by_route(built)
    for day in (built.window.start + DAY * n for n in range((built.window.end - built.window.start).days)):
        page = built.site / language / "events" / f"{day:%Y/%m/%d}" / "index.html"
        if not page.exists():
            continue
        sections = _SECTION.findall(page.read_text(encoding="utf-8"))
        assert [said for said, _ in sections] == [day.isoformat()]
        begun, _, lasting = sections[0][1].partition(_LASTING)
        for path, start, _ in _dates_in(begun):
            assert built.day_of(parse_start(start)) == day, (page, path)
            found.append((ids[f"events/{path}/"], parse_start(start)))
        for path, start, _ in _dates_in(lasting):
            if built.day_of(parse_start(start)) == day:
                found.append((ids[f"events/{path}/"], parse_start(start)))
    assert len(found) == len(set(found))
    return built.in_window(found)


def on_event_pages(built: BuiltSite, language: str = "") -> Dates:
    """What each event's own page lists; of an event of one date, what its linked data say."""
    found: list[tuple[str, Start]] = []
    for event in built.events():
        text = (built.site / language / event_route(event) / "index.html").read_text(encoding="utf-8")
        starts = _ROW.findall(text)
        assert starts == _CHOSEN.findall(text), event.id
        if not event.is_recurring:
            assert not starts, event.id
            starts = [node["startDate"] for node in linked_data(text) if node["@type"] == "Event"]
        assert len(starts) == len(set(starts)), event.id
        found += [(event.id, parse_start(start)) for start in starts]
    return built.in_window(found)


def in_calendar(built: BuiltSite, file: str, timezone: str) -> Dates:
    """What ical.js makes of a calendar, on a computer in that zone."""
    first, last = built.window.start - DAY, built.window.end + DAY * 2
    data = (built.site / file).read_bytes()
    dates = expand_calendar(data, first, last, timezone=timezone)
    return built.of_uids((one.uid, parse_instant(one.start)) for one in dates)


def in_calendar_by_dateutil(built: BuiltSite, file: str) -> Dates:
    """What icalendar and dateutil make of a calendar."""
    calendar = Calendar.from_ical((built.site / file).read_bytes())
    entries: dict[str, list[Any]] = defaultdict(list)
    for entry in calendar.walk("VEVENT"):
        entries[str(entry["UID"])].append(entry)
    last = datetime.combine(built.window.end + DAY, datetime.min.time())
    return built.of_uids(
        (uid, _utc(start)) for uid, all_of in entries.items() for start in _starts(all_of, last)
    )


def _starts(entries: list[Any], last: datetime) -> Iterator[Start]:
    """The dates of the VEVENTs of one UID: the first holds the rule, the others replace single dates."""
    main = next(entry for entry in entries if "RECURRENCE-ID" not in entry)
    replaced = {entry["RECURRENCE-ID"].dt: entry.start for entry in entries if "RECURRENCE-ID" in entry}
    start = main.start
    made = {start}
    if "RRULE" in main:
        rule = main["RRULE"]
        for until in rule.get("UNTIL", []):
            rule["UNTIL"] = [_local(until, start)]
        made = {
            one.replace(tzinfo=start.tzinfo) if isinstance(start, datetime) else one.date()
            for one in rrulestr(rule.to_ical().decode(), dtstart=_local(start, start)).between(
                datetime(2020, 1, 1), last, inc=True
            )
        }
    made |= {one.dt for one in _listed(main.get("RDATE"))}
    made -= {one.dt for one in _listed(main.get("EXDATE"))}
    assert replaced.keys() <= made, (str(main["UID"]), sorted(map(str, replaced.keys() - made)))
    return (replaced.get(one, one) for one in made)


def _listed(properties: Any) -> Iterator[Any]:
    for one in properties if isinstance(properties, list) else [properties] if properties else []:
        yield from one.dts


def _local(moment: Start, start: Start) -> datetime:
    """Wall-clock time where the event is, without its zone: that is what a rule counts in."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, datetime.min.time())
    zone = start.tzinfo if isinstance(start, datetime) else None
    return moment.astimezone(zone).replace(tzinfo=None)


def times_on_day_pages(built: BuiltSite) -> Iterator[tuple[str, str]]:
    """The datetime attribute and the text of every time on the days' pages."""
    for page in sorted((built.site / "events").glob("2*/*/*/index.html")):
        for _, start, words in _CARD.findall(_LINE.sub("", page.read_text(encoding="utf-8"))):
            yield start, unescape(words)


def _dates_in(section: str) -> Iterator[tuple[str, str, str]]:
    """The slips and the lines of a day: the event's path, the start, and its words."""
    yield from ((path, start, words) for start, words, path in _LINE.findall(section))
    yield from _CARD.findall(_LINE.sub("", section))


def linked_data(page: str) -> list[Mapping[str, Any]]:
    """The nodes of a page's JSON-LD."""
    nodes: list[Mapping[str, Any]] = []
    for text in _LINKED_DATA.findall(page):
        data = json.loads(text)
        nodes += data.get("@graph", [data]) if isinstance(data, dict) else data
    return nodes


def parse_start(text: str) -> Start:
    """`2027-01-20T10:15:00-05:00` in UTC, or a date."""
    return _utc(datetime.fromisoformat(text)) if "T" in text else date.fromisoformat(text)


def _utc(start: Start) -> Start:
    return start.astimezone(UTC) if isinstance(start, datetime) else start


def _ids_by_route(built: BuiltSite) -> dict[str, str]:
    return {event_route(event): event.id for event in built.board.events.values()}
