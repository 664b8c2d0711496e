"""`bulletin digest`: the coming week, to paste into a newsletter."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.commands.terminal import echo_checked
from bulletin.pipeline.check import CheckedBoard, ReadingOptions
from bulletin.pipeline.digest import make_digest

FINE, LEFT_OUT = 0, 3


def digest(content: Path, reading: ReadingOptions, form: str, language: str) -> int:
    """Print the digest; what is wrong with the content goes to standard error. Returns the exit code."""
    boards: list[CheckedBoard] = []

    def tell(checked: CheckedBoard) -> None:
        boards.append(checked)
        echo_checked(checked, content)

    click.echo(make_digest(content, reading, form, language, tell), nl=False)
    return LEFT_OUT if any(checked.has_errors for checked in boards) else FINE
