"""Of all that is proposed for one line of a file, what is told."""

from __future__ import annotations

import re
from dataclasses import replace

from bulletin.problems import Fix, Problem


def merge_hints(problems: list[Problem]) -> list[Problem]:
    """The Problems in their order, with one proposal at most for a line.

    What is found later proposes a line with everything mended that was found before; of proposals for more
    lines and for fewer the one for more stays. The others keep their message, and lose their hint. Nothing is
    told of the name of a field that is proposed anew, nor that a field is missing which another hint writes.
    """
    problems = _without_answered(problems)
    merged = list(problems)
    by_path: dict[str, list[int]] = {}
    for number, problem in enumerate(problems):
        if problem.proposals:
            by_path.setdefault(problem.ref.path, []).append(number)
    for numbers in by_path.values():
        told = _Told()
        last = {problems[number].proposals: number for number in numbers}
        for number in sorted(numbers, key=lambda at: _rank(problems[at], last)):
            problem = problems[number]
            if not told.take(problem.proposals):
                merged[number] = replace(problem, hint="", fix=None, choices=())
    return _without_names(merged)


class _Told:
    """The proposals for one file that are told, none of which meets another."""

    def __init__(self) -> None:
        self._fixes: list[Fix] = []
        self._fields: set[str] = set()

    def take(self, proposals: tuple[Fix, ...]) -> bool:
        """Whether these meet none of the others, and are told too."""
        fields = frozenset[str]().union(*(fix.fields for fix in proposals))
        if fields & self._fields or any(one.overlaps(two) for one in proposals for two in self._fixes):
            return False
        self._fixes += proposals
        self._fields |= fields
        return True


def _rank(problem: Problem, last: dict[tuple[Fix, ...], int]) -> tuple[int, int, bool]:
    """Before which others a proposal is kept: for more lines, found later, of an error.

    `last` is where each proposal stands last.
    """
    return (-problem.breadth, -last[problem.proposals], not problem.is_error)


_OF_NAMES = "unknown-field"
"""The rule about the names of fields."""


def _without_names(problems: list[Problem]) -> list[Problem]:
    """Without those about the name of a field in whose place another one proposes a line."""
    written: dict[str, list[Fix]] = {}
    for problem in problems:
        if problem.rule.id != _OF_NAMES:
            written.setdefault(problem.ref.path, []).extend(problem.proposals)
    return [
        problem
        for problem in problems
        if problem.rule.id != _OF_NAMES
        or problem.proposals
        or not any(fix.first <= problem.ref.line <= fix.last for fix in written.get(problem.ref.path, ()))
    ]


_ASKED_FOR = {"no-cost": ("cost",), "no-category": ("categories",), "no-end": ("end", "duration")}
"""What each rule asks for that only misses a field."""


def _without_answered(problems: list[Problem]) -> list[Problem]:
    """Without those that only miss a field which the hint of another one in the file writes."""
    asking = {problem.ref.path for problem in problems if problem.rule.id in _ASKED_FOR}
    hints: dict[str, list[str]] = {}
    for problem in problems:
        if problem.ref.path in asking and problem.rule.id not in _ASKED_FOR:
            hints.setdefault(problem.ref.path, []).append(problem.hint)
    return [
        problem
        for problem in problems
        if not any(
            re.search(rf"(?:^|: |^\s*){name}: ", hint, re.MULTILINE)
            for name in _ASKED_FOR.get(problem.rule.id, ())
            for hint in hints.get(problem.ref.path, ())
        )
    ]
