"""`bulletin intake`: what partners put into a shared folder is taken in and answered."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.messages.intake import IntakeNews, format_news, is_answer_name
from bulletin.pipeline.intake import IntakeRequest, intake_file
from bulletin.pipeline.intake import intake as take_in

FINE = 0
LOOK_AGAIN, SOON = 60_000, 3_000
"""Milliseconds until the next look where nothing is seen to change; sooner while a file arrives."""


def intake(asked: IntakeRequest) -> int:
    """One run. Prints the summary; that something has to be changed is no failure."""
    click.echo(format_news(take_in(asked)), nl=False)
    return FINE


def intake_one(asked: IntakeRequest, partner: str) -> int:
    """A single file, such as a mail. Prints the summary, and where the answer lies that can be sent."""
    taken = intake_file(asked, partner)
    click.echo(format_news(taken.news), nl=False)
    if taken.answer:
        click.echo(f"\nThe answer, to be sent as it is or changed: {taken.answer.as_posix()}")
    return FINE


def keep_watching(asked: IntakeRequest) -> int:
    """A run now, and another after everything that somebody does in the folder, until it is interrupted."""
    from watchfiles import watch

    said = ""
    while True:
        news = take_in(asked)
        said = _echo_news(news, said)
        wait = SOON if news.unsettled else LOOK_AGAIN
        # Synced disks do not always tell of a change.
        seen = watch(asked.folder, watch_filter=is_somebodys, rust_timeout=wait, yield_on_timeout=True)
        next(seen, None)


def is_somebodys(_: object, path: str) -> bool:
    """Whether a changed file is what partners put there, not what a run writes itself."""
    file = Path(path)
    return not (is_answer_name(file.name) or any(part.startswith(".") for part in file.parts[-2:]))


def _echo_news(news: IntakeNews, said: str) -> str:
    """Print the summary unless it is the same as before; what was printed last."""
    text = format_news(news)
    if text != said:
        click.echo(text, nl=False)
    return text
