"""Arguments → one command → exit code. The only place that asks the clock.

Exit codes: 0 fine · 1 problems of severity error · 2 could not run · 3 published, but some files were left
out · 70 a mistake of ours · 130 interrupted.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from bulletin import __version__
from bulletin.problems import BulletinError, describe_fault

# No stranger's package has a say in what a record is; and to look for one, pydantic would read what is
# known of every package installed.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

FINE, WRONG, COULD_NOT_RUN, LEFT_OUT, OUR_MISTAKE, INTERRUPTED = 0, 1, 2, 3, 70, 130


def clock() -> datetime:
    """The instant, in UTC."""
    return datetime.now(UTC)


class _Day(click.ParamType[date]):
    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” is not a date; write it like 2027-01-15.", param, ctx)


_content = click.option(
    "--content",
    type=click.Path(path_type=Path),
    default="content",
    show_default=True,
    help="The content folder.",
)
_today = click.option("--today", type=_Day(), help="The day to take for today; default the real one.")
_debug = click.option("--debug", is_flag=True, help="Of a mistake of ours, show where it came up.")
_themes = click.option(
    "--themes", type=click.Path(path_type=Path), default="themes", help="A folder of your own themes."
)


_records = click.option(
    "--records",
    type=click.Path(path_type=Path),
    help="The folder of the lists that staff keep; default one beside what is published.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bulletin")
@click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    help="Of a mistake of ours, show where it came up (a traceback).",
)
def cli() -> None:
    """Make a community events bulletin board out of a folder of files."""


@cli.command()
@_content
@_themes
@click.option("--out", type=click.Path(path_type=Path), default="public", show_default=True, help="Where to.")
@_today
@click.option("--strict", is_flag=True, help="Write nothing when any file has an error.")
@click.option("--jobs", type=click.IntRange(1, 64), help="How many processes; default one per core.")
@click.option("--preview", type=click.Path(path_type=Path), help="Write one HTML file to look at instead.")
@_debug
def build(preview: Path | None, jobs: int | None, today: date | None, **asked: Any) -> int:
    """Build the site."""
    from bulletin.commands.build import build_preview, build_site
    from bulletin.pipeline.build import BuildRequest, ReadingOptions

    request = BuildRequest(reading=ReadingOptions(clock=clock, today=today, jobs=_jobs(jobs)), **asked)
    return build_preview(request, preview) if preview else build_site(request)


def _jobs(asked: int | None) -> int:
    return asked or os.cpu_count() or 1


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_content
@click.option("--base", metavar="REV", help="Compare with this revision: what is new, what is gone.")
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
    type=click.Choice(["text", "github", "json", "summary"]),
    default="text",
    show_default=True,
    help="How to tell.",
)
@_today
@_debug
def check(paths: tuple[Path, ...], today: date | None, form: str, **asked: Any) -> int:
    """Tell everything that is wrong in the content, in plain words.

    A PATH with a board.yaml is the content folder; any other narrows the report to it.
    """
    from bulletin.commands.check import CheckRequest, check
    from bulletin.pipeline.build import ReadingOptions

    reading = ReadingOptions(clock=clock, today=today, jobs=_jobs(None))
    return check(CheckRequest(paths=paths, reading=reading, **asked), form)


@cli.command()
@click.argument("proposals", metavar="[REV]...", nargs=-1)
@_content
@_themes
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
@_today
@_debug
def review(themes: Path, form: str, today: date | None, debug: bool, **asked: Any) -> int:
    """Say what each proposal does, in plain words; without REV, what the content folder as it stands does."""
    from bulletin.commands.review import review
    from bulletin.pipeline.build import ReadingOptions
    from bulletin.pipeline.review import ReviewRequest

    reading = ReadingOptions(clock=clock, today=today, jobs=_jobs(None))
    return review(ReviewRequest(reading=reading, **asked), form, themes)


@cli.command()
@_content
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "text", "markdown"]),
    default="html",
    show_default=True,
    help="For a newsletter, for a plain letter, or for a program that takes Markdown.",
)
@click.option("--language", default="", help="One of the board's languages; default its first.")
@_today
@_debug
def digest(content: Path, form: str, language: str, today: date | None, debug: bool) -> int:
    """Print the coming week, ready to paste into a newsletter."""
    from bulletin.commands.digest import digest
    from bulletin.pipeline.build import ReadingOptions

    return digest(content, ReadingOptions(clock=clock, today=today, jobs=_jobs(None)), form, language)


@cli.command("may-merge")
@click.argument("proposal", metavar="REV")
@_content
@click.option("--base", metavar="REV", default="", help="The published version; default the usual one.")
@click.option("--author", metavar="ACCOUNT", required=True, help="The account that proposes it.")
@click.option(
    "--done", type=click.IntRange(min=0), default=0, help="How many went on the board so within 24 hours."
)
@_today
@_debug
def may_merge(proposal: str, done: int, today: date | None, debug: bool, **asked: Any) -> int:
    """Say whether a proposal is dates of a trusted partner alone, so that nobody need look at it."""
    from bulletin.commands.may_merge import may_merge
    from bulletin.pipeline.build import ReadingOptions
    from bulletin.pipeline.review import ReviewRequest

    reading = ReadingOptions(clock=clock, today=today, jobs=_jobs(None))
    return may_merge(ReviewRequest(reading=reading, proposals=(proposal,), **asked), done)


@cli.command()
@click.argument("about", metavar="PARTNER/NAME")
@click.argument("word", type=click.Choice(["accept", "edit", "ask", "hold", "decline"], case_sensitive=False))
@_content
@click.option("--reason", metavar="CODE", default="", help="Why, by its code in the house rules.")
@click.option("--received", type=_Day(), help="The day it came in; default the day it came on the board.")
@click.option("--say", metavar="TEXT", default="", help="What else the partner is told, or asked.")
@click.option("--language", default="", help="The language to write in; default the partner's.")
@_records
@_today
@_debug
def decide(word: str, today: date | None, debug: bool, **asked: Any) -> int:
    """Write the answer to a partner, ready to send, and note what was decided. Nothing is sent.

    accept: it goes on the board; edit: so does it, with edits; ask: something is missing; hold: the manager
    decides; decline: the house rules say no.
    """
    from bulletin.commands.decide import decide_and_tell
    from bulletin.model.decision import Word
    from bulletin.pipeline.build import ReadingOptions
    from bulletin.pipeline.decide import DecideRequest

    reading = ReadingOptions(clock=clock, today=today, jobs=_jobs(None))
    return decide_and_tell(DecideRequest(word=Word(word.lower()), reading=reading, **asked))


@cli.command()
@_content
@_records
@click.option("--year", type=click.IntRange(2000, 2100), help="Count those of one year only.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "html"]),
    default="text",
    show_default=True,
    help="To read, for a spreadsheet, or for a page.",
)
@_today
@_debug
def decisions(form: str, today: date | None, debug: bool, **asked: Any) -> int:
    """Show how equally was decided: accepted, edited, held, declined, by kind of partner and by reason."""
    from bulletin.commands.decide import show_tallies
    from bulletin.pipeline.build import ReadingOptions
    from bulletin.pipeline.decide import TalliesRequest

    reading = ReadingOptions(clock=clock, today=today, jobs=_jobs(None))
    return show_tallies(TalliesRequest(reading=reading, **asked), form)


@cli.command()
@click.argument("proposals", nargs=-1, metavar="[REV]...")
@_content
@_themes
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
@_records
@_today
def todo(today: date | None, form: str, **asked: Any) -> int:
    """Print what staff have to do this week: what arrived, falls due, is to be mended, who is silent.

    REV are the proposals that wait, as version history names them.
    """
    from bulletin.commands.todo import todo
    from bulletin.pipeline.build import ReadingOptions
    from bulletin.pipeline.todo import ToDoRequest

    reading = ReadingOptions(clock=clock, today=today, jobs=_jobs(None))
    return todo(ToDoRequest(reading=reading, **asked), form)


@cli.command()
@_content
@_themes
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
@_today
@_debug
def doctor(today: date | None, form: str, debug: bool, **asked: Any) -> int:
    """Look over the board, its repository and its published site, and say what there is to do."""
    from bulletin.commands.doctor import doctor
    from bulletin.pipeline.build import ReadingOptions
    from bulletin.pipeline.examination import DoctorRequest

    reading = ReadingOptions(clock=clock, today=today, jobs=_jobs(None))
    return doctor(DoctorRequest(reading=reading, **asked), form)


@cli.command()
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
@_today
@_debug
def init(folder: Path, today: date | None, with_sample: bool, debug: bool, **given: str | None) -> int:
    """Begin a board of your own in DIR: asks for little, overwrites nothing."""
    from bulletin.commands.init.create import init
    from bulletin.pipeline.build import ReadingOptions

    return init(folder, given, ReadingOptions(clock=clock, today=today), with_sample=with_sample)


@cli.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.option("--to", metavar="VERSION", help="Another release than that of this Bulletin.")
@click.option("--add", is_flag=True, help="Write the workflows, too, that the board does not have yet.")
@_debug
def upgrade(folder: Path, to: str | None, add: bool, debug: bool) -> int:
    """Let the workflows of a board call the release of this Bulletin, and tell what is new in it."""
    from bulletin.commands.upgrade import upgrade
    from bulletin.pipeline.build import ReadingOptions

    return upgrade(folder, to, ReadingOptions(clock=clock), add=add)


@cli.group()
def new() -> None:
    """Write a new event, partner or venue: asks for little, overwrites nothing."""


_title = click.option("--title", help="What it is called.")
_name = click.option("--name", help="The file's name; default made from the title.")
_ask = click.option("--contact", help="Whom people can ask: a phone number, an e-mail address or a page.")


@new.command("event")
@_content
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
        return new_event(content, clock, given)
    for name, option in _NOT_COPIED.items():
        if given[name]:
            raise click.UsageError(f"{option} cannot be told with --from; change it in the new file.")
    return copy_event(content, clock, old, given)


_NOT_COPIED = {"sign_up": "--sign-up"} | {
    name: f"--{'category' if name == 'categories' else name}"
    for name in ("partner", "end", "where", "repeat", "skip", "categories", "cost", "contact", "text")
}


@new.command("partner")
@_content
@_title
@click.option("--kind", help="What kind of partner it is: shelter, school, club …")
@click.option("--free", help="Whether its events are free: yes, no, or what they usually cost.")
@_ask
@_name
def new_partner(content: Path, **given: str | None) -> int:
    """Write a new partner."""
    from bulletin.commands.new.create import new_partner

    return new_partner(content, clock, given)


@new.command("venue")
@_content
@_title
@click.option("--address", help="Its address.")
@_name
def new_venue(content: Path, **given: str | None) -> int:
    """Write a new venue."""
    from bulletin.commands.new.create import new_venue

    return new_venue(content, clock, given)


_yes = click.option("--yes", is_flag=True, help="Do it without asking.")
_note = click.option("--note", metavar="TEXT", help="Why, in a few words; shown beside the date.")


def _change_request(content: Path, today: date | None, yes: bool) -> Any:
    from bulletin.commands.changing.asking import ChangeRequest
    from bulletin.pipeline.build import ReadingOptions

    reading = ReadingOptions(clock=clock, today=today, jobs=_jobs(None))
    return ChangeRequest(content=content, reading=reading, yes=yes)


@cli.command()
@click.argument("event", metavar="PARTNER/NAME", required=False)
@click.argument("day", metavar="[DATE]", nargs=-1)
@_note
@click.option("--all", "all_dates", is_flag=True, help="All dates of an event that repeats.")
@click.option("--on", metavar="DATE", help="Everything of this day at a place, instead of one event.")
@click.option("--venue", "venues", metavar="NAME", multiple=True, help="With --on: the place, or several.")
@_yes
@_content
@_today
@_debug
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


@cli.command()
@click.argument("event", metavar="PARTNER/NAME")
@click.argument("day", metavar="[DATE]", nargs=-1)
@click.option("--to", required=True, metavar="WHEN", help="Its new day, its new time, or both.")
@click.option("--end", default="", metavar="WHEN", help="When it ends then; default it lasts as long.")
@_note
@_yes
@_content
@_today
@_debug
def move(event: str, day: tuple[str, ...], content: Path, today: date | None, yes: bool, **given: Any) -> int:
    """Move an event, or one of its dates, to another time."""
    from bulletin.commands.changing.move import MoveOptions, move

    options = MoveOptions(event, given["to"], " ".join(day), given["end"], given["note"] or "")
    return move(_change_request(content, today, yes), options)


@cli.command()
@click.argument("event", metavar="PARTNER/NAME")
@click.argument("words", metavar="[DATE] TEXT", nargs=-1)
@_yes
@_content
@_today
@_debug
def note(event: str, words: tuple[str, ...], yes: bool, **reading: Any) -> int:
    """Put a note beside an event or one of its dates; an empty TEXT ("") takes it away."""
    from bulletin.commands.changing.note import note

    return note(_change_request(reading["content"], reading["today"], yes), event, words)


@cli.command()
@click.argument("text")
@click.option("--until", default="", metavar="DATE", help="The last day it shows.")
@click.option("--from", "first", default="", metavar="DATE", help="The first day it shows; default now.")
@click.option("--day", default="", metavar="DAYS", help="The day or days it is for, shown before the text.")
@click.option(
    "--in", "others", metavar="LANGUAGE TEXT", type=(str, str), multiple=True, help="The same in French …"
)
@_yes
@_content
@_today
@_debug
def notice(text: str, content: Path, today: date | None, yes: bool, **given: Any) -> int:
    """Put a line on top of every page, which goes by itself."""
    from bulletin.commands.changing.notice import NoticeOptions, notice

    options = NoticeOptions(text, given["until"], given["first"], given["day"], dict(given["others"]))
    return notice(_change_request(content, today, yes), options)


@cli.command()
@click.argument("record")
@click.option("--reason", required=True, help="Why: leak, legal, request, mistake, or a code of your policy.")
@_yes
@_content
@_today
def withdraw(record: str, reason: str, content: Path, today: date | None, yes: bool) -> int:
    """Take an event, a partner, a venue or a page off the board, with everything it says.

    RECORD is its name (oak/story-time, venues/elm-hall), its file, or its address on the site.
    """
    from bulletin.commands.moving.withdraw import withdraw

    return withdraw(_change_request(content, today, yes), record, reason)


@cli.command()
@click.argument("kind", type=click.Choice(["event", "venue", "partner"]))
@click.argument("old")
@click.argument("new")
@_yes
@_content
@_today
def rename(kind: str, old: str, new: str, **given: Any) -> int:
    """Give an event, a venue or a partner another name; its old address and calendars still answer."""
    from bulletin.commands.moving.rename import rename

    return rename(_change_request(**given), kind, old, new)


@cli.command(options_metavar="[OPTIONS]")
@click.argument("event")
@click.argument("into", type=click.Choice(["into"], case_sensitive=False))
@click.argument("other", metavar="EVENT")
@click.option("--accept", is_flag=True, help="The first partner accepts the other one for good.")
@_yes
@_content
@_today
def combine(event: str, into: str, other: str, accept: bool, **given: Any) -> int:
    """Make one event of two that are the same: EVENT goes into the other, as co-hosted."""
    from bulletin.commands.moving.combine import combine

    return combine(_change_request(**given), event, other, accept=accept)


@cli.command()
@click.argument("partner")
@click.option("--on", "last", type=_Day(), required=True, help="The partner's last day on the board.")
@_yes
@_content
@_today
def retire(partner: str, last: date, **given: Any) -> int:
    """Let a partner leave on a day: its series end, and its later dates are cancelled."""
    from bulletin.commands.moving.retire import retire

    return retire(_change_request(**given), partner, last)


@cli.command()
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


@cli.command()
@_content
@_themes
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Where to listen."
)
@_today
def serve(content: Path, themes: Path, port: int, today: date | None) -> int:
    """Show the board in the browser and rebuild it on every change. Ctrl-C ends it."""
    from bulletin.commands.serve import serve
    from bulletin.pipeline.build import ReadingOptions

    return serve(content, themes, port, ReadingOptions(clock=clock, today=today, jobs=_jobs(None)))


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and say how it went, as an exit code."""
    for stream in (sys.stdout, sys.stderr):
        _write_utf8(stream)
    debug = "--debug" in (sys.argv[1:] if arguments is None else arguments)
    return _run(lambda: cli.main(arguments, prog_name="bulletin", standalone_mode=False), debug)


def _write_utf8(stream: object) -> None:
    """A Windows console's old code page cannot write every name; UTF-8 can."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(command: Callable[[], object], debug: bool) -> int:
    try:
        code = command()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return COULD_NOT_RUN
    except BulletinError as error:
        click.echo(f"bulletin: {error}", err=True)
        return COULD_NOT_RUN
    except (KeyboardInterrupt, click.Abort):
        click.echo("bulletin: stopped.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        return FINE
    except Exception as error:
        if debug:
            traceback.print_exc()
        click.echo(f"bulletin: a mistake of ours came up ({describe_fault(error)}).", err=True)
        click.echo("Please report this line and what you were doing; `--debug` tells more.", err=True)
        return OUR_MISTAKE
    return code if isinstance(code, int) else FINE
