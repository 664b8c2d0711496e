"""How long an event lasts, by its end or its duration."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from bulletin.formats.dates import (
    DATE_UNREADABLE,
    Beside,
    DateRefused,
    WrittenMoment,
    format_moment,
    parse_duration,
    parse_written,
)
from bulletin.formats.dates.spans import readings_of_end
from bulletin.formats.dates.times import bare_clock
from bulletin.load.fields.datetime_reader import DatetimeReader
from bulletin.load.fields.days import report_refusal
from bulletin.load.fields.fixes import replace_field
from bulletin.load.fields.record_source import Loc, find_node, propose, surely
from bulletin.load.fields.unsure_ends import ENDS_AFTER_START, LONGEST_NEXT_DAY, ask_which_end
from bulletin.messages.entered import tell_end_at_start, tell_end_before_start
from bulletin.model.recurrence import DAY, Start, day_of
from bulletin.problems import Fix, Rule, Severity, to_type
from bulletin.translatable import gettext as _
from bulletin.translatable import join

TWO_ENDS = Rule("two-ends", Severity.ERROR, "An event has `end` or `duration`, not both.")
MIXED_DAY = Rule(
    "mixed-all-day", Severity.ERROR, "Start and end are both dates (all-day) or both have a time."
)
HOUR = timedelta(hours=1)


def read_length(
    reader: DatetimeReader, loc: Loc, start: Start, end: str | None, duration: str | None
) -> timedelta | None:
    """The time from start to exclusive end on the wall clock; None when not given, or wrong."""
    if end and duration and _is_same_length(reader, start, end, duration):
        duration = None
    if end and duration:
        _ask_which_length(reader, loc)
        return None
    if duration:
        return _duration(reader, (*loc, "duration"), start, duration)
    if not end:
        return None
    written = _read_end(reader, (*loc, "end"), start, end)
    if written is None:
        return None
    moment = written.as_end
    if not isinstance(start, datetime):
        return _all_day_length(reader, (*loc, "end"), start, moment)
    if written.ends_day and isinstance(moment, time):
        moment = datetime.combine(start.date() + DAY, moment)
    return read_timed_length(reader, (*loc, "end"), start, moment, is_open=written.is_open)


def _is_same_length(reader: DatetimeReader, start: Start, end: str, duration: str) -> bool:
    """Whether an end and a duration agree."""
    languages = reader.source.languages
    length, written = parse_duration(duration, languages), parse_written(end, languages)
    if isinstance(length, DateRefused) or isinstance(written, DateRefused):
        return False
    if not isinstance(start, datetime):
        return False
    over = start.replace(tzinfo=None, fold=0) + length
    return written.as_end in (over, over.time())


def _ask_which_length(reader: DatetimeReader, loc: Loc) -> None:
    source, names = reader.source, ("end", "duration")
    # Where the one stays, the other is deleted.
    fixes = [fixed.fix for name in reversed(names) if (fixed := replace_field(source, (*loc, name)))]
    lines = [source.line_text(source.line(*loc, name, key=True)).strip() for name in names]
    hint = _("Delete one of the two lines.")
    if len(fixes) == len(names):
        either = join(_("\nor:\n"), lines)
        hint = _("Keep the one that is right, and delete the other:\n{either}", either=either)
    message = _("Both `end` and `duration` say how long it lasts.")
    source.report_choice(TWO_ENDS, (*loc, "duration"), message, hint, fixes)


def _read_end(reader: DatetimeReader, loc: Loc, start: Start, text: str) -> WrittenMoment | None:
    """An end as it was written; a bare hour is asked about, with what it can mean after this start."""
    hour = text.strip()
    clock = bare_clock(int(hour)) if re.fullmatch("[0-9]{1,2}", hour) else None
    if clock is None or not isinstance(start, datetime):
        return reader.read_written(loc, text, Beside(day_of(start)))
    begin = start.replace(tzinfo=None, fold=0)
    readings = readings_of_end(begin, clock.value) if clock.is_open else ()
    if len(readings) > 1:
        ask_which_end(reader.source, loc, begin, readings)
        return None
    message = _("“{hour}” is an hour without minutes.", hour=hour)
    meant = f"{clock.value:%H:%M}" if hour != "24" else "24:00"
    fixed = reader.source.fix_value(loc, meant)
    fixed = fixed if clock.is_open else surely(fixed)
    reader.source.report(DATE_UNREADABLE, loc, message, *propose(fixed, meant))
    return None


def _duration(reader: DatetimeReader, loc: Loc, start: Start, text: str) -> timedelta | None:
    length = parse_duration(text, reader.source.languages)
    if isinstance(length, DateRefused):
        report_refusal(reader.source, loc, length)
        return None
    if not isinstance(start, datetime) and length % DAY:
        message = _("The start has no time, so the event lasts whole days.")
        reader.source.report(
            MIXED_DAY, loc, message, _("Add a time to the start, as in: start: 2027-01-06 10:15")
        )
        return None
    return length


def _all_day_length(
    reader: DatetimeReader, loc: Loc, start: date, end: date | datetime | time
) -> timedelta | None:
    if isinstance(end, (datetime, time)):
        message = _("The end has a time, but the start has none.")
        begin = max(end.hour - 2, 0)
        hint = _(
            "Add the time to the start, as in: start: {start} {begin}:00",
            start=start,
            begin=format(begin, "02d"),
        )
        reader.source.report(MIXED_DAY, loc, message, hint)
        return None
    if end < start:
        _report_order(reader, loc, start, end)
        return None
    return end - start + DAY


def read_timed_length(
    reader: DatetimeReader, loc: Loc, start: datetime, end: date | datetime | time, *, is_open: bool = False
) -> timedelta | None:
    """The length of an event with a time; an `end` that is an earlier time alone is on the next day.

    `is_open`: nothing says whether am or pm is meant.
    """
    naive = start.replace(tzinfo=None, fold=0)
    if isinstance(end, time):
        length = datetime.combine(naive.date(), end) - naive
        readings = readings_of_end(naive, end) if is_open and length else ()
        if len(readings) > 1:
            ask_which_end(reader.source, loc, naive, readings)
            return None
        if length < timedelta(0) and length + DAY <= LONGEST_NEXT_DAY:
            length += DAY
        if length <= timedelta(0):
            _report_end_before(reader, loc, naive, end)
            return None
        return length
    if isinstance(end, datetime):
        if end <= naive:
            _report_order(reader, loc, naive, end)
            return None
        return end - naive
    fixed = reader.source.fix_value(loc, f"{end} {naive + HOUR:%H:%M}")
    proposal = propose(fixed, _("Add the time of the end."), _("Add the time of the end, as in"))
    reader.source.report(MIXED_DAY, loc, _("The start has a time, but the end has none."), *proposal)
    return None


def _report_end_before(reader: DatetimeReader, loc: Loc, start: datetime, end: time) -> None:
    message = tell_end_before_start(format(end, "%H:%M"), format(start, "%H:%M"))
    if end == time(0) and start.time() != end:
        proposal = propose(reader.source.fix_value(loc, "24:00"), _("Write 24:00 for the midnight after."))
        reader.source.report(ENDS_AFTER_START, loc, message, *proposal)
        return
    hint = _("Correct the end; when it ends on another day, write that day too.")
    reader.source.report(ENDS_AFTER_START, loc, message, hint)


def _report_order(reader: DatetimeReader, loc: Loc, start: date, end: date) -> None:
    message = (
        tell_end_at_start()
        if start == end
        else _("It ends on {end}, but starts on {start}.", end=format_moment(end), start=format_moment(start))
    )
    without = replace_field(reader.source, loc) if start == end else None
    fix = without.fix if without else None if start == end else _swap(reader, loc)
    hint = _("Correct the end.")
    if without:
        hint = _("Correct the end; or delete the line, if nobody knows when it ends.")
    elif fix:
        hint = to_type(_("Swap start and end"), *(line.strip() for line in fix.lines))
    reader.source.report(ENDS_AFTER_START, loc, message, hint, fix)


def _swap(reader: DatetimeReader, loc: Loc) -> Fix | None:
    """The lines `start` … `end` with their values exchanged, when the one is the line below the other."""
    first, last = reader.source.line(*loc[:-1], "start", key=True), reader.source.line(*loc, key=True)
    if last != first + 1 or find_node(reader.source.node, ("repeat",)) is not None:
        return None
    (a, _, one), (b, _, two) = (
        reader.source.line_text(first).partition(":"),
        reader.source.line_text(last).partition(":"),
    )
    return Fix(first, last, (f"{a}:{two}", f"{b}:{one}"))
