"""`bulletin combine`: a duplicate becomes one event that two partners hold."""

from __future__ import annotations

from bulletin.commands.changing.asking import ChangeRequest
from bulletin.commands.moving.carry_out import carry_out
from bulletin.messages.moving import Combined, tell_combination
from bulletin.pipeline.calendars import calendars_with
from bulletin.pipeline.changing import open_board
from bulletin.pipeline.combining import plan_combination


def combine(request: ChangeRequest, event: str, into: str, *, accept: bool) -> int:
    """Make one event of two. Returns the exit code."""
    opened = open_board(request.content, request.reading)
    planned = plan_combination(opened, event, into, accept=accept)
    board, gone = opened.board, planned.gone
    told = Combined(
        gone=f"“{gone.text.title}” ({gone.id})",
        kept=f"“{planned.kept.text.title}” ({planned.kept.id})",
        host=board.partners[gone.partner].name,
        leader=board.partners[planned.kept.partner].name,
        accepts=planned.accepts,
        calendars=calendars_with(board, opened.today, {series.uid for series in gone.series}),
        differences=planned.differences,
        removed=planned.move.removed,
    )
    return carry_out(opened, request, planned.move, tell_combination(told))
