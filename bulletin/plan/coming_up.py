"""The next dates of a partner, few of them: for its own website, and for the wall."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from bulletin.model.event import Event, Occurrence
from bulletin.model.frequency import Frequency
from bulletin.plan.localized_board import LocalizedBoard


def coming_up(local: LocalizedBoard, events: Iterable[Event], most: int) -> list[Occurrence]:
    """At most so many dates from today on, in order.

    Each event comes once, what is on every day only where there is room; what room is then left goes to
    further dates. Events whose dates are not published have none.
    """
    first: list[Occurrence] = []
    further: list[Occurrence] = []
    for event in events:
        coming = [*islice(_dates(local, event), most)]
        first += coming[:1]
        further += coming[1:]
    chosen = [*sorted(first, key=lambda one: _order(local, one)), *sorted(further, key=_when)][:most]
    return sorted(chosen, key=_when)


def _dates(local: LocalizedBoard, event: Event) -> Iterable[Occurrence]:
    """From today on; where the horizon holds none, the one after it."""
    occurrences = local.occurrences
    if not event.publish_dates or event.id in occurrences.waiting:
        return
    yield from (one for one in occurrences.coming(event) if one.last_day >= local.today)
    if further := occurrences.beyond.get(event.id):
        yield further


def _order(local: LocalizedBoard, one: Occurrence) -> tuple[object, ...]:
    return local.occurrences.frequency(one) >= Frequency.DAILY, *_when(one)


def _when(one: Occurrence) -> tuple[object, ...]:
    return one.sort_key
