"""Shared folders for tests: what partners put into them, and runs over them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from bulletin.files import Disk
from bulletin.messages.intake import IntakeNews
from bulletin.pipeline.check import ReadingOptions
from bulletin.pipeline.intake import IntakeRequest, intake
from tests.commands.boards import FILES, at, write_board
from tests.test_faults import SwiftDisk

TODAY = "2027-01-15"
TEA = (
    "title: Tea and talk\nstart: 2027-02-02 14:00\nend: 15:30\nvenue: main-library\n"
    "categories: food\ncost: free\ncontact: {phone: 555-0101}\n"
)
BROKEN = TEA.replace("2027-02-02", "2027-02-30")
STORY = FILES["events/oak/story-time.md"]
LATER = STORY.replace("10:15", "10:45")
"""Story time, half an hour later: nothing but its dates differ."""
TRUSTING = {**FILES, "partners/oak.yaml": f"{FILES['partners/oak.yaml']}trusted: [dates]\n"}


def shared(folder: Path, files: Mapping[str, str | bytes], board: Mapping[str, str] = FILES) -> Path:
    """A content folder below `folder`, and beside it the shared folder with these files."""
    write_board(folder, board)
    hand_in(folder, files)
    return folder


def hand_in(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Put files into the shared folder."""
    for path, text in files.items():
        target = folder / "shared" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())


def run(
    folder: Path,
    *,
    apply: bool = False,
    contacts: Path | None = None,
    today: str = TODAY,
    disk: Disk | None = None,
    pause: Callable[[], None] = lambda: None,
) -> IntakeNews:
    """One run over the shared folder."""
    asked = IntakeRequest(
        folder=folder / "shared",
        content=folder / "content",
        reading=ReadingOptions(clock=at(today)),
        pause=pause,
        apply=apply,
        contacts=contacts,
    )
    return intake(asked, disk=disk or SwiftDisk())


def answer(folder: Path, name: str) -> str:
    """An answer beside a file, as a person reads it; "" where there is none."""
    path = folder / "shared" / name
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n") if path.is_file() else ""


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, but what git keeps."""
    found = {}
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        for name in names:
            path = Path(above, name)
            if path.is_file():
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found
