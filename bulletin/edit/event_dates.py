"""The dates of an event that people mean when they name a day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bulletin.model.event import Event, Occurrence
from bulletin.model.expand import expand, next_dates
from bulletin.model.recurrence import DAY, LAST_DAY, Window, day_of, wall_time

MOST_COMING = 400
_FAR = timedelta(days=4000)


def coming_dates(event: Event, today: date) -> list[Occurrence]:
    """The dates from today on that are not called off."""
    return [one for one in next_dates(event, today, MOST_COMING) if not one.status.is_off]


def only_date(event: Event) -> Occurrence | None:
    """The date of an event that has one, whenever it is."""
    return next(iter(expand(event, Window(date.min, LAST_DAY))), None)


def dates_on(event: Event, said: date | datetime) -> list[Occurrence]:
    """The dates that begin on a day, or at a time of it; where there is none, those moved away from it."""
    day = day_of(said)
    found = [one for one in expand(event, Window(day, day + DAY)) if one.day == day]
    found = found or _moved_from(event, day)
    if isinstance(said, datetime):
        clock = said.time()
        return [one for one in found if clock in (_clock(one.start), _clock(one.original))]
    return found


def dates_within(event: Event, day: date) -> list[Occurrence]:
    """The dates that are still on on a day."""
    return list(expand(event, Window(day, day + DAY)))


def nearest_dates(event: Event, day: date, most: int = 2) -> list[Occurrence]:
    """The dates nearest to a day, in order."""
    before = [one for one in expand(event, Window(day - _FAR, day)) if one.day < day][-most:]
    near = [*before, *(one for one in next_dates(event, day, most) if one.day >= day)]
    near.sort(key=lambda one: abs((one.day - day).days))
    return sorted(near[:most], key=lambda one: one.sort_key)


def is_skipped(event: Event, day: date) -> bool:
    """Whether the day is one on which the event is not held and not mentioned."""
    return any(day_of(start) == day for series in event.series for start in series.skipped)


def date_after(event: Event, wanted: Occurrence) -> Occurrence | None:
    """The same date on an edited event, wherever it was moved to; None where it is gone."""
    own = wanted.series.key, wall_time(wanted.original)
    changes = (each for each in event.changes if (each.series, wall_time(each.original)) == own)
    change = next(changes, None)
    day = day_of(change.start if change and change.start else wanted.original)
    dates = expand(event, Window(day - DAY, day + 2 * DAY))
    return next((one for one in dates if (one.series.key, wall_time(one.original)) == own), None)


def _moved_from(event: Event, day: date) -> list[Occurrence]:
    found = []
    for change in event.changes:
        if day_of(change.original) == day and change.start is not None:
            new = day_of(change.start)
            dates = expand(event, Window(new, new + DAY))
            found += [one for one in dates if one.change is change]
    return found


def _clock(start: date | datetime) -> time | None:
    return start.time().replace(tzinfo=None) if isinstance(start, datetime) else None
