"""Files that are two kinds at once: what one program shows as a picture, another one runs or unpacks."""

from __future__ import annotations

import io
import re
import zipfile

# Long enough that pixels do not happen to spell them.
_WEB_PAGE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|iframe|svg)[\s>/]|<\?php\b", re.IGNORECASE
)
_PACKED = (b"PK\x03\x04", b"PK\x05\x06")
_STARTS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a packed folder"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"#!/", "a program"),
    (b"Rar!\x1a\x07", "a packed folder"),
    (b"7z\xbc\xaf\x27\x1c", "a packed folder"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x89PNG\r\n\x1a\n", "another picture"),
    (b"GIF8", "another picture"),
)


def find_second_kind(data: bytes, rest: bytes) -> str:
    """What a file is besides what it begins as, in words; "" when nothing else.

    `rest` are the bytes behind the end of what it begins as.
    """
    if _WEB_PAGE.search(data):
        return "a web page"
    if all(mark in data for mark in _PACKED) or zipfile.is_zipfile(io.BytesIO(data)):
        return "a packed folder"
    behind = rest.lstrip(b"\0\r\n\t ")
    return next((kind for start, kind in _STARTS if behind.startswith(start)), "")
