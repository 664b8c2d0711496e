"""Venues and partners that are described in another way, and the events this touches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bulletin.model.event import Event
from bulletin.model.expand import next_dates
from bulletin.model.partner import Partner
from bulletin.model.place import Venue
from bulletin.model.review import BoardChange, PartnerChange, ReviewFacts, VenueChange


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


def changed_venues(change: BoardChange) -> Iterator[Venue]:
    """The venues of the board before that will be described in another way, or are gone."""
    for venue in change.before.venues.values():
        now = change.after.venues.get(venue.id)
        if now is None or replace(now, ref=venue.ref) != venue:
            yield venue


def changed_partners(change: BoardChange) -> Iterator[Partner]:
    """The partners of the board before that will be described in another way, or are gone."""
    for partner in change.before.partners.values():
        now = change.after.partners.get(partner.id)
        if now is None or replace(now, ref=partner.ref) != partner:
            yield partner


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
