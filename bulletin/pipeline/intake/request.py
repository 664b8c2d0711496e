"""What a run over a shared folder is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bulletin.files import UnreadableFile, read_bytes
from bulletin.formats.tables import TableRefused
from bulletin.pipeline.check import ReadingOptions
from bulletin.pipeline.intake.looking import Pause
from bulletin.problems import UnusableInput
from bulletin.staff.contacts import Contacts, parse_contacts

_CONTACTS_BYTES = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRequest:
    """A shared folder, and the content folder it is for.

    `apply` lets dates of trusted partners onto the board at once, `records` is the folder of the lists that
    staff keep (None for the usual one), `contacts` the table of whom they know at each partner, `pause` waits
    between two looks at the folder.
    """

    folder: Path
    content: Path
    reading: ReadingOptions
    pause: Pause
    records: Path | None = None
    apply: bool = False
    contacts: Path | None = None


def check_folders(asked: IntakeRequest) -> None:
    """Raises `UnusableInput` where the folders cannot be used."""
    if not asked.folder.is_dir():
        raise UnusableInput(f"{asked.folder}: there is no such folder.")
    folder, content = asked.folder.resolve(), asked.content.resolve()
    if folder == content or folder in content.parents or content in folder.parents:
        raise UnusableInput(
            f"{asked.folder} and {asked.content}: the shared folder and the content folder lie apart, "
            "so that nothing goes on the board by itself."
        )


def read_contacts(asked: IntakeRequest) -> Contacts | None:
    """Whom staff know at each partner. Raises `UnusableInput` for a table that is public or unreadable."""
    if asked.contacts is None:
        return None
    if asked.content.resolve() in asked.contacts.resolve().parents:
        raise UnusableInput(
            f"{asked.contacts} lies in the content folder, which everybody can read. Names and addresses of "
            "people do not belong there: move it out, and remove it from the history of the folder."
        )
    try:
        return parse_contacts(read_bytes(asked.contacts, limit=_CONTACTS_BYTES))
    except UnreadableFile as error:
        raise UnusableInput(f"{error}.") from error
    except TableRefused as error:
        raise UnusableInput(f"{asked.contacts}: {error}") from error
