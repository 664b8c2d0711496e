"""Venues that are closed, rooms that are taken, and events that are listed twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from difflib import get_close_matches

from bulletin.check.rules import (
    BoardView,
    Finding,
    at_field,
    event_rule,
    insert_before,
    may_be_named,
    rule,
)
from bulletin.formats.dates import tell_day, tell_days
from bulletin.model.event import Event, Occurrence
from bulletin.model.likeness import are_alike, are_of_one_programme, are_rivals, title_key
from bulletin.model.place import Place, Venue
from bulletin.model.recurrence import day_of
from bulletin.problems import Severity
from bulletin.translatable import gettext as _

NEIGHBOURS = 4
MOST_AT_ONCE = 8
"""So many events in one place at one time are compared with a further one."""


@rule("unknown-closed-calendar", Severity.WARNING)
def unknown_closed_calendar(view: BoardView) -> Iterator[Finding]:
    """A calendar that a venue names under `closed` is one of the files in content/calendars/."""
    for venue in view.board.venues.values():
        for name in venue.closed_calendars:
            if name in view.board.calendars:
                continue
            near = get_close_matches(name, list(view.board.calendars), n=1)
            known = ", ".join(view.board.calendars) or _("there are none yet")
            hint = (
                _("Did you mean “{near}”?", near=near[0])
                if near
                else _("The calendars are: {known}.", known=known)
            )
            yield Finding(
                venue.ref, _("There is no calendar of days off “{name}” (`closed`).", name=name), hint
            )


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
    message = _("{name} is closed on {days}.", name=venue.name, days=tell_days(days))
    if len(days) > 8 or not event.is_recurring:
        return Finding(ref, message, _("Choose another day, or ask the venue to be let in."))
    listed = ", ".join(str(day) for day in days)
    if "skip" in event.lines:
        return Finding(ref, message, _("If it is not held then, add to `skip`: {listed}", listed=listed))
    line = f"skip: {listed}" if len(days) == 1 else f"skip: [{listed}]"
    hint = _("If it is not held then, add this line: {line}", line=line)
    return Finding(ref, message, hint, insert_before(event, ("repeat", "start"), line))


def _closed_days(view: BoardView, venue: Venue) -> frozenset[date]:
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
    clashes: dict[tuple[str, str, str, str], list[date]] = {}
    for (venue, room), bookings in _bookings(view.upcoming.values()).items():
        bookings.sort(key=lambda occurrence: (occurrence.start, occurrence.event.id))
        running: list[Occurrence] = []
        for occurrence in bookings:
            running = [each for each in running if occurrence.start < each.end][-MOST_AT_ONCE:]
            for other in running:
                if are_rivals(other.event, occurrence.event):
                    pair = sorted((other.event.id, occurrence.event.id))
                    days = clashes.setdefault((pair[0], pair[1], venue, room), [])
                    days += [] if occurrence.day in days[-1:] else [occurrence.day]
            running.append(occurrence)
    for (one, two, venue, room), days in sorted(clashes.items()):
        yield _taken(view, (one, two), (venue, room), days)


def _bookings(coming: Iterable[Iterable[Occurrence]]) -> Mapping[tuple[str, str], list[Occurrence]]:
    """The dates with a time that are in a room, by venue and room."""
    found: dict[tuple[str, str], list[Occurrence]] = {}
    for occurrences in coming:
        for occurrence in occurrences:
            place = occurrence.place
            if place.room and not occurrence.is_all_day and not occurrence.status.is_off:
                found.setdefault((place.venue, place.room), []).append(occurrence)
    return found


def _new_one_last(view: BoardView, one: Event, other: Event) -> tuple[Event, Event]:
    """Two events, the one that is being handed in behind the one that was there: it is told of the other."""
    new = view.check_day.new_paths
    pair = (other, one) if one.ref.path in new and other.ref.path not in new else (one, other)
    return pair if may_be_named(*pair) else pair[::-1]


def _taken(view: BoardView, pair: tuple[str, str], where: tuple[str, str], days: list[date]) -> Finding:
    first, second = _new_one_last(view, *(view.board.events[event_id] for event_id in pair))
    venue = view.board.venues.get(where[0])
    room = venue.rooms[where[1]].name if venue and where[1] in venue.rooms else where[1]
    message = _("{room} is taken on {days} already.", room=room, days=tell_days(days))
    if may_be_named(first, second):
        message = _(
            "{room} is taken on {days} by “{title}” ({id}).",
            room=room,
            days=tell_days(days),
            title=first.text.title,
            id=first.id,
        )
    ref = at_field(second, "room", "venue", "start")
    return Finding(ref, message, _("Choose another room or time, or agree with them who moves."))


@rule("same-hour", Severity.WARNING)
def same_hour(view: BoardView) -> Iterator[Finding]:
    """A partner does not hold two events at the same hour in the same place.

    Mostly one was meant for another day, or both are one event. What is in two rooms says so with `room`.
    """
    found: dict[tuple[str, str], list[date]] = {}
    at: dict[tuple[str, object], list[tuple[Place, Event]]] = {}
    for occurrences in view.upcoming.values():
        for one in occurrences:
            if one.status.is_off or one.is_all_day or not one.place.is_published:
                continue
            held = at.setdefault((one.event.partner, one.start), [])
            others = [other for place, other in held if place == one.place] if held else []
            for other in others[:MOST_AT_ONCE]:
                if not one.place.room and are_rivals(one.event, other):
                    found.setdefault((other.id, one.event.id), []).append(one.day)
            held.append((one.place, one.event))
    for pair, days in sorted(found.items()):
        first, second = _new_one_last(view, *(view.board.events[event_id] for event_id in pair))
        if are_alike(title_key(first), title_key(second)):  # told as near duplicates
            continue
        message = _(
            "On {days}, “{title}” ({id}) is at the same hour and place.",
            days=tell_days(days, 3),
            title=first.text.title,
            id=first.id,
        )
        hint = _("If both are right, say where each is (`room`, or the address in full); else correct one.")
        yield Finding(at_field(second, "start"), message, hint)


@event_rule("same-hour-twice", Severity.WARNING)
def same_hour_twice(view: BoardView, event: Event) -> Iterator[Finding]:
    """Two dates of an event do not begin at the same hour.

    Two changed dates that were moved to one day are one date too many, or one of them has a mistyped day.
    """
    before: dict[object, Occurrence] = {}
    same: list[Occurrence] = []
    for one in view.active_dates(event):
        other = before.setdefault(one.start, one)
        if other is one:
            continue
        if other.original == one.original:
            same.append(one)
            continue
        days = tell_days(sorted({day_of(other.original), day_of(one.original)}))
        message = _(
            "Two of its dates, {days}, are both on {day} at the same hour.", days=days, day=tell_day(one.day)
        )
        ref = one.change.ref if one.change else at_field(event, "dates", "start")
        yield Finding(ref, message, _("Correct one of them, or call that date off under `changes`."))
    if same:
        message = _(
            "Two of its repeats make the same dates, as on {days}.",
            days=tell_days([one.day for one in same], 2),
        )
        yield Finding(
            at_field(event, "repeat"), message, _("Take them out of one of the two, with `except`.")
        )


@rule("near-duplicate", Severity.WARNING)
def near_duplicate(view: BoardView) -> Iterator[Finding]:
    """An event is on the board once.

    Two listings of the same evening drift apart, and one of them will be wrong. Co-hosts stand in `hosts`.
    """
    keys = {event.id: title_key(event) for event in view.board.events.values()}
    by_start: dict[object, list[Occurrence]] = {}
    for occurrences in view.upcoming.values():
        for one in occurrences:
            by_start.setdefault(one.start, []).append(one)
    judged: set[tuple[str, str]] = set()
    for group in by_start.values():
        if len(group) == 1:
            continue
        group.sort(key=lambda one: (keys[one.event.id], one.event.id))
        for number, one in enumerate(group):
            for other in group[number + 1 : number + 1 + NEIGHBOURS]:
                pair = one.event.id, other.event.id
                if pair in judged or pair[0] == pair[1] or not _may_be_one(one, other):
                    continue
                judged.add(pair)
                if are_alike(keys[pair[0]], keys[pair[1]]):
                    yield from _duplicate(view, one, other)


def _may_be_one(one: Occurrence, other: Occurrence) -> bool:
    """Whether they can be one event: not at two venues, not two parts of one programme."""
    venues = {place.venue for place in (one.place, other.place) if place.venue}
    return len(venues) < 2 and not are_of_one_programme(one.event, other.event)


def _duplicate(view: BoardView, one: Occurrence, other: Occurrence) -> Iterator[Finding]:
    first, second = _new_one_last(view, one.event, other.event)
    if not may_be_named(first, second):
        return
    day = (one if first is one.event else other).day
    message = _(
        "This looks like the same event as “{title}” ({path}), on {day}.",
        title=first.text.title,
        path=first.ref.path,
        day=tell_day(day),
    )
    if first.partner != second.partner:
        hint = _(
            "Keep one of the two files, and name the other partner in it, as in: hosts: {partner}",
            partner=second.partner,
        )
    else:
        hint = _("Keep one of the two files and delete the other; or give them titles that tell them apart.")
    yield Finding(at_field(second, "title"), message, hint)
