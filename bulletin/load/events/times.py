"""The Series of an event, each of which becomes one VEVENT: start, length, rule, extra and skipped dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bulletin.formats.dates import (
    Beside,
    DateRefused,
    Side,
    format_moment,
    parse_date_range,
    tell_with_weekday,
)
from bulletin.load.events.costs import read_limit
from bulletin.load.events.extra_dates import ExtraDate, read_extra_dates
from bulletin.load.events.limits import MOST_SKIPPED, merged_days
from bulletin.load.events.no_dates import check_skipped
from bulletin.load.events.repeats import ReadRepeat, read_repeats
from bulletin.load.fields.datetime_reader import DatetimeReader
from bulletin.load.fields.days import read_days, report_completed
from bulletin.load.fields.lengths import HOUR, MIXED_DAY, read_length, read_timed_length
from bulletin.load.fields.record_source import Loc, RecordSource, propose
from bulletin.load.fields.unsure_ends import ask_night
from bulletin.load.untold import without_untold_end
from bulletin.model.expand import first_start_on_or_after, is_rule_start, nearest_starts, rule_starts
from bulletin.model.place import DayRange
from bulletin.model.records.event import EventRecord
from bulletin.model.recurrence import DAY, RecurrenceRule, Series, Start, Window, day_of, wall_time
from bulletin.problems import Rule, Severity, to_type
from bulletin.translatable import gettext as _
from bulletin.translatable import sentences
from bulletin.words.lists import join_words
from bulletin.words.numbers import tell_number

NO_END = Rule(
    "no-end",
    Severity.NOTE,
    "An event says when it ends; otherwise only its start is published.",
    "A calendar needs an end, so its entry lasts an hour there and says that none was given.",
)
START_NOT_ON_REPEAT = Rule(
    "start-not-on-repeat",
    Severity.ERROR,
    "The start is the first date of the repeat.",
    "Calendars disagree about a first date that the rule does not make.",
)
NEVER_HAPPENS = Rule("never-happens", Severity.ERROR, "A repeat makes at least one date.")
UNKNOWN_CALENDAR = Rule(
    "unknown-calendar", Severity.ERROR, "A calendar of days off is one of the files in content/calendars/."
)
LONG_SKIP = Rule(
    "long-skip",
    Severity.ERROR,
    "A range of skipped days is at most two years long, and at most 2,000 dates are skipped.",
)

LONGEST_RANGE = 731
YEAR = timedelta(days=366)
TIME_GROUP = frozenset({"end", "duration"})
"""Fields that are inherited together."""


@dataclass(frozen=True, slots=True)
class Times:
    """All series of an event, and the calendars of days off they depend on.

    `own_hours` are the extra dates that are given with hours of their own.
    """

    series: tuple[Series, ...]
    calendars: tuple[str, ...]
    own_hours: tuple[ExtraDate, ...] = ()


def read_times(reader: DatetimeReader, record: EventRecord, uid: str) -> Times | None:
    """Every series of an event; None (with Problems) when a start, end or repeat cannot be used."""
    source = reader.source
    record = without_untold_end(source, record)
    assert record.start is not None
    start = reader.read_start(("start",), record.start)
    if start is None:
        read_repeats(source, record.repeat, reader.first_day)
        return None
    length = read_length(reader, (), start, record.end, record.duration)
    has_end = length is not None or not isinstance(start, datetime)
    usable = length is not None or not (record.end or record.duration)
    if length is None:
        length = HOUR if isinstance(start, datetime) else DAY
    repeats = read_repeats(source, record.repeat, start)
    if repeats is None or not usable:
        return None
    ranges, names = read_days(source, ("skip",), record.skip, Beside(day_of(start)))
    single = Series(uid, start, length, has_end=has_end)
    extra = read_extra_dates(reader, record.dates, single)
    series = []
    starts = tuple(each.start for each in extra)
    calendars: set[str] = set()
    for number, repeat in enumerate(repeats or (ReadRepeat(("repeat",)),)):
        made = _read_series(reader, repeat, single, first=number == 0)
        if made is None:
            return None
        named = [*names, *repeat.except_calendars]
        calendars.update(named)
        off = [*ranges, *repeat.except_days, *_days_of(reader, named)]
        series.append(_with_dates(reader, made, off, starts if number == 0 else ()))
    own_skip = record.skip if source.node and source.node.get("skip") else None
    check_skipped(source, own_skip or (), series, repeats)
    if not source.dropped & TIME_GROUP and not record.status.is_off:
        _report_no_end(source, series, extra)
    own_hours = tuple(each for each in extra if each.length is not None)
    return Times(tuple(series), tuple(sorted(calendars)), own_hours)


def _report_no_end(source: RecordSource, series: Sequence[Series], extra: Sequence[ExtraDate]) -> None:
    """Unless every date has an end: one of a repeat's own, or one beside the date."""
    given = {wall_time(each.start) for each in extra if each.length is not None}
    for each in series:
        starts = (each.start, *each.extra)
        if not each.has_end and (each.rule is not None or not given.issuperset(map(wall_time, starts))):
            message = _("No end is given, so pages and feeds say only when it begins.")
            hint = _("If it is known, say when it ends, with `end:` in a line of its own.")
            source.report(NO_END, ("start",), message, hint)
            return


