"""Starts and ends as people write them, in the zone of an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bulletin.formats.dates import (
    DATE_UNREADABLE,
    DateRefused,
    format_moment,
    parse_duration,
    parse_moment,
    parse_span,
)
from bulletin.formats.nodes import Scalar
from bulletin.load.fields.record_source import Loc, RecordSource, find_node, propose
from bulletin.load.fields.values import report_refusal
from bulletin.model.board import DaysOff
from bulletin.model.recurrence import DAY, Start
from bulletin.model.zones import WallTime, resolve_local
from bulletin.problems import Fix, Rule, Severity

ENDS_AFTER_START = Rule("ends-after-start", Severity.ERROR, "An event ends after it starts.")
TWO_ENDS = Rule("two-ends", Severity.ERROR, "An event has `end` or `duration`, not both.")
MIXED_DAY = Rule(
    "mixed-all-day", Severity.ERROR, "Start and end are both dates (all-day) or both have a time."
)
TIME_WITHOUT_DATE = Rule("time-without-date", Severity.ERROR, "A start has a date, not only a time.")
TIME_IN_GAP = Rule(
    "time-in-gap", Severity.ERROR, "No event starts in the hour that a clock change jumps over."
)
TIME_AMBIGUOUS = Rule(
    "time-ambiguous", Severity.WARNING, "No event starts in the hour that a clock change repeats."
)
LONGEST_NEXT_DAY = timedelta(hours=14)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class DatetimeReader:
    """Reads times in a zone, and reports what is wrong to `source`."""

    source: RecordSource
    zone: ZoneInfo
    days_off: Mapping[str, DaysOff]

    def read_moment(self, loc: Loc, text: str) -> date | datetime | time | None:
        found = parse_moment(text, self.source.languages)
        if isinstance(found, DateRefused):
            report_refusal(self.source, loc, found)
            return None
        return found

    def localize(self, loc: Loc, naive: datetime) -> datetime:
        """The local time with its zone; an error in a clock change's gap, a warning in its repeated hour."""
        aware, wall = resolve_local(naive, self.zone)
        if wall is WallTime.GAP:
            message = f"{naive:%H:%M} on {naive:%Y-%m-%d} does not exist: the clocks jump over it that night."
            later = aware.astimezone(UTC).astimezone(self.zone)
            self.source.report(TIME_IN_GAP, loc, message, f"Choose a time that exists, as in {later:%H:%M}.")
        elif wall is WallTime.AMBIGUOUS:
            message = f"{naive:%H:%M} on {naive:%Y-%m-%d} happens twice; the first one is taken."
            self.source.report(
                TIME_AMBIGUOUS, loc, message, "Choose a time outside the hour that is repeated."
            )
        return aware

    def read_start(self, loc: Loc, text: str) -> Start | None:
        """A start: a date, or a date and a time in the event's zone."""
        moment = parse_moment(text, self.source.languages)
        if isinstance(moment, DateRefused):
            if not self._is_span(loc, text):
                report_refusal(self.source, loc, moment)
            return None
        if isinstance(moment, time):
            self._report_time_alone(loc, text, moment)
            return None
        if isinstance(moment, datetime):
            return self.localize(loc, moment)
        return moment

    def _report_time_alone(self, loc: Loc, text: str, moment: time) -> None:
        """With the date of an unknown field beside it (`date: 15 January 2027`), if there is one."""
        message = f"“{text}” is a time without a date."
        for name in ("date", "Date", "day", "Day", "when", "When"):
            day = find_node(self.source.node, (*loc[:-1], name))
            read = parse_moment(day.text, self.source.languages) if isinstance(day, Scalar) else None
            if isinstance(read, date) and not isinstance(read, datetime):
                fixed = self.source.fix_value(loc, f"{read} {moment:%H:%M}")
                proposal = propose(fixed, f"Type instead: start: {read} {moment:%H:%M}")
                self.source.report(TIME_WITHOUT_DATE, loc, message, *proposal)
                return
        fixed = self.source.fix_value(loc, f"2027-01-06 {moment:%H:%M}")
        line = fixed.line if fixed else f"start: 2027-01-06 {moment:%H:%M}"
        self.source.report(TIME_WITHOUT_DATE, loc, message, f"Put the date before it, as in: {line}")

    def _is_span(self, loc: Loc, text: str) -> bool:
        """Whether start and end stand in one field, which is reported."""
        span = parse_span(text, self.source.languages)
        fixed = self.source.fix_value(loc, format_moment(span[0])) if span else None
        if span is None or fixed is None:
            return False
        line, fix = fixed
        end = f"end: {format_moment(span[1])}"
        if find_node(self.source.node, (*loc[:-1], "end")) is None:
            indent = fix.lines[0][: len(fix.lines[0]) - len(fix.lines[0].lstrip())]
            line, fix = f"{line}\n{end}", replace(fix, lines=(*fix.lines, indent + end))
        message = f"“{text}” says both when it starts and when it ends."
        self.source.report(DATE_UNREADABLE, loc, message, f"The end has a line of its own:\n{line}", fix)
        return True

    def read_length(self, loc: Loc, start: Start, end: str | None, duration: str | None) -> timedelta | None:
        """The time from start to exclusive end on the wall clock; None when not given, or wrong."""
        if end and duration:
            message = "Both `end` and `duration` say how long it lasts."
            self.source.report(TWO_ENDS, (*loc, "duration"), message, "Delete one of the two lines.")
            return None
        if duration:
            return self._duration((*loc, "duration"), start, duration)
        if not end:
            return None
        moment = self.read_moment((*loc, "end"), end)
        if moment is None:
            return None
        if isinstance(start, datetime):
            return self.read_timed_length((*loc, "end"), start, moment)
        return self._all_day_length((*loc, "end"), start, moment)

    def _duration(self, loc: Loc, start: Start, text: str) -> timedelta | None:
        length = parse_duration(text, self.source.languages)
        if isinstance(length, DateRefused):
            report_refusal(self.source, loc, length)
            return None
        if not isinstance(start, datetime) and length % DAY:
            message = "The start has no time, so the event lasts whole days."
            self.source.report(
                MIXED_DAY, loc, message, "Add a time to the start, as in: start: 2027-01-06 10:15"
            )
            return None
        return length

    def _all_day_length(self, loc: Loc, start: date, end: date | datetime | time) -> timedelta | None:
        if isinstance(end, (datetime, time)):
            message = "The end has a time, but the start has none."
            self.source.report(
                MIXED_DAY, loc, message, f"Add the time to the start, as in: start: {start} 10:15"
            )
            return None
        if end < start:
            self._report_order(loc, start, end)
            return None
        return end - start + DAY

    def read_timed_length(self, loc: Loc, start: datetime, end: date | datetime | time) -> timedelta | None:
        """The length of an event with a time; an `end` that is an earlier time alone is on the next day."""
        naive = start.replace(tzinfo=None, fold=0)
        if isinstance(end, time):
            length = datetime.combine(naive.date(), end) - naive
            if length < timedelta(0) and length + DAY <= LONGEST_NEXT_DAY:
                length += DAY
            if length <= timedelta(0):
                message = f"It ends at {end:%H:%M}, but starts at {naive:%H:%M}."
                hint = "Correct the end; when it ends on another day, write that day too."
                self.source.report(ENDS_AFTER_START, loc, message, hint)
                return None
            return length
        if isinstance(end, datetime):
            if end <= naive:
                self._report_order(loc, naive, end)
                return None
            return end - naive
        fixed = self.source.fix_value(loc, f"{end} {naive + HOUR:%H:%M}")
        proposal = propose(fixed, "Add the time of the end.", "Add the time of the end, as in")
        self.source.report(MIXED_DAY, loc, "The start has a time, but the end has none.", *proposal)
        return None

    def _report_order(self, loc: Loc, start: date, end: date) -> None:
        def shown(moment: date) -> str:
            return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else f"{moment:%Y-%m-%d}"

        equal = " the moment it starts" if start == end else f" on {shown(end)}, but starts on {shown(start)}"
        fix = None if start == end else self._swap(loc)
        hint = "Correct the end."
        if fix:
            hint = "\n".join(("Swap start and end:", *(line.strip() for line in fix.lines)))
        self.source.report(ENDS_AFTER_START, loc, f"It ends{equal}.", hint, fix)

    def _swap(self, loc: Loc) -> Fix | None:
        """The lines `start` … `end` with their values exchanged, when the one is the line below the other."""
        first, last = self.source.line(*loc[:-1], "start", key=True), self.source.line(*loc, key=True)
        if last != first + 1 or find_node(self.source.node, ("repeat",)) is not None:
            return None
        (a, _, one), (b, _, two) = (
            self.source.line_text(first).partition(":"),
            self.source.line_text(last).partition(":"),
        )
        return Fix(first, last, (f"{a}:{two}", f"{b}:{one}"))
