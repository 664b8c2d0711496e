"""A change of one event: what it would bring, the question whether it shall be, and the writing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import click

from bulletin.commands.changing.asking import ChangeRequest, confirm
from bulletin.formats.yaml.edit import Edit
from bulletin.messages.changing import LATER, tell_change, tell_problems
from bulletin.messages.differences import OnBoard
from bulletin.model.event import Event
from bulletin.pipeline.changing import OpenBoard, Trial, edit_event, try_changes, write_trial
from bulletin.problems import UnusableInput

FINE = 0


@dataclass(frozen=True, slots=True)
class EventChange:
    """An event and the edits of its file; `kind` is what becomes of it, and `is_done` proves that it did."""

    event: Event
    edits: Sequence[Edit]
    kind: str
    is_done: Callable[[Event], bool]


def change_event(opened: OpenBoard, request: ChangeRequest, change: EventChange) -> int:
    """Change an event's file after asking. Returns the exit code.

    Raises `UnusableInput`, with nothing written, where the change would make something wrong.
    """
    trial = try_changes(opened, edit_event(opened, change.event, change.edits))
    if trial.board is None or trial.errors:
        raise UnusableInput(tell_refused(trial))
    now = event_after(trial, change.event)
    if now is None or not change.is_done(now):
        path = (opened.content / change.event.ref.path).as_posix()
        raise UnusableInput(f"{path} says it in a way that this command cannot change. Change it by hand.")
    both = OnBoard(now, trial.board), OnBoard(change.event, opened.board)
    lines = [*tell_change(*both, opened.today, change.kind), *tell_looks(trial)]
    confirm(request, lines)
    return write(opened, trial)


def event_after(trial: Trial, event: Event) -> Event | None:
    """The event as the trial has it."""
    return trial.board.events.get(event.id) if trial.board else None


def tell_looks(trial: Trial) -> list[str]:
    """What the change makes worth a look, though it may be right."""
    return [f"    Look: {told}" for told in tell_problems(trial.problems)]


def tell_refused(trial: Trial) -> str:
    """That nothing was written, and why."""
    return f"Nothing was changed, since this would be wrong. {' '.join(tell_problems(trial.errors))}"


def write(opened: OpenBoard, trial: Trial) -> int:
    """Write the files, and say what happens now. Returns the exit code."""
    write_trial(opened, trial)
    for path in sorted(trial.written):
        click.echo(f"Changed {(opened.content / path).as_posix()}")
    click.echo(LATER)
    return FINE


def nothing_to_do(words: str) -> int:
    """Say that all is so already. Returns the exit code."""
    click.echo(f"{words} Nothing was changed.")
    return FINE
