"""Everything staff have to do this week, in one list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from bulletin.model.board import Board
from bulletin.model.decision import Decision
from bulletin.model.occurrences import Occurrences
from bulletin.model.review import Review
from bulletin.model.todo import ToDoList
from bulletin.staff.arrived import arrived, handed_in, to_finish
from bulletin.staff.due import due
from bulletin.staff.forms import offered_forms
from bulletin.staff.mend import ReadFiles, to_mend
from bulletin.staff.promised import promised
from bulletin.staff.ready import ready
from bulletin.staff.silent import silent


@dataclass(frozen=True, slots=True)
class Known:
    """What staff know beside the board: proposals that wait, how files were read, the lists they keep.

    `nudged` says by partner when it was last reminded.
    """

    files: ReadFiles
    reviews: Sequence[Review] = ()
    decisions: Sequence[Decision] = ()
    nudged: Mapping[str, date] = field(default_factory=dict)
    drafts: Sequence[tuple[str, str]] = ()
    """By partner, the files that a person is to make events of."""


def list_todos(board: Board, occurrences: Occurrences, known: Known) -> ToDoList:
    """The list, the most urgent first."""
    found = chain(
        arrived(board, known.reviews),
        to_finish(board, known.drafts),
        due(board, occurrences),
        promised(board, known.decisions, handed_in(known.reviews), occurrences.today),
        to_mend(board, known.files, occurrences.today),
        silent(board, occurrences, known.nudged),
        ready(board, occurrences),
        offered_forms(board),
    )
    items = tuple(sorted(found, key=lambda item: item.sort_key))
    return ToDoList(board_title=board.info.title, today=occurrences.today, items=items)
