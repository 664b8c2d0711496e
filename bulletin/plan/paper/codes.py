"""QR codes, drawn by the page itself: no picture to fetch while a page is printed."""

from __future__ import annotations

import re

from bulletin.model.site.paper import QrCode

QUIET = 4
"""Modules of white around a code (ISO/IEC 18004)."""
MASK = 3
"""One for all: to look for the best of eight would take six times as long, for every event."""

_DARK = re.compile(rb"\x01+")


def qr_code(address: str) -> QrCode:
    """The code of an address; a quarter of its modules may be soiled."""
    import segno

    matrix = segno.make_qr(address, error="m", boost_error=False, mask=MASK).matrix
    rows = [_row(row, number + QUIET) for number, row in enumerate(matrix)]
    return QrCode(len(matrix) + 2 * QUIET, "".join(rows))


def _row(modules: bytearray, down: int) -> str:
    """The dark stretches of a row, each as a rectangle of the height 1."""
    stretches = (found.span() for found in _DARK.finditer(modules))
    return "".join(f"M{first + QUIET} {down}h{end - first}v1h{first - end}z" for first, end in stretches)
