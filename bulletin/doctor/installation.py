"""What was found of a board: its own file, its repository, its published site. Facts alone, no judgement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bulletin.formats.workflows import Workflow
from bulletin.model.board import BoardInfo
from bulletin.model.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """How far a language of the board has words: phrases that stand in English, of so many."""

    tag: str
    missing: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSite:
    """A published site as it was found at `where`, an address or a folder.

    `problem` says why there is no first page; "" when there is one. `made` is the day the site says it was
    built for; `says_address` the one under which its first page wants to be known. `differences` are what
    its calendars and news say that the board does not; `not_compared` why they were not looked at.
    `unreadable` are files of a folder that a web server may not be able to read.
    """

    where: str
    is_address: bool
    problem: str = ""
    made: date | None = None
    says_address: str = ""
    calendars: int = 0
    news: int = 0
    differences: tuple[str, ...] = ()
    not_compared: str = ""
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """A board with all that it is kept and published by.

    `info` is None where board.yaml cannot be used; then `unusable` says why. `faulty` are the files with
    errors. `workflows` are by path, None for one that cannot be read. `writable` are folders of the content
    in which everybody on the computer may write.
    """

    today: date
    content: str
    info: BoardInfo | None
    unusable: str = ""
    events: int = 0
    faulty: tuple[str, ...] = ()
    words: tuple[LanguageWords, ...] = ()
    theme_problem: str = ""
    upkeep: Upkeep | None = None
    workflows: Mapping[str, Workflow | None] = field(default_factory=dict)
    writable: tuple[str, ...] = ()
    site: PublishedSite | None = None

    @property
    def repository(self) -> str:
        """The address of the repository on the web; "" where nobody says so."""
        if self.info and self.info.repository.url:
            return self.info.repository.url.rstrip("/").removesuffix(".git")
        remote = self.upkeep.remote if self.upkeep else ""
        return f"https://{remote}" if remote else ""

    @property
    def is_on_github(self) -> bool:
        return bool(self.workflows) or self.repository.startswith("https://github.com/")

    @property
    def readable_workflows(self) -> Iterator[tuple[str, Workflow]]:
        yield from ((path, found) for path, found in self.workflows.items() if found is not None)
