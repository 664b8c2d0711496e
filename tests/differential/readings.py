"""What each of three readers makes of a case, in one shape: ours, python-dateutil, ical.js on our bytes."""

from __future__ import annotations

import json
import re
import subprocess
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import TracebackType
from typing import IO
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from bulletin.model.event import Change, Occurrence, Status
from bulletin.model.expand import expand
from bulletin.model.feed import (
    CalendarFeed,
    CalendarItem,
    CalendarStatus,
    ChangedDate,
    Flavour,
)
from bulletin.model.recurrence import Start, Window
from bulletin.render import ENDLESS
from bulletin.render.ical import render_calendar, render_vevents
from tests.checkers.programs import find_node_file, find_program
from tests.differential.cases import DAY, Case

MARGIN = 3 * DAY
"""So far around the window a date is looked for that a reader shows at another time."""

_UNTIL = re.compile(r";?UNTIL=(\d{8})(?:T(\d{6})(Z?))?")
_FEED = CalendarFeed(
    name="Case",
    url="https://board.example/",
    self_url="https://board.example/calendar.ics",
    timezone="America/Toronto",
)
_MODIFIED = datetime(2026, 12, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Shown:
    """One date as a subscriber sees it; all texts.

    `original` is the local start the rule gives, "" when nothing recurs. `start` and `end` are instants in
    UTC, or days.
    """

    start: str
    end: str
    original: str
    status: str


def by_us(case: Case, window: Window) -> list[Shown]:
    """The dates of our own expansion in a span of days."""
    found = (occurrence for occurrence in expand(case.event, window) if _is_written(case, occurrence.status))
    return sorted(_shown(case, one) for one in found)


def _shown(case: Case, one: Occurrence) -> Shown:
    return Shown(written(one.start), written(one.end), original_of(case, one.original), _status(one.status))


def original_of(case: Case, start: Start) -> str:
    """The local start that names a date; "" where one date stands alone, so that it needs no name."""
    if _is_alone(case):
        return ""
    return f"{start:%Y-%m-%dT%H:%M:%S}" if isinstance(start, datetime) else f"{start:%Y-%m-%d}"


def _is_alone(case: Case) -> bool:
    """Whether the calendar holds one date that does not recur."""
    if case.event.status.is_off and case.flavour is Flavour.WITHOUT_CANCELLED:
        return (
            sum(change.status is not None and not change.status.is_off for change in case.event.changes) < 2
        )
    return case.series.rule is None and not case.series.extra


def written(moment: Start) -> str:
    """An instant as `2027-01-26T15:30:00Z`, a day as `2027-01-26`."""
    return (
        f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        if isinstance(moment, datetime)
        else f"{moment:%Y-%m-%d}"
    )


def _status(status: Status) -> str:
    if status.is_off:
        return CalendarStatus.CANCELLED.value
    return (CalendarStatus.TENTATIVE if status is Status.TENTATIVE else CalendarStatus.CONFIRMED).value


def _is_written(case: Case, status: Status) -> bool:
    """A date that is off is absent from a calendar without cancelled dates."""
    return case.flavour is not Flavour.WITHOUT_CANCELLED or not status.is_off


def by_dateutil(case: Case) -> list[Shown]:
    """The dates that touch the window by python-dateutil, from the words of the record.

    Rules are followed on the wall clock; a time in a gap is read by the offset before it, one that happens
    twice is the first; the end is the time on the wall (docs/adr/0002), and after the start in any case.
    """
    starts = {start: start for start in _dateutil_starts(case)}
    changes = {naive(change.original): change for change in case.event.changes}
    found = [_dateutil_date(case, start, changes.get(start)) for start in starts]
    return sorted(shown for shown, touches in found if touches and shown is not None)


def _dateutil_starts(case: Case) -> Iterator[datetime]:
    first = naive(case.series.start)
    reach = case.series.length + max(
        (c.length or timedelta(0) for c in case.event.changes), default=timedelta(0)
    )
    reach += 100 * DAY
    last = midnight(case.window.end) + 100 * DAY
    dates = [naive(start) for start in case.dates]
    off = case.off
    made = _dateutil_rule(case, first, last) if case.rrule else [first]
    for start in sorted({*(s for s in made if not _is_off(s.date(), off) or s in dates), *dates}):
        if midnight(case.window.start) - reach <= start:
            yield start


def _is_off(day: date, off: Iterable[tuple[date, date]]) -> bool:
    return any(first <= day <= last for first, last in off)


def _dateutil_rule(case: Case, first: datetime, last: datetime) -> list[datetime]:
    until = last
    if found := _UNTIL.search(case.rrule):
        until = min(until, _local_until(case.zone, found))
    text = f"{_UNTIL.sub('', case.rrule).lstrip(';')};UNTIL={until:%Y%m%dT%H%M%S}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # UNTIL beside COUNT, so that dateutil ends with the window
        return list(rrulestr(text, dtstart=first))


def _local_until(zone: ZoneInfo | None, found: re.Match[str]) -> datetime:
    day = datetime.strptime(found[1], "%Y%m%d")
    if not found[2]:
        return datetime.combine(day, time(23, 59, 59))
    moment = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")
    return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) if found[3] else moment


