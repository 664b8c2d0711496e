"""PNG (W3C PNG, third edition), JPEG (ITU-T T.81) and WebP (RFC 9649), part by part.

Each reader gives the clean picture and the bytes that stood behind its end, or raises `UnusablePicture`.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bulletin.translatable import gettext as _

MAX_PIXELS = 25_000_000
# Far more than any camera or drawing program writes; each costs time here and in a reader's browser.
MAX_PARTS = 20_000
MAX_PROFILE = 256 * 1024

Format = Literal["png", "jpeg", "webp"]

SAVE_AS = _("open it in any picture program and save it as .jpg or .png")
_ANIMATED = _("is an animation; save one still picture of it as .jpg or .png")
_DAMAGED = _("is damaged; {save_as}", save_as=SAVE_AS)
_CUT_SHORT = _("stops in the middle: it was not copied whole; copy it here again")
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT".split())
_PNG_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
# A browser draws the whole picture anew for each scan.
MAX_SCANS = 100
_JPEG_FRAMES = {0xC0, 0xC1, 0xC2}
_JPEG_OTHER_FRAMES = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_JPEG_TABLES = {0xC4, 0xDB, 0xDD}
# Behind a scan's header come its bits, up to the next marker that is not a restart; FF 00 is a bit pattern.
_JPEG_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_WEBP_ALPHA, _WEBP_EXIF, _WEBP_PROFILE = 0x10, 0x08, 0x20


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture fit to be published: `data` holds nothing but what draws it.

    `width` and `height` are in pixels as shown, after it is turned the right way up.
    """

    format: Format
    width: int
    height: int
    data: bytes

    @property
    def extension(self) -> str:
        """How the published file's name ends: `png`, `jpg` or `webp`."""
        return "jpg" if self.format == "jpeg" else self.format


class UnusablePicture(Exception):
    """Why a picture cannot be used, in plain words. Never leaves this package."""


def check_size(width: int, height: int) -> None:
    """Raises `UnusablePicture` where a picture has no size, or too large a one."""
    if not width or not height:
        raise UnusablePicture(f"is damaged (it has no width or no height); {SAVE_AS}")
    if width * height > MAX_PIXELS:
        raise UnusablePicture(
            f"has {width} × {height} pixels, which is more than 25 million; save it smaller: "
            "1600 pixels wide is plenty for any screen"
        )


def turned_picture(kind: Format, size: tuple[int, int], orientation: int, data: bytes) -> Picture:
    # Orientations 5 to 8 are turned by a quarter (Exif 2.32, tag 274).
    width, height = size if orientation < 5 else (size[1], size[0])
    return Picture(kind, width, height, data)


def parse_orientation(tiff: bytes) -> int:
    """1 to 8 from the first directory of an Exif block (TIFF 6.0 §2); 1 when there is none."""
    order: Literal["<", ">"] = "<" if tiff[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for index in range(min(count, 200)):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * index)
            if tag == 0x0112 and kind == 3:
                return int(value) if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def orientation_block(orientation: int) -> bytes:
    """An Exif block with nothing but the orientation."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def read_png(data: bytes) -> tuple[Picture, bytes]:
    """The clean picture, and the bytes after its end. Raises `UnusablePicture`; so do the others."""
    kept = [PNG_SIGNATURE]
    orientation, size, has_pixels, end = 1, (0, 0), False, len(PNG_SIGNATURE)
    for kind, body, end in _png_chunks(data):  # noqa: B007  the last one is where the picture ends
        if len(kept) == 1:
            size = _png_size(kind, body)
        elif kind == b"IHDR":
            raise UnusablePicture(f"has two headers, so that programs show different pictures; {SAVE_AS}")
        if kind in {b"acTL", b"fcTL", b"fdAT"}:
            raise UnusablePicture(_ANIMATED)
        if kind == b"eXIf" and not has_pixels:
            orientation = parse_orientation(body)
            if orientation != 1:
                kept.append(_png_chunk(b"eXIf", orientation_block(orientation)))
        elif kind in _PNG_KEPT:
            if kind != b"iCCP" or len(body) <= MAX_PROFILE:
                kept.append(_png_chunk(kind, body))
        elif not kind[0] & 0x20:  # a critical one
            raise UnusablePicture(_DAMAGED)
        has_pixels = has_pixels or kind == b"IDAT"
    if not has_pixels:
        raise UnusablePicture(_DAMAGED)
    return turned_picture("png", size, orientation, b"".join(kept)), data[end:]


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Type, body and end of each chunk up to IEND."""
    position = len(PNG_SIGNATURE)
    for _part in range(MAX_PARTS):
        if position + 12 > len(data):
            raise UnusablePicture(_CUT_SHORT)
        length, kind = struct.unpack_from(">I4s", data, position)
        end = position + 12 + length
        if end > len(data):
            raise UnusablePicture(_CUT_SHORT)
        body = data[position + 8 : end - 4]
        if kind in _PNG_KEPT and data[position:end] != _png_chunk(kind, body):
            raise UnusablePicture(_DAMAGED)
        yield kind, body, end
        if kind == b"IEND":
            return
        position = end
    raise UnusablePicture(_DAMAGED)


