"""Every date of the board, expanded once: all pages and feeds choose from these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import chain
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bulletin.model.board import Board
from bulletin.model.event import Event, Occurrence
from bulletin.model.expand import expand, next_dates
from bulletin.model.frequency import ONE_WEEK, SPAN, Frequency, frequency_of
from bulletin.model.recurrence import DAY, Start, Window, day_of


class IsoSpan(NamedTuple):
    """`start` and `end` of a date in ISO 8601: of an all-day date the last day, "" where none was given."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Occurrences:
    """The published dates of a board, seen from `today`.

    `window` reaches from the first day of the oldest month page to the horizon. `by_event` holds every
    visible event by id with its dates in the window, in order; `by_day` the dates by the local day they
    begin; `continuing` those that began before, for each further day they last.
    """

    today: date
    window: Window
    by_event: Mapping[str, tuple[Occurrence, ...]]
    by_day: Mapping[date, tuple[Occurrence, ...]]
    continuing: Mapping[date, tuple[Occurrence, ...]]
    first_listed: date
    """The first day of lists and feeds: today, less the days of the archive."""
    upcoming: Mapping[str, tuple[Occurrence, ...]]
    """Of `by_event`, the dates that are not over yet: what lists and feeds hold."""
    shared: frozenset[tuple[str, Start]]
    """(event id, day or start) that two dates of an event have in common, as their rules give them."""
    beyond: Mapping[str, Occurrence]
    """By event id, the next date after the horizon of an event that has none before it."""
    waiting: frozenset[str]
    """Ids of postponed events whose old day has passed."""
    frequencies: Mapping[str, Frequency]
    """By event id, how often it is held."""
    order: Mapping[int, int] = field(compare=False, repr=False)
    """The place of each date among all by `id(occurrence)`; `by_day` holds the dates as long as this."""

    def coming(self, event: Event) -> tuple[Occurrence, ...]:
        return self.upcoming.get(event.id, ())

    def ahead(self, event: Event) -> tuple[Occurrence, ...]:
        """The dates from today on: those before the horizon, and where none of them is held, the next one."""
        found = tuple(one for one in self.coming(event) if one.last_day >= self.today)
        further = self.beyond.get(event.id)
        return (*found, further) if further else found

    def is_ahead(self, event: Event) -> bool:
        """Whether it has any date that is not over yet, however far ahead."""
        return bool(self.coming(event)) or event.id in self.beyond

    def is_to_come(self, event: Event) -> bool:
        """Whether it has a date ahead, or waits for a new one."""
        return self.is_ahead(event) or event.id in self.waiting

    def rank(self, occurrence: Occurrence) -> int:
        """Dates of this board sorted by it are in the order of their `sort_key`."""
        return self.order[id(occurrence)]

    def frequency(self, occurrence: Occurrence) -> Frequency:
        """How often its event is held; what runs for more than a week is still on."""
        if occurrence.last_day - occurrence.day > ONE_WEEK:
            return Frequency.STILL_ON
        return self.frequencies[occurrence.event.id]

    def prominence(self, occurrence: Occurrence, day: date) -> tuple[Frequency, int]:
        """What a short list for a day is sorted by: rare dates first, then the usual, then the daily.

        What runs for long is worth as much as what is rare on its first and on its last day.
        """
        frequency = self.frequency(occurrence)
        if frequency is Frequency.STILL_ON and day in (occurrence.day, occurrence.last_day):
            frequency = Frequency.RARE
        return frequency, self.rank(occurrence)

    def days(self) -> list[date]:
        """The days on which something is on, and today, in order."""
        days = {*self.by_day, *self.continuing, self.today}
        return sorted(day for day in days if day in self.window)

    def anchor(self, occurrence: Occurrence) -> str:
        """`2027-01-26`, the day it would have been: two dates may be moved to one hour, and links last.

        The time stands behind it when the event has two dates that day, the rule's key when both begin then.
        """
        event_id, original = occurrence.event.id, occurrence.original
        day = day_of(original)
        if (event_id, day) not in self.shared:
            return day.isoformat()
        parts = [day.isoformat()]
        if isinstance(original, datetime):
            parts.append(f"{original:%H%M}")
        if occurrence.series.key and (event_id, original) in self.shared:
            parts.append(occurrence.series.key)
        return "-".join(parts)

    def fragment(self, occurrence: Occurrence) -> str:
        """`#2027-01-26` of a date that stands on its event's page; a date that is over does not."""
        if occurrence.last_day < self.first_listed and occurrence.event.is_recurring:
            return ""
        return f"#{self.anchor(occurrence)}"


def iso_span(occurrence: Occurrence) -> IsoSpan:
    """A date in ISO 8601."""
    if not occurrence.has_end:
        return IsoSpan(occurrence.start.isoformat(), "")
    end = occurrence.end if isinstance(occurrence.end, datetime) else occurrence.last_day
    return IsoSpan(occurrence.start.isoformat(), end.isoformat())


