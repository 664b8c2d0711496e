"""Problems as lines of text for a terminal (DESIGN.md, Problems)."""

from __future__ import annotations

import re
from pathlib import Path

from bulletin.problems import Problem

_INDENT = " " * 4
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_COMMAND = re.compile(r"^(\s*)(?=::|##\[)", re.MULTILINE)
"""A line that begins so is an order to the machine a workflow runs on, wherever it came from."""


def tell_problem(problem: Problem, content: Path) -> str:
    """The Problem in one line, and its hint indented below it; no line break at the end.

    content/events/oak/story-time.md:4: error[ends-after-start] ends on 3 March, but starts on 4 March
        hint: swap start and end
    """
    path = (content / problem.ref.path).as_posix()
    place = f"{path}:{problem.ref.line}" if problem.ref.line else path
    told = f"{place}: {problem.severity}[{problem.rule.id}] {problem.message}"
    lines = ["\n".join(_indented(told, _INDENT))]
    if problem.hint:
        lines += [f"{_INDENT}{line}" for line in _indented(f"hint: {problem.hint}", " " * 6)]
    # What is quoted from a file must not move the reader's cursor or turn its line around.
    return _COMMAND.sub(r"\1| ", _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", "\n".join(lines)))


def _indented(text: str, indent: str) -> list[str]:
    first, *rest = text.splitlines()
    return [first, *(f"{indent}{line}" if line else "" for line in rest)]
