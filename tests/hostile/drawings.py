"""Pictures made byte by byte, whole and broken."""

from __future__ import annotations

import struct
import zlib


def png(
    width: int = 8, height: int = 8, *, extra: bytes = b"", chunks: bytes = b"", end: bytes = b""
) -> bytes:
    """A grey PNG; `extra` makes it differ from others, `chunks` stand before the pixels, `end` behind all."""
    pixels = zlib.compress(b"\0" * (height * (width + 1)) if width * height <= 1_000_000 else b"")
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
            chunk(b"tEXt", b"Comment\0" + extra) if extra else b"",
            chunks,
            chunk(b"IDAT", pixels),
            chunk(b"IEND", b""),
            end,
        )
    )


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def jpeg(
    width: int = 8, height: int = 8, *, segments: bytes = b"", scans: int = 1, frame: int = 0xC0
) -> bytes:
    """A JPEG by its outside; what it draws is not looked at."""
    head = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x00\x12\xff\x00\x34"
    return b"\xff\xd8" + segments + segment(frame, head) + scan * scans + b"\xff\xd9"


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    """A WebP of these chunks."""
    body = b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for kind, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def lossless(width: int = 8, height: int = 8) -> bytes:
    """The body of a VP8L chunk."""
    return b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + b"\0" * 8
