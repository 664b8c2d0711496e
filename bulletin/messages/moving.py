"""What is said of moves before somebody says yes: in numbers, and that addresses and calendars answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bulletin.formats.dates import tell_day
from bulletin.messages.counting import count

MOST_NAMED = 6
_DIFFERENCE = re.compile(r"^([^:]+): was (.*); now (.*)$", re.DOTALL)
_STAYS = r"\1: stays \2; goes \3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A record that gets another name.

    `events` move with it, or name it; so many `files` get another place, and so many others are edited, the
    `followers`. `calendars` hold one of the events; what is `left` in the folder is nothing of the board's.
    """

    noun: str
    old: str
    new: str
    events: tuple[str, ...]
    files: int
    followers: int
    calendars: int
    left: tuple[str, ...] = ()


def tell_rename(told: Renamed) -> Iterator[str]:
    """What a rename brings."""
    yield f"The {told.noun} {told.old} will be called {told.new}."
    if told.noun == "event":
        yield f"- {count(told.files, 'file')} get{'s' if told.files == 1 else ''} another name."
    elif told.events:
        one = len(told.events) == 1
        moves, names = ("moves", "names") if one else ("move", "name")
        verb = f"{moves} with it" if told.noun == "partner" else f"{names} it, and follow{'s' if one else ''}"
        yield f"- {count(len(told.events), 'event')} {verb}{_named(told.events)}."
    if told.followers:
        names = "names" if told.followers == 1 else "name"
        yield f"- {count(told.followers, 'other file')} that {names} it will say the new name."
    yield "- The old address leads on to the new one, and so do the calendars there."
    if told.calendars:
        yield f"- In {count(told.calendars, 'calendar')} nothing is seen twice: the entries stay the same."
    for path in told.left:
        yield f"- Stays where it is, since it is nothing of the board's: {path}"


def _named(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    shown = ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    return f": {shown}" if names else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """Two events that become one: `host` is the partner of the one that goes, `leader` of the one that stays.

    `accepts`: the host is to accept the leader from now on. `differences` say how the one that goes differs.
    """

    gone: str
    kept: str
    host: str
    leader: str
    accepts: bool
    calendars: int
    differences: tuple[str, ...]
    removed: tuple[str, ...]


def tell_combination(told: Combined) -> Iterator[str]:
    """What a combination brings, and what is lost by it."""
    yield f"{told.gone} becomes part of {told.kept}."
    if told.host != told.leader:
        yield f"- {told.leader} and {told.host} hold it together; it is shown and counted once."
    if told.accepts:
        yield f"- {told.host} accepts {told.leader} as a co-host from now on."
    yield "- The old address leads on to the one that stays, and so does the calendar there."
    yield (
        f"- Its entry goes from {count(told.calendars, 'calendar')}; the other one stands in those of the "
        "board, of both partners, and of its place and kind. It is not called cancelled: it takes place."
    )
    if told.differences:
        yield "- They differ, and what the one that goes says is lost with it:"
        yield from (f"    {_DIFFERENCE.sub(_STAYS, line)}" for line in told.differences)
    else:
        yield "- People see no difference between the two."
    yield from (f"- Deleted here: {path}" for path in told.removed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """A partner that leaves: which events end on its last day, and which are cancelled as a whole."""

    name: str
    last: date
    ended: tuple[str, ...]
    cancelled: tuple[str, ...]
    with_others: tuple[str, ...]
    calendars: int


def tell_retirement(told: Retired) -> Iterator[str]:
    """What it brings that a partner leaves."""
    yield f"{told.name} leaves the board: its last day is {tell_day(told.last)}."
    if told.ended:
        number = count(len(told.ended), "event")
        yield f"- {number} end{'s' if len(told.ended) == 1 else ''} then{_named(told.ended)}."
    if told.cancelled:
        number, verb = count(len(told.cancelled), "event"), "is" if len(told.cancelled) == 1 else "are"
        yield f"- {number} afterwards {verb} cancelled{_named(told.cancelled)}."
    if not told.ended and not told.cancelled:
        yield "- None of its events has a date afterwards."
    if told.calendars:
        yield f"- {count(told.calendars, 'calendar')} will show no date after that day as taking place."
    yield "- Its page, its calendars and what is past stay where they are."
    for path in told.with_others:
        yield f"- Others hold an event with it afterwards; ask whether that still holds: {path}"
