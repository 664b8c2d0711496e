"""What a file that is no record holds, as files for the board: a later version changes the same ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from bulletin.formats.field_names import parse_named_record
from bulletin.formats.nodes import plain
from bulletin.formats.record_edits import edit_record
from bulletin.formats.records import format_record, is_record, parse_record, split_name, suggest_slug
from bulletin.formats.sheets.event import format_event
from bulletin.formats.yaml.edit import NotEdited, SetValue
from bulletin.intake.arrivals import target_name
from bulletin.intake.converted import Converted, Draft
from bulletin.intake.converters import CONVERTERS, MAIL, ending_of
from bulletin.intake.journal import JournalEntry, digest_of
from bulletin.intake.mail_parts import attachments_of
from bulletin.load.sources import UNREADABLE_FILE, is_attachment
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.pipeline.intake.stores import DRAFTS
from bulletin.pipeline.intake.taking import Piece
from bulletin.problems import Problem, SourceRef, describe_fault
from bulletin.translatable import gettext as _
from bulletin.words.fields import OtherNames

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
    """For whom a file is read. `taken` are the paths that other files for the board have.

    `there` are the records on the board, and those that wait, by path.
    """

    board: Board
    partner_id: str
    taken: Collection[str]
    there: Mapping[str, bytes]

    def read(self, name: str, data: bytes, known: JournalEntry | None) -> DraftedFile:
        """The pieces of a file, `known` as it was before. A mistake of ours costs this file only."""
        converted = self._convert(name, data)
        if converted.refused:
            return DraftedFile(refused=Problem(SourceRef(name), UNREADABLE_FILE, converted.refused))
        pieces = list(self._pieces(name, converted, known))
        remarks = [
            _("“{name}”: {message}", name=piece.title, message=remark)
            for piece, draft in zip(pieces, converted.drafts, strict=True)
            for remark in draft.remarks
        ]
        said = [*converted.said, *remarks]
        if ending_of(name) == MAIL:
            attached = list(self._attached(name, data, known))
            pieces += [piece for each in attached for piece in each.pieces]
            said += [line for each in attached for line in each.said]
        new = tuple(piece for piece in pieces if not _is_copied(piece, known))
        return DraftedFile(new, (*said, *_gone(pieces, known)))

    def _convert(self, name: str, data: bytes) -> Converted:
        try:
            converted = CONVERTERS[ending_of(name)](name, data, self.board, self.partner_id)
        except Exception as error:
            return Converted(refused=_("A mistake of ours came up ({fault}).", fault=describe_fault(error)))
        if len(converted.drafts) > MOST_DRAFTS:
            return Converted(
                refused=_(
                    "It holds more than {most_drafts} events. Please divide it.", most_drafts=MOST_DRAFTS
                )
            )
        return converted

    def _attached(self, name: str, data: bytes, known: JournalEntry | None) -> Iterator[DraftedFile]:
        """What came with a mail: records with the pictures they name, and what is converted itself."""
        attached = attachments_of(data)
        texts = [each.data.lower() for each in attached if is_record(each.name)]
        for each in attached:
            path = f"events/{self.partner_id}/{target_name(each.name, ())}"
            is_named = any(each.name.lower().encode() in text for text in texts)
            if ending_of(each.name) in CONVERTERS.keys() - {MAIL, ".txt"}:
                converted = self._convert(each.name, each.data)
                drafts = tuple(replace(draft, key=f"{each.name}/{draft.key}") for draft in converted.drafts)
                pieces = self._pieces(name, replace(converted, drafts=drafts), known)
                said = (*converted.said, *((converted.refused,) if converted.refused else ()))
                yield DraftedFile(
                    tuple(pieces),
                    tuple(_("“{name}”: {message}", name=each.name, message=line) for line in said),
                )
            elif is_record(each.name) or (is_named and is_attachment(path)):
                source = digest_of(each.data)
                yield DraftedFile((Piece(path, each.data, name, each.name, each.name, source),))

    def _pieces(self, name: str, converted: Converted, known: JournalEntry | None) -> Iterator[Piece]:
        records = known.records if known else {}
        kept = {each.target for each in records.values()}
        used = {_stem(path) for path in (*self.taken, *kept)}
        for draft in converted.drafts:
            title = str(draft.values.get("title", "")) or name
            key = draft.key or suggest_slug(title)
            event = self._own(draft)
            target = records[key].target if key in records else event.ref.path if event else ""
            if not target:
                stem = _free(suggest_slug(title), used)
                used.add(stem)
                room = DRAFTS if converted.needs_person else "events"
                ending = ".md" if draft.body else ".yaml"
                target = f"{room}/{self.partner_id}/{stem}{ending}"
            whole = _record(draft, target)
            data = (
                _upon(self.there[target], target, draft, self._field_names) if target in self.there else whole
            )
            if (
                event is not None
                and event.ref.path == target
                and _says_the_same(draft, event, self._field_names)
            ):
                data = event.text.written.encode()
            source = digest_of(whole)
            yield Piece(target, data, name, key, title, source, for_person=converted.needs_person)

    @property
    def _field_names(self) -> OtherNames:
        return OtherNames(self.board.info.languages)

    def _own(self, draft: Draft) -> Event | None:
        """The event of the partner's on the board that the draft is a new version of."""
        named = (draft.event_id, f"{self.partner_id}/{draft.key}" if draft.key else "")
        found = (self.board.events.get(each) for each in named)
        return next((each for each in found if each and each.partner == self.partner_id), None)


