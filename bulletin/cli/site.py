"""The site: build it, check it, serve it, and what its records look like."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from bulletin.cli import options


@click.command()
@options.content
@options.themes
@click.option("--out", type=click.Path(path_type=Path), default="public", show_default=True, help="Where to.")
@options.today
@click.option("--strict", is_flag=True, help="Write nothing when any file has an error.")
@click.option("--jobs", type=click.IntRange(1, 64), help="How many processes; default one per core.")
@click.option("--preview", type=click.Path(path_type=Path), help="Write one HTML file to look at instead.")
@options.debug
def build(preview: Path | None, jobs: int | None, today: date | None, **asked: Any) -> int:
    """Build the site."""
    from bulletin.commands.build import build_preview, build_site
    from bulletin.pipeline.build import BuildRequest

    request = BuildRequest(reading=options.reading(today, jobs), **asked)
    return build_preview(request, preview) if preview else build_site(request)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.content
@click.option("--base", metavar="REV", help="Compare with this revision: what is new, what is gone.")
@click.option(
    "--author",
    metavar="ACCOUNT",
    default="",
    help="With --base: the account that proposes the change; refuse what is not its to change.",
)
@click.option(
    "--forbidden", type=click.Path(path_type=Path), help="A file of strings that may stand nowhere."
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="With --forbidden: look into the built site too."
)
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    help="Read the calendars of this built site back, and compare them with the content.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json", "summary", "comment"]),
    default="text",
    show_default=True,
    help="How to tell.",
)
@options.today
@options.debug
def check(paths: tuple[Path, ...], today: date | None, form: str, **asked: Any) -> int:
    """Tell everything that is wrong in the content, in plain words.

    A PATH with a board.yaml is the content folder; any other narrows the report to it.
    """
    from bulletin.commands.check import CheckRequest, check

    if asked["author"] and asked["base"] is None:
        raise click.UsageError("--author goes with --base: what is proposed is what differs from a version.")
    return check(CheckRequest(paths=paths, reading=options.reading(today), **asked), form)


@click.command()
@options.content
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "text", "markdown"]),
    default="html",
    show_default=True,
    help="For a newsletter, for a plain letter, or for a program that takes Markdown.",
)
@click.option("--language", default="", help="One of the board's languages; default its first.")
@options.today
@options.debug
def digest(content: Path, form: str, language: str, today: date | None, debug: bool) -> int:
    """Print the coming week, ready to paste into a newsletter."""
    from bulletin.commands.digest import digest

    return digest(content, options.reading(today), form, language)


@click.command()
@click.argument(
    "record", type=click.Choice(["event", "partner", "venue", "board", "page", "calendar"]), required=False
)
@click.option("--docs", is_flag=True, help="Write docs/fields.md, docs/rules.md and docs/schemas/ anew.")
@click.option("--check", is_flag=True, help="With --docs: write nothing, say what is out of date.")
def schema(record: str | None, docs: bool, check: bool) -> int:
    """Print the JSON Schema of a RECORD, for editors that complete and check what is typed."""
    from bulletin.commands.schema import docs as write_docs
    from bulletin.commands.schema import schema

    if docs:
        return write_docs(check=check)
    if record is None:
        raise click.UsageError("Say which: event, partner, venue, board, page or calendar.")
    return schema(record)


@click.command()
@options.content
@options.themes
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Where to listen."
)
@options.today
def serve(content: Path, themes: Path, port: int, today: date | None) -> int:
    """Show the board in the browser and rebuild it on every change. Ctrl-C ends it."""
    from bulletin.commands.serve import serve

    return serve(content, themes, port, options.reading(today))


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.content
@click.option("--dry-run", is_flag=True, help="Only say what would be corrected.")
@options.today
def fix(paths: tuple[Path, ...], content: Path, today: date | None, dry_run: bool) -> int:
    """Correct what is certain in the content, and say what is left for you.

    A PATH with a board.yaml is the content folder; of any other only the files there are corrected.
    """
    from bulletin.commands.fix import fix

    return fix(paths, content, options.reading(today), dry_run=dry_run)
