"""The files of a content folder: records, pictures and flyers, and a Problem for every other file.

A folder that people share (a synced drive, a clone) also holds half-written files, copies made by a sync
program, and links. None of these is published, and each is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from bulletin.files import Entry, Kind, Reason, UnreadableFile, list_tree, read_bytes
from bulletin.formats.records import is_record
from bulletin.problems import Problem, Rule, Severity, SourceRef
from bulletin.translatable import gettext as _

T = TypeVar("T")

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
COPY_NAME = Rule(
    "copy-name",
    Severity.WARNING,
    "A file is not called like a second copy of another one.",
    "“(1)” and “- Copy” are what a browser or a computer adds; the name becomes part of the address.",
)
NOT_READ = Rule(
    "not-read",
    Severity.NOTE,
    "Stories, outcomes and notes for people may lie in the content folder; they are not read yet.",
)

_PICTURE = re.compile(r"\.(png|jpe?g|webp|gif|svg|bmp|heic|tiff?|avif)$", re.IGNORECASE)
_FLYER = re.compile(r"\.pdf$", re.IGNORECASE)
_LATER = frozenset({"stories", "outcomes"})
_FOR_PEOPLE = re.compile(r"(?:readme|licen[cs]e|contributing|changelog)(?:\.[a-z]{1,8})*$", re.IGNORECASE)
_ROOMS = {"partners": 2, "venues": 2, "calendars": 2, "pages": 2, "events": 3}
_ODD_NAME = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Sources:
    """The bytes of every record and of every picture and flyer, by content path.

    `copies` maps pictures and flyers that may be copies by mistake to their originals.
    """

    records: Mapping[str, bytes]
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    copies: Mapping[str, str] = field(default_factory=dict)

    def bytes_at(self, path: str) -> bytes | None:
        """The bytes of a record, a picture or a flyer; None where there is none."""
        return self.records.get(path, self.attachments.get(path))

    def replaced(self, changes: Mapping[str, bytes | None]) -> Sources:
        """With other bytes for some records (an older version), or without them (None)."""
        records = {path: data for path, data in self.records.items() if path not in changes}
        records.update((path, data) for path, data in changes.items() if data is not None)
        return replace(self, records=dict(sorted(records.items())))

    def with_files(self, other: Sources, paths: frozenset[str]) -> Sources:
        """With the files at `paths` as they are in `other`, or without those that are not there."""

        def mixed(own: Mapping[str, T], others: Mapping[str, T]) -> dict[str, T]:
            kept = {path: value for path, value in own.items() if path not in paths}
            return dict(sorted((kept | {path: others[path] for path in paths & others.keys()}).items()))

        problems = [each for each in self.problems if each.ref.path not in paths]
        problems += [each for each in other.problems if each.ref.path in paths]
        return Sources(
            mixed(self.records, other.records),
            mixed(self.attachments, other.attachments),
            tuple(problems),
            mixed(self.copies, other.copies),
        )


ReadFile = Callable[[Path, Entry, int], bytes]
"""The bytes of a file in the content folder, up to a limit. Raises `UnreadableFile`."""


_STAFF_LIST = re.compile(r"(?:decisions|asked|corrections|nudges)/[0-9]{4}\.csv")
"""Lists that staff keep in the content folder, if they like; nothing of them is published."""


def read_file(content: Path, entry: Entry, limit: int) -> bytes:
    """The bytes of the file on the disk. Raises `UnreadableFile`."""
    return read_bytes(content / entry.path, limit=limit)


def read_sources(content: Path, read: ReadFile = read_file) -> Sources:
    """Every record in the content folder and what belongs to one. Raises OSError if there is no folder.

    `read` gives the bytes of one file, which a cache may know without opening it.
    """
    return sort_files(list_tree(content), lambda entry, limit: read(content, entry, limit))


def sort_files(entries: Iterable[Entry], read: Callable[[Entry, int], bytes]) -> Sources:
    """Every record among these files and what belongs to one; `read` gives the bytes up to a limit."""
    problems: list[Problem] = []
    files: dict[str, bytes] = {}
    copies: dict[str, str] = {}
    for entry in entries:
        if _is_passed_over(entry):
            continue
        problem = _reason_not_to_read(entry)
        if problem is None:
            limit = _limit(entry.path) or 0
            try:
                files[entry.path] = read(entry, limit)
            except UnreadableFile as error:
                problem = unreadable_file(SourceRef(entry.path, 1, 1), error.reason, limit)
        if problem is not None:
            problems.append(problem)
        elif entry.conflict_of:
            copies[entry.path] = entry.conflict_of
        elif entry.bare_name and is_record(entry.path):
            problems.append(_called_like_a_copy(entry.path, entry.bare_name))
    records = {path: data for path, data in files.items() if is_record(path)}
    attachments = {path: data for path, data in files.items() if not is_record(path)}
    return Sources(records, attachments, tuple(problems), copies)


def _is_passed_over(entry: Entry) -> bool:
    """Whether an entry needs no Problem: a file of the system, or a list that staff keep."""
    if _STAFF_LIST.fullmatch(entry.path):
        return True
    return entry.noise and not (is_record(entry.path.rsplit(".", 1)[0]) or is_record(entry.path))


def _reason_not_to_read(entry: Entry) -> Problem | None:
    where = SourceRef(entry.path, 1, 1)
    if entry.noise:
        message = _("This looks like a file that is still being written; it is left alone.")
        return Problem(where, TEMPORARY_FILE, message, _("Delete it if nothing is copying."))
    if not entry.path.isprintable() and _ODD_NAME.search(entry.path):
        return _refuse_name(entry.path)
    if entry.kind is not Kind.FILE:
        return unreadable_file(where, Reason.SYMLINK if entry.kind is Kind.SYMLINK else Reason.NOT_A_FILE)
    if (passed := _not_read(where)) is not None:
        return passed
    if _limit(entry.path) is None:
        return _unknown(where, entry.path)
    if entry.conflict_of and is_record(entry.path):
        return conflicted_copy(entry.path, entry.conflict_of, is_beside=entry.is_beside)
    return None


def _not_read(where: SourceRef) -> Problem | None:
    room = where.path.split("/")[0]
    if room in _LATER:
        message = _("Nothing is read from {room}/ yet, so this file is not on the board.", room=room)
        return Problem(where, NOT_READ, message, _("It may stay here for later."))
    if _FOR_PEOPLE.match(_name(where.path)):
        message = _("This file is for people who look into the folder; nothing of it is on the board.")
        return Problem(where, NOT_READ, message)
    return None


def conflicted_copy(path: str, original: str, *, is_beside: bool) -> Problem:
    """The Problem of a file that a program made of another one."""
    name = _name(original)
    if is_beside:
        message = _("This is a second copy of {name}.", name=name)
        hint = _("Look at both, keep what is right in {name}, and delete this copy.", name=name)
    else:
        message = _("A sync program made this copy of {name}, which is not here any more.", name=name)
        hint = _("If this is the right one, rename it: {name}", name=name)
    return Problem(SourceRef(path, 1, 1), CONFLICTED_COPY, message, hint)


def _called_like_a_copy(path: str, name: str) -> Problem:
    message = _("This file is called like a second copy, but there is no {name} beside it.", name=_name(name))
    return Problem(SourceRef(path, 1, 1), COPY_NAME, message, _("Rename it: {name}", name=_name(name)))


def is_read(path: str) -> bool:
    """Whether a record, a picture or a flyer would be read from this path."""
    return _limit(path) is not None


def is_attachment(path: str) -> bool:
    """Whether a picture or a flyer would be read from this path."""
    return _limit(path) is not None and not is_record(path)


def _limit(path: str) -> int | None:
    """The most bytes the file may have; None where nothing is read."""
    parts = path.split("/")
    if path == BOARD_FILE:
        return STAFF_BYTES
    if len(parts) == 1 and _PICTURE.search(path):
        return PICTURE_BYTES
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
    Reason.SYMLINK: (_("This is a link to another place, not a file."), _("Put the file itself here.")),
    Reason.NOT_A_FILE: (_("This is not an ordinary file."), _("Put an ordinary text file here.")),
    Reason.DENIED: (_("This file may not be opened."), _("Ask whoever owns it to let it be read.")),
    Reason.MISSING: (_("This file went away while it was read."), _("Run the check again.")),
    Reason.CHANGED: (_("This file was being written while it was read."), _("Run the check again.")),
}


def _refuse_name(path: str) -> Problem:
    """Control characters in a name could steer terminals and logs, so the Problem shows it without them."""
    shown = SourceRef(_ODD_NAME.sub("\ufffd", path), 1, 1)
    message = _("The name of this file holds a character that cannot be seen.")
    return Problem(shown, UNREADABLE_FILE, message, _("Rename it; type the new name by hand."))


def unreadable_file(where: SourceRef, reason: Reason, limit: int = 0) -> Problem:
    """The Problem of a file that was not read; `limit` is how many bytes it may have."""
    if reason is Reason.TOO_BIG:
        size = f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit // 1024} KB"
        return Problem(
            where, UNREADABLE_FILE, _("This file is larger than {size}.", size=size), _("Make it smaller.")
        )
    message, hint = _REASONS.get(reason, ("This file cannot be read.", "Put an ordinary text file here."))
    return Problem(where, UNREADABLE_FILE, message, hint)


def _unknown(where: SourceRef, path: str) -> Problem:
    message = _("Nothing is read from here, so this file is not on the board.")
    return Problem(where, UNKNOWN_FILE, message, _where_instead(path))


def _where_instead(path: str) -> str:
    """What to do with a file that lies where nothing is read."""
    room, *inner = path.split("/")
    name = _name(path)
    if name.lower() in ("board.yml", "board.md", "board.yaml"):
        return _("Name it board.yaml, beside the folders partners/, venues/ and events/.")
    if room not in _ROOMS:
        near = get_close_matches(room.lower(), _ROOMS, n=1, cutoff=0.6) if inner else []
        if near:
            return _(
                "Did you mean the folder {near}/? Move it there: {listed}",
                near=near[0],
                listed="/".join((near[0], *inner)),
            )
    elif room == "events" and len(inner) == 1 and is_record(path):
        return _("Put it into the folder of its partner: events/<partner>/{name}", name=name)
    elif len(inner) >= _ROOMS[room]:
        above = "/".join((room, *inner[: _ROOMS[room] - 2], name))
        return _("Folders inside a folder are not read. Move it up: {above}", above=above)
    if is_record(path):
        return _("Records lie in partners/, venues/, calendars/, pages/ or events/<partner>/.")
    if _PICTURE.search(path) or _FLYER.search(path):
        return _("Pictures and flyers lie beside the event, the partner or the board.yaml that names them.")
    return _("Events are files that end in .yaml or .md; save it as one of these, or delete it.")
