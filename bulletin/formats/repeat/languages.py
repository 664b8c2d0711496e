"""A text read in one of several languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from bulletin.formats.repeat.spec import RepeatRefused
from bulletin.formats.repeat.tokens import lexicon_of

_T = TypeVar("_T")


def read_in_each(languages: Sequence[str], read: Callable[[str], _T]) -> _T:
    """What `read` makes of it in the first language it can be read in, English before the others.

    Raises `RepeatRefused`: that of the language in which most was understood.
    """
    refusals: list[RepeatRefused] = []
    for language in dict.fromkeys(("en", *languages)):
        if not lexicon_of(language).phrases:
            continue
        try:
            return read(language)
        except RepeatRefused as refused:
            refusals.append(refused)
    raise max(refusals, key=lambda refused: refused.reached)
