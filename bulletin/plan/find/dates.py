"""`events/find-dates.js` and `events/find-cards-N.js`: when the events are held, and their cards.

A card stands once for each event, and once more for each date that differs from it. What differs with every
date is left out of it and marked, for the script to fill in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bulletin.formats.repeat.phrases import format_repeat
from bulletin.model.event import Event, Occurrence
from bulletin.model.recurrence import DAY
from bulletin.model.site.parts import EventCard
from bulletin.model.site.plan import Asset, CardsFile, FilePlan
from bulletin.model.site.routes import AGENDA, event_route
from bulletin.plan.events.cards import event_card, undated_event_card
from bulletin.plan.find.choices import listed_events
from bulletin.plan.find.index import index_values
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.scripts import as_script
from bulletin.words.dates import capital

DATA = f"{AGENDA}find-"
"""How the names of the files begin that the script asks for; they stand beside the page."""
CARDS = 50
"""Cards in one file."""

ADDRESS, START, TIME, NOTE, END, ALSO = "\ue000\ue001\ue002\ue003\ue004\ue005"
"""In place of what differs with every date."""

_NO_TIME = -1

Run = tuple[int, int, int, int, int, int, int]
"""Dates that differ only in their day: card, wording, minutes of start and end, days to the last, address,
and 1 where it is called off."""


@dataclass(slots=True)
class _Table:
    """Values, each once, by their number."""

    numbers: dict[object, int] = field(default_factory=dict)

    def number(self, value: object) -> int:
        return self.numbers.setdefault(value, len(self.numbers))


@dataclass(frozen=True, slots=True)
class FoundDates:
    """The dates of all listed events, and the cards they are shown on."""

    values: dict[str, object]
    cards: tuple[EventCard, ...]


def find_plans(local: LocalizedBoard) -> tuple[FilePlan, ...]:
    """The files the script asks for: the index, the dates, the cards."""
    base = local.route_to(DATA)
    page = local.route_to(AGENDA)
    number = len(listed_events(local)) + sum(len(_changed(local, event)) for event in listed_events(local))
    return (
        _data_plan(f"{base}index.js", lambda: index_values(local)),
        _data_plan(f"{base}dates.js", lambda: found_dates(local).values),
        *(_cards_plan(local, f"{base}cards-{chunk}.js", page, chunk) for chunk in range(-(-number // CARDS))),
    )


def _data_plan(route: str, make: Callable[[], Mapping[str, object]]) -> FilePlan:
    return FilePlan(route, lambda: Asset(route, as_script("boardIndex", make())))


def _cards_plan(local: LocalizedBoard, route: str, page: str, chunk: int) -> FilePlan:
    def make() -> CardsFile:
        cards = found_dates(local).cards[chunk * CARDS : (chunk + 1) * CARDS]
        return CardsFile(route, page, local.language, chunk, cards)

    return FilePlan(route, make)


def found_dates(local: LocalizedBoard) -> FoundDates:
    """Made once for the files of a language."""
    return local.cache.once(("found dates",), lambda: _Dates(local).all(listed_events(local)))


def _ahead(local: LocalizedBoard, event: Event) -> tuple[Occurrence, ...]:
    return local.occurrences.ahead(event) if event.publish_dates else ()


def _changed(local: LocalizedBoard, event: Event) -> list[Occurrence]:
    """The dates ahead that differ from the event, beside the one its own card is made of."""
    dates = _ahead(local, event)
    own = _own_date(dates)
    return [one for one in dates if one.change is not None and one is not own]


def _own_date(dates: Iterable[Occurrence]) -> Occurrence | None:
    """The date an event's card is made of: one that is as the event says, where there is any."""
    found = list(dates)
    return next((one for one in found if one.change is None), found[0] if found else None)


class _Dates:
    """Collects what the dates of a board's events have in common."""

    def __init__(self, local: LocalizedBoard) -> None:
        self.local = local
        self.wordings, self.addresses, self.repeats = _Table(), _Table(), _Table()
        self.days: set[date] = set()
        self.changed: list[EventCard] = []

    def all(self, events: tuple[Event, ...]) -> FoundDates:
        local = self.local
        own = [self._own_card(event) for event in events]
        rows = [list(self._runs(event, number, len(events))) for number, event in enumerate(events)]
        repeats = [self.repeats.number(_repeat_words(local, event)) for event in events]
        values: dict[str, object] = {
            "kind": "dates",
            "first": local.today.isoformat(),
            "days": {str((day - local.today).days): _day_words(local, day) for day in sorted(self.days)},
            "times": list(self.wordings.numbers),
            "addresses": list(self.addresses.numbers),
            "repeats": list(self.repeats.numbers),
            "repeat": repeats,
            "events": rows,
        }
        return FoundDates(values, (*own, *self.changed))

    def _own_card(self, event: Event) -> EventCard:
        own = _own_date(_ahead(self.local, event))
        if own is None:
            return undated_event_card(self.local, event)
        return self._marked(event, own)

    def _marked(self, event: Event, one: Occurrence) -> EventCard:
        route = f"{self.local.route_to(event_route(event))}{ADDRESS}"
        return replace(
            event_card(self.local, one),
            route=route,
            time=TIME,
            start=START,
            end=END,
            time_note=NOTE,
            note=ALSO,
        )

    def _runs(self, event: Event, number: int, events: int) -> Iterator[list[int]]:
        """Each run with the first of its days, then the steps from day to day."""
        dates = _ahead(self.local, event)
        own, runs = _own_date(dates), dict[Run, list[date]]()
        for one in dates:
            card = number
            if one.change is not None and one is not own:
                card = events + len(self.changed)
                self.changed.append(self._marked(event, one))
            runs.setdefault(self._run(event, one, card), []).append(one.day)
            self.days |= {one.day, max(one.day, self.local.today)}
        for run, days in runs.items():
            first = self.local.today
            steps = []
            for day in sorted(days):
                steps.append((day - first).days)
                first = day
            yield [*run, *steps]

    def _run(self, event: Event, one: Occurrence, card: int) -> Run:
        shown = event_card(self.local, one)
        address = shown.route.removeprefix(self.local.route_to(event_route(event)))
        return (
            card,
            self.wordings.number((shown.time, shown.time_note)),
            _minutes(one.start, one.day),
            _minutes(one.end, one.day) if one.has_end else _NO_TIME,
            (one.last_day - one.day) // DAY if one.lasts_days else 0,
            self.addresses.number(address.replace(one.day.isoformat(), "{day}")),
            int(one.status.is_off),
        )


def _minutes(moment: date | datetime, day: date) -> int:
    """Minutes from the midnight before `day`; none of a whole day."""
    if not isinstance(moment, datetime):
        return _NO_TIME
    return (moment.date() - day).days * 24 * 60 + moment.hour * 60 + moment.minute


def _day_words(local: LocalizedBoard, day: date) -> tuple[str, str, str, str]:
    """A day as a heading, the leaf's two words, and the day in short."""
    writer = local.dates
    return (
        capital(writer.near_day(day, local.today)),
        writer.day(day, "leaf_weekday"),
        writer.day(day, "leaf_month"),
        writer.day(day, "day_month"),
    )


def _repeat_words(local: LocalizedBoard, event: Event) -> str:
    """ "Every Monday" of an event with one simple rule, else ""."""
    rule = event.series[0].rule if len(event.series) == 1 and event.publish_dates else None
    if rule is None:
        return ""
    words = format_repeat(replace(rule, until=None, count=None), local.language)
    return "" if "FREQ=" in words else capital(words)
