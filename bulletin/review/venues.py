"""Venues and partners that are described in another way, and the events this touches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.expand import next_dates
from bulletin.model.partner import Partner
from bulletin.model.place import Place, Venue
from bulletin.model.review import (
    BoardChange,
    EventChange,
    PartnerChange,
    ReviewFacts,
    VenueChange,
    new_names,
    pair_records,
)

Described = TypeVar("Described", Venue, Partner)


def review_venues(change: BoardChange) -> ReviewFacts:
    """The venues and partners that are not what they were."""
    return ReviewFacts(
        place_changes=tuple(
            VenueChange(venue.id, tuple(each.id for each in _held_at(change, venue.id)))
            for venue in changed_venues(change)
        ),
        partner_changes=tuple(
            PartnerChange(partner.id, tuple(each.id for each in _named_on(change, partner.id)))
            for partner in changed_partners(change)
        ),
    )


def with_new_names(change: EventChange, before: Board, after: Board) -> EventChange:
    """The change with the venues before as they are called afterwards: another name is no other place."""
    new = new_names(before.venues, after.venues)
    if change.before is None or not new:
        return change

    def follow(place: Place) -> Place:
        return replace(place, venue=new.get(place.venue, place.venue))

    event = change.before
    dates = tuple(replace(each, place=each.place and follow(each.place)) for each in event.changes)
    return replace(change, before=replace(event, place=follow(event.place), changes=dates))


def changed_venues(change: BoardChange) -> Iterator[Venue]:
    """The venues of the board before that will be described in another way, or are gone."""
    return _changed(change.before.venues, change.after.venues)


def changed_partners(change: BoardChange) -> Iterator[Partner]:
    """The partners of the board before that will be described in another way, or are gone."""
    return _changed(change.before.partners, change.after.partners)


def _changed(before: Mapping[str, Described], after: Mapping[str, Described]) -> Iterator[Described]:
    for old, now in pair_records(before, after):
        if old and (now is None or replace(now, id=old.id, ref=old.ref, was_at=old.was_at) != old):
            yield old


def _named_on(change: BoardChange, partner: str) -> Iterator[Event]:
    for event in change.before.events.values():
        if partner in (event.partner, *event.hosts) and _is_ahead(change, event):
            yield event


def _held_at(change: BoardChange, venue: str) -> Iterator[Event]:
    for event in change.before.events.values():
        places = (event.place, *(each.place for each in event.changes if each.place))
        if any(place.venue == venue for place in places) and _is_ahead(change, event):
            yield event


def _is_ahead(change: BoardChange, event: Event) -> bool:
    return not event.series or event.is_postponed or bool(next_dates(event, change.today, 1))
