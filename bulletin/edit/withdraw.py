"""The file of a record that is taken off the board: a mark, and for an event what calendars need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bulletin.formats.dates import format_instant, format_moment
from bulletin.formats.nodes import Tree
from bulletin.formats.records import format_record
from bulletin.formats.repeat import format_rrule
from bulletin.model.event import Event
from bulletin.model.recurrence import DAY, Series, Start, day_of

_OF_EVENTS = (
    "This was taken off the board. Nothing is left of what it said; by its dates, calendars are told that\n"
    "they are off. Keep this file until the last of them is past: it keeps anything older from coming back."
)
_OF_OTHERS = (
    "This was taken off the board, and nothing is left of what it said. Keep this file: its old address\n"
    "answers by it, and it keeps anything older from coming back."
)


@dataclass(frozen=True, slots=True)
class Mark:
    """On which day a record is taken off, and for which reason (a code); `at` is the instant of it."""

    on: date
    reason: str
    at: datetime | None = None

    @property
    def tree(self) -> Tree:
        return {"on": self.on.isoformat(), "reason": self.reason}


def withdrawn_text(path: str, mark: Mark, was_at: tuple[str, ...] = ()) -> str:
    """The whole file of a partner, a venue or a page that is taken off."""
    values: dict[str, Tree] = {"withdrawn": mark.tree}
    if was_at:
        values["was_at"] = list(was_at)
    return _format(path, values, _OF_OTHERS)


def withdrawn_event_text(event: Event, zone: str, mark: Mark) -> str:
    """The whole file of an event that is taken off, made of its dates alone: not a word of it is copied.

    `zone` is the board's.
    """
    values: dict[str, Tree] = {"withdrawn": mark.tree}
    if event.id != f"{event.partner}/{event.slug}":
        values["id"] = event.id
    if event.was_at:
        values["was_at"] = list(event.was_at)
    if event.hosts:
        values["hosts"] = list(event.hosts)
    if event.timezone != zone:
        values["timezone"] = event.timezone
    if event.series and event.publish_dates:
        values["entries"] = [_entry(series, mark.on) for series in event.series]
    if mark.at is not None:
        values["changed"] = format_instant(mark.at)
    return _format(event.ref.path, values, _OF_EVENTS)


def _format(path: str, values: dict[str, Tree], comment: str) -> str:
    body = None if path.lower().endswith((".yaml", ".yml")) else ""
    return format_record(values, body, comments={"": comment})


def _entry(series: Series, on: date) -> Tree:
    """The dates of one calendar entry; of those added or left out, the ones that are still ahead."""
    entry: dict[str, Tree] = {"start": format_moment(series.start)}
    if series.has_end:
        entry["end"] = format_moment(_end(series.start, series.length))
    if series.key:
        entry["key"] = series.key
    if series.rule is not None:
        own = series.rule
        if own.counts_weeks and own.week_start is None:
            # Written out, since an RRULE that does not say so begins its weeks on Monday.
            own = replace(own, week_start=day_of(series.start).weekday())
        entry["rrule"] = format_rrule(own)
    for name, starts in (("dates", series.extra), ("skip", series.skipped)):
        if ahead := [format_moment(start) for start in starts if day_of(start) >= on]:
            entry[name] = list[Tree](ahead)
    return entry


def _end(start: Start, length: timedelta) -> Start:
    """When it ends on the wall clock; of whole days the last one."""
    if isinstance(start, datetime):
        return start.replace(tzinfo=None) + length
    return start + max(length, DAY) - DAY
