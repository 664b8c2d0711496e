"""What of a workbook may be unpacked: its parts are measured before a library reads any of them.

A workbook is an archive of XML (ECMA-376). Its few kilobytes may unpack to gigabytes, so sizes are taken
from the archive's list, which bounds what can come out, and elements are counted before they are built.
"""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from bulletin.formats.sheets.sheet import SheetRefused
from bulletin.translatable import gettext as _

_MOST_PARTS = 2_000
_LARGEST_PART = 8_000_000
_LARGEST_OTHER = 1_500_000
"""A part that is neither rows nor texts: styles, the list of sheets."""
_MOST_ELEMENTS = 300_000
_MOST_OTHER_ELEMENTS = 40_000
_READ = re.compile(r"(?:.*/)?(?:worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)
_XML = re.compile(r".*\.(?:xml|rels)", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00D\x00|\x00<\x00!\x00D", re.IGNORECASE)

_SAVE_AS = _("Open it in your spreadsheet program, choose “Save as” and “Excel workbook (.xlsx)”")
TOO_BIG = _(
    "It holds far more than a list of events. Copy the rows of your events into a new sheet, save that "
    "as .xlsx and put it here."
)
DAMAGED = _(
    "It is damaged, or was not copied to its end. {save_as}, then put it here again.", save_as=_SAVE_AS
)
NO_MACROS = _(
    "It holds macros, which are programs; we take none. Choose “Save as” and “Excel workbook (.xlsx)”, "
    "which leaves them out."
)
PASSWORD = _(
    "It is protected by a password, so nobody here can read it. Save it without one (File, Info, "
    "Protect workbook) and put it here again."
)
_OTHER_PROGRAMS = {
    "word/": _("It is a text document, not a sheet. Copy its table into a sheet saved as .xlsx."),
    "ppt/": _("It is a presentation, not a sheet. Copy its table into a sheet saved as .xlsx."),
    "xl/workbook.bin": _("It is a binary workbook (.xlsb). {save_as}.", save_as=_SAVE_AS),
    "Index/": _(
        "It is a Numbers document. In Numbers choose File, Export to, Excel, and put that file here."
    ),
}


def check_packing(data: bytes) -> None:
    """Raises `SheetRefused` for what is no workbook, or more than we unpack."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_kind(archive)
            _check_sizes(archive)
            _check_elements(archive)
    except SheetRefused:
        raise
    except Exception as error:  # whatever an archive made to break its reader comes up with
        raise SheetRefused(DAMAGED) from error


def _check_kind(archive: ZipFile) -> None:
    names = archive.namelist()
    if any(each.flag_bits & 0x1 for each in archive.infolist()):
        raise SheetRefused(PASSWORD)
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        kind = archive.read("mimetype")
        if kind.startswith(b"application/vnd.oasis.opendocument"):
            raise SheetRefused(_("It is an OpenDocument file (.ods). {save_as}.", save_as=_SAVE_AS))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise SheetRefused(NO_MACROS)
    for begin, message in _OTHER_PROGRAMS.items():
        if any(name.startswith(begin) for name in names):
            raise SheetRefused(message)
    if not any(name.lower().endswith("workbook.xml") for name in names):
        raise SheetRefused(_("It is an archive, not a sheet. {save_as}.", save_as=_SAVE_AS))


def _check_sizes(archive: ZipFile) -> None:
    parts = archive.infolist()
    texts = [each for each in parts if _XML.fullmatch(each.filename)]
    if len(parts) > _MOST_PARTS or len({each.filename for each in parts}) < len(parts):
        raise SheetRefused(TOO_BIG)
    for each in texts:
        if each.file_size > (_LARGEST_PART if _READ.fullmatch(each.filename) else _LARGEST_OTHER):
            raise SheetRefused(TOO_BIG)
    if sum(each.file_size for each in texts) > 2 * _LARGEST_PART:
        raise SheetRefused(TOO_BIG)


def _check_elements(archive: ZipFile) -> None:
    """Elements counted, and no entities: a workbook never declares any."""
    elements = 0
    for each in archive.infolist():
        if not _XML.fullmatch(each.filename):
            continue
        part = archive.read(each)
        own = part.count(b"<")
        elements += own
        if elements > _MOST_ELEMENTS or (own > _MOST_OTHER_ELEMENTS and not _READ.fullmatch(each.filename)):
            raise SheetRefused(TOO_BIG)
        if _DOCTYPE.search(part, 0, 2_000):
            raise SheetRefused(DAMAGED)
