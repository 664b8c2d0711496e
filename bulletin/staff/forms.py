"""The forms of the repository's host: which one is for which command, and where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from bulletin.model.board import Board
from bulletin.model.todo import Action, Section, ToDo

FORMS: Mapping[str, str] = {
    "cancel": "tonight",
    "move": "tonight",
    "note": "tonight",
    "notice": "notice",
    "decide": "decide",
    "rename": "moves",
    "combine": "moves",
    "retire": "moves",
    "withdraw": "withdraw",
}
"""The workflow of each command of staff, without `.yml`."""

_HOST = "github.com"


def form_address(repository: str, command: str) -> str:
    """Where the form of a command is: open it, “Run workflow”, fill it in, “Run workflow”.

    "" where the host has no such forms.

    >>> form_address("https://github.com/oak/board", "cancel")
    'https://github.com/oak/board/actions/workflows/tonight.yml'
    """
    parts = urlsplit(repository)
    if parts.hostname != _HOST or command not in FORMS:
        return ""
    path = parts.path.strip("/").removesuffix(".git")
    return f"https://{_HOST}/{path}/actions/workflows/{FORMS[command]}.yml"


_OFFERED = (
    ("cancel", "Tonight", "Cancel, move, or add a note: an event, a date, everything of a day at a place."),
    ("notice", "A notice", "A line on top of every page, which goes by itself."),
    ("decide", "An answer", "Accept, ask, hold or decline: the letter is written, the decision noted."),
    ("withdraw", "Take off the board", "At once, with everything it says: a leaked address, a wrong name."),
    ("rename", "Another name", "Or two events in one, or a partner that leaves."),
)


def offered_forms(board: Board) -> Iterator[ToDo]:
    """The forms by which staff change the board; none where the host has none."""
    for command, title, text in _OFFERED:
        url = form_address(board.info.repository.url, command)
        if url:
            yield ToDo(
                section=Section.CHANGE, title=title, text=text, actions=(Action("Open the form", url),)
            )
