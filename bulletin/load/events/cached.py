"""What came of event files before, so that a file that has not changed is not read again.

What comes of a file is decided by the file and by what an EventFile names beside it, and by nothing else:
neither by other events nor by the day. Whoever keeps Readings, in memory or on a disk, asks by that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bulletin.load.uniqueness import Original
from bulletin.model.event import Event
from bulletin.problems import Problem


@dataclass(frozen=True, slots=True)
class EventFile:
    """An event's file with all that decides what comes of it: the same again comes to the same Reading.

    `translations` are the files beside it, `attachments` the pictures and flyers in its folder, each with its
    bytes. `surroundings` is a digest of the board, its venues, its days off and the event's partner.
    """

    path: str
    slug: str
    partner: str
    data: bytes
    translations: tuple[tuple[str, bytes], ...]
    attachments: tuple[tuple[str, bytes], ...]
    surroundings: str

    @property
    def original(self) -> Original:
        return self.path, self.slug, self.partner


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of an event's file. `event` is None when it is left out.

    `of_partner` is what was found wrong meanwhile in the defaults of its partner.
    """

    event: Event | None
    problems: tuple[Problem, ...]
    translations: Mapping[str, str]
    of_partner: tuple[Problem, ...] = ()


class Kept(Protocol):
    """Readings of earlier passes. A file that our reader broke at, or took too long for, is kept as well."""

    def find(self, file: EventFile) -> Reading | None:
        """What came of this very file in these very surroundings; None when that is not known."""

    def keep(self, file: EventFile, reading: Reading) -> None:
        """Remember what came of the file."""


class KeptHere:
    """Readings kept in the memory of this process: the last two of each path.

    Two, since a file with an error is read twice in every pass: as it is, and in its last good version.
    """

    def __init__(self) -> None:
        self._readings: dict[str, tuple[tuple[EventFile, Reading], ...]] = {}

    def find(self, file: EventFile) -> Reading | None:
        return next((reading for each, reading in self._readings.get(file.path, ()) if each == file), None)

    def keep(self, file: EventFile, reading: Reading) -> None:
        self._readings[file.path] = ((file, reading), *self._readings.get(file.path, ())[:1])