def _png_size(kind: bytes, body: bytes) -> tuple[int, int]:
    if kind != b"IHDR" or len(body) != 13:
        raise UnusablePicture(_DAMAGED)
    width, height, depth, colour = struct.unpack_from(">IIBB", body)
    if depth not in _PNG_DEPTHS.get(colour, ()):
        raise UnusablePicture(_DAMAGED)
    check_size(width, height)
    return width, height


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def read_jpeg(data: bytes) -> tuple[Picture, bytes]:
    """The clean picture, and the bytes after its end."""
    kept = [b"\xff\xd8"]
    size: tuple[int, int] | None = None
    orientation, scans, end = 1, 0, 2
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
            raise UnusablePicture(_DAMAGED)
        clean = _jpeg_kept(marker, body)
        if clean is not None:
            kept.append(_jpeg_segment(marker, clean) + bits)
    if size is None or not scans:
        raise UnusablePicture(_DAMAGED)
    return turned_picture("jpeg", size, orientation, b"".join([*kept, b"\xff\xd9"])), data[end:]


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes, bytes, int]]:
    """Marker, body, bits behind it and end of each segment up to the end-of-image marker."""
    position = 2
    for _part in range(MAX_PARTS):
        while data[position : position + 2] == b"\xff\xff":
            position += 1
        if position + 2 > len(data):
            raise UnusablePicture(_CUT_SHORT)
        if data[position] != 0xFF:
            raise UnusablePicture(_DAMAGED)
        marker = data[position + 1]
        if marker == 0xD9:
            yield marker, b"", b"", position + 2
            return
        length = int.from_bytes(data[position + 2 : position + 4])
        end = position + 2 + length
        if end > len(data):
            raise UnusablePicture(_CUT_SHORT)
        if length < 2 or marker < 0xC0 or 0xD0 <= marker <= 0xD8:
            raise UnusablePicture(_DAMAGED)
        body = data[position + 4 : end]
        position = end
        if marker == 0xDA:
            following = _JPEG_NEXT_MARKER.search(data, end)
            if following is None:
                raise UnusablePicture(_CUT_SHORT)
            position = following.start()
        yield marker, body, data[end:position], position
    raise UnusablePicture(_DAMAGED)


def _jpeg_kept(marker: int, body: bytes) -> bytes | None:
    """What stays of a segment, or None."""
    if marker in _JPEG_FRAMES | _JPEG_TABLES | {0xDA} or (
        marker == 0xE2 and body.startswith(b"ICC_PROFILE\0")
    ):
        return body
    if marker == 0xE0 and body.startswith(b"JFIF\0") and len(body) >= 14:
        return body[:12] + b"\0\0"  # without the preview that may follow
    if marker == 0xEE and body.startswith(b"Adobe") and len(body) >= 12:
        return body[:12]  # says how the colours are stored
    return None


def _jpeg_size(body: bytes) -> tuple[int, int]:
    if len(body) < 6 or body[0] != 8 or body[5] not in {1, 3, 4}:
        raise UnusablePicture(_DAMAGED)
    height, width = struct.unpack_from(">HH", body, 1)
    check_size(width, height)
    return width, height


def _jpeg_segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def read_webp(data: bytes) -> tuple[Picture, bytes]:
    """The clean picture, and the bytes after its end."""
    whole = 8 + int.from_bytes(data[4:8], "little")
    if whole > len(data):
        raise UnusablePicture(_CUT_SHORT)
    chunks: dict[bytes, bytes] = {}
    for kind, body in _webp_chunks(data[:whole]):
        if kind in {b"ANIM", b"ANMF"}:
            raise UnusablePicture(_ANIMATED)
        chunks.setdefault(kind, body)
    size = _webp_size(chunks)
    if b"VP8X" not in chunks:
        name = b"VP8 " if b"VP8 " in chunks else b"VP8L"
        return turned_picture("webp", size, 1, _riff(_webp_chunk(name, chunks[name]))), data[whole:]
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
    return turned_picture("webp", size, orientation, _riff(b"".join(parts))), data[whole:]


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 12
    for _part in range(MAX_PARTS):
        if position + 8 > len(data):
            return
        kind, length = struct.unpack_from("<4sI", data, position)
        end = position + 8 + length
        if end > len(data):
            raise UnusablePicture(_CUT_SHORT)
        yield kind, data[position + 8 : end]
        position = end + length % 2


def _webp_size(chunks: dict[bytes, bytes]) -> tuple[int, int]:
    lossy, lossless, canvas = chunks.get(b"VP8 "), chunks.get(b"VP8L"), chunks.get(b"VP8X")
    if (lossy is None) == (lossless is None):
        raise UnusablePicture(_DAMAGED)
    if lossy is not None:
        if len(lossy) < 10 or lossy[3:6] != b"\x9d\x01\x2a":
            raise UnusablePicture(_DAMAGED)
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", lossy, 6))
    else:
        assert lossless is not None
        if len(lossless) < 5 or lossless[0] != 0x2F:
            raise UnusablePicture(_DAMAGED)
        bits = int.from_bytes(lossless[1:5], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if canvas is not None:
        if len(canvas) < 10:
            raise UnusablePicture(_DAMAGED)
        sides = (int.from_bytes(canvas[4:7], "little") + 1, int.from_bytes(canvas[7:10], "little") + 1)
        if sides != (width, height):
            raise UnusablePicture(_DAMAGED)
    check_size(width, height)
    return width, height


def _webp_chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _riff(chunks: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks
