"""Changes of what is on the board: tonight, and the moves that hurt."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from bulletin.cli import options

_yes = click.option("--yes", is_flag=True, help="Do it without asking.")


_note = click.option("--note", metavar="TEXT", help="Why, in a few words; shown beside the date.")


def _change_request(content: Path, today: date | None, yes: bool) -> Any:
    from bulletin.commands.changing.asking import ChangeRequest

    return ChangeRequest(content=content, reading=options.reading(today), yes=yes)


@click.command()
@click.argument("event", metavar="PARTNER/NAME", required=False)
@click.argument("day", metavar="[DATE]", nargs=-1)
@_note
@click.option("--all", "all_dates", is_flag=True, help="All dates of an event that repeats.")
@click.option("--on", metavar="DATE", help="Everything of this day at a place, instead of one event.")
@click.option("--venue", "venues", metavar="NAME", multiple=True, help="With --on: the place, or several.")
@_yes
@options.content
@options.today
@options.debug
def cancel(
    event: str | None, day: tuple[str, ...], content: Path, today: date | None, yes: bool, **given: Any
) -> int:
    """Cancel an event, one of its dates, or everything of a day at a place."""
    from bulletin.commands.changing.cancel import CancelOptions, cancel
    from bulletin.commands.changing.cancel_day import CancelDayOptions, cancel_day

    request = _change_request(content, today, yes)
    venues = [venue for venue in given["venues"] if venue.strip()]
    if given["on"]:
        if event or given["all_dates"]:
            raise click.UsageError(
                "--on is for everything at a place; it goes with --venue, not with an event."
            )
        return cancel_day(request, CancelDayOptions(given["on"], venues, given["note"]))
    if venues or not event:
        raise click.UsageError("Name an event, as in oak/story-time, or a day and a place: --on … --venue …")
    return cancel(request, CancelOptions(event, " ".join(day), given["note"], given["all_dates"]))


@click.command()
@click.argument("event", metavar="PARTNER/NAME")
@click.argument("day", metavar="[DATE]", nargs=-1)
@click.option("--to", required=True, metavar="WHEN", help="Its new day, its new time, or both.")
@click.option("--end", default="", metavar="WHEN", help="When it ends then; default it lasts as long.")
@_note
@_yes
@options.content
@options.today
@options.debug
def move(event: str, day: tuple[str, ...], content: Path, today: date | None, yes: bool, **given: Any) -> int:
    """Move an event, or one of its dates, to another time."""
    from bulletin.commands.changing.move import MoveOptions, move

    options = MoveOptions(event, given["to"], " ".join(day), given["end"], given["note"] or "")
    return move(_change_request(content, today, yes), options)


@click.command()
@click.argument("event", metavar="PARTNER/NAME")
@click.argument("words", metavar="[DATE] TEXT", nargs=-1)
@_yes
@options.content
@options.today
@options.debug
def note(event: str, words: tuple[str, ...], yes: bool, **reading: Any) -> int:
    """Put a note beside an event or one of its dates; an empty TEXT ("") takes it away."""
    from bulletin.commands.changing.note import note

    return note(_change_request(reading["content"], reading["today"], yes), event, words)


@click.command()
@click.argument("text")
@click.option("--until", default="", metavar="DATE", help="The last day it shows.")
@click.option("--from", "first", default="", metavar="DATE", help="The first day it shows; default now.")
@click.option("--day", default="", metavar="DAYS", help="The day or days it is for, shown before the text.")
@click.option(
    "--in", "others", metavar="LANGUAGE TEXT", type=(str, str), multiple=True, help="The same in French …"
)
@_yes
@options.content
@options.today
@options.debug
def notice(text: str, content: Path, today: date | None, yes: bool, **given: Any) -> int:
    """Put a line on top of every page, which goes by itself."""
    from bulletin.commands.changing.notice import NoticeOptions, notice

    options = NoticeOptions(text, given["until"], given["first"], given["day"], dict(given["others"]))
    return notice(_change_request(content, today, yes), options)


@click.command()
@click.argument("record")
@click.option("--reason", required=True, help="Why: leak, legal, request, mistake, or a code of your policy.")
@_yes
@options.content
@options.today
def withdraw(record: str, reason: str, content: Path, today: date | None, yes: bool) -> int:
    """Take an event, a partner, a venue or a page off the board, with everything it says.

    RECORD is its name (oak/story-time, venues/elm-hall), its file, or its address on the site.
    """
    from bulletin.commands.moving.withdraw import withdraw

    return withdraw(_change_request(content, today, yes), record, reason)


@click.command()
@click.argument("kind", type=click.Choice(["event", "venue", "partner"]))
@click.argument("old")
@click.argument("new")
@_yes
@options.content
@options.today
def rename(kind: str, old: str, new: str, **given: Any) -> int:
    """Give an event, a venue or a partner another name; its old address and calendars still answer."""
    from bulletin.commands.moving.rename import rename

    return rename(_change_request(**given), kind, old, new)


@click.command(options_metavar="[OPTIONS]")
@click.argument("event")
@click.argument("into", type=click.Choice(["into"], case_sensitive=False))
@click.argument("other", metavar="EVENT")
@click.option("--accept", is_flag=True, help="The first partner accepts the other one for good.")
@_yes
@options.content
@options.today
def combine(event: str, into: str, other: str, accept: bool, **given: Any) -> int:
    """Make one event of two that are the same: EVENT goes into the other, as co-hosted."""
    from bulletin.commands.moving.combine import combine

    return combine(_change_request(**given), event, other, accept=accept)


@click.command()
@click.argument("partner")
@click.option("--on", "last", type=options.Day(), required=True, help="The partner's last day on the board.")
@_note
@_yes
@options.content
@options.today
def retire(partner: str, last: date, note: str | None, **given: Any) -> int:
    """Let a partner leave on a day: its series end, and its later dates are cancelled."""
    from bulletin.commands.moving.retire import retire

    return retire(_change_request(**given), partner, last, note or "")
