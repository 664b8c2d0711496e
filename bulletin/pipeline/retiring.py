"""A partner that leaves on a day: what ends, what is called off, and what others still hold with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bulletin.edit.retire import LastDay, end_event, has_later_dates
from bulletin.formats.yaml.edit import Edit, SetValue
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.expand import expand
from bulletin.model.partner import Partner
from bulletin.model.recurrence import DAY, Window
from bulletin.pipeline.changing import OpenBoard, written_event
from bulletin.pipeline.find_record import find_record
from bulletin.pipeline.moving import Move, MoveTrial, changed_now
from bulletin.problems import UnusableInput

_YEAR = 400 * DAY


@dataclass(frozen=True, slots=True)
class Retirement:
    """A partner that leaves: `ended` events get a last day, `cancelled` ones are called off as a whole.

    `with_others` are events of others that name it as a co-host and have dates afterwards.
    """

    partner: Partner
    last: LastDay
    move: Move
    ended: tuple[Event, ...]
    cancelled: tuple[Event, ...]
    with_others: tuple[Event, ...]


def plan_retirement(opened: OpenBoard, asked: str, day: date, note: str = "") -> Retirement:
    """What it brings that a partner leaves; `note` is why, for those who look for its later dates.

    Raises `UnusableInput` where there is no such partner, or a file of an event has an error."""
    board = opened.board
    found = find_record(board, opened.sources.records, asked, rooms=("partners",))
    partner = board.partners.get(found.name)
    if partner is None:
        raise UnusableInput(f"{found.path} has a mistake that has to be mended first.")
    wrong = {each.ref.path for each in opened.problems if each.is_error}
    if broken := sorted(path for path in wrong if path.startswith(f"events/{partner.id}/")):
        raise UnusableInput(f"{broken[0]} has a mistake that has to be mended first. Nothing was changed.")
    last = LastDay(day, opened.today, note, board.info.language, board.info.clock)
    edits: dict[str, tuple[Edit, ...]] = {}
    ended, cancelled = list[Event](), list[Event]()
    for event in board.events.values():
        if event.partner == partner.id and (made := end_event(written_event(opened, event), last)):
            is_whole = any(edit.place == ("status",) for edit in made)
            (cancelled if is_whole else ended).append(event)
            edits[event.ref.path] = (*made, *changed_now(opened, event.ref.path))
    edits[partner.ref.path] = (SetValue(("ended", "date"), day.isoformat(), ("tier", "kind", "name")),)
    others = (
        each for each in board.events.values() if partner.id in each.hosts and each.partner != partner.id
    )
    with_others = tuple(each for each in others if has_later_dates(each, last))
    return Retirement(partner, last, Move({}, edits), tuple(ended), tuple(cancelled), with_others)


def check_retirement(planned: Retirement, before: Board, trial: MoveTrial) -> None:
    """Raises `UnusableInput` where an event does not end, or its dates until then would not stay."""
    for event in (*planned.ended, *planned.cancelled, *_untouched(planned, before)):
        now = trial.board.events.get(event.id) if trial.board else None
        is_kept = event in planned.cancelled or (now and _until(now, planned) == _until(event, planned))
        if now is None or not is_kept or has_later_dates(now, planned.last):
            raise UnusableInput(
                f"{event.ref.path} says its dates in a way that this command cannot end. End it by hand, "
                "then run this again. Nothing was changed."
            )


def _untouched(planned: Retirement, before: Board) -> list[Event]:
    touched = {event.id for event in (*planned.ended, *planned.cancelled)}
    own = (each for each in before.events.values() if each.partner == planned.partner.id)
    return [each for each in own if each.id not in touched]


def _until(event: Event, planned: Retirement) -> list[tuple[object, ...]]:
    """Its dates up to the last day, as people see them."""
    window = Window(planned.last.day - _YEAR, planned.last.day + DAY)
    return [(one.id, one.start, one.end, one.status, one.note, one.label) for one in expand(event, window)]