def _read_series(reader: DatetimeReader, repeat: ReadRepeat, single: Series, *, first: bool) -> Series | None:
    """The event's `single` date as one rule repeats it, with the rule's own times.

    The first rule begins at the event's start, the others on their first date.
    """
    rule, start = repeat.rule, single.start
    if rule is None:
        return single
    own_start, own_length = _times_of(reader, repeat, start, single.length)
    if own_length is None:
        return None
    has_end = single.has_end or repeat.time_to is not None
    if first:
        if not is_rule_start(rule, own_start, day_of(own_start)) or own_start != start:
            _report_start(reader, repeat, rule, own_start, start)
            return None
        own_rule = rule.with_own_weeks(own_start)
        return Series(single.uid, own_start, own_length, rule=own_rule, has_end=has_end)
    begin = first_start_on_or_after(rule, own_start, day_of(own_start))
    if begin is None:
        message = _("This repeat never makes a date.")
        reader.source.report(NEVER_HAPPENS, repeat.loc, message, _("Check its days and months, and its end."))
        return None
    uid = f"{single.uid}\0{repeat.key}"
    own_rule = rule.with_own_weeks(begin)
    return Series(uid, begin, own_length, key=repeat.key, rule=own_rule, has_end=has_end)


def _times_of(
    reader: DatetimeReader, repeat: ReadRepeat, start: Start, length: timedelta
) -> tuple[Start, timedelta | None]:
    if not isinstance(start, datetime):
        if repeat.time_from or repeat.time_to:
            message = _("The event is all-day, but its repeat has times.")
            reader.source.report(
                MIXED_DAY,
                repeat.loc,
                message,
                _("Add the time to the start: start: {start} 10:15", start=start),
            )
            return start, None
        return start, length
    begin = repeat.time_from or start.time()
    own = reader.localize(repeat.loc, datetime.combine(start.date(), begin)) if repeat.time_from else start
    if repeat.time_to is None:
        if repeat.key and ask_night(reader.source, (*repeat.loc, "from"), start, own, length):
            return own, None
        return own, length
    loc = repeat.loc if reader.source.is_text(*repeat.loc) else (*repeat.loc, "to")
    is_midnight = repeat.time_to == time(0) and own.time() != repeat.time_to
    end = datetime.combine(own.date() + DAY, time(0)) if is_midnight else repeat.time_to
    return own, read_timed_length(reader, loc, own, end, is_open=repeat.is_end_open)


