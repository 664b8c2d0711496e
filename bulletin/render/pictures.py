"""Copies of pictures in the sizes pages need: turned upright, cropped, without anything but their pixels.

What comes here was read part by part and is bounded (`bulletin/formats/pictures/`): one still PNG, JPEG or
WebP of at most 25 megapixels, so that its pixels take 100 MB. It is decoded by the one decoder of its kind.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

from PIL import ImageCms, ImageOps
from PIL.Image import Dither, Image, Quantize, Resampling, alpha_composite, new
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from bulletin.formats.pictures import MAX_PIXELS
from bulletin.model.site.plan import SizedPicture

_CENTRE = (0.5, 0.4)
"""What is cut off: more at the foot than at the head, where people's faces are."""

_DRAWN = 256
"""A picture of no more colours is a drawing, which WebP and PNG keep as it is, and small."""


def render_picture(asked: SizedPicture) -> bytes:
    """The picture in its new size; the one handed in where it cannot be decoded, as browsers may know to."""
    try:
        return _made(asked)
    except Exception:  # a decoder has many ways to fail, and each costs no more than the smaller size
        return asked.source


def _made(asked: SizedPicture) -> bytes:
    size, ending = (asked.width, asked.height), asked.route.rpartition(".")[2]
    image = _opened(asked.source)
    is_as_asked = image.size == size and not image.getexif() and "icc_profile" not in image.info
    if is_as_asked and isinstance(image, PngImageFile) and ending == "png":
        return asked.source
    image.draft("RGB", (2 * max(size),) * 2)  # a photo of 25 megapixels is decoded no larger than needed
    # In place, and no copy where none is needed: a large picture takes 100 MB.
    ImageOps.exif_transpose(image, in_place=True)
    upright = _in_screen_colours(image)
    is_drawn = upright.getcolors(_DRAWN) is not None
    made = ImageOps.fit(upright, size, Resampling.LANCZOS, centering=_CENTRE)
    made.info.clear()
    return _ENCODERS[ending](made, is_drawn)


def _opened(data: bytes) -> ImageFile:
    image = _DECODERS[data[:2]](BytesIO(data))
    if image.width * image.height > MAX_PIXELS:
        raise ValueError("more pixels than its reader said")
    return image


_DECODERS: dict[bytes, Callable[[BytesIO], ImageFile]] = {
    b"\x89P": PngImageFile,
    b"\xff\xd8": JpegImageFile,
    b"RI": WebPImageFile,
}


def _in_screen_colours(image: Image) -> Image:
    """The picture in 8 bits of red, green, blue and opacity, where it has any, as screens show it (sRGB)."""
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    profile = image.info.get("icc_profile")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    plain = image if image.mode == mode else image.convert(mode)
    if profile and image.mode in ("RGB", "RGBA"):
        with suppress(ImageCms.PyCMSError, OSError):
            own, screen = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            ImageCms.profileToProfile(plain, own, screen, inPlace=True)
    return plain


def _webp(image: Image, is_drawn: bool) -> bytes:
    return _saved(image, "WEBP", lossless=is_drawn, quality=70 if is_drawn else 78, method=4)


def _png(image: Image, _is_drawn: bool) -> bytes:
    method = Quantize.FASTOCTREE if image.mode == "RGBA" else Quantize.MEDIANCUT
    return _saved(image.quantize(256, method, dither=Dither.NONE), "PNG", optimize=True)


def _jpeg(image: Image, _is_drawn: bool) -> bytes:
    if image.mode == "RGBA":
        image = alpha_composite(new("RGBA", image.size, "white"), image).convert("RGB")
    return _saved(image, "JPEG", quality=80, optimize=True, progressive=True)


def _saved(image: Image, kind: str, **options: object) -> bytes:
    into = BytesIO()
    image.save(into, kind, **options)
    return into.getvalue()


_ENCODERS = {"webp": _webp, "png": _png, "jpg": _jpeg}
