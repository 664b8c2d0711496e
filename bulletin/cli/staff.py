"""The work of staff: what waits, what was decided, what may go by rule."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from bulletin.cli import options


@click.command()
@click.argument("proposals", metavar="[REV]...", nargs=-1)
@options.content
@options.themes
@click.option("--base", metavar="REV", default="", help="The published version; default the usual one.")
@click.option("--author", metavar="ACCOUNT", default="", help="The account that proposes it.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "json"]),
    default="text",
    show_default=True,
    help="For people, for a summary, as one file to look at, or for programs.",
)
@options.records
@options.today
@options.debug
def review(
    themes: Path, form: str, records: Path | None, today: date | None, debug: bool, **asked: Any
) -> int:
    """Say what each proposal does, in plain words; without REV, what the content folder as it stands does.

    Where there is no version history, what is held of partners who use a shared folder.
    """
    from bulletin.commands.review import review
    from bulletin.pipeline.review import ReviewRequest

    return review(ReviewRequest(reading=options.reading(today), **asked), form, themes, records)


@click.command()
@click.argument("proposals", nargs=-1, metavar="[REV]...")
@options.content
@options.themes
@click.option(
    "--base", metavar="REV", default="", help="The published version the proposals are compared with."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html"]),
    default="text",
    show_default=True,
    help="For reading here, for a summary, or as a file to open on a telephone.",
)
@options.records
@options.today
def todo(today: date | None, form: str, **asked: Any) -> int:
    """Print what staff have to do this week: what arrived, falls due, is to be mended, who is silent.

    REV are the proposals that wait, as version history names them.
    """
    from bulletin.commands.todo import todo
    from bulletin.pipeline.todo import ToDoRequest

    return todo(ToDoRequest(reading=options.reading(today), **asked), form)


@click.command("may-merge")
@click.argument("proposal", metavar="REV")
@options.content
@click.option("--base", metavar="REV", default="", help="The published version; default the usual one.")
@click.option("--author", metavar="ACCOUNT", required=True, help="The account that proposes it.")
@click.option(
    "--done", type=click.IntRange(min=0), default=0, help="How many went on the board so within 24 hours."
)
@options.today
@options.debug
def may_merge(proposal: str, done: int, today: date | None, debug: bool, **asked: Any) -> int:
    """Say whether a proposal is dates of a trusted partner alone, so that nobody need look at it."""
    from bulletin.commands.may_merge import may_merge
    from bulletin.pipeline.review import ReviewRequest

    return may_merge(ReviewRequest(reading=options.reading(today), proposals=(proposal,), **asked), done)


@click.command()
@click.argument("about", metavar="PARTNER[/NAME]")
@click.argument("word", type=click.Choice(["accept", "edit", "ask", "hold", "decline"], case_sensitive=False))
@options.content
@click.option("--reason", metavar="CODE", default="", help="Why, by its code in the house rules.")
@click.option(
    "--received", type=options.Day(), help="The day it came in; default the day it came on the board."
)
@click.option("--say", metavar="TEXT", default="", help="What else the partner is told, or asked.")
@click.option("--language", default="", help="The language to write in; default the partner's.")
@options.records
@options.today
@options.debug
def decide(word: str, today: date | None, debug: bool, **asked: Any) -> int:
    """Write the answer to a partner, ready to send, and note what was decided. Nothing is sent.

    accept: it goes on the board; edit: so does it, with edits; ask: something is missing; hold: the manager
    decides; decline: the house rules say no. What intake holds of it goes onto the board, or is held no more;
    PARTNER alone is all that is held of a partner.
    """
    from bulletin.commands.decide import decide_and_tell
    from bulletin.model.decision import Word
    from bulletin.pipeline.decide import DecideRequest

    return decide_and_tell(DecideRequest(word=Word(word.lower()), reading=options.reading(today), **asked))


@click.command()
@options.content
@options.records
@click.option("--year", type=click.IntRange(2000, 2100), help="Count those of one year only.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "html"]),
    default="text",
    show_default=True,
    help="To read, for a spreadsheet, or for a page.",
)
@options.today
@options.debug
def decisions(form: str, today: date | None, debug: bool, **asked: Any) -> int:
    """Show how equally was decided: accepted, edited, held, declined, by kind of partner and by reason."""
    from bulletin.commands.decide import show_tallies
    from bulletin.pipeline.decide import TalliesRequest

    return show_tallies(TalliesRequest(reading=options.reading(today), **asked), form)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@options.content
@options.records
@click.option("--apply", is_flag=True, help="Let dates of partners whom the board trusts onto it at once.")
@click.option(
    "--contacts",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A table of whom you know at each partner: what others ask by mail waits for a call.",
)
@click.option("--partner", metavar="PARTNER", default="", help="Of a single file: whose it is.")
@click.option("--watch", is_flag=True, help="Stay, and look again whenever something changes.")
@options.today
@options.debug
def intake(today: date | None, partner: str, watch: bool, debug: bool, **asked: Any) -> int:
    """Take in what partners put into a shared FOLDER, a subfolder each, and answer every file beside it.

    In place of the folder, one file: a mail that somebody saved.
    """
    from bulletin.commands.intake import intake, intake_one, keep_watching
    from bulletin.pipeline.intake import IntakeRequest

    request = IntakeRequest(reading=options.reading(today), pause=options.pause, **asked)
    if request.folder.is_file():
        return intake_one(request, partner)
    return keep_watching(request) if watch else intake(request)


@click.command()
@options.content
@options.themes
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "xlsx", "ics"]),
    default="csv",
    show_default=True,
    help="A table as text, a workbook, or the calendar.",
)
@click.option("--partner", metavar="PARTNER", default="", help="The events of one partner only.")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; default: print it.")
@options.today
def export(out: Path | None, today: date | None, **asked: Any) -> int:
    """Give back the events of the board, as a sheet with a row for each, or as a calendar."""
    from bulletin.commands.export import export
    from bulletin.pipeline.export import ExportRequest

    return export(ExportRequest(reading=options.reading(today), **asked), out)
