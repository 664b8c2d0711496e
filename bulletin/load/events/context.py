"""What an event's record is resolved against: the board's other records, and the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from bulletin.load.fields.names import NO_NAMES, Names
from bulletin.load.fields.record_source import RecordSource
from bulletin.model.board import BoardInfo, DaysOff, Vocabulary
from bulletin.model.partner import Partner
from bulletin.model.place import Venue
from bulletin.model.records.event import EventDefaults


class EventPartner(NamedTuple):
    """A partner as its events see it; `source` is the file in which the `defaults` stand."""

    partner: Partner
    defaults: EventDefaults | None
    source: RecordSource


@dataclass(frozen=True, slots=True)
class EventContext:
    """What an event's record is resolved against."""

    info: BoardInfo
    vocabularies: Mapping[str, Vocabulary]
    venues: Mapping[str, Venue]
    days_off: Mapping[str, DaysOff]
    attachments: Mapping[str, bytes]
    partners: Mapping[str, EventPartner] = field(default_factory=dict)
    today: date | None = None
    names: Names = NO_NAMES
