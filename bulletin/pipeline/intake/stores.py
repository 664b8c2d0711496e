"""Where what was handed in waits for staff: a branch for each partner, or a folder without history."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bulletin.files import DISK, Disk, Kind, UnreadableFile, list_folder, list_tree, read_bytes, write_atomic
from bulletin.intake.journal import digest_of
from bulletin.load import BOARD_FILE
from bulletin.load.history.committing import Commit, changed_files, has_file, write_commit
from bulletin.load.history.git import find_repository
from bulletin.load.history.versions import Versions
from bulletin.load.sources import FLYER_BYTES, Sources
from bulletin.model.board import BoardInfo
from bulletin.pipeline.staff_lists import usual_records
from bulletin.problems import UnusableInput

DRAFTS = "drafts"
"""Among the lists that staff keep, the folder of what a person makes an event of."""
HELD = "held"
"""Among the lists that staff keep, the folder of what waits where there is no version history."""


class Store(Protocol):
    """What of each partner's waits, by content path."""

    @property
    def is_applied_by_itself(self) -> bool:
        """Whether what may go on the board by rule goes there without being asked for."""

    def waiting(self, partner_id: str) -> Mapping[str, bytes]:
        """Its files that wait, and are not on the board in the same words."""

    def add(self, partner_id: str, files: Mapping[str, bytes], told: str) -> None:
        """Let these files wait, too; `told` says in plain words what they do."""

    def forget(self, partner_id: str, files: Mapping[str, bytes]) -> None:
        """That the board has these files in these words, and none of other words waits any more."""

    def place(self, partner_id: str) -> str:
        """Where they wait, for staff to look."""


@dataclass(frozen=True, slots=True)
class StoreBoard:
    """The board whose files wait: what it has now, in whose name it writes, and when."""

    sources: Sources
    info: BoardInfo
    moment: datetime

    def lacks(self, path: str, data: bytes) -> bool:
        """Whether the board has not these words at this path."""
        return not has_words(self.sources, path, data)


def has_words(sources: Sources, path: str, data: bytes) -> bool:
    """Whether a file holds this; line ends are no difference."""
    there = sources.bytes_at(path)
    return there is not None and digest_of(there) == digest_of(data)


def open_store(content: Path, records: Path | None, board: StoreBoard, disk: Disk = DISK) -> Store:
    """The branches of the repository that the content folder lies in; without one, a folder of its own."""
    if find_repository(content.resolve()) is not None:
        versions = Versions(content)
        try:
            head = versions.find_if_there("HEAD")
        finally:
            versions.close()
        if head is not None and has_file(content, head, BOARD_FILE):
            return BranchStore(content, head, board)
    return HeldStore((records or usual_records(content)) / HELD, board.sources, disk)


@dataclass(frozen=True, slots=True)
class HeldStore:
    """A folder for each partner, in one. Staff let a file onto the board, or take it away."""

    root: Path
    sources: Sources
    disk: Disk

    @property
    def is_applied_by_itself(self) -> bool:
        return True

    def waiting(self, partner_id: str) -> Mapping[str, bytes]:
        held = read_held(self.root, partner_id)
        return {path: data for path, data in held.items() if not has_words(self.sources, path, data)}

    def add(self, partner_id: str, files: Mapping[str, bytes], told: str) -> None:
        for path, data in files.items():
            write_atomic(self.root / held_name(path), data, disk=self.disk)

    def forget(self, partner_id: str, files: Mapping[str, bytes]) -> None:
        forget_held(self.root, partner_id, files, self.disk)

    def place(self, partner_id: str) -> str:
        return f"It waits in {(self.root / partner_id).as_posix()}."


def held_name(path: str) -> str:
    """The path of what is held for a content path, in the folder of what is held."""
    return path.removeprefix("events/")


def forget_held(root: Path, partner_id: str, paths: Iterable[str], disk: Disk = DISK) -> None:
    """Take away what is held for these content paths of a partner's. Raises `OSError`."""
    for path in paths:
        with suppress(FileNotFoundError):
            disk.unlink(os.fspath(root / held_name(path)))
    with suppress(OSError):  # something else waits, or nothing did
        disk.rmdir(os.fspath(root / partner_id))


def list_drafts(records: Path) -> tuple[str, ...]:
    """The paths, among the lists that staff keep, of what a person is to make events of; in order."""
    try:
        entries = list_tree(records / DRAFTS)
    except UnreadableFile:
        return ()
    found = (entry.path for entry in entries if entry.kind is Kind.FILE and not entry.noise)
    return tuple(f"{DRAFTS}/{path}" for path in found if path.count("/") == 1)


def held_partners(root: Path) -> list[str]:
    """The partners of whom something is held, in order."""
    try:
        return [entry.path for entry in list_folder(root) if entry.kind is Kind.FOLDER and not entry.noise]
    except UnreadableFile:
        return []


def read_held(root: Path, partner_id: str) -> dict[str, bytes]:
    """What is held of a partner, by content path."""
    found: dict[str, bytes] = {}
    try:
        entries = list_folder(root / partner_id)
    except UnreadableFile:
        return found
    for entry in entries:
        if entry.kind is Kind.FILE and not entry.noise:
            try:
                data = read_bytes(root / partner_id / entry.path, limit=FLYER_BYTES)
            except UnreadableFile as error:
                raise UnusableInput(f"{error}.") from error
            found[f"events/{partner_id}/{entry.path}"] = data
    return found


@dataclass(frozen=True, slots=True)
class BranchStore:
    """A branch for each partner, `intake/<partner>`, upon what is committed of the board."""

    content: Path
    head: str
    board: StoreBoard

    @property
    def is_applied_by_itself(self) -> bool:
        return False

    def waiting(self, partner_id: str) -> Mapping[str, bytes]:
        return self._look(partner_id)[1]

    def add(self, partner_id: str, files: Mapping[str, bytes], told: str) -> None:
        tip, waiting = self._look(partner_id)
        new = {path: data for path, data in files.items() if waiting.get(path) != data}
        if not new:
            return
        info = self.board.info
        commit = Commit(
            branch=branch_of(partner_id),
            # What went on the board meanwhile is begun anew, lest it is proposed once more.
            parent=tip if tip and waiting else self.head,
            message=told,
            author=info.title,
            email=f"board@{info.uid_domain}",
            moment=self.board.moment,
            files=new,
        )
        write_commit(self.content, commit)

    def forget(self, partner_id: str, files: Mapping[str, bytes]) -> None:
        """What has the same words on the board is passed over; so what waits in others gets these."""
        _, waiting = self._look(partner_id)
        self.add(
            partner_id, {path: data for path, data in files.items() if path in waiting}, "As on the board.\n"
        )

    def place(self, partner_id: str) -> str:
        return f"It waits as the proposal {branch_of(partner_id)}."

    def _look(self, partner_id: str) -> tuple[str, dict[str, bytes]]:
        versions = Versions(self.content)
        try:
            tip = versions.find_if_there(f"refs/heads/{branch_of(partner_id)}")
            parted = versions.parting(self.head, tip) if tip else ""
        finally:
            versions.close()
        if not tip:
            return "", {}
        files = changed_files(self.content, parted, tip, f"events/{partner_id}")
        return tip, {path: data for path, data in files.items() if self.board.lacks(path, data)}


def branch_of(partner_id: str) -> str:
    """The branch that what a partner hands in waits on."""
    return f"intake/{partner_id}"
