"""Starts and ends as people write them, in the zone of an event."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bulletin.formats.dates import (
    DATE_UNREADABLE,
    Beside,
    DateRefused,
    Side,
    Span,
    WrittenMoment,
    format_moment,
    parse_duration,
    parse_moment,
    parse_spans,
    parse_written,
    tell_day,
)
from bulletin.formats.dates.spans import readings_of_end
from bulletin.formats.dates.times import bare_clock
from bulletin.formats.nodes import Scalar
from bulletin.load.fields.days import report_completed, report_refusal
from bulletin.load.fields.fixes import replace_field
from bulletin.load.fields.record_source import FixedLine, Loc, RecordSource, find_node, propose, surely
from bulletin.load.fields.unsure_ends import ENDS_AFTER_START, LONGEST_NEXT_DAY, ask_which_end
from bulletin.load.fields.written_zones import read_wall_time
from bulletin.messages.entered import ends_at_once, ends_before
from bulletin.model.board import DaysOff
from bulletin.model.recurrence import DAY, Start, day_of
from bulletin.model.zones import WallTime, resolve_local
from bulletin.problems import Fix, Rule, Severity, to_type
from bulletin.translatable import gettext as _
from bulletin.translatable import join

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
HOUR = timedelta(hours=1)


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
        written = self._read_written(loc, text, beside)
        found = written.as_start if written else None
        if isinstance(found, DateRefused):
            report_refusal(self.source, loc, found)
            return None
        return found

    def _read_written(self, loc: Loc, text: str, beside: Beside | None) -> WrittenMoment | None:
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
        offered = [each for span in spans if (each := self._two_lines(loc, span))]
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
            certain = len(whole) == 1 and len(fixes[0].lines) > 1
            self.source.report(DATE_UNREADABLE, loc, message, hint, replace(fixes[0], certain=certain))
        else:
            self.source.report_choice(DATE_UNREADABLE, loc, message, hint, fixes)
        return True

    def _two_lines(self, loc: Loc, span: Span) -> FixedLine | None:
        """The start, and the end in a line of its own below it."""
        fixed = self.source.fix_value(loc, format_moment(span.start))
        if fixed is None or loc[-1] != "start" or find_node(self.source.node, (*loc[:-1], "end")):
            return fixed
        line, fix = fixed
        end = f"end: {format_moment(span.end)}"
        indent = fix.lines[0][: len(fix.lines[0]) - len(fix.lines[0].lstrip())]
        return FixedLine(f"{line}\n{end}", replace(fix, lines=(*fix.lines, indent + end)))

    def read_length(self, loc: Loc, start: Start, end: str | None, duration: str | None) -> timedelta | None:
        """The time from start to exclusive end on the wall clock; None when not given, or wrong."""
        if end and duration and self._is_same_length(start, end, duration):
            duration = None
        if end and duration:
            self._ask_which_length(loc)
            return None
        if duration:
            return self._duration((*loc, "duration"), start, duration)
        if not end:
            return None
        written = self._read_end((*loc, "end"), start, end)
        if written is None:
            return None
        moment = written.as_end
        if not isinstance(start, datetime):
            return self._all_day_length((*loc, "end"), start, moment)
        if written.ends_day and isinstance(moment, time):
            moment = datetime.combine(start.date() + DAY, moment)
        return self.read_timed_length((*loc, "end"), start, moment, is_open=written.is_open)

    def _is_same_length(self, start: Start, end: str, duration: str) -> bool:
        """Whether an end and a duration agree."""
        languages = self.source.languages
        length, written = parse_duration(duration, languages), parse_written(end, languages)
        if isinstance(length, DateRefused) or isinstance(written, DateRefused):
            return False
        if not isinstance(start, datetime):
            return False
        over = start.replace(tzinfo=None, fold=0) + length
        return written.as_end in (over, over.time())

    def _ask_which_length(self, loc: Loc) -> None:
        source, names = self.source, ("end", "duration")
        # Where the one stays, the other is deleted.
        fixes = [fixed.fix for name in reversed(names) if (fixed := replace_field(source, (*loc, name)))]
        lines = [source.line_text(source.line(*loc, name, key=True)).strip() for name in names]
        hint = _("Delete one of the two lines.")
        if len(fixes) == len(names):
            either = join(_("\nor:\n"), lines)
            hint = _("Keep the one that is right, and delete the other:\n{either}", either=either)
        message = _("Both `end` and `duration` say how long it lasts.")
        source.report_choice(TWO_ENDS, (*loc, "duration"), message, hint, fixes)

    def _read_end(self, loc: Loc, start: Start, text: str) -> WrittenMoment | None:
        """An end as it was written; a bare hour is asked about, with what it can mean after this start."""
        hour = text.strip()
        clock = bare_clock(int(hour)) if re.fullmatch("[0-9]{1,2}", hour) else None
        if clock is None or not isinstance(start, datetime):
            return self._read_written(loc, text, Beside(day_of(start)))
        begin = start.replace(tzinfo=None, fold=0)
        readings = readings_of_end(begin, clock.value) if clock.is_open else ()
        if len(readings) > 1:
            ask_which_end(self.source, loc, begin, readings)
            return None
        message = _("“{hour}” is an hour without minutes.", hour=hour)
        meant = f"{clock.value:%H:%M}" if hour != "24" else "24:00"
        fixed = self.source.fix_value(loc, meant)
        fixed = fixed if clock.is_open else surely(fixed)
        self.source.report(DATE_UNREADABLE, loc, message, *propose(fixed, meant))
        return None

    def _duration(self, loc: Loc, start: Start, text: str) -> timedelta | None:
        length = parse_duration(text, self.source.languages)
        if isinstance(length, DateRefused):
            report_refusal(self.source, loc, length)
            return None
        if not isinstance(start, datetime) and length % DAY:
            message = _("The start has no time, so the event lasts whole days.")
            self.source.report(
                MIXED_DAY, loc, message, _("Add a time to the start, as in: start: 2027-01-06 10:15")
            )
            return None
        return length

    def _all_day_length(self, loc: Loc, start: date, end: date | datetime | time) -> timedelta | None:
        if isinstance(end, (datetime, time)):
            message = _("The end has a time, but the start has none.")
            begin = max(end.hour - 2, 0)
            hint = _(
                "Add the time to the start, as in: start: {start} {begin}:00",
                start=start,
                begin=format(begin, "02d"),
            )
            self.source.report(MIXED_DAY, loc, message, hint)
            return None
        if end < start:
            self._report_order(loc, start, end)
            return None
        return end - start + DAY

    def read_timed_length(
        self, loc: Loc, start: datetime, end: date | datetime | time, *, is_open: bool = False
    ) -> timedelta | None:
        """The length of an event with a time; an `end` that is an earlier time alone is on the next day.

        `is_open`: nothing says whether am or pm is meant.
        """
        naive = start.replace(tzinfo=None, fold=0)
        if isinstance(end, time):
            length = datetime.combine(naive.date(), end) - naive
            readings = readings_of_end(naive, end) if is_open and length else ()
            if len(readings) > 1:
                ask_which_end(self.source, loc, naive, readings)
                return None
            if length < timedelta(0) and length + DAY <= LONGEST_NEXT_DAY:
                length += DAY
            if length <= timedelta(0):
                self._report_end_before(loc, naive, end)
                return None
            return length
        if isinstance(end, datetime):
            if end <= naive:
                self._report_order(loc, naive, end)
                return None
            return end - naive
        fixed = self.source.fix_value(loc, f"{end} {naive + HOUR:%H:%M}")
        proposal = propose(fixed, _("Add the time of the end."), _("Add the time of the end, as in"))
        self.source.report(MIXED_DAY, loc, _("The start has a time, but the end has none."), *proposal)
        return None

    def _report_end_before(self, loc: Loc, start: datetime, end: time) -> None:
        message = ends_before(format(end, "%H:%M"), format(start, "%H:%M"))
        if end == time(0) and start.time() != end:
            proposal = propose(self.source.fix_value(loc, "24:00"), _("Write 24:00 for the midnight after."))
            self.source.report(ENDS_AFTER_START, loc, message, *proposal)
            return
        hint = _("Correct the end; when it ends on another day, write that day too.")
        self.source.report(ENDS_AFTER_START, loc, message, hint)

    def _report_order(self, loc: Loc, start: date, end: date) -> None:
        def shown(moment: date) -> str:
            return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else f"{moment:%Y-%m-%d}"

        message = (
            ends_at_once()
            if start == end
            else _("It ends on {end}, but starts on {start}.", end=shown(end), start=shown(start))
        )
        without = replace_field(self.source, loc) if start == end else None
        fix = without.fix if without else None if start == end else self._swap(loc)
        hint = _("Correct the end.")
        if without:
            hint = _("Correct the end; or delete the line, if nobody knows when it ends.")
        elif fix:
            hint = to_type(_("Swap start and end"), *(line.strip() for line in fix.lines))
        self.source.report(ENDS_AFTER_START, loc, message, hint, fix)

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
