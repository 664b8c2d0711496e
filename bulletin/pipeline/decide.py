"""A decision about something handed in: the letter it makes, and its line in the list that staff keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from bulletin.files import Reason, UnreadableFile, list_tree, lock, read_bytes, write_atomic
from bulletin.formats.tables import TableRefused
from bulletin.messages.letters import (
    Letter,
    Matter,
    letter_language,
    reason_text,
    write_letter,
    write_to_manager,
)
from bulletin.model.board import Board
from bulletin.model.decision import Decision, DecisionTable, Word
from bulletin.model.event import Event
from bulletin.model.policy_checks import policy_breaches, reason_ids
from bulletin.pipeline.check import ReadingOptions, publishable_board
from bulletin.pipeline.intake.settling import HeldEvents, find_held, let_onto_board, take_away
from bulletin.pipeline.staff_lists import usual_records
from bulletin.problems import UnusableInput, UnusableOutput
from bulletin.staff.decisions import parse_decisions, still_open, with_decision
from bulletin.staff.nudges import parse_nudges
from bulletin.staff.tallies import count_decisions
from bulletin.words import available_languages, find_language

FOLDER = "decisions"
BIGGEST = 5_000_000
PATIENCE = 10.0
"""Seconds to wait for whoever is noting a decision at the same moment."""
_ID = re.compile(r"([a-z][a-z0-9-]*)(?:/([a-z0-9][a-z0-9-]*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideRequest:
    """What was decided `about` an event, or about all that is held of a partner.

    `records` is the folder of the lists that staff keep, None for the usual one.
    """

    content: Path
    reading: ReadingOptions
    about: str
    word: Word
    reason: str = ""
    received: date | None = None
    say: str = ""
    language: str = ""
    records: Path | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """The letters to send, and the list with the decision; `is_new` unless it stood there already.

    `remarks` are for whoever sends them.
    """

    letters: tuple[Letter, ...]
    list: Path
    is_new: bool
    remarks: tuple[str, ...]


def decide(asked: DecideRequest) -> Decided:
    """Let what is held onto the board or take it away, as was decided; write the letters, and note it.

    Raises `UnusableInput`, `UnusableOutput`, `UnusableBoard`.
    """
    checked = publishable_board(asked.content, asked.reading)
    assert checked.board is not None
    partner_id, slug = _about(asked)
    _check_reason(checked.board, asked)
    _check_language(asked)
    records = asked.records or usual_records(asked.content)
    held = find_held(records, partner_id, slug)
    ids = [f"{partner_id}/{slug}"] if slug else held.ids
    if not ids:
        raise UnusableInput(
            f"Nothing of “{asked.about}” is held; an event is written as partner and name: oak/story-time."
        )
    remarks = _settle(asked, held)
    board = publishable_board(asked.content, asked.reading).board if remarks else checked.board
    assert board is not None
    matters = [_matter(board, asked, each) for each in ids]
    path = records / FOLDER / f"{checked.today.year}.csv"
    with lock(path.parent, patience=PATIENCE):
        # Something handed in in December may be decided in January.
        earlier = tuple(read_decisions(path.parent, before=path))
        noted = [_decide_one(asked, matter, path, earlier) for matter in matters]
    letters = [
        letter
        for matter, (decision, _) in zip(matters, noted, strict=True)
        for letter in _letters(matter, decision, asked.say)
    ]
    is_new = any(each for _, each in noted)
    return Decided(tuple(letters), path, is_new, (*remarks, *_remarks(matters[0])))


def _settle(asked: DecideRequest, held: HeldEvents) -> tuple[str, ...]:
    """Do with what is held as was decided; what was done, nothing where nothing was to be."""
    if not held.files or not asked.word.is_final:
        return ()
    if asked.word is not Word.DECLINE:
        return (let_onto_board(held, asked.content, asked.reading),)
    take_away(held)
    return (f"It is not held any more: {', '.join(held.ids)}.",)


def _decide_one(
    asked: DecideRequest, matter: Matter, path: Path, before: tuple[Decision, ...]
) -> tuple[Decision, bool]:
    """The decision on one event, and whether it is new in the list."""
    board, day = matter.board, asked.reading.today_on(matter.board)
    earlier = still_open((*before, *_parsed(path, _read(path))), matter.id)
    decision = Decision(
        id=matter.id,
        partner=matter.partner_id,
        word=asked.word,
        decided=day,
        received=asked.received or (earlier.received if earlier else None),
        reason=asked.reason,
        policy_version=board.info.policy.version,
    )
    return decision, _note(path, decision)


def _letters(matter: Matter, decision: Decision, say: str) -> Iterator[Letter]:
    event, day = matter.event, decision.decided
    breaches = policy_breaches(matter.board, event, day, is_new=False) if event and day else ()
    yield write_letter(matter, decision, missing=[each.id for each in breaches], say=say)
    if decision.word is Word.HOLD:
        yield write_to_manager(matter, decision)


def _remarks(matter: Matter) -> Iterator[str]:
    """What whoever sends the letter should know."""
    partner = matter.partner
    if partner is None:
        yield f"There is no partner “{matter.partner_id}” on this board so far. Is it spelt right?"
    elif partner.sensitive and (number := partner.contact.phone or partner.contact.text):
        yield f"Rather call than write: {number}."


def _about(asked: DecideRequest) -> tuple[str, str]:
    """The ids of the partner and of its event; "" for all that is held of the partner."""
    name = asked.about.strip().strip("/").removeprefix("events/")
    found = _ID.fullmatch(re.sub(r"\.(yaml|yml|md)$", "", name))
    if found is None or (found[2] is None and not asked.word.is_final):
        raise UnusableInput(
            f"“{asked.about}” is no event; it is written as partner and name: oak/story-time."
        )
    return found[1], found[2] or ""


def _matter(board: Board, asked: DecideRequest, name: str) -> Matter:
    partner_id = name.partition("/")[0]
    event = _find_event(board, name)
    partner = board.partners.get(partner_id)
    return Matter(
        board=board,
        id=event.id if event else name,
        partner_id=event.partner if event else partner_id,
        partner=partner,
        event=event,
        language=letter_language(board, partner, asked.language),
    )


def _find_event(board: Board, name: str) -> Event | None:
    """The event of this id or address, if it is on the board already."""
    partner, slug = name.split("/")
    at = (each for each in board.events.values() if (each.partner, each.slug) == (partner, slug))
    return board.events.get(name) or next(at, None)


def _check_language(asked: DecideRequest) -> None:
    if asked.language and not find_language(asked.language):
        known = ", ".join(available_languages())
        raise UnusableInput(f"There are no letters in “{asked.language}”, only in {known}.")


def _check_reason(board: Board, asked: DecideRequest) -> None:
    """A reason is one of the policy's codes, and a refusal has one."""
    policy, codes = board.info.policy, reason_ids(board.info.policy)
    known = f"The reasons are: {', '.join(codes)}."
    if asked.word is Word.DECLINE and not policy.is_given:
        raise UnusableInput(
            "A refusal cites the house rules, and this board has none. "
            "Write them into content/pages/policy.md, and add to content/board.yaml: policy: policy"
        )
    if asked.word is Word.DECLINE and not asked.reason:
        raise UnusableInput(f"A refusal gives its reason: add --reason CODE. {known}")
    if asked.reason and asked.reason not in codes:
        near = get_close_matches(asked.reason, codes, n=1, cutoff=0.6)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise UnusableInput(f"The house rules know no reason “{asked.reason}”. {hint}{known}")


