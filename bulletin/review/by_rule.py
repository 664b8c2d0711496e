"""Dates of partners whom the board trusts go on it by rule. Everything else waits for a person.

A proposal passes only where all of this is so, and the rights are those of the published board, never of the
proposal:

- its account, or the shared folder it came through, is that of a partner that is `trusted: [dates]`, and it
  touches that partner's events alone;
- each of them is on the board, under the same name, and differs in its dates alone: the rest of its file is
  the same to the letter, so there is no new text, link, telephone number, address, picture, price or place;
- nothing is wrong, and nothing has to be asked;
- fewer than three went on the board by rule within 24 hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bulletin.model.board import Board
from bulletin.model.by_rule import MOST_A_DAY, Obstacle
from bulletin.model.event import TIME_FIELDS, Change, Event, Status
from bulletin.model.partner import Trust
from bulletin.model.review import BoardChange, Review
from bulletin.problems import NOWHERE

_DATES = (TIME_FIELDS - {"timezone"}) | {"status"}
_HELD_OR_NOT = (Status.SCHEDULED, Status.CANCELLED)


def find_obstacles(review: Review, done_today: int = 0) -> tuple[Obstacle, ...]:
    """What stands in the way of a proposal; none: it may go on the board as it is.

    `done_today` is how many went on the board by rule within the last 24 hours.
    """
    change = review.change
    if change is None or review.published is None:
        return (Obstacle.NOT_COMPARED,)
    found = [*_of_partner(review.published, change)]
    found += [each for event in change.events for each in _of_event(event.before, event.after)]
    if not change.events or change.outside or _other_files(change):
        found.append(Obstacle.OTHER_FILES)
    if not review.is_clean:
        found.append(Obstacle.NOT_CLEAN)
    if done_today >= MOST_A_DAY:
        found.append(Obstacle.ENOUGH_TODAY)
    return tuple(dict.fromkeys(found))


def _of_partner(published: Board, change: BoardChange) -> Iterator[Obstacle]:
    if change.partner:
        own = [each for each in published.partners.values() if each.id == change.partner]
    elif change.author:
        own = [each for each in published.partners.values() if each.has_account(change.author)]
    else:
        yield Obstacle.NO_ACCOUNT
        return
    trusted = [each for each in own if Trust.DATES in each.trusted and each.ended is None]
    if not trusted:
        yield Obstacle.NOT_TRUSTED
    if any(each.sensitive for each in own):
        yield Obstacle.SENSITIVE
    folders = tuple(f"events/{each.id}/" for each in trusted)
    if trusted and not all(path.startswith(folders) for path in change.touched):
        yield Obstacle.NOT_ITS_FOLDER


def _other_files(change: BoardChange) -> bool:
    """Whether anything is touched that is no event's own file: a translation, a picture, a partner."""
    own = {event.event.ref.path for event in change.events if event.is_handed_in}
    return change.touched != own or any(not event.is_handed_in for event in change.events)


def _of_event(before: Event | None, after: Event | None) -> Iterator[Obstacle]:
    if before is None or after is None or (before.id, before.ref.path) != (after.id, after.ref.path):
        yield Obstacle.NOT_ON_BOARD
        return
    if _without_dates(before) != _without_dates(after) or _other_lines(before) != _other_lines(after):
        yield Obstacle.MORE_THAN_DATES
    if before.status is not after.status:
        yield Obstacle.WHOLE_EVENT


def _without_dates(event: Event) -> tuple[Event, list[str]]:
    """The event as it is whatever its dates, and the ids of its entries in calendars.

    Of a date that is changed, what it has beside its time stays.
    """
    changes = (_without_time(each) for each in event.changes)
    text = event.text
    rest = replace(
        event,
        ref=NOWHERE,
        text=replace(
            text,
            ref=NOWHERE,
            links=_without_lines(text.links),
            phones=_without_lines(text.phones),
            emails=_without_lines(text.emails),
        ),
        series=(),
        changes=tuple(each for each in changes if each is not None),
        calendars=(),
        status=Status.SCHEDULED if event.status in _HELD_OR_NOT else event.status,
    )
    return rest, [series.uid for series in event.series]


def _without_lines(found: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple((each, 0) for each, _ in found)


def _without_time(change: Change) -> Change | None:
    """What a changed date has beside its time and whether it is held; None where that is nothing."""
    status = None if change.status in _HELD_OR_NOT else change.status
    rest = replace(change, ref=NOWHERE, start=None, length=None, status=status)
    empty = Change(series=change.series, original=change.original, ref=NOWHERE)
    return None if rest == empty else rest


def _other_lines(event: Event) -> list[str]:
    """Every line of the event's file but those of its dates; of these, what is a comment."""
    begins = {line: name for name, line in event.lines.items()}
    # Where several fields share a line, no line is of dates alone.
    are_apart = len(begins) == len(event.lines)
    rest, is_of_dates = [], False
    for number, line in enumerate(event.text.written.split("\n"), 1):
        if number in begins:
            is_of_dates = are_apart and begins[number] in _DATES
        elif line.startswith(("---", "#")):
            is_of_dates = False
        _, mark, comment = line.partition("#")
        rest.append(mark + comment if is_of_dates else line)
    return [line.rstrip() for line in rest if line.strip()]
