"""When an event of a calendar takes place, as the fields of a record. RFC 5545 §3.8.5.

Nothing is passed on as it came: a rule is read within our bounds and said in our words, and a date that is
skipped or changed is named only where the rule makes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bulletin.formats.dates import DateRefused, format_moment, tell_date
from bulletin.formats.ics import CalendarEntry
from bulletin.formats.nodes import Tree
from bulletin.formats.repeat import format_repeat, parse_rrule
from bulletin.model.expand import first_start_on_or_after, is_rule_start
from bulletin.model.recurrence import DAY, LAST_DAY, RecurrenceRule, Start, day_of, rule_days
from bulletin.translatable import gettext as _

_YEARS_COMPARED = 2
_WEEKDAYS = frozenset(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))
_NONE = timedelta(0)
_LONG = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class EventOfCalendar:
    """All entries with one UID: the event, its changed dates, and further entries that are dates of it."""

    entry: CalendarEntry
    changed: tuple[CalendarEntry, ...] = ()
    further: tuple[CalendarEntry, ...] = ()
    hidden: tuple[Start, ...] = ()
    """The dates (RECURRENCE-ID) that are marked private."""


@dataclass(slots=True)
class DateFields:
    """The fields and remarks of one event while they are put together."""

    values: dict[str, Tree] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def read_dates(
    event: EventOfCalendar,
    home: ZoneInfo,
    language: str,
    differences: Callable[[CalendarEntry], Mapping[str, Tree]],
) -> DateFields:
    """Start, end, repeat and single dates; `home` is the board's zone, `language` that of the repeat's words.

    `differences` are the fields other than times in which a changed date differs.
    """
    found = DateFields()
    reader = _DateReader(event, home, found)
    if reader.zone is not None and reader.zone.key != home.key:
        found.values["timezone"] = reader.zone.key
    reader.read_rule(language)
    found.values = {"start": format_moment(reader.start), **reader.end_of(), **found.values}
    reader.read_single_dates(differences)
    if event.entry.is_floating:
        found.remarks.append(_("Its times name no time zone; they are read as the time on the clocks here."))
    return found


class _DateReader:
    """Reads one event on the clocks of its own zone, or of the board's where both show the same."""

    def __init__(self, event: EventOfCalendar, home: ZoneInfo, found: DateFields) -> None:
        self._event, self._found = event, found
        self._rule: RecurrenceRule | None = None
        entry = event.entry
        self.zone = _zone_for(entry, home, is_single=not (entry.rrule or entry.rdates or event.further))
        self.start, self.length = _whole_days(self._local(entry.start), entry.length)
        if self.start != self._local(entry.start):
            found.remarks.append(_("It goes from midnight to midnight, so it is read as all day."))

    def _remark(self, text: str) -> None:
        self._found.remarks.append(text)

    @property
    def _is_all_day(self) -> bool:
        return not isinstance(self.start, datetime)

    def _local(self, moment: Start) -> Start:
        """On the clocks of the event's zone, without the zone."""
        if not isinstance(moment, datetime):
            return moment
        local = moment.astimezone(self.zone) if self.zone else moment
        return local.replace(tzinfo=None, fold=0, second=0, microsecond=0)

    def _single(self, moment: Start) -> Start:
        """A date of the event: a day where it is all day, else with the event's time if it has none."""
        local = self._local(moment)
        if self._is_all_day:
            return day_of(local)
        if isinstance(local, datetime) or not isinstance(self.start, datetime):
            return local
        return datetime.combine(local, self.start.time())

    def end_of(self) -> dict[str, Tree]:
        if self._is_all_day:
            last = self.start + max(self.length - DAY, _NONE)
            return {"end": format_moment(last)} if last > self.start else {}
        if not self.length:
            self._remark(_("It does not say when it ends, so no end is shown."))
            return {}
        return {"end": _end_text(self.start, self.start + self.length)}

    def read_rule(self, language: str) -> None:
        """`repeat`, where the rule can be read; else the first date stands alone."""
        written = self._event.entry.rrule
        if not written:
            return
        rule = _readable_rule(written, self._event.entry.start)
        if isinstance(rule, str):
            remark = _(
                "How it repeats cannot be read ({rule}), so only its first date is here. Say in "
                "words how it repeats, as in: every Tuesday until 16 June 2027.",
                rule=rule,
            )
            self._remark(remark)
            return
        if rule.count == 1:
            return
        first = first_start_on_or_after(rule, self.start, day_of(self.start))
        if first is None:
            self._remark(_("Its repeat makes no date at all, so only its first date is here."))
            return
        self._begin_on(first)
        self._rule = rule.with_own_weeks(self.start)
        said = format_repeat(self._rule, language)
        self._found.values["repeat"] = {"rrule": said} if said.startswith("FREQ=") else said
        if self.zone is not None and self.zone.key == "UTC":
            remark = _(
                "It repeats in universal time (UTC), so its hour here changes with the clocks. If "
                "it is always at the same hour, correct `start` and take `timezone` away."
            )
            self._remark(remark)

    def _begin_on(self, first: Start) -> None:
        """Let the first date that the rule makes be its start."""
        if first != self.start:
            remark = _(
                "It begins on {day}, which its repeat does not make; it is read from "
                "{first} on. If it is held on the first day too, add that day to `dates`.",
                day=_in_words(self.start),
                first=_in_words(first),
            )
            self._remark(remark)
            self.start = first

    def read_single_dates(self, differences: Callable[[CalendarEntry], Mapping[str, Tree]]) -> None:
        """`skip`, `dates` and `changes`."""
        extra = self._extra_dates()
        changed = {self._single(_id_of(each)): each for each in self._event.changed}
        skipped = sorted({*self._skipped(changed), *self._hidden(extra)})
        changes: dict[str, Tree] = {}
        for original, entry in sorted(changed.items()):
            if original not in extra and not self._is_made(original):
                extra |= self._date_of_its_own(entry)
                continue
            if difference := self._difference(original, entry, differences(entry)):
                changes[self._key(original, extra)] = difference
        if skipped:
            self._found.values["skip"] = [format_moment(day) for day in skipped]
        if extra:
            self._found.values["dates"] = [self._date_text(each) for each in sorted(extra)]
        if changes:
            self._found.values["changes"] = changes

    def _extra_dates(self) -> set[Start]:
        moments = (*self._event.entry.rdates, *(each.start for each in self._event.further))
        whole = {moment for moment in moments if isinstance(moment, datetime) or self._is_all_day}
        if len(whole) < len(set(moments)):
            self._remark(_("A further date without a time is left out."))
        return {date for moment in whole if not self._is_made(date := self._single(moment))}

    def _is_made(self, moment: Start) -> bool:
        """Whether the rule, or the start alone, makes this date."""
        if self._rule is None:
            return moment == self.start
        is_at_its_time = self._is_all_day or _clock(moment) == _clock(self.start)
        return (
            is_at_its_time
            and day_of(moment) >= day_of(self.start)
            and is_rule_start(self._rule, self.start, day_of(moment))
        )

    def _skipped(self, changed: Mapping[Start, CalendarEntry]) -> Iterator[date]:
        if self._rule is None:
            return
        lost = 0
        for each in self._event.entry.exdates:
            moment = self._single(each)
            if self._is_made(moment):
                if moment not in changed or changed[moment].status == "CANCELLED":
                    yield day_of(moment)
            elif day_of(moment) >= day_of(self.start):
                lost += 1
        if lost:
            self._remark(
                _("{count} of the dates to leave out are no dates of it, and change nothing.", count=lost)
            )

    def _hidden(self, extra: set[Start]) -> Iterator[date]:
        for each in self._event.hidden:
            moment = self._single(each)
            extra.discard(moment)
            if self._rule is not None and self._is_made(moment):
                yield day_of(moment)

    def _date_of_its_own(self, entry: CalendarEntry) -> set[Start]:
        """A changed date whose original is no date of the event: a further one, where it is held."""
        moment = self._single(entry.start)
        if entry.status == "CANCELLED" or self._is_made(moment):
            return set()
        self._remark(_("{day} is read as a further date of it.", day=_in_words(moment)))
        return {moment}

    def _difference(self, original: Start, entry: CalendarEntry, others: Mapping[str, Tree]) -> Tree:
        """What is written below `changes`; empty for nothing."""
        if entry.status == "CANCELLED":
            return "cancelled"
        fields: dict[str, Tree] = {}
        start, length = _whole_days(self._local(entry.start), entry.length)
        if isinstance(start, datetime) is self._is_all_day:
            when = _in_words(original)
            self._remark(
                _("On {when} it has other hours, which could not be read; please add them.", when=when)
            )
            fields["status"] = "tentative"
        else:
            if start != original:
                fields["start"] = _end_text(original, start) if not self._is_all_day else format_moment(start)
            if length != self.length and length > _NONE:
                last = start + (max(length - DAY, _NONE) if self._is_all_day else length)
                fields["end"] = format_moment(last) if self._is_all_day else _end_text(start, last)
        return {**fields, **others}

    def _key(self, original: Start, extra: Iterable[Start]) -> str:
        """The date by which the change is known, with its time where the day has two."""
        same_day = {each for each in extra if day_of(each) == day_of(original)} | {original}
        if self._is_made(with_time := self._single(day_of(original))):
            same_day.add(with_time)
        return format_moment(original) if len(same_day) > 1 else format_moment(day_of(original))

    def _date_text(self, moment: Start) -> str:
        is_usual = self._is_all_day or _clock(moment) == _clock(self.start)
        return format_moment(day_of(moment)) if is_usual else format_moment(moment)


