"""What happens to one event: its dates, its title, its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from bulletin.model.event import PLACE_FIELDS, Event, Occurrence, Status
from bulletin.model.place import Place, PlaceKind
from bulletin.model.recurrence import DAY, Start, day_of, wall_time
from bulletin.model.review import (
    Dates,
    Ending,
    EventChange,
    Move,
    Overnight,
    PlaceChange,
    Removal,
    Retitle,
    ReviewFacts,
)
from bulletin.review.dates import DateChanges, Pair, compare_dates, dates_ahead, is_endless

_HALF_A_DAY = timedelta(hours=12)


def review_event(change: EventChange, today: date) -> ReviewFacts:
    """Everything that becomes of an event on its own."""
    if change.before is None and change.after is not None:
        return _review_new(change, change.after, today)
    if change.after is None and change.before is not None:
        return ReviewFacts(removes=(_removal(change.before, today),))
    assert change.before is not None
    assert change.after is not None
    facts = ReviewFacts()
    if change.before.text.title != change.after.text.title and "title" not in change.unread:
        facts += ReviewFacts(
            retitles=(Retitle(change.after.id, change.before.text.title, change.after.text.title),)
        )
    told = change.before.publish_dates and change.after.publish_dates
    if change.has_dates and told:
        return facts + _review_dates(change, change.before, change.after, today)
    return facts


def _review_new(change: EventChange, event: Event, today: date) -> ReviewFacts:
    if not change.has_dates or not event.publish_dates:
        return ReviewFacts(adds=(Dates(event.id),))
    dates = dates_ahead(event, today)
    held = [one for one in dates if not one.status.is_off] or dates
    if not held:
        # What is over is a mistake in a date, and what has no date yet is new all the same.
        return ReviewFacts() if event.series else ReviewFacts(adds=(Dates(event.id),))
    added = Dates(event.id, held[0].start, len(held))
    return ReviewFacts(adds=(added,), overnight=tuple(_nights(event, held)))


def _removal(event: Event, today: date) -> Removal:
    dates = dates_ahead(event, today) if event.publish_dates else ()
    coming = [one for one in dates if not one.status.is_off]
    return Removal(event.id, len(coming), max(coming[0].day, today) if coming else None)


def _review_dates(change: EventChange, before: Event, after: Event, today: date) -> ReviewFacts:
    dates = compare_dates(before, after, today)
    gone = [one for one in dates.gone if not one.status.is_off]
    ends = _ends(before, after, dates)
    last = max((new.day for _, new in dates.pairs), default=None)
    if ends:
        gone = [one for one in gone if last is not None and one.day <= last]
    added = [one for one in dates.new if not one.status.is_off]
    longer = [new for old, new in dates.pairs if _ends_later(old, new)]
    return ReviewFacts(
        adds_dates=(Dates(after.id, added[0].start, len(added)),) if added else (),
        moves=tuple(_moves(after.id, dates.moved)),
        cancels=_with_status(after.id, dates.pairs, Status.CANCELLED),
        postpones=_with_status(after.id, dates.pairs, Status.POSTPONED),
        restores=_restored(after.id, dates.pairs),
        drops=tuple(Dates(after.id, one.start, 1) for one in gone),
        ends=(Ending(after.id, last),) if ends else (),
        place_changes=() if change.unread & PLACE_FIELDS else tuple(_moved_places(after.id, dates.pairs)),
        overnight=tuple(_nights(after, [*added, *longer])),
    )


def _ends(before: Event, after: Event, dates: DateChanges) -> bool:
    """Whether dates are gone because a repeat now ends, or ends sooner."""
    if is_endless(after) or [each.rule for each in before.series] == [each.rule for each in after.series]:
        return False
    if is_endless(before):
        return True
    last = max((new.day for _, new in dates.pairs), default=None)
    return any(last is None or one.day > last for one in dates.gone) and not dates.new


def _moves(event_id: str, moved: Sequence[Pair]) -> Iterator[Move]:
    """One for each way in which dates are moved."""
    groups: dict[object, list[Pair]] = {}
    for old, new in moved:
        groups.setdefault(_shift(old.start, new.start), []).append((old, new))
    for pairs in groups.values():
        old, new = pairs[0]
        yield Move(event_id, old.start, new.start, len(pairs))


def _shift(old: Start, new: Start) -> object:
    """What dates that are moved in the same way have in common: by how much, on the clock on the wall."""
    if isinstance(old, datetime) and isinstance(new, datetime):
        return wall_time(new) - wall_time(old)
    return day_of(new) - day_of(old), type(old), new.time() if isinstance(new, datetime) else None


def _with_status(event_id: str, pairs: Sequence[Pair], status: Status) -> tuple[Dates, ...]:
    """The dates that have this status and had not."""
    found = [new for old, new in pairs if new.status is status and old.status is not status]
    return _as_dates(event_id, found, [new for _, new in pairs], lambda one: one.status is status)


def _restored(event_id: str, pairs: Sequence[Pair]) -> tuple[Dates, ...]:
    found = [
        new
        for old, new in pairs
        if old.status.is_off
        and not new.status.is_off
        # What waited for a new date and now has one is moved.
        and not (old.status is Status.POSTPONED and old.start != new.start)
    ]
    return _as_dates(event_id, found, [new for _, new in pairs], lambda one: not one.status.is_off)


def _as_dates(
    event_id: str, found: Sequence[Occurrence], dates: Sequence[Occurrence], has: object
) -> tuple[Dates, ...]:
    """All of an event's dates as one fact, some of them one by one."""
    assert callable(has)
    if len(found) > 1 and all(has(one) for one in dates):
        return (Dates(event_id, found[0].start, len(found)),)
    return tuple(Dates(event_id, one.start, 1) for one in found)


def _moved_places(event_id: str, pairs: Sequence[Pair]) -> Iterator[PlaceChange]:
    groups: dict[tuple[str, str], list[Occurrence]] = {}
    for old, new in pairs:
        names = name_place(old.place), name_place(new.place)
        if names[0] != names[1]:
            groups.setdefault(names, []).append(new)
    for (old_name, new_name), dates in groups.items():
        yield PlaceChange(event_id, old_name, new_name, dates[0].day, len(dates))


def name_place(place: Place) -> str:
    """`main-library/room-2`, an address, an area, `online`, or the kind of place that is told nobody."""
    if not place.is_published or place.kind is PlaceKind.ONLINE:
        return place.kind.value
    if place.kind is PlaceKind.VENUE:
        return f"{place.venue}/{place.room}" if place.room else place.venue
    return place.address.text if place.address else place.area


def _ends_later(old: Occurrence, new: Occurrence) -> bool:
    return old.start != new.start or old.end != new.end or old.has_end != new.has_end


def _nights(event: Event, dates: Sequence[Occurrence]) -> Iterator[Overnight]:
    """The first of these dates that ends the next morning."""
    for one in dates:
        start, end = one.start, one.end
        if not isinstance(start, datetime) or not isinstance(end, datetime) or not one.has_end:
            continue
        if end.date() != start.date() + DAY or end.time() == datetime.min.time() or end.hour >= 12:
            continue
        later = wall_time(end) - DAY + _HALF_A_DAY
        yield Overnight(event.id, start, end, may_mean_pm=wall_time(start) < later)
        return
