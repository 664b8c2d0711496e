"""What a proposal does to a board, as facts: the part of a review that a program can answer for.

Days are days ahead only. An event is named by its id, a venue by its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from bulletin.model.board import Board
from bulletin.model.event import TIME_FIELDS, Event
from bulletin.model.partner import Partner
from bulletin.model.place import Venue
from bulletin.model.policy_checks import Breach
from bulletin.model.recurrence import Start, day_of
from bulletin.problems import Problem, Severity

NOT_OWN_FOLDER = "not-own-folder"


class Likeness(StrEnum):
    """Why two events may be one."""

    DAY = "same day"
    VENUE = "same venue"
    SAME_TITLE = "same title"
    TITLE = "similar title"
    LINK = "same link"
    CONTACT = "same contact"


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates of an event: the first of them, and how many. Without `first` nobody knows which."""

    event: str
    first: Start | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """A date that is held at another time; of several the next one, and how many."""

    event: str
    old: Start
    new: Start
    count: int = 1


@dataclass(frozen=True, slots=True)
class Ending:
    """A series that now ends: its last date, if it has one ahead."""

    event: str
    last: date | None


@dataclass(frozen=True, slots=True)
class Removal:
    """An event whose file is gone: how many dates are lost, and the next of them."""

    event: str
    coming: int
    next: date | None


@dataclass(frozen=True, slots=True)
class Retitle:
    """An event that has another title."""

    event: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """Dates of an event that are held elsewhere: places as `venue/room` or in words, the first day."""

    event: str
    old: str
    new: str
    first: date | None
    count: int


@dataclass(frozen=True, slots=True)
class VenueChange:
    """A venue that is described in another way, and the events with something ahead that are held there."""

    venue: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartnerChange:
    """A partner that is described in another way, and the events with something ahead that it stands on."""

    partner: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overnight:
    """A date that ends the next morning; `may_mean_pm`: with “pm” it would end on its own day."""

    event: str
    start: datetime
    ends: datetime
    may_mean_pm: bool


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An event that may be on the board already, as `other`, and why."""

    event: str
    other: str
    day: date
    because: tuple[Likeness, ...]
    propose_cohost: str = ""
    """Whom to name as a co-host in the other event; "" where it is of the same partner, or names it."""
    already_cohost: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A date of an event for which another one has the room."""

    event: str
    other: str
    room: str
    day: date


@dataclass(frozen=True, slots=True)
class PolicyBreach:
    """A house rule that is not kept: by an event (`breach`), or by whoever touches the files of `others`."""

    id: str
    event: str = ""
    breach: Breach | None = None
    others: tuple[str, ...] = ()
    """Partners whose files these are, and perhaps not the proposer's."""
    has_own: bool = False
    """Whether the proposal touches files of the proposer's own, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """Everything a proposal does to the board of today, and what is to be asked about it."""

    adds: tuple[Dates, ...] = ()
    adds_dates: tuple[Dates, ...] = ()
    moves: tuple[Move, ...] = ()
    cancels: tuple[Dates, ...] = ()
    postpones: tuple[Dates, ...] = ()
    restores: tuple[Dates, ...] = ()
    drops: tuple[Dates, ...] = ()
    ends: tuple[Ending, ...] = ()
    removes: tuple[Removal, ...] = ()
    retitles: tuple[Retitle, ...] = ()
    place_changes: tuple[PlaceChange | VenueChange, ...] = ()
    partner_changes: tuple[PartnerChange, ...] = ()
    overnight: tuple[Overnight, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    clashes: tuple[Clash, ...] = ()
    asks_cohost: tuple[str, ...] = ()
    new_partners: tuple[str, ...] = ()
    policy: tuple[PolicyBreach, ...] = ()

    def __add__(self, other: ReviewFacts) -> ReviewFacts:
        """Both, one behind the other."""
        names = [each.name for each in fields(ReviewFacts)]
        return ReviewFacts(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def asks_nothing(self) -> bool:
        """Whether nothing in it waits for somebody's answer."""
        waiting = (self.drops, self.duplicates, self.clashes, self.asks_cohost, self.policy)
        return not any(waiting) and not any(each.may_mean_pm for each in self.overnight)


