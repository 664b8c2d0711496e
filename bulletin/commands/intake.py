"""`bulletin intake`: what partners put into a shared folder is taken in and answered."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import click

from bulletin.messages.intake import IntakeNews, format_news, is_answer_name
from bulletin.pipeline.intake import IntakeRequest, intake_file
from bulletin.pipeline.intake import intake as take_in
from bulletin.problems import BulletinError

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
    """A run now, and another after everything that somebody does in the folder, until it is interrupted.

    What makes the first run impossible ends it. What comes later is told, and tried again: a disk that is
    away, a board.yaml that somebody is writing, another run.
    """
    news = take_in(asked)
    said = _tell(format_news(news), "")
    while True:
        wait_for_change(asked.folder, SOON if news.unsettled else LOOK_AGAIN)
        try:
            news = take_in(asked)
        except BulletinError as error:
            news = IntakeNews()
            said = _tell(f"{error}\n", said, is_wrong=True)
        else:
            said = _tell(format_news(news), said)


def wait_for_change(folder: Path, longest: int) -> None:
    """Return when somebody did something in the folder, and after so many milliseconds at the latest."""
    from watchfiles import watch

    try:
        # Synced disks do not always tell of a change.
        seen = watch(
            folder,
            watch_filter=is_somebodys,
            rust_timeout=longest,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
        next(seen, None)
    except (OSError, RuntimeError):  # it is away, or the system watches no further folder
        Event().wait(longest / 1000)


def is_somebodys(_: object, path: str) -> bool:
    """Whether a changed file is what partners put there, not what a run writes itself."""
    file = Path(path)
    return not (is_answer_name(file.name) or any(part.startswith(".") for part in file.parts[-2:]))


def _tell(text: str, said: str, *, is_wrong: bool = False) -> str:
    """Print a text unless it is the same as before; what was printed last."""
    if text != said:
        click.echo(text, nl=False, err=is_wrong)
    return text
