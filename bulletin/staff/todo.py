"""Everything staff have to do this week, in one list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain

from bulletin.model.board import Board
from bulletin.model.occurrences import Occurrences
from bulletin.model.todo import ToDo, ToDoList
from bulletin.staff.due import due
from bulletin.staff.mend import ReadFiles, to_mend
from bulletin.staff.ready import ready
from bulletin.staff.silent import silent


def list_todos(
    board: Board,
    occurrences: Occurrences,
    files: ReadFiles,
    arrived: Iterable[ToDo] = (),
    nudged: Mapping[str, date] | None = None,
) -> ToDoList:
    """The list, the most urgent first. `nudged` says by partner when they were last reminded."""
    found = chain(
        arrived,
        due(board, occurrences),
        to_mend(board, files, occurrences.today),
        silent(board, occurrences, nudged or {}),
        ready(board, occurrences),
    )
    items = tuple(sorted(found, key=lambda item: item.sort_key))
    return ToDoList(board_title=board.info.title, today=occurrences.today, items=items)
