"""One address, one record; one permanent id, one event. Whoever's own path gives it keeps it."""

from __future__ import annotations

from collections.abc import Iterable

from bulletin.model.event import Event
from bulletin.problems import Problem, Rule, Severity, SourceRef

SAME_ADDRESS = Rule("same-address", Severity.ERROR, "No two files come to the same address on the site.")
SAME_ID = Rule(
    "same-id",
    Severity.ERROR,
    "No two events have the same permanent id.",
    "Subscribers' calendars would show one of them in place of the other.",
)

Original = tuple[str, str, str]
"""Path, slug, folder of a record."""


def claim_addresses(room: str, originals: Iterable[Original]) -> tuple[list[Original], list[Problem]]:
    """The records that keep their address, and a Problem for each that lost it.

    `originals` come in the order in which they may claim.
    """
    taken: dict[tuple[str, str], str] = {}
    kept: list[Original] = []
    problems: list[Problem] = []
    for path, slug, folder in originals:
        owner = taken.setdefault((folder, slug), path)
        if owner == path:
            kept.append((path, slug, folder))
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


def claim_ids(events: Iterable[Event]) -> tuple[dict[str, Event], list[Problem]]:
    """Events by id, and a Problem for each that claims an id another one has."""
    found: dict[str, Event] = {}
    problems: list[Problem] = []
    own_first = sorted(events, key=_claim)
    for event in own_first:
        owner = found.setdefault(event.id, event)
        if owner is not event:
            message = f"The id {event.id} belongs to {owner.ref.path}."
            line = event.lines.get("id", 1)
            hint = "Delete the line `id:`, or give this event an id of its own."
            problems.append(Problem(SourceRef(event.ref.path, line, 1), SAME_ID, message, hint))
    return dict(sorted(found.items())), problems


def _claim(event: Event) -> tuple[bool, bool, str]:
    """Sorts first who has the best claim to its id: by its own address, then by its own partner."""
    own_address = f"{event.partner}/{event.slug}" == event.id
    own_partner = event.id.partition("/")[0] == event.partner
    return not own_address, not own_partner, event.ref.path
