"""No two records at one address, no two events with one permanent id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bulletin.model.event import Event
from bulletin.model.place import PlaceKind
from bulletin.problems import Problem, Rule, Severity, SourceRef

SAME_ADDRESS = Rule("same-address", Severity.ERROR, "No two files come to the same address on the site.")
SAME_ID = Rule(
    "same-id",
    Severity.ERROR,
    "No two events have the same permanent id.",
    "Subscribers' calendars would show one of them in place of the other.",
)


class Original(NamedTuple):
    """A record that is no translation; `folder` is the one below its room, the partner of an event."""

    path: str
    slug: str
    folder: str


def assign_addresses(originals: Iterable[Original]) -> tuple[list[Original], list[Problem]]:
    """The records whose address is free, and a Problem for each whose address an earlier one has."""
    taken: dict[tuple[str, str], str] = {}
    kept: list[Original] = []
    problems: list[Problem] = []
    for original in originals:
        path = original.path
        owner = taken.setdefault((original.folder, original.slug), path)
        if owner == path:
            kept.append(original)
            continue
        names = f"{owner.rsplit('/', 1)[-1]} and {path.rsplit('/', 1)[-1]}"
        if owner.rpartition(".")[0] == path.rpartition(".")[0]:
            message = f"{names} are the same record twice; only the first is shown."
            hint = "Put everything into one of them and delete the other."
        else:
            message = f"{names} would stand at the same address; only the first is shown."
            hint = "Rename this file."
        problems.append(Problem(SourceRef(path, 1, 1), SAME_ADDRESS, message, hint))
    return kept, problems


def assign_ids(events: Iterable[Event]) -> tuple[dict[str, Event], list[Problem]]:
    """Events by id, and a Problem for each whose id another one has."""
    found: dict[str, Event] = {}
    problems: list[Problem] = []
    ordered = sorted(events, key=_precedence)
    for event in ordered:
        owner = found.setdefault(event.id, event)
        if owner is not event:
            is_secret = owner.place.kind is PlaceKind.CONFIDENTIAL and owner.partner != event.partner
            message = f"The id {event.id} belongs to {'another event' if is_secret else owner.ref.path}."
            line = event.lines.get("id", 1)
            hint = "Delete the line `id:`, or give this event an id of its own."
            problems.append(Problem(SourceRef(event.ref.path, line, 1), SAME_ID, message, hint))
    return dict(sorted(found.items())), problems


def _precedence(event: Event) -> tuple[bool, bool, str]:
    """Sorts the events that keep an id first: by the id's address, then by its partner, then by path."""
    own_address = f"{event.partner}/{event.slug}" == event.id
    own_partner = event.id.partition("/")[0] == event.partner
    return not own_address, not own_partner, event.ref.path
