"""What commands that move records ask before they change anything."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from bulletin.problems import UnusableInput


def confirm(lines: Iterable[str], *, yes: bool) -> None:
    """Say what will happen, and ask whether it shall.

    Raises `UnusableInput` where nobody can be asked, and `click.Abort` for a no.
    """
    click.echo("\n".join(lines))
    if yes:
        return
    if not sys.stdin.isatty():
        raise UnusableInput("Nothing was changed. To go on without being asked, add --yes.")
    click.confirm("Shall this be done?", abort=True)
