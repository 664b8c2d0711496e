"""Whether two events stand in each other's way, or may be one."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from bulletin.model.event import Event, Format

ALIKE = 0.85

_WORD = re.compile(r"\w+")
_SMALL = frozenset("a an and at de du et for in la le les of on the to with".split())  # noqa: SIM905 - one line of words reads better


def are_rivals(a: Event, b: Event) -> bool:
    """Whether two events cannot have one room at one time."""
    if a.id == b.id or Format.SELF_DIRECTED in (a.format, b.format):
        return False
    return not are_of_one_programme(a, b)


def are_of_one_programme(a: Event, b: Event) -> bool:
    """Whether one is a part of the other, or both of a third."""
    return a.part_of == b.id or b.part_of == a.id or bool(a.part_of and a.part_of == b.part_of)


def distinctive_words(title: str) -> frozenset[str]:
    """The words of a title that tell it from others."""
    return frozenset(word for word in _WORD.findall(title.casefold()) if word not in _SMALL)


def title_key(event: Event) -> str:
    """The distinctive words of the title in alphabetical order, so that alike titles become neighbours."""
    return " ".join(sorted(distinctive_words(event.text.title)))


def are_alike(one: str, other: str) -> bool:
    """Whether two keys of titles differ by little more than a letter or two."""
    if one == other:
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