def _dateutil_date(case: Case, original: datetime, change: Change | None) -> tuple[Shown | None, bool]:
    start, length, status = original, case.series.length, case.event.status
    if change is not None:
        start = naive(change.start) if change.start is not None else start
        length = change.length if change.length is not None else length
        status = change.status if change.status is not None else status
    if not _is_written(case, status):
        return None, False
    window, zone = case.window, case.zone
    name = original_of(case, original if zone else original.date())
    if zone is None:
        end = start + length
        touches = start < midnight(window.end) and end > midnight(window.start)
        return Shown(f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}", name, _status(status)), touches
    begins, ends = instant(start, zone), instant(start + length, zone)
    ends = ends if ends > begins else begins + length
    local_start, local_end = (moment.astimezone(zone).replace(tzinfo=None) for moment in (begins, ends))
    touches = local_start < midnight(window.end) and max(
        local_end, local_start + timedelta(seconds=1)
    ) > midnight(window.start)
    return Shown(written(begins), written(ends), name, _status(status)), touches


def instant(local: datetime, zone: ZoneInfo, *, fold: int = 0) -> datetime:
    """A wall-clock time as an instant in UTC; `fold` 0 is how RFC 5545 §3.3.5 reads gaps and double times."""
    return local.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def naive(start: Start) -> datetime:
    return start.replace(tzinfo=None, fold=0) if isinstance(start, datetime) else midnight(start)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def calendar_of(case: Case) -> bytes:
    """The calendar file that we would publish with this event alone."""
    item = CalendarItem(
        series=case.series,
        timezone=case.event.timezone,
        summary="Case",
        last_modified=_MODIFIED,
        sequence=1,
        status=CalendarStatus(_status(case.event.status)),
        changes=tuple(_changed_date(case, change) for change in case.event.changes),
    )
    zones = item.zone_years(case.flavour, ENDLESS)
    return render_calendar(_FEED, [render_vevents(item, case.flavour)], zones)


def _changed_date(case: Case, change: Change) -> ChangedDate:
    return ChangedDate(
        original=change.original,
        start=change.original if change.start is None else change.start,
        length=case.series.length if change.length is None else change.length,
        summary="Changed",
        status=CalendarStatus(_status(case.event.status if change.status is None else change.status)),
    )


class IcalJs:
    """One long-lived Node that reads calendars as Thunderbird does; a context manager."""

    def __init__(self) -> None:
        find_node_file("ical.js/package.json")
        command = [find_program("node"), str(Path(__file__).with_name("icaljs.mjs"))]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self) -> IcalJs:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def ask(self, cases: Sequence[Case], calendars: Sequence[bytes]) -> None:
        """Hand over calendars; each question is answered once, in order."""
        stdin = _pipe(self._process.stdin)
        for case, calendar in zip(cases, calendars, strict=True):
            span = case.window.start - MARGIN, case.window.end + MARGIN
            question = {"from": f"{span[0]}", "to": f"{span[1]}", "calendar": calendar.decode("utf-8")}
            stdin.write(json.dumps(question) + "\n")
        stdin.flush()

    def answers(self, count: int) -> list[list[Shown] | str]:
        """The dates that end after the beginning of the window or are near it; or what went wrong."""
        found: list[list[Shown] | str] = []
        for _ in range(count):
            answer = json.loads(_pipe(self._process.stdout).readline())
            found.append(
                answer["error"] if "error" in answer else sorted(Shown(**row) for row in answer["dates"])
            )
        return found


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe
