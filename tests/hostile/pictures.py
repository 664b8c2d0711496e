"""Pictures and flyers that strangers handed in."""

from __future__ import annotations

import zlib

from tests.hostile.case import Beside, Case, Folder
from tests.hostile.drawings import chunk, jpeg, lossless, png, segment, webp

_SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"
_HTML = b"<!doctype html><script>alert(1)</script>"
_GPS = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0GPSLatitudeSECRETPLACE"

SECRET = b"SECRETPLACE"
"""Stands in what cameras add; never on the site."""

_REFUSED: dict[str, tuple[str, bytes]] = {
    "svg": ("a.svg", _SVG),
    "svg-as-png": ("a.png", _SVG),
    "html-as-jpg": ("a.jpg", _HTML),
    "gif": ("a.gif", b"GIF89a\x01\0\x01\0\0\0\0;"),
    "gif-as-png": ("a.png", b"GIF89a/*" + _HTML),
    "bmp": ("a.bmp", b"BM" + bytes(60)),
    "tiff": ("a.tif", b"II*\0" + bytes(60)),
    "heic": ("a.heic", b"\0\0\0\x18ftypheic" + bytes(40)),
    "zip": ("a.jpg", b"PK\x03\x04" + bytes(60)),
    "pdf-as-png": ("a.png", b"%PDF-1.4\n%%EOF"),
    "elf": ("a.png", b"\x7fELF" + bytes(60)),
    "empty": ("a.png", b""),
    "png-cut": ("a.png", png()[:-30]),
    "png-signature": ("a.png", b"\x89PNG\r\n\x1a\n"),
    "png-huge": ("a.png", png(50_000, 50_000)),
    "png-largest": ("a.png", png(0xFFFFFFFF, 0xFFFFFFFF)),
    "png-no-width": ("a.png", png(0, 8)),
    "png-bad-sum": ("a.png", png()[:-1] + b"\0"),
    "png-animated": ("a.png", png(chunks=chunk(b"acTL", bytes(8)))),
    "png-unknown-critical": ("a.png", png(chunks=chunk(b"EVIL", b"x"))),
    "png-no-pixels": ("a.png", png()[:33] + chunk(b"IEND", b"")),
    "png-long-chunk": ("a.png", png()[:33] + b"\xff\xff\xff\xffIDAT" + bytes(90)),
    "png-many-chunks": ("a.png", png(chunks=chunk(b"teXt", b"") * 20_001)),
    "png-too-heavy": ("a.png", png(end=bytes(5_000_000))),
    "jpeg-cut": ("a.jpg", jpeg()[:-2]),
    "jpeg-start": ("a.jpg", b"\xff\xd8\xff"),
    "jpeg-fill": ("a.jpg", b"\xff\xd8" + b"\xff" * 4_000_000),
    "jpeg-huge": ("a.jpg", jpeg(65_000, 65_000)),
    "jpeg-arithmetic": ("a.jpg", jpeg(frame=0xC9)),
    "jpeg-lossless": ("a.jpg", jpeg(frame=0xC3)),
    "jpeg-two-frames": ("a.jpg", jpeg(segments=jpeg()[2:15])),
    "jpeg-many-scans": ("a.jpg", jpeg(scans=101)),
    "jpeg-many-segments": ("a.jpg", jpeg(segments=segment(0xFE, b"") * 20_001)),
    "jpeg-long-segment": ("a.jpg", b"\xff\xd8\xff\xe0\xff\xff" + bytes(100)),
    "png-script-behind": ("a.png", png(end=_HTML + SECRET)),
    "png-zip-behind": ("a.png", png(end=b"PK\x03\x04" + SECRET)),
    "png-second-header": ("a.png", png(chunks=png()[8:33])),
    "png-second-picture": ("a.png", png() + png(5000, 5000)),
    "jpeg-script-inside": ("a.jpg", jpeg(segments=segment(0xFE, _HTML + SECRET))),
    "jpeg-script-behind": ("a.jpg", jpeg() + _HTML + SECRET),
    "jpeg-pdf-behind": ("a.jpg", jpeg() + b"%PDF-1.7\n"),
    "webp-cut": ("a.webp", webp((b"VP8L", lossless()))[:-4]),
    "webp-empty": ("a.webp", webp()),
    "webp-animated": ("a.webp", webp((b"VP8X", b"\x02" + bytes(9)), (b"ANIM", bytes(6)))),
    "webp-huge": ("a.webp", webp((b"VP8L", lossless(16384, 16384)))),
    "webp-nonsense": ("a.webp", webp((b"VP8L", b"x" * 9))),
}  # fmt: skip

