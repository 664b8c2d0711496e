"""Moments as people write them, in the zone of an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bulletin.formats.dates import (
    DATE_UNREADABLE,
    Beside,
    DateRefused,
    Side,
    Span,
    WrittenMoment,
    find_unsure_hour,
    format_moment,
    parse_moment,
    parse_spans,
    parse_written,
    tell_day,
)
from bulletin.formats.nodes import Scalar
from bulletin.load.fields.days import report_completed, report_refusal
from bulletin.load.fields.record_source import FixedLine, Loc, RecordSource, find_node, propose
from bulletin.load.fields.written_zones import read_wall_time
from bulletin.model.board import DaysOff
from bulletin.model.recurrence import Start, day_of
from bulletin.model.zones import WallTime, resolve_local
from bulletin.problems import Rule, Severity
from bulletin.translatable import gettext as _
from bulletin.translatable import join

TIME_WITHOUT_DATE = Rule("time-without-date", Severity.ERROR, "A start has a date, not only a time.")
TIME_IN_GAP = Rule(
    "time-in-gap", Severity.ERROR, "No event starts in the hour that a clock change jumps over."
)
TIME_AMBIGUOUS = Rule(
    "time-ambiguous", Severity.WARNING, "No event starts in the hour that a clock change repeats."
)


@dataclass(frozen=True, slots=True)
class DatetimeReader:
    """Reads times in a zone, and reports what is wrong to `source`.

    `first_day` is that of the event, beside which dates without their year are read; `today` is for the
    answer where the start itself has none.
    """

    source: RecordSource
    zone: ZoneInfo
    days_off: Mapping[str, DaysOff]
    first_day: date | None = None
    today: date | None = None

    def beside(self, side: Side = Side.AFTER) -> Beside | None:
        """Where dates without their year lie, seen from the first day of the event."""
        return Beside(self.first_day, side) if self.first_day else None

    def read_moment(self, loc: Loc, text: str, beside: Beside | None = None) -> date | datetime | time | None:
        """A moment at which something begins, on the clocks of the zone."""
        written = self.read_written(loc, text, beside)
        found = written.as_start if written else None
        if isinstance(found, DateRefused):
            report_refusal(self.source, loc, found)
            return None
        return found

    def read_written(self, loc: Loc, text: str, beside: Beside | None) -> WrittenMoment | None:
        """A moment without a zone behind it; None (and a Problem) for one that cannot be read."""
        languages = self.source.languages
        written = parse_written(text, languages)
        if isinstance(written, DateRefused) and beside is not None:
            written = parse_written(text, languages, beside)
            if isinstance(written, WrittenMoment):
                report_completed(self.source, loc, text, format_moment(written.moment))
        if isinstance(written, DateRefused):
            report_refusal(self.source, loc, written)
            return None
        if not written.zone:
            return written
        day = beside.day if beside else self.first_day
        return read_wall_time(self.source, self.zone, loc, written, day)

    def localize(self, loc: Loc, naive: datetime) -> datetime:
        """The local time with its zone; an error in a clock change's gap, a warning in its repeated hour."""
        aware, wall = resolve_local(naive, self.zone)
        if wall is WallTime.GAP:
            message = _(
                "{time} on {day} does not exist: the clocks jump over it that night.",
                time=format(naive, "%H:%M"),
                day=format(naive, "%Y-%m-%d"),
            )
            later = aware.astimezone(UTC).astimezone(self.zone)
            self.source.report(
                TIME_IN_GAP,
                loc,
                message,
                _("Choose a time that exists, as in {later}.", later=format(later, "%H:%M")),
            )
        elif wall is WallTime.AMBIGUOUS:
            message = _(
                "{time} on {day} happens twice; the first one is taken.",
                time=format(naive, "%H:%M"),
                day=format(naive, "%Y-%m-%d"),
            )
            self.source.report(
                TIME_AMBIGUOUS, loc, message, _("Choose a time outside the hour that is repeated.")
            )
        return aware

    def read_start(self, loc: Loc, text: str, beside: Beside | None = None) -> Start | None:
        """A start: a date, or a date and a time in the event's zone."""
        read = parse_written(text, self.source.languages, beside)
        if isinstance(read, DateRefused) and (self._is_span(loc, text) or self._is_without_year(loc, text)):
            return None
        moment = self.read_moment(loc, text, beside)
        if moment is None:
            return None
        if isinstance(moment, time):
            self._report_time_alone(loc, text, moment)
            return None
        if isinstance(moment, datetime):
            return self.localize(loc, moment)
        return moment

    def _report_time_alone(self, loc: Loc, text: str, moment: time) -> None:
        """With the date of an unknown field beside it (`date: 15 January 2027`), if there is one."""
        message = _("“{text}” is a time without a date.", text=text)
        for name in ("date", "Date", "day", "Day", "when", "When"):
            day = find_node(self.source.node, (*loc[:-1], name))
            read = parse_moment(day.text, self.source.languages) if isinstance(day, Scalar) else None
            if isinstance(read, date) and not isinstance(read, datetime):
                fixed = self.source.fix_value(loc, f"{read} {moment:%H:%M}")
                proposal = propose(
                    fixed,
                    _("Type instead: start: {read} {moment}", read=read, moment=format(moment, "%H:%M")),
                )
                self.source.report(TIME_WITHOUT_DATE, loc, message, *proposal)
                return
        fixed = self.source.fix_value(loc, f"2027-01-06 {moment:%H:%M}")
        line = fixed.line if fixed else f"start: 2027-01-06 {moment:%H:%M}"
        self.source.report(
            TIME_WITHOUT_DATE, loc, message, _("Put the date before it, as in: {line}", line=line)
        )

    def _is_without_year(self, loc: Loc, text: str) -> bool:
        """Whether only the year is missing, which is reported with the next such day."""
        if self.today is None:
            return False
        read = parse_written(text, self.source.languages, Beside(self.today))
        if isinstance(read, DateRefused):
            if parse_written(text, self.source.languages) != read:
                report_refusal(self.source, loc, read)
                return True
            return False
        found = read.as_start
        if isinstance(found, (DateRefused, time)):
            return False
        message = _(
            "“{text}” has no year. The next such day is {day}.", text=text, day=tell_day(day_of(found))
        )
        fixed = self.source.fix_value(loc, format_moment(found))
        self.source.report(
            DATE_UNREADABLE, loc, message, *propose(fixed, _("Write {days}.", days=format_moment(found)))
        )
        return True

    def _is_span(self, loc: Loc, text: str) -> bool:
        """Whether start and end stand in one field, which is reported."""
        languages, today = self.source.languages, self.today
        whole = parse_spans(text, languages)
        spans = whole or (parse_spans(text, languages, Beside(today)) if today else ())
        unsure = find_unsure_hour(text)
        offered = [each for span in spans if (each := self._two_lines(loc, span, unsure))]
        if not offered:
            return False
        message = _("“{text}” says both when it starts and when it ends.", text=text)
        lines = join(_("\nor:\n"), (each.line for each in offered))
        hint, fixes = (
            _("The end has a line of its own:\n{lines}", lines=lines),
            [each.fix for each in offered],
        )
        if len(fixes) == 1:
            # With an end in its own line already, that of this one would be lost.
            certain = len(whole) == 1 and len(fixes[0].lines) > 1 and unsure is None
            self.source.report(DATE_UNREADABLE, loc, message, hint, replace(fixes[0], certain=certain))
        else:
            self.source.report_choice(DATE_UNREADABLE, loc, message, hint, fixes)
        return True

    def _two_lines(self, loc: Loc, span: Span, unsure: str | None) -> FixedLine | None:
        """The start, and the end in a line of its own below it; an hour that is `unsure` stays as typed."""
        start = format_moment(span.start)
        fixed = self.source.fix_value(loc, start.replace(f"0{unsure}", unsure) if unsure else start)
        if fixed is None or loc[-1] != "start" or find_node(self.source.node, (*loc[:-1], "end")):
            return fixed
        line, fix = fixed
        end = f"end: {format_moment(span.end)}"
        indent = fix.lines[0][: len(fix.lines[0]) - len(fix.lines[0].lstrip())]
        return FixedLine(f"{line}\n{end}", replace(fix, lines=(*fix.lines, indent + end)))
