"""QR codes, drawn by the page itself: no picture to fetch while a page is printed."""

from __future__ import annotations

import re

from bulletin.formats.qr_codes import layout_of, qr_rows, version_for
from bulletin.model.site.paper import QrCode
from bulletin.plan.localized_board import LocalizedBoard

QUIET = 4
"""Modules of white around a code (ISO/IEC 18004)."""

_DARK = re.compile(rb"\x01+")


def qr_code(local: LocalizedBoard, address: str) -> QrCode:
    """The code of an address; a seventh of it may be soiled."""
    data = address.encode()
    version = version_for(len(data))
    layout = local.cache.once(("layout of codes", version), lambda: layout_of(version))
    rows = [_row(row, number) for number, row in enumerate(qr_rows(data, version, layout), QUIET)]
    return QrCode(layout.size + 2 * QUIET, "".join(rows))


def _row(modules: bytes, down: int) -> str:
    """The dark stretches of a row, each as a rectangle of the height 1."""
    stretches = (found.span() for found in _DARK.finditer(modules))
    return "".join(f"M{first + QUIET} {down}h{end - first}v1h{first - end}z" for first, end in stretches)
