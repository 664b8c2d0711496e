"""Whether and how to sign up."""

from __future__ import annotations

from bulletin.load.fields.datetime_reader import Clockwork
from bulletin.load.fields.record_source import Loc
from bulletin.load.fields.values import read_url
from bulletin.model.event import Registration, RegistrationKind
from bulletin.model.records.event import RegistrationRecord
from bulletin.model.recurrence import Start


def read_registration(
    clock: Clockwork, loc: Loc, record: RegistrationKind | RegistrationRecord
) -> Registration:
    """A word, or a map with the details."""
    if not isinstance(record, RegistrationRecord):
        return Registration(record)
    return Registration(
        record.kind,
        read_url(clock.ground, (*loc, "url"), record.url),
        record.phone or "",
        read_limit(clock, (*loc, "opens"), record.opens),
        read_limit(clock, (*loc, "closes"), record.closes),
        record.capacity,
        record.waitlist,
    )


def read_limit(clock: Clockwork, loc: Loc, text: str | None) -> Start | None:
    """A day, or a day and a time in the event's zone."""
    return clock.start(loc, text) if text else None
