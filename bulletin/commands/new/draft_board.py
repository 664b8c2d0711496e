"""The board that a new record is written for, and what it says of a draft."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from bulletin.check import CheckDay, check_board
from bulletin.files import collision_key, write_new
from bulletin.formats.dates import format_instant
from bulletin.formats.records import slug_of, split_name
from bulletin.load import BOARD_FILE, Loaded, load_board
from bulletin.load.history.log import read_history
from bulletin.load.sources import Sources
from bulletin.messages.reports import in_sentences
from bulletin.model.board import Board
from bulletin.model.zones import use_pinned_zones
from bulletin.pipeline.check import Clock, ReadingOptions, read_content
from bulletin.problems import Problem, UnusableBoard, UnusableInput, sorted_problems


@dataclass(frozen=True, slots=True)
class DraftBoard:
    """`board` and `records` are without events and pages of text, `sources` is everything.

    `posted` is the instant to write into a record where no version history tells when it came, else "".
    """

    content: Path
    sources: Sources
    records: Sources
    board: Board
    today: date
    posted: str

    @property
    def languages(self) -> tuple[str, ...]:
        """Those dates and repeats may be written in: English, and the board's."""
        return self.board.info.typed_languages

    def read(self, path: str, text: str) -> tuple[Loaded, list[Problem]]:
        """The board with this record on it, and every problem of the record."""
        loaded = load_board(self.records.replaced({path: text.encode()}), today=self.today)
        problems = list(loaded.problems)
        if loaded.board:
            problems += check_board(loaded.board, CheckDay(self.today, frozenset({path})))
        return loaded, sorted_problems([problem for problem in problems if problem.ref.path == path])

    def is_taken(self, folder: str, name: str) -> bool:
        """Whether a record of this name lies in the folder, or a file that some computers confuse with it."""
        paths = [*self.sources.records, *self.sources.attachments]
        names = {slug_of(split_name(path)[0]) for path in paths if path.rpartition("/")[0] == folder}
        endings = (".yaml", ".yml", ".md", ".markdown")
        return collision_key(name) in names or any(
            os.path.lexists(self.content / folder / f"{name}{ending}") for ending in endings
        )

    def free_name(self, folder: str, name: str) -> str:
        """The first of `name-2`, `name-3` … that is free."""
        names = (f"{name}-{number}" for number in count(2))
        return next(free for free in names if not self.is_taken(folder, free))

    def write(self, path: str, data: bytes) -> Path:
        """The new file on the disk; one that is there already stays. Raises `UnusableInput`."""
        target = self.content / path
        try:
            write_new(target, data)
        except FileExistsError as error:
            raise UnusableInput(f"{target}: is there already; choose another name with --name.") from error
        except OSError as error:
            raise UnusableInput(f"{target}: cannot be written ({error.strerror or error}).") from error
        return target


def open_draft_board(content: Path, clock: Clock) -> DraftBoard:
    """Raises `UnusableInput` without a content folder and `UnusableBoard` when board.yaml cannot be used."""
    use_pinned_zones()
    sources = read_content(content)
    # The board is loaded again after each answer, so what takes long and says nothing of it is left out.
    kept = {
        path: data for path, data in sources.records.items() if not path.startswith(("events/", "pages/"))
    }
    records = Sources(kept, sources.attachments)
    board = _load(records)
    with closing(read_history(content)) as history:
        has_history = history.committed(BOARD_FILE) is not None
    reading = ReadingOptions(clock=clock)
    posted = "" if has_history else format_instant(reading.clock())
    return DraftBoard(content, sources, records, board, reading.today_on(board), posted)


def imagine_draft_board(content: Path, records: Mapping[str, str], reading: ReadingOptions) -> DraftBoard:
    """A board of which nothing is on the disk yet. Raises `UnusableBoard`."""
    use_pinned_zones()
    sources = Sources({path: text.encode() for path, text in sorted(records.items())})
    board = _load(sources)
    return DraftBoard(
        content, sources, sources, board, reading.today_on(board), format_instant(reading.clock())
    )


def _load(records: Sources) -> Board:
    loaded = load_board(records)
    if loaded.board is None:
        errors = (problem for problem in sorted_problems(list(loaded.problems)) if problem.is_error)
        first = in_sentences(next(errors))
        raise UnusableBoard(f"{first.ref}: {first.message} {first.hint}".strip(), loaded.problems)
    return loaded.board
