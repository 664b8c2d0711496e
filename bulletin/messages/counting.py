"""Numbers of things in words."""

from __future__ import annotations


def count(number: int, one: str, many: str = "") -> str:
    """`1 event`, `1,200 events`; `many` where the plural is not made with an s.

    >>> count(1, "event says", "events say")
    '1 event says'
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
