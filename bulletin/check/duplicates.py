"""Events that are listed twice, by two partners or in two files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from bulletin.check.rules import BoardView, Finding, at_field, rule
from bulletin.formats.dates import tell_day
from bulletin.model.event import Event, Occurrence
from bulletin.problems import Severity

ALIKE = 0.85
NEIGHBOURS = 4
_WORD = re.compile(r"\w+")
_SMALL = frozenset("a an and at de du et for in la le les of on the to with".split())  # noqa: SIM905 - one line of words reads better


@rule("near-duplicate", Severity.WARNING)
def near_duplicate(view: BoardView) -> Iterator[Finding]:
    """An event is on the board once.

    Two listings of the same evening drift apart, and one of them will be wrong. Co-hosts stand in `hosts`.
    """
    by_start: dict[object, list[tuple[str, Occurrence]]] = {}
    for occurrences in view.upcoming.values():
        if occurrences:
            first = occurrences[0]
            by_start.setdefault(first.start, []).append((_key(first.event), first))
    for group in by_start.values():
        group.sort(key=lambda pair: (pair[0], pair[1].event.id))
        for number, (key, occurrence) in enumerate(group):
            for other_key, other in group[number + 1 : number + 1 + NEIGHBOURS]:
                if _are_alike(key, other_key) and _may_be_one(occurrence, other):
                    yield _duplicate(view, occurrence, other)


def _key(event: Event) -> str:
    """The distinctive words of the title in alphabetical order, so that alike titles become neighbours."""
    words = {word for word in _WORD.findall(event.text.title.casefold()) if word not in _SMALL}
    return " ".join(sorted(words))


def _are_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _may_be_one(one: Occurrence, other: Occurrence) -> bool:
    """Whether they can be one event: not at two venues, not two parts of one programme."""
    if one.place.venue and other.place.venue and one.place.venue != other.place.venue:
        return False
    a, b = one.event, other.event
    return not (a.part_of and a.part_of == b.part_of) and a.part_of != b.id and b.part_of != a.id


def _duplicate(view: BoardView, one: Occurrence, other: Occurrence) -> Finding:
    new = view.check_day.new_paths
    if one.event.ref.path in new and other.event.ref.path not in new:
        one, other = other, one
    first, second = one.event, other.event
    message = (
        f"This looks like the same event as “{first.text.title}” ({first.ref.path}), on {tell_day(one.day)}."
    )
    if first.partner != second.partner:
        hint = f"Keep one of the two files, and name the other partner in it, as in: hosts: {second.partner}"
    else:
        hint = "Keep one of the two files and delete the other; or give them titles that tell them apart."
    return Finding(at_field(second, "title"), message, hint)
