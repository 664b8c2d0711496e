"""The hours of dates in words: of a rule, of one date, of several; of what lasts days both its ends.

An end that nobody gave is no part of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bulletin.model.event import Event, Occurrence
from bulletin.model.expand import series_starts
from bulletin.model.recurrence import (
    DAY,
    LAST_DAY,
    RecurrenceRule,
    Series,
    Start,
    Window,
    day_of,
    lasts_days,
    wall_time,
)
from bulletin.model.zones import city_of
from bulletin.plan.localized_board import LocalizedBoard

WEEK = timedelta(days=7)
"""From here on a weekday no longer tells which one is meant."""


MONTH = timedelta(days=31)
"""So many days in a row are told by the first and the last."""


class _Span(NamedTuple):
    """One date: its start and exclusive end, and whether that end was given."""

    start: Start
    end: Start
    has_end: bool

    @property
    def hours(self) -> tuple[time, timedelta] | Start | None:
        """What dates of the same hours have in common; what lasts days stands by itself."""
        if lasts_days(self.start, self.end):
            return self.start
        if isinstance(self.start, datetime):
            return self.start.time(), self.end - self.start if self.has_end else timedelta(0)
        return None


def moment_words(local: LocalizedBoard, start: Start, end: Start, *, has_end: bool = True) -> str:
    """ "Wednesday 3 March, 18:00 – 19:30", "15 January – 28 February"; over days with both of them."""
    writer, phrase, today = local.dates, local.phrase, local.today
    first = writer.near_day(day_of(start), today)
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        last = day_of(end) - DAY
        return first if last <= day_of(start) else writer.days(day_of(start), last, today)
    if has_end and lasts_days(start, end):
        begins = phrase("time.at", day=first, time=writer.time(start))
        last_words = phrase("time.at", day=writer.near_day(end.date(), today), time=writer.time(end))
        return phrase("time.span", first=begins, last=last_words)
    return phrase("time.at", day=first, time=writer.times(start, end) if has_end else writer.time(start))


def rule_hours(local: LocalizedBoard, series: Series, rule: RecurrenceRule) -> str:
    """ "18:00 – 19:30", "Friday 18:00 – Sunday 15:00"; "" of single days."""
    writer, phrase = local.dates, local.phrase
    start, end = series.start, series.start + series.length
    if not lasts_days(start, end):
        return _hours(local, _Span(start, end, series.has_end))
    last = end if isinstance(end, datetime) else end - DAY
    if len({day.weekday for day in rule.by_day}) == 1 and day_of(last) - day_of(start) < WEEK:
        return _weekdays_with_hours(local, start, last)
    if isinstance(start, datetime) and isinstance(end, datetime):
        days = (end.date() - start.date()).days
        return phrase("time.days_later", n=days, start=writer.time(start), end=writer.time(end))
    return phrase("time.days_long", n=(end - start).days)


def days_in_a_row(local: LocalizedBoard, event: Event, series: Series) -> str:
    """ "Fri 12 – Sun 14 February" of a rule that makes a few days in a row, else ""."""
    rule, first = series.rule, day_of(series.start)
    if rule is None or not rule.is_every_day or lasts_days(series.start, series.start + series.length):
        return ""
    last = rule.until if rule.count is None else first + DAY * (rule.count - 1)
    if last is None or last - first > MONTH or event.timezone != local.board.info.timezone:
        return ""
    return local.dates.row_days(first, last, local.today)


def in_zone(local: LocalizedBoard, event: Event, time: str) -> str:
    """The hours with the city of their zone, where that is not the board's, as all other times are."""
    if not time or event.timezone == local.board.info.timezone:
        return time
    return zone_time_words(local, time, event.timezone)


def zone_time_words(local: LocalizedBoard, time: str, zone: str) -> str:
    """A time with the zone it is in, called by its city."""
    if "/" not in zone or zone.startswith("Etc/"):
        return f"{time} {city_of(zone)}"
    return local.phrase("time.in_zone", time=time, zone=city_of(zone))


def single_dates(local: LocalizedBoard, event: Event, series: Series, *, most: int = 0) -> str:
    """The dates of a series that its rule does not make, those of the same hours together.

    Of a series without a rule all of them, else those ahead, `most` at most.
    """
    spans = list(_spans(event, series))
    left_out = 0
    if series.rule is not None:
        spans = [span for span in spans if day_of(span.start) >= local.today]
        left_out = max(0, len(spans) - most)
        spans = spans[:most]
    groups: dict[object, list[_Span]] = {}
    for span in spans:
        groups.setdefault(span.hours, []).append(span)
    words = [_group_words(local, event, group) for group in groups.values()]
    if left_out:
        words.append(local.phrase("when.more", n=left_out))
    return join_sentences(local, words)


