"""BOARD → PROBLEMS. One small generator per rule; its docstring is the rule.

These rules need the whole Board, the day or an older Board; what one value alone can tell is a rule in
`load/`. A new rule is a generator in the module it belongs to:

    dates        past, too far ahead, endless   status       cancelled, moved, sign-up
    texts        titles, summaries, texts       links        links within the site, ids of other records
    partners     partners, co-hosts, contacts   conflicts    closed venues, rooms taken, events listed twice
    continuity   what subscribers rely on (`--base`)
"""

from __future__ import annotations

from bulletin.check import conflicts, continuity, dates, links, partners, status, texts
from bulletin.check.rules import CHECKS, BaseBoard, BoardView, CheckDay, run_checks
from bulletin.model.board import Board
from bulletin.problems import Problem, Rule, Severity, sorted_problems

ROOMS = (dates, texts, status, partners, conflicts, links, continuity)
RULES: tuple[Rule, ...] = tuple(kind for kind, _ in CHECKS)
"""Every rule declared here."""


def check_board(board: Board, check_day: CheckDay, *, only: Severity | None = None) -> list[Problem]:
    """Everything wrong with a Board on a day, sorted by place; `only` asks for what is of one severity."""
    return sorted_problems(run_checks(BoardView(board, check_day), only))


__all__ = ["RULES", "BaseBoard", "BoardView", "CheckDay", "check_board"]
