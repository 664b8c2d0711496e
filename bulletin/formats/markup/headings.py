"""Headings in order: whatever was typed, a page has no gap between their levels."""

from __future__ import annotations

_LOWEST = 6


class Headings:
    """The levels of the headings of one text; the highest becomes `top`."""

    def __init__(self, top: int) -> None:
        self._top = top
        self._open: list[int] = []

    def level(self, typed: int) -> int:
        """The level of the next heading, which was typed with so many `#`."""
        while self._open and self._open[-1] >= typed:
            self._open.pop()
        self._open.append(typed)
        return min(self._top - 1 + len(self._open), _LOWEST)
