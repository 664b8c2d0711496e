"""A move of records: what it would bring, the question whether it shall be, and the writing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

from bulletin.commands.changing.asking import ChangeRequest, confirm
from bulletin.messages.changing import LATER, tell_problems
from bulletin.pipeline.changing import OpenBoard
from bulletin.pipeline.moving import Move, MoveTrial, try_move, write_move
from bulletin.problems import UnusableInput

FINE = 0


def carry_out(
    opened: OpenBoard,
    request: ChangeRequest,
    move: Move,
    lines: Iterable[str],
    check: Callable[[MoveTrial], None] = lambda trial: None,
) -> int:
    """Make the move after asking, with the `lines` that say what it does. Returns the exit code.

    Raises `UnusableInput`, with nothing written, where it would make something wrong, or where `check` does
    so, which looks at what it would make.
    """
    trial = try_move(opened, move)
    if trial.board is None or trial.errors:
        raise UnusableInput(
            f"Nothing was changed, since this would be wrong. {' '.join(tell_problems(trial.errors))}"
        )
    check(trial)
    # That the partner leaves is what was asked for; whom to ask because of it is among the lines.
    unforeseen = (each for each in trial.problems if each.rule.id != "ended-partner")
    looks = [f"- Look at {each.ref.path}: {told}" for each in unforeseen for told in tell_problems([each])]
    confirm(request, [*lines, *looks])
    write_move(opened, trial)
    number = len(trial.changes.written)
    click.echo(f"Done: {number} file{'' if number == 1 else 's'} written below {opened.content.as_posix()}.")
    click.echo(LATER)
    return FINE
