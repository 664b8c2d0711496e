"""`dates`: further dates of an event, each with its own hours if it has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bulletin.formats.dates import (
    DATE_UNREADABLE,
    Beside,
    DateRefused,
    Span,
    WrittenMoment,
    format_moment,
    parse_date_range,
    parse_spans,
    parse_written,
)
from bulletin.formats.dates.lexicon import DATE_AMBIGUOUS
from bulletin.load.fields.datetime_reader import TIME_WITHOUT_DATE, DatetimeReader
from bulletin.load.fields.days import fix_part
from bulletin.load.fields.lengths import HOUR, MIXED_DAY, read_timed_length
from bulletin.load.fields.record_source import Loc, propose
from bulletin.model.records.shapes import names_in_a_row
from bulletin.model.recurrence import DAY, Series, Start, day_of, wall_time
from bulletin.problems import Rule, Severity
from bulletin.translatable import gettext as _

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
                message = _("“{text}” is given a second time, with another end.", text=text)
                reader.source.report(DATE_TWICE, loc, message, _("Keep the one that is right."))
    return tuple(found.values())


def _read_date(reader: DatetimeReader, loc: Loc, text: str, single: Series) -> ExtraDate | None:
    source, start = reader.source, single.start
    if _report_range(reader, loc, text):
        return None
    read = _parse(reader, loc, text, start)
    if read is None:
        return None
    begin, end = read
    if isinstance(begin, time):
        source.report(
            TIME_WITHOUT_DATE,
            loc,
            _("“{text}” is a time without a date.", text=text),
            _("As in {moment}.", moment=format_moment(start)),
        )
        return None
    if not isinstance(start, datetime):
        if isinstance(begin, datetime):
            message = _("The event is all-day, but this extra date has a time.")
            source.report(
                MIXED_DAY,
                loc,
                message,
                _("Write only the day, as in {begin}.", begin=format(begin, "%Y-%m-%d")),
            )
            return None
        return ExtraDate(begin, loc)
    if not isinstance(begin, datetime):
        begin = datetime.combine(begin, start.time())
    begin = reader.localize(loc, begin)
    if end is None:
        if single.has_end and _is_overnight(begin, single.length) > _is_overnight(start, single.length):
            _report_overnight(reader, loc, text, begin, begin + single.length)
        return ExtraDate(begin, loc)
    length = read_timed_length(reader, loc, begin, end)
    return ExtraDate(begin, loc, length) if length is not None else None


def _parse(
    reader: DatetimeReader, loc: Loc, text: str, start: Start
) -> tuple[date | time, date | time | None] | None:
    """A date or date and time, and the end beside it; None (and a Problem) where it cannot be read."""
    beside = Beside(day_of(start))
    hours = _hours(text, reader.source.languages, beside)
    if not hours:
        moment = reader.read_moment(loc, text, beside)
        return None if moment is None else (moment, None)
    if len(hours) > 1:
        _ask_which_hours(reader, loc, text, hours)
        return None
    return hours[0]


def _hours(text: str, languages: Sequence[str], beside: Beside) -> list[Span]:
    """Every reading of a date with its own hours; a first and a last day are none."""
    spans = parse_spans(text, languages, beside)
    return [
        each for each in spans if isinstance(each.start, datetime) and isinstance(each.end, (datetime, time))
    ]


def _ask_which_hours(reader: DatetimeReader, loc: Loc, text: str, hours: list[Span]) -> None:
    source = reader.source
    lines, fixes = [], []
    for span in hours:
        joined = "-" if isinstance(span.end, time) else " to "
        said = f"{format_moment(span.start)}{joined}{format_moment(span.end)}"
        fixed = fix_part(source, loc, text, said)
        lines.append(fixed.line if fixed else said)
        fixes += [fixed.fix] if fixed else []
    message = _("“{text}” can be read in two ways.", text=text)
    hint = "\n".join((_("Type one of these instead:"), *lines))
    source.report_choice(DATE_AMBIGUOUS, loc, message, hint, fixes)


def _is_overnight(start: datetime, length: timedelta) -> bool:
    """Whether it ends on another day; midnight is the end of its own."""
    end = start + length - timedelta(microseconds=1)
    return end.date() > start.date()


def _report_overnight(reader: DatetimeReader, loc: Loc, text: str, begin: datetime, end: datetime) -> None:
    midnight = datetime.combine(begin.date() + DAY, time(), begin.tzinfo)
    sooner = f"{begin + HOUR:%H:%M}" if begin + HOUR < midnight else "24:00"
    message = _(
        "As long as the first date, it would last from {begin} to {end} the next day.",
        begin=format(begin, "%H:%M"),
        end=format(end, "%H:%M"),
    )
    said = f"{begin:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}", f"{begin:%Y-%m-%d %H:%M}-{sooner}"
    ways = [fix_part(reader.source, loc, text, each) for each in said]
    night, evening = (way.line if way else each for way, each in zip(ways, said, strict=True))
    hint = _(
        "If it does last until then:\n{night}\nIf it ends that evening, as in:\n{evening}",
        night=night,
        evening=evening,
    )
    reader.source.report_choice(OVERNIGHT, loc, message, hint, [way.fix for way in ways if way])


def _report_range(reader: DatetimeReader, loc: Loc, text: str) -> bool:
    """Whether the text is a range of days, which is reported: `dates` names single dates."""
    days = parse_date_range(text, reader.source.languages, reader.beside())
    if isinstance(days, DateRefused) or days.first == days.last:
        return False
    listed = [
        str(days.first + DAY * step) for step in range(min((days.last - days.first).days, MOST_LISTED) + 1)
    ]
    message = _("“{text}” is a first and a last day, but `dates` names every date.", text=text)
    value, fixed, source = ", ".join(listed), None, reader.source
    if len(listed) <= MOST_LISTED:
        fixed = source.fix_value(loc, value) or source.fix_value(loc[:1], value)
    hint = _("Say them by `repeat`, as in: repeat: every day, 60 times")
    source.report(DATE_UNREADABLE, loc, message, *propose(fixed, hint))
    return True


def _dates_in_a_row(reader: DatetimeReader, text: str) -> list[str]:
    """`2027-02-15, 2027-03-16 18:00-20:00` as two texts; `15 February 2027, 6 pm` stays one."""
    parts = names_in_a_row(text)
    for part in parts:
        read = parse_written(part, reader.source.languages)
        is_day = isinstance(read, WrittenMoment) and not isinstance(read.moment, time)
        if not is_day and not parse_spans(part, reader.source.languages):
            return [text]
    return parts
