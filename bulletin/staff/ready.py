"""What is ready to go out: the weekly digest and the printed sheets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bulletin.messages.counting import count
from bulletin.model.board import Board
from bulletin.model.occurrences import Occurrences
from bulletin.model.todo import Action, Section, ToDo

WEEK = 7


def ready(board: Board, occurrences: Occurrences) -> Iterator[ToDo]:
    """The digest and the sheets of the week, where the board makes them."""
    root = board.info.url.rstrip("/")
    days = [occurrences.today + timedelta(days=number) for number in range(WEEK)]
    dates = [one for day in days for one in occurrences.by_day.get(day, ()) if not one.status.is_off]
    events = {one.event.id: one.event for one in dates}
    partners = len({event.partner for event in events.values()})
    if "digest" in board.info.publish:
        yield ToDo(
            section=Section.READY,
            title="Weekly digest",
            text=f"{count(len(events), 'event')} of {count(partners, 'partner')} in the next {WEEK} days.",
            actions=(
                Action("Read", f"{root}/digest/"),
                Action("As text", f"{root}/digest/digest.txt"),
            ),
        )
    if "print" in board.info.publish:
        yield ToDo(
            section=Section.READY,
            title="Week sheet",
            text="One page. Also in large print.",
            actions=(
                Action("Print", f"{root}/print/week/"),
                Action("Large", f"{root}/print/large/"),
            ),
        )
