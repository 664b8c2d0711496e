"""LoadedEvents kept between two looks of `serve`, so that an unchanged file is not read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bulletin.load.uniqueness import Original
from bulletin.model.event import Event
from bulletin.problems import Problem


@dataclass(frozen=True, slots=True)
class EventInput:
    """An event's file with everything its LoadedEvent depends on.

    `translations` are the files beside it, `attachments` the pictures and flyers in its folder, each with its
    bytes. `context_digest` stands for the board, its venues, its days off and the event's partner. Neither
    other events nor the day matter.
    """

    original: Original
    data: bytes
    translations: tuple[tuple[str, bytes], ...]
    attachments: tuple[tuple[str, bytes], ...]
    context_digest: str


@dataclass(frozen=True, slots=True)
class LoadedEvent:
    """An event as its file gives it; `event` is None when the file is left out.

    `translations` maps each translation's path to the event's; `partner_problems` are those found in the
    defaults of its partner.
    """

    event: Event | None
    problems: tuple[Problem, ...]
    translations: Mapping[str, str]
    partner_problems: tuple[Problem, ...] = ()


class EventCache:
    """The last two LoadedEvents of each path.

    Two, since a file with an error is loaded twice in every pass: as it is, and in its last good version.
    """

    def __init__(self) -> None:
        self._loaded: dict[str, tuple[tuple[EventInput, LoadedEvent], ...]] = {}

    def find(self, asked: EventInput) -> LoadedEvent | None:
        """The LoadedEvent of an equal input; None when there is none."""
        known = self._loaded.get(asked.original.path, ())
        return next((loaded for each, loaded in known if each == asked), None)

    def add(self, asked: EventInput, loaded: LoadedEvent) -> None:
        """Keep what came of the input."""
        path = asked.original.path
        self._loaded[path] = ((asked, loaded), *self._loaded.get(path, ())[:1])
