"""`bulletin todo`: what staff have to do this week, as text or as a page."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.pipeline.build import ReadingOptions
from bulletin.pipeline.todo import FORMS, find_todos

FINE = 0


def todo(content: Path, themes: Path, reading: ReadingOptions, form: str) -> int:
    """Print the list. Returns the exit code: that there is something to do is no failure."""
    todos, checked = find_todos(content, reading)
    click.echo(FORMS[form](todos, checked, themes), nl=False)
    return FINE
