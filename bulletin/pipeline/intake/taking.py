"""What a partner hands in, tried upon the board: what of it can be taken, and what must be changed first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.formats.records import is_record
from bulletin.intake.arrivals import target_name
from bulletin.load.fields.record_source import without_tag
from bulletin.load.history.at_commit import FilesAtCommit
from bulletin.load.sources import UNREADABLE_FILE, Sources
from bulletin.load.unused import UNUSED_FILE
from bulletin.model.review import Review
from bulletin.pipeline.check import ReadingOptions, read_content
from bulletin.pipeline.review import MOST_TOUCHED, Proposal, Published, ReviewRequest, review_proposal
from bulletin.problems import Problem, SourceRef
from bulletin.translatable import gettext as _


@dataclass(frozen=True, slots=True)
class Piece:
    """A file for the board, and what it came from: a file of the subfolder, the key and the title in it."""

    target: str
    data: bytes
    name: str
    key: str = ""
    title: str = ""
    source: str = ""
    """The digest of what it is made of, where that is no file of its own."""
    for_person: bool = False
    """Whether staff make an event of it first."""
    remark: str = ""
    """What staff are to do with it, and nobody else is told."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying pieces: those that can be taken, and of each other one why not, by target.

    `review` is of all that waits with what is taken.
    """

    taken: tuple[Piece, ...]
    refused: Mapping[str, tuple[Problem, ...]]
    review: Review | None = None


def read_board(content: Path, reading: ReadingOptions) -> Published:
    """The board as its folder stands. Raises `UnusableInput`, and `UnusableHistory` without board.yaml."""
    sources = read_content(content)
    files = FilesAtCommit(sources, frozenset((*sources.records, *sources.attachments)))
    return Published.of(files, ReviewRequest(content=content, reading=reading))


def name_pieces(
    partner_id: str, files: Mapping[str, bytes], known: Iterable[str]
) -> tuple[list[Piece], dict[str, Problem]]:
    """Each file with what it is called on the board; and those that come to the name of another one."""
    known = list(known)
    pieces: dict[str, Piece] = {}
    refused: dict[str, Problem] = {}
    for name, data in files.items():
        target = f"events/{partner_id}/{target_name(name, known)}"
        if target in pieces:
            other = pieces[target].name
            message = _("This file and {other} come to the same name on the board.", other=other)
            hint = _("If it is the same event, keep one of them; if not, give this file another name.")
            refused[name] = Problem(SourceRef(name), UNREADABLE_FILE, message, hint)
        else:
            pieces[target] = Piece(target, data, name)
    return list(pieces.values()), refused


def try_pieces(
    published: Published, waiting: Mapping[str, bytes], pieces: Collection[Piece], asked: ReviewRequest
) -> Trial:
    """Put the pieces upon the board with what waits, without each that has an error, until none has."""
    room = max(0, MOST_TOUCHED - len(waiting))
    left = dict(list({piece.target: piece for piece in pieces}.items())[:room])
    late = [piece for piece in pieces if piece.target not in left]
    refused: dict[str, tuple[Problem, ...]] = {piece.target: (_too_many(piece),) for piece in late}
    while True:
        files = {**waiting, **{target: piece.data for target, piece in left.items()}}
        review = review_files(published, files, asked)
        if review.fault:
            problem = Problem(
                SourceRef(""), UNREADABLE_FILE, _("This cannot be looked at. {fault}", fault=review.fault)
            )
            refused |= {target: (replace(problem, ref=SourceRef(target)),) for target in left}
            return Trial((), refused)
        kept_out = {each.ref.path for each in review.problems if keeps_out(each)} & left.keys()
        # Everything at once, and first what keeps it out.
        told = sorted(review.problems, key=lambda each: not keeps_out(each))
        wrong = _by_path(each for each in told if each.ref.path in kept_out)
        if not wrong:
            return Trial(tuple(left.values()), refused, review)
        refused |= wrong
        for target, problem in _left_behind(left, wrong):
            refused.setdefault(target, (problem,))
        left = {target: piece for target, piece in left.items() if target not in refused}


def _too_many(piece: Piece) -> Problem:
    message = _(
        "{most} files of yours wait to be read already, so this one has to wait as well.",
        most=MOST_TOUCHED,
    )
    hint = _("Nothing has to be changed in it; it is taken when the library has read the others.")
    return Problem(SourceRef(piece.target), UNREADABLE_FILE, message, hint)


def review_files(published: Published, files: Mapping[str, bytes], asked: ReviewRequest) -> Review:
    """What these files, put upon the board, do to it."""
    now = with_waiting(published.files.sources, files)
    return review_proposal(published, Proposal(asked.partner, published.files, now), asked)


def with_waiting(there: Sources, files: Mapping[str, bytes]) -> Sources:
    """The files of the board with others upon them."""
    records = {path: data for path, data in files.items() if is_record(path)}
    attachments = {path: data for path, data in files.items() if not is_record(path)}
    return there.with_files(Sources(records, attachments), frozenset(files))


def keeps_out(problem: Problem) -> bool:
    """Whether a file with this Problem cannot be taken."""
    return problem.is_error or problem.rule == UNUSED_FILE


def _by_path(problems: Iterable[Problem]) -> dict[str, tuple[Problem, ...]]:
    found: dict[str, tuple[Problem, ...]] = {}
    for problem in problems:
        found[problem.ref.path] = (*found.get(problem.ref.path, ()), problem)
    return found


def _left_behind(
    left: Mapping[str, Piece], wrong: Mapping[str, tuple[Problem, ...]]
) -> Iterable[tuple[str, Problem]]:
    """The translations, pictures and flyers of events that are not taken: no mistake of their own."""
    stems = {without_tag(path): path for path in wrong if is_record(path)}
    texts = {path: left[path].data.lower() for path in wrong if is_record(path)}
    for target in left:
        if target in wrong:
            continue
        name = target.rpartition("/")[2]
        if is_record(target):
            owner = stems.get(without_tag(target))
        else:
            owner = next((path for path, text in texts.items() if name.lower().encode() in text), None)
        if owner is not None:
            first = left[owner].name
            message = _(
                "It is taken together with {first}, in which something has to be changed first.", first=first
            )
            hint = _("Nothing has to be changed in this file.")
            yield target, Problem(SourceRef(target), UNREADABLE_FILE, message, hint)
