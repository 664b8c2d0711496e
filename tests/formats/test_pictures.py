from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps, PngImagePlugin

from bulletin.formats.pictures import MAX_BYTES, Picture, read_picture
from tests.effort import scaled

SECRET = b"Quiet Street 12"
KINDS = ["png", "jpeg", "webp"]
EXTENSIONS = {"png": "png", "jpeg": "jpg", "webp": "webp"}


def exif_of_a_phone(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = orientation
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (49.0, 15.0, 39.0), "W", (123.0, 6.0, 50.0)
    return exif.tobytes()


def drawing(width: int = 40, height: int = 24) -> Image.Image:
    image = Image.new("RGB", (width, height), "white")
    for x in range(width // 2):
        for y in range(height // 3):
            image.putpixel((x, y), (200, 30, 40 + x))
    return image


def saved(kind: str, image: Image.Image | None = None, **options: Any) -> bytes:
    stream = io.BytesIO()
    (image or drawing()).save(stream, kind, **options)
    return stream.getvalue()


def pixels(data: bytes) -> bytes:
    return ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGBA").tobytes()


def usable(data: bytes, name: str) -> Picture:
    picture, notice = read_picture(data, name)
    assert picture is not None, notice
    return picture


@pytest.mark.parametrize("kind", KINDS)
def test_where_a_photo_was_taken_vanishes_and_its_pixels_stay(kind: str) -> None:
    original = saved(kind, exif=exif_of_a_phone())
    assert SECRET in original
    picture, notice = read_picture(original, f"photo.{EXTENSIONS[kind]}")
    assert picture is not None
    assert notice is None
    assert picture.format == kind
    assert (picture.width, picture.height) == (40, 24)
    assert picture.extension == EXTENSIONS[kind]
    assert SECRET not in picture.data
    assert not dict(Image.open(io.BytesIO(picture.data)).getexif())
    assert pixels(picture.data) == pixels(original)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_taken_sideways_stays_the_right_way_up(kind: str, orientation: int) -> None:
    original = saved(kind, exif=exif_of_a_phone(orientation))
    picture = usable(original, "photo.jpg")
    assert (picture.width, picture.height) == ((40, 24) if orientation < 5 else (24, 40))
    assert pixels(picture.data) == pixels(original)
    exif = Image.open(io.BytesIO(picture.data)).getexif()
    assert set(exif) <= {0x0112}
    assert exif.get(0x0112, 1) == orientation
    assert SECRET not in picture.data


def test_comments_and_authors_vanish_from_a_png() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", SECRET.decode())
    notes.add_text("Comment", SECRET.decode(), zip=True)
    notes.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    original = saved("png", pnginfo=notes)
    clean = usable(original, "poster.png").data
    assert SECRET in original
    for word in (SECRET, b"tEXt", b"zTXt", b"iTXt", b"Author"):
        assert word not in clean


def test_comments_and_xmp_vanish_from_a_jpeg() -> None:
    original = saved("jpeg", comment=SECRET, xmp=b"<x>" + SECRET + b"</x>")
    iptc = b"\xff\xed" + struct.pack(">H", 2 + 14 + len(SECRET)) + b"Photoshop 3.0\0" + SECRET
    original = original[:2] + iptc + original[2:]
    assert original.count(SECRET) == 3
    assert SECRET not in usable(original, "poster.jpg").data


def test_xmp_vanishes_from_a_webp() -> None:
    original = saved("webp", xmp=b"<x>" + SECRET + b"</x>")
    assert SECRET in original
    assert SECRET not in usable(original, "poster.webp").data


@pytest.mark.parametrize("kind", KINDS)
def test_the_colours_of_a_newer_phone_stay(kind: str) -> None:
    profile = b"a profile of 200 bytes".ljust(200, b".")
    clean = usable(saved(kind, icc_profile=profile), "photo.jpg").data
    assert Image.open(io.BytesIO(clean)).info["icc_profile"] == profile


@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        ("png", "P", {}),
        ("png", "LA", {}),
        ("png", "1", {}),
        ("png", "I;16", {}),
        ("png", "RGBA", {}),
        ("jpeg", "L", {}),
        ("jpeg", "CMYK", {}),
        ("jpeg", "RGB", {"progressive": True}),
        ("jpeg", "RGB", {"restart_marker_blocks": 1}),
        ("webp", "RGBA", {}),
        ("webp", "RGBA", {"lossless": True, "exif": exif_of_a_phone()}),
        ("webp", "RGB", {"lossless": True}),
    ],
)
def test_every_common_kind_keeps_its_pixels(kind: str, mode: str, options: dict[str, Any]) -> None:
    image = drawing().convert("L").convert(mode) if mode == "I;16" else drawing().convert(mode)
    if mode in {"LA", "RGBA"}:
        image.putalpha(100)
    original = saved(kind, image, **options)
    assert pixels(usable(original, f"x.{kind}").data) == pixels(original)


@pytest.mark.parametrize("kind", KINDS)
def test_a_clean_picture_stays_byte_for_byte(kind: str) -> None:
    once = usable(saved(kind, exif=exif_of_a_phone(6)), "x").data
    assert usable(once, "x").data == once


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "tail", [b"\0\0\0\x18ftypmp42 a short film", b"\xff\xd8\xff a second photo", b"SEFH"]
)
def test_bytes_behind_a_picture_are_left_out_and_reported(kind: str, tail: bytes) -> None:
    original = saved(kind)
    picture, notice = read_picture(original + tail, f"x.{EXTENSIONS[kind]}")
    assert picture == usable(original, "x.png")
    assert notice is not None
    assert "behind the picture" in notice


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_cut_short_anywhere_is_refused(kind: str) -> None:
    original = saved(kind)
    for length in range(len(original)):
        picture, reason = read_picture(original[:length], f"x.{kind}")
        assert picture is None
        assert reason
    _, reason = read_picture(original[:-1], f"x.{kind}")
    assert "not copied whole" in (reason or "")