_HARMLESS: dict[str, tuple[str, bytes]] = {
    "png": ("a.png", png()),
    "png-text": ("a.png", png(chunks=chunk(b"tEXt", b"Comment\0" + SECRET))),
    "png-place": ("a.png", png(chunks=chunk(b"eXIf", _GPS[6:]))),
    "png-profile-bomb": ("a.png", png(chunks=chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(100_000_000))))),
    "png-bomb": ("a.png", png(5000, 5000)),
    "png-as-jpg": ("a.jpg", png()),
    "png-as-svg": ("a.svg", png()),
    "jpeg": ("a.jpg", jpeg()),
    "jpeg-place": ("a.jpg", jpeg(segments=segment(0xE1, _GPS))),
    "jpeg-comment": ("a.jpg", jpeg(segments=segment(0xFE, SECRET))),
    "jpeg-film-behind": ("a.jpg", jpeg() + b"\0\0\0\x18ftypmp42" + SECRET),
    "webp": ("a.webp", webp((b"VP8L", lossless()))),
    "webp-place": (
        "a.webp",
        webp((b"VP8X", b"\x08" + bytes(3) + b"\x07\0\0\x07\0\0"), (b"VP8L", lossless()), (b"EXIF", _GPS)),
    ),
}


def cases() -> list[Case]:
    folder = Folder("painters")
    for name, (file, data) in _REFUSED.items():
        folder.refused_lines(*_picture(name, file, data))
    for name, (file, data) in _HARMLESS.items():
        folder.harmless_lines(*_picture(f"ok-{name}", file, data))
    own = {"own.png": png(extra=b"own")}
    folder.refused_lines("no-alt", "image: own.png", own)
    folder.refused_lines("empty-alt", "image: own.png\nimage_alt: ''", own)
    folder.harmless_lines("ok-alt-script", "image: own.png\nimage_alt: 'x\" onerror=\"alert(1)'", own)
    folder.harmless_lines(
        "ok-credit-script", "image: own.png\nimage_alt: x\nimage_credit: <script>alert(1)</script>", own
    )
    for name, data in (("html", _HTML), ("png", png()), ("empty", b""), ("cut", b"%PDF-1.7\n" + bytes(3000))):
        folder.refused_lines(f"flyer-{name}", f"flyer: flyer-{name}.pdf", {f"flyer-{name}.pdf": data})
    heavy = b"%PDF-1.7\n" + bytes(10_000_001) + b"%%EOF"
    folder.refused_lines("flyer-heavy", "flyer: flyer-heavy.pdf", {"flyer-heavy.pdf": heavy})
    scripted = b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF\n"
    folder.refused_lines("flyer-script", "flyer: flyer-script.pdf", {"flyer-script.pdf": scripted})
    linked = b"%PDF-1.7\n4 0 obj<</A<</S/URI/URI(https://good.example)>>>>endobj\n%%EOF\n"
    folder.harmless_lines("ok-flyer", "flyer: ok-flyer.pdf", {"ok-flyer.pdf": linked})
    return folder.cases


def _picture(name: str, file: str, data: bytes) -> tuple[str, str, Beside]:
    file = f"{name}.{file.rpartition('.')[2]}"
    return name, f"image: {file}\nimage_alt: What it shows", {file: data}
