"""What a file that is no record holds, as files for the board: a later version changes the same ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from bulletin.formats.records import format_record, split_name, suggest_slug
from bulletin.intake.converted import Converted, Draft
from bulletin.intake.converters import CONVERTERS, ending_of
from bulletin.intake.journal import JournalEntry, digest_of
from bulletin.load.sources import UNREADABLE_FILE
from bulletin.model.board import Board
from bulletin.pipeline.intake.taking import Piece
from bulletin.problems import Problem, SourceRef, describe_fault

MOST_DRAFTS = 400
"""More are not looked at one by one."""


@dataclass(frozen=True, slots=True)
class DraftedFile:
    """The pieces of a file that are new or changed, and what is said of it; `refused`: none could be read."""

    pieces: tuple[Piece, ...] = ()
    said: tuple[str, ...] = ()
    refused: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """For whom a file is read. `taken` are the paths that other files for the board have."""

    board: Board
    partner_id: str
    taken: Collection[str]

    def read(self, name: str, data: bytes, known: JournalEntry | None) -> DraftedFile:
        """The pieces of a file, `known` as it was before. A mistake of ours costs this file only."""
        try:
            converted = CONVERTERS[ending_of(name)](name, data, self.board, self.partner_id)
        except Exception as error:
            converted = Converted(refused=f"A mistake of ours came up ({describe_fault(error)}).")
        if len(converted.drafts) > MOST_DRAFTS:
            converted = Converted(
                refused=f"It holds more than {MOST_DRAFTS} events. Divide it into several files."
            )
        if converted.refused:
            return DraftedFile(refused=Problem(SourceRef(name), UNREADABLE_FILE, converted.refused))
        pieces = list(self._pieces(name, converted, known))
        new = [piece for piece in pieces if not _is_copied(piece, known)]
        remarks = [
            f"“{piece.title}”: {remark}"
            for piece, draft in zip(pieces, converted.drafts, strict=True)
            for remark in draft.remarks
        ]
        return DraftedFile(tuple(new), (*converted.said, *remarks, *_gone(pieces, known)))

    def _pieces(self, name: str, converted: Converted, known: JournalEntry | None) -> Iterator[Piece]:
        records = known.records if known else {}
        kept = {each.target for each in records.values()}
        used = {_stem(path) for path in (*self.taken, *kept)}
        for draft in converted.drafts:
            title = str(draft.values.get("title", "")) or name
            key = draft.key or suggest_slug(title)
            data = _record(draft)
            if key in records:
                yield Piece(records[key].target, data, name, key, title)
                continue
            stem = _free(suggest_slug(title), used)
            used.add(stem)
            ending = ".md" if draft.body else ".yaml"
            yield Piece(f"events/{self.partner_id}/{stem}{ending}", data, name, key, title)


def _record(draft: Draft) -> bytes:
    return format_record(dict(draft.values), draft.body or None).encode("utf-8", "replace")


def _is_copied(piece: Piece, known: JournalEntry | None) -> bool:
    """Whether it was taken as it is; what staff made of it since is not undone."""
    before = known.records.get(piece.key) if known else None
    return before is not None and before.is_copied and before.digest == digest_of(piece.data)


def _gone(pieces: list[Piece], known: JournalEntry | None) -> Iterator[str]:
    """What an earlier version held and this one does not: nothing is taken off the board for that alone."""
    here = {piece.key for piece in pieces}
    for key, record in known.records.items() if known else ():
        if key not in here:
            name = split_name(record.target)[0]
            yield (
                f"“{name}” is not in this file any more. It stays as it is; please tell the library "
                "whether it is called off."
            )


def _stem(path: str) -> str:
    return split_name(path)[0]


def _free(stem: str, used: Collection[str]) -> str:
    """The name, with a number where another file has it."""
    number, found = 1, stem
    while found in used:
        number += 1
        found = f"{stem}-{number}"
    return found


def in_words_of(piece: Piece, problem: Problem) -> Problem:
    """The Problem of a piece: in a file with several events it says in which, not on what line."""
    if not piece.key:
        return problem
    message = f"“{piece.title}”: {problem.message}"
    return replace(problem, ref=SourceRef(piece.name), message=message, fix=None)
