"""`bulletin rename`: another name for an event, a venue or a partner."""

from __future__ import annotations

from bulletin.commands.changing.asking import ChangeRequest
from bulletin.commands.moving.carry_out import carry_out
from bulletin.messages.moving import Renamed, tell_rename
from bulletin.pipeline.calendars import calendars_with
from bulletin.pipeline.changing import open_board
from bulletin.pipeline.renames import plan_rename


def rename(request: ChangeRequest, kind: str, old: str, new: str) -> int:
    """Rename a record, and all that names it. Returns the exit code."""
    opened = open_board(request.content, request.reading)
    planned = plan_rename(opened, kind, old, new)
    board = opened.board
    uids = {series.uid for each in planned.events for series in board.events[each].series}
    told = Renamed(
        noun=planned.found.noun,
        old=planned.found.name,
        new=planned.new,
        events=planned.events,
        files=len(planned.move.paths),
        followers=len(planned.move.edits.keys() - planned.move.paths.keys()),
        calendars=calendars_with(board, opened.today, uids),
        left=planned.left,
    )
    return carry_out(opened, request, planned.move, tell_rename(told))
