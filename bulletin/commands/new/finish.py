"""The new file on the disk, how it is understood, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping

import click

from bulletin.commands.new.draft_board import Desk
from bulletin.formats.nodes import Tree
from bulletin.messages.reports import format_problem
from bulletin.messages.summaries import format_read_back, read_back
from bulletin.problems import Severity

FINE = 0


def examples_of(desk: Desk) -> dict[str, Tree]:
    """Examples in this board's own words, for fields whose words a board chooses."""
    words = desk.board.vocabularies
    facts = desk.board.info.access_core or tuple(term.id for term in words["access"].terms)
    return {
        "categories": words["categories"].terms[0].id,
        "audience": words["audiences"].terms[0].id,
        "needs": words["needs"].terms[0].id,
        "kind": words["kinds"].terms[0].id,
        "access": dict.fromkeys(facts[:2], "yes"),
        "repeat": "every day, 3 times",
        "closed": f"{desk.today.year}-12-24 to {desk.today.year}-12-28",
        "image": "poster.jpg",
        "logo": "logo.png",
        "transit": "Bus 4, stop Oak Street",
    }


def finish(desk: Desk, path: str, text: str, beside: Mapping[str, bytes] | None = None) -> int:
    """Write the file and those that belong to it; tell of all. Returns the exit code."""
    loaded, problems = desk.read(path, text)
    target = desk.write(path, text.encode())
    click.echo(f"Wrote {target}")
    for other, data in (beside or {}).items():
        click.echo(f"Wrote {desk.write(other, data)}")
    for problem in problems:
        if problem.severity is not Severity.NOTE:
            click.echo(format_problem(problem, desk.content), err=True)
    for event in loaded.board.events.values() if loaded.board else ():
        if event.ref.path == path:
            click.echo("\nThis is how it is understood:")
            click.echo(format_read_back(read_back(event, desk.today, target.as_posix())))
    click.echo(f"\nNext: open {target} and add what people should know;")
    click.echo("lines that begin with # are suggestions. Then make sure that all is well:")
    click.echo(f"    bulletin check {target}{_where(desk)}")
    if not desk.posted:
        click.echo("Hand it in like every change: commit it, and push it or open a pull request.")
    return FINE


def _where(desk: Desk) -> str:
    return "" if desk.content.as_posix() == "content" else f" --content {desk.content}"
