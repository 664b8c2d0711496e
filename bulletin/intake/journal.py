"""What was handed in before, file by file, and what became of it: kept in the shared folder, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

JOURNAL = ".bulletin-intake.json"
A_DAY = timedelta(hours=24)
_FORM = 1


class JournalRefused(Exception):
    """The journal cannot be read."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file of the board that came of something handed in; `is_copied` where it waits, or onto the board.

    `digest` is of that file, `before` of what the board had in its place then ("" for nothing), `source` of
    what was handed in, where that is no file of its own.
    """

    target: str
    digest: str
    before: str = ""
    is_copied: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """What became of a file of the shared folder. `records` are by their key within it, "" of a record.

    `said` is what was told about it as a whole when it was read.
    """

    partner: str
    digest: str
    day: date
    records: Mapping[str, Taken] = field(default_factory=dict)
    said: tuple[str, ...] = ()

    @property
    def is_taken(self) -> bool:
        """Whether all of it was copied."""
        return all(record.is_copied for record in self.records.values())

    def copied(self) -> JournalEntry:
        """The entry when all of it was."""
        records = {key: replace(record, is_copied=True) for key, record in self.records.items()}
        return replace(self, records=records)


@dataclass(frozen=True, slots=True)
class Applied:
    """A file that went on the board by rule, by its path and what it held."""

    path: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Journal:
    """The entries by path in the shared folder, and what went on the board by rule of late."""

    entries: Mapping[str, JournalEntry] = field(default_factory=dict)
    applied: tuple[Applied, ...] = ()

    def with_entries(self, changed: Mapping[str, JournalEntry]) -> Journal:
        return replace(self, entries={**self.entries, **changed})

    def without(self, path: str) -> Journal:
        return replace(self, entries={each: entry for each, entry in self.entries.items() if each != path})

    def with_applied(self, entries: Mapping[str, JournalEntry], now: datetime) -> Journal:
        """That these go on the board by rule; what went there longer than a day ago is forgotten."""
        new = (Applied(path, entry.digest, now) for path, entry in entries.items())
        return replace(self, applied=(*self.applied_since(now - A_DAY, entries), *new))

    def applied_since(self, moment: datetime, but: Mapping[str, JournalEntry]) -> tuple[Applied, ...]:
        """What went on the board by rule since then; that of a run which was cut short is no other."""
        own = {(path, entry.digest) for path, entry in but.items()}
        found = (each for each in self.applied if each.at > moment)
        return tuple(each for each in found if (each.path, each.digest) not in own)

    def names_below(self, subfolder: str) -> frozenset[str]:
        """The names of what was handed in through a subfolder."""
        prefix = f"{subfolder}/"
        return frozenset(path.removeprefix(prefix) for path in self.entries if path.startswith(prefix))

    def known(self, path: str, digest: str) -> JournalEntry | None:
        """The entry of a file that holds the same as when it was written."""
        entry = self.entries.get(path)
        return entry if entry is not None and entry.digest == digest else None


def digest_of(data: bytes) -> str:
    """What tells two versions of a file apart; line ends are no difference."""
    return sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def parse_journal(data: bytes) -> Journal:
    """The journal of the bytes of its file, none of a file that is empty. Raises `JournalRefused`."""
    if not data:
        return Journal()
    try:
        whole = json.loads(data)
        if whole["form"] != _FORM:
            raise ValueError("another form")
        applied = (Applied(each["path"], each["digest"], _instant(each["at"])) for each in whole["applied"])
        return Journal({str(path): _entry(row) for path, row in whole["files"].items()}, tuple(applied))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise JournalRefused from error


def format_journal(journal: Journal) -> bytes:
    """The bytes of its file; the same for the same journal."""
    files = {path: asdict(entry) for path, entry in sorted(journal.entries.items())}
    applied = [asdict(each) for each in journal.applied]
    whole = {"form": _FORM, "files": files, "applied": applied}
    text = json.dumps(whole, ensure_ascii=False, indent=1, default=_plain)
    return f"{text}\n".encode("utf-8", "replace")


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"nothing of {type(value).__name__} is kept")


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("an instant has its zone")
    return found


def _entry(row: Mapping[str, Any]) -> JournalEntry:
    return JournalEntry(
        partner=str(row["partner"]),
        digest=str(row["digest"]),
        day=date.fromisoformat(row["day"]),
        said=tuple(map(str, row["said"])),
        records={
            str(key): Taken(
                target=str(each["target"]),
                digest=str(each["digest"]),
                before=str(each["before"]),
                is_copied=bool(each["is_copied"]),
                source=str(each["source"]),
            )
            for key, each in row["records"].items()
        },
    )
