"""PNG, chunk by chunk (W3C PNG, third edition)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from bulletin.formats.pictures.picture import (
    MAX_PARTS,
    MAX_PROFILE,
    Picture,
    animated,
    check_size,
    cut_short,
    damaged,
    orientation_block,
    parse_orientation,
    upright_picture,
)

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"iCCP",
    b"cICP",
    b"sBIT",
}
_PNG_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}


class _Chunk(NamedTuple):
    """`end` is where the next chunk begins."""

    kind: bytes
    body: bytes
    end: int


def read_png(data: bytes) -> tuple[Picture, bytes]:
    kept = [PNG_SIGNATURE]
    orientation = 1
    size = (0, 0)
    has_pixels = False
    end = len(PNG_SIGNATURE)
    for kind, body, end in _png_chunks(data):  # noqa: B007  the last one is where the picture ends
        if len(kept) == 1:
            size = _png_size(kind, body)
        if kind in {b"acTL", b"fcTL", b"fdAT"}:
            raise animated()
        if kind == b"eXIf" and not has_pixels:
            orientation = parse_orientation(body)
            if orientation != 1:
                kept.append(_png_chunk(b"eXIf", orientation_block(orientation)))
        elif kind in _PNG_KEPT:
            if kind != b"iCCP" or len(body) <= MAX_PROFILE:
                kept.append(_png_chunk(kind, body))
        elif not kind[0] & 0x20:
            raise damaged()
        has_pixels = has_pixels or kind == b"IDAT"
    if not has_pixels:
        raise damaged()
    return upright_picture("png", size, orientation, b"".join(kept)), data[end:]


def _png_chunks(data: bytes) -> Iterator[_Chunk]:
    """Each chunk up to IEND."""
    position = len(PNG_SIGNATURE)
    for _ in range(MAX_PARTS):
        if position + 12 > len(data):
            raise cut_short()
        length, kind = struct.unpack_from(">I4s", data, position)
        end = position + 12 + length
        if end > len(data):
            raise cut_short()
        body = data[position + 8 : end - 4]
        if kind in _PNG_KEPT and zlib.crc32(data[position + 4 : end - 4]) != int.from_bytes(
            data[end - 4 : end]
        ):
            raise damaged()
        yield _Chunk(kind, body, end)
        if kind == b"IEND":
            return
        position = end
    raise damaged()


def _png_size(kind: bytes, body: bytes) -> tuple[int, int]:
    if kind != b"IHDR" or len(body) != 13:
        raise damaged()
    width, height, depth, colour = struct.unpack_from(">IIBB", body)
    if depth not in _PNG_DEPTHS.get(colour, ()):
        raise damaged()
    check_size(width, height)
    return width, height


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
