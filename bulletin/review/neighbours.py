"""What else is on at the same time: events that may be the same one, and rooms that are taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bulletin.model.board import Board
from bulletin.model.event import PLACE_FIELDS, Event, Occurrence
from bulletin.model.expand import expand
from bulletin.model.likeness import are_alike, are_of_one_programme, are_rivals, distinctive_words
from bulletin.model.place import PlaceKind
from bulletin.model.recurrence import Window
from bulletin.model.review import BoardChange, Clash, Duplicate, EventChange, Likeness, ReviewFacts
from bulletin.review.dates import REACH

SHARED_WORDS = 0.6
"""Of the distinctive words of two titles, what both must have to be alike."""

Beside = tuple[Occurrence, Occurrence]


class DayIndex:
    """The dates of events by the days they touch."""

    def __init__(self, events: Iterable[Event], today: date) -> None:
        self._window = Window(today, today + REACH)
        self._by_day: defaultdict[date, list[Occurrence]] = defaultdict(list)
        for event in events:
            for one in self._dates(event):
                for day in {one.day, one.last_day}:
                    self._by_day[day].append(one)

    def beside(self, event: Event) -> Iterator[Beside]:
        """Each date of an event with each date of another one that touches its first or its last day."""
        for one in self._dates(event):
            days = dict.fromkeys((one.day, one.last_day))
            found = {other.id: other for day in days for other in self._by_day.get(day, ())}
            yield from ((one, other) for other in found.values() if other.event.id != event.id)

    def _dates(self, event: Event) -> Iterator[Occurrence]:
        return (one for one in expand(event, self._window) if not one.status.is_off)


def index_board(board: Board, today: date) -> DayIndex:
    """The dates of the events that other partners may be told of."""
    return DayIndex((event for event in board.events.values() if is_public(board, event)), today)


def is_public(board: Board, event: Event) -> bool:
    """Whether other partners may be told of the event."""
    partner = board.partners.get(event.partner)
    places = (event.place, *(change.place for change in event.changes if change.place))
    is_told = event.publish_dates and not (partner is not None and partner.do_not_list)
    return is_told and all(place.kind is not PlaceKind.CONFIDENTIAL for place in places)


def review_neighbours(change: BoardChange, on_board: DayIndex) -> ReviewFacts:
    """The duplicates and clashes that a proposal makes; those there were before are no news.

    `on_board` are the dates of the board before.
    """
    handed_in = [each for each in change.events if each.is_handed_in and each.has_dates]
    handed_in.sort(key=lambda each: each.before is not None)  # a new one is told of the one that was there
    now = [each.after for each in handed_in if each.after and is_public(change.after, each.after)]
    surroundings = _Surroundings(
        on_board,
        DayIndex(now, change.today),
        frozenset(each.before.id for each in change.events if each.before),
    )
    duplicates: dict[frozenset[str], Duplicate] = {}
    clashes: dict[tuple[frozenset[str], date], Clash] = {}
    for each in handed_in:
        for duplicate in surroundings.duplicates(each):
            duplicates.setdefault(frozenset((duplicate.event, duplicate.other)), duplicate)
        for clash in surroundings.clashes(each):
            clashes.setdefault((frozenset((clash.event, clash.other)), clash.day), clash)
    return ReviewFacts(duplicates=tuple(duplicates.values()), clashes=tuple(clashes.values()))


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The dates of the board, those of the proposal, and the events it stands in place of."""

    on_board: DayIndex
    proposed: DayIndex
    replaced: frozenset[str]

    def beside(self, event: Event) -> Iterator[Beside]:
        yield from (pair for pair in self.on_board.beside(event) if pair[1].event.id not in self.replaced)
        yield from self.proposed.beside(event)

    def clashes(self, change: EventChange) -> Iterator[Clash]:
        event, before = change.after, change.before
        if event is None or change.unread & PLACE_FIELDS:
            return
        known = {
            (one.start, other.event.id)
            for one, other in (self.on_board.beside(before) if before else ())
            if _is_clash(one, other)
        }
        for one, other in self.beside(event):
            if _is_clash(one, other) and (one.start, other.event.id) not in known:
                yield Clash(event.id, other.event.id, f"{one.place.venue}/{one.place.room}", one.day)

    def duplicates(self, change: EventChange) -> Iterator[Duplicate]:
        event, before = change.after, change.before
        if event is None or not event.publish_dates:
            return
        known = {
            other.event.id
            for one, other in (self.on_board.beside(before) if before else ())
            if compare_events(one, other)
        }
        for one, other in self.beside(event):
            if other.event.id in known:
                continue
            if because := compare_events(one, other):
                known.add(other.event.id)
                yield _duplicate(one, other.event, because)


