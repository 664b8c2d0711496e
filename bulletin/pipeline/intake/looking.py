"""A shared folder as it lies on the disk: what came to rest in it, and the bytes of that."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from bulletin.files import (
    Disk,
    Entry,
    FileChanges,
    Kind,
    Reason,
    UnreadableFile,
    apply_changes,
    clear_leftovers,
    list_folder,
    read_bytes,
)
from bulletin.formats.records import is_record
from bulletin.intake.arrivals import DONE, Look, Subfolder, is_passed_over, partner_of_folder
from bulletin.intake.converters import is_converted, largest
from bulletin.intake.journal import JOURNAL, Journal, JournalRefused, parse_journal
from bulletin.load.sources import CONFLICTED_COPY, NOT_READ, UNREADABLE_FILE, sort_files, unreadable_file
from bulletin.messages.intake import PROBLEM, RECEIVED, is_answer_name, is_our_answer
from bulletin.model.partner import Partner
from bulletin.problems import Problem, SourceRef, UnusableInput
from bulletin.translatable import gettext as _

MOST_SUBFOLDERS = 2_000
_ANSWER_BYTES = 500_000
MOST_BYTES = 100_000_000
"""Of the pictures, sheets, calendars and mails of a subfolder, read in one run."""
_JOURNAL_BYTES = 50_000_000
MAILS_KEPT = timedelta(days=30)
_MAIL = re.compile(r"(.*\.eml)(?:\.\d+)?", re.IGNORECASE | re.DOTALL)


def look_at(folder: Path, partners: Mapping[str, Partner], journal: Journal) -> Look:
    """What lies in the folder now. Raises `UnusableInput` when there is no such folder."""
    try:
        entries = [entry for entry in list_folder(folder) if not is_passed_over(entry)]
    except UnreadableFile as error:
        if error.reason is Reason.MISSING:
            raise UnusableInput(f"{folder}: there is no such folder.") from error
        raise UnusableInput(f"{folder}: this is no folder that can be read.") from error
    names = [entry.path for entry in entries if entry.kind is Kind.FOLDER]
    if len(names) > MOST_SUBFOLDERS:
        raise UnusableInput(f"{folder}: more than {MOST_SUBFOLDERS:,} folders; is this the right one?")
    subfolders, closed = [], [entry.path for entry in entries if entry.kind is Kind.SYMLINK]
    for name in names:
        try:
            # A copy stays one when its original was put aside.
            inside = list_folder(folder / name, journal.names_below(name))
            inside = [entry for entry in inside if not is_passed_over(entry)]
        except (UnreadableFile, UnusableInput):
            closed.append(name)
            continue
        subfolders.append(Subfolder(name, partner_of_folder(name, partners), tuple(inside)))
    loose = tuple(entry for entry in entries if entry.kind not in (Kind.FOLDER, Kind.SYMLINK))
    return Look(tuple(subfolders), loose, tuple(closed))


def clear_after_killed_run(folder: Path, look: Look, rooms: Iterable[Path], disk: Disk) -> None:
    """Take away what an earlier run was writing when it was killed: in the shared folder, and in `rooms`.

    Each of these holds a folder for each partner.
    """
    places = [folder, *(folder / each.name for each in look.subfolders)]
    places += [room / each.partner_id for room in rooms for each in look.subfolders if each.partner_id]
    for place in places:
        clear_leftovers(place, disk=disk)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFolder:
    """What a subfolder holds. `refused` are files that cannot be read, with the reason.

    `answers` are ours, unchanged; `edited` those that somebody wrote into; `unsettled` is what still arrives.
    """

    subfolder: Subfolder
    files: Mapping[str, bytes] = field(default_factory=dict)
    refused: Mapping[str, Problem] = field(default_factory=dict)
    answers: Mapping[str, bytes] = field(default_factory=dict)
    edited: tuple[str, ...] = ()
    unsettled: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """Everything that lies in it."""
        return frozenset(entry.path for entry in self.subfolder.entries)

    def path(self, name: str) -> str:
        """The path of one of its files in the shared folder."""
        return f"{self.subfolder.name}/{name}"


def read_subfolder(folder: Path, subfolder: Subfolder, unsettled: frozenset[str]) -> ReadFolder:
    """The files of a subfolder that came to rest; `unsettled` are the names of the others."""
    place = folder / subfolder.name
    answers, edited = read_answers(place, subfolder.entries)
    entries = [each for each in subfolder.entries if not is_answer_name(each.path)]
    entries = [each for each in entries if each.path not in unsettled]
    budget = _Budget()
    files, refused = _read_converted(place, entries, budget)
    records = [each for each in entries if each.path not in files and each.path not in refused]
    folders = {each.path: _folder(each.path) for each in records if each.kind is Kind.FOLDER}
    records = [each for each in records if each.path not in folders]
    found, problems = _read_records(place, records, budget)
    refused |= folders | {name: each for name, each in problems.items() if each.rule != NOT_READ}
    unsettled |= _changed(place, subfolder.entries) | budget.later
    return ReadFolder(
        subfolder=subfolder,
        files={
            name: data
            for name, data in (files | found).items()
            if name not in refused and name not in unsettled
        },
        refused={name: problem for name, problem in refused.items() if name not in unsettled},
        answers=answers,
        edited=edited,
        unsettled=unsettled,
    )


@dataclass(slots=True)
class _Budget:
    """How much is read of a subfolder at once; what is `later` is left for the next run."""

    left: int = MOST_BYTES
    later: set[str] = field(default_factory=set)

    def read(self, place: Path, name: str, limit: int) -> bytes:
        """The bytes of a file. Raises `UnreadableFile`."""
        try:
            if self.left <= 0 and not is_record(name):
                raise UnreadableFile(name, Reason.CHANGED)
            data = read_bytes(place / name, limit=limit)
        except UnreadableFile as error:
            if error.reason in (Reason.CHANGED, Reason.MISSING):
                self.later.add(name)
            raise
        self.left -= len(data)
        return data


def _changed(place: Path, entries: Iterable[Entry]) -> frozenset[str]:
    """The names of files that were written, or went away, while the folder was read."""
    try:
        now = {entry.path: entry.stamp for entry in list_folder(place)}
    except (UnreadableFile, UnusableInput):
        now = {}
    return frozenset(entry.path for entry in entries if now.get(entry.path) != entry.stamp)


def read_answers(place: Path, entries: Iterable[Entry]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The answers among what lies in a folder: ours, and the names of those that somebody changed."""
    answers: dict[str, bytes] = {}
    edited = []
    for entry in entries:
        if not is_answer_name(entry.path):
            continue
        try:
            data = read_bytes(place / entry.path, limit=_ANSWER_BYTES)
        except UnreadableFile:
            data = b""
        if not is_our_answer(data):
            edited.append(entry.path)
        elif entry.path.endswith((RECEIVED, PROBLEM)):
            answers[entry.path] = data
    return answers, tuple(edited)


