"""When an event happens: its start and end, its repeats, what is added, skipped and changed.

The result are Series, each the stuff of one VEVENT, and Changes of single dates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bulletin.formats.moments import Refusal, parse_duration, parse_moment
from bulletin.load.density import MOST_SKIPPED, merged_days
from bulletin.load.ground import Ground, Loc
from bulletin.load.repeats import ReadRepeat, read_repeats
from bulletin.load.values import read_days, report_refusal
from bulletin.model.board import DaysOff
from bulletin.model.expand import first_start_on_or_after, is_rule_start, nearest_starts, rule_starts
from bulletin.model.place import DayRange
from bulletin.model.records.event import EventRecord
from bulletin.model.recurrence import RecurrenceRule, Series, Start, Window
from bulletin.model.zones import WallTime, resolve_local
from bulletin.problems import Fix, Rule, Severity

ENDS_AFTER_START = Rule("ends-after-start", Severity.ERROR, "An event ends after it starts.")
TWO_ENDS = Rule("two-ends", Severity.ERROR, "An event has `end` or `duration`, not both.")
NO_END = Rule("no-end", Severity.NOTE, "An event says when it ends; otherwise one hour is assumed.")
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

LONGEST_NEXT_DAY = timedelta(hours=14)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LONGEST_RANGE = 731
TIME_GROUP = frozenset({"end", "duration"})
"""Fields that are inherited together (RECORDS.md, Inheritance)."""


@dataclass(frozen=True, slots=True)
class Times:
    """All series of an event, and the calendars of days off they depend on."""

    series: tuple[Series, ...]
    calendars: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clockwork:
    """What reading times needs to know: the zone, the calendars of days off, where the fields stand."""

    ground: Ground
    zone: ZoneInfo
    days_off: Mapping[str, DaysOff]

    def moment(self, loc: Loc, text: str) -> date | datetime | time | None:
        found = parse_moment(text, self.ground.languages)
        if isinstance(found, Refusal):
            report_refusal(self.ground, loc, found)
            return None
        return found

    def local(self, loc: Loc, naive: datetime) -> datetime:
        """The local time with its zone; in the gap of a clock change an error, a double one a warning."""
        aware, wall = resolve_local(naive, self.zone)
        if wall is WallTime.GAP:
            message = f"{naive:%H:%M} on {naive:%Y-%m-%d} does not exist: the clocks jump over it that night."
            later = aware.astimezone(UTC).astimezone(self.zone)
            self.ground.report(TIME_IN_GAP, loc, message, f"Choose a time that exists, as in {later:%H:%M}.")
        elif wall is WallTime.AMBIGUOUS:
            message = f"{naive:%H:%M} on {naive:%Y-%m-%d} happens twice; the first one is taken."
            self.ground.report(
                TIME_AMBIGUOUS, loc, message, "Choose a time outside the hour that is repeated."
            )
        return aware

    def start(self, loc: Loc, text: str) -> Start | None:
        """A start: a date, or a date and a time in the event's zone."""
        moment = self.moment(loc, text)
        if isinstance(moment, time):
            fixed = self.ground.fix_value(loc, f"2027-01-06 {moment:%H:%M}")
            hint = (
                f"Put the date before it, as in: {fixed[0] if fixed else f'start: 2027-01-06 {moment:%H:%M}'}"
            )
            self.ground.report(TIME_WITHOUT_DATE, loc, f"“{text}” is a time without a date.", hint)
            return None
        if isinstance(moment, datetime):
            return self.local(loc, moment)
        return moment

    def length(self, loc: Loc, start: Start, end: str | None, duration: str | None) -> timedelta | None:
        """What lies between start and exclusive end on the wall clock; None when not given, or wrong."""
        if end and duration:
            message = "Both `end` and `duration` say how long it lasts."
            self.ground.report(TWO_ENDS, (*loc, "duration"), message, "Delete one of the two lines.")
            return None
        if duration:
            return self._duration((*loc, "duration"), start, duration)
        if not end:
            return None
        moment = self.moment((*loc, "end"), end)
        if moment is None:
            return None
        if isinstance(start, datetime):
            return self.timed_length((*loc, "end"), start, moment)
        return self._all_day_length((*loc, "end"), start, moment)

    def _duration(self, loc: Loc, start: Start, text: str) -> timedelta | None:
        length = parse_duration(text, self.ground.languages)
        if isinstance(length, Refusal):
            report_refusal(self.ground, loc, length)
            return None
        if not isinstance(start, datetime) and length % DAY:
            message = "The start has no time, so the event lasts whole days."
            self.ground.report(
                MIXED_DAY, loc, message, "Add a time to the start, as in: start: 2027-01-06 10:15"
            )
            return None
        return length

    def _all_day_length(self, loc: Loc, start: date, end: date | datetime | time) -> timedelta | None:
        if isinstance(end, (datetime, time)):
            message = "The end has a time, but the start has none."
            self.ground.report(
                MIXED_DAY, loc, message, f"Add the time to the start, as in: start: {start} 10:15"
            )
            return None
        if end < start:
            self._backwards(loc, start, end)
            return None
        return end - start + DAY

    def timed_length(self, loc: Loc, start: datetime, end: date | datetime | time) -> timedelta | None:
        """The length of an event with a time; an earlier time alone is the next day's, if short enough."""
        naive = start.replace(tzinfo=None, fold=0)
        if isinstance(end, time):
            length = datetime.combine(naive.date(), end) - naive
            if length < timedelta(0) and length + DAY <= LONGEST_NEXT_DAY:
                length += DAY
            if length <= timedelta(0):
                message = f"It ends at {end:%H:%M}, but starts at {naive:%H:%M}."
                hint = "Correct the end; when it ends on another day, write that day too."
                self.ground.report(ENDS_AFTER_START, loc, message, hint)
                return None
            return length
        if isinstance(end, datetime):
            if end <= naive:
                self._backwards(loc, naive, end)
                return None
            return end - naive
        fixed = self.ground.fix_value(loc, f"{end} {naive + HOUR:%H:%M}")
        hint = f"Add the time of the end, as in: {fixed[0]}" if fixed else "Add the time of the end."
        message = "The start has a time, but the end has none."
        self.ground.report(MIXED_DAY, loc, message, hint, fixed and fixed[1])
        return None

    def _backwards(self, loc: Loc, start: date, end: date) -> None:
        def told(moment: date) -> str:
            return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else f"{moment:%Y-%m-%d}"

        equal = " the moment it starts" if start == end else f" on {told(end)}, but starts on {told(start)}"
        fix = None if start == end else self._swap(loc)
        hint = "Correct the end."
        if fix:
            hint = "\n".join(("Swap start and end:", *(line.strip() for line in fix.lines)))
        self.ground.report(ENDS_AFTER_START, loc, f"It ends{equal}.", hint, fix)

    def _swap(self, loc: Loc) -> Fix | None:
        """The lines `start` … `end` with their values exchanged, when they stand one below the other."""
        first, last = self.ground.line(*loc[:-1], "start", key=True), self.ground.line(*loc, key=True)
        if last != first + 1:
            return None
        (a, _, one), (b, _, two) = (
            self.ground.source_line(first).partition(":"),
            self.ground.source_line(last).partition(":"),
        )
        return Fix(first, last, (f"{a}:{two}", f"{b}:{one}"))