def _report_start(
    reader: DatetimeReader, repeat: ReadRepeat, rule: RecurrenceRule, own_start: Start, start: Start
) -> None:
    source = reader.source
    day = day_of(start)
    free = replace(rule, until=None, count=None)
    # Every second week, month or year counts from the start's own, so any of them may be the nearest.
    any_of_them = Series("", own_start - YEAR, HOUR, rule=replace(free, interval=1))
    nearby = nearest_starts(any_of_them, day, 4)
    before = [found for found in nearby if day_of(found) < day]
    after = [found for found in nearby if day <= day_of(found) <= (rule.until or date.max)]
    near = [*before[-1:], *after[:1]]
    if rule.until is not None and rule.until < day:
        message = _(
            "The repeat ends on {until}, before the event starts on {day}.", until=rule.until, day=day
        )
        source.report(NEVER_HAPPENS, repeat.loc, message, _("Correct the last day, or the start."))
        return
    if not near or first_start_on_or_after(free, own_start, day) is None:
        message = _("This repeat never makes a date.")
        source.report(
            NEVER_HAPPENS, repeat.loc, message, _("Check its days and months: is there such a day?")
        )
        return
    choice = min(reversed(near), key=lambda found: abs(day_of(found) - day))
    nearest_start = format_moment(choice)
    written = tell_with_weekday(start)
    dates = join_words([tell_with_weekday(day_of(found)) for found in near])
    fixed = source.fix_value(("start",), nearest_start)
    message = sentences(
        _("The start, {written}, is not a date of the repeat.", written=written),
        _("The nearest dates are {dates}.", dates=dates)
        if len(near) > 1
        else _("The nearest date is {date}.", date=dates),
    )
    proposal = propose(fixed, to_type(_("Type instead"), f"start: {nearest_start}"))
    source.report(START_NOT_ON_REPEAT, ("start",), message, *proposal)


def read_rain_date(reader: DatetimeReader, text: str | None) -> Start | DayRange | None:
    """Another start, or several days in a row."""
    if not text:
        return None
    days = parse_date_range(text, reader.source.languages, reader.beside())
    if isinstance(days, DateRefused) or days.first == days.last:
        return read_limit(reader, ("rain_date",), text, Side.AFTER)
    if isinstance(parse_date_range(text, reader.source.languages), DateRefused):
        report_completed(reader.source, ("rain_date",), text, f"{days.first} to {days.last}")
    return days


def _days_of(reader: DatetimeReader, names: list[str]) -> list[DayRange]:
    found: list[DayRange] = []
    for name in names:
        if name in reader.days_off:
            found += reader.days_off[name].days
            continue
        known = ", ".join(reader.days_off) or _("there are none yet")
        message = _("There is no calendar of days off “{name}”.", name=name)
        hint = _("The calendars are: {known}. A date is written like 2027-02-15.", known=known)
        loc: Loc = ("skip",) if reader.source.node and reader.source.node.get("skip") else ("repeat",)
        reader.source.report(UNKNOWN_CALENDAR, loc, message, hint)
        reader.source.blame(f"calendars/{name}")
    return found


def _with_dates(
    reader: DatetimeReader, series: Series, off: list[DayRange], extra: tuple[Start, ...]
) -> Series:
    """The series with its extra dates and with exactly those starts skipped that its rule makes.

    `dates` beats `skip`; an extra date that the rule makes anyway is no RDATE, since an EXDATE of the
    same start would beat it (RFC 5545 §3.8.5.1).
    """
    if not off and not extra:
        return series
    kept = {wall_time(start) for start in extra}
    skipped: dict[datetime | date, Start] = {}
    for days in merged_days(_short_enough(reader, off)):
        for start in rule_starts(series, Window(days.first, days.last + DAY)):
            if wall_time(start) not in kept:
                skipped[wall_time(start)] = start
        if len(skipped) > MOST_SKIPPED:
            message = _("More than {most} dates are skipped.", most=tell_number(MOST_SKIPPED))
            reader.source.report(LONG_SKIP, ("skip",), message, _("End the repeat with `until` instead."))
            break
    windows = (Window(day, day + DAY) for day in map(day_of, kept))
    made = {wall_time(start) for window in windows for start in rule_starts(series, window)}
    added = {wall_time(start): start for start in extra if wall_time(start) not in made}
    return replace(
        series,
        extra=tuple(added[key] for key in sorted(added)),
        skipped=tuple(skipped[key] for key in sorted(skipped)),
    )


def _short_enough(reader: DatetimeReader, off: list[DayRange]) -> Iterator[DayRange]:
    for days in off:
        if (days.last - days.first).days <= LONGEST_RANGE:
            yield days
        else:
            message = _(
                "The range from {first} to {last} is longer than two years.", first=days.first, last=days.last
            )
            reader.source.report(LONG_SKIP, ("skip",), message, _("End the repeat with `until` instead."))
