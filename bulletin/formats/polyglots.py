"""Files that are two kinds at once: what one program shows as a picture, another one runs or unpacks."""

from __future__ import annotations

import re

from bulletin.translatable import gettext as _

# Long enough that pixels do not happen to spell them.
_WEB_PAGE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|iframe|svg)[\s>/]|<\?php\b", re.IGNORECASE
)
_ARCHIVE_END, _FARTHEST = b"PK\x05\x06", 66_000
"""With what an archive ends (ZIP: APPNOTE 4.3.16), and how long its last comment may be."""

_STARTS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", _("a packed folder")),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"#!/", "a program"),
    (b"Rar!\x1a\x07", _("a packed folder")),
    (b"7z\xbc\xaf\x27\x1c", _("a packed folder")),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x89PNG\r\n\x1a\n", _("another picture")),
    (b"GIF8", _("another picture")),
)


def find_second_kind(data: bytes, rest: bytes) -> str:
    """What a file is besides what it begins as, in words; "" when nothing else.

    `rest` are the bytes behind the end of what it begins as.
    """
    if _WEB_PAGE.search(data):
        return _("a web page")
    if _ARCHIVE_END in data[-_FARTHEST:]:
        return _("a packed folder")
    behind = rest.lstrip(b"\0\r\n\t ")
    return next((kind for start, kind in _STARTS if behind.startswith(start)), "")
