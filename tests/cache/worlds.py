"""A small board on the disk, and its files as a test writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from tests.load.repositories import Repository, at

TODAY = date(2027, 1, 15)


@dataclass
class Record:
    """A file of the content folder: fields as they are typed, and the text below them in a `.md`."""

    fields: dict[str, str]
    body: list[str] | None = None
    """Its paragraphs; None for a `.yaml`."""

    def text(self) -> str:
        lines = "".join(f"{name}: {value}\n" for name, value in self.fields.items())
        return lines if self.body is None else f"---\n{lines}---\n" + "\n\n".join(self.body) + "\n"


@dataclass
class World:
    """A board on the disk, beside it the folders of its builds; `records` are its files by path."""

    root: Path
    random: Random
    records: dict[str, Record] = field(default_factory=dict)
    today: date = TODAY
    repository: Repository | None = None
    commits: int = 0
    mended: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    """Files with an error in them: the field, and what it was before."""

    @property
    def board(self) -> Path:
        return self.root / "board"

    @property
    def content(self) -> Path:
        return self.board / "content"

    @property
    def themes(self) -> Path:
        return self.board / "themes"

    def events(self) -> list[str]:
        return [path for path in self.records if path.startswith("events/") and not is_translation(path)]

    def translations(self) -> list[str]:
        return [path for path in self.records if is_translation(path)]

    def texts(self) -> list[str]:
        """The files that have a text below their fields."""
        return [path for path, record in self.records.items() if record.body is not None]

    def put(self, path: str, record: Record | None = None) -> None:
        """Write a file as its record says, after taking `record` for it."""
        if record is not None:
            self.records[path] = record
        target = self.content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.records[path].text().encode())

    def drop(self, path: str) -> None:
        del self.records[path]
        self.mended.pop(path, None)
        (self.content / path).unlink()

    def commit(self) -> None:
        """Commit everything, the next day at noon."""
        assert self.repository is not None
        self.commits += 1
        self.repository.git("add", "--all", "content", "themes")
        moment = at(340 + self.commits)
        self.repository.git("commit", "--quiet", "--allow-empty", "--message=change", moment=moment)


def is_translation(path: str) -> bool:
    return path.startswith("events/") and path.endswith(".fr.md")


def slug_of(path: str) -> str:
    return path.rpartition("/")[2].split(".")[0]
