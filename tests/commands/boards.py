"""Small content folders for tests of the commands."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

BOARD = """\
title: Oak Street Board
url: https://board.oak.example/
uid_domain: oak.example
timezone: America/Toronto
languages: [en, fr]
"""

FILES: Mapping[str, str] = {
    "board.yaml": BOARD,
    "partners/oak.yaml": "name: Oak Street Club\ncontact:\n  phone: 555-0101\n",
    "partners/elm.yaml": "name: Elm School\ndefaults:\n  categories: homework\n  venue: main-library\n",
    "venues/main-library.yaml": (
        "name: Main Library\naddress: 12 Oak Street\nrooms:\n  room-2:\n    name: Room Two\n"
    ),
    "events/oak/story-time.md": (
        "---\ntitle: Story time\nstart: 2027-01-06 10:15\nend: 11:00\nvenue: main-library\n"
        "categories: storytime\ncost: free\nrepeat: every Wednesday until 31 March 2027\n---\n\n"
        "Songs and picture books.\n"
    ),
}


def write_board(folder: Path, files: Mapping[str, str] = FILES, **more: str) -> Path:
    """A content folder below `folder` with these files."""
    content = folder / "content"
    for path, text in {**files, **more}.items():
        target = content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return content


def at(day: str) -> Callable[[], datetime]:
    """A clock that stands still at noon UTC of a day."""
    moment = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
    return lambda: moment


def keep_history(content: Path) -> None:
    """The content as the first commit of a repository."""

    def git(*words: str) -> None:
        told = ("-c", "user.name=A", "-c", "user.email=a@oak.example", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(content), *told, *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "Begin")
