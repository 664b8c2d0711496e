"""No two records at one address, no two events with one permanent id: what was there first stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from bulletin.files import collisions
from bulletin.formats.records import slug_of, split_name
from bulletin.load.fields.record_source import without_tag
from bulletin.load.history.revisions import FileHistory
from bulletin.model.event import Event
from bulletin.model.place import PlaceKind
from bulletin.problems import Problem, Rule, Severity, SourceRef
from bulletin.translatable import gettext as _

SAME_ADDRESS = Rule(
    "same-address",
    Severity.ERROR,
    "No two files come to the same address on the site.",
    "The one that was there first stays as it is: nobody can take over what somebody else has published.",
)
SAME_ID = Rule(
    "same-id",
    Severity.ERROR,
    "No two events have the same permanent id.",
    "Subscribers' calendars would show one of them in place of the other.",
)
SAME_NAME = Rule(
    "same-name",
    Severity.ERROR,
    "No two files have names that some computers cannot tell apart.",
    "The one that was there first stays as it is.",
)

_NEVER = datetime.max.replace(tzinfo=UTC)
_ANOTHER = {
    "events": _("another event"),
    "venues": _("another venue"),
    "partners": _("another partner"),
    "calendars": _("another calendar"),
    "pages": _("another page"),
}
_THE_SAME = {
    "events": _("the same event"),
    "venues": _("the same venue"),
    "partners": _("the same partner"),
    "calendars": _("the same calendar"),
    "pages": _("the same page"),
}
_Rank = tuple[bool, datetime, bool, str]


class Original(NamedTuple):
    """A record that is no translation; `folder` is the one below its room, the partner of an event."""

    path: str
    slug: str
    folder: str


@dataclass(frozen=True, slots=True)
class Seniority:
    """Which of two files was there first.

    `paths` are files known to have been there before those that are handed in (none: nothing is known),
    `owners` the paths of events by the id they had then. What neither tells, version history does.
    """

    history: FileHistory | None = None
    paths: frozenset[str] = frozenset()
    owners: Mapping[str, str] = field(default_factory=dict)

    def rank(self, path: str) -> _Rank:
        """Sorts what was there first to the front; else the file whose own name is its address."""
        is_new = bool(self.paths) and path not in self.paths
        return is_new, self._appeared(path), not _is_spelled_as_slug(path), path

    def claim(self, event: Event) -> tuple[bool, datetime, datetime, bool, bool, str]:
        """Sorts the event that had its id first to the front; else the one at the id's address."""
        path = event.ref.path
        own_address = f"{path.split('/')[-2]}/{event.slug}" == event.id
        owner = self.owners.get(event.id)
        since = self._appeared(path) if own_address else self._held_since(path, event.id)
        created = (self.history.created(path) if self.history else None) or _NEVER
        own_partner = event.id.partition("/")[0] == event.partner
        return owner is not None and owner != path, since, created, not own_address, not own_partner, path

    def _appeared(self, path: str) -> datetime:
        return (self.history.appeared(path) if self.history else None) or _NEVER

    def _held_since(self, path: str, event_id: str) -> datetime:
        return (self.history.held_since(path, event_id.encode()) if self.history else None) or _NEVER


def _is_spelled_as_slug(path: str) -> bool:
    name, _tag = split_name(path)
    return name == slug_of(name)


def settle_names(
    records: Mapping[str, bytes], others: Iterable[str], seniority: Seniority
) -> tuple[dict[str, bytes], list[Problem]]:
    """The records whose names any computer can tell apart, with one translation for each language.

    Of files that cannot live beside each other the first stays; the rest are Problems. `others` are the
    files that are no records.
    """
    kept = dict(records)
    problems = []
    for group in collisions((*records, *others)):
        first, *rest = sorted(group, key=seniority.rank)
        for path in rest:
            message = _(
                "Some computers cannot tell the names of this file and {name} apart.", name=_name(first)
            )
            hint = _("Choose another file name; {name} was there first and stays.", name=_name(first))
            problems.append(Problem(SourceRef(path, 1, 1), SAME_NAME, message, hint))
            kept.pop(path, None)
    translations: dict[tuple[str, str], list[str]] = {}
    for path in kept:
        if tag := split_name(path)[1]:
            translations.setdefault((without_tag(path), tag), []).append(path)
    for (_original, tag), paths in translations.items():
        first, *rest = sorted(paths, key=seniority.rank)
        for path in rest:
            message = _(
                "There is a translation into “{tag}” already, {name}, which stays as it is.",
                tag=tag,
                name=_name(first),
            )
            hint = _("Put everything into {name} and delete this file.", name=_name(first))
            problems.append(Problem(SourceRef(path, 1, 1), SAME_ADDRESS, message, hint))
            del kept[path]
    return kept, problems


def assign_addresses(
    originals: Iterable[Original], rank: Callable[[str], _Rank]
) -> tuple[list[Original], list[Problem]]:
    """The records whose address is free, and a Problem for each whose address an earlier one has."""
    taken: dict[tuple[str, str], str] = {}
    kept: list[Original] = []
    problems: list[Problem] = []
    for original in sorted(originals, key=lambda each: rank(each.path)):
        owner = taken.setdefault((original.folder, original.slug), original.path)
        if owner == original.path:
            kept.append(original)
        else:
            problems.append(_taken(original, owner))
    return kept, problems


def _taken(original: Original, owner: str) -> Problem:
    room = original.path.partition("/")[0]
    message = _(
        "That name is already {another}, {name}, which stays as it is.",
        another=_ANOTHER.get(room, _("another record")),
        name=_name(owner),
    )
    ending = original.path.rpartition(".")[2]
    hint = _(
        "Choose another file name, as in {slug}-2.{ending}. If it is {the_same}, change {name} "
        "instead and delete this file.",
        slug=original.slug,
        ending=ending,
        the_same=_THE_SAME.get(room, _("the same record")),
        name=_name(owner),
    )
    return Problem(SourceRef(original.path, 1, 1), SAME_ADDRESS, message, hint)


def assign_ids(events: Iterable[Event], seniority: Seniority) -> tuple[dict[str, Event], list[Problem]]:
    """Events by id, and a Problem for each whose id another one has."""
    by_id: dict[str, list[Event]] = {}
    for event in events:
        by_id.setdefault(event.id, []).append(event)
    problems: list[Problem] = []
    found: dict[str, Event] = {}
    for event_id, claiming in sorted(by_id.items()):
        owner, *rest = claiming if len(claiming) == 1 else sorted(claiming, key=seniority.claim)
        found[event_id] = owner
        problems += [_same_id(event, owner) for event in rest]
    return found, problems


def _same_id(event: Event, owner: Event) -> Problem:
    # What is confidential is told to nobody but its own partner.
    is_secret = owner.place.kind is PlaceKind.CONFIDENTIAL and owner.partner != event.partner
    whose = _("another event") if is_secret else owner.ref.path
    message = _("The id {id} belongs to {owner}, which stays as it is.", id=event.id, owner=whose)
    if "id" not in event.lines:
        hint = _("Choose another file name.")
    else:
        hint = _("Delete the line `id:`, or give this event an id of its own.")
    return Problem(SourceRef(event.ref.path, event.lines.get("id", 1), 1), SAME_ID, message, hint)


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]
