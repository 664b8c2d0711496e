"""`bulletin new sheet`: a workbook for a partner to fill in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from bulletin.commands.new.choose_partner import ask_partner
from bulletin.commands.new.draft_board import open_draft_board
from bulletin.files import write_new
from bulletin.manual.sheets import make_sheet
from bulletin.pipeline.check import Clock
from bulletin.problems import UnusableInput

FINE = 0
_AHEAD = timedelta(days=14)


def new_sheet(content: Path, clock: Clock, partner: str, out: Path | None) -> int:
    """Write the workbook where no file is yet. Returns the exit code."""
    draft_board = open_draft_board(content, clock)
    found = draft_board.board.partners[ask_partner(draft_board, {"partner": partner})]
    target = out or Path(f"{found.id}-events.xlsx")
    try:
        write_new(target, make_sheet(draft_board.board, found, draft_board.today + _AHEAD))
    except FileExistsError as error:
        raise UnusableInput(f"{target}: is there already; choose another name with --out.") from error
    except OSError as error:
        raise UnusableInput(f"{target}: cannot be written ({error.strerror or error}).") from error
    click.echo(
        f"Wrote {target}, for {found.name}. Every row of it is an event; what is in grey is an example."
    )
    return FINE
