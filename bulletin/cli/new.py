"""New records: an event, a partner, a venue; and a sheet to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.cli import options


@click.group()
def new() -> None:
    """Write a new event, partner or venue, or a sheet to fill in: asks for little, overwrites nothing."""


_title = click.option("--title", help="What it is called.")


_name = click.option("--name", help="The file's name; default made from the title.")


_ask = click.option("--contact", help="Whom people can ask: a phone number, an e-mail address or a page.")


@new.command("event")
@options.content
@click.option("--from", "old", metavar="PARTNER/NAME", help="Copy this event to new dates.")
@click.option("--partner", help="Whose event it is.")
@_title
@click.option("--start", help="Its first date and time, like 2027-01-06 10:15.")
@click.option("--end", help="When it ends, like 11:30, or how long it lasts, like 45 min.")
@click.option("--where", help="A venue, an address, or a link to join online.")
@click.option("--repeat", help="How it repeats, in words, like “every Tuesday until 15 June 2027”.")
@click.option("--until", help="With --from: the last day of its repeat; default moved like the start.")
@click.option("--skip", help="Days off of the repeat: dates, ranges, or a calendar of days off.")
@click.option("--category", "categories", help="What kind of event it is.")
@click.option("--cost", help="What it costs: free, donation, 5.")
@click.option("--sign-up", help="Whether people sign up: no, required; or the link or number for it.")
@_ask
@click.option("--text", help="What people should know, in a sentence or two.")
@_name
def new_event(content: Path, old: str | None, **given: str | None) -> int:
    """Write a new event, or copy an old one to new dates."""
    from bulletin.commands.new.copy_event import copy_event
    from bulletin.commands.new.create import new_event

    if old is None:
        if given["until"]:
            raise click.UsageError("--until goes with --from; else the end of a repeat is said in --repeat.")
        return new_event(content, options.clock, given)
    for name, option in _NOT_COPIED.items():
        if given[name]:
            raise click.UsageError(f"{option} cannot be told with --from; change it in the new file.")
    return copy_event(content, options.clock, old, given)


_NOT_COPIED = {"sign_up": "--sign-up"} | {
    name: f"--{'category' if name == 'categories' else name}"
    for name in ("partner", "end", "where", "repeat", "skip", "categories", "cost", "contact", "text")
}


@new.command("partner")
@options.content
@_title
@click.option("--kind", help="What kind of partner it is: shelter, school, club …")
@click.option("--free", help="Whether its events are free: yes, no, or what they usually cost.")
@_ask
@_name
def new_partner(content: Path, **given: str | None) -> int:
    """Write a new partner."""
    from bulletin.commands.new.create import new_partner

    return new_partner(content, options.clock, given)


@new.command("venue")
@options.content
@_title
@click.option("--address", help="Its address.")
@_name
def new_venue(content: Path, **given: str | None) -> int:
    """Write a new venue."""
    from bulletin.commands.new.create import new_venue

    return new_venue(content, options.clock, given)


@new.command("sheet")
@click.argument("partner")
@options.content
@click.option(
    "--out", type=click.Path(path_type=Path), help="The file to write; default PARTNER-events.xlsx."
)
def new_sheet(content: Path, partner: str, out: Path | None) -> int:
    """Write a workbook (.xlsx) for a partner to fill in, an event in each row."""
    from bulletin.commands.new.sheet import new_sheet

    return new_sheet(content, options.clock, partner, out)