def read_times(clock: Clockwork, record: EventRecord, uid: str) -> Times | None:
    """Every series of an event; None (with Problems) when a start, end or repeat cannot be used."""
    ground = clock.ground
    assert record.start is not None
    start = clock.start(("start",), record.start)
    if start is None:
        read_repeats(ground, record.repeat, date(2027, 1, 6))
        return None
    length = clock.length((), start, record.end, record.duration)
    usable = length is not None or not (record.end or record.duration)
    if length is None:
        length = HOUR if isinstance(start, datetime) else DAY
        if (
            usable
            and isinstance(start, datetime)
            and record.repeat is None
            and not ground.dropped & TIME_GROUP
        ):
            ground.report(
                NO_END, ("start",), "No end is given, so one hour is shown.", "Add: duration: 1 hour"
            )
    repeats = read_repeats(ground, record.repeat, start)
    if repeats is None or not usable:
        return None
    ranges, names = read_days(ground, ("skip",), record.skip)
    extra = _read_extra(clock, record.dates, start)
    series = []
    calendars: set[str] = set()
    for number, repeat in enumerate(repeats or (ReadRepeat(("repeat",)),)):
        made = _read_series(clock, repeat, start, length, uid, first=number == 0)
        if made is None:
            return None
        named = [*names, *repeat.except_calendars]
        calendars.update(named)
        off = [*ranges, *repeat.except_days, *_days_of(clock, named)]
        series.append(_with_dates(clock, made, off, extra if number == 0 else ()))
    return Times(tuple(series), tuple(sorted(calendars)))


