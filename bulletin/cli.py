"""Arguments → one command → exit code. The only place that asks the clock.

Exit codes: 0 fine · 1 problems of severity error · 2 could not run · 3 published, but some files were left
out · 70 a mistake of ours · 130 interrupted.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import click

from bulletin import __version__
from bulletin.problems import BulletinError

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
_themes = click.option(
    "--themes", type=click.Path(path_type=Path), default="themes", help="A folder of your own themes."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bulletin")
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
def build(
    content: Path,
    themes: Path,
    out: Path,
    today: date | None,
    strict: bool,
    jobs: int | None,
    preview: Path | None,
) -> int:
    """Build the site."""
    from bulletin.commands.build import build

    return build(content, themes, out, clock, today=today, strict=strict, jobs=jobs, preview=preview)


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
    "--format",
    "form",
    type=click.Choice(["text", "github", "json", "summary"]),
    default="text",
    show_default=True,
    help="How to tell.",
)
@_today
def check(
    paths: tuple[Path, ...],
    content: Path,
    base: str | None,
    forbidden: Path | None,
    out: Path | None,
    form: str,
    today: date | None,
) -> int:
    """Tell everything that is wrong in the content, in plain words.

    A PATH with a board.yaml is the content folder; any other narrows the report to it.
    """
    from bulletin.commands.check import check

    return check(paths, content, clock, base=base, forbidden=forbidden, out=out, form=form, today=today)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and say how it went, as an exit code."""
    for stream in (sys.stdout, sys.stderr):
        _write_utf8(stream)
    return _run(lambda: cli.main(arguments, prog_name="bulletin", standalone_mode=False))


def _write_utf8(stream: object) -> None:
    """A Windows console's old code page cannot write every name; UTF-8 can."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(command: Callable[[], object]) -> int:
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
    except Exception:
        traceback.print_exc()
        click.echo("bulletin: this is a mistake of ours; please report it with the lines above.", err=True)
        return OUR_MISTAKE
    return code if isinstance(code, int) else FINE