def is_visible(board: Board, event: Event, today: date) -> bool:
    """Whether the event is shown at all today."""
    partner = board.partners.get(event.partner)
    if partner is None or partner.do_not_list:
        return False
    if event.publish_from and today < event.publish_from:
        return False
    return event.publish_until is None or today <= event.publish_until


def find_occurrences(board: Board, today: date) -> Occurrences:
    """All dates from the oldest month page to the horizon."""
    info, zone = board.info, ZoneInfo(board.info.timezone)
    first_listed = today - timedelta(days=info.archive.days)
    oldest = min(first_listed, _first_month(today, info.archive.months, info.since))
    window = Window(oldest, today + timedelta(days=info.horizon))
    by_event: dict[str, tuple[Occurrence, ...]] = {}
    beyond: dict[str, Occurrence] = {}
    waiting: set[str] = set()
    for event in board.events.values():
        if not is_visible(board, event, today):
            continue
        by_event[event.id] = dates = _dates_of(event, window, zone)
        if further := _next_beyond(event, dates, today, window):
            beyond[event.id] = _in_zone(further, zone)
        elif event.is_postponed and event.publish_dates and not _ends_after(dates, today):
            waiting.add(event.id)
    by_day, continuing = _by_day(by_event.values(), window)
    upcoming = {
        event_id: tuple(one for one in dates if one.last_day >= first_listed)
        for event_id, dates in by_event.items()
    }
    return Occurrences(
        today=today,
        window=window,
        by_event=by_event,
        by_day=by_day,
        continuing=continuing,
        first_listed=first_listed,
        upcoming=upcoming,
        beyond=beyond,
        waiting=frozenset(waiting),
        frequencies={
            event_id: frequency_of(_recent_days(dates, today)) for event_id, dates in by_event.items()
        },
        shared=_shared(by_event),
        order={id(one): rank for rank, one in enumerate(chain.from_iterable(by_day.values()))},
    )


def _dates_of(event: Event, window: Window, zone: ZoneInfo) -> tuple[Occurrence, ...]:
    """The dates that are published, on the clocks of the board's zone."""
    dates = expand(event, window) if event.publish_dates else ()
    return tuple(_in_zone(one, zone) for one in dates) if event.timezone != zone.key else dates


def _recent_days(dates: tuple[Occurrence, ...], today: date) -> list[date]:
    """The days on which its dates begin, from four weeks ago on; all of them of what is over."""
    recent = [one.day for one in dates if one.day > today - SPAN]
    return recent or [one.day for one in dates]


def _ends_after(dates: Iterable[Occurrence], today: date) -> bool:
    return any(one.last_day >= today for one in dates)


def _next_beyond(
    event: Event, dates: tuple[Occurrence, ...], today: date, window: Window
) -> Occurrence | None:
    """The next date after the window of an event of which none is held before; a cancelled one at worst."""
    if not event.publish_dates:
        return None
    if any(one.last_day >= today and not one.status.is_off for one in reversed(dates)):
        return None
    is_ahead = _ends_after(dates, today)
    if is_ahead and event.status.is_off:
        return None
    found = next_dates(event, window.end)
    held = next((one for one in found if not one.status.is_off), None)
    return held or (found[0] if found and not is_ahead else None)


def _first_month(today: date, months: int, since: date) -> date:
    index = today.year * 12 + today.month - 1 - months
    first = date(index // 12, index % 12 + 1, 1)
    return max(first, since.replace(day=1)) if since <= today else today.replace(day=1)


def _in_zone(occurrence: Occurrence, zone: ZoneInfo) -> Occurrence:
    """The same date in the board's zone."""
    start, end = occurrence.start, occurrence.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return occurrence
    return replace(occurrence, start=start.astimezone(zone), end=end.astimezone(zone))


def _by_day(
    dates: Iterable[tuple[Occurrence, ...]], window: Window
) -> tuple[dict[date, tuple[Occurrence, ...]], dict[date, tuple[Occurrence, ...]]]:
    begun: dict[date, list[Occurrence]] = {}
    lasting: dict[date, list[Occurrence]] = {}
    for occurrences in dates:
        for one in occurrences:
            begun.setdefault(one.day, []).append(one)
            if one.last_day == one.day or not one.lasts_days:
                continue
            day = max(one.day + DAY, window.start)
            while day <= one.last_day and day < window.end:
                lasting.setdefault(day, []).append(one)
                day += DAY
    return _ordered(begun), _ordered(lasting)


def _ordered(days: dict[date, list[Occurrence]]) -> dict[date, tuple[Occurrence, ...]]:
    return {day: tuple(sorted(found, key=lambda one: one.sort_key)) for day, found in sorted(days.items())}


def _shared(by_event: Mapping[str, tuple[Occurrence, ...]]) -> frozenset[tuple[str, Start]]:
    found: set[tuple[str, Start]] = set()
    for event_id, dates in by_event.items():
        days = Counter(day_of(one.original) for one in dates)
        if len(days) == len(dates):
            continue
        starts = Counter(one.original for one in dates)
        found |= {(event_id, start) for start, number in (*days.items(), *starts.items()) if number > 1}
    return frozenset(found)
