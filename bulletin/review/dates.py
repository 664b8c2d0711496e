"""Which date of an event after a change is which date before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from bulletin.model.event import Event, Occurrence
from bulletin.model.expand import NEXT_DATES, expand, next_dates
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
    left = _Left(dict(enumerate(old)), dict(enumerate(new)))
    pairs = left.pair(lambda one: one.start)
    pairs += left.pair(lambda one: (one.series.key, day_of(one.original)))
    if not pairs and left.are_as_many(1 if is_endless(before) and is_endless(after) else 0):
        pairs = left.pair_in_order()
    pairs += left.pair_nearest()
    pairs.sort(key=lambda pair: pair[0].sort_key)
    return DateChanges(tuple(pairs), tuple(left.old.values()), tuple(left.new.values()))


@dataclass(frozen=True, slots=True)
class _Left:
    """The dates of both sides that are in no pair yet, by their numbers."""

    old: dict[int, Occurrence]
    new: dict[int, Occurrence]

    def pair(self, key: Callable[[Occurrence], Hashable]) -> list[Pair]:
        """Pairs of dates that have one key."""
        waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
        for number, one in reversed(self.new.items()):
            waiting[key(one)].append(number)
        found = [(number, same.pop()) for number, one in self.old.items() if (same := waiting.get(key(one)))]
        return [self._take(*numbers) for numbers in found]

    def are_as_many(self, tolerance: int) -> bool:
        """Whether both sides have dates, and as many; at the end of the days counted one may have more."""
        return bool(self.old and self.new) and abs(len(self.old) - len(self.new)) <= tolerance

    def pair_in_order(self) -> list[Pair]:
        """All dates, the first with the first: the whole series is moved."""
        pairs = list(zip(self.old.values(), self.new.values(), strict=False))
        self.old.clear()
        self.new.clear()
        return pairs

    def pair_nearest(self) -> list[Pair]:
        """Dates moved to days near them, that the repeat itself gives no hint of."""
        limit, pairs = self._longest_move(), []
        for number, one in list(self.old.items()):
            day = one.day
            nearest = min(self.new, key=lambda other: abs(self.new[other].day - day), default=None)
            if nearest is not None and abs(self.new[nearest].day - day) <= limit:
                pairs.append(self._take(number, nearest))
        return pairs

    def _longest_move(self) -> timedelta:
        """Less than lies between two dates of the series: what is further off is another date."""
        if not self.old or not self.new:
            return timedelta(0)
        first = next(iter(self.old.values()))
        days = [one.day for one in next_dates(first.event, first.day, NEXT_DATES)]
        gaps = [(later - day).days for day, later in pairwise(days)]
        return timedelta(days=max(0, min(_FARTHEST, int(median(gaps)) - 1)) if gaps else _FARTHEST)

    def _take(self, old: int, new: int) -> Pair:
        return self.old.pop(old), self.new.pop(new)
