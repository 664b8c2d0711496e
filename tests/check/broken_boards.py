"""Broken boards: wrong in every way people are; without a usable board.yaml; with a past; built wrongly."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

BOARDS = Path(__file__).parent.parent / "boards"
TODAY = "2027-01-15"

_OPEN_HOUSE = """
title: Open house
start: 2027-02-03 14:00
end: 16:00
venue: main-library
"""

_FIRST = {
    "board.yaml": """
title: Oak Street Board
url: https://board.oak.example/
uid_domain: oak.example
timezone: America/Toronto
languages: en
""",
    "partners/oak-library.yaml": """
name: Oak Street Library
contact:
  phone: 555-0101
defaults:
  cost: free
  categories: books
github: oak-account
""",
    "partners/elm-school.yaml": """
name: Elm School
contact:
  phone: 555-0102
github: elm-account
""",
    "venues/main-library.yaml": """
name: Main Library
address: 1 Oak Street, Oakville
""",
    "events/oak-library/story-time.yaml": """
title: Toddler story time
start: 2027-01-06 10:15
end: 11:00
repeat: Wednesdays until 16 June 2027
venue: main-library
""",
    "events/oak-library/book-club.yaml": """
title: Evening book club
start: 2027-01-21 19:00
end: 20:30
repeat: third Thursday of the month until 16 December 2027
venue: main-library
summary: We read, we eat biscuits, and sometimes we agree.
""",
    "events/oak-library/knitting.yaml": """
title: Knitting for two hands
start: 2026-12-01 18:00
end: 19:00
venue: main-library
summary: This one is over, and its file may go.
""",
    "events/oak-library/tea-dance.yaml": """
title: Tea dance
start: 2027-02-02 14:00
end: 16:00
venue: main-library
status: cancelled
status_note: The band has the flu.
""",
    "events/oak-library/open-house.yaml": _OPEN_HOUSE,
}

_SECOND: dict[str, str | bytes | None] = {
    "board.yaml": _FIRST["board.yaml"]
    .replace("oak.example\n", "oak-street.example\n")
    .replace("Toronto", "Winnipeg"),
    "partners/oak-library.yaml": _FIRST["partners/oak-library.yaml"].replace("oak-account", "somebody-else"),
    "partners/elm-school.yaml": _FIRST["partners/elm-school.yaml"].replace("0102", "0103"),
    "events/oak-library/story-time.yaml": None,
    "events/oak-library/knitting.yaml": None,
    "events/oak-library/tea-dance.yaml": None,
    "events/oak-library/book-club.yaml": None,
    "events/oak-library/reading-circle.yaml": _FIRST["events/oak-library/book-club.yaml"].replace(
        "book club", "reading circle"
    ),
    "events/oak-library/open-house.yaml": _OPEN_HOUSE.replace("14:00", "noonish"),
    "events/oak-library/last-year.yaml": """
title: New Year's levee
start: 2026-01-01 11:00
end: 13:00
venue: main-library
""",
    "events/oak-library/open-house (conflicted copy 2027-01-12).yaml": _FIRST[
        "events/oak-library/open-house.yaml"
    ],
    "events/oak-library/seed-swap.yaml.part": "title: Seed sw",
    "events/oak-library/cafe.yaml": """
title: Café français
start: 2027-02-04 18:00
end: 19:00
venue: main-library
""".encode("cp1252"),
    "events/oak-library/chess.yaml": """
title: Chess
start: 2027-02-05 18:00
venue: main-library
""".encode("utf-16"),
    "events/oak-library/every-day.yaml": """
title: Something every day
start: 2027-02-06 18:00
end: 19:00
venue: main-library
dates:
"""
    + "  - 2027-02-07\n" * 2100,
    "events/oak-library/the-whole-novel.md": """---
title: The whole novel
start: 2027-02-08 18:00
end: 19:00
venue: main-library
---
"""
    + "It was a dark and stormy night. " * 700,
    "events/oak-library/Garden.yaml": _OPEN_HOUSE.replace("Open house", "Garden talk"),
    "events/oak-library/garden.yaml": _OPEN_HOUSE.replace("Open house", "Garden walk"),
    "pages/visit.md": "---\ntitle: Visit us\n---\nThe safe house is at\n77 Hidden Lane.\n",
}

FORBIDDEN = "# not a comment: a line is a line\n77 Hidden Lane\n\n"


@dataclass(frozen=True, slots=True)
class BrokenBoard:
    """A broken board: the folder it lies in, what is asked of it, and where the answer is kept.

    `missing` are the paths this computer could not make.
    """

    folder: Path
    arguments: tuple[str, ...]
    golden: Path
    missing: tuple[str, ...] = ()

    @property
    def content(self) -> Path:
        return self.folder / "content"


def people_board(folder: Path) -> BrokenBoard:
    """Wrong in every way people are."""
    return _copied("broken", folder)


def unusable_board(folder: Path) -> BrokenBoard:
    """Its board.yaml cannot be used."""
    return _copied("broken-board", folder)


def wrong_site(folder: Path) -> BrokenBoard:
    """Nothing is wrong with its content, but with the calendar of its site."""
    board = _copied("broken-site", folder)
    shutil.copytree(BOARDS / "broken-site" / "site", folder / "site")
    return replace(board, arguments=("content", "--site", "site"))


def _copied(name: str, folder: Path) -> BrokenBoard:
    shutil.copytree(BOARDS / name / "content", folder / "content")
    return BrokenBoard(folder, ("content",), BOARDS / name / "report.txt")


def history_board(folder: Path) -> BrokenBoard:
    """Something stood there before, and files lie about that no person wrote."""
    content = folder / "content"
    for path, text in _FIRST.items():
        _write(content / path, text)
    for command in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-q", "-m", "Begin")):
        git(folder, *command)
    for path, now in _SECOND.items():
        if now is None:
            (content / path).unlink()
        else:
            _write(content / path, now)
    _write(folder / "forbidden.txt", FORBIDDEN)
    return BrokenBoard(
        folder,
        ("content", "--base", "HEAD", "--author", "oak-account", "--forbidden", "forbidden.txt"),
        BOARDS / "broken-history" / "report.txt",
        tuple(_odd_files(content)),
    )


def _odd_files(content: Path) -> Iterator[str]:
    """Makes what only some computers can hold; yields the paths that this one cannot."""
    events = "events/oak-library"
    makers: dict[str, Callable[[Path], None]] = {
        f"{events}/link.yaml": lambda path: path.symlink_to("open-house.yaml"),
        f"{events}/pipe.yaml": lambda path: os.mkfifo(path),
    }
    for path, make in makers.items():
        try:
            make(content / path)
        except (OSError, AttributeError, NotImplementedError):
            yield path
    if len(list((content / events).glob("[Gg]arden.yaml"))) < 2:
        yield from (f"{events}/Garden.yaml", f"{events}/garden.yaml")


def _write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.lstrip("\n").encode())


def git(folder: Path, *arguments: str) -> None:
    """Runs git in `folder` as a person of the test, on the first of September 2026."""
    date = "2026-09-01T12:00:00Z"
    who = {"NAME": "Oak", "EMAIL": "oak@oak.example", "DATE": date}
    people = {f"GIT_{role}_{name}": value for role in ("AUTHOR", "COMMITTER") for name, value in who.items()}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(
        ["git", *arguments],
        cwd=folder,
        check=True,
        env={**os.environ, **people, **settings},
        capture_output=True,
    )


BROKEN_BOARDS = {
    "broken": people_board,
    "broken-board": unusable_board,
    "broken-history": history_board,
    "broken-site": wrong_site,
}