def _id_of(entry: CalendarEntry) -> Start:
    assert entry.recurrence_id is not None
    return entry.recurrence_id


def _whole_days(start: Start, length: timedelta) -> tuple[Start, timedelta]:
    """From midnight to midnight as whole days, as some programs write them."""
    is_whole = isinstance(start, datetime) and start.time() == time() and length > _NONE and not length % DAY
    return (day_of(start) if is_whole else start), length


def _zone_for(entry: CalendarEntry, home: ZoneInfo, *, is_single: bool) -> ZoneInfo | None:
    """The zone to tell its times in: the board's where they are the same there; None for whole days."""
    start = entry.start
    if not isinstance(start, datetime):
        return None
    if start.tzinfo is UTC:
        local = start.astimezone(home)
        return home if (is_single and not local.fold) or _stays(entry, local) else ZoneInfo("UTC")
    assert isinstance(start.tzinfo, ZoneInfo)
    return home if _same_clocks(start.tzinfo, home, start.year) else start.tzinfo


def _stays(entry: CalendarEntry, local: datetime) -> bool:
    """Whether every date of a rule in UTC is at one time on one's own clocks, and on the same days."""
    rule = _readable_rule(entry.rrule, entry.start) if entry.rrule else None
    if local.fold or isinstance(rule, str) or local.date() != day_of(entry.start):
        return False
    if rule is None:
        return True
    if rule.is_endless or (rule.until and rule.until - local.date() > _LONG):
        seasons = (datetime(local.year, month, 1, tzinfo=local.tzinfo) for month in range(1, 13))
        return all(each.utcoffset() == local.utcoffset() for each in seasons)
    assert isinstance(entry.start, datetime)
    clock = entry.start.timetz()
    days = rule_days(rule, entry.start.date(), entry.start.date(), LAST_DAY)
    moments = (datetime.combine(day, clock).astimezone(local.tzinfo) for day in days)
    return all(each.utcoffset() == local.utcoffset() for each in moments)


