"""What a file that is no record holds, as files for the board: a later version changes the same ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bulletin.formats.record_edits import edit_record
from bulletin.formats.records import format_record, is_record, split_name, suggest_slug
from bulletin.formats.sheets.event import format_event
from bulletin.formats.yaml.edit import NotEdited, SetValue
from bulletin.intake.arrivals import partner_of_folder, target_name
from bulletin.intake.converted import Converted, Draft
from bulletin.intake.converters import CONVERTERS, MAIL, TEXT, ending_of
from bulletin.intake.journal import JournalEntry, digest_of
from bulletin.intake.mail_parts import attachments_of, senders_of
from bulletin.load.sources import UNREADABLE_FILE, is_attachment
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.intake import Asked
from bulletin.pipeline.intake.asking import AskedOf, event_named, with_body
from bulletin.pipeline.intake.stores import DRAFTS
from bulletin.pipeline.intake.taking import Piece
from bulletin.problems import Problem, SourceRef, describe_fault
from bulletin.staff.contacts import Contacts
from bulletin.translatable import gettext as _
from bulletin.words.fields import OtherNames

_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_CUT_OFF = "The form breaks off before its last line."
_QUOTED = "The form stands in an earlier mail that this one answers; read what this one says."
MOST_DRAFTS = 400
"""More are not looked at one by one."""


@dataclass(frozen=True, slots=True)
class DraftedFile:
    """The pieces of a file that are new or changed, and what is said of it; `refused`: none could be read."""

    pieces: tuple[Piece, ...] = ()
    said: tuple[str, ...] = ()
    refused: Problem | None = None
    has_more: bool = False
    """Beside its forms stands what somebody wrote to staff."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """For whom a file is read. `taken` are the paths that other files for the board have.

    `there` are the records on the board, and those that wait, by path. With `contacts` it is looked whether a
    mail says that it comes from the partner.
    """

    board: Board
    partner_id: str
    taken: Collection[str]
    there: Mapping[str, bytes]
    today: date
    contacts: Contacts | None = None

    def read(self, name: str, data: bytes, known: JournalEntry | None) -> DraftedFile:
        """The pieces of a file, `known` as it was before. A mistake of ours costs this file only."""
        converted = self._convert(name, data)
        if converted.refused:
            return DraftedFile(refused=Problem(SourceRef(name), UNREADABLE_FILE, converted.refused))
        unknown = [each for each in converted.drafts if self._asks_in_vain(each)]
        if unknown:
            return DraftedFile(refused=Problem(SourceRef(name), UNREADABLE_FILE, *_in_vain(unknown[0])))
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
        pieces = [
            *map(self._of_whom_it_says, pieces, converted.drafts),
            *pieces[len(converted.drafts) :],
        ]
        if self._is_from_elsewhere(name, data):
            pieces = [self._call_first(piece) if piece.target in self.there else piece for piece in pieces]
        new = tuple(piece for piece in pieces if not _is_copied(piece, known))
        return DraftedFile(new, (*said, *_gone(pieces, known)), has_more=converted.has_more)

    def _convert(self, name: str, data: bytes) -> Converted:
        try:
            converted = CONVERTERS[ending_of(name)](name, data, self.board, self.partner_id)
        except Exception as error:
            return Converted(refused=_("A mistake of ours came up ({fault}).", fault=describe_fault(error)))
        if len(converted.drafts) > MOST_DRAFTS:
            return Converted(
                refused=_("It holds more than {most} events. Please divide it.", most=MOST_DRAFTS)
            )
        return converted

    def _attached(self, name: str, data: bytes, known: JournalEntry | None) -> Iterator[DraftedFile]:
        """What came with a mail: records with the pictures they name, and what is converted itself."""
        attached = attachments_of(data)
        texts = [each.data.lower() for each in attached if is_record(each.name)]
        for each in attached:
            path = f"events/{self.partner_id}/{target_name(each.name, ())}"
            is_named = any(each.name.lower().encode() in text for text in texts)
            if ending_of(each.name) in CONVERTERS.keys() - {MAIL, TEXT}:
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
            event = self._own(draft)
            if event is not None and draft.asked is not Asked.NEW:
                yield self._asking(name, self._asked_of(event, draft), _for_person(converted))
                continue
            title = str(draft.values.get("title", "")) or name
            key = draft.key or suggest_slug(title)
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
            if event is not None and event.ref.path == target and _says_the_same(draft, event):
                data = event.text.written.encode()
            source = digest_of(whole)
            yield Piece(target, data, name, key, title, source, for_person=converted.needs_person)

    @property
    def _field_names(self) -> OtherNames:
        return OtherNames(self.board.info.languages)

    def _own(self, draft: Draft) -> Event | None:
        """The event of the partner's on the board that the draft is a new version of."""
        if draft.asked is not Asked.NEW:
            return event_named(self.board, self.partner_id, draft.event_id)
        named = (draft.event_id, f"{self.partner_id}/{draft.key}" if draft.key else "")
        found = (self.board.events.get(each) for each in named)
        return next((each for each in found if each and each.partner == self.partner_id), None)

    def _asks_in_vain(self, draft: Draft) -> bool:
        return draft.asked is not Asked.NEW and self._own(draft) is None

    def _is_from_elsewhere(self, name: str, data: bytes) -> bool:
        """Whether a mail names another sender than an address of the partner's that staff know."""
        if self.contacts is None or ending_of(name) != MAIL:
            return False
        return not self.contacts.knows(self.partner_id, senders_of(data))

    def _asked_of(self, event: Event, draft: Draft) -> AskedOf:
        languages = self.board.info.typed_languages
        data = self.there.get(event.ref.path, event.text.written.encode())
        return AskedOf(event, data, draft, self.today, languages)

    def _asking(self, name: str, asked: AskedOf, why: str) -> Piece:
        """What a form asks of an event, as the file of the event; for a person where it cannot be done, or
        where that is `why`."""
        event, draft = asked.event, asked.draft
        source = digest_of(repr(draft).encode("utf-8", "replace"))
        data = asked.data
        if not why:
            try:
                data = asked.apply()
            except NotEdited as error:
                why = str(error)
        key, title = f"{draft.asked}/{event.slug}", event.text.title
        piece = Piece(event.ref.path, data, name, key, title, source, remark=f"{name} {asked.words}")
        return self._for_person(piece, f"{piece.remark}. {why}", f"{title}: {why}") if why else piece

    def _call_first(self, piece: Piece) -> Piece:
        """What a mail from elsewhere would make of an event: nothing of it waits for the board."""
        phones = ", ".join(self.contacts.of(self.partner_id).phones) if self.contacts else ""
        does = piece.remark or f"{piece.name} changes “{piece.title}”"
        return self._for_person(
            piece,
            f"Call the partner first{f' ({phones})' if phones else ''}: {does}, and did not come from an "
            "address of theirs that we know.",
            "Call the partner first: what asks for this did not come from an address of theirs that we know.",
        )

    def _of_whom_it_says(self, piece: Piece, draft: Draft) -> Piece:
        """A piece for a person, where its form says that another partner hands it in."""
        partner_id = partner_of_folder(draft.partner, self.board.partners) if draft.partner else ""
        if piece.for_person or partner_id in ("", self.partner_id):
            return piece
        other = self.board.partners[partner_id].name
        why = f"Its form says that it comes from {other}: take it in for them, or ask."
        does = piece.remark or f"{piece.name} hands in “{piece.title}”"
        return self._for_person(piece, f"{does}. {why}", why)

    def _for_person(self, piece: Piece, remark: str, comment: str) -> Piece:
        """A piece among what staff see to themselves; `comment` stands on top of it."""
        file = piece.target.rpartition("/")[2]
        taken = {each.rpartition(".")[0] for each in self.taken}
        stem = _free(f"{DRAFTS}/{self.partner_id}/{_stem(file)}", taken)
        target = f"{stem}.{file.rpartition('.')[2]}"
        told = f"{remark} As it would be, it lies in {target}."
        data = _with_comment(piece.data, comment)
        return replace(piece, target=target, data=data, for_person=True, remark=told)


