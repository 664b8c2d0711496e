"""Files that are not read as they are: those of other programs, and texts with one ending behind another."""

from __future__ import annotations

from collections.abc import Mapping

from bulletin.formats.nodes import plain
from bulletin.formats.records import parse_record, slug_of, split_name
from bulletin.intake.converted import Converted, Draft
from bulletin.messages.reports import in_sentences
from bulletin.model.board import Board
from bulletin.problems import Problem
from bulletin.translatable import gettext as _
from bulletin.translatable import join, sentences

_MOST_TOLD = 10

_DOCUMENT = _(
    "This is a document of a word processor, which is not read here. Choose “Save as” there, then “Plain "
    "text (.txt)”, and put that here; somebody at the library makes an event of it."
)
_OUTLOOK = _(
    "This is a mail as Outlook keeps it, which is not read here. Choose “Save as” there, then “Text only "
    "(.txt)”, and put that here."
)
_ARCHIVE = _("This is an archive, which is not opened here. Take the files out of it, and put them here.")
_PAGE = _(
    "This is a page of the web, or the address of one, which is not read here. Type what people should know "
    "into a text file (.txt) with the address in it, and put that here."
)
_ELSEWHERE = _(
    "This is only the address of a document, and the document is somewhere else. Choose “Download” there, "
    "then “Microsoft Excel (.xlsx)” or “Plain text (.txt)”, and put that here."
)

WHAT_INSTEAD: Mapping[str, str] = {
    **dict.fromkeys((".doc", ".docx", ".docm", ".odt", ".rtf", ".pages", ".wps", ".wpd"), _DOCUMENT),
    **dict.fromkeys((".pub", ".ppt", ".pptx", ".odp", ".key"), _DOCUMENT),
    **dict.fromkeys((".msg", ".oft"), _OUTLOOK),
    **dict.fromkeys((".zip", ".7z", ".rar", ".gz", ".tar"), _ARCHIVE),
    **dict.fromkeys((".html", ".htm", ".mht", ".mhtml", ".url", ".webloc", ".website"), _PAGE),
    **dict.fromkeys((".gdoc", ".gsheet", ".gslides"), _ELSEWHERE),
}
"""By ending, in small letters, what to hand in instead."""


def refuse_other(name: str, data: bytes, board: Board, partner_id: str) -> Converted:
    """What to do with a file of another program."""
    ending = f".{name.rpartition('.')[2].lower()}"
    return Converted(refused=WHAT_INSTEAD[ending])


def convert_record(name: str, data: bytes, board: Board, partner_id: str) -> Converted:
    """The event in a record that a program gave another ending. Never raises for what stands in it."""
    stem, tag = split_name(name)
    if tag:
        message = _("Your computer put “.txt” behind its name, and hides that. Call it {name}.", name=name)
        return Converted(refused=message)
    record = parse_record(data, name)
    errors = [problem for problem in record.problems if problem.is_error]
    values = plain(record.node) if record.node is not None else None
    if errors or not isinstance(values, dict):
        return Converted(refused=join("\n", map(_told, errors[:_MOST_TOLD])))
    return Converted((Draft(values, record.body, key=slug_of(stem)),))


def _told(problem: Problem) -> str:
    told = in_sentences(problem)
    return sentences(_("Line {line}: {message}", line=told.ref.line, message=told.message), told.hint)
