"""`bulletin retire`: a partner leaves on a day."""

from __future__ import annotations

from datetime import date
from functools import partial

from bulletin.commands.changing.asking import ChangeRequest
from bulletin.commands.moving.carry_out import carry_out
from bulletin.messages.moving import Retired, tell_retirement
from bulletin.pipeline.calendars import calendars_with
from bulletin.pipeline.changing import open_board
from bulletin.pipeline.retiring import check_retirement, plan_retirement


def retire(request: ChangeRequest, partner: str, last: date, note: str = "") -> int:
    """Let a partner leave. Returns the exit code."""
    opened = open_board(request.content, request.reading)
    planned = plan_retirement(opened, partner, last, note.strip())
    events = (*planned.ended, *planned.cancelled)
    uids = {series.uid for event in events for series in event.series}
    told = Retired(
        name=planned.partner.name,
        last=last,
        ended=tuple(event.id for event in planned.ended),
        cancelled=tuple(event.id for event in planned.cancelled),
        with_others=tuple(event.ref.path for event in planned.with_others),
        calendars=calendars_with(opened.board, opened.today, uids),
    )
    check = partial(check_retirement, planned, opened.board)
    return carry_out(opened, request, planned.move, tell_retirement(told), check=check)
