"""Which of many a mistake of ours comes up at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def find_culprit(suspects: Sequence[T], fails: Callable[[Sequence[T]], bool]) -> T | None:
    """The one with which it begins to fail, when it fails with all; None when it fails without any too.

    `fails` is asked as often as the number of suspects can be halved, always of the first so many.
    """
    if not suspects or fails(()):
        return None
    passing, failing = 0, len(suspects)
    while failing - passing > 1:
        middle = (passing + failing) // 2
        if fails(suspects[:middle]):
            failing = middle
        else:
            passing = middle
    return suspects[failing - 1]
