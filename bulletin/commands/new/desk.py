"""The desk a new record is written at: the board around it, and what its readers say of a draft."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path

from bulletin.check import CheckDay, check_board
from bulletin.files import collision_key, write_new
from bulletin.formats.nodes import Tree
from bulletin.formats.records import format_record, slug_of, split_name
from bulletin.load import BOARD_FILE, Loaded, load_board
from bulletin.load.history import read_history
from bulletin.load.sources import Sources
from bulletin.model.board import Board
from bulletin.model.zones import use_pinned_zones
from bulletin.pipeline.build import Clock, ReadingOptions, read_content
from bulletin.problems import Problem, UnusableBoard, UnusableInput, sorted_problems


@dataclass(frozen=True, slots=True)
class Desk:
    """`board` is the board without its events; `posted` is the instant to write into a record where no
    version history will tell when it came, else ""."""

    content: Path
    sources: Sources
    around: Sources
    board: Board
    today: date
    posted: str

    @property
    def languages(self) -> tuple[str, ...]:
        """Those dates and repeats may be written in: English, and the board's."""
        return tuple(dict.fromkeys(("en", *self.board.info.languages)))

    def read(self, path: str, text: str) -> tuple[Loaded, list[Problem]]:
        """The board with this record on it, and everything its readers and the checks say of the record."""
        loaded = load_board(self.around.replaced({path: text.encode()}))
        problems = list(loaded.problems)
        if loaded.board:
            problems += check_board(loaded.board, CheckDay(self.today, frozenset({path})))
        return loaded, sorted_problems([problem for problem in problems if problem.ref.path == path])

    def complaints(self, path: str, values: Mapping[str, Tree]) -> list[Problem]:
        """What is wrong with a draft that holds these fields."""
        return self.read(path, format_record(dict(values)))[1]

    def is_taken(self, folder: str, name: str) -> bool:
        """Whether a record of this name lies in the folder, or a file that some computers confuse with it."""
        paths = [*self.sources.records, *self.sources.attachments]
        names = {slug_of(split_name(path)[0]) for path in paths if path.rpartition("/")[0] == folder}
        beside = (
            self.content / folder / f"{name}{ending}" for ending in (".yaml", ".yml", ".md", ".markdown")
        )
        return collision_key(name) in names or any(os.path.lexists(path) for path in beside)

    def free_name(self, folder: str, name: str) -> str:
        """`name`, or the first of `name-2`, `name-3` … that is free."""
        number, free = 1, name
        while self.is_taken(folder, free):
            number += 1
            free = f"{name}-{number}"
        return free

    def write(self, path: str, data: bytes) -> Path:
        """The new file on the disk; what lies there already stays. Raises `UnusableInput`."""
        target = self.content / path
        try:
            write_new(target, data)
        except FileExistsError as error:
            raise UnusableInput(f"{target}: is there already; choose another name with --name.") from error
        except OSError as error:
            raise UnusableInput(f"{target}: cannot be written ({error.strerror or error}).") from error
        return target


def open_desk(content: Path, clock: Clock) -> Desk:
    """Raises `UnusableInput` without a content folder and `UnusableBoard` when board.yaml cannot be used."""
    use_pinned_zones()
    sources = read_content(content)
    # Checking one answer must not take a second, however many events there are.
    records = {
        path: data for path, data in sources.records.items() if not path.startswith(("events/", "pages/"))
    }
    around = Sources(records, sources.attachments)
    loaded = load_board(around)
    if loaded.board is None:
        first = next(problem for problem in sorted_problems(list(loaded.problems)) if problem.is_error)
        raise UnusableBoard(f"{first.ref}: {first.message} {first.hint}".strip(), loaded.problems)
    now = clock()
    with read_history(content) as history:
        has_history = history.committed(BOARD_FILE) is not None
    posted = "" if has_history else f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return Desk(
        content, sources, around, loaded.board, ReadingOptions(clock=clock).today_on(loaded.board), posted
    )
