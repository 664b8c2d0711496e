"""Does what a hint says: pastes a Problem's lines into the file."""

from __future__ import annotations

from collections.abc import Iterable

from bulletin.problems import Fix, Problem


def paste(text: str, fix: Fix) -> str:
    lines = text.split("\n")
    assert 1 <= fix.first <= len(lines) + 1
    assert fix.first - 1 <= fix.last <= len(lines)
    lines[fix.first - 1 : fix.last] = fix.lines
    return "\n".join(lines)


def paste_all(text: str, problems: Iterable[Problem]) -> str:
    """Every fix pasted; the first of those to choose from."""
    return paste_fixes(text, (problem.proposals[0] for problem in problems))


def paste_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """The fixes pasted from the last line to the first, so that line numbers stay true."""
    for fix in sorted(dict.fromkeys(fixes), key=lambda fix: (-fix.first, -fix.last)):
        text = paste(text, fix)
    return text