def _same_clocks(zone: ZoneInfo, home: ZoneInfo, year: int) -> bool:
    """Whether the clocks of both show the same all through the years after the start."""
    if zone.key == home.key:
        return True
    noon = datetime(year, 1, 1, 12)
    weeks = (noon + 7 * number * DAY for number in range(53 * _YEARS_COMPARED))
    return all(
        each.replace(tzinfo=zone).utcoffset() == each.replace(tzinfo=home).utcoffset() for each in weeks
    )


def _readable_rule(written: str, start: Start) -> RecurrenceRule | str:
    """The rule within our bounds, or why it is none."""
    parts = dict(part.partition("=")[::2] for part in written.upper().split(";") if part)
    if isinstance(start, datetime):
        own = {"BYHOUR": start.hour, "BYMINUTE": start.minute, "BYSECOND": start.second}
        parts = {name: value for name, value in parts.items() if own.get(name, "") != _number(value)}
    if position := parts.pop("BYSETPOS", ""):
        if not _is_countable(parts, position):
            return _("it counts days in a way that is not known here")
        parts["BYDAY"] = f"{int(position)}{parts['BYDAY']}"
    rule = parse_rrule(";".join(f"{name}={value}" for name, value in parts.items()), start)
    return rule.message if isinstance(rule, DateRefused) else rule


def _is_countable(parts: Mapping[str, str], position: str) -> bool:
    """Whether BYSETPOS only counts one weekday of a month, as in `BYDAY=TU;BYSETPOS=-1`."""
    by_month = parts.get("FREQ") == "MONTHLY" or (
        parts.get("FREQ") == "YEARLY" and parts.get("BYMONTH", "").isdecimal()
    )
    number = _number(position)
    return by_month and parts.get("BYDAY") in _WEEKDAYS and number is not None and 1 <= abs(number) <= 5


def _number(text: str) -> int | None:
    digits = text.removeprefix("-").removeprefix("+")
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) < 4 else None


def _clock(moment: Start) -> time | None:
    return moment.time() if isinstance(moment, datetime) else None


def _end_text(start: Start, moment: Start) -> str:
    """A time alone on the same day, else the day too."""
    is_same_day = isinstance(moment, datetime) and day_of(start) == day_of(moment)
    return f"{moment:%H:%M}" if is_same_day else format_moment(moment)


def _in_words(moment: Start) -> str:
    return tell_date(day_of(moment))
