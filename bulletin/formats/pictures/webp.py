"""WebP, chunk by chunk (RFC 9649)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

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

_WEBP_ALPHA, _WEBP_EXIF, _WEBP_PROFILE = 0x10, 0x08, 0x20


def read_webp(data: bytes) -> tuple[Picture, bytes]:
    whole = 8 + int.from_bytes(data[4:8], "little")
    if whole > len(data):
        raise cut_short()
    chunks: dict[bytes, bytes] = {}
    for kind, body in _webp_chunks(data[:whole]):
        if kind in {b"ANIM", b"ANMF"}:
            raise animated()
        chunks.setdefault(kind, body)
    size = _webp_size(chunks)
    if b"VP8X" not in chunks:
        name = b"VP8 " if b"VP8 " in chunks else b"VP8L"
        return upright_picture("webp", size, 1, _riff(_webp_chunk(name, chunks[name]))), data[whole:]
    orientation = parse_orientation(chunks.get(b"EXIF", b"").removeprefix(b"Exif\0\0"))
    profile = chunks.get(b"ICCP", b"")
    flags = chunks[b"VP8X"][0] & _WEBP_ALPHA
    parts = []
    if profile and len(profile) <= MAX_PROFILE:
        flags |= _WEBP_PROFILE
        parts.append(_webp_chunk(b"ICCP", profile))
    parts += [_webp_chunk(name, chunks[name]) for name in (b"ALPH", b"VP8 ", b"VP8L") if name in chunks]
    if orientation != 1:
        flags |= _WEBP_EXIF
        parts.append(_webp_chunk(b"EXIF", orientation_block(orientation)))
    parts.insert(0, _webp_chunk(b"VP8X", bytes([flags, 0, 0, 0]) + chunks[b"VP8X"][4:10]))
    return upright_picture("webp", size, orientation, _riff(b"".join(parts))), data[whole:]


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 12
    for _ in range(MAX_PARTS):
        if position + 8 > len(data):
            return
        kind, length = struct.unpack_from("<4sI", data, position)
        end = position + 8 + length
        if end > len(data):
            raise cut_short()
        yield kind, data[position + 8 : end]
        position = end + length % 2


def _webp_size(chunks: dict[bytes, bytes]) -> tuple[int, int]:
    lossy, lossless, canvas = chunks.get(b"VP8 "), chunks.get(b"VP8L"), chunks.get(b"VP8X")
    if (lossy is None) == (lossless is None):
        raise damaged()
    if lossy is not None:
        if len(lossy) < 10 or lossy[3:6] != b"\x9d\x01\x2a":
            raise damaged()
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", lossy, 6))
    else:
        assert lossless is not None
        if len(lossless) < 5 or lossless[0] != 0x2F:
            raise damaged()
        bits = int.from_bytes(lossless[1:5], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if canvas is not None:
        if len(canvas) < 10:
            raise damaged()
        sides = (int.from_bytes(canvas[4:7], "little") + 1, int.from_bytes(canvas[7:10], "little") + 1)
        if sides != (width, height):
            raise damaged()
    check_size(width, height)
    return width, height


def _webp_chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _riff(chunks: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks
