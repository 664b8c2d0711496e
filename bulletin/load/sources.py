"""The files of a content folder: records, pictures and flyers, and a Problem for every other file.

A folder that people share (a synced drive, a clone) also holds half-written files, copies made by a sync
program, and links. None of these is published, and each is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.files import Entry, Kind, Reason, UnreadableFile, collisions, list_tree, read_bytes
from bulletin.formats.records import is_record
from bulletin.problems import Problem, Rule, Severity, SourceRef

BOARD_FILE = "board.yaml"
SUBMISSION_BYTES = 64 * 1024
STAFF_BYTES = 256 * 1024
PICTURE_BYTES = 5_000_000
FLYER_BYTES = 10_000_000

CONFLICTED_COPY = Rule(
    "conflicted-copy",
    Severity.ERROR,
    "No copy that a sync program made of a file waits for somebody to choose.",
    "Publishing it would show an event twice, or an old version of it.",
)
TEMPORARY_FILE = Rule(
    "temporary-file", Severity.NOTE, "A half-written or temporary file is left alone until it is whole."
)
UNREADABLE_FILE = Rule(
    "unreadable-file", Severity.ERROR, "Every record is a regular file that can be opened, within its size."
)
UNKNOWN_FILE = Rule(
    "unknown-file",
    Severity.WARNING,
    "Every file lies where Bulletin looks: board.yaml, partners/, venues/, calendars/, pages/, events/…/.",
)
SAME_NAME = Rule(
    "same-name", Severity.ERROR, "No two files have names that some computers cannot tell apart."
)

_PICTURE = re.compile(r"\.(png|jpe?g|webp|gif|svg|bmp|heic|tiff?|avif)$", re.IGNORECASE)
_FLYER = re.compile(r"\.pdf$", re.IGNORECASE)
_LATER = frozenset({"stories", "outcomes"})
_ROOMS = {"partners": 2, "venues": 2, "calendars": 2, "pages": 2, "events": 3}
_ODD_NAME = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Sources:
    """The bytes of every record and of every picture and flyer, by content path."""

    records: Mapping[str, bytes]
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def replaced(self, changes: Mapping[str, bytes | None]) -> Sources:
        """With other bytes for some records (an older version), or without them (None)."""
        records = {path: data for path, data in self.records.items() if path not in changes}
        records.update((path, data) for path, data in changes.items() if data is not None)
        return Sources(dict(sorted(records.items())), self.attachments, self.problems)


ReadFile = Callable[[Path, Entry, int], bytes]
"""The bytes of a file in the content folder, up to a limit. Raises `UnreadableFile`."""


def read_file(content: Path, entry: Entry, limit: int) -> bytes:
    """The bytes of the file on the disk. Raises `UnreadableFile`."""
    return read_bytes(content / entry.path, limit=limit)


def read_sources(content: Path, read: ReadFile = read_file) -> Sources:
    """Every record in the content folder and what belongs to one. Raises OSError if there is no folder.

    `read` gives the bytes of one file, which a cache may know without opening it.
    """
    problems: list[Problem] = []
    files: dict[str, bytes] = {}
    for entry in list_tree(content):
        if _is_passed_over(entry):
            continue
        problem = _reason_not_to_read(entry)
        if problem is None:
            limit = _limit(entry.path) or 0
            try:
                files[entry.path] = read(content, entry, limit)
            except UnreadableFile as error:
                problem = _refuse(SourceRef(entry.path, 1, 1), error.reason, limit)
        if problem is not None:
            problems.append(problem)
    clashes = _same_names(files)
    clashing = {clash.ref.path for clash in clashes}
    records = {path: data for path, data in files.items() if is_record(path) and path not in clashing}
    attachments = {path: data for path, data in files.items() if not is_record(path)}
    return Sources(records, attachments, (*problems, *clashes))


def _is_passed_over(entry: Entry) -> bool:
    """Whether an entry needs no Problem: a file of the system, or a folder for later versions."""
    if entry.noise:
        return not (is_record(entry.path.rsplit(".", 1)[0]) or is_record(entry.path))
    return entry.path.split("/")[0] in _LATER


def _reason_not_to_read(entry: Entry) -> Problem | None:
    where = SourceRef(entry.path, 1, 1)
    if entry.noise:
        message = "This looks like a file that is still being written; it is left alone."
        return Problem(where, TEMPORARY_FILE, message, "Delete it if nothing is copying.")
    if not entry.path.isprintable() and _ODD_NAME.search(entry.path):
        return _refuse_name(entry.path)
    if entry.kind is not Kind.FILE:
        return _refuse(where, Reason.SYMLINK if entry.kind is Kind.SYMLINK else Reason.NOT_A_FILE)
    if entry.conflict_of:
        message = f"This is a second copy of {_name(entry.conflict_of)}."
        hint = f"Look at both, keep what is right in {_name(entry.conflict_of)}, and delete this copy."
        return Problem(where, CONFLICTED_COPY, message, hint)
    return _unknown(where, entry.path) if _limit(entry.path) is None else None


def is_attachment(path: str) -> bool:
    """Whether a picture or a flyer would be read from this path."""
    return _limit(path) is not None and not is_record(path)


def _limit(path: str) -> int | None:
    """The most bytes the file may have; None where nothing is read."""
    parts = path.split("/")
    if path == BOARD_FILE:
        return STAFF_BYTES
    depth = _ROOMS.get(parts[0])
    if depth is None or len(parts) != depth:
        return None
    if is_record(path):
        return SUBMISSION_BYTES if parts[0] == "events" else STAFF_BYTES
    if parts[0] in ("events", "partners", "pages"):
        if _PICTURE.search(path):
            return PICTURE_BYTES
        if _FLYER.search(path):
            return FLYER_BYTES
    return None


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]


_REASONS = {
    Reason.SYMLINK: ("This is a link to another place, not a file.", "Put the file itself here."),
    Reason.NOT_A_FILE: ("This is not an ordinary file.", "Put an ordinary text file here."),
    Reason.DENIED: ("This file may not be opened.", "Ask whoever owns it to let it be read."),
    Reason.MISSING: ("This file went away while it was read.", "Run the check again."),
    Reason.CHANGED: ("This file was being written while it was read.", "Run the check again."),
}


def _refuse_name(path: str) -> Problem:
    """Control characters in a name could steer terminals and logs, so the Problem shows it without them."""
    shown = SourceRef(_ODD_NAME.sub("\ufffd", path), 1, 1)
    message = "The name of this file holds a character that cannot be seen."
    return Problem(shown, UNREADABLE_FILE, message, "Rename it; type the new name by hand.")


def _refuse(where: SourceRef, reason: Reason, limit: int = 0) -> Problem:
    if reason is Reason.TOO_BIG:
        size = f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit // 1024} KB"
        return Problem(where, UNREADABLE_FILE, f"This file is larger than {size}.", "Make it smaller.")
    message, hint = _REASONS.get(reason, ("This file cannot be read.", "Put an ordinary text file here."))
    return Problem(where, UNREADABLE_FILE, message, hint)


def _unknown(where: SourceRef, path: str) -> Problem:
    parts = path.split("/")
    message = "Nothing is read from here, so this file is not on the board."
    if len(parts) == 2 and parts[0] == "events" and is_record(path):
        hint = f"Put it into the folder of its partner: events/<partner>/{parts[1]}"
    elif _name(path).lower() in ("board.yml", "board.md"):
        hint = "Name it board.yaml."
    elif is_record(path):
        hint = "Records lie in partners/, venues/, calendars/, pages/ or events/<partner>/."
    else:
        hint = "Events are files that end in .yaml or .md; save it as one of these, or delete it."
    return Problem(where, UNKNOWN_FILE, message, hint)


def _same_names(names: Iterable[str]) -> list[Problem]:
    found = []
    for group in collisions(names):
        for path in group:
            others = ", ".join(_name(other) for other in group if other != path)
            message = f"Some computers cannot tell the names of this file and {others} apart."
            found.append(Problem(SourceRef(path, 1, 1), SAME_NAME, message, "Rename one of them."))
    return found
