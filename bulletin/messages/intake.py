"""What is answered to a file in the shared folder, in a text file beside it; and the summary for staff.

An answer is written for somebody who opens it with whatever opens text. Its last line vouches for those above
it: what carries that line unchanged is ours, and may be renewed or removed; anything else is somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from bulletin.formats.records import is_record
from bulletin.messages.counting import count
from bulletin.messages.reports import in_sentences, printable
from bulletin.messages.summaries import ReadBack, lines_of
from bulletin.model.board import Board
from bulletin.model.intake import Standing
from bulletin.model.place import Contact
from bulletin.problems import Problem, Severity
from bulletin.translatable import Catalogue, join, translate
from bulletin.translatable import gettext as _
from bulletin.words import available_languages
from bulletin.words.catalogues import ENGLISH, catalogue_of

RECEIVED, PROBLEM = ".received.txt", ".problem.txt"
_BOM = "\ufeff"
_LAST_LINE = _("This answer is renewed, and removed, by itself.")
_ENDS_SO = re.compile(r"(?s)(.*\r\n|)([^\r\n]+) \(([0-9a-f]{12})\)\r\n\Z")
_LONGEST_NAME = 255

_VERDICTS = {
    Standing.RECEIVED: _("We have it. It is not on the board yet: somebody at the library reads it first."),
    Standing.ON_BOARD: _("It is on the board."),
    Standing.WITH_PERSON: _(
        "We have it. It is not on the board yet: somebody at the library reads it and makes an event of it."
    ),
    Standing.DEALT_WITH: _(
        "Somebody at the library has read it. If you do not find it on the board, please ask there."
    ),
    Standing.OTHERWISE: _(
        "It is on the board, and not in the same words as in your file: it was changed there. "
        "This is what people see."
    ),
    Standing.TAKEN_OUT: _(
        "It is not on the board, and it does not wait to be read any more. Please ask the library why. "
        "To hand it in again, put the file here once more."
    ),
    Standing.REFUSED: _("It is not on the board. Something has to be changed first."),
}


_PARTLY = _("Something in it has to be changed first. The other events in it were taken.")
_MAIL = ".eml"
_CHANGE_FILE = _(
    "If something is not as you meant it, change your file and put it here again. "
    "To call an event off, write `status: cancelled` in it instead of deleting it."
)
_CHANGE_BY_MAIL = _(
    "If something is not as you meant it, or an event is called off, tell us by mail, or by the form on the "
    "board."
)
_MOST_READ = 30
"""So many events of one file are read back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said about a file: where it stands, how it was understood, what is wrong, and what else.

    A Problem's path is the name of the file, or "" where its lines mean nothing to whoever wrote it.
    """

    name: str
    standing: Standing
    read: tuple[ReadBack, ...] = ()
    problems: tuple[Problem, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        """The name of the answer's file."""
        ending = PROBLEM if self.standing is Standing.REFUSED else RECEIVED
        if len(f"{self.name}{ending}".encode()) <= _LONGEST_NAME:
            return f"{self.name}{ending}"
        digest = sha256(self.name.encode()).hexdigest()[:8]
        room = _LONGEST_NAME - len(ending) - len(digest) - 1
        return f"{self.name.encode()[:room].decode('utf-8', 'ignore')}-{digest}{ending}"


def format_answer(answer: Answer, board: Board, catalogue: Catalogue = ENGLISH) -> bytes:
    """The bytes of an answer's file, with the line ends that every program for Windows shows.

    What is said of Problems is in a language already, the rest is said in that of the catalogue.
    """
    is_partly = answer.standing is Standing.REFUSED and answer.read
    parts = [answer.name, _PARTLY if is_partly else _VERDICTS[answer.standing]]
    must = [each for each in answer.problems if each.is_error]
    if answer.standing is Standing.REFUSED and not must:
        must = list(answer.problems)
    may = [each for each in answer.problems if each.severity is Severity.WARNING and each not in must]
    if must:
        parts += [_("What is wrong, and what to do:"), *map(_problem, must)]
    if may:
        parts += [_("Please look at this, too; it need not be changed:"), *map(_problem, may)]
    if answer.read:
        parts += [_("This is how we understood it:"), *map(_read_back, answer.read[:_MOST_READ])]
        more = len(answer.read) - _MOST_READ
        parts += [_("And {n} more.", n=more)] if more > 0 else []
        parts += answer.said
        if answer.standing is not Standing.REFUSED:
            parts.append(_CHANGE_BY_MAIL if answer.name.lower().endswith(_MAIL) else _CHANGE_FILE)
    else:
        parts += answer.said
    parts.append(_contact(board))
    text = translate(join("\n\n", filter(None, parts)), catalogue)
    return _vouched(f"{printable(text)}\n\n".replace("\n", "\r\n"), translate(_LAST_LINE, catalogue))


