"""What is to be mended: files that cannot be read, events listed twice, rooms taken twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bulletin.model.board import Board
from bulletin.model.freshness import local_day
from bulletin.model.todo import Section, ToDo
from bulletin.problems import Problem
from bulletin.staff.actions import change_file, look_at
from bulletin.staff.days import near_day

CONFLICTS = frozenset({"near-duplicate", "room-taken", "same-hour", "venue-closed"})
"""The rules whose Problems two partners, or staff, have to settle between them."""


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """How the files of the board were read: Problems, and what is shown in place of files with an error.

    `restored` says by path when the version that is shown was written, `left_out` names what is not shown.
    """

    problems: Sequence[Problem]
    restored: Mapping[str, datetime] = field(default_factory=dict)
    left_out: Sequence[str] = ()


def to_mend(board: Board, files: ReadFiles, today: date) -> Iterator[ToDo]:
    """What is to be mended, in no order."""
    events = {event.ref.path: event for event in board.events.values()}
    for path, written in files.restored.items():
        day = near_day(local_day(board, written), today)
        text = f"Shown as it was on {day}: its new file cannot be read."
        yield _unread(board, path, text, files.problems)
    for path in files.left_out:
        yield _unread(board, path, "Not on the board: its file cannot be read.", files.problems)
    for problem in files.problems:
        event = events.get(problem.ref.path)
        if event and problem.rule.id in CONFLICTS:
            yield ToDo(
                section=Section.MEND,
                title=event.text.title,
                text=problem.message,
                actions=(look_at(board, event),),
            )


def _unread(board: Board, path: str, text: str, problems: Sequence[Problem]) -> ToDo:
    errors = [problem for problem in problems if problem.ref.path == path and problem.is_error]
    lines = {problem.ref.line for problem in errors}
    event = next((event for event in board.events.values() if event.ref.path == path), None)
    return ToDo(
        section=Section.MEND,
        title=event.text.title if event else path,
        text=" ".join((text, *(problem.message for problem in errors[:1]))),
        actions=change_file(board, path, "Mend one line" if len(lines) == 1 else "Mend the file"),
    )
