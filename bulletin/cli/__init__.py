"""Arguments → one command → exit code. `options.py` alone asks the clock.

Exit codes: 0 fine · 1 problems of severity error · 2 could not run · 3 published, but some files were left
out · 70 a mistake of ours · 130 interrupted.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable

import click

from bulletin import __version__
from bulletin.cli import boards, changes, new, site, staff
from bulletin.problems import BulletinError, describe_fault

# No stranger's package has a say in what a record is; and to look for one, pydantic would read what is
# known of every package installed.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

FINE, WRONG, COULD_NOT_RUN, LEFT_OUT, OUR_MISTAKE, INTERRUPTED = 0, 1, 2, 3, 70, 130


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


_COMMANDS = (
    *(site.build, site.check, site.digest, site.fix, site.schema, site.serve),
    *(staff.review, staff.todo, staff.may_merge, staff.decide, staff.decisions, staff.intake),
    staff.export,
    *(boards.init, boards.upgrade, boards.doctor),
    *(changes.cancel, changes.move, changes.note, changes.notice),
    *(changes.withdraw, changes.rename, changes.combine, changes.retire),
    new.new,
)
for _command in _COMMANDS:
    cli.add_command(_command)


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
