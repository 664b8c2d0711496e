"""Each fact of a review as a clause that follows “This proposal …”."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bulletin.formats.dates import tell_day, tell_days
from bulletin.messages.facts import describe_moment
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.recurrence import day_of
from bulletin.model.review import (
    BoardChange,
    Dates,
    Move,
    PlaceChange,
    Removal,
    ReviewFacts,
    VenueChange,
)
from bulletin.words.lists import join_words

NAMED = 3
"""So many of several events or days are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Titles:
    """What records are called, by their ids: after the proposal, or before it where they are gone."""

    events: Mapping[str, str]
    before: Board
    after: Board

    @classmethod
    def of(cls, change: BoardChange) -> Titles:
        changed = {each.event.id: _title(each.event) for each in change.events}
        boards = (change.before.events, change.after.events)
        known = {event.id: _title(event) for events in boards for event in events.values()}
        return cls(known | changed, change.before, change.after)

    def event(self, event_id: str) -> str:
        """The title between quotes."""
        return f"“{self.events.get(event_id, event_id)}”"

    def partner(self, partner_id: str) -> str:
        partner = self.after.partners.get(partner_id) or self.before.partners.get(partner_id)
        return partner.name if partner else partner_id

    def venue(self, venue_id: str) -> str:
        venue = self.after.venues.get(venue_id) or self.before.venues.get(venue_id)
        return venue.name if venue else venue_id

    def place(self, name: str) -> str:
        """`Main Library, Room 2` of `main-library/room-2`; what is no venue stays as it is."""
        venue_id, _, room_id = name.partition("/")
        venue = self.after.venues.get(venue_id) or self.before.venues.get(venue_id)
        if venue is None:
            return name
        room = venue.rooms.get(room_id)
        return f"{venue.name}, {room.name}" if room else venue.name


def _title(event: Event) -> str:
    return event.text.title


def tell_facts(facts: ReviewFacts, titles: Titles) -> list[str]:
    """What the proposal does, most important first; nothing of what is to be asked about it."""
    parts: list[Iterable[str]] = [
        _added(facts.adds, titles),
        (_moved(each, titles) for each in facts.moves),
        _by_event("cancels", facts.cancels, titles),
        _by_event("postpones", facts.postpones, titles),
        _by_event("takes back the cancellation of", facts.restores, titles),
        (_removed(each, titles) for each in facts.removes),
        _by_event("leaves out without a word", facts.drops, titles),
        (_ended(each.event, each.last, titles) for each in facts.ends),
        (_dates_added(each, titles) for each in facts.adds_dates),
        (_place_changed(each, titles) for each in facts.place_changes),
        (f"calls “{each.old}” now “{each.new}”" for each in facts.retitles),
        (f"brings a new partner, {titles.partner(each)}" for each in facts.new_partners),
    ]
    return [clause for part in parts for clause in part]


def _added(found: Sequence[Dates], titles: Titles) -> Iterator[str]:
    if not found:
        return
    named = [_added_event(each, titles) for each in found[:NAMED]]
    more = len(found) - len(named)
    told = join_words([*named, f"{more} more"] if more else named)
    yield f"adds {len(found)} event{'' if len(found) == 1 else 's'}: {told}"


def _added_event(dates: Dates, titles: Titles) -> str:
    title = titles.event(dates.event)
    if dates.first is None:
        return title
    when = describe_moment(dates.first)
    return f"{title} ({when})" if dates.count == 1 else f"{title} ({dates.count} dates from {when})"


def _moved(move: Move, titles: Titles) -> str:
    title = titles.event(move.event)
    if (
        day_of(move.old) == day_of(move.new)
        and isinstance(move.old, datetime)
        and isinstance(move.new, datetime)
    ):
        when = f"on {tell_day(day_of(move.old))} from {move.old:%H:%M} to {move.new:%H:%M}"
    else:
        when = f"from {describe_moment(move.old)} to {describe_moment(move.new)}"
    return (
        f"moves {title} {when}"
        if move.count == 1
        else f"moves {move.count} dates of {title}, the next {when}"
    )


def _by_event(verb: str, found: Sequence[Dates], titles: Titles) -> Iterator[str]:
    """Single days of one event in one clause."""
    days: dict[str, list[date]] = {}
    for each in found:
        title = titles.event(each.event)
        if each.count > 1 and each.first is not None:
            yield f"{verb} all {each.count} dates of {title}, from {tell_day(day_of(each.first))} on"
        elif each.first is not None:
            days.setdefault(title, []).append(day_of(each.first))
    for title, each_day in days.items():
        yield f"{verb} {title} on {tell_days(each_day, NAMED)}"


def _removed(removal: Removal, titles: Titles) -> str:
    title = titles.event(removal.event)
    if removal.next is None:
        return f"removes {title}, which has no date ahead"
    dates = "1 date" if removal.coming == 1 else f"{removal.coming} dates"
    return f"removes {title} with {dates} ahead, the next on {tell_day(removal.next)}"


def _ended(event_id: str, last: date | None, titles: Titles) -> str:
    title = titles.event(event_id)
    return f"ends {title}: its last date is {tell_day(last)}" if last else f"ends {title}: no date is ahead"


def _dates_added(dates: Dates, titles: Titles) -> str:
    assert dates.first is not None
    when, title = describe_moment(dates.first), titles.event(dates.event)
    if dates.count == 1:
        return f"adds a date to {title}, {when}"
    return f"adds {dates.count} dates to {title}, the first {when}"


def _place_changed(change: PlaceChange | VenueChange, titles: Titles) -> str:
    if isinstance(change, VenueChange):
        return _venue_changed(change, titles)
    old, new = titles.place(change.old) or "no place", titles.place(change.new) or "no place"
    where = f"holds {titles.event(change.event)} elsewhere, {new} instead of {old}"
    if change.count == 1 and change.first:
        return f"{where} on {tell_day(change.first)}"
    return f"{where} on {change.count} dates" if change.count else where


def _venue_changed(change: VenueChange, titles: Titles) -> str:
    number = len(change.events)
    held = (
        "no event is held"
        if not number
        else "1 event is held"
        if number == 1
        else f"{number} events are held"
    )
    gone = change.venue not in titles.after.venues
    return f"{'takes away' if gone else 'changes'} the place {titles.venue(change.venue)}, where {held}"
