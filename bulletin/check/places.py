"""Venues that are closed, and rooms that are taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from difflib import get_close_matches

from bulletin.check.rules import BoardView, Finding, at_field, insert_before, rule
from bulletin.formats.dates import tell_days
from bulletin.model.event import Event, Format, Occurrence
from bulletin.model.place import Venue
from bulletin.problems import Severity, SourceRef


@rule("unknown-closed-calendar", Severity.WARNING)
def unknown_closed_calendar(view: BoardView) -> Iterator[Finding]:
    """A calendar that a venue names under `closed` is one of the files in content/calendars/."""
    for venue in view.board.venues.values():
        for name in venue.closed_calendars:
            if name in view.board.calendars:
                continue
            near = get_close_matches(name, list(view.board.calendars), n=1)
            known = ", ".join(view.board.calendars) or "there are none yet"
            hint = f"Did you mean “{near[0]}”?" if near else f"The calendars are: {known}."
            yield Finding(venue.ref, f"There is no calendar of days off “{name}” (`closed`).", hint)


@rule("venue-closed", Severity.WARNING)
def venue_closed(view: BoardView) -> Iterator[Finding]:
    """A venue is open on the days of its events.

    Nothing is taken away by itself: some events are held just because the house is closed to others.
    """
    closed = {venue.id: _closed_days(view, venue) for venue in view.board.venues.values()}
    for event in view.board.events.values():
        places = [event.place, *(change.place for change in event.changes if change.place)]
        if not any(closed.get(place.venue) for place in places):
            continue
        shut: dict[str, set[date]] = {}
        for occurrence in view.active_dates(event):
            venue_id, day = occurrence.place.venue, occurrence.day
            if day in closed.get(venue_id, ()):
                shut.setdefault(venue_id, set()).add(day)
        for venue_id, found in shut.items():
            yield _closed(event, view.board.venues[venue_id], sorted(found))


def _closed(event: Event, venue: Venue, days: list[date]) -> Finding:
    ref = at_field(event, "repeat", "start")
    message = f"{venue.name} is closed on {tell_days(days)}."
    if len(days) > 8 or not event.is_recurring:
        return Finding(ref, message, "Choose another day, or ask the venue to be let in.")
    listed = ", ".join(str(day) for day in days)
    if "skip" in event.lines:
        return Finding(ref, message, f"If it is not held then, add to `skip`: {listed}")
    line = f"skip: {listed}" if len(days) == 1 else f"skip: [{listed}]"
    hint = f"If it is not held then, add this line: {line}"
    return Finding(ref, message, hint, insert_before(event, ("repeat", "start"), line))


def _closed_days(view: BoardView, venue: Venue) -> frozenset[date]:
    """The days of the window on which the venue is closed."""
    calendars = view.board.calendars
    named = (calendars[name].days for name in venue.closed_calendars if name in calendars)
    found: set[date] = set()
    for days in (*venue.closed, *(days for calendar in named for days in calendar)):
        first = max(days.first, view.window.start)
        length = (min(days.last, view.window.end) - first).days + 1
        found.update(first + timedelta(days=number) for number in range(length))
    return frozenset(found)


@rule("room-taken", Severity.WARNING)
def room_taken(view: BoardView) -> Iterator[Finding]:
    """No two events are in the same room at the same time."""
    clashes: dict[tuple[str, str], list[date]] = {}
    for bookings in _bookings(view.upcoming.values()).values():
        bookings.sort(key=lambda occurrence: (occurrence.start, occurrence.event.id))
        longest: Occurrence | None = None
        for occurrence in bookings:
            # What overlaps any earlier booking overlaps the one that ends last.
            if longest is not None and occurrence.start < longest.end and _are_rivals(longest, occurrence):
                pair = (longest.event.id, occurrence.event.id)
                clashes.setdefault((min(pair), max(pair)), []).append(occurrence.day)
            if longest is None or occurrence.end > longest.end:
                longest = occurrence
    for pair, days in sorted(clashes.items()):
        yield _taken(view, pair, days)


def _bookings(coming: Iterable[Iterable[Occurrence]]) -> Mapping[tuple[str, str], list[Occurrence]]:
    """The dates with a time that are in a room, by venue and room."""
    found: dict[tuple[str, str], list[Occurrence]] = {}
    for occurrences in coming:
        for occurrence in occurrences:
            place = occurrence.place
            if place.room and not occurrence.is_all_day and not occurrence.status.is_off:
                found.setdefault((place.venue, place.room), []).append(occurrence)
    return found


def _are_rivals(one: Occurrence, other: Occurrence) -> bool:
    a, b = one.event, other.event
    if a.id == b.id or Format.SELF_DIRECTED in (a.format, b.format):
        return False
    return b.id != a.part_of and a.id != b.part_of and not (a.part_of and a.part_of == b.part_of)


def _taken(view: BoardView, pair: tuple[str, str], days: list[date]) -> Finding:
    new = view.check_day.new_paths
    first, second = (view.board.events[event_id] for event_id in pair)
    if first.ref.path in new and second.ref.path not in new:
        first, second = second, first
    place = next(occurrence.place for occurrence in view.upcoming[second.id] if occurrence.place.room)
    venue = view.board.venues.get(place.venue)
    room = venue.rooms[place.room].name if venue and place.room in venue.rooms else place.room
    message = f"{room} is taken on {tell_days(days)} by “{first.text.title}” ({first.id})."
    ref: SourceRef = at_field(second, "room", "venue", "start")
    return Finding(ref, message, "Choose another room or time, or agree with them who moves.")