def _says_the_same(draft: Draft, event: Event, names: OtherNames) -> bool:
    """Whether a draft holds what the event's file says, so that nothing of it changes."""
    record = parse_named_record(event.text.written.encode(), event.ref.path, names)
    values = plain(record.node) if record.node else {}
    assert isinstance(values, dict)
    return format_event(values, record.body) == format_event(draft.values, draft.body)


def _record(draft: Draft, path: str) -> bytes:
    """The bytes of a record as its ending says: in a `.yaml` the description is a field."""
    values, body = dict(draft.values), draft.body
    if path.endswith((".md", ".markdown")):
        text = format_record(values, body)
    else:
        text = format_record({**values, "description": body} if body else values)
    return text.encode("utf-8", "replace")


def _upon(data: bytes, path: str, draft: Draft, names: OtherNames) -> bytes:
    """A record that is there, with what the draft says: all that it does not speak of stays."""
    edits = [SetValue((name,), value) for name, value in draft.values.items()]
    is_markdown = path.endswith((".md", ".markdown"))
    if draft.body and not is_markdown:
        edits.append(SetValue(("description",), draft.body))
    try:
        changed = edit_record(data, path, edits, names=names)
    except NotEdited:
        return _record(draft, path)
    return _with_body(changed, path, draft.body) if draft.body and is_markdown else changed


def _with_body(data: bytes, path: str, body: str) -> bytes:
    """The record with another text below its fields."""
    record = parse_record(data, path)
    if record.node is None or record.body == body.strip():
        return data
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").rstrip("\n").split("\n")
    head = "\n".join(lines[: record.body_line - 1] if record.body_line else [*lines, ""])
    return f"{head}\n{body.strip()}\n".encode()


def _is_copied(piece: Piece, known: JournalEntry | None) -> bool:
    """Whether it was taken as it is; what staff made of it since is not undone."""
    before = known.records.get(piece.key) if known else None
    return before is not None and before.is_copied and before.source == piece.source


def _gone(pieces: list[Piece], known: JournalEntry | None) -> Iterator[str]:
    """What an earlier version held and this one does not: nothing is taken off the board for that alone."""
    here = {piece.key for piece in pieces}
    for key, record in known.records.items() if known else ():
        if key not in here:
            name = split_name(record.target)[0]
            yield (
                _(
                    "“{name}” is not in this file any more. It stays as it is; please tell the library "
                    "whether it is called off.",
                    name=name,
                )
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
    message = _("“{name}”: {message}", name=piece.title, message=problem.message)
    return replace(problem, ref=SourceRef(piece.name), message=message, fix=None)
