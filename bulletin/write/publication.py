"""The five steps in which a site is published."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bulletin.files import (
    TEMPORARY,
    Disk,
    UnreadableFile,
    collision_key,
    create,
    is_link,
    is_ours,
    read_bytes,
    write_atomic,
)
from bulletin.problems import UnusableOutput
from bulletin.write.manifest import (
    MANIFEST,
    NOTHING_KNOWN,
    Manifest,
    Memory,
    StoredManifest,
    format_manifest,
    is_safe_path,
)
from bulletin.write.output_folder import PathState, folder_state, folders_above, list_files

HOME = "index.html"
_STAGE = ".bulletin-stage"
_FOLDER_STAYS = (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT, errno.EACCES, errno.EPERM, errno.EBUSY)


@dataclass(frozen=True, slots=True)
class WriteReport:
    """How many files were written (new or changed), left untouched, and deleted."""

    written: int
    unchanged: int
    deleted: int


class Publication:
    """One run of the five steps. Paths are relative to the output folder, with `/`."""

    def __init__(self, out: Path, stored: StoredManifest, disk: Disk, memory: Memory = NOTHING_KNOWN) -> None:
        self.out = out
        self.root = os.fspath(out)
        self.disk = disk
        self.memory = memory
        self.old, self.manifest_bytes = stored
        self.listed = self.old if self.manifest_bytes else None
        self.digests: dict[str, str] = {}
        self.keys: dict[str, str] = {}
        self.staged: dict[str, str] = {}
        self.added: list[str] = []
        self.changed: list[tuple[int, str]] = []
        self.blocked: list[str] = []
        self.folders = {"": PathState.FOLDER}
        self.unchanged = 0
        self.deleted = 0

    def clear_leftovers(self) -> None:
        """Remove the temporary files of this run, and of one that was killed, but not the lock."""
        stage = f"{self.root}/{_STAGE}"
        with os.scandir(self.root) as entries:
            ours = [entry.name for entry in entries if is_ours(entry.name)]
        for name in ours:
            if name.endswith(TEMPORARY):
                self.disk.unlink(f"{self.root}/{name}")
        if _STAGE in ours and folder_state(stage) is not PathState.FOLDER:
            self.disk.unlink(stage)
        elif _STAGE in ours:
            with os.scandir(stage) as entries:
                names = [entry.name for entry in entries]
            for name in names:
                self.disk.unlink(f"{stage}/{name}")
            self.disk.rmdir(stage)

    def stage(self, path: str, data: bytes) -> None:
        """Step 1 for one file: nothing if the same is there already, else its bytes beside the site."""
        if not is_safe_path(path):
            raise UnusableOutput(f"{self.out}: {path!a} cannot be the name of a file on every computer.")
        key = collision_key(path)
        if key in self.keys:
            raise UnusableOutput(f"{self.out}: {self.keys[key]} and {path} are one file on some computers.")
        self.keys[key] = path
        self.digests[path] = hashlib.sha256(data).hexdigest()
        state = self._state(path, data)
        if state is PathState.LINK:
            raise UnusableOutput(
                f"{self.out}: a folder on the way to {path} is a link to another place; remove it."
            )
        if state is PathState.SAME:
            self.unchanged += 1
            return
        if not self.staged:
            self.disk.mkdir(f"{self.root}/{_STAGE}")
        self.staged[path] = f"{self.root}/{_STAGE}/{len(self.staged)}"
        create(self.staged[path], data, disk=self.disk)
        self._queue(path, state)

    def _queue(self, path: str, state: PathState) -> None:
        if state is PathState.BLOCKED:
            self.blocked.append(path)
            self.changed.append((0, path))
        elif path in self.old.unlinked and path != HOME:
            self.added.append(path)
        elif state is PathState.DIFFERENT:
            self.changed.append((2, path))
        elif path in self.old.files or path == HOME:  # pages may lead there, though somebody deleted it
            self.changed.append((1, path))
        else:
            self.added.append(path)

    def _state(self, path: str, data: bytes) -> PathState:
        folder = self._folder_state(path.rpartition("/")[0])
        if folder is not PathState.FOLDER:
            return folder
        full = f"{self.root}/{path}"
        try:
            status = os.lstat(full)
        except FileNotFoundError:
            return PathState.ABSENT
        if stat.S_ISDIR(status.st_mode) and not is_link(status):
            return PathState.BLOCKED
        if stat.S_ISREG(status.st_mode) and status.st_size == len(data):
            with suppress(UnreadableFile):
                if read_bytes(Path(full), limit=len(data)) == data:
                    return PathState.SAME
        return PathState.DIFFERENT

    def _folder_state(self, folder: str) -> PathState:
        state = self.folders.get(folder)
        if state is None:
            state = self._folder_state(folder.rpartition("/")[0])
            if state is PathState.FOLDER:
                state = folder_state(f"{self.root}/{folder}")
            self.folders[folder] = state
        return state

    def publish(self) -> WriteReport:
        """Steps 2 to 5, once every file is staged."""
        new = self.digests
        gone = sorted(path for path in self.old.files if path not in new)
        obstacles = self._find_obstacles(new)
        union = {**self.old.files, **new}
        before = self.old.memory  # until the whole site is there, the last one is what was published
        self._write_manifest(Manifest(union, self.old.unlinked.union(self.added), before))
        for path in sorted(self.added, key=_leaves_first):
            self._place(path)
        self._write_manifest(Manifest(union, self.old.unlinked.difference(new), before))
        self._remove_obstacles(obstacles)
        for _, path in sorted(self.changed, key=lambda ranked: (ranked[0], _leaves_first(ranked[1]))):
            self._place(path)
        self._write_manifest(Manifest(union, frozenset(gone), before))
        for path in gone:
            self._delete(path)
        self._remove_folders(gone, new)
        self._write_manifest(Manifest(new, memory=self.memory))
        return WriteReport(len(self.staged), self.unchanged, self.deleted)

    def _write_manifest(self, manifest: Manifest) -> None:
        if manifest == self.listed:
            return
        data = format_manifest(manifest)
        if data != self.manifest_bytes:
            write_atomic(self.out / MANIFEST, data, disk=self.disk)
            self.manifest_bytes = data
        self.listed = manifest

    def _place(self, path: str) -> None:
        self._make_folder(path.rpartition("/")[0])
        self.disk.rename(self.staged[path], f"{self.root}/{path}")

    def _make_folder(self, folder: str) -> None:
        if self.folders.get(folder) is not PathState.FOLDER:
            self._make_folder(folder.rpartition("/")[0])
            with suppress(FileExistsError):
                self.disk.mkdir(f"{self.root}/{folder}")
            self.folders[folder] = PathState.FOLDER

    def _find_obstacles(self, new: Mapping[str, str]) -> list[str]:
        """The old files where the new site needs a folder, or below where it needs a file.

        Between their deletion and the change of the pages that lead there, those links are dead: a name
        cannot be a file and a folder at once. The routes of a board never do this to each other.
        """
        both = folders_above(new).intersection(new) if self.added or self.blocked else None
        if both:
            raise UnusableOutput(f"{self.out}: the site has both a file and a folder named {min(both)}.")
        found: set[str] = set()
        for path in self.blocked:
            parts = path.split("/")
            above = ["/".join(parts[:count]) for count in range(1, len(parts))]
            file_above = [
                folder for folder in above if folder_state(f"{self.root}/{folder}") is PathState.BLOCKED
            ]
            found.update(file_above[:1] or list_files(self.root, path))
        foreign = sorted(path for path in found if path not in self.old.files or path in new)
        if foreign:
            raise UnusableOutput(
                f"{self.out}: {foreign[0]} is in the way, and not ours to delete; move it elsewhere."
            )
        return sorted(found)

    def _remove_obstacles(self, obstacles: list[str]) -> None:
        for path in obstacles:
            self._delete(path)
        for path in self.blocked:
            for folder, _, _ in os.walk(f"{self.root}/{path}", topdown=False):
                self.disk.rmdir(folder)

    def _delete(self, path: str) -> None:
        if self._folder_state(path.rpartition("/")[0]) is not PathState.FOLDER:
            return
        full = f"{self.root}/{path}"
        try:
            status = os.lstat(full)
        except (FileNotFoundError, NotADirectoryError):
            return
        if stat.S_ISDIR(status.st_mode) and not is_link(status):
            return
        same = self.keys.get(collision_key(path))
        if same is not None and os.path.samestat(status, os.lstat(f"{self.root}/{same}")):
            # On this disk the old name and a new one are one file: only the case of its name changes.
            self.disk.rename(full, f"{self.root}/{same}")
            return
        self.disk.unlink(full)
        self.deleted += 1

    def _remove_folders(self, gone: list[str], new: Mapping[str, str]) -> None:
        """Remove the folders that deletions left empty. One with anything else in it stays."""
        if not gone:
            return
        folders = folders_above(gone) - folders_above(new)
        for folder in sorted(folders, key=lambda folder: (-folder.count("/"), folder)):
            # The remembered state is old: what was a folder may be a file by now.
            self.folders.pop(folder, None)
            if self._folder_state(folder) is PathState.FOLDER:
                try:
                    self.disk.rmdir(f"{self.root}/{folder}")
                except OSError as error:
                    if error.errno not in _FOLDER_STAYS:
                        raise


def _leaves_first(path: str) -> tuple[bool, bool, int, str]:
    """Pictures, styles and feeds, then the deepest pages, up to the home page."""
    return (path == HOME, path.endswith(".html"), -path.count("/"), path)