def _read_converted(
    place: Path, entries: Iterable[Entry], budget: _Budget
) -> tuple[dict[str, bytes], dict[str, Problem]]:
    """The sheets, calendars and mails among what lies in a folder, and why others are not taken."""
    files: dict[str, bytes] = {}
    refused: dict[str, Problem] = {}
    for entry in entries:
        is_copy = entry.conflict_of or entry.bare_name
        if entry.kind is Kind.FILE and is_converted(entry.path) and not is_copy:
            where = SourceRef(entry.path)
            try:
                files[entry.path] = budget.read(place, entry.path, largest(entry.path))
            except UnreadableFile as error:
                refused[entry.path] = unreadable_file(where, error.reason, largest(entry.path))
    return files, refused


def _read_records(
    place: Path, entries: list[Entry], budget: _Budget
) -> tuple[dict[str, bytes], dict[str, Problem]]:
    """Records, pictures and flyers, as if they lay in the content folder; and why others are not taken."""
    prefix = "events/-/"
    texts = [each for each in entries if is_record(each.path) or is_converted(each.path)]
    copies = {each.path: each.conflict_of or each.bare_name for each in texts}

    def below(path: str | None) -> str | None:
        return None if path is None else prefix + path

    moved = [
        replace(
            each,
            path=prefix + each.path,
            conflict_of=below(each.conflict_of),
            bare_name=below(each.bare_name),
        )
        for each in entries
    ]

    def read(entry: Entry, limit: int) -> bytes:
        return budget.read(place, entry.path.removeprefix(prefix), limit)

    sources = sort_files(moved, read)
    problems = {}
    for each in sources.problems:
        name = each.ref.path.removeprefix(prefix)
        original = copies.get(name)
        problems[name] = _copy(name, original) if original else replace(each, ref=SourceRef(name))
    files = {
        path.removeprefix(prefix): data for path, data in {**sources.records, **sources.attachments}.items()
    }
    return files, problems


def _copy(name: str, original: str) -> Problem:
    """A file called as programs call copies, whether or not its original was taken meanwhile."""
    message = _("This looks like a second copy of {original}, so it was not taken.", original=original)
    hint = _("If this is the right one, give it that name: {original}", original=original)
    return Problem(SourceRef(name), CONFLICTED_COPY, message, hint)


def forget_mails(place: Path, recent: Collection[str], now: datetime, disk: Disk) -> None:
    """Delete the mails among what was put aside long ago: they hold more of people than the board needs.

    Those of `recent` names stay.
    """
    try:
        done = list_folder(place / DONE) if not place.joinpath(DONE).is_symlink() else []
    except (UnreadableFile, UnusableInput):
        return
    before = int((now - MAILS_KEPT).timestamp() * 1_000_000_000)
    old = [
        entry.path
        for entry in done
        if entry.kind is Kind.FILE
        and (found := _MAIL.fullmatch(entry.path))
        and found[1] not in recent
        and max(entry.stamp[:2]) < before
    ]
    with suppress(OSError):
        apply_changes(place / DONE, FileChanges(removed=tuple(old)), disk=disk)


def _folder(name: str) -> Problem:
    message = _("“{name}” is a folder, and folders within yours are not looked into.", name=name)
    hint = _("Put the files themselves beside it, one above.")
    return Problem(SourceRef(name), UNREADABLE_FILE, message, hint)


Pause = Callable[[], None]
"""Waits a moment, so that a file that is being written is seen to grow."""


def read_journal(folder: Path) -> Journal:
    """What was handed in through this folder before. Raises `UnusableInput` where nobody can tell."""
    path = folder / JOURNAL
    if not path.exists():
        return Journal()
    try:
        return parse_journal(read_bytes(path, limit=_JOURNAL_BYTES))
    except (UnreadableFile, JournalRefused) as error:
        raise UnusableInput(
            f"{path}: this list of what was handed in cannot be read. Put back an older version of it; "
            "without it, answers are given anew from now on."
        ) from error
