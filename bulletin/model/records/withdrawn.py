"""What stands in the file of a record that was taken off the board, written by `bulletin withdraw`."""

from __future__ import annotations

from bulletin.model.records.shapes import (
    Day,
    Id,
    Instant,
    Line,
    Many,
    Names,
    Record,
    Slug,
    Zone,
)


class WithdrawalRecord(Record):
    """The mark of a record that was taken off the board."""

    on: Day
    """The day it was taken off."""
    reason: Slug
    """The code of the reason, for staff."""


class WithdrawnDatesRecord(Record):
    """Dates that calendars are told are off: those of one entry."""

    start: Line
    """The first start."""
    end: Line | None = None
    """When that ends, where it was said; of whole days the last one."""
    key: Slug | None = None
    """The short name of a further repeat."""
    rrule: Line | None = None
    """The repeat, as an RFC 5545 RRULE."""
    dates: Many[Line] | None = None
    """Extra dates."""
    skip: Many[Line] | None = None
    """Dates that were left out."""


class WithdrawnRecord(Record):
    """What is left of a partner, a venue or a page that was taken off the board, in the place of its file."""

    withdrawn: WithdrawalRecord
    """The mark: nothing else that the file says is read."""
    was_at: Names[Slug] | None = None
    """Names it had before."""


class WithdrawnEventRecord(Record):
    """What is left of an event that was taken off the board, in the place of its file."""

    withdrawn: WithdrawalRecord
    """The mark: nothing else that the file says is read."""
    id: Id | None = None
    """Its permanent name, where the file has another."""
    was_at: Many[Line] | None = None
    """Old addresses that answer too."""
    hosts: Names[Slug] | None = None
    """Partners whose calendars it stood in beside its own."""
    timezone: Zone | None = None
    """The zone of its dates, where it is not the board's."""
    entries: Many[WithdrawnDatesRecord] | None = None
    """Its dates, so that calendars show them as off."""
    changed: Instant | None = None
    """When it was taken off, where there is no version history."""
