"""How to sign up, and until when: as a line of a list, on the event's page, and in news feeds."""

from __future__ import annotations

from datetime import datetime

from bulletin.model.event import Event, Registration, RegistrationKind
from bulletin.model.place import Place
from bulletin.model.recurrence import Start, day_of
from bulletin.plan.localized_board import LocalizedBoard

_FREELY = (RegistrationKind.NONE, RegistrationKind.DROP_IN)


def asks_first(event: Event, place: Place) -> bool:
    """Whether nobody can simply come, although nobody has to sign up: they know not where, or not when."""
    return not event.publish_dates or not place.is_published


def is_closed(local: LocalizedBoard, registration: Registration) -> bool:
    """Whether the last day of signing up has passed."""
    closes = registration.closes
    return closes is not None and day_of(local.board_time(closes)) < local.today


def sign_up_fact(local: LocalizedBoard, event: Event, registration: Registration, place: Place) -> str:
    """In two or three words, for a list; "" where people may just come and it need not be said."""
    phrase, kind = local.phrase, registration.kind
    if kind in _FREELY and asks_first(event, place):
        return phrase("fact.ask_first")
    if kind is RegistrationKind.NONE:
        return ""
    if is_closed(local, registration):
        return phrase("fact.closed")
    if kind is RegistrationKind.REQUIRED and registration.closes:
        return phrase("fact.required_by", day=limit_words(local, registration.closes))
    return phrase(f"fact.{kind}")


def sign_up_lines(local: LocalizedBoard, event: Event, place: Place) -> list[str]:
    """Whether to sign up, how by telephone or by e-mail, from when and until when."""
    phrase, registration = local.phrase, event.registration
    is_over = is_closed(local, registration)
    lines = []
    if registration.kind in _FREELY and asks_first(event, place):
        lines.append(asking_words(local, event))
    elif not is_over:
        lines.append(phrase(f"join.{registration.kind}"))
    if registration.phone and not is_over:
        lines.append(phrase("join.phone", phone=registration.phone))
    if registration.email and not is_over:
        lines.append(phrase("join.email", email=registration.email))
    if registration.opens and day_of(local.board_time(registration.opens)) > local.today:
        lines.append(phrase("join.opens", day=limit_words(local, registration.opens)))
    if registration.closes:
        lines.append(closing_words(local, registration.closes))
    return lines


def asking_words(local: LocalizedBoard, event: Event) -> str:
    """That one asks before coming, with the number to call where there is one."""
    phone = event.contact.phone or event.contact.text
    return local.phrase("join.call_first", phone=phone) if phone else local.phrase("join.ask_first")


def closing_words(local: LocalizedBoard, closes: Start) -> str:
    """ "Sign up by Monday 1 February, 17:00.", and after that day that it is closed."""
    is_over = day_of(local.board_time(closes)) < local.today
    return local.phrase("join.closed" if is_over else "join.closes", day=limit_words(local, closes))


def limit_words(local: LocalizedBoard, limit: Start) -> str:
    """A day, with its hour where there is one, by the board's clocks."""
    moment = local.board_time(limit)
    day = local.dates.near_day(day_of(moment), local.today)
    if not isinstance(moment, datetime):
        return day
    return local.phrase("time.at", day=day, time=local.dates.time(moment))
