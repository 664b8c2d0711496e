"""The facts of a review as rows for programs: plain values under one name each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bulletin.formats.dates import format_moment
from bulletin.model.recurrence import Start, day_of
from bulletin.model.review import Dates, Duplicate, Move, PlaceChange, ReviewFacts, VenueChange

Row = dict[str, object]


def facts_as_rows(facts: ReviewFacts) -> Row:
    """Every kind of fact under its name, those there are none of as empty lists."""
    return {
        "adds": [_added(each) for each in facts.adds],
        "adds_dates": [_added(each) for each in facts.adds_dates],
        "moves": [_moved(each) for each in facts.moves],
        "cancels": _days(facts.cancels),
        "postpones": _days(facts.postpones),
        "restores": _days(facts.restores),
        "drops": _days(facts.drops),
        "ends": [_row(id=each.event, last=each.last) for each in facts.ends],
        "removes": [_row(id=each.event, coming=each.coming, next=each.next) for each in facts.removes],
        "retitles": [{"id": each.event, "from": each.old, "to": each.new} for each in facts.retitles],
        "place_changes": [_place(each) for each in facts.place_changes],
        "overnight": [_row(id=each.event, ends=format_moment(each.ends)) for each in facts.overnight],
        "duplicate_of": _one_or_all([_duplicate(each) for each in facts.duplicates]),
        "clash_with": [_row(id=each.other, room=each.room, date=each.day) for each in facts.clashes],
        "asks_cohost": list(facts.asks_cohost),
        "new_partner": _one_or_all(list(facts.new_partners)),
        "policy": list(dict.fromkeys(each.id for each in facts.policy)),
    }


def _row(**values: object) -> Row:
    """The values that are known, days as `2027-01-15`."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if value is not None and value != ""
    }


def _one_or_all(found: list[object]) -> object:
    """Mostly there is one at most."""
    return found[0] if len(found) == 1 else found or None


def _added(dates: Dates) -> Row:
    if dates.first is None:
        return _row(id=dates.event)
    return _row(id=dates.event, first=_moment(dates.first), dates=dates.count)


def _moved(move: Move) -> Row:
    row: Row = {"id": move.event, "from": _moment(move.old), "to": _moment(move.new)}
    return row | ({"dates": move.count} if move.count > 1 else {})


def _days(found: Iterable[Dates]) -> list[Row]:
    return [
        _row(id=each.event, date=_day(each.first))
        if each.count == 1
        else _row(id=each.event, first=_day(each.first), dates=each.count)
        for each in found
    ]


def _place(change: PlaceChange | VenueChange) -> Row:
    if isinstance(change, VenueChange):
        return _row(venue=change.venue, events=len(change.events))
    row: Row = {"id": change.event, "from": change.old, "to": change.new}
    return row | (_row(date=change.first) if change.count == 1 else _row(dates=change.count or None))


def _duplicate(found: Duplicate) -> Row:
    return _row(
        id=found.other,
        because=[each.value for each in found.because],
        propose_cohost=found.propose_cohost,
        already_cohost=found.already_cohost,
    )


def _moment(start: Start) -> str:
    return format_moment(start)


def _day(start: Start | None) -> date | None:
    return None if start is None else day_of(start)
