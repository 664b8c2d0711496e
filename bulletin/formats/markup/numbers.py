"""Typed numbers at the beginning of lines: the items of a list, or words that stay as they are.

Markdown counts for itself: of `5. Februar` and `12. Februar` it would make 5 and 6. So numbers are a list
only where they run on by one from the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_QUOTE = re.compile(r"(?:[ \t]*>)+ ?")
_NUMBER = re.compile(r"([0-9]{1,9})[.)](?= +\S)")
_BULLET = re.compile(r"[-*+] +(?=\S)")
_ALONE = re.compile(r"#{1,6}(?: |$)|([-*_])(?: *\1){2,} *$")
_MARKED = re.compile(r"((?:(?:[ \t]*>)+ ?)?[ ]*)([0-9]{1,9})([.)])(?= +\S)")
_INNER = re.compile(r"((?:[-*+]|[0-9]{1,9}[.)]) +(?:[-*+] +)*)([0-9]{1,9})([.)])(?= +\S)")
_NESTED = 2


class _Run(NamedTuple):
    """Numbers in one column, so many quotations deep; each with the index of its line."""

    depth: int
    indent: int
    numbers: list[tuple[int, str]]

    def holds(self, depth: int, indent: int) -> bool:
        """Whether a line there belongs to the last of the numbers."""
        return depth == self.depth and indent >= self.indent + _NESTED

    def goes_on(self, depth: int, indent: int) -> bool:
        """Whether a number there is the next one."""
        return depth == self.depth and self.indent - _NESTED < indent < self.indent + _NESTED


def find_stray_numbers(lines: list[str]) -> dict[int, bool]:
    """Indexes of the lines that begin with a number that is text, and whether others stand beside it."""
    stray: dict[int, bool] = {}
    for run in _runs(lines):
        numbers = [number for _, number in run]
        first = numbers[0]
        runs_on = all(
            number.isdecimal() and number == str(int(first) + at) for at, number in enumerate(numbers)
        )
        if len(run) < 2 or not runs_on:
            stray.update((index, len(run) > 1) for index, _ in run)
    return stray


def with_number_as_text(line: str) -> str:
    """The line with a backslash that keeps its number from being counted."""
    return _MARKED.sub(r"\1\2\\\3", line, count=1)


def with_inner_number_as_text(item: str) -> str:
    """The same of a number behind the mark of an item: `- 5. Februar`."""
    return _INNER.sub(r"\1\2\\\3", item, count=1)


def _runs(lines: list[str]) -> Iterator[list[tuple[int, str]]]:
    """Numbers that stand below each other in one column, with the indexes of their lines."""
    open_runs: list[_Run] = []
    was_empty = True
    for index, line in enumerate(lines):
        quote = _QUOTE.match(line)
        depth = quote[0].count(">") if quote else 0
        content = line[quote.end() :] if quote else line
        words = content.lstrip(" ")
        if not words:
            was_empty = True
            continue
        indent = len(content) - len(words)
        found = _NUMBER.match(words)
        ends = found is not None or was_empty or _BULLET.match(words) or _ALONE.match(words)
        while open_runs and ends and not open_runs[-1].holds(depth, indent):
            if found and open_runs[-1].goes_on(depth, indent):
                break
            yield open_runs.pop().numbers
        if found and open_runs and open_runs[-1].goes_on(depth, indent):
            open_runs[-1].numbers.append((index, found[1]))
        elif found:
            open_runs.append(_Run(depth, indent, [(index, found[1])]))
        was_empty = False
    for run in open_runs:
        yield run.numbers
