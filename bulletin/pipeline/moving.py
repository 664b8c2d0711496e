"""Records that get another name or place: files moved and edited as one, tried before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from bulletin.check import BaseBoard, CheckDay, check_board
from bulletin.files import DISK, Disk, FileChanges, UnreadableFile, apply_changes, read_bytes
from bulletin.formats.dates import format_instant
from bulletin.formats.record_edits import edit_record
from bulletin.formats.records import is_record
from bulletin.formats.yaml import STAFF, SUBMISSION
from bulletin.formats.yaml.edit import Edit, NotEdited, SetValue
from bulletin.load import load_board
from bulletin.load.sources import FLYER_BYTES, Sources
from bulletin.load.uniqueness import Seniority
from bulletin.model.board import Board
from bulletin.pipeline.changing import OpenBoard
from bulletin.problems import Problem, UnusableInput, UnusableOutput, sorted_problems


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of files, by the paths they have: another path, edits, or an end.

    What others need is written first: pictures, then what is moved. What is moved last is removed last. So a
    run that was cut short leaves every record readable, and finds it again.
    """

    paths: Mapping[str, str] = field(default_factory=dict)
    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MoveTrial:
    """The changes of files that a move makes, the board they make, and what is wrong only then."""

    changes: FileChanges
    board: Board | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.is_error]


def try_move(opened: OpenBoard, move: Move) -> MoveTrial:
    """The board after a move, nothing written. Raises `UnusableInput` where lines cannot be edited."""
    written: dict[str, bytes] = {}
    named = dict.fromkeys((*move.edits, *move.paths))
    for path in sorted(named, key=lambda each: (is_record(each), each not in move.paths)):
        data = _edited(opened, path, move.edits.get(path, ()))
        target = move.paths.get(path, path)
        if target != path or data != opened.sources.bytes_at(path):
            written[target] = data
    removed = (*move.removed, *(old for old, new in move.paths.items() if old != new))
    sources = _sources_after(opened.sources, written, removed)
    day = opened.reading.today_on(None)
    loaded = load_board(sources, Seniority(opened.history), jobs=opened.reading.jobs, today=day)
    problems = list(loaded.problems)
    if loaded.board is not None:
        renames = {new: old for old, new in move.paths.items()}
        base = BaseBoard(opened.board, frozenset(opened.sources.records), renames)
        when = CheckDay(opened.today, base=base, paths=frozenset(sources.records))
        problems += check_board(loaded.board, when)
    known = {(move.paths.get(each.ref.path, each.ref.path), each.rule.id) for each in opened.problems}
    new = [each for each in problems if (each.ref.path, each.rule.id) not in known]
    return MoveTrial(FileChanges(written, removed), loaded.board, tuple(sorted_problems(new)))


def write_move(opened: OpenBoard, trial: MoveTrial, *, disk: Disk = DISK) -> None:
    """Write the files of a move. Raises `UnusableInput` where one was changed since it was read."""
    for path in (*trial.changes.written, *trial.changes.removed):
        before = opened.sources.bytes_at(path)
        now = None
        with suppress(UnreadableFile):
            now = read_bytes(opened.content / path, limit=FLYER_BYTES)
        if now != before:
            raise UnusableInput(f"{opened.content / path} was changed meanwhile. Nothing was written.")
    try:
        apply_changes(opened.content, trial.changes, disk=disk)
    except OSError as error:
        message = f"{opened.content}: cannot be written ({error.strerror or error}). Run it again."
        raise UnusableOutput(message) from error


def changed_now(opened: OpenBoard, path: str) -> tuple[Edit, ...]:
    """That a record changed, where no version history tells it: calendars take an entry for new by that."""
    if opened.history.committed(path) is not None:
        return ()
    return (SetValue(("changed",), format_instant(opened.reading.clock()), ("posted",)),)


def _edited(opened: OpenBoard, path: str, edits: Iterable[Edit]) -> bytes:
    data = opened.sources.bytes_at(path)
    assert data is not None, "only files that are there are moved"
    limits = SUBMISSION if path.startswith("events/") else STAFF
    try:
        return edit_record(data, path, edits, limits=limits, names=opened.field_names) if edits else data
    except NotEdited as error:
        raise UnusableInput(f"{(opened.content / path).as_posix()}: {error} Nothing was changed.") from error


def _sources_after(sources: Sources, written: Mapping[str, bytes], removed: Iterable[str]) -> Sources:
    gone = frozenset(removed)
    records = {path: data for path, data in sources.records.items() if path not in gone}
    attachments = {path: data for path, data in sources.attachments.items() if path not in gone}
    for path, data in written.items():
        is_attachment = not is_record(path)
        (attachments if is_attachment else records)[path] = data
    return replace(
        sources, records=dict(sorted(records.items())), attachments=dict(sorted(attachments.items()))
    )
