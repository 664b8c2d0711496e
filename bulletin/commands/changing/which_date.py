"""The date of an event that is meant: as it was said, the only one ahead, or the one somebody chooses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

import click

from bulletin.commands.changing.asking import ChangeRequest, ask_until
from bulletin.edit.event_dates import (
    MOST_COMING,
    coming_dates,
    dates_on,
    dates_within,
    is_skipped,
    nearest_dates,
)
from bulletin.formats.dates import Beside, DateRefused, parse_said, tell_day
from bulletin.messages.changing import tell_nearest, tell_time
from bulletin.messages.summaries import describe_date
from bulletin.model.event import Event, Occurrence
from bulletin.model.recurrence import day_of
from bulletin.pipeline.changing import OpenBoard
from bulletin.problems import UnusableInput

LISTED = 9
ALL = "all"


def read_said(opened: OpenBoard, text: str, beside: Beside | None = None) -> date | time:
    """A day, a time or both as they were said. Raises `UnusableInput`."""
    said = parse_said(text, opened.today, opened.languages, beside)
    if isinstance(said, DateRefused):
        hint = f" {said.hint[:1].upper()}{said.hint[1:]}." if said.hint else ""
        raise UnusableInput(f"{said.message[:1].upper()}{said.message[1:]}.{hint}")
    return said


def date_said(opened: OpenBoard, request: ChangeRequest, event: Event, text: str) -> Occurrence:
    """The date of the event that is meant by a text. Raises `UnusableInput` where there is none."""
    said = read_said(opened, text)
    if isinstance(said, time):
        raise UnusableInput(f"“{text}” is a time; say the day too, as in: 14 January {said:%H:%M}")
    found = dates_on(event, said)
    if not found:
        day = day_of(said)
        if is_skipped(event, day):
            raise UnusableInput(f"{tell_day(day)} is left out already: it is not held then, and not told.")
        if lasting := next((one for one in dates_within(event, day) if one.lasts_days), None):
            whole = f"It goes on from {tell_day(lasting.day)} to {tell_day(lasting.last_day)}"
            raise UnusableInput(
                f"{whole}; no day of it stands by itself. Leave the day out, or write a note."
            )
        raise UnusableInput(tell_nearest(day, nearest_dates(event, day)))
    if len(found) == 1:
        return found[0]
    times = " or ".join(f"{one.start:%H:%M}" for one in found)
    if not request.may_ask:
        hint = f"Say which, as in: {found[0].start:%Y-%m-%d %H:%M}"
        raise UnusableInput(f"It has {len(found)} dates on {tell_day(found[0].day)}, at {times}. {hint}")
    _list(opened, found)
    return ask_until(f"Which one? 1 to {len(found)}", lambda answer: _numbered(found, answer))


def choose_date(
    opened: OpenBoard, request: ChangeRequest, event: Event, *, or_all: bool
) -> Occurrence | None:
    """The only date ahead, or the one that somebody chooses; None for all of them, where that may be said.

    Raises `UnusableInput` where there is none, or nobody can be asked.
    """
    dates = coming_dates(event, opened.today)
    if not dates:
        raise UnusableInput("No date of it is ahead. To change one that is past, say its day.")
    if len(dates) == 1:
        return dates[0]
    if not request.may_ask:
        near = "; ".join(tell_time(one) for one in dates[:3])
        all_too = ", or --all for all of them" if or_all else ""
        raise UnusableInput(f"{_ahead(dates)}: {near} … Say which day{all_too}.")
    click.echo(f"{_ahead(dates)}:")
    _list(opened, dates[:LISTED])
    all_too = ", or all" if or_all else ""

    def read(answer: str) -> Occurrence | None:
        if or_all and answer.casefold() == ALL:
            return None
        if answer.isdigit():
            return _numbered(dates[:LISTED], answer)
        return date_said(opened, request, event, answer)

    return ask_until(f"Which one? A number, a day{all_too}", read)


def _ahead(dates: Sequence[Occurrence]) -> str:
    return f"It has {len(dates)} dates ahead" if len(dates) < MOST_COMING else "It has many dates ahead"


def _list(opened: OpenBoard, dates: Sequence[Occurrence]) -> None:
    for number, one in enumerate(dates, start=1):
        click.echo(f"  {number}  {describe_date(one, opened.board)}")


def _numbered(dates: Sequence[Occurrence], answer: str) -> Occurrence:
    if answer.isdigit() and 1 <= int(answer) <= len(dates):
        return dates[int(answer) - 1]
    raise UnusableInput(f"Type a number from 1 to {len(dates)}.")
