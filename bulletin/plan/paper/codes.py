"""QR codes, drawn by the page itself: no picture to fetch while a page is printed."""

from __future__ import annotations

import re
from math import isqrt

from bulletin.model.site.paper import QrCode

QUIET = 4
"""Modules of white around a code (ISO/IEC 18004)."""

_STRETCH = re.compile(rb"(\xff*)(\x00+)")
"""Light modules of a row, then dark ones."""


def qr_code(address: str) -> QrCode:
    """The code of an address; a seventh of it may be soiled (level M)."""
    from zxingcpp import BarcodeFormat, create_barcode

    barcode = create_barcode(address, BarcodeFormat.QRCode, ec_level="M")
    image = barcode.to_image(scale=1, add_quiet_zones=False)
    modules = memoryview(image).tobytes()  # type: ignore[arg-type]  # it has a buffer, which its types do not say
    size = isqrt(len(modules))
    rows = [_row(modules[down * size : (down + 1) * size], down + QUIET) for down in range(size)]
    return QrCode(size + 2 * QUIET, "".join(rows))


def _row(modules: bytes, down: int) -> str:
    """A line through each dark stretch of a row."""
    stretches = [f"m{len(light)} 0h{len(dark)}" for light, dark in _STRETCH.findall(modules)]
    return f"M{QUIET} {down}.5{''.join(stretches)}"
