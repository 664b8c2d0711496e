"""What staff are told before and after they change an event or put up a notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from bulletin.formats.dates import tell_day
from bulletin.messages.differences import OnBoard, tell_differences
from bulletin.messages.reports import in_sentences
from bulletin.messages.summaries import describe_date
from bulletin.model.board import Board
from bulletin.model.event import Event, Occurrence, RegistrationKind, Status
from bulletin.model.expand import next_dates
from bulletin.model.recurrence import day_of
from bulletin.problems import Problem, Severity
from bulletin.words.lists import join_words

NEXT_HELD = 2
LOOKED_AT = 60
"""So many dates are looked at for those that are held."""

SUBSCRIBED = {
    "cancelled": "Subscribed calendars get it as cancelled, at the entry they have; Google’s then hides it.",
    "moved": "In subscribed calendars the entry moves; nobody gets a second one.",
    "noted": "Subscribed calendars get it too, at the entry they have.",
}

NOT_SAID_WHY = "It is not said why: people who had planned to come will call."

LATER = (
    "When the site is made the next time, the pages, the calendars, the news feeds and the digest say so.\n"
    "Calendars that people subscribed to look again by themselves, some only after a day: whoever must know\n"
    "sooner needs a telephone call."
)


def name_event(event: Event, board: Board) -> str:
    """`“Story time” (Oak Street Club)`."""
    partner = board.partners.get(event.partner)
    return f"“{event.text.title}” ({partner.name if partner else event.partner})"


def tell_time(one: Occurrence) -> str:
    """`Thursday 14 January 2027, 10:15`."""
    clock = f", {one.start:%H:%M}" if isinstance(one.start, datetime) else ""
    return f"{tell_day(one.day)}{clock}"


def tell_change(now: OnBoard, before: OnBoard, today: date, kind: str) -> Iterator[str]:
    """The event, what people will see, the next dates, what subscribers get, and who is to be told."""
    event, note = before.event, now.event.status_note
    yield f"{name_event(event, before.board)}:"
    if now.event.status is Status.CANCELLED is not event.status:
        yield from _all_cancelled(now, today)
    else:
        yield from (f"    {line}" for line in tell_differences(now, before, today))
        if event.is_recurring and kind != "noted":
            yield from _held_next(now, today)
    if now.event.status is Status.CANCELLED and not note:
        yield f"    {NOT_SAID_WHY}"
    if note and note != event.status_note:
        yield f"    Note: {note}"
    elif note and now.event.status is not event.status:
        yield f"    Beside it people read the note that is there already: “{note}” To say another: --note"
    yield f"    {SUBSCRIBED[kind]}"
    yield from (f"    {line}" for line in _to_be_told(event, before.board, kind))


def _all_cancelled(now: OnBoard, today: date) -> Iterator[str]:
    event, ahead = now.event, next_dates(now.event, today, NEXT_HELD)
    if not event.is_recurring:
        yield f"    Cancelled: {'; '.join(_without_status(one, now.board) for one in ahead) or 'all of it'}."
        return
    told = "; ".join(_without_status(one, now.board) for one in ahead)
    yield f"    Cancelled with all its dates. The next would have been: {told}."
    if any(day_of(series.start) < today for series in event.series):
        yield "    Dates that were held before are shown as cancelled too."


def _held_next(now: OnBoard, today: date) -> Iterator[str]:
    held = [one for one in next_dates(now.event, today, LOOKED_AT) if not one.status.is_off]
    told = "; ".join(describe_date(one, now.board) for one in held[:NEXT_HELD])
    yield f"    Held next: {told}." if told else "    No date ahead is held."


def _without_status(one: Occurrence, board: Board) -> str:
    return describe_date(replace(one, status=Status.SCHEDULED), board)


def tell_problems(problems: Iterable[Problem]) -> list[str]:
    """What a change makes wrong, in sentences; neither notes nor what NOT_SAID_WHY tells."""
    told = [problem for problem in problems if problem.severity is not Severity.NOTE]
    told = [in_sentences(problem) for problem in told if problem.rule.id != "cancelled-without-note"]
    return list(dict.fromkeys(f"{problem.message} {problem.hint}".strip() for problem in told))


def tell_nearest(said: date, near: Sequence[Occurrence]) -> str:
    """That a day is no date of the event, and which are nearest."""
    dates = f" The nearest are {join_words([tell_time(one) for one in near])}." if near else ""
    return f"It has no date on {tell_day(said)}.{dates}"


def _to_be_told(event: Event, board: Board, kind: str) -> Iterator[str]:
    if kind == "noted":
        return
    if event.registration.kind in (RegistrationKind.REQUIRED, RegistrationKind.RECOMMENDED):
        yield "People sign up for it: tell those who did."
    hosts = [board.partners[host].name for host in event.hosts if host in board.partners]
    if hosts:
        yield f"Held together with {join_words(hosts)}: tell them."
