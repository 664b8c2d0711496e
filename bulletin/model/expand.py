"""Event → Occurrences: every date of an event with its change applied. RFC 5545 §3.8.5.

Rules are followed on local time, and the zone is attached afterwards, so that a series at 19:00 stays
at 19:00 when the clocks change. Starts made by a rule keep their wall-clock time even in a gap
(02:30 on the night it does not exist), because that is what EXDATE and RECURRENCE-ID must say; the
Occurrence itself begins at the true moment, the offset before the gap being used (RFC 5545 §3.3.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from itertools import groupby, islice
from zoneinfo import ZoneInfo

from bulletin.model.event import Change, Event, Occurrence
from bulletin.model.recurrence import (
    DAY,
    LAST_DAY,
    Frequency,
    RecurrenceRule,
    Series,
    Start,
    WeekdayNum,
    Window,
    day_of,
    rule_days,
    wall_time,
)
from bulletin.model.zones import odd_days, resolve_local

NEXT_DATES = 6
_SPAN = timedelta(days=400)


def expand(event: Event, window: Window) -> tuple[Occurrence, ...]:
    """The occurrences of all series of `event` that touch a day of `window`, in order of `sort_key`.

    One that began before the window and is still on is among them. A moved date is found by its new
    day. Skipped dates are not; cancelled ones are, with that status.
    """
    found: list[Occurrence] = []
    in_order = len(event.series) == 1
    for series in event.series:
        changes = {
            wall_time(change.original): change for change in event.changes if change.series == series.key
        }
        in_order = in_order and not changes and not series.extra
        found.extend(_occurrences(event, series, changes, window))
    if not in_order:
        found.sort(key=lambda occurrence: occurrence.sort_key)
    return tuple(found)


def next_dates(event: Event, today: date, most: int = NEXT_DATES) -> list[Occurrence]:
    """The first dates of an event that take place, or still go on, from `today` on, however far ahead."""
    found: list[Occurrence] = []
    first, span = today, _SPAN
    # In spans, so that a daily event of a hundred years costs no more than one of a week; where nothing was
    # found they grow, so that an event that is over is soon done with.
    while len(found) < most and first < LAST_DAY:
        end = min(first + span, LAST_DAY)
        dates = expand(event, Window(first, end))
        found += [each for each in dates if each.day >= first or first == today]
        first, span = end, span if dates else 2 * span
    return found[:most]


def rule_starts(series: Series, window: Window) -> Iterator[Start]:
    """The starts the rule makes on days of `window`, before anything is added, skipped or changed.

    A series without a rule makes its one start. Wall-clock times, also where the clocks jump over them.
    """
    if series.rule is None:
        return iter([series.start] if day_of(series.start) in window else [])
    return _at_time_of(series.start, rule_days(series.rule, day_of(series.start), window.start, window.end))


def series_starts(series: Series, window: Window) -> Iterator[Start]:
    """The starts of the series on days of `window`, in order: rule and extra dates, less the skipped."""
    starts = rule_starts(series, window)
    if series.extra:
        extra = sorted((start for start in series.extra if day_of(start) in window), key=wall_time)
        both = groupby(merge(starts, extra, key=wall_time), key=wall_time)
        starts = (next(same) for _, same in both)
    if not series.skipped:
        return starts
    skipped = {wall_time(start) for start in series.skipped}
    return (start for start in starts if wall_time(start) not in skipped)


def has_dates(series: Series) -> bool:
    """Whether any date is left of the series when those are taken away that are skipped."""
    if not series.skipped or (series.rule and series.rule.is_endless):
        return True
    return any(True for _ in series_starts(series, Window(date.min, LAST_DAY + DAY)))


def is_rule_start(rule: RecurrenceRule, start: Start, day: date) -> bool:
    """Whether the rule beginning at `start` makes a date on `day`."""
    return any(True for _ in rule_days(rule, day_of(start), day, day + DAY))


def first_start_on_or_after(rule: RecurrenceRule, start: Start, day: date) -> Start | None:
    """The first start on `day` or later of the rule beginning at `start`; None when there is none.

    Made for the second and further rules of an event: pass the event's day as `start` and as `day`.
    A rule that leaves its weekday or day open takes it from `start`.
    """
    days = rule_days(rule, day_of(start), day, LAST_DAY + DAY)
    return next(_at_time_of(start, days), None)


def nearest_starts(series: Series, day: date, n: int = 2) -> tuple[Start, ...]:
    """The `n` starts of the series nearest to `day`, in order: what to offer for a date that is none."""
    if series.rule is None or series.rule.count is not None:
        near = list(series_starts(series, Window(date.min, LAST_DAY + DAY)))
    else:
        after = series_starts(series, Window(day, LAST_DAY + DAY))
        near = list(islice(after, n))
        near += _starts_before(series, day, n)
    near.sort(key=lambda start: (abs((day_of(start) - day).days), wall_time(start)))
    return tuple(sorted(near[:n], key=wall_time))


def complete_rule(rule: RecurrenceRule, start: Start) -> RecurrenceRule:
    """The rule with what it left open taken from its start, as RFC 5545 §3.3.10 says.

    `every 2 weeks` gets the start's weekday, `every month` its day of the month, `every year` both.
    """
    if rule.by_day or rule.by_month_day or rule.frequency is Frequency.DAILY:
        return rule
    day = day_of(start)
    if rule.frequency is Frequency.WEEKLY:
        return replace(rule, by_day=(WeekdayNum(day.weekday()),))
    if rule.frequency is Frequency.MONTHLY:
        return replace(rule, by_month_day=(day.day,))
    return replace(rule, by_month=rule.by_month or (day.month,), by_month_day=(day.day,))


def span_of(start: Start, length: timedelta) -> tuple[Start, Start]:
    """The true start and the exclusive end of what begins at `start`, `length` long on the wall clock.

    A start in a gap is moved to the moment it stands for; an end that would then not lie after it is
    counted from there.
    """
    if not isinstance(start, datetime):
        return start, start + max(DAY, timedelta(days=-(-length // DAY)))
    zone, end = start.tzinfo, start + length
    if not isinstance(zone, ZoneInfo) or not _may_need_resolving(start, end, zone):
        return start, end
    true_start, _ = resolve_local(start.replace(tzinfo=None), zone)
    true_end, _ = resolve_local(end.replace(tzinfo=None), zone)
    begins = true_start.astimezone(UTC)
    if length and true_end.astimezone(UTC) <= begins:
        true_end = (begins + length).astimezone(zone)
    return true_start, true_end


def _may_need_resolving(start: datetime, end: datetime, zone: ZoneInfo) -> bool:
    odd = odd_days(zone, start.year)
    return (bool(odd) and (start.date() in odd or end.date() in odd)) or end.year != start.year


def _occurrences(
    event: Event, series: Series, changes: dict[Start, Change], window: Window
) -> Iterator[Occurrence]:
    reach = Window(_reach_back(window.start, series.length), window.end)
    for start in series_starts(series, reach):
        change = changes.get(wall_time(start)) if changes else None
        if change is not None and (change.start is not None or change.length is not None):
            continue
        occurrence = _occurrence(event, series, start, change)
        # In a gap around midnight it begins on the day after.
        if (
            day_of(start) >= window.start or occurrence.last_day >= window.start
        ) and occurrence.day < window.end:
            yield occurrence
    for change in changes.values():
        if change.start is None and change.length is None:
            continue
        occurrence = _occurrence(event, series, change.original, change)
        if occurrence.day < window.end and occurrence.last_day >= window.start:
            yield occurrence


def _occurrence(event: Event, series: Series, original: Start, change: Change | None) -> Occurrence:
    if change is None:
        start, end = span_of(original, series.length)
        said = event.status, event.place, event.access, event.registration
        return Occurrence(event, series, original, start, end, *said)
    length = series.length if change.length is None else change.length
    start, end = span_of(original if change.start is None else change.start, length)
    return Occurrence(
        event=event,
        series=series,
        original=original,
        start=start,
        end=end,
        status=event.status if change.status is None else change.status,
        place=event.place if change.place is None else change.place,
        access=event.access if change.access is None else change.access,
        registration=event.registration if change.registration is None else change.registration,
        note=change.note,
        label=change.label,
        change=change,
    )


def _starts_before(series: Series, day: date, n: int) -> list[Start]:
    """The last `n` starts before `day`, looked for in ever longer spans."""
    begin = min([day_of(series.start), *map(day_of, series.extra)])
    days = 62
    while True:
        first = max(begin, day - timedelta(days=days))
        found = list(series_starts(series, Window(first, day)))
        if len(found) >= n or first == begin:
            return found[-n:]
        days *= 8


def _at_time_of(start: Start, days: Iterator[date]) -> Iterator[Start]:
    if not isinstance(start, datetime):
        return days
    clock = time(start.hour, start.minute, start.second)
    zone = start.tzinfo
    combine = datetime.combine
    return (combine(day, clock, zone) for day in days)


def _reach_back(day: date, length: timedelta) -> date:
    """The earliest day on which something that touches `day` can have begun."""
    days = length.days + 1
    return day - timedelta(days=days) if day.toordinal() > days else date.min
