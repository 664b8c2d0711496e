"""Which dates stand on a sheet: those of its days, shared out among partners, what is rare first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from bulletin.model.event import Occurrence
from bulletin.model.frequency import Frequency
from bulletin.model.recurrence import DAY
from bulletin.plan.localized_board import LocalizedBoard


class SheetDate(NamedTuple):
    """A date and the day it stands under: the first of the sheet, where it began before."""

    one: Occurrence
    day: date
    frequency: Frequency

    @property
    def partner(self) -> str:
        return self.one.event.partner

    @property
    def is_steady(self) -> bool:
        """Whether it is told once for all its days: it is on every day, or runs for weeks."""
        return self.frequency >= Frequency.DAILY


def dates_on(local: LocalizedBoard, medium: str, first: date, end: date) -> list[SheetDate]:
    """What is on from `first` up to `end`, without partners that opted out of the medium; in order."""
    found = [_continued(local, one, first) for one in local.occurrences.continuing.get(first, ())]
    day = first
    while day < end:
        found += [_begun(local, one, day) for one in local.occurrences.by_day.get(day, ())]
        day += DAY
    partners = local.board.partners
    return [each for each in found if medium not in partners[each.partner].opt_out]


def _begun(local: LocalizedBoard, one: Occurrence, day: date) -> SheetDate:
    frequency, _ = local.occurrences.prominence(one, day)
    # A supper that is cancelled tonight is news.
    is_news = frequency is Frequency.DAILY and (one.change is not None or one.status is not one.event.status)
    return SheetDate(one, day, Frequency.RARE if is_news else frequency)


def _continued(local: LocalizedBoard, one: Occurrence, day: date) -> SheetDate:
    return SheetDate(one, day, local.occurrences.frequency(one))


def in_fair_order(local: LocalizedBoard, dates: Iterable[SheetDate]) -> list[SheetDate]:
    """What is rare first; of equal ones each event's first date, each partner's first, each day's first."""
    rank = local.occurrences.rank
    of_event: Counter[str] = Counter()
    of_partner: Counter[tuple[str, Frequency]] = Counter()
    fair = []
    for each in sorted(dates, key=lambda each: (each.day, rank(each.one))):
        event, partner = each.one.event.id, (each.partner, each.frequency)
        fair.append(((each.frequency, of_event[event], of_partner[partner]), each))
        of_event[event] += 1
        of_partner[partner] += 1
    of_day: Counter[tuple[date, Frequency]] = Counter()
    even = []
    for order, each in sorted(fair, key=lambda pair: pair[0]):
        day = each.day, each.frequency
        even.append(((*order, of_day[day]), each))
        of_day[day] += 1
    return [each for _, each in sorted(even, key=lambda pair: pair[0])]


class Shares(NamedTuple):
    """What is left of lines in fair order when no partner has more than its share."""

    days: list[SheetDate]
    steady: list[SheetDate]
    left_out: int


def shared_out(local: LocalizedBoard, dates: Sequence[SheetDate], most: int) -> Shares:
    """At most `most` lines for each partner, of which one is kept for what it has on every day.

    What is `steady` counts once, and has but its first date here.
    """
    days = in_fair_order(local, (each for each in dates if not each.is_steady))
    steady = in_fair_order(local, firsts_of(each for each in dates if each.is_steady))
    wanted = Counter(each.partner for each in days)
    kept = 1 if most > 1 else 0
    steady_shown = _at_most(steady, {partner: max(kept, most - wanted[partner]) for partner in _of(steady)})
    used = Counter(each.partner for each in steady_shown)
    days_shown = _at_most(days, {partner: most - used[partner] for partner in wanted})
    left_out = len(days) + len(steady) - len(days_shown) - len(steady_shown)
    return Shares(days_shown, steady_shown, left_out)


def firsts_of(dates: Iterable[SheetDate]) -> list[SheetDate]:
    """The first date of each event."""
    firsts: dict[str, SheetDate] = {}
    for each in dates:
        firsts.setdefault(each.one.event.id, each)
    return list(firsts.values())


def _of(dates: Iterable[SheetDate]) -> set[str]:
    return {each.partner for each in dates}


def _at_most(dates: Iterable[SheetDate], most: dict[str, int]) -> list[SheetDate]:
    taken: Counter[str] = Counter()
    shown = []
    for each in dates:
        if taken[each.partner] < most[each.partner]:
            taken[each.partner] += 1
            shown.append(each)
    return shown
