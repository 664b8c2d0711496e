"""A board as a whole: begin one, look it over, take a newer release."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from bulletin.cli import options


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", help="What the board is called.")
@click.option("--address", "--url", "url", help="Where people will find it.")
@click.option("--zone", "--timezone", "timezone", help="Its time zone, like America/Toronto.")
@click.option("--languages", help="The languages of its pages, the main one first; default en.")
@click.option("--uid-domain", help="Its name in calendars, for ever; default made from the address.")
@click.option("--partner", help="The first partner, mostly the library itself.")
@click.option("--partner-kind", help="What kind of partner it is; default library.")
@click.option("--contact", help="Whom people can ask: a phone number, an e-mail address or a page.")
@click.option("--free", help="Whether its events are free: yes, no, or what they usually cost.")
@click.option("--venue", help="The first venue.")
@click.option("--venue-address", help="The address of the first venue.")
@click.option("--event", help="The title of a first event.")
@click.option("--start", help="When the first event begins, like 2027-01-06 10:15.")
@click.option("--end", help="When it ends, like 11:30, or how long it lasts, like 45 min.")
@click.option("--repeat", help="How it repeats, in words.")
@click.option("--category", help="What kind of event it is.")
@click.option("--cost", help="What it costs: free, donation, 5.")
@click.option("--repository", help="The address of the repository in which the board will be kept.")
@click.option(
    "--release", metavar="OWNER/NAME@COMMIT", help="Which Bulletin its workflows call; default this one."
)
@click.option("--with-sample", is_flag=True, help="Put a whole sample town beside it, to look at.")
@options.today
@options.debug
def init(folder: Path, today: date | None, with_sample: bool, debug: bool, **given: str | None) -> int:
    """Begin a board of your own in DIR: asks for little, overwrites nothing."""
    from bulletin.commands.init.create import init

    return init(folder, given, options.reading(today), with_sample=with_sample)


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.option("--to", metavar="VERSION", help="Another release than that of this Bulletin.")
@click.option("--add", is_flag=True, help="Write the workflows, too, that the board does not have yet.")
@options.debug
def upgrade(folder: Path, to: str | None, add: bool, debug: bool) -> int:
    """Let the workflows of a board call the release of this Bulletin, and tell what is new in it."""
    from bulletin.commands.upgrade import upgrade

    return upgrade(folder, to, options.reading(None), add=add)


@click.command()
@options.content
@options.themes
@click.option(
    "--site", default="", metavar="ADDRESS|DIR", help="The published site, or the folder it is built into."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
@options.today
@options.debug
def doctor(today: date | None, form: str, debug: bool, **asked: Any) -> int:
    """Look over the board, its repository and its published site, and say what there is to do."""
    from bulletin.commands.doctor import doctor
    from bulletin.pipeline.examination import DoctorRequest

    return doctor(DoctorRequest(reading=options.reading(today), **asked), form)
