"""From landing times to what calendars want to know (DESIGN.md, History)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from bulletin.model.board import Landing

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
"""SEQUENCE counts the whole seconds from here."""

LATEST = EPOCH + timedelta(seconds=2**31 - 1)
"""RFC 5545 §3.3.8: an INTEGER has 31 bits and a sign, so no landing time lies after this instant (2088)."""


def landing_of(times: Iterable[datetime | None], since: date, created: datetime | None = None) -> Landing:
    """The Landing of a record that depends on files with these landing times.

    `times` are aware instants, None for what nobody committed; outside version history the record's own
    `posted` and `changed` take their place. With none at all the record last changed when the board began
    (`since`, 00:00 UTC) and its SEQUENCE is 0.
    """
    known = [whole_seconds(moment) for moment in times if moment is not None]
    born = whole_seconds(created) if created else None
    if not known:
        return Landing(born, datetime.combine(since, time(), UTC), 0)
    latest = max(known)
    return Landing(born, latest, max(0, int((latest - EPOCH).total_seconds())))


def whole_seconds(moment: datetime) -> datetime:
    """The instant in UTC without its fraction of a second, not after `LATEST`."""
    return min(moment.astimezone(UTC).replace(microsecond=0), LATEST)
