"""What commands have in common: the options, and the clock, which is asked nowhere else."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:  # a command that needs none does not load it
    from bulletin.pipeline.check import ReadingOptions

A_MOMENT = 1.5
"""Seconds."""


def clock() -> datetime:
    """The instant, in UTC."""
    return datetime.now(UTC)


def pause() -> None:
    """Waits so long that a file which somebody is writing is seen to change."""
    time.sleep(A_MOMENT)


class Day(click.ParamType[date]):
    """A day as it is typed."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” is not a date; write it like 2027-01-15.", param, ctx)


content = click.option(
    "--content",
    type=click.Path(path_type=Path),
    default="content",
    show_default=True,
    help="The content folder.",
)
today = click.option("--today", type=Day(), help="The day to take for today; default the real one.")
debug = click.option("--debug", is_flag=True, help="Of a mistake of ours, show where it came up.")
themes = click.option(
    "--themes", type=click.Path(path_type=Path), default="themes", help="A folder of your own themes."
)
records = click.option(
    "--records",
    type=click.Path(path_type=Path),
    help="The folder of the lists that staff keep; default one beside what is published.",
)


def reading(today: date | None, jobs: int | None = None) -> ReadingOptions:
    """How content is read: on the day asked for, by so many processes or as many as there are cores."""
    from bulletin.pipeline.check import ReadingOptions

    return ReadingOptions(clock=clock, today=today, jobs=jobs or os.cpu_count() or 1)
