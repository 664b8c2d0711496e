"""The links of a text, and the lines of the file that they stand in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text: its address as published, and the line of the file it stands in."""

    url: str
    line: int


class Finder:
    """Where in the source something stands; what occurs again is looked for behind the last place."""

    def __init__(self, source: str, first_line: int) -> None:
        self._source = source
        self._first_line = first_line
        self._reached: dict[str, int] = {}

    def line_of(self, *needles: str) -> int:
        """The line of the file in which the first of `needles` that is there at all stands."""
        for needle in needles:
            position = self._source.find(needle, self._reached.get(needle, 0)) if needle else -1
            if position >= 0:
                self._reached[needle] = position + len(needle)
                return self._first_line + self._source.count("\n", 0, position)
        return self._first_line
