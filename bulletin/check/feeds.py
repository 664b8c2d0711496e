"""Calendars of a built site against the board: what a subscriber reads in them is what the board says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bulletin.check.feed_dates import FeedDate, dates_shown, feed_date, instant_of, touches
from bulletin.formats.ics import CalendarEntry, CalendarReader
from bulletin.formats.ics_lines import CalendarLimits
from bulletin.model.board import Board
from bulletin.model.event import Event, Status
from bulletin.model.expand import expand
from bulletin.model.feed import CalendarItem, CalendarStatus, Flavour
from bulletin.model.recurrence import DAY, Window
from bulletin.model.site.plan import CalendarFile
from bulletin.problems import Problem, Rule, Severity, SourceRef

FEED_UNREADABLE = Rule(
    "feed-unreadable",
    Severity.ERROR,
    "Every calendar of a built site is there, and can be read by other programs.",
    "Subscribers' programs drop a calendar they cannot read without a word.",
)
FEED_EVENTS = Rule(
    "feed-events",
    Severity.ERROR,
    "Every calendar of a built site holds the events of its list, and no others.",
)
FEED_DATES = Rule(
    "feed-dates",
    Severity.ERROR,
    "Whoever reads a calendar of a built site gets the dates that the board has.",
    "Rules are followed by another program than ours, as a subscriber's does.",
)
FEED_STATUS = Rule(
    "feed-status",
    Severity.ERROR,
    "Whoever reads a calendar of a built site learns which dates are off or not certain.",
)
FEED_RULES = (FEED_UNREADABLE, FEED_EVENTS, FEED_DATES, FEED_STATUS)

_OWN = CalendarLimits(
    size=200_000_000, entries=200_000, properties=20_000, values=20_000, all_values=2**31, length=1_000_000
)
_HINT = "Build the site anew, for this day and out of this content; if it is still so, please report it."


class FeedProblems(NamedTuple):
    """What is wrong with calendars: reported of the records they misrepresent, or of files of the site."""

    of_records: tuple[Problem, ...]
    of_files: tuple[Problem, ...]


class _Fault(NamedTuple):
    """What is wrong with one event; the same in several calendars is reported once."""

    ref: SourceRef
    rule: Rule
    message: str
    """With `{calendars}` for where it is so."""


def check_feeds(
    board: Board, today: date, planned: Mapping[str, CalendarFile], published: Iterable[tuple[str, bytes]]
) -> FeedProblems:
    """Everything wrong with the `published` calendars of a site, given by path.

    `planned` says which there must be, and which series each holds; their dates and status are asked of the
    board, from the first day of its archive to the horizon.
    """
    items = [item for file in planned.values() for item in file.items if item.copy_of]
    reader, dates = CalendarReader(_OWN), _BoardDates(board, today, items)
    faults: dict[_Fault, list[str]] = {}
    of_files: list[Problem] = []
    missing = set(planned)
    for path, data in published:
        missing.discard(path)
        file = planned.get(path)
        calendar = reader.read(data)
        reasons = [part.reason for part in calendar.problems if part.uid not in dates.events]
        if file is None:
            reasons.append("no list of the board has this calendar")
        of_files += (_of_file(path, reason) for reason in reasons)
        for part in calendar.problems:
            if event := dates.events.get(part.uid):
                message = f"“{event.text.title}” cannot be read in {{calendars}}: {part.reason}."
                faults.setdefault(_Fault(event.ref, FEED_UNREADABLE, message), []).append(path)
        if file is not None:
            unread = frozenset(part.uid for part in calendar.problems)
            for fault in _compare(dates, file, calendar.entries, unread):
                faults.setdefault(fault, []).append(path)
    of_files += (_of_file(path, "it is not there") for path in sorted(missing))
    of_records = [
        Problem(fault.ref, fault.rule, fault.message.replace("{calendars}", _name(paths)), _HINT)
        for fault, paths in faults.items()
    ]
    return FeedProblems(tuple(of_records), tuple(of_files))


class _BoardDates:
    """The dates the board has in its window, by UID; and what was found wrong with entries, each once."""

    def __init__(self, board: Board, today: date, copies: Iterable[CalendarItem]) -> None:
        info = board.info
        begin, end = today - timedelta(days=info.archive.days), today + timedelta(days=info.horizon)
        self.window = Window(begin, end)
        self.events: dict[str, Event] = {
            series.uid: event
            for event in (*board.events.values(), *board.withdrawn_events.values())
            for series in event.series
        }
        self._copies = {item.uid: item for item in copies}
        self.events.update((uid, self.events[item.copy_of]) for uid, item in self._copies.items())
        self._expanded: dict[str, dict[str, set[FeedDate]]] = {}
        self._judged: dict[tuple[str, bool, tuple[CalendarEntry, ...]], tuple[_Fault, ...]] = {}

    def expected(self, uid: str, hide_off: bool) -> set[FeedDate]:
        """What must be read of one series; without what is off, where a calendar hides that.

        Of a date that is copied alone, this date.
        """
        if copy := self._copies.get(uid):
            start = instant_of(copy.series.start)
            return {each for each in self.expected(copy.copy_of, hide_off) if each.start == start}
        event = self.events[uid]
        found = self._expanded.get(event.id)
        if found is None:
            found = self._expanded[event.id] = {series.uid: set() for series in event.series}
            # A calendar needs an end, and with it a date may reach into a day that the board does not claim.
            wider, zone = Window(self.window.start - 2 * DAY, self.window.end), ZoneInfo(event.timezone)
            for one in expand(event, wider):
                date_of_feed = feed_date(one.start, one.end, _status(one.status))
                if touches(date_of_feed, self.window, zone):
                    found[one.series.uid].add(date_of_feed)
        return {each for each in found[uid] if not (hide_off and each.status == CalendarStatus.CANCELLED)}

    def judge(self, uid: str, entries: tuple[CalendarEntry, ...], hide_off: bool) -> tuple[_Fault, ...]:
        """What is wrong with the entries of one series."""
        key = uid, hide_off, entries
        found = self._judged.get(key)
        if found is None:
            found = self._judged[key] = tuple(self._faults(uid, entries, hide_off))
        return found

    def _faults(self, uid: str, entries: tuple[CalendarEntry, ...], hide_off: bool) -> Iterator[_Fault]:
        event, expected = self.events[uid], self.expected(uid, hide_off)
        title, zone = f"“{event.text.title}”", ZoneInfo(event.timezone)
        try:
            shown = dates_shown(entries, self.window, zone)
        except (ValueError, OverflowError) as error:
            yield _Fault(event.ref, FEED_DATES, f"{title} has no dates in {{calendars}}: {error}.")
            return
        spans = {(each.start, each.end) for each in expected}
        shown_spans = {(each.start, each.end) for each in shown}
        differences = [f"{_tell(start, zone)} is missing" for start, _ in _sorted(spans - shown_spans)[:1]]
        differences += [
            f"{_tell(start, zone)} is none of its dates" for start, _ in _sorted(shown_spans - spans)[:1]
        ]
        if differences:
            yield _Fault(
                event.ref, FEED_DATES, f"{title} has other dates in {{calendars}}: {', '.join(differences)}."
            )
        wrong = [each for each in shown - expected if (each.start, each.end) in spans]
        if wrong:
            first = min(wrong, key=lambda each: each.sort_key)
            status, when = first.status or "without STATUS", _tell(first.start, zone)
            message = f"{title} is {status} in {{calendars}} on {when}."
            yield _Fault(event.ref, FEED_STATUS, message)


def _compare(
    dates: _BoardDates, file: CalendarFile, entries: Sequence[CalendarEntry], unread: frozenset[str]
) -> Iterator[_Fault]:
    """One calendar that was read back against the series that it must hold; `unread` is reported apart."""
    hide_off = file.feed.flavour is Flavour.WITHOUT_CANCELLED
    uids = [item.uid for item in file.items]
    found: dict[str, list[CalendarEntry]] = {}
    for entry in entries:
        found.setdefault(entry.uid, []).append(entry)
    for uid in uids:
        if uid in found:
            yield from dates.judge(uid, tuple(found[uid]), hide_off)
        elif uid not in unread and (not hide_off or dates.expected(uid, hide_off)):
            event = dates.events[uid]
            message = f"“{event.text.title}” is missing in {{calendars}} (UID {uid})."
            yield _Fault(event.ref, FEED_EVENTS, message)
    for uid in found.keys() - set(uids):
        other = dates.events.get(uid)
        title = f"“{other.text.title}”" if other else "An event that is not on the board"
        ref = other.ref if other else SourceRef("board.yaml")
        yield _Fault(ref, FEED_EVENTS, f"{title} does not belong in {{calendars}} (UID {uid[:200]}).")


def _status(status: Status) -> str:
    if status.is_off:
        return CalendarStatus.CANCELLED.value
    return (CalendarStatus.TENTATIVE if status is Status.TENTATIVE else CalendarStatus.CONFIRMED).value


def _sorted(spans: set[tuple[date, date]]) -> list[tuple[date, date]]:
    return sorted(spans, key=lambda span: span[0].isoformat())


def _tell(moment: date, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else f"{moment}"


def _name(paths: Sequence[str]) -> str:
    more = len(paths) - 1
    return f"{min(paths)}{f' and {more} more' if more else ''}"


def _of_file(path: str, reason: str) -> Problem:
    return Problem(SourceRef(path), FEED_UNREADABLE, f"This calendar cannot be relied on: {reason}.", _HINT)
