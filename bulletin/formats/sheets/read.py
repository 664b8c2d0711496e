"""The bytes of a file → its sheets, by what the bytes are, whatever the file is called."""

from __future__ import annotations

import re

from bulletin.formats.sheets.delimited import read_delimited
from bulletin.formats.sheets.packing import PASSWORD
from bulletin.formats.sheets.sheet import MOST_BYTES, SheetFile, SheetRefused
from bulletin.formats.sheets.workbook import read_workbook

_ZIP = b"PK"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|body|table|meta|style|\?xml|div)", re.IGNORECASE)
_SAVE_AS = (
    "Open it in your spreadsheet program, choose “Save as” and “Excel workbook (.xlsx)”, and put that here."
)
_SIGNS = {
    b"%PDF": "It is a PDF, whatever it is called. Copy its table into a sheet saved as .xlsx.",
    b"{\\rtf": "It is a text document, not a sheet. Copy its table into a sheet saved as .xlsx.",
    b"\x89PNG": "It is a picture, not a sheet.",
    b"\xff\xd8\xff": "It is a picture, not a sheet.",
}


def read_sheets(data: bytes, language: str = "en") -> SheetFile:
    """The sheets of a `.xlsx` or a `.csv`. Raises `SheetRefused`, which says what to do instead."""
    if len(data) > MOST_BYTES:
        size = f"It has {len(data) / 1_000_000:.0f} MB; a sheet has at most {MOST_BYTES // 1_000_000} MB."
        raise SheetRefused(f"{size} Copy the rows of your events into a new sheet and save that.")
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe;,"):
        raise SheetRefused("It is empty. If it is still being copied, we look again.")
    if data.startswith(_ZIP):
        return read_workbook(data)
    if data.startswith(_OLD_OFFICE):
        raise SheetRefused(PASSWORD if _ENCRYPTED in data else f"It is in an old format (.xls). {_SAVE_AS}")
    for sign, message in _SIGNS.items():
        if data.startswith(sign):
            raise SheetRefused(message)
    if _MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise SheetRefused(f"It is a web page, whatever it is called. {_SAVE_AS}")
    return read_delimited(data, language)