def _for_person(converted: Converted) -> str:
    """Why a person has to look at what a form asks; "" where nobody has."""
    if converted.is_quoted:
        return _QUOTED
    return _CUT_OFF if converted.needs_person else ""


def _in_vain(draft: Draft) -> tuple[str, str]:
    """What is wrong with a form about an event that is not there, and what to do."""
    if not draft.event_id:
        message = _("The form does not say which event it is about.")
    else:
        message = _(
            "The form is about “{event}”, and no event of yours is called so.", event=draft.event_id[:100]
        )
    hint = _(
        "Open the event's page on the board, and begin from the link there; or tell us its title and date."
    )
    return message, hint


def _with_comment(data: bytes, comment: str) -> bytes:
    """The record with a comment on top of its fields, for whoever opens it."""
    begins = _FRONT_MATTER.match(data)
    at = begins.end() if begins else 0
    return data[:at] + f"# {' '.join(comment.split())}\n".encode("utf-8", "replace") + data[at:]


def _says_the_same(draft: Draft, event: Event) -> bool:
    """Whether a draft holds what the event's file says, so that nothing of it changes."""
    typed = event.typed
    return format_event(typed.fields, typed.body) == format_event(draft.values, draft.body)


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
    return with_body(changed, path, draft.body) if draft.body and is_markdown else changed


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
