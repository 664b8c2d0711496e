"""`bulletin decide` and `bulletin decisions`: an answer to a partner with its line in the list, and the list
as a table."""

from __future__ import annotations

import click

from bulletin.messages.letters import format_letter
from bulletin.messages.tallies import format_csv, format_html, format_text
from bulletin.pipeline.decide import DecideRequest, TalliesRequest, decide, read_tallies

FINE = 0
FORMS = {"text": format_text, "csv": format_csv, "html": format_html}


def decide_and_tell(asked: DecideRequest) -> int:
    """Print the letters, and where the decision is noted. Returns the exit code."""
    decided = decide(asked)
    click.echo("\n".join(format_letter(letter) for letter in decided.letters), nl=False)
    noted = "Noted in" if decided.is_new else "That is noted already in"
    remarks = (*decided.remarks, f"{noted} {decided.list}. Nothing was sent.")
    click.echo("\n" + "\n".join(remarks), err=True)
    return FINE


def show_tallies(asked: TalliesRequest, form: str) -> int:
    """Print how equally was decided, as `form` (text, csv, html). Returns the exit code."""
    click.echo(FORMS[form](read_tallies(asked)), nl=False)
    return FINE