def _read_series(
    clock: Clockwork, repeat: ReadRepeat, start: Start, length: timedelta, uid: str, *, first: bool
) -> Series | None:
    """One rule with its own times; the first begins at the event's start, the others on their first date."""
    rule = repeat.rule
    if rule is None:
        return Series(uid, start, length)
    own_start, own_length = _times_of(clock, repeat, start, length)
    if own_length is None:
        return None
    if first:
        if not is_rule_start(rule, own_start, _day(own_start)) or own_start != start:
            _report_start(clock, repeat, rule, own_start, start)
            return None
        return Series(uid, own_start, own_length, rule=rule)
    begin = first_start_on_or_after(rule, own_start, _day(own_start))
    if begin is None:
        message = "This repeat never makes a date."
        clock.ground.report(NEVER_HAPPENS, repeat.loc, message, "Check its days and months, and its end.")
        return None
    return Series(f"{uid}\0{repeat.key}", begin, own_length, key=repeat.key, rule=rule)


def _times_of(
    clock: Clockwork, repeat: ReadRepeat, start: Start, length: timedelta
) -> tuple[Start, timedelta | None]:
    if not isinstance(start, datetime):
        if repeat.time_from or repeat.time_to:
            message = "The event is all-day, but its repeat has times."
            clock.ground.report(
                MIXED_DAY, repeat.loc, message, f"Add the time to the start: start: {start} 10:15"
            )
            return start, None
        return start, length
    begin = repeat.time_from or start.time()
    own = clock.local(repeat.loc, datetime.combine(start.date(), begin)) if repeat.time_from else start
    if repeat.time_to is None:
        return own, length
    return own, clock.timed_length(repeat.loc, own, repeat.time_to)


def _report_start(
    clock: Clockwork, repeat: ReadRepeat, rule: RecurrenceRule, own_start: Start, start: Start
) -> None:
    ground = clock.ground
    day = _day(start)
    free = replace(rule, until=None, count=None)
    anchor = Series("", own_start, HOUR, rule=free)
    near = [
        found for found in nearest_starts(anchor, day, 2) if rule.until is None or _day(found) <= rule.until
    ]
    if not near or first_start_on_or_after(free, own_start, day) is None:
        message = "This repeat never makes a date."
        ground.report(NEVER_HAPPENS, repeat.loc, message, "Check its days and months: is there such a day?")
        return
    choice = next((found for found in near if _day(found) >= day), near[-1])
    told = f"{choice:%Y-%m-%d %H:%M}" if isinstance(choice, datetime) else f"{choice:%Y-%m-%d}"
    written = f"{start:%A %Y-%m-%d %H:%M}" if isinstance(start, datetime) else f"{start:%A %Y-%m-%d}"
    dates = " and ".join(f"{found:%A %Y-%m-%d}" for found in near)
    fixed = ground.fix_value(("start",), told)
    message = f"The start, {written}, is not a date of the repeat. The nearest dates are {dates}."
    hint = f"Type instead: {fixed[0]}" if fixed else f"Type instead: start: {told}"
    ground.report(START_NOT_ON_REPEAT, ("start",), message, hint, fixed and fixed[1])