def _is_clash(one: Occurrence, other: Occurrence) -> bool:
    """Whether two dates need one room at one time; one that begins where the other ends does not."""
    places = one.place, other.place
    is_one_room = places[0].venue == places[1].venue and places[0].room == places[1].room != ""
    timed = not one.is_all_day and not other.is_all_day
    return is_one_room and timed and _overlap(one, other) and are_rivals(one.event, other.event)


def _overlap(one: Occurrence, other: Occurrence) -> bool:
    if isinstance(one.start, datetime) and isinstance(other.start, datetime):
        assert isinstance(one.end, datetime)
        assert isinstance(other.end, datetime)
        return one.start < other.end and other.start < one.end
    return one.day <= other.last_day and other.day <= one.last_day


def compare_events(one: Occurrence, other: Occurrence) -> tuple[Likeness, ...]:
    """Why two dates may be of one event; nothing where they are of two."""
    event, rival = one.event, other.event
    if one.day != other.day or are_of_one_programme(event, rival) or _are_elsewhere(one, other):
        return ()
    found = [Likeness.DAY, *_places(one, other), *_titles(event, rival)]
    is_other_partner = event.partner != rival.partner
    if is_other_partner:  # one partner's events have much in common
        found += _links(one, other)
    titled = Likeness.TITLE in found or Likeness.SAME_TITLE in found
    overlap, placed = _overlap(one, other), Likeness.VENUE in found
    is_one = (
        (titled and (overlap or (placed and is_other_partner)))
        or (overlap and Likeness.LINK in found)
        or (overlap and placed and Likeness.CONTACT in found)
    )
    return tuple(found) if is_one else ()


def _are_elsewhere(one: Occurrence, other: Occurrence) -> bool:
    """Whether they are held at two places that are known."""
    venues = {place.venue for place in (one.place, other.place)}
    return len(venues - {""}) > 1


def _places(one: Occurrence, other: Occurrence) -> Iterator[Likeness]:
    same_address = one.place.address is not None and one.place.address == other.place.address
    if same_address or one.place.venue == other.place.venue != "":
        yield Likeness.VENUE


def _titles(one: Event, other: Event) -> Iterator[Likeness]:
    """How alike the titles are, those of translations too."""
    pairs = [(mine, theirs) for mine in _title_words(one) for theirs in _title_words(other)]
    if any(mine == theirs for mine, theirs in pairs):
        yield Likeness.SAME_TITLE
    elif any(_share_most(mine, theirs) for mine, theirs in pairs):
        yield Likeness.TITLE


def _title_words(event: Event) -> list[frozenset[str]]:
    texts = (event.text, *event.translations.values())
    return [words for text in texts if (words := distinctive_words(text.title))]


def _share_most(words: frozenset[str], others: frozenset[str]) -> bool:
    shared = len(words & others)
    is_part = shared == min(len(words), len(others)) > 1
    return is_part or shared >= SHARED_WORDS * len(words | others) or are_alike(_key(words), _key(others))


def _key(words: frozenset[str]) -> str:
    return " ".join(sorted(words))


def _links(one: Occurrence, other: Occurrence) -> Iterator[Likeness]:
    if _pages(one) & _pages(other):
        yield Likeness.LINK
    if _ways(one) & _ways(other):
        yield Likeness.CONTACT


def _pages(one: Occurrence) -> set[str]:
    return {one.registration.url, one.place.online, one.event.contact.url} - {""}


def _ways(one: Occurrence) -> set[str]:
    contact, registration = one.event.contact, one.registration
    return {contact.phone, contact.text, contact.email, registration.phone, registration.email} - {""}


def _duplicate(one: Occurrence, other: Event, because: Sequence[Likeness]) -> Duplicate:
    event = one.event
    named = event.partner in other.hosts
    propose = "" if named or event.partner == other.partner else event.partner
    return Duplicate(event.id, other.id, one.day, tuple(because), propose, event.partner if named else "")