def join_sentences(local: LocalizedBoard, words: Iterable[str]) -> str:
    """ "Fridays, 17:00 – 21:00; Sunday 28 February, 12:00 – 16:00"."""
    joined = ""
    for each in words:
        joined = local.phrase("when.and_then", first=joined, second=each) if joined else each
    return joined


def row_words(local: LocalizedBoard, one: Occurrence, *, with_end: bool) -> str:
    """ "Fri 15 January, 18:00", over days "Fri 15 – Sun 17 January, Friday 18:00 – Sunday 15:00"."""
    writer, phrase, today = local.dates, local.phrase, local.today
    start, end = one.start, one.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return writer.row_days(one.day, one.last_day, today)
    if one.has_end and one.lasts_days:
        if end.date() - start.date() < WEEK:
            days = writer.row_days(start.date(), end.date(), today)
            return phrase("time.at", day=days, time=_weekdays_with_hours(local, start, end))
        first, last = (
            phrase("time.at", day=writer.row_days(each.date(), each.date(), today), time=writer.time(each))
            for each in (start, end)
        )
        return phrase("time.span", first=first, last=last)
    time = writer.times(start, end) if with_end and one.has_end else writer.time(start)
    return phrase("time.at", day=writer.row_days(one.day, one.day, today), time=time)


def has_one_time(event: Event) -> bool:
    """Whether every date of the event is at the hours its start says, so that "When" says them once."""
    if len(event.series) != 1 or any(change.length is not None for change in event.changes):
        return False
    [series] = event.series
    starts = (*series.extra, *(change.start for change in event.changes if change.start is not None))
    return all(_clock(start) == _clock(series.start) for start in starts)


def dates_held(event: Event, series: Series) -> int:
    """How many dates of the series' rule take place: less those skipped and those cancelled."""
    off = {
        wall_time(change.original)
        for change in event.changes
        if change.series == series.key and change.status is not None and change.status.is_off
    }
    starts = series_starts(replace(series, extra=()), Window(day_of(series.start), LAST_DAY + DAY))
    return sum(1 for start in starts if wall_time(start) not in off)


def _clock(start: Start) -> time | None:
    return start.time() if isinstance(start, datetime) else None


def _spans(event: Event, series: Series) -> Iterator[_Span]:
    """The dates that no rule makes, as they are held; those that are off are told elsewhere."""
    changes = {wall_time(change.original): change for change in event.changes if change.series == series.key}
    begun = {series.start} if series.rule is None else set()
    skipped = set(map(wall_time, series.skipped))
    for original in sorted({*begun, *series.extra}, key=wall_time):
        change = changes.get(wall_time(original))
        if wall_time(original) in skipped or (change and change.status and change.status.is_off):
            continue
        start = change.start if change and change.start is not None else original
        length = change.length if change else None
        end = start + (series.length if length is None else length)
        yield _Span(start, end, series.has_end or length is not None)


def _group_words(local: LocalizedBoard, event: Event, spans: list[_Span]) -> str:
    """ "Sunday 28 February, 12:00 – 16:00", "26 and 27 February, 17:00 – 21:00"."""
    writer, today = local.dates, local.today
    first, *more = spans
    if lasts_days(first.start, first.end):
        return in_zone(local, event, moment_words(local, first.start, first.end, has_end=first.has_end))
    form = "day_month" if more else "weekday_day_month"
    days = writer.listed(writer.near_day(day_of(span.start), today, form) for span in spans)
    hours = in_zone(local, event, _hours(local, first))
    return local.phrase("when.repeats", rule=days, time=hours) if hours else days


def _hours(local: LocalizedBoard, span: _Span) -> str:
    if not isinstance(span.start, datetime) or not isinstance(span.end, datetime):
        return ""
    return local.dates.times(span.start, span.end) if span.has_end else local.dates.time(span.start)


def _weekdays_with_hours(local: LocalizedBoard, first: Start, last: Start) -> str:
    """ "Friday 18:00 – Sunday 15:00", all-day "Friday – Sunday"; `last` is the last day, or the end."""
    writer, phrase = local.dates, local.phrase

    def named(moment: date) -> str:
        day = writer.day(day_of(moment), "weekday")
        if not isinstance(moment, datetime):
            return day
        return phrase("time.on_weekday", day=day, time=writer.time(moment))

    return phrase("time.span", first=named(first), last=named(last))
