"""Pictures and flyers beside a record: there, safe, and with a text alternative (WCAG 1.1.1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from bulletin.formats.pdf import refuse_pdf
from bulletin.formats.pictures import read_picture
from bulletin.load.fields.fixes import replace_field
from bulletin.load.fields.record_source import RecordSource, propose
from bulletin.load.sources import is_attachment
from bulletin.model.text import Picture
from bulletin.problems import Rule, Severity
from bulletin.translatable import gettext as _
from bulletin.translatable import join

MISSING_ALT = Rule(
    "image-without-alt",
    Severity.ERROR,
    "A picture comes with `image_alt`: what it shows, in words.",
    "People who cannot see it, and everyone while it loads, read these words instead.",
)
_DOWNLOADED_AGAIN = re.compile(r" ?\(\d{1,2}\)(?=\.[a-z]{2,5}$)")

MISSING_PICTURE = Rule(
    "missing-picture", Severity.ERROR, "A picture or flyer lies beside the file that names it."
)
PICTURE_LINK = Rule(
    "picture-link",
    Severity.WARNING,
    "A picture or flyer is a file beside the event, not a link to one.",
    "What lies elsewhere may be gone tomorrow, and tells others who looks at the page.",
)
WRONG_PICTURE = Rule(
    "wrong-picture", Severity.ERROR, "A picture is a PNG, JPEG or WebP of at most 5 MB and 25 megapixels."
)
ODD_PICTURE = Rule("odd-picture", Severity.WARNING, "A picture is what its name says, and nothing else.")
WRONG_FLYER = Rule(
    "wrong-flyer",
    Severity.ERROR,
    "A flyer is a PDF that shows its pages and does nothing else.",
    "Programs, other files and actions inside it could harm whoever opens it.",
)
_OTHER_KIND = (
    _("Save it as a picture whose name ends in .jpg or .png, and write that name here; or delete the line."),
    _("Save it as a PDF, and write that name here; or delete the line."),
)


@dataclass(frozen=True, slots=True)
class PictureFields:
    """What a record says of a picture; `field` is the one that holds the name of the file."""

    name: str | None
    alt: str | None
    credit: str | None = None
    field: str = "image"


def load_picture(
    source: RecordSource, written: PictureFields, attachments: Mapping[str, bytes]
) -> Picture | None:
    """The picture a record names, or None (with a Problem where it names one)."""
    name, alt, field = written.name, written.alt, written.field
    if not name:
        return None
    if _is_link(source, name, field):
        return None
    if not alt:
        message = _("The picture {name} has no description for people who cannot see it.", name=name)
        hint = _(
            "Add a line that says what it shows, as in: {field}_alt: Children around a table of books",
            field=field,
        )
        source.report(MISSING_ALT, (field,), message, hint)
    path = _find_beside(source, name, attachments, field)
    if path is None:
        return None
    picture, remark = read_picture(attachments[path], name)
    if picture is None:
        source.report(WRONG_PICTURE, (field,), join("", (remark or "", ".")))
        return None
    if remark:
        source.report(ODD_PICTURE, (field,), join("", (remark, ".")))
    return Picture(
        path,
        alt or "",
        written.credit or "",
        picture.width,
        picture.height,
        digest=sha256(picture.data).hexdigest(),
        format=picture.format,
    )


def load_flyer(source: RecordSource, name: str | None, attachments: Mapping[str, bytes]) -> str:
    """The content path of a flyer, or ""."""
    if not name:
        return ""
    path = None if _is_link(source, name, "flyer") else _find_beside(source, name, attachments, "flyer")
    if path is None:
        return ""
    if refused := refuse_pdf(attachments[path], name):
        source.report(WRONG_FLYER, ("flyer",), *refused)
        return ""
    return path


def _same_name(path: str, sought: str) -> bool:
    """Whether two paths differ in capitals, accents as a computer stores them, or a browser's "(1)" only."""
    one, other = (unicodedata.normalize("NFC", each).lower() for each in (path, sought))
    return one == other or _DOWNLOADED_AGAIN.sub("", one) == other


def _is_link(source: RecordSource, name: str, field: str) -> bool:
    """Whether a program wrote a link, or a word, in place of a file's name, which is reported."""
    if not name.startswith(("https://", "http://", "/", "public://")) and "." in name:
        return False
    without = replace_field(source, (field,))
    hint = _(
        "Put the file itself beside this one and write only its name in `{field}`, or delete the line.",
        field=field,
    )
    message = _("“{name}” is not the name of a file beside this one, so it is left out.", name=name)
    source.report(PICTURE_LINK, (field,), message, hint, without and without.fix)
    return True


def _find_beside(source: RecordSource, name: str, attachments: Mapping[str, bytes], field: str) -> str | None:
    """The content path of a file in the record's own folder; other folders cannot be named."""
    folder = source.path.rpartition("/")[0]
    path = f"{folder}/{name}" if folder else name
    if "/" in name or "\\" in name or name.startswith("."):
        hint = _(
            "Put the file beside this one and write only its name in `{field}`, or delete the line.",
            field=field,
        )
        without = replace_field(source, (field,))
        message = _("“{name}” is not the name of a file beside this one.", name=name)
        source.report(MISSING_PICTURE, (field,), message, hint, without and without.fix)
        return None
    if path not in attachments:
        same = [other for other in attachments if _same_name(other, path)]
        if same and unicodedata.normalize("NFC", same[0]) == unicodedata.normalize("NFC", path):
            return same[0]  # an accent is one letter or two: nobody sees a difference
        if not same and not is_attachment(path):
            without = replace_field(source, (field,))
            message = _("{name} is no file that can be shown.", name=name)
            hint = _OTHER_KIND[field == "flyer"]
            source.report(MISSING_PICTURE, (field,), message, hint, without and without.fix)
            return None
        near = same[0].rsplit("/", 1)[-1] if same else ""
        fixed = source.fix_value((field,), near) if near else None
        message = _("There is no file {name} beside this one.", name=name)
        source.report(
            MISSING_PICTURE,
            (field,),
            message,
            *propose(fixed, _("Put {name} into the folder {folder}/.", name=name, folder=folder)),
        )
        return None
    return path
