"""`dates`: further dates of an event, each with its own hours if it has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bulletin.formats.dates import (
    DATE_AMBIGUOUS,
    DATE_UNREADABLE,
    Beside,
    DateRefused,
    Span,
    format_moment,
    parse_date_range,
    parse_moment,
    parse_spans,
)
from bulletin.formats.nodes import Scalar
from bulletin.load.fields.datetime_reader import HOUR, MIXED_DAY, TIME_WITHOUT_DATE, DatetimeReader
from bulletin.load.fields.record_source import Loc, RecordSource, find_node, propose
from bulletin.model.records.shapes import names_in_a_row
from bulletin.model.recurrence import DAY, Series, Start, day_of, wall_time
from bulletin.problems import Rule, Severity

DATE_TWICE = Rule("date-twice", Severity.ERROR, "A date stands in `dates` with one end.")
OVERNIGHT = Rule(
    "extra-date-overnight",
    Severity.ERROR,
    "An extra date that would run into the next day, as the others do not, says when it ends.",
)

MOST_LISTED = 31
"""The most single dates to propose in one line."""


@dataclass(frozen=True, slots=True)
class ExtraDate:
    """One further date; `length` is None where it lasts as long as the event's others. `loc` is its place."""

    start: Start
    loc: Loc
    length: timedelta | None = None


def read_extra_dates(
    reader: DatetimeReader, texts: tuple[str, ...] | None, single: Series
) -> tuple[ExtraDate, ...]:
    """The extra dates, each once; one without a time has that of `single`, the event's first date."""
    found: dict[Start, ExtraDate] = {}
    for number, row in enumerate(texts or ()):
        loc: Loc = ("dates", number)
        for text in _dates_in_a_row(reader, row):
            extra = _read_date(reader, loc, text, single)
            if extra is None:
                continue
            known = found.get(wall_time(extra.start))
            if known is None or known.length is None:
                found[wall_time(extra.start)] = extra
            elif extra.length not in (None, known.length):
                message = f"“{text}” is given a second time, with another end."
                reader.source.report(DATE_TWICE, loc, message, "Keep the one that is right.")
    return tuple(found.values())


def _read_date(reader: DatetimeReader, loc: Loc, text: str, single: Series) -> ExtraDate | None:
    source, start = reader.source, single.start
    spans = _spans(reader, text)
    if len(spans) > 1:
        _ask_which(source, loc, text, spans)
        return None
    if not spans and _report_range(reader, loc, text):
        return None
    begin = spans[0].start if spans else reader.read_moment(loc, text, Beside(day_of(start)))
    if begin is None:
        return None
    if isinstance(begin, time):
        source.report(
            TIME_WITHOUT_DATE, loc, f"“{text}” is a time without a date.", f"As in {format_moment(start)}."
        )
        return None
    if not isinstance(start, datetime):
        if isinstance(begin, datetime):
            message = "The event is all-day, but this extra date has a time."
            source.report(MIXED_DAY, loc, message, f"Write only the day, as in {begin:%Y-%m-%d}.")
            return None
        return ExtraDate(begin, loc)
    if not isinstance(begin, datetime):
        begin = datetime.combine(begin, start.time())
    begin = reader.localize(loc, begin)
    if spans:
        length = reader.read_timed_length(loc, begin, spans[0].end)
        return ExtraDate(begin, loc, length) if length is not None else None
    if single.has_end and _is_overnight(begin, single.length) > _is_overnight(start, single.length):
        _report_overnight(reader, loc, begin, single.length)
    return ExtraDate(begin, loc)


def _spans(reader: DatetimeReader, text: str) -> list[Span]:
    """The readings of a text as a date with its hours; a first and a last day are none."""
    return [
        span
        for span in parse_spans(text, reader.source.languages)
        if isinstance(span.start, datetime) and isinstance(span.end, (datetime, time))
    ]


def _ask_which(source: RecordSource, loc: Loc, text: str, spans: list[Span]) -> None:
    lines = [_line_with(source, loc, text, span) for span in spans]
    message = f"“{text}” can be read in two ways."
    source.report(DATE_AMBIGUOUS, loc, message, "Type one of these:\n" + "\nor:\n".join(lines))


def _line_with(source: RecordSource, loc: Loc, text: str, span: Span) -> str:
    """The line with one reading in place of what was written."""
    joint = " to " if isinstance(span.end, datetime) else "-"
    value = f"{format_moment(span.start)}{joint}{format_moment(span.end)}"
    node = find_node(source.node, loc)
    written = node.text if isinstance(node, Scalar) else ""
    fixed = source.fix_value(loc, written.replace(text, value)) if text in written else None
    return fixed.line if fixed else f"dates: {value}"


def _is_overnight(start: datetime, length: timedelta) -> bool:
    """Whether it ends on another day; midnight is the end of its own."""
    end = start + length - timedelta(microseconds=1)
    return end.date() > start.date()


def _report_overnight(reader: DatetimeReader, loc: Loc, begin: datetime, length: timedelta) -> None:
    end, midnight = begin + length, datetime.combine(begin.date() + DAY, time(), begin.tzinfo)
    sooner = min(begin + HOUR, midnight)
    message = f"As long as the first date, it would last from {begin:%H:%M} to {end:%H:%M} the next day."
    hint = (
        f"Write when it ends, as in {begin:%Y-%m-%d %H:%M}-{sooner:%H:%M}; if it does last until then, write "
        f"{begin:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}."
    )
    reader.source.report(OVERNIGHT, loc, message, hint)


def _report_range(reader: DatetimeReader, loc: Loc, text: str) -> bool:
    """Whether the text is a range of days, which is reported: `dates` names single dates."""
    days = parse_date_range(text, reader.source.languages, reader.beside())
    if isinstance(days, DateRefused) or days.first == days.last:
        return False
    listed = [
        str(days.first + DAY * step) for step in range(min((days.last - days.first).days, MOST_LISTED) + 1)
    ]
    message = f"“{text}” is a first and a last day, but `dates` names every date."
    value, fixed, source = ", ".join(listed), None, reader.source
    if len(listed) <= MOST_LISTED:
        fixed = source.fix_value(loc, value) or source.fix_value(loc[:1], value)
    hint = "Say them by `repeat`, as in: repeat: every day, 60 times"
    source.report(DATE_UNREADABLE, loc, message, *propose(fixed, hint))
    return True


def _dates_in_a_row(reader: DatetimeReader, text: str) -> list[str]:
    """`2027-02-15, 2027-03-16 18:00-20:00` as two texts; `15 February 2027, 6 pm` stays one."""
    parts = names_in_a_row(text)
    for part in parts:
        moment = parse_moment(part, reader.source.languages)
        if isinstance(moment, time) or (isinstance(moment, DateRefused) and not _spans(reader, part)):
            return [text]
    return parts
