"""The bytes of a file → its sheets, by what the bytes are, whatever the file is called."""

from __future__ import annotations

import re

from bulletin.formats.sheets.delimited import read_delimited
from bulletin.formats.sheets.packing import PASSWORD
from bulletin.formats.sheets.sheet import MOST_BYTES, SheetFile, SheetRefused
from bulletin.formats.sheets.workbook import read_workbook
from bulletin.translatable import gettext as _

_ZIP = b"PK"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|body|table|meta|style|\?xml|div)", re.IGNORECASE)
_SAVE_AS = _(
    "Open it in your spreadsheet program, choose “Save as” and “Excel workbook (.xlsx)”, and put that here."
)
_SIGNS = {
    b"%PDF": _("It is a PDF, whatever it is called. Copy its table into a sheet saved as .xlsx."),
    b"{\\rtf": _("It is a text document, not a sheet. Copy its table into a sheet saved as .xlsx."),
    b"\x89PNG": _("It is a picture, not a sheet."),
    b"\xff\xd8\xff": _("It is a picture, not a sheet."),
}


def read_sheets(data: bytes, language: str = "en") -> SheetFile:
    """The sheets of a `.xlsx` or a `.csv`. Raises `SheetRefused`, which says what to do instead."""
    if len(data) > MOST_BYTES:
        size = _(
            "It has {count} MB; a sheet has at most {most} MB.",
            count=format(len(data) / 1000000, ".0f"),
            most=MOST_BYTES // 1000000,
        )
        raise SheetRefused(
            _("{size} Copy the rows of your events into a new sheet and save that.", size=size)
        )
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe;,"):
        raise SheetRefused(_("It is empty. If it is still being copied, we look again."))
    if data.startswith(_ZIP):
        return read_workbook(data)
    if data.startswith(_OLD_OFFICE):
        raise SheetRefused(
            PASSWORD
            if _ENCRYPTED in data
            else _("It is in an old format (.xls). {save_as}", save_as=_SAVE_AS)
        )
    for sign, message in _SIGNS.items():
        if data.startswith(sign):
            raise SheetRefused(message)
    if _MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise SheetRefused(_("It is a web page, whatever it is called. {save_as}", save_as=_SAVE_AS))
    return read_delimited(data, language)