def _vouched(text: str, last_line: str) -> bytes:
    return f"{_BOM}{text}{last_line} ({_code(text)})\r\n".encode("utf-8", "replace")


def _code(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def is_answer_name(name: str) -> bool:
    """Whether an answer, or a copy of one, would be called so."""
    return re.search(r"\.(?:received|problem)\b[^/]*\.txt$", name, re.IGNORECASE) is not None


def is_our_answer(data: bytes) -> bool:
    """Whether nobody changed the answer since it was written."""
    found = _ENDS_SO.match(data.decode("utf-8", "replace").removeprefix(_BOM))
    return found is not None and found[3] == _code(found[1]) and found[2] in _last_lines()


def _last_lines() -> set[str]:
    return {translate(_LAST_LINE, catalogue_of(tag)) for tag in available_languages()}


def _problem(problem: Problem) -> str:
    told = in_sentences(problem)
    message, hint = (text.replace("\n", "\n  ") for text in (told.message, told.hint))
    if told.ref.line and is_record(told.ref.path):
        message = _("Line {line}: {message}", line=told.ref.line, message=message)
    return join("", ("- ", message, *(("\n  ", hint) if hint else ())))


def _read_back(read: ReadBack) -> str:
    """Title first: whoever wrote the file knows what it is called."""
    return join("\n", (read.title or f"{read.path}:", *lines_of(read)))


def _contact(board: Board) -> str:
    library = board.partners.get(board.info.library)
    of_library = library.contact if library else Contact()
    contact = board.info.contact or of_library
    ways = ", ".join(filter(None, (contact.phone, contact.email, contact.text))) or contact.url
    name = library.name if library else board.info.title
    if ways:
        return _("Questions? {name}: {ways}.", name=name, ways=ways)
    return _("Questions? Ask {name}.", name=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerNews:
    """What came of a partner's subfolder in a run: what it handed in does, and where that lies now."""

    name: str
    does: str = ""
    place: str = ""
    refused: tuple[tuple[str, str], ...] = ()
    """File, and the first thing that is wrong with it."""
    remarks: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        return bool(self.does or self.refused or self.remarks)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeNews:
    """What came of a run: `taken` files, those `unsettled`, and what concerns no partner."""

    partners: tuple[PartnerNews, ...] = ()
    taken: int = 0
    unsettled: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def format_news(news: IntakeNews) -> str:
    """The summary for staff."""
    refused = sum(len(each.refused) for each in news.partners)
    counts = [f"{count(news.taken, 'file')} taken", f"{refused} to be changed by partners"]
    if news.unsettled:
        counts.append(f"{len(news.unsettled)} still arriving")
    lines = [f"Shared folder: {', '.join(counts)}."]
    for each in news.partners:
        if each.says_something:
            lines += ["", each.name, *_indented(_partner_lines(each))]
    if news.remarks:
        lines += ["", "For you to look at", *_indented(news.remarks)]
    return printable("\n".join(lines)) + "\n"


def _partner_lines(news: PartnerNews) -> Iterator[str]:
    if news.does:
        yield news.does
    if news.place:
        yield news.place
    for name, why in news.refused:
        yield f"{name}: {why}"
    yield from news.remarks


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"    {' '.join(line.split())}" for line in lines]


def in_the_folder(problem: Problem, partner_id: str, name: str, catalogue: Catalogue = ENGLISH) -> Problem:
    """The Problem of a record in the words of the subfolder: paths of the board mean nothing there.

    It is in the language of the catalogue.
    """
    own = f"events/{partner_id}/"
    folder, this = _("the folder {folder}", folder=own), _("this folder")

    def plain(text: str) -> str:
        said = translate(text, catalogue)
        return said.replace(translate(folder, catalogue), translate(this, catalogue)).replace(own, "")

    path = name if problem.ref.path else ""
    return replace(problem.at(path), message=plain(problem.message), hint=plain(problem.hint), fix=None)


def commit_message(name: str, does: str) -> str:
    """What is said of something handed in, where it waits."""
    return f"{name}, by the shared folder\n\n{does}\n"
