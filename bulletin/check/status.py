"""Cancelled, postponed and moved events, and whether they say why and where."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.check.rules import BoardView, Finding, at_field, event_rule, rule
from bulletin.formats.dates import tell_day
from bulletin.messages.facts import describe_status
from bulletin.model.event import Event, RegistrationKind, Status
from bulletin.model.place import Place
from bulletin.model.recurrence import day_of
from bulletin.problems import Severity
from bulletin.translatable import gettext as _


@event_rule("cancelled-without-note", Severity.WARNING)
def cancelled_without_note(view: BoardView, event: Event) -> Iterator[Finding]:
    """A cancelled or postponed event says why, in a few words.

    People who had planned to come read it instead of calling.
    """
    if event.status.is_off and not event.status_note:
        hint = _("Add a line in your own words, as in: status_note: The ice machine broke down.")
        yield Finding(
            at_field(event, "status"),
            _("It is {status}, but does not say why.", status=describe_status(event.status)),
            hint,
        )


@event_rule("change-without-note", Severity.NOTE)
def change_without_note(view: BoardView, event: Event) -> Iterator[Finding]:
    """A single date that is cancelled or postponed says why.

    It is shown beside the date.
    """
    for change in event.changes:
        day = day_of(change.original)
        if change.status is None or not change.status.is_off or change.note or day < view.today:
            continue
        message = _(
            "{day} is {status}, but does not say why.",
            day=tell_day(day),
            status=describe_status(change.status),
        )
        hint = _(
            "Say it as in: {day}: {status: {status}, note: the ice broke}",
            day=day,
            status=change.status.value,
        )
        yield Finding(change.ref, message, hint)


@rule("moved-online-without-address", Severity.WARNING)
def moved_online_without_address(view: BoardView) -> Iterator[Finding]:
    """What moved online says where to join.

    Without `online` people know only where it is not.
    """
    hint = _("Add the address to join, as in: online: https://meet.oak.example/story-time")
    for event in view.board.events.values():
        if event.status is Status.MOVED_ONLINE and not event.place.online:
            yield Finding(
                at_field(event, "status"), _("It moved online, but does not say where to join."), hint
            )
        for change in event.changes:
            place: Place = change.place or event.place
            if change.status is Status.MOVED_ONLINE and not place.online:
                message = _(
                    "{day} moved online, but does not say where to join.",
                    day=tell_day(day_of(change.original)),
                )
                yield Finding(change.ref, message, hint)


@event_rule("registration-without-way", Severity.WARNING)
def registration_without_way(view: BoardView, event: Event) -> Iterator[Finding]:
    """Where people must sign up, it says how.

    A web address, an e-mail address, a phone number, or at least a contact of the event or its partner.
    """
    registration = event.registration
    if registration.kind is not RegistrationKind.REQUIRED or event.contact:
        return
    if not (registration.url or registration.phone or registration.email):
        hint = _("Say how, as in: registration: {kind: required, phone: 555-0123}")
        yield Finding(
            at_field(event, "registration"), _("People must sign up, but it does not say how."), hint
        )
