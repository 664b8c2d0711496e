"""`bulletin cancel --on 2027-01-14 --venue main-library`: everything of one day at a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from bulletin.commands.changing.asking import ChangeRequest, ask_why, confirm
from bulletin.commands.changing.cancel import is_off
from bulletin.commands.changing.carry_out import event_after, nothing_to_do, tell_looks, write
from bulletin.commands.changing.which_date import read_said
from bulletin.edit.event_changes import cancel_date, cancel_event
from bulletin.formats.dates import tell_day
from bulletin.formats.yaml.edit import Edit
from bulletin.messages.changing import NOT_SAID_WHY, SUBSCRIBED, name_event
from bulletin.messages.summaries import describe_date
from bulletin.model.event import Event, Occurrence, Status
from bulletin.model.expand import expand
from bulletin.model.names import by_folded_name, fold_name
from bulletin.model.recurrence import DAY, Window, day_of
from bulletin.pipeline.changing import (
    OpenBoard,
    Trial,
    edit_event,
    open_board,
    shown_in_older_version,
    try_changes,
    written_event,
)
from bulletin.pipeline.find_record import find_record
from bulletin.problems import UnusableInput
from bulletin.words.lists import join_words


@dataclass(frozen=True, slots=True)
class CancelDayOptions:
    """The day as it was said, the places, and why."""

    day: str
    venues: Sequence[str]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class DayAtPlaces:
    """What takes place on a day: to be cancelled, going on for days, and what no command can change."""

    dates: Mapping[str, Sequence[Occurrence]] = field(default_factory=dict)
    lasting: Sequence[Occurrence] = ()
    by_hand: Sequence[Occurrence] = ()

    def without(self, ids: Sequence[str]) -> DayAtPlaces:
        """The same, with these events to be changed by hand."""
        kept = {each: dates for each, dates in self.dates.items() if each not in ids}
        more = [one for each in ids for one in self.dates[each]]
        return DayAtPlaces(kept, self.lasting, [*self.by_hand, *more])


def cancel_day(request: ChangeRequest, options: CancelDayOptions) -> int:
    """Cancel everything of a day at some places, after asking once. Returns the exit code."""
    opened = open_board(request.content, request.reading)
    said = read_said(opened, options.day)
    if isinstance(said, time):
        raise UnusableInput(f"--on “{options.day}” is a time; say the day.")
    day, venues = day_of(said), _venues(opened, options.venues)
    where = join_words([opened.board.venues[venue].name for venue in venues])
    found = _find(opened, day, venues)
    if not found.dates and not found.lasting and not found.by_hand:
        return nothing_to_do(f"Nothing is held at {where} on {tell_day(day)} that is not cancelled already.")
    note = ask_why(request, options.note) if found.dates else ""
    found, trial = _tried(opened, found, note)
    head = f"At {where} on {tell_day(day)}, {_count(found)}:"
    lines = [head, *_tell(opened, found, note), *tell_looks(trial)]
    if not found.dates:
        return nothing_to_do("\n".join(lines))
    confirm(request, lines)
    return write(opened, trial)


def _venues(opened: OpenBoard, asked: Sequence[str]) -> list[str]:
    if not asked:
        known = ", ".join(opened.board.venues)
        raise UnusableInput(
            f"Say where, as in: --venue {next(iter(opened.board.venues), '…')}. Known: {known}."
        )
    found = [_venue(opened, each) for each in asked]
    gone = next((each for each in found if each not in opened.board.venues), None)
    if gone:
        raise UnusableInput(f"The file of the venue {gone} has a mistake. Mend that first.")
    return list(dict.fromkeys(found))


def _venue(opened: OpenBoard, asked: str) -> str:
    """The id of a venue that is named by it, by its name, or by its address on the site."""
    venues = opened.board.venues
    names = by_folded_name((name, key) for key, each in venues.items() for name in (each.name, *each.aliases))
    known = names.get(fold_name(asked))
    return known or find_record(opened.board, opened.sources.records, asked, rooms=("venues",)).name


def _find(opened: OpenBoard, day: date, venues: Sequence[str]) -> DayAtPlaces:
    older = shown_in_older_version(opened)
    dates: dict[str, list[Occurrence]] = {}
    lasting, by_hand = list[Occurrence](), list[Occurrence]()
    for event in (*opened.board.events.values(), *older.values()):
        if not event.publish_dates:
            continue
        for one in expand(event, Window(day, day + DAY)):
            is_of_day = one.day == day or one.lasts_days  # a night that began the day before is not
            if one.place.venue not in venues or one.status is Status.CANCELLED or not is_of_day:
                continue
            if event.ref.path in older:
                by_hand.append(one)
            elif one.lasts_days:
                lasting.append(one)
            else:
                dates.setdefault(event.id, []).append(one)
    return DayAtPlaces(dates, lasting, by_hand)


def _tried(opened: OpenBoard, found: DayAtPlaces, note: str) -> tuple[DayAtPlaces, Trial]:
    """The trial of cancelling it all, and what is left of it when what cannot be changed is taken out."""
    written: dict[str, dict[str, bytes]] = {}
    for event_id, dates in found.dates.items():
        event = opened.board.events[event_id]
        try:
            written[event_id] = edit_event(opened, event, _edits(opened, event, dates, note))
        except UnusableInput:
            continue
    found = found.without([each for each in found.dates if each not in written])
    trial = try_changes(opened, _joined(written))
    failed = [each for each, dates in found.dates.items() if not _is_done(opened, trial, each, dates)]
    if failed:
        found = found.without(failed)
        trial = try_changes(opened, _joined({each: written[each] for each in found.dates}))
    if trial.errors:
        raise UnusableInput(
            "Nothing was changed: what this makes wrong stands in other files. Use `bulletin check`."
        )
    return found, trial


def _joined(written: Mapping[str, Mapping[str, bytes]]) -> dict[str, bytes]:
    return {path: data for files in written.values() for path, data in files.items()}


def _edits(opened: OpenBoard, event: Event, dates: Sequence[Occurrence], note: str) -> list[Edit]:
    written = written_event(opened, event)
    if not event.is_recurring:
        return list(cancel_event(written, opened.today, note))
    return [edit for one in dates for edit in cancel_date(written, one, note)]


def _is_done(opened: OpenBoard, trial: Trial, event_id: str, dates: Sequence[Occurrence]) -> bool:
    event = opened.board.events[event_id]
    now = event_after(trial, event)
    return now is not None and all(is_off(now, one) for one in dates)


def _count(found: DayAtPlaces) -> str:
    dates = sum(len(each) for each in found.dates.values())
    return (
        f"{dates} date{' is' if dates == 1 else 's are'} cancelled"
        if dates
        else "nothing can be cancelled here"
    )


def _tell(opened: OpenBoard, found: DayAtPlaces, note: str) -> Iterator[str]:
    dates = [one for each in found.dates.values() for one in each]
    for one in sorted(dates, key=lambda one: one.sort_key):
        online = " It is online too." if one.place.online else ""
        yield f"    {name_event(one.event, opened.board)}, {describe_date(one, opened.board)}.{online}"
    if dates:
        yield (f"    Why: {note}" if note else f"    {NOT_SAID_WHY}")
        yield f"    {SUBSCRIBED['cancelled']}"
    for one in found.lasting:
        yield f"    Not cancelled, since it goes on for days: {name_event(one.event, opened.board)}."
        yield f'        To say that it is closed: bulletin note {one.event.id} "…"'
    for one in found.by_hand:
        path = (opened.content / one.event.ref.path).as_posix()
        yield f"    NOT cancelled, and shown as held: {name_event(one.event, opened.board)}."
        yield f"        No command can change {path}; mend it, or change it by hand."
