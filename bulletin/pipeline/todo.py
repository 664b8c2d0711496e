"""What staff have to do, from a content folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bulletin.messages.reports import in_sentences
from bulletin.messages.todo import effort, format_todos, format_todos_markdown, heading, made_on
from bulletin.model.occurrences import find_occurrences
from bulletin.model.review import Review
from bulletin.model.todo import ToDoList
from bulletin.pipeline.build import CheckedBoard, ReadingOptions, publishable_board
from bulletin.pipeline.review import ReviewRequest, review_proposals
from bulletin.pipeline.site import load_theme_of
from bulletin.render.todo import render_todos
from bulletin.staff.arrived import arrived
from bulletin.staff.mend import ReadFiles
from bulletin.staff.todo import list_todos


def find_todos(
    content: Path, reading: ReadingOptions, proposals: tuple[str, ...] = (), base: str = ""
) -> tuple[ToDoList, CheckedBoard]:
    """The list, and the board it is of. `proposals` are what arrived, `base` the published version.

    Raises `UnusableHistory` for a proposal there is not, and what `publishable_board` raises.
    """
    checked = publishable_board(content, reading)
    assert checked.board is not None
    reviews: tuple[Review, ...] = ()
    if proposals:
        asked = ReviewRequest(content=content, reading=reading, proposals=proposals, base=base)
        reviews = review_proposals(asked)
    problems = tuple(in_sentences(problem) for problem in checked.problems)
    files = ReadFiles(problems, checked.restored, checked.left_out)
    occurrences = find_occurrences(checked.board, checked.today)
    return list_todos(checked.board, occurrences, files, arrived(checked.board, reviews)), checked


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
