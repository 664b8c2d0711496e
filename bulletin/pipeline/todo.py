"""What staff have to do, from a content folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bulletin.messages.reports import in_sentences
from bulletin.messages.todo import effort, format_todos, format_todos_markdown, heading, made_on
from bulletin.model.occurrences import find_occurrences
from bulletin.model.review import Review
from bulletin.model.todo import ToDoList
from bulletin.pipeline.check import CheckedBoard, ReadingOptions, publishable_board
from bulletin.pipeline.decide import FOLDER as DECISIONS
from bulletin.pipeline.decide import read_decisions, read_nudges
from bulletin.pipeline.intake.held import review_held
from bulletin.pipeline.intake.stores import list_drafts
from bulletin.pipeline.review import ReviewRequest, review_proposals
from bulletin.pipeline.site import load_theme_of
from bulletin.pipeline.staff_lists import usual_records
from bulletin.render.todo import render_todos
from bulletin.staff.mend import ReadFiles
from bulletin.staff.todo import Known, list_todos

NUDGES = "nudges"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDoRequest:
    """What to look at: the content, the proposals that wait, the version they are compared with.

    `themes` is a folder of the board's own themes; `records` the folder of the lists that staff keep, None
    for the usual one.
    """

    content: Path
    themes: Path
    reading: ReadingOptions
    proposals: tuple[str, ...] = ()
    base: str = ""
    records: Path | None = None


def find_todos(asked: ToDoRequest) -> tuple[ToDoList, CheckedBoard]:
    """The list, and the board it is of.

    Raises `UnusableHistory` for a proposal there is not, `UnusableInput` for a list that cannot be read, and
    what `publishable_board` raises.
    """
    checked = publishable_board(asked.content, asked.reading)
    assert checked.board is not None
    reviews: tuple[Review, ...] = ()
    if asked.proposals:
        proposals, base = asked.proposals, asked.base
        reviews = review_proposals(
            ReviewRequest(content=asked.content, reading=asked.reading, proposals=proposals, base=base)
        )
    held = ReviewRequest(content=asked.content, reading=asked.reading)
    reviews += review_held(held, asked.records)
    records = asked.records or usual_records(asked.content)
    problems = tuple(in_sentences(problem) for problem in checked.problems)
    known = Known(
        files=ReadFiles(problems, checked.restored, checked.left_out),
        reviews=reviews,
        decisions=tuple(read_decisions(records / DECISIONS)),
        nudged=read_nudges(records / NUDGES),
        drafts=[(path.split("/")[1], (records / path).as_posix()) for path in list_drafts(records)],
    )
    occurrences = find_occurrences(checked.board, checked.today)
    return list_todos(checked.board, occurrences, known), checked


def todo_text(todos: ToDoList, checked: CheckedBoard, themes: Path) -> bytes:
    return format_todos(todos).encode()


def todo_markdown(todos: ToDoList, checked: CheckedBoard, themes: Path) -> bytes:
    return format_todos_markdown(todos).encode()


def todo_html(todos: ToDoList, checked: CheckedBoard, themes: Path) -> bytes:
    """One file in the look of the board. Raises `UnusableTheme`."""
    assert checked.board is not None
    theme = load_theme_of(checked.board.info, themes)
    words = {"heading": heading(todos), "effort": effort(todos), "made": made_on(todos)}
    return render_todos(todos, theme, words)


FORMS: dict[str, Callable[[ToDoList, CheckedBoard, Path], bytes]] = {
    "text": todo_text,
    "markdown": todo_markdown,
    "html": todo_html,
}
