"""BOARD → PROBLEMS. One small generator per rule; its docstring is the rule.

These rules need the whole Board, the day or an older Board; what one value alone can tell is a rule in
`load/`. A new rule is a generator in the module it belongs to:

    dates        past, too far ahead, endless   status       cancelled, moved, sign-up
    texts        titles, summaries, texts       links        links within the site, ids of other records
    partners     partners, co-hosts, contacts   conflicts    closed venues, rooms taken, events listed twice
    continuity   what subscribers rely on (`--base`)
    day_words    days and hours in sentences    rescheduling postponed, with and without a new date
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bulletin.check import (
    claims,
    conflicts,
    continuity,
    dates,
    day_words,
    links,
    partners,
    rescheduling,
    status,
    texts,
)
from bulletin.check.rules import CHECKS, BaseBoard, BoardView, CheckDay, run_checks
from bulletin.model.board import Board
from bulletin.model.event import PartlyRead
from bulletin.problems import Problem, Rule, Severity, sorted_problems

ROOMS = (dates, texts, claims, day_words, status, rescheduling, partners, conflicts, links, continuity)
RULES: tuple[Rule, ...] = tuple(kind for kind, _ in CHECKS)
"""Every rule declared here."""


def check_board(
    board: Board, check_day: CheckDay, *, only: Severity | None = None, partly: Iterable[PartlyRead] = ()
) -> list[Problem]:
    """Everything wrong with a Board on a day, sorted by place; `only` asks for what is of one severity.

    `partly` are events that are left out for an error: what else is wrong with them is told too.
    """
    known = {
        each.event.ref.path: each
        for each in partly
        if each.event.id not in board.events and "place" not in each.unread
    }
    if known:
        events = {**board.events, **{each.event.id: each.event for each in known.values()}}
        board = replace(board, events=dict(sorted(events.items())))
        found = run_checks(BoardView(board, check_day), only)
        return sorted_problems([problem for problem in found if _is_of_what_was_read(problem, known)])
    return sorted_problems(run_checks(BoardView(board, check_day), only))


def _is_of_what_was_read(problem: Problem, partly: Mapping[str, PartlyRead]) -> bool:
    """Whether it is not about a field that stands in for one with an error."""
    read = partly.get(problem.ref.path)
    if read is None:
        return True
    lines = {read.event.lines.get(name) for name in read.unread}
    return problem.ref.line not in lines and not any(
        name.rstrip("s") in problem.rule.id for name in read.unread
    )


__all__ = ["RULES", "BaseBoard", "BoardView", "CheckDay", "check_board"]