def _read_extra(clock: Clockwork, texts: tuple[str, ...] | None, start: Start) -> tuple[Start, ...]:
    """Extra dates: a date takes the start's time."""
    found: list[Start] = []
    for number, text in enumerate(texts or ()):
        loc: Loc = ("dates", number)
        moment = clock.moment(loc, text)
        if moment is None:
            continue
        if isinstance(moment, time):
            clock.ground.report(
                TIME_WITHOUT_DATE, loc, f"“{text}” is a time without a date.", f"As in {start}"
            )
        elif isinstance(moment, datetime) and not isinstance(start, datetime):
            message = "The event is all-day, but this extra date has a time."
            clock.ground.report(MIXED_DAY, loc, message, f"Write only the day, as in {moment:%Y-%m-%d}.")
        elif isinstance(moment, datetime):
            found.append(clock.local(loc, moment))
        elif isinstance(start, datetime):
            found.append(clock.local(loc, datetime.combine(moment, start.time())))
        else:
            found.append(moment)
    return tuple(found)


def _days_of(clock: Clockwork, names: list[str]) -> list[DayRange]:
    """The days off of the named calendars."""
    found: list[DayRange] = []
    for name in names:
        if name in clock.days_off:
            found += clock.days_off[name].days
            continue
        known = ", ".join(clock.days_off) or "there are none yet"
        message = f"There is no calendar of days off “{name}”."
        hint = f"The calendars are: {known}. A date is written like 2027-02-15."
        loc: Loc = ("skip",) if clock.ground.node and clock.ground.node.get("skip") else ("repeat",)
        clock.ground.report(UNKNOWN_CALENDAR, loc, message, hint)
    return found


def _with_dates(clock: Clockwork, series: Series, off: list[DayRange], extra: tuple[Start, ...]) -> Series:
    """The series with its extra dates and with exactly those starts skipped that its rule makes.

    `dates` beats `skip`; an extra date that the rule makes anyway is no RDATE, since an EXDATE of the
    same start would beat it (RFC 5545 §3.8.5.1).
    """
    kept = {_wall(start) for start in extra}
    skipped: dict[datetime | date, Start] = {}
    for days in merged_days(_short_enough(clock, off)):
        for start in rule_starts(series, Window(days.first, days.last + DAY)):
            if _wall(start) not in kept:
                skipped[_wall(start)] = start
        if len(skipped) > MOST_SKIPPED:
            message = f"More than {MOST_SKIPPED:,} dates are skipped."
            clock.ground.report(LONG_SKIP, ("skip",), message, "End the repeat with `until` instead.")
            break
    made = {_wall(start) for day in kept for start in _made_on(series, _day(day))}
    added = {_wall(start): start for start in extra if _wall(start) not in made}
    return replace(
        series,
        extra=tuple(added[key] for key in sorted(added)),
        skipped=tuple(skipped[key] for key in sorted(skipped)),
    )


def _short_enough(clock: Clockwork, off: list[DayRange]) -> Iterator[DayRange]:
    for days in off:
        if (days.last - days.first).days <= LONGEST_RANGE:
            yield days
        else:
            message = f"The range from {days.first} to {days.last} is longer than two years."
            clock.ground.report(LONG_SKIP, ("skip",), message, "End the repeat with `until` instead.")


def _made_on(series: Series, day: date) -> list[Start]:
    return list(rule_starts(series, Window(day, day + DAY)))


def _wall(start: Start) -> Start:
    return start.replace(tzinfo=None, fold=0) if isinstance(start, datetime) else start


def _day(start: Start) -> date:
    return start.date() if isinstance(start, datetime) else start
