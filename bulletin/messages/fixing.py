"""What was corrected in files, line by line, and what is left for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from bulletin.formats.corrections import Correction
from bulletin.messages.reports import format_problem, in_sentences, printable
from bulletin.problems import Problem
from bulletin.words.lists import join_words

ONLY_YOU = "Left for you, since it can be meant in more than one way, or only you know it:"


def tell_fixes(
    corrections: Sequence[Correction], left: Sequence[Problem], content: Path, *, dry_run: bool
) -> str:
    """All that was done, then all that was not, then how much of both."""
    done = [line for each in corrections for line in _tell(each, content, dry_run=dry_run)]
    parts = ["\n".join(done)]
    if left:
        parts += [ONLY_YOU, "\n".join(format_problem(in_sentences(each), content) for each in left)]
    parts.append(f"{_sum_up(len(done), corrections, dry_run=dry_run)} {_sum_up_left(left)}\n")
    return "\n\n".join(part for part in parts if part)


def _tell(correction: Correction, content: Path, *, dry_run: bool) -> Iterator[str]:
    """`content/events/oak/talk.yaml, line 3: `title: Tea: for two` is now `title: "Tea: for two"`.`"""
    path = printable((content / correction.path).as_posix())
    becomes = "would be" if dry_run else "is now"
    if len(correction.old) != len(correction.new):
        old, new = (_joined(lines) for lines in (correction.old, correction.new))
        yield f"{path}, line {correction.line}: {_change(old, new, becomes)}"
        return
    pairs = zip_longest(correction.old, correction.new, fillvalue="")
    for number, (old, new) in enumerate(pairs, start=correction.line):
        if old != new:
            yield f"{path}, line {number}: {_change(old, new, becomes)}"


def _change(old: str, new: str, becomes: str) -> str:
    old, new = printable(old), printable(new)
    if not old.strip():
        return f"here {becomes} the new line `{new.strip()}`."
    if old.split() == new.split():
        return f"before `{new.strip()}` {becomes} {_spaces(len(new) - len(new.lstrip()))}."
    return f"`{old.strip()}` {becomes} `{new.strip()}`."


def _spaces(count: int) -> str:
    if count < 2:
        return "one ordinary space" if count else "no space"
    return f"{count} ordinary spaces"


def _joined(lines: Sequence[str]) -> str:
    return "` and `".join(line.strip() for line in lines)


def _sum_up(count: int, corrections: Sequence[Correction], *, dry_run: bool) -> str:
    if not count:
        return "There was nothing to correct for certain, so nothing was changed."
    files = len({each.path for each in corrections})
    told = f"{count} correction{'' if count == 1 else 's'} in {files} file{'' if files == 1 else 's'}"
    if dry_run:
        return f"{told} would be made, and nothing else. Nothing was changed."
    return f"{told}; nothing else was changed."


def _sum_up_left(left: Sequence[Problem]) -> str:
    if not left:
        return "Nothing is left to mend."
    errors = sum(each.is_error for each in left)
    counts = [f"{errors} error{'' if errors == 1 else 's'}"] if errors else []
    warnings = len(left) - errors
    counts += [f"{warnings} warning{'' if warnings == 1 else 's'}"] if warnings else []
    return f"Left for you: {join_words(counts)}."
