"""Which date of an event after a change is which date before it."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from bulletin.model.event import Event, Occurrence
from bulletin.model.expand import expand, next_dates
from bulletin.model.recurrence import Window, day_of

REACH = timedelta(days=400)
"""How far ahead the dates of an endless repeat are counted."""

MOST = 1000
"""So many dates of a repeat that ends are looked at."""

_FARTHEST = 13
"""Days by which a date of a series may be moved and still be known for the same."""

Pair = tuple[Occurrence, Occurrence]


@dataclass(frozen=True, slots=True)
class DateChanges:
    """The dates ahead: those there are before and after, in pairs, those that are gone, those that are new.

    `moved` are those of the pairs that begin at another time.
    """

    pairs: tuple[Pair, ...]
    gone: tuple[Occurrence, ...]
    new: tuple[Occurrence, ...]

    @property
    def moved(self) -> tuple[Pair, ...]:
        return tuple((old, new) for old, new in self.pairs if old.start != new.start)


def is_endless(event: Event) -> bool:
    """Whether one of its repeats has no end."""
    return any(series.rule is not None and series.rule.is_endless for series in event.series)


def dates_ahead(event: Event, today: date) -> Sequence[Occurrence]:
    """The dates from today on, those of an endless repeat as far as `REACH`."""
    if is_endless(event):
        return expand(event, Window(today, today + REACH))
    return next_dates(event, today, MOST)


def compare_dates(before: Event, after: Event, today: date) -> DateChanges:
    """What becomes of each date of an event."""
    old, new = list(dates_ahead(before, today)), list(dates_ahead(after, today))
    if is_endless(before) or is_endless(after):
        end = today + REACH
        old, new = ([one for one in dates if one.day < end] for dates in (old, new))
    pairs = _pair(old, new, lambda one: one.start)
    pairs += _pair(old, new, lambda one: (one.series.key, day_of(one.original)))
    pairs += _pair_moved(old, new, are_all=not pairs, are_endless=is_endless(before) and is_endless(after))
    pairs.sort(key=lambda pair: pair[0].sort_key)
    return DateChanges(tuple(pairs), tuple(old), tuple(new))


def _pair(old: list[Occurrence], new: list[Occurrence], key: Callable[[Occurrence], Hashable]) -> list[Pair]:
    """Pairs of one key each, which are taken out of both lists."""
    waiting: defaultdict[Hashable, list[Occurrence]] = defaultdict(list)
    for one in reversed(new):
        waiting[key(one)].append(one)
    pairs = [(one, found.pop()) for one in old if (found := waiting.get(key(one)))]
    _take_out(old, new, pairs)
    return pairs


def _pair_moved(
    old: list[Occurrence], new: list[Occurrence], *, are_all: bool, are_endless: bool
) -> list[Pair]:
    """What was moved to days that the repeat itself gives no hint of."""
    if are_all and old and new and abs(len(old) - len(new)) <= (1 if are_endless else 0):
        pairs = list(zip(old, new, strict=False))
        # At the end of the days that are counted, one side has a date more.
        old.clear()
        new.clear()
        return pairs
    limit = _longest_move(old, new)
    pairs, free = [], list(new)
    for one in old:
        nearest = min(free, key=lambda other: abs(other.day - one.day), default=None)
        if nearest is not None and abs(nearest.day - one.day) <= limit:
            pairs.append((one, nearest))
            free.remove(nearest)
    _take_out(old, new, pairs)
    return pairs


def _longest_move(old: Sequence[Occurrence], new: Sequence[Occurrence]) -> timedelta:
    """Less than lies between two dates of the series: what is further off is another date."""
    event = (old or new)[0].event if old or new else None
    first = min((one.day for one in (*old, *new)), default=date.min)
    days = [one.day for one in next_dates(event, first, 6)] if event else []
    gaps = [(later - day).days for day, later in itertools.pairwise(days)]
    return timedelta(days=max(0, min(_FARTHEST, int(median(gaps)) - 1)) if gaps else _FARTHEST)


def _take_out(old: list[Occurrence], new: list[Occurrence], pairs: Sequence[Pair]) -> None:
    taken = {id(one) for pair in pairs for one in pair}
    old[:] = [one for one in old if id(one) not in taken]
    new[:] = [one for one in new if id(one) not in taken]
