"""The answers beside the files of a shared folder: written, renewed, and removed when out of date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bulletin.files import Disk, Entry, FileChanges, apply_changes
from bulletin.intake.arrivals import Look
from bulletin.load.sources import UNKNOWN_FILE
from bulletin.messages.intake import PROBLEM, RECEIVED, Answer, format_answer, in_the_folder
from bulletin.messages.translated import catalogue_for, translate_problem
from bulletin.model.intake import Standing
from bulletin.pipeline.intake.looking import ReadFolder, read_answers
from bulletin.pipeline.intake.standings import Standings
from bulletin.problems import Problem, SourceRef
from bulletin.translatable import gettext as _
from bulletin.words.catalogues import MessageCatalogue


@dataclass(frozen=True, slots=True)
class Answering:
    """What answers are made of; what was `refused` and `said` is by path in the shared folder."""

    folder: Path
    standings: Standings
    refused: Mapping[str, tuple[Problem, ...]]
    said: Mapping[str, tuple[str, ...]]
    disk: Disk


def answer_all(answering: Answering, look: Look, reads: Iterable[ReadFolder]) -> list[str]:
    """Bring every answer up to date; what staff are to look at."""
    remarks = []
    for read in reads:
        if read.subfolder.partner_id:
            answers = list(_answers(answering, read))
        else:
            answers = list(_unknown(read, _catalogue_of(answering, read)))
            remarks.append(
                f"The folder “{read.subfolder.name}” is no partner's. Rename it to the id of a partner, as "
                f"in {_example(answering)}; {len(answers)} of its files wait."
            )
        remarks += _renew(answering, read, answers)
    for name in look.closed:
        remarks.append(f"“{name}” is a link, or cannot be looked into; nothing of it was taken.")
    return [*remarks, *_answer_loose(answering, look)]


def _example(answering: Answering) -> str:
    return next(iter(answering.standings.published.board.partners), "oak")


def _answers(answering: Answering, read: ReadFolder) -> Iterator[Answer]:
    """Of each file of a partner the one answer; none of those that are still arriving."""
    standings, partner_id = answering.standings, read.subfolder.partner_id
    prefix, catalogue = read.path(""), _catalogue_of(answering, read)
    refused = {
        path.removeprefix(prefix): problems
        for path, problems in answering.refused.items()
        if path.startswith(prefix)
    }
    for name, problems in refused.items():
        told = tuple(in_the_folder(problem, partner_id, name, catalogue) for problem in problems)
        path = read.path(name)
        yield Answer(
            name=name,
            standing=Standing.REFUSED,
            problems=told,
            # Of a file with several events the others were taken.
            read=tuple(standings.read_backs(path)) if path in answering.said else (),
            said=answering.said.get(path, ()),
        )
    for path in standings.journal.entries:
        name = path.removeprefix(prefix)
        if not path.startswith(prefix) or name in refused or name in read.unsettled:
            continue
        standing = standings.of_file(path)
        if standing is None or (name not in read.names and standings.is_over(path)):
            continue
        waiting = standings.problems(path) if standing is Standing.RECEIVED else ()
        yield Answer(
            name=name,
            standing=standing,
            read=tuple(standings.read_backs(path)),
            problems=tuple(in_the_folder(each, partner_id, name, catalogue) for each in waiting),
            said=answering.said.get(path, standings.journal.entries[path].said),
        )


def _catalogue_of(answering: Answering, read: ReadFolder) -> MessageCatalogue:
    """The language of the partner whose subfolder it is; the board's, where it is nobody's."""
    paths = [f"events/{read.subfolder.partner_id}/"] if read.subfolder.partner_id else []
    return catalogue_for(answering.standings.published.board, paths)


def _unknown(read: ReadFolder, catalogue: MessageCatalogue) -> Iterator[Answer]:
    message = _("Nobody knows yet whose folder this is, so nothing in it can go on the board.")
    hint = _("The library was told; it gives the folder its name. Nothing has to be done with this file.")
    for name in sorted({*read.files, *read.refused}):
        problem = translate_problem(Problem(SourceRef(name), UNKNOWN_FILE, message, hint), catalogue)
        yield Answer(name=name, standing=Standing.REFUSED, problems=(problem,))


def _renew(answering: Answering, read: ReadFolder, answers: Iterable[Answer]) -> Iterator[str]:
    """Write the answers of a subfolder that are not there yet, and remove those that are out of date."""
    place = answering.folder / read.subfolder.name
    board = answering.standings.published.board
    catalogue = _catalogue_of(answering, read)
    wanted = {each.file_name: format_answer(each, board, catalogue) for each in answers}
    arriving = {f"{name}{ending}" for name in read.unsettled for ending in (RECEIVED, PROBLEM)}
    # What somebody wrote into an answer is theirs.
    new = {name: data for name, data in wanted.items() if name not in read.edited}
    kept = {name: data for name, data in read.answers.items() if name not in arriving}
    try:
        _update(place, new, kept, answering.disk)
    except OSError as error:
        yield f"In “{read.subfolder.name}” no answer can be written ({error.strerror or error})."


def _answer_loose(answering: Answering, look: Look) -> Iterator[str]:
    """What lies beside the subfolders is nobody's."""
    loose = [entry for entry in look.loose if not _is_answer(entry)]
    answers, _edited = read_answers(answering.folder, look.loose)
    board = answering.standings.published.board
    catalogue = catalogue_for(board)
    wanted = {}
    for entry in loose:
        message = _("This file lies in no partner's folder, so nobody knows whose it is.")
        hint = _("Move it into the folder of its partner.")
        problem = translate_problem(Problem(SourceRef(entry.path), UNKNOWN_FILE, message, hint), catalogue)
        answer = Answer(name=entry.path, standing=Standing.REFUSED, problems=(problem,))
        wanted[answer.file_name] = format_answer(answer, board, catalogue)
        yield f"{entry.path} lies in no partner's folder; nothing of it was taken."
    _update(answering.folder, wanted, answers, answering.disk)


def _update(place: Path, wanted: Mapping[str, bytes], there: Mapping[str, bytes], disk: Disk) -> None:
    """Write the answers that are not there as they should be, and remove the others. Raises `OSError`."""
    written = {name: data for name, data in wanted.items() if there.get(name) != data}
    removed = tuple(name for name in there if name not in wanted)
    apply_changes(place, FileChanges(written, removed), disk=disk)


def _is_answer(entry: Entry) -> bool:
    return entry.path.endswith((RECEIVED, PROBLEM))
