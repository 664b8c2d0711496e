"""One file, such as a mail somebody saved: taken in as if it lay in the subfolder of its partner.

It is copied into `inbox/` among the lists that staff keep, which is a shared folder like any other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.files import UnreadableFile, read_bytes, write_atomic
from bulletin.formats.encoding import decode_text
from bulletin.intake.arrivals import partner_of_folder
from bulletin.intake.converters import MAIL, ending_of, largest
from bulletin.intake.form_text import FieldNames, ReadForm
from bulletin.intake.forms import read_forms
from bulletin.intake.journal import digest_of
from bulletin.intake.mail_parts import Mail, read_mail
from bulletin.messages.intake import PROBLEM, RECEIVED, IntakeNews
from bulletin.model.board import Board
from bulletin.pipeline.intake.request import IntakeRequest
from bulletin.pipeline.intake.run import intake
from bulletin.pipeline.intake.taking import read_board
from bulletin.pipeline.staff_lists import usual_records
from bulletin.problems import UnusableInput

INBOX = "inbox"


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What came of it, and the file with the answer to send."""

    news: IntakeNews
    answer: Path | None


def intake_file(asked: IntakeRequest, partner: str = "") -> TakenFile:
    """Take in the file `asked.folder` is. `partner` is whose it is; "" for the one that its form names.

    Raises `UnusableInput`, `UnusableOutput`, `UnusableHistory`, each one line for the operator.
    """
    file = asked.folder
    try:
        data = read_bytes(file, limit=largest(file.name))
    except UnreadableFile as error:
        raise UnusableInput(f"{error}.") from error
    board = read_board(asked.content, asked.reading).board
    partner_id = _whose(file, partner or _named_in(file.name, data, board), board)
    inbox = (asked.records or usual_records(asked.content)) / INBOX
    # Mails are often saved under the same name.
    name = f"{file.stem}-{digest_of(data)[:8]}{file.suffix}"
    write_atomic(inbox / partner_id / name, data)
    news = intake(replace(asked, folder=inbox, pause=lambda: None))
    answers = (inbox / partner_id / f"{name}{ending}" for ending in (RECEIVED, PROBLEM))
    return TakenFile(news, next((each for each in answers if each.is_file()), None))


def _whose(file: Path, partner: str, board: Board) -> str:
    found = partner_of_folder(partner, board.partners) if partner else ""
    if found:
        return found
    known = next(iter(board.partners), "oak")
    if partner:
        raise UnusableInput(f"{file}: no partner is called “{partner}”. Say whose it is: --partner {known}")
    raise UnusableInput(f"{file} does not say whose it is. Say it: --partner {known}")


def _named_in(name: str, data: bytes, board: Board) -> str:
    """The partner that the form in a file names."""
    if ending_of(name) == MAIL:
        mail = read_mail(data)
        text = mail.text if isinstance(mail, Mail) else ""
    else:
        text = decode_text(data, name)[0] or ""
    forms = [form for form in read_forms(text, FieldNames.of(board)) if isinstance(form, ReadForm)]
    return next((form.partner for form in forms if form.partner), "")
