"""Pictures from untrusted people: what they are by their bytes, and clean copies of them.

A picture is split into its parts (PNG chunks, JPEG segments, WebP chunks) and joined again from those that
draw it; the pixels are never decoded, so the same file always gives the same bytes. What a camera or a
program adds (place, time, serial number, author, comments, previews) is left out. Two things stay: the
colour profile, without which photos of newer phones look pale, and the orientation.
"""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.formats.pictures.readers import (
    MAX_PIXELS,
    PNG_SIGNATURE,
    SAVE_AS,
    Format,
    Picture,
    UnusablePicture,
    read_jpeg,
    read_png,
    read_webp,
)
from bulletin.formats.polyglots import find_second_kind
from bulletin.translatable import gettext as _
from bulletin.translatable import join

__all__ = ["MAX_BYTES", "MAX_PIXELS", "Picture", "read_picture"]

MAX_BYTES = 5 * 1024 * 1024

_EXTENSIONS: dict[str, Format] = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "jpe": "jpeg", "webp": "webp"}
_NAMES: dict[Format, str] = {"png": "PNG", "jpeg": "JPEG", "webp": "WebP"}


def read_picture(data: bytes, name: str) -> tuple[Picture | None, str | None]:
    """The picture in `data`, and a message about it for people.

    A picture that cannot be used is (None, why and what to do); one that can be has a message where it is
    not quite what its `name` says, or has something else appended to it.
    """
    if len(data) > MAX_BYTES:
        return None, _(
            "{name} is {count} MB; 5 MB is the most. Save it smaller: 1600 pixels wide is plenty "
            "for any screen",
            name=name,
            count=format(len(data) / 1048576, ".1f"),
        )
    try:
        picture, rest = _read(data)
    except UnusablePicture as reason:
        return None, join(" ", (name, str(reason)))
    if kind := find_second_kind(data, rest):
        return None, _(
            "{name} is {kind} as well as a picture; {save_as}", name=name, kind=kind, save_as=SAVE_AS
        )
    remarks = tuple(_remarks(picture, name, rest))
    return picture, join("; ", remarks) if remarks else None


def _remarks(picture: Picture, name: str, rest: bytes) -> Iterator[str]:
    """What is odd about a picture that can be used."""
    extension = name.rpartition(".")[2].lower()
    if _EXTENSIONS.get(extension) != picture.format:
        kind = _NAMES[picture.format]
        yield _(
            "{name} is a {kind} picture, whatever its name says; better end it in .{extension}",
            name=name,
            kind=kind,
            extension=picture.extension,
        )
    if rest.strip(b"\0\r\n "):
        yield _(
            "{name} had something else hung on behind the picture; only the picture is published", name=name
        )


def _read(data: bytes) -> tuple[Picture, bytes]:
    """The clean picture, and the bytes after its end."""
    if data.startswith(PNG_SIGNATURE):
        return read_png(data)
    if data.startswith(b"\xff\xd8\xff"):
        return read_jpeg(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return read_webp(data)
    raise UnusablePicture(_why_unknown(data))


def _why_unknown(data: bytes) -> str:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data:
        return _("is empty; copy it here again")
    if data[4:8] == b"ftyp":
        phone = _("on an iPhone: Settings, Camera, Formats, Most Compatible")
        return _(
            "is a HEIC or AVIF photo, which many browsers cannot show; save it as .jpg ({phone})", phone=phone
        )
    if data.startswith((b"GIF87a", b"GIF89a")):
        return _("is a GIF; {save_as}", save_as=SAVE_AS)
    if b"<svg" in head:
        return _("is an SVG drawing, which can carry programs; {save_as}", save_as=SAVE_AS)
    if data.startswith(b"%PDF-"):
        return _("is a PDF; name it in `flyer:`, and save its first page as .jpg or .png for `image:`")
    if head.startswith((b"<!doctype", b"<html", b"<?xml")):
        return _("is a web page, not a picture; open the picture itself there and save that")
    if data.startswith((b"BM", b"II*\0", b"MM\0*")):
        return _(
            "is a BMP or TIFF picture, which browsers cannot show or which is very large; {save_as}",
            save_as=SAVE_AS,
        )
    if data.startswith(b"PK\x03\x04"):
        return _("is a document or a packed folder, not a picture; save the picture itself as .jpg or .png")
    return _("is not a picture we know (.jpg, .png and .webp work); {save_as}", save_as=SAVE_AS)
