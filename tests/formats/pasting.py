"""Does what a hint says: pastes a Problem's lines into the file."""

from __future__ import annotations

from bulletin.problems import Fix, Problem


def paste(text: str, fix: Fix) -> str:
    lines = text.split("\n")
    assert 1 <= fix.first <= len(lines) + 1
    assert fix.first - 1 <= fix.last <= len(lines)
    lines[fix.first - 1 : fix.last] = fix.lines
    return "\n".join(lines)


def paste_all(text: str, problems: list[Problem]) -> str:
    """Every fix pasted, from the last line to the first, so that line numbers stay true."""
    for problem in sorted(problems, key=lambda problem: -problem.ref.line):
        assert problem.fix is not None, problem
        text = paste(text, problem.fix)
    return text
