"""What lies below a folder that people share, and which of it programs left there."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from bulletin.files.read import Reason, UnreadableFile, is_link
from bulletin.problems import UnusableInput

MOST_ENTRIES = 200_000
DEEPEST = 12

SKIPPED = frozenset({".git", "node_modules", "__pycache__"})

_NOISE_FOLDERS = re.compile(r"\.|__MACOSX$|@eaDir$|\$RECYCLE\.BIN$|System Volume Information$", re.IGNORECASE)
# Everything that begins with a dot is a program's own, not a person's: ._x, .DS_Store, .syncthing.x.tmp,
# .~lock.x#, .goutputstream-x, .x.swp and what comes after them.
_NOISE = re.compile(
    r"""\. | ~\$ | \~.*\.tmp$ | .*(?: ~ | \.part | \.tmp | \.temp | \.crdownload | \.download | \.partial
    | \.sw[op] | \.bak | \.lock )$ | thumbs\.db$ | ehthumbs\.db$ | desktop\.ini$ | Icon\r$""",
    re.IGNORECASE | re.VERBOSE,
)

_SYNC_MARKS = tuple(
    re.compile(mark + r"(?=(?:\.[A-Za-z0-9-]{1,12}){0,2}$)", flags)
    for mark, flags in (
        # Dropbox, Nextcloud
        (r"[ _]?\([^()]*(?:conflicted copy|case conflict|conflict)[^()]*\)", re.IGNORECASE),
        (r"[ _]?\[conflict[^\[\]]*\]", re.IGNORECASE),  # Google Drive
        (r"[ _-]*conflicted copy[^.]*", re.IGNORECASE),
        (r"[.~]sync-conflict-[0-9A-Za-z-]+", re.IGNORECASE),  # Syncthing
        (r"[_-]conflict-\d{6}[0-9A-Za-z_-]*", re.IGNORECASE),  # ownCloud; a topic has no date behind it
        (r"_[^_]+_[A-Z][a-z]{2}-\d\d-\d{6}-\d{4}_(?:Case)?Conflict", 0),  # Synology
    )
)
"""What a sync program adds to the name of the original, before up to two extensions (`.fr.md`)."""

_COPY = "(?:copy|copie|kopie|copia|cópia|نسخة)"
"""What the systems of several languages call a copy."""

_MAYBE_MARKS = tuple(
    re.compile(mark + r"(?=(?:\.[A-Za-z0-9-]{1,12}){0,2}$)", flags)
    for mark, flags in (
        (rf" - {_COPY}(?: ?\(\d{{1,2}}\))?", re.IGNORECASE),  # Windows Explorer
        (r" \(\d{1,2}\)", 0),  # browsers, Google Drive
        (r"-(?:DESKTOP|LAPTOP)-[0-9A-Z]{5,8}(?:-\d+)?", 0),  # OneDrive: the computer's name
    )
)
"""What makes a copy only beside the original: a poster may have been downloaded twice, and kept once."""

# A name may hold the word honestly ("hard copy"), so it is no mark but beside the original.
_FINDER_COPY = re.compile(
    rf" {_COPY}(?: \d{{1,2}})?(?=(?:\.[A-Za-z0-9-]{{1,12}}){{0,2}}$)"
    rf"|^{_COPY}(?: ?\(\d{{1,2}}\)| \d{{1,2}})? (?:(?:of|de|di|von|van|من) )?",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """What an `Entry` is on the disk."""

    FILE = "file"
    FOLDER = "folder"
    """Told by `list_folder` alone."""
    SYMLINK = "symlink"
    OTHER = "other"


Stamp = tuple[int, int, int, int, int]
"""When a file was last written and last changed in any way (in ns), its size, its inode, its device."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, or something like one, below a folder.

    `path` is relative to the folder, with `/` between its parts. `kind` is `OTHER` for pipes and devices,
    for a folder that may not be opened or lies too deep, and for a name that is not UTF-8 (its odd bytes
    are shown as U+FFFD, so the name can be printed). `noise`: a program's own file, nobody's work.
    `conflict_of`: the path of the file that this one is most likely an accidental copy of; `is_beside`: it
    is there. `bare_name`: its path without what is added to a second copy's name, where that may be meant.
    `stamp` changes with the file's bytes, unless it is written twice within one tick of the disk's clock.
    """

    path: str
    kind: Kind
    noise: bool = False
    conflict_of: str | None = None
    is_beside: bool = False
    bare_name: str | None = None
    stamp: Stamp = field(default=(0, 0, 0, 0, 0), compare=False, repr=False)


def list_tree(root: Path) -> list[Entry]:
    """Every file below `root`, and every link to a file or folder (never followed), sorted by path.

    `.git` and `node_modules` are left out. Folders are not listed, except those that
    could not be looked into. Raises `UnreadableFile` if `root` is no folder that can be read, and
    `UnusableInput` for more than 200,000 entries.
    """
    found: list[Entry] = []
    seen = 0
    folders: list[tuple[str, str, int, bool]] = [(os.fspath(root), "", 0, False)]
    while folders:
        folder, prefix, depth, noisy = folders.pop()
        try:
            names = _scan(folder)
        except OSError as error:
            if not prefix:
                raise _unreadable_root(folder, error) from error
            found.append(Entry(prefix[:-1], Kind.OTHER, noise=noisy))
            continue
        seen += len(names)
        if seen > MOST_ENTRIES:
            raise UnusableInput(f"{root}: more than {MOST_ENTRIES:,} files; this cannot be the right folder.")
        beside = {name for name, _ in names}
        for name, status in names:
            path = prefix + name
            if stat.S_ISDIR(status.st_mode) and not is_link(status):
                if name in SKIPPED:
                    continue
                below = noisy or _NOISE_FOLDERS.match(name) is not None
                if depth + 1 < DEEPEST and _is_text(name):
                    folders.append((f"{folder}/{name}", f"{path}/", depth + 1, below))
                else:
                    found.append(Entry(_printable(path), Kind.OTHER, noise=below))
            else:
                found.append(_entry(prefix, name, status, noisy, beside))
    found.sort(key=lambda entry: entry.path)
    return found


def list_folder(folder: Path, beside: Iterable[str] = ()) -> list[Entry]:
    """What lies directly in a folder, folders and links (never followed) too, sorted by name.

    Of the names `beside` it is taken that they lie there as well, where copies are told from originals.
    Raises `UnreadableFile` if it is no folder that can be read, and `UnusableInput` for more than 200,000
    entries.
    """
    try:
        names = _scan(os.fspath(folder))
    except OSError as error:
        raise _unreadable_root(os.fspath(folder), error) from error
    if len(names) > MOST_ENTRIES:
        raise UnusableInput(f"{folder}: more than {MOST_ENTRIES:,} files; this cannot be the right folder.")
    there = {name for name, _ in names} | set(beside)
    found = []
    for name, status in names:
        is_noise = name in SKIPPED or _NOISE_FOLDERS.match(name) is not None
        entry = _entry("", name, status, False, there)
        if stat.S_ISDIR(status.st_mode) and not is_link(status):
            kind = Kind.FOLDER if _is_text(name) else Kind.OTHER
            entry = replace(entry, kind=kind, noise=is_noise, conflict_of=None, bare_name=None)
        found.append(entry)
    found.sort(key=lambda entry: entry.path)
    return found


def name_entries(kinds: Mapping[str, Kind]) -> list[Entry]:
    """The entries of files that lie nowhere on the disk, such as those of another version, sorted by path."""
    beside: dict[str, set[str]] = {}
    for path in kinds:
        folder, _, name = path.rpartition("/")
        beside.setdefault(folder, set()).add(name)
    found = []
    for path, kind in kinds.items():
        folder, _, name = path.rpartition("/")
        above = folder.split("/") if folder else []
        if SKIPPED.isdisjoint(above):
            is_noisy = any(_NOISE_FOLDERS.match(part) for part in above)
            prefix = f"{folder}/" if folder else ""
            found.append(_named(prefix, name, kind, is_noisy, beside[folder]))
    found.sort(key=lambda entry: entry.path)
    return found


def _scan(folder: str) -> list[tuple[str, os.stat_result]]:
    names = []
    with os.scandir(folder) as entries:
        for entry in entries:
            try:
                names.append((entry.name, entry.stat(follow_symlinks=False)))
            except FileNotFoundError:  # deleted since: others work in a shared folder
                continue
    return names


def _unreadable_root(folder: str, error: OSError) -> UnreadableFile:
    if isinstance(error, FileNotFoundError):
        return UnreadableFile(folder, Reason.MISSING)
    return UnreadableFile(
        folder, Reason.NOT_A_FILE if isinstance(error, NotADirectoryError) else Reason.DENIED
    )


def _entry(prefix: str, name: str, status: os.stat_result, noisy: bool, beside: set[str]) -> Entry:
    if is_link(status):
        kind = Kind.SYMLINK
    elif stat.S_ISREG(status.st_mode) and _is_text(name):
        kind = Kind.FILE
    else:
        kind = Kind.OTHER
    stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, status.st_dev)
    return replace(_named(prefix, name, kind, noisy, beside), stamp=stamp)


def _named(prefix: str, name: str, kind: Kind, noisy: bool, beside: set[str]) -> Entry:
    """What the name of a file tells of it."""
    noise = noisy or _NOISE.match(name) is not None
    mark = _NO_MARK if noise else _copy_mark(name)
    is_beside = mark.original in beside
    is_copy = mark.original and (is_beside or mark.is_certain)
    original = _printable(prefix + mark.original)
    return Entry(
        _printable(prefix + name),
        kind if _is_text(name) else Kind.OTHER,
        noise=noise,
        conflict_of=original if is_copy else None,
        is_beside=is_beside,
        bare_name=original if mark.original and mark.is_known and not mark.is_certain else None,
    )


class _CopyMark(NamedTuple):
    """The name of the original, "" of a name without a mark; whether only programs write such marks."""

    original: str
    is_certain: bool = False
    is_known: bool = True


_NO_MARK = _CopyMark("")


def _copy_mark(name: str) -> _CopyMark:
    original = _without(_SYNC_MARKS, name)
    is_certain = original != name
    original = _without(_MAYBE_MARKS, original)  # a copy of a copy carries two marks
    if original == name:
        original = _FINDER_COPY.sub("", name)
        is_known = False
    else:
        is_known = True
    if original == name or original.startswith(".") or not original:
        return _NO_MARK
    return _CopyMark(original, is_certain, is_known)


def _without(marks: Iterable[re.Pattern[str]], name: str) -> str:
    for mark in marks:
        name = mark.sub("", name)
    return name


def _is_text(name: str) -> bool:
    return name.isascii() or not any("\ud800" <= char <= "\udfff" for char in name)


def _printable(path: str) -> str:
    return path if _is_text(path) else re.sub("[\ud800-\udfff]", "\ufffd", path)


def collision_key(path: str) -> str:
    """What is left of a path on a disk that confuses capitals, or accents written in two ways."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def collisions(paths: Iterable[str]) -> list[tuple[str, ...]]:
    """Groups of two or more paths that are one path on macOS or Windows, each sorted, sorted by the first."""
    groups: dict[str, set[str]] = {}
    for path in paths:
        groups.setdefault(collision_key(path), set()).add(path)
    return sorted(tuple(sorted(group)) for group in groups.values() if len(group) > 1)
