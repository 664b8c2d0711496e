"""Pictures in the sizes that pages need."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageDraw

from bulletin.formats.pictures import read_picture
from bulletin.formats.pictures.readers import PNG_SIGNATURE
from bulletin.model.site.plan import SizedPicture
from bulletin.render.pictures import render_picture
from tests.hostile.drawings import chunk

KINDS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}


def photo(size: tuple[int, int]) -> Image.Image:
    """Something with as many colours as a photo has."""
    across = Image.linear_gradient("L").resize(size)
    return Image.merge("RGB", (across, across.rotate(180), across.transpose(Image.Transpose.FLIP_LEFT_RIGHT)))


def drawing(size: tuple[int, int]) -> Image.Image:
    image = Image.new("RGB", size, "#f1e4d3")
    ImageDraw.Draw(image).ellipse((size[0] // 4, 0, size[0] // 2, size[1]), "#8a3f17")
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """The picture as our reader lets it through."""
    into = BytesIO()
    image.save(into, kind, **options)
    picture, remark = read_picture(into.getvalue(), f"a.{kind.lower()}")
    assert picture is not None, remark
    return picture.data


def made(source: bytes, size: tuple[int, int], ending: str) -> Image.Image:
    data = render_picture(SizedPicture(f"pictures/a.{ending}", source, *size))
    image = Image.open(BytesIO(data))
    image.load()
    assert image.format == KINDS[ending]
    assert image.size == size
    return image


@pytest.mark.parametrize("ending", ["webp", "jpg", "png"])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("draw", [photo, drawing])
def test_a_picture_is_made_in_the_size_and_the_format_asked_for(draw: object, kind: str, ending: str) -> None:
    source = saved(draw((640, 480)), kind)  # type: ignore[operator]
    image = made(source, (264, 198), ending)
    pair = Image.open(BytesIO(source)).convert("RGB"), image.convert("RGB")
    for at in ((0.1, 0.5), (0.4, 0.5), (0.9, 0.5)):
        old, new = (each.getpixel((int(at[0] * each.width), int(at[1] * each.height))) for each in pair)
        assert all(abs(a - b) < 24 for a, b in zip(old, new, strict=True)), (at, old, new)  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_way_to_store_colours_is_read(mode: str) -> None:
    source = saved(Image.new(mode, (80, 60)), "JPEG" if mode == "CMYK" else "PNG")
    for ending in KINDS:
        made(source, (40, 30), ending)


def test_grey_of_16_bits_keeps_its_shades() -> None:
    source = saved(Image.new("I;16", (80, 60), 32_768), "PNG")
    assert made(source, (40, 30), "webp").convert("L").getpixel((20, 15)) == pytest.approx(128, abs=3)


@pytest.mark.parametrize("ending", ["webp", "png"])
def test_what_is_transparent_stays_so(ending: str) -> None:
    logo = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    ImageDraw.Draw(logo).rectangle((0, 0, 150, 300), (200, 10, 10, 255))
    shown = made(saved(logo, "PNG"), (128, 128), ending).convert("RGBA")
    assert shown.getpixel((10, 64)) == pytest.approx((200, 10, 10, 255), abs=2)
    assert shown.getpixel((120, 64))[3] == 0  # type: ignore[index]


def test_what_is_transparent_stands_on_white_where_it_cannot_stay_so() -> None:
    source = saved(Image.new("RGBA", (80, 60), (0, 0, 0, 0)), "WEBP")
    assert made(source, (40, 30), "jpg").getpixel((20, 15)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_a_photo_is_turned_upright_as_the_camera_said(kind: str) -> None:
    lying = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(lying).rectangle((0, 0, 200, 300), "black")
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter to the right: what was at the left is at the top
    shown = made(saved(lying, kind, exif=exif), (198, 264), "webp").convert("L")
    assert shown.getpixel((99, 30)) < 20  # type: ignore[operator]
    assert shown.getpixel((99, 230)) > 235  # type: ignore[operator]


@pytest.mark.parametrize("ending", KINDS)
def test_nothing_but_pixels_is_in_what_is_made(ending: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 3
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    source = saved(photo((640, 480)), "JPEG", exif=exif, icc_profile=profile, dpi=(300, 300))
    assert b"ICC_PROFILE" in source
    shown = made(source, (264, 198), ending)
    assert not shown.getexif()
    assert "icc_profile" not in shown.info
    assert "dpi" not in shown.info or shown.info["dpi"] != (300, 300)


def test_a_picture_that_cannot_be_decoded_is_left_as_it_was_handed_in() -> None:
    header = struct.pack(">IIBBBBB", 640, 480, 8, 2, 0, 0, 0)
    broken = PNG_SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", b"no pixels") + chunk(b"IEND", b"")
    picture, _ = read_picture(broken, "a.png")
    assert picture is not None
    assert render_picture(SizedPicture("pictures/a.webp", picture.data, 264, 198)) == picture.data


def test_a_drawing_that_has_its_size_already_is_published_as_it_is() -> None:
    source = saved(drawing((800, 450)), "PNG", optimize=True)
    assert render_picture(SizedPicture("pictures/a.png", source, 800, 450)) == source


def test_copies_are_small() -> None:
    sizes: Mapping[str, int] = {
        ending: len(render_picture(SizedPicture(f"a.{ending}", saved(photo((1600, 1200)), "JPEG"), 264, 198)))
        for ending in ("webp", "jpg")
    }
    assert sizes["webp"] < 5_000
    assert sizes["jpg"] < 8_000
