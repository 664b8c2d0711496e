"""`bulletin export`: the events of the board, as a sheet or a calendar."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bulletin.commands.terminal import echo_checked
from bulletin.files import write_atomic
from bulletin.pipeline.check import CheckedBoard
from bulletin.pipeline.export import ExportRequest, make_export
from bulletin.problems import UnusableInput

FINE, LEFT_OUT = 0, 3
_BOM = b"\xef\xbb\xbf"
"""Without it a spreadsheet program takes the letters of a .csv file for those of another encoding."""


def export(asked: ExportRequest, out: Path | None) -> int:
    """Write the file, or print it; what is wrong goes to standard error. Returns the exit code."""
    if asked.form == "xlsx" and out is None and sys.stdout.isatty():
        raise UnusableInput("A workbook cannot be shown here. Say which file to write: --out events.xlsx")
    boards: list[CheckedBoard] = []

    def tell(checked: CheckedBoard) -> None:
        boards.append(checked)
        echo_checked(checked, asked.content)

    made = make_export(asked, tell)
    for remark in made.remarks:
        click.echo(remark, err=True)
    if out is None:
        click.echo(made.data, nl=False)
    else:
        _write(out, _BOM + made.data if asked.form == "csv" else made.data)
    return LEFT_OUT if any(checked.has_errors for checked in boards) else FINE


def _write(out: Path, data: bytes) -> None:
    try:
        write_atomic(out, data)
    except OSError as error:
        raise UnusableInput(f"{out}: cannot be written ({error.strerror or error}).") from error
    click.echo(f"Written to {out}.", err=True)
