"""What every kind of picture shares: its value, limits and orientation, and why one cannot be used."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Literal

MAX_PIXELS = 25_000_000
# Chunks or segments: far more than any program writes; each costs time here and in a browser.
MAX_PARTS = 20_000
MAX_PROFILE = 256 * 1024

Format = Literal["png", "jpeg", "webp"]

SAVE_AS = "open it in any picture program and save it as .jpg or .png"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture fit to be published: `data` holds nothing but what draws it.

    `width` and `height` are in pixels as shown, turned the right way up.
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
    """Why a picture cannot be used, for people; `read_picture` catches it."""


def check_size(width: int, height: int) -> None:
    if not width or not height:
        raise UnusablePicture(f"is damaged (it has no width or no height); {SAVE_AS}")
    if width * height > MAX_PIXELS:
        raise UnusablePicture(
            f"has {width} × {height} pixels, which is more than 25 million; save it smaller: "
            "1600 pixels wide is plenty for any screen"
        )


def cut_short() -> UnusablePicture:
    return UnusablePicture("stops in the middle: it was not copied whole; copy it here again")


def damaged() -> UnusablePicture:
    return UnusablePicture(f"is damaged; {SAVE_AS}")


def animated() -> UnusablePicture:
    return UnusablePicture("is an animation; save one still picture of it as .jpg or .png")


def upright_picture(kind: Format, size: tuple[int, int], orientation: int, data: bytes) -> Picture:
    """A picture whose width and height are those after it is turned the right way up."""
    # Orientations 5 to 8 include a quarter turn (Exif 2.32, tag 274).
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
