"""`bulletin withdraw`: a record leaves every page, feed and preview, and calendars are told."""

from __future__ import annotations

from dataclasses import replace

import click

from bulletin.commands.changing.asking import ChangeRequest, confirm
from bulletin.messages.withdrawal import tell_rest, tell_withdrawal
from bulletin.pipeline.withdraw import apply_withdrawal, plan_withdrawal
from bulletin.problems import UnusableOutput

FINE = 0


def withdraw(request: ChangeRequest, record: str, reason: str) -> int:
    """Take a record off the board, and say what is left for people to do. Returns the exit code."""
    content = request.content
    planned = plan_withdrawal(content, record, reason, request.reading)
    if planned.is_done:
        click.echo(f"The {planned.told.noun} {planned.told.name} was taken off the board already.")
    else:
        # What runs by itself leaves a log, which may be public.
        told = planned.told if request.may_ask else replace(planned.told, title="")
        confirm(request, tell_withdrawal(told))
        try:
            apply_withdrawal(content, planned)
        except OSError as error:
            raise UnusableOutput(f"{content}: cannot be written ({error.strerror}). Run it again.") from error
    click.echo("\n".join(tell_rest(planned.told, content.as_posix())))
    return FINE
