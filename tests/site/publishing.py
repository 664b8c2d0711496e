"""A small board in version history, published over and over."""

from __future__ import annotations

import io
import traceback
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from icalendar import Calendar

from bulletin.cli import main
from tests.load.repositories import Repository
from tests.site.building import BOARDS, TODAY, Ran

ERA = datetime(2020, 1, 1, tzinfo=UTC)
STORY = "content/events/oak/story-time.yaml"
QUIZ = "content/events/oak/quiz-night.yaml"
SHOW = "content/events/oak/art-show.md"
STORY_UID = "oak/story-time@oakbend.example"
QUIZ_UID = "oak/quiz-night@oakbend.example"
SHOW_UID = "oak/art-show@oakbend.example"


def call_bulletin(*arguments: str | Path) -> Ran:
    """`bulletin …` in this process. Fails when a mistake of ours comes up."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        try:
            code = main([str(argument) for argument in arguments])
        except BaseException:
            said.write(traceback.format_exc())
            code = 70
    assert "Traceback" not in said.getvalue(), said.getvalue()
    return Ran(code, said.getvalue())


class Publisher:
    """The board `minimal` in a repository of its own, and the site made of it."""

    def __init__(self, folder: Path, *, committed: bool = True) -> None:
        self.content = folder / "content"
        self.out = folder.parent / f"{folder.name}-public"
        self.repository = Repository(folder, init=committed)
        source = BOARDS / "minimal" / "content"
        self.repository.write(
            {
                f"content/{path.relative_to(source).as_posix()}": path.read_bytes()
                for path in source.rglob("*")
                if path.is_file()
            }
        )
        # The board's lists are not what is tested here; without them a build is quick.
        board = self.content / "board.yaml"
        board.write_text(f"{board.read_text(encoding='utf-8')}publish: [translations, ics, json]\n", "utf-8")

    def build(self, *arguments: str | Path, today: str = TODAY) -> Ran:
        where = ("--content", self.content, "--out", self.out)
        return call_bulletin("build", *where, "--today", today, "--jobs", "1", *arguments)

    def publish(self) -> dict[str, Any]:
        """Build, and give the VEVENTs of the board's calendar by UID (the one with the rule)."""
        built = self.build()
        assert built.code == 0, built.said
        return self.entries()

    def entries(self, file: str = "events/calendar.ics") -> dict[str, Any]:
        calendar = Calendar.from_ical((self.out / file).read_bytes())
        found = [entry for entry in calendar.walk("VEVENT") if "RECURRENCE-ID" not in entry]
        return {str(entry["UID"]): entry for entry in found}

    def check(self, *arguments: str | Path) -> Ran:
        return call_bulletin("check", self.content, "--today", TODAY, *arguments)

    def page(self, route: str) -> str:
        return (self.out / route / "index.html").read_text(encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """Change a line of a file on the disk."""
        file = self.repository.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


def sequence(entry: Any) -> int:
    return int(entry["SEQUENCE"])


def modified(entry: Any) -> datetime:
    moment = entry["LAST-MODIFIED"].dt
    assert isinstance(moment, datetime)
    return moment
