"""`bulletin todo`: what staff have to do this week, as text or as a page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from bulletin.pipeline.build import ReadingOptions
from bulletin.pipeline.todo import FORMS, find_todos

FINE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDoRequest:
    """What to look at: the content, the proposals that wait, the published version they are compared with."""

    content: Path
    themes: Path
    reading: ReadingOptions
    proposals: tuple[str, ...] = ()
    base: str = ""


def todo(asked: ToDoRequest, form: str) -> int:
    """Print the list. Returns the exit code: that there is something to do is no failure."""
    todos, checked = find_todos(asked.content, asked.reading, asked.proposals, asked.base)
    click.echo(FORMS[form](todos, checked, asked.themes), nl=False)
    return FINE