def test_a_wrong_name_is_reported_and_the_bytes_decide() -> None:
    picture, notice = read_picture(saved("jpeg"), "logo.png")
    assert picture is not None
    assert picture.format == "jpeg"
    assert notice == "logo.png is a JPEG picture, whatever its name says; better end it in .jpg"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "SVG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<svg/>", "SVG"),
        (b"<!DOCTYPE html><img>", "web page"),
        (b"GIF89a\x01\0\x01\0", "GIF"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (b"%PDF-1.7\n", "flyer:"),
        (b"PK\x03\x04\x14\0", "packed folder"),
        (b"BM\x36\0\0\0", "BMP"),
        (b"just words", "not a picture we know"),
    ],
)
def test_what_is_no_picture_is_named_with_what_to_do(data: bytes, words: str) -> None:
    picture, reason = read_picture(data, "poster.jpg")
    assert picture is None
    assert reason is not None
    assert reason.startswith("poster.jpg ")
    assert words in reason


@pytest.mark.parametrize("kind", ["png", "webp"])
def test_an_animation_is_refused(kind: str) -> None:
    frames = [drawing().rotate(turn) for turn in (0, 90, 180)]
    picture, reason = read_picture(
        saved(kind, frames[0], save_all=True, append_images=frames[1:]), f"x.{kind}"
    )
    assert picture is None
    assert "animation" in (reason or "")


def test_a_file_over_five_megabytes_is_refused_unread() -> None:
    picture, reason = read_picture(b"\x89PNG\r\n\x1a\n" + bytes(MAX_BYTES), "big.png")
    assert picture is None
    assert "5.0 MB" in (reason or "")


def png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def test_too_many_pixels_are_refused_from_the_header_alone() -> None:
    for size in ((5001, 5000), (2**31 - 1, 2**31 - 1)):
        picture, reason = read_picture(png_claiming(*size), "big.png")
        assert picture is None
        assert "25 million" in (reason or "")
    assert read_picture(png_claiming(5000, 5000), "big.png")[0] is not None
    assert read_picture(png_claiming(0, 5), "flat.png")[0] is None


def test_a_changed_bit_in_a_png_is_noticed() -> None:
    original = bytearray(saved("png"))
    original[-20] ^= 1
    picture, reason = read_picture(bytes(original), "x.png")
    assert picture is None
    assert "damaged" in (reason or "")


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    original = saved("jpeg", progressive=True)
    at = original.rindex(b"\xff\xda")
    picture, _ = read_picture(original[:at] + original[at:-2] * 200 + b"\xff\xd9", "x.jpg")
    assert picture is None


SAMPLES = {kind: saved(kind, exif=exif_of_a_phone(6)) for kind in KINDS}


@settings(deadline=None, max_examples=scaled(150))
@given(st.sampled_from(KINDS), st.data())
def test_no_damage_raises(kind: str, data: st.DataObject) -> None:
    damaged = bytearray(SAMPLES[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    picture, reason = read_picture(bytes(damaged), f"x.{EXTENSIONS[kind]}")
    assert (picture is not None) or reason


@settings(deadline=None)
@given(st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\x20\0\0\0WEBP"]), st.binary())
def test_any_bytes_are_a_picture_or_answered(start: bytes, rest: bytes) -> None:
    picture, notice = read_picture(start + rest, "x.png")
    assert picture is not None or notice


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("tail", "what"),
    [
        (b"PK\x03\x04 a whole archive", "a packed folder"),
        (b"\r\n<HTML><body>", "a web page"),
        (b"<!DOCTYPE html>", "a web page"),
        (b"<?php system(1);", "a web page"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"MZ\x90\0", "a program"),
        (b"#!/bin/sh\n", "a program"),
        (b"\x89PNG\r\n\x1a\n", "another picture"),
    ],
)
def test_a_picture_that_is_something_else_as_well_is_refused(kind: str, tail: bytes, what: str) -> None:
    picture, reason = read_picture(saved(kind) + tail, f"x.{EXTENSIONS[kind]}")
    assert picture is None
    assert reason is not None
    assert f"is {what} as well as a picture" in reason


def test_an_archive_that_begins_as_a_picture_is_refused() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("run.class", "x")
    for kind in KINDS:
        assert read_picture(saved(kind) + b"between" + archive.getvalue(), f"x.{kind}")[0] is None


def test_a_second_header_in_a_png_is_refused() -> None:
    once = saved("png")
    head = once[8:33]
    picture, reason = read_picture(once[:33] + head + once[33:], "x.png")
    assert picture is None
    assert reason is not None
    assert "two headers" in reason
