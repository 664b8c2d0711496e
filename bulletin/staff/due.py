"""What falls due within a week: checks, dates that end, notices, sign-ups, promises to look again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bulletin.messages.counting import count
from bulletin.model.board import Board, Notice
from bulletin.model.event import Event, Registration, RegistrationKind
from bulletin.model.freshness import check_due
from bulletin.model.occurrences import Occurrences
from bulletin.model.partner import Partner, Tier
from bulletin.model.recurrence import day_of
from bulletin.model.todo import Section, ToDo
from bulletin.staff.actions import ask_about, ask_partner, change_file
from bulletin.staff.days import in_days, near_day, on_day

AHEAD = timedelta(days=7)
"""So far ahead staff look."""

CHECK_AHEAD = timedelta(days=14)
"""So long before a partner's word runs out it is asked."""

SIGN_UP_AHEAD = timedelta(days=21)
"""What is missing before people sign up takes longer to find out."""

FEW_DATES = 3
"""A series of fewer dates is not asked whether it goes on."""


def due(board: Board, occurrences: Occurrences) -> Iterator[ToDo]:
    """What falls due, in no order."""
    yield from _checks(board, occurrences)
    yield from _notices(board, occurrences.today)
    for event_id, dates in occurrences.by_event.items():
        event = board.events[event_id]
        if event.status.is_off or not occurrences.is_ahead(event):
            continue
        yield from _review(board, event, occurrences.today)
        yield from _sign_up(board, event, occurrences.today)
        held = [one.day for one in dates if not one.status.is_off]
        if len(held) >= FEW_DATES:
            yield from _last_date(board, event, held[-1], occurrences.today)


def partners_with_events(board: Board, occurrences: Occurrences) -> Iterator[tuple[Partner, list[Event]]]:
    """The partners that are asked whether all is still right, each with its events to come."""
    coming: dict[str, list[Event]] = {}
    for event_id in occurrences.by_event:
        event = board.events[event_id]
        if occurrences.is_ahead(event):
            coming.setdefault(event.partner, []).append(event)
    for partner_id, events in sorted(coming.items()):
        partner = board.partners[partner_id]
        if partner_id != board.info.library and partner.tier is not Tier.ENDED:
            yield partner, events


def _checks(board: Board, occurrences: Occurrences) -> Iterator[ToDo]:
    today = occurrences.today
    for partner, events in partners_with_events(board, occurrences):
        day = check_due(partner)
        if day is None or not today <= day <= today + CHECK_AHEAD:
            continue
        assert partner.verified is not None
        yield ToDo(
            section=Section.DUE,
            title=partner.name,
            text=f"Last checked {on_day(partner.verified, today)}. Due {in_days(day, today)}.",
            actions=ask_partner(board, partner.id, still_right(board, events)),
            by=day,
        )


def still_right(board: Board, events: list[Event]) -> str:
    titles = "\r\n".join(f"- {event.text.title}" for event in events)
    return f"Is this still right on {board.info.title}?\r\n\r\n{titles}"


def _notices(board: Board, today: date) -> Iterator[ToDo]:
    for notice in board.info.notices:
        if notice.last and notice.is_shown(today) and notice.last <= today + AHEAD:
            yield _notice(board, notice, notice.last, today)


def _notice(board: Board, notice: Notice, last: date, today: date) -> ToDo:
    _, text = notice.text_in(board.info.language, board.info.language)
    return ToDo(
        section=Section.DUE,
        title=f"Notice “{_shortened(text.plain)}”",
        text=f"Ends {on_day(last, today)}.",
        actions=change_file(board, board.info.ref.path, "Keep it longer"),
        by=last,
    )


def _shortened(text: str, most: int = 40) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"


def _review(board: Board, event: Event, today: date) -> Iterator[ToDo]:
    day = event.review_by
    if day is None or not event.is_recurring or day > today + AHEAD:
        return
    if day < today:
        text = f"Was to be looked at by {near_day(day, today)}. Patrons read “Please check before you go”."
    else:
        text = f"To be looked at by {near_day(day, today)}: does it go on as it is?"
    question = f"Does “{event.text.title}” go on as it is?"
    yield ToDo(
        section=Section.DUE,
        title=event.text.title,
        text=text,
        actions=ask_about(board, event, question),
        by=day,
    )


def _last_date(board: Board, event: Event, last: date, today: date) -> Iterator[ToDo]:
    if not today <= last <= today + AHEAD:
        return
    question = f"The last date of “{event.text.title}” is {near_day(last, today)}. Does it go on after that?"
    yield ToDo(
        section=Section.DUE,
        title=event.text.title,
        text=f"Its last date is {near_day(last, today)}. Does it go on?",
        actions=ask_about(board, event, question),
        by=last,
    )


def _sign_up(board: Board, event: Event, today: date) -> Iterator[ToDo]:
    registration = event.registration
    if registration.kind not in (RegistrationKind.REQUIRED, RegistrationKind.RECOMMENDED):
        return
    opens, closes = (day_of(each) if each else None for each in (registration.opens, registration.closes))
    if opens and today < opens <= today + SIGN_UP_AHEAD and (missing := _missing(registration)):
        text = f"Sign-up opens {on_day(opens, today)}. {missing}"
        question = f"Sign-up for “{event.text.title}” opens {on_day(opens, today)}. {missing}"
        by = opens
    elif closes and today <= closes <= today + AHEAD:
        places = f" of {count(registration.capacity, 'place')}" if registration.capacity else ""
        text = f"Sign-up closes {on_day(closes, today)}. Is there room left{places}?"
        question = f"Sign-up for “{event.text.title}” closes {on_day(closes, today)}. Is there room left?"
        by = closes
    else:
        return
    yield ToDo(
        section=Section.DUE,
        title=event.text.title,
        text=text,
        actions=ask_about(board, event, question),
        by=by,
    )


def _missing(registration: Registration) -> str:
    if not (registration.url or registration.phone or registration.email):
        return "How people sign up is not said."
    return "" if registration.capacity else "No number of places is given."
