"""One run over a shared folder.

Of each file first the journal says what it is about to become, then the copy is made, then the journal says
that it was; only then is the original put aside. Answers are made of what is there at the end. So a run that
ended at any moment is completed by the next.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from bulletin.files import DISK, Disk, FileChanges, apply_changes, lock, set_aside, write_atomic
from bulletin.intake.arrivals import DONE
from bulletin.intake.converters import MAIL, ending_of, is_converted, stays_in_place
from bulletin.intake.journal import A_DAY, JOURNAL, Journal, JournalEntry, Taken, digest_of, format_journal
from bulletin.load.sources import Sources
from bulletin.messages.intake import IntakeNews, PartnerNews, commit_message
from bulletin.messages.reports import in_sentences
from bulletin.messages.review.summary import summarize_review
from bulletin.messages.translated import catalogue_for
from bulletin.model.zones import use_pinned_zones
from bulletin.pipeline.intake.answering import Answering, answer_all
from bulletin.pipeline.intake.drafting import DraftedFile, Drafting, in_words_of
from bulletin.pipeline.intake.looking import (
    MAILS_KEPT,
    ReadFolder,
    clear_after_killed_run,
    forget_mails,
    look_at,
    read_journal,
    read_subfolder,
)
from bulletin.pipeline.intake.request import IntakeRequest, check_folders, read_contacts
from bulletin.pipeline.intake.standings import Standings, Waiting
from bulletin.pipeline.intake.stores import (
    DRAFTS,
    HELD,
    Store,
    StoreBoard,
    has_words,
    list_drafts,
    open_store,
)
from bulletin.pipeline.intake.taking import Piece, Trial, name_pieces, read_board, try_pieces
from bulletin.pipeline.review import Published, ReviewRequest
from bulletin.pipeline.staff_lists import usual_records
from bulletin.problems import Problem, UnusableOutput
from bulletin.review.by_rule import find_obstacles
from bulletin.staff.contacts import Contacts
from bulletin.translatable import translate


def intake(asked: IntakeRequest, *, disk: Disk = DISK) -> IntakeNews:
    """Take in what came to rest in the folder, and answer it.

    Raises `UnusableInput`, `UnusableOutput`, `UnusableHistory`, each one line for the operator.
    """
    use_pinned_zones()
    check_folders(asked)
    with lock(asked.folder):
        try:
            return _Run.begin(asked, disk).run()
        except OSError as error:
            raise UnusableOutput(f"{error.filename or asked.folder}: {error.strerror or error}.") from error


@dataclass(slots=True)
class _Run:
    """What a run knows; `journal` and `published` are those of this moment."""

    asked: IntakeRequest
    disk: Disk
    published: Published
    store: Store
    journal: Journal
    contacts: Contacts | None = None
    news: list[PartnerNews] = field(default_factory=list)
    refused: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    said: dict[str, tuple[str, ...]] = field(default_factory=dict)
    taken: int = 0

    @classmethod
    def begin(cls, asked: IntakeRequest, disk: Disk) -> _Run:
        published = read_board(asked.content, asked.reading)
        store, journal = _open_store(asked, published, disk), read_journal(asked.folder)
        return cls(asked, disk, published, store, journal, read_contacts(asked))

    @property
    def today(self) -> date:
        return self.published.today

    @property
    def records(self) -> Path:
        """The folder of the lists that staff keep."""
        return self.asked.records or usual_records(self.asked.content)

    @property
    def sources(self) -> Sources:
        return self.published.files.sources

    def run(self) -> IntakeNews:
        partners = self.published.board.partners
        before = look_at(self.asked.folder, partners, self.journal)
        rooms = (self.asked.content / "events", self.records / HELD, self.records / DRAFTS)
        clear_after_killed_run(self.asked.folder, before, rooms, self.disk)
        self.asked.pause()
        look = look_at(self.asked.folder, partners, self.journal)
        unsettled = look.unsettled_since(before)
        reads = []
        for subfolder in look.subfolders:
            prefix = f"{subfolder.name}/"
            own = frozenset(each.removeprefix(prefix) for each in unsettled if each.startswith(prefix))
            read = read_subfolder(self.asked.folder, subfolder, own)
            reads.append(replace(read, files=dict.fromkeys(read.files, b"")))
            if subfolder.partner_id:
                self._take(read)
        standings = self._standings()
        answering = Answering(self.asked.folder, standings, self.refused, self.said, self.disk)
        remarks = answer_all(answering, look, reads)
        self._prune(standings, reads)
        for read in reads:
            self._forget_mails(read)
        arriving = sorted(name for each in reads for name in map(each.path, each.unsettled))
        return IntakeNews(
            partners=tuple(self.news), taken=self.taken, unsettled=tuple(arriving), remarks=tuple(remarks)
        )

    def _standings(self) -> Standings:
        waits = Waiting(self.store, list_drafts(self.records))
        return Standings.of(self.published, waits, self.journal, self.asked.reading)

    def _take(self, read: ReadFolder) -> None:
        """Take what can be taken of a partner's subfolder, and note what of it must be changed."""
        partner = self.published.board.partners[read.subfolder.partner_id]
        waiting = self.store.waiting(partner.id)
        records = {name: data for name, data in read.files.items() if not is_converted(name)}
        old = {name for name, data in records.items() if self._is_known(read.path(name), data, waiting)}
        new = {name: data for name, data in records.items() if name not in old}
        below = f"events/{partner.id}/"
        known = {path for path in (*self.sources.records, *waiting) if path.startswith(below)}
        pieces, refused = name_pieces(partner.id, new, [path.removeprefix(below) for path in sorted(known)])
        known |= {piece.target for piece in pieces} | {*list_drafts(self.records)}
        drafted = self._read_drafts(read, known, waiting)
        pieces += [piece for each in drafted.values() for piece in each.pieces]
        unfinished = [piece for piece in pieces if piece.for_person]
        pieces = [piece for piece in pieces if not piece.for_person]
        asked = ReviewRequest(content=self.asked.content, reading=self.asked.reading, partner=partner.id)
        trial = try_pieces(self.published, waiting, pieces, asked) if pieces else Trial((), {})
        unread = {name: each.refused for name, each in drafted.items() if each.refused}
        why = _by_file({**read.refused, **refused, **unread}, pieces, trial)
        self.refused |= {read.path(name): problems for name, problems in why.items()}
        self.said |= {read.path(name): each.said for name, each in drafted.items()}
        does, place = self._keep(read, trial, waiting) if trial.taken else ("", "")
        self._keep_unfinished(read, unfinished)
        for name in sorted((old | new.keys() | drafted.keys()) - why.keys()):
            self._set_aside(read, name)
        told = tuple((name, in_sentences(problems[0]).message) for name, problems in sorted(why.items()))
        remarks = tuple(_remarks(read, drafted, unfinished))
        self.news.append(
            PartnerNews(name=partner.name, does=does, place=place, refused=told, remarks=remarks)
        )

    def _read_drafts(
        self, read: ReadFolder, taken: Collection[str], waiting: Mapping[str, bytes]
    ) -> dict[str, DraftedFile]:
        """What the files hold that are no records, under other paths than those that are taken."""
        drafting = Drafting(
            board=self.published.board,
            partner_id=read.subfolder.partner_id,
            taken=taken,
            there={**self.sources.records, **waiting},
            today=self.today,
            contacts=self.contacts,
        )
        found: dict[str, DraftedFile] = {}
        for name, data in read.files.items():
            if is_converted(name):
                found[name] = drafting.read(name, data, self.journal.entries.get(read.path(name)))
                new = {piece.target for piece in found[name].pieces}
                drafting = replace(drafting, taken={*drafting.taken, *new})
        return found

    def _is_known(self, path: str, data: bytes, waiting: Mapping[str, bytes]) -> bool:
        """Whether a file was taken before as it is, and what came of it still waits or is on the board."""
        entry = self.journal.known(path, digest_of(data))
        if entry is None or not entry.is_taken:
            return False
        return any(
            each.target in waiting or self.sources.bytes_at(each.target) is not None
            for each in entry.records.values()
        )

    def _keep(self, read: ReadFolder, trial: Trial, waiting: Mapping[str, bytes]) -> tuple[str, str]:
        """Copy what is taken to where it waits, or onto the board; what it does and where it is, in words."""
        assert trial.review is not None
        partner_id = read.subfolder.partner_id
        new = {
            piece.target: piece.data
            for piece in trial.taken
            if waiting.get(piece.target) != piece.data
            and not has_words(self.sources, piece.target, piece.data)
        }
        # Of what the board has already: handed in again so, or put there by a killed run.
        over = {
            each.target: each.data for each in trial.taken if waiting.get(each.target, each.data) != each.data
        }
        over = {path: data for path, data in over.items() if path not in new}
        entries = self._entries(read, trial.taken)
        is_by_rule = bool(new) and self._may_apply(trial, entries)
        if is_by_rule:
            self._write_journal(self.journal.with_applied(entries, self.asked.reading.clock()))
        self._note(entries)
        self.store.forget(partner_id, over)
        does = summarize_review(trial.review) if new else ""
        place = ""
        if is_by_rule:
            files = {**waiting, **new}
            apply_changes(self.asked.content, FileChanges(files), disk=self.disk)
            self.store.forget(partner_id, files)
            self.published = read_board(self.asked.content, self.asked.reading)
            self.store = _open_store(self.asked, self.published, self.disk)
            place = "It is on the board: dates of a partner whom the board trusts, no more."
        elif new:
            name = self.published.board.partners[partner_id].name
            self.store.add(partner_id, new, commit_message(name, does))
            place = self.store.place(partner_id)
        self._note({path: entry.copied() for path, entry in entries.items()})
        self.taken += len({piece.name for piece in trial.taken})
        return does, place

    def _keep_unfinished(self, read: ReadFolder, pieces: Collection[Piece]) -> None:
        """Copy what a person makes events of to where staff find it: none of it enters version history."""
        entries = self._entries(read, pieces)
        self._note(entries)
        for piece in pieces:
            write_atomic(self.records / piece.target, piece.data, disk=self.disk)
        self._note({path: entry.copied() for path, entry in entries.items()})
        self.taken += len({piece.name for piece in pieces})

    def _entries(self, read: ReadFolder, taken: Iterable[Piece]) -> dict[str, JournalEntry]:
        """What the journal says of the files that pieces come from, before anything is copied."""
        found: dict[str, JournalEntry] = {}
        for piece in taken:
            path, digest = read.path(piece.name), digest_of(read.files[piece.name])
            old = self.journal.entries.get(path)
            there = self.sources.bytes_at(piece.target)
            before = digest_of(there) if there is not None else ""
            record = Taken(piece.target, digest_of(piece.data), before, source=piece.source)
            begun = old.records.get(piece.key) if old else None
            if begun is not None and not begun.is_copied and begun.digest == record.digest:
                record = begun
            entry = found.get(path) or JournalEntry(
                partner=read.subfolder.partner_id,
                digest=digest,
                day=old.day if old and old.digest == digest else self.today,
                records=old.records if old and piece.key else {},
                said=self._said(read, path),
            )
            found[path] = replace(entry, records={**entry.records, piece.key: record})
        return found

    def _said(self, read: ReadFolder, path: str) -> tuple[str, ...]:
        """What was said of a file, in its partner's language."""
        catalogue = catalogue_for(self.published.board, [f"events/{read.subfolder.partner_id}/"])
        return tuple(translate(line, catalogue) for line in self.said.get(path, ()))

    def _may_apply(self, trial: Trial, entries: Mapping[str, JournalEntry]) -> bool:
        """Whether all of it, with what waits, is dates of a trusted partner alone."""
        assert trial.review is not None
        if not (self.asked.apply or self.store.is_applied_by_itself):
            return False
        if any(ending_of(piece.name) == MAIL for piece in trial.taken):
            return False  # whoever writes a mail can write any sender into it
        done = self.journal.applied_since(self.asked.reading.clock() - A_DAY, entries)
        return not find_obstacles(trial.review, len(done))

    def _note(self, entries: Mapping[str, JournalEntry]) -> None:
        self._write_journal(self.journal.with_entries(entries))

    def _write_journal(self, journal: Journal) -> None:
        before, self.journal = self.journal, journal
        if journal != before:
            write_atomic(self.asked.folder / JOURNAL, format_journal(journal), disk=self.disk)

    def _set_aside(self, read: ReadFolder, name: str) -> None:
        """Put the original of what was taken aside; where that cannot be, it stays, and is known."""
        if stays_in_place(name):
            return
        try:
            file = self.asked.folder / read.path(name)
            set_aside(file, DONE, read.files[name], disk=self.disk)
        except OSError:
            return

    def _forget_mails(self, read: ReadFolder) -> None:
        """Delete the mails that were taken long ago, by the journal and by the disk."""
        recent = {
            path.removeprefix(read.path(""))
            for path, entry in self.journal.entries.items()
            if path.startswith(read.path("")) and entry.day + MAILS_KEPT >= self.today
        }
        place, now = self.asked.folder / read.subfolder.name, self.asked.reading.clock()
        forget_mails(place, recent, now, self.disk)

    def _prune(self, standings: Standings, reads: Iterable[ReadFolder]) -> None:
        """Forget what is over, and what was never taken."""
        here = {read.path(name) for read in reads for name in read.names}
        journal = self.journal
        for path in [path for path in journal.entries if path not in here and standings.is_over(path)]:
            journal = journal.without(path)
        self._write_journal(journal)


def _by_file(
    unread: Mapping[str, Problem], pieces: Iterable[Piece], trial: Trial
) -> dict[str, tuple[Problem, ...]]:
    """Of each file that was not taken, or not all of it, why."""
    found: dict[str, tuple[Problem, ...]] = {name: (problem,) for name, problem in unread.items()}
    for piece in pieces:
        if problems := tuple(in_words_of(piece, each) for each in trial.refused.get(piece.target, ())):
            found[piece.name] = (*found.get(piece.name, ()), *problems)
    return found


def _remarks(
    read: ReadFolder, drafted: Mapping[str, DraftedFile], unfinished: Iterable[Piece]
) -> Iterator[str]:
    """What a person is to read or to make of a subfolder's files."""
    for name in read.edited:
        yield f"Somebody wrote into {name}; read what they say."
    for piece in unfinished:
        yield piece.remark or f"{piece.name}: please make an event of it."
    for name, each in drafted.items():
        if each.has_more and each.pieces:
            yield f"{name} says more than its form; read what they write."


def _open_store(asked: IntakeRequest, published: Published, disk: Disk) -> Store:
    board = StoreBoard(published.files.sources, published.board.info, asked.reading.clock())
    return open_store(asked.content, asked.records, board, disk)