def read_decisions(folder: Path, before: Path | None = None) -> Iterator[Decision]:
    """Every decision of a folder, the years in order; with `before`, those of earlier years alone."""
    for path in _lists(folder):
        if before is None or path.name < before.name:
            yield from _parsed(path, _read(path))


def read_nudges(folder: Path) -> dict[str, date]:
    """By partner, the day it was last reminded. Raises `UnusableInput`."""
    found: dict[str, date] = {}
    for path in _lists(folder):
        try:
            # The years are in order, so that a later one has the last word.
            found |= parse_nudges(_read(path))
        except TableRefused as error:
            raise UnusableInput(f"{path}: {error}") from error
    return found


def _lists(folder: Path) -> list[Path]:
    """The lists of a folder, one for each year, in order."""
    if not folder.is_dir():
        return []
    names = sorted(entry.path for entry in list_tree(folder))
    return [folder / name for name in names if re.fullmatch(r"[0-9]{4}\.csv", name)]


def _read(path: Path) -> bytes:
    try:
        return read_bytes(path, limit=BIGGEST)
    except UnreadableFile as error:
        if error.reason is Reason.MISSING:
            return b""
        raise UnusableInput(f"{error}.") from error


def _parsed(path: Path, data: bytes) -> tuple[Decision, ...]:
    try:
        return parse_decisions(data)
    except TableRefused as error:
        raise UnusableInput(f"{path}: {error}") from error


def _note(path: Path, decision: Decision) -> bool:
    """Add the line; False where it stands there already."""
    before = _read(path)
    try:
        after = with_decision(before, decision)
    except TableRefused as error:
        raise UnusableInput(f"{path}: {error} Nothing was written.") from error
    if after == before:
        return False
    try:
        write_atomic(path, after)
    except OSError as error:
        raise UnusableOutput(f"{path}: cannot be written ({error.strerror or error}).") from error
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class TalliesRequest:
    """Which decisions to count: those of a year, or all."""

    content: Path
    reading: ReadingOptions
    records: Path | None = None
    year: int | None = None


def read_tallies(asked: TalliesRequest) -> DecisionTable:
    """How many were accepted, edited, held and declined, by kind of partner and by reason."""
    board = publishable_board(asked.content, asked.reading).board
    assert board is not None
    folder = (asked.records or usual_records(asked.content)) / FOLDER
    if not folder.is_dir():
        raise UnusableInput(f"{folder}: no decisions are kept there. Name the folder with --records.")
    language = find_language(board.info.language) or "en"
    kinds = {partner.id: partner.kind for partner in board.partners.values()}
    tallies = count_decisions(read_decisions(folder), kinds, asked.year)
    labels = {
        code: reason_text(board, code, language) if code in reason_ids(board.info.policy) else code
        for code in sorted({each.reason for each in tallies})
    }
    return DecisionTable(title=board.info.title, year=asked.year, tallies=tallies, reasons=labels)
