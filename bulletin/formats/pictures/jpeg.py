"""JPEG, segment by segment (ITU-T T.81)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from bulletin.formats.pictures.picture import (
    MAX_PARTS,
    SAVE_AS,
    Picture,
    UnusablePicture,
    check_size,
    cut_short,
    damaged,
    orientation_block,
    parse_orientation,
    upright_picture,
)

# A browser draws the whole picture again for each scan.
MAX_SCANS = 100
_JPEG_FRAMES = {0xC0, 0xC1, 0xC2}
_JPEG_OTHER_FRAMES = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_JPEG_TABLES = {0xC4, 0xDB, 0xDD}
# A scan's bits follow its header, up to the next marker that is not a restart; FF 00 is an escaped FF.
_JPEG_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")


class _Segment(NamedTuple):
    """`bits` is what follows the header of a scan; `end` is where the next segment begins."""

    marker: int
    body: bytes
    bits: bytes
    end: int


def read_jpeg(data: bytes) -> tuple[Picture, bytes]:
    kept = [b"\xff\xd8"]
    orientation = 1
    size: tuple[int, int] | None = None
    scans = 0
    end = 2
    for marker, body, bits, end in _jpeg_segments(data):  # noqa: B007  the last one is where it ends
        if marker in _JPEG_FRAMES and size is None:
            size = _jpeg_size(body)
        elif marker in _JPEG_FRAMES or marker in _JPEG_OTHER_FRAMES:
            raise UnusablePicture(f"is a kind of JPEG that browsers cannot show; {SAVE_AS}")
        elif marker == 0xDA:
            scans += 1
        elif marker == 0xE1 and body.startswith(b"Exif\0\0") and orientation == 1:
            orientation = parse_orientation(body[6:])
            if orientation != 1:
                kept.append(_jpeg_segment(0xE1, b"Exif\0\0" + orientation_block(orientation)))
        if scans > MAX_SCANS:
            raise damaged()
        clean = _jpeg_kept(marker, body)
        if clean is not None:
            kept.append(_jpeg_segment(marker, clean) + bits)
    if size is None or not scans:
        raise damaged()
    kept.append(b"\xff\xd9")
    return upright_picture("jpeg", size, orientation, b"".join(kept)), data[end:]


def _jpeg_segments(data: bytes) -> Iterator[_Segment]:
    """Each segment up to the end-of-image marker."""
    position = 2
    for _ in range(MAX_PARTS):
        while data[position : position + 2] == b"\xff\xff":
            position += 1
        if position + 2 > len(data):
            raise cut_short()
        if data[position] != 0xFF:
            raise damaged()
        marker = data[position + 1]
        if marker == 0xD9:
            yield _Segment(marker, b"", b"", position + 2)
            return
        length = int.from_bytes(data[position + 2 : position + 4])
        end = position + 2 + length
        if end > len(data):
            raise cut_short()
        if length < 2 or marker < 0xC0 or 0xD0 <= marker <= 0xD8:
            raise damaged()
        body = data[position + 4 : end]
        bits = b""
        if marker == 0xDA:
            following = _JPEG_NEXT_MARKER.search(data, end)
            if following is None:
                raise cut_short()
            bits = data[end : following.start()]
            end = following.start()
        yield _Segment(marker, body, bits, end)
        position = end
    raise damaged()


def _jpeg_kept(marker: int, body: bytes) -> bytes | None:
    """What is published of a segment, or None."""
    if marker in _JPEG_FRAMES or marker in _JPEG_TABLES or marker == 0xDA:
        return body
    if marker == 0xE0 and body.startswith(b"JFIF\0") and len(body) >= 14:
        return body[:12] + b"\0\0"  # without the preview that may follow
    if marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
        return body
    if marker == 0xEE and body.startswith(b"Adobe") and len(body) >= 12:
        return body[:12]  # says how the colours are stored
    return None


def _jpeg_size(body: bytes) -> tuple[int, int]:
    if len(body) < 6 or body[0] != 8 or body[5] not in {1, 3, 4}:
        raise damaged()
    height, width = struct.unpack_from(">HH", body, 1)
    check_size(width, height)
    return width, height


def _jpeg_segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body