NO_FACTS = ReviewFacts()


@dataclass(frozen=True, slots=True)
class EventChange:
    """An event as it is on the board, and as it will be; None where there is none.

    `unread` names the fields of the new one with an error: what it has in their place means nothing.
    `is_handed_in`: its own files are touched, not only what it relies on.
    """

    before: Event | None
    after: Event | None
    unread: frozenset[str] = frozenset()
    is_handed_in: bool = True

    @property
    def event(self) -> Event:
        """The event as it will be, else as it was."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def has_dates(self) -> bool:
        """Whether the dates it will have are understood."""
        return self.after is not None and not self.unread & TIME_FIELDS


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardChange:
    """A board before and after a proposal, on a day, and the events that are not the same on both."""

    before: Board
    after: Board
    today: date
    events: tuple[EventChange, ...]
    touched: frozenset[str]
    """The content paths of the files that are touched."""
    outside: tuple[str, ...] = ()
    """Files of the repository outside the content folder that are touched, too."""
    author: str = ""
    """The account that proposes it; "" where nobody said."""
    partner: str = ""
    """The partner through whose folder it came; "" where it came otherwise."""


_Named = TypeVar("_Named", Venue, Partner)


def pair_records(
    before: Mapping[str, _Named], after: Mapping[str, _Named]
) -> Iterator[tuple[_Named | None, _Named | None]]:
    """Each record as it is and as it will be, which may be under a new name; None where there is none."""
    renamed = new_names(before, after)
    for record_id, old in before.items():
        yield old, after.get(renamed.get(record_id, record_id))
    for record_id, new in after.items():
        if record_id not in before and record_id not in renamed.values():
            yield None, new


def new_names(before: Mapping[str, _Named], after: Mapping[str, _Named]) -> dict[str, str]:
    """By the name a record has, the name it will have, where that is another one."""
    return {
        old: new
        for new, record in after.items()
        if new not in before
        for old in record.was_at
        if old in before and old not in after
    }


@dataclass(frozen=True, slots=True)
class Twin:
    """A file beside another one of its name: neither a new event nor a change, until one of them is gone."""

    path: str
    other: str
    change: EventChange | None
    """The event as the other file has it, and as this one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a proposal does to the board `published`.

    `change` is None where nothing could be compared, and `fault` says why.
    """

    name: str
    published: Board | None = None
    facts: ReviewFacts = NO_FACTS
    change: BoardChange | None = None
    problems: tuple[Problem, ...] = ()
    """What is wrong in the files that are touched."""
    elsewhere: tuple[Problem, ...] = ()
    """What the proposal makes wrong in others."""
    twins: tuple[Twin, ...] = ()
    stale: tuple[str, ...] = ()
    """Files that were changed on the board since the proposal was written."""
    questions: tuple[Problem, ...] = ()
    """What can be read in two ways: the facts are of the words as they were typed."""
    fault: str = ""

    @property
    def errors(self) -> int:
        """How many mistakes keep a file from being published."""
        return sum(each.is_error for each in (*self.problems, *self.elsewhere))

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong and nothing has to be asked; notes are only advice."""
        wrong = any(each.severity is not Severity.NOTE for each in (*self.problems, *self.elsewhere))
        asking = (self.fault, self.twins, self.stale, self.questions, self.change and self.change.outside)
        return not wrong and not any(asking) and self.facts.asks_nothing

    @property
    def first_day(self) -> date | None:
        """The first day that any of its facts is about."""
        facts = self.facts
        starts: list[Start | None] = [each.first for each in (*facts.adds, *facts.adds_dates)]
        starts += [each.first for each in (*facts.cancels, *facts.postpones, *facts.restores, *facts.drops)]
        starts += [min(day_of(each.old), day_of(each.new)) for each in facts.moves]
        starts += [each.next for each in facts.removes]
        starts += [each.first for each in facts.place_changes if isinstance(each, PlaceChange)]
        return min((day_of(start) for start in starts if start is not None), default=None)
