"""The feeds beside each list: the same choice of events as a calendar and as news."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.model.event import Event


@dataclass(frozen=True, slots=True)
class EventList:
    """A list of events with a page at `route`, which is without prefix.

    `events` may be past ones and ones without published dates too: feeds leave these out. `is_whole` is the
    whole board's list, which has feeds in more forms; `host` is the partner whose events it lists, else "".
    """

    title: str
    route: str
    events: tuple[Event, ...]
    is_whole: bool = False
    host: str = ""
