"""`bulletin todo`: what staff have to do this week, as text or as a page."""

from __future__ import annotations

import click

from bulletin.pipeline.todo import FORMS, ToDoRequest, find_todos

FINE = 0


def todo(asked: ToDoRequest, form: str) -> int:
    """Print the list. Returns the exit code: that there is something to do is no failure."""
    todos, checked = find_todos(asked)
    click.echo(FORMS[form](todos, checked, asked.themes), nl=False)
    return FINE
