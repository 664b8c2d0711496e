"""PDF (ISO 32000-1) from untrusted people: does it only show its pages, or does it do something?

Names are searched, also those written with `#4a` and those in object streams, which are unpacked up to a
bound. Pictures, fonts and the pages' own drawing are not looked into: nothing can be started from there.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from bulletin.formats.polyglots import find_second_kind
from bulletin.translatable import gettext as _
from bulletin.translatable import join

MOST_UNPACKED = 32_000_000
"""Bytes of object streams; a flyer of a few pages has some ten thousand."""

_ANEW = _("Print it as a PDF once more, and take that file.")
_HIDDEN = _("cannot be looked into, since it is locked or damaged")
_PROGRAM = _("holds a program, which may do anything on the reader's computer")
_LAUNCH = _("starts another program on the reader's computer")
_FILES = _("carries other files inside it")
_ELSEWHERE = _("opens another file or sends something by itself")
_BY_ITSELF = _("does something by itself as soon as it is opened")

_REASONS = {
    **dict.fromkeys((b"JavaScript", b"JS", b"XFA", b"RichMedia"), _PROGRAM),
    b"Launch": _LAUNCH,
    **dict.fromkeys((b"EmbeddedFile", b"EmbeddedFiles", b"Movie", b"Sound"), _FILES),
    **dict.fromkeys((b"SubmitForm", b"ImportData", b"GoToR", b"GoToE"), _ELSEWHERE),
    b"AA": _BY_ITSELF,
}
_SHORTEST_ANYWHERE = 5
"""Shorter names stand in packed data by chance, so they are searched outside streams only."""

_END = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|\Z)"
_NAME = re.compile(rb"/([^\x00\t\n\f\r ()<>\[\]{}/%]+)")
_ESCAPED = re.compile(rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]*#[0-9A-Fa-f]{2}[^\x00\t\n\f\r ()<>\[\]{}/%]*")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_OBJECT_STREAM = re.compile(rb"/ObjStm" + _END + rb"|/Type\s+\d+\s+\d+\s+R")
_FILTER = re.compile(rb"/Filter\s*(\[\s*)?/FlateDecode\s*(?(1)\])" + _END)
_PREDICTOR = re.compile(rb"/Predictor\s+(?!1\b)")
_OPEN = re.compile(rb"/OpenAction\s*(?:(\d+)\s+\d+\s+R|(<<)|)")
_ACTION = re.compile(rb"/S\s*/([A-Za-z]+)")
_HARMLESS = frozenset({b"GoTo"})


class FlyerRefused(NamedTuple):
    """Why a file cannot be published as a flyer, and what to do."""

    message: str
    hint: str


def refuse_pdf(data: bytes, name: str) -> FlyerRefused | None:
    """Why the file called `name` cannot be published as a flyer, and what to do; None when it can."""
    end = data.rfind(b"%%EOF")
    if not re.match(rb"%PDF-[12]\.[0-9]", data) or end < 0:
        hint = _("Save the flyer as PDF, and copy it here again.")
        return FlyerRefused(_("{name} is not a whole PDF.", name=name), hint)
    rest = data[end + 5 :]
    if kind := find_second_kind(data, rest):
        return FlyerRefused(_("{name} is {kind} as well as a PDF.", name=name, kind=kind), _ANEW)
    if rest.strip(b"\0\r\n\t\x1a "):
        return FlyerRefused(_("{name} has something else hung on behind its end.", name=name), _ANEW)
    reason = _why_not(data)
    return FlyerRefused(join(" ", (name, join("", (reason, ".")))), _ANEW) if reason else None


def _why_not(data: bytes) -> str:
    plain = _without_escapes(data)
    for name in _NAME.findall(plain):
        if len(name) >= _SHORTEST_ANYWHERE and name in _REASONS:
            return _REASONS[name]
    unpacked = _unpack(data)
    if unpacked is None:
        return _HIDDEN
    texts = (unpacked.outside, *unpacked.texts)
    for text in texts:
        for name in _NAME.findall(_without_escapes(text)):
            if name in _REASONS:
                return _REASONS[name]
    return _BY_ITSELF if any(_opens_more(_without_escapes(text), unpacked) for text in texts) else ""


def _without_escapes(data: bytes) -> bytes:
    """With names as they are meant: `/J#61vaScript` is `/JavaScript`. Streams may be damaged by it."""
    if b"#" not in data:
        return data
    return _ESCAPED.sub(lambda name: _HEX.sub(lambda code: bytes([int(code[1], 16)]), name[0]), data)


@dataclass(slots=True)
class _Unpacked:
    """The file without the contents of its streams, its object streams, and the objects in those."""

    outside: bytes
    texts: list[bytes] = field(default_factory=list)
    objects: dict[int, bytes] = field(default_factory=dict)

    def object(self, number: int) -> bytes:
        if number in self.objects:
            return self.objects[number]
        found = re.search(rb"(?<!\d)%d\s+\d+\s+obj\b(.*?)endobj" % number, self.outside, re.DOTALL)
        return found[1] if found else b""


def _unpack(data: bytes) -> _Unpacked | None:
    """None when there are object streams that cannot be unpacked."""
    outside: list[bytes] = []
    unpacked = _Unpacked(b"")
    left, position = MOST_UNPACKED, 0
    for head, body, after in _streams(data):
        outside.append(data[position : after[0]])
        position = after[1]
        about = _without_escapes(head)
        if not _OBJECT_STREAM.search(about):
            continue
        text = _inflate(about, body, left)
        if text is None:
            return None
        left -= len(text)
        unpacked.texts.append(text)
        unpacked.objects |= _objects(about, text)
    unpacked.outside = _without_escapes(b"".join([*outside, data[position:]]))
    return unpacked


def _streams(data: bytes) -> Iterator[tuple[bytes, bytes, tuple[int, int]]]:
    """What stands before each stream back to the last one, its contents, and where these begin and end."""
    last = 0
    while (begin := _STREAM.search(data, last)) is not None:
        end = data.find(b"endstream", begin.end())
        if end < 0:
            return
        yield data[last : begin.start()].rpartition(b"endobj")[2], data[begin.end() : end], (begin.end(), end)
        last = end + len(b"endstream")


def _inflate(about: bytes, body: bytes, most: int) -> bytes | None:
    if b"/Filter" not in about:
        return body if len(body) <= most else None
    if not _FILTER.search(about) or _PREDICTOR.search(about) or b"/Crypt" in about:
        return None
    inflater = zlib.decompressobj()
    try:
        text = inflater.decompress(body, most)
    except zlib.error:
        return None
    return None if inflater.unconsumed_tail else text


def _objects(about: bytes, text: bytes) -> dict[int, bytes]:
    """The objects of an object stream by number (ISO 32000-1 §7.5.7)."""
    first = re.search(rb"/First\s+(\d+)", about)
    begin = int(first[1][:9]) if first else 0
    numbers = [int(each[:9]) for each in text[:begin].split() if each.isdigit()]
    places = sorted(zip(numbers[1::2], numbers[::2], strict=False))
    ends = [*(place for place, _ in places[1:]), len(text)]
    return {
        number: text[begin + place : begin + end] for (place, number), end in zip(places, ends, strict=True)
    }


def _opens_more(text: bytes, unpacked: _Unpacked) -> bool:
    """Whether opening the file does more than show one of its pages."""
    for found in _OPEN.finditer(text):
        action = unpacked.object(int(found[1][:9])) if found[1] else b""
        if found[2]:
            action = text[found.end() :].partition(b">>")[0]
        action = _without_escapes(action)
        if b"/Next" in action or not _HARMLESS.issuperset(_ACTION.findall(action)):
            return True
    return False
