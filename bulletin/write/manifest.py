"""The list of what is ours in an output folder, and the names a file of ours may have."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bulletin.files import Reason, UnreadableFile, is_ours, read_bytes
from bulletin.problems import UnusableOutput

MANIFEST = ".bulletin.json"
_VERSION = 1
_MAX_BYTES = 256 << 20
_MAX_FILE = 8 << 20
_NOT_OURS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # of the operating system, in any folder

_ODD = r'<>:"|?*\\/\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff'
_RESERVED = r"(?i:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(?:[./]|\Z)"  # by Windows
_NAME = rf"(?!{_RESERVED})[^{_ODD}]{{0,199}}[^{_ODD}. ]"  # Windows drops a last dot or space
_PATH = re.compile(rf"{_NAME}(?:/{_NAME})*")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_START_AFRESH = "Delete that folder, or give a new one, and run it again."


@dataclass(frozen=True, slots=True)
class RememberedEvent:
    """A published event: its UID, its last day ahead, the path of its file in the content folder."""

    uid: str
    last: date
    path: str

    @property
    def id(self) -> str:
        return self.uid.rpartition("@")[0]


@dataclass(frozen=True, slots=True)
class Memory:
    """The events of a publication that still had a date ahead."""

    events: tuple[RememberedEvent, ...] = ()


NOTHING_KNOWN = Memory()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is ours in an output folder: path → SHA-256 of its bytes; and the paths no page links to.

    `memory` is of the last site that was written whole.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    unlinked: frozenset[str] = frozenset()
    memory: Memory = NOTHING_KNOWN


def is_safe_path(path: str) -> bool:
    """Whether a path stays below its folder and is a file name on Linux, macOS and Windows alike."""
    if len(path) > 1000 or _PATH.fullmatch(path) is None:
        return False
    hidden = path.split("/") if "/." in f"/{path}" else ()
    return not any(is_ours(name) or name == MANIFEST for name in hidden)


def parse_manifest(data: bytes) -> Manifest:
    """Raises `ValueError` for anything `format_manifest` could not have written."""
    found = json.loads(data.decode("utf-8"))
    if (
        not isinstance(found, dict)
        or found.get("generator") != "bulletin"
        or found.get("version") != _VERSION
    ):
        raise ValueError("not a manifest of this version")
    files, unlinked = found.get("files"), found.get("unlinked", [])
    if not isinstance(files, dict) or not isinstance(unlinked, list):
        raise ValueError("no list of files")
    for path, digest in files.items():
        if not isinstance(digest, str) or not _DIGEST.fullmatch(digest) or not is_safe_path(path):
            raise ValueError("a path that is not ours")
    if not all(isinstance(path, str) and path in files for path in unlinked):
        raise ValueError("an unlinked path that is not listed")
    return Manifest(files, frozenset(unlinked), _parse_memory(found.get("events", {})))


def _parse_memory(found: object) -> Memory:
    if not isinstance(found, dict):
        raise ValueError("no list of events")
    events = []
    for uid, about in found.items():
        if not isinstance(about, list) or len(about) != 2 or not all(isinstance(each, str) for each in about):
            raise ValueError("an event that is not ours")
        events.append(RememberedEvent(uid, date.fromisoformat(about[0]), about[1]))
    return Memory(tuple(events))


def format_manifest(manifest: Manifest) -> bytes:
    """The same bytes for the same manifest: sorted, one path a line."""
    record = {
        "generator": "bulletin",
        "version": _VERSION,
        "unlinked": sorted(manifest.unlinked),
        "events": {each.uid: [each.last.isoformat(), each.path] for each in manifest.memory.events},
        "files": dict(sorted(manifest.files.items())),
    }
    return (json.dumps(record, separators=(",\n", ": ")) + "\n").encode("ascii")


def read_memory(out: Path) -> Memory:
    """What the last publication into a folder remembers; nothing where there is none that can be read."""
    try:
        return parse_manifest(read_bytes(out / MANIFEST, limit=_MAX_BYTES)).memory
    except (OSError, ValueError, RecursionError):
        return NOTHING_KNOWN


def published_files(out: Path) -> Callable[[str], bytes | None]:
    """What gives the bytes of a path as they were published last.

    None where the path is not ours, or where somebody changed or removed the file since.
    """
    try:
        digests = parse_manifest(read_bytes(out / MANIFEST, limit=_MAX_BYTES)).files
    except (OSError, ValueError, RecursionError):
        digests = {}

    def published(path: str) -> bytes | None:
        if path not in digests:
            return None
        try:
            data = read_bytes(out / path, limit=_MAX_FILE)
        except (OSError, UnreadableFile):
            return None
        return data if hashlib.sha256(data).hexdigest() == digests[path] else None

    return published


class StoredManifest(NamedTuple):
    """The manifest in an output folder and its bytes; None where there is none yet."""

    manifest: Manifest
    data: bytes | None


def load_manifest(out: Path, known: StoredManifest | None = None) -> StoredManifest:
    """What the last run left; `known` where it still holds. Raises `UnusableOutput` for a folder not ours.

    A folder with anything in it, but no manifest, is not ours.
    """
    try:
        data = read_bytes(out / MANIFEST, limit=_MAX_BYTES)
        return known if known and known.data == data else StoredManifest(parse_manifest(data), data)
    except UnreadableFile as error:
        if error.reason is not Reason.MISSING:
            raise UnusableOutput(f"{error}. {_START_AFRESH}") from error
    except (ValueError, RecursionError) as error:
        raise UnusableOutput(
            f"{out / MANIFEST}: is not the list of files we wrote. {_START_AFRESH}"
        ) from error
    try:
        foreign = sorted(name for name in os.listdir(out) if not is_ours(name) and name not in _NOT_OURS)
    except FileNotFoundError:
        foreign = []
    except OSError as error:
        raise UnusableOutput(f"{out}: cannot be read ({error.strerror}).") from error
    if foreign:
        raise UnusableOutput(
            f"{out}: holds files that are not ours ({foreign[0]!a}). Give an empty folder, or a new name."
        )
    return StoredManifest(Manifest(), None)
