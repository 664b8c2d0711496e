"""The sample town's pictures are those that are drawn here, small, and said in words."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from bulletin.formats.pictures import read_picture
from tests.drawings import TOWN, drawings
from tests.drawings.canvas import Canvas

DRAWN = dict(drawings())


@pytest.mark.parametrize("path", DRAWN)
def test_what_lies_in_the_town_is_what_is_drawn(path: str) -> None:
    lying, drawn = (
        Image.open(BytesIO(data)).convert("RGBA") for data in ((TOWN / path).read_bytes(), DRAWN[path].png())
    )
    # Another release may choose its colours otherwise, but not so that anybody sees it.
    assert max(high for _, high in ImageChops.difference(lying, drawn).getextrema()) < 40  # type: ignore[misc]


@pytest.mark.parametrize("path", DRAWN)
def test_a_drawing_is_small_and_holds_nothing_but_its_pixels(path: str) -> None:
    data = (TOWN / path).read_bytes()
    picture, remark = read_picture(data, path)
    assert picture is not None
    assert (picture.data, remark) == (data, None)
    assert len(data) <= 15 * 1024


def test_every_drawing_is_named_by_a_record_beside_it_with_its_words() -> None:
    for path in DRAWN:
        name = path.rsplit("/", 1)[-1]
        [record] = [
            text
            for file in (TOWN / path).parent.iterdir()
            if file.suffix in (".md", ".yaml") and name in (text := file.read_text("utf-8"))
        ]
        field = "image" if path.startswith("events/") else "logo"
        assert f"{field}: {name}\n{field}_alt: " in record


def test_a_canvas_is_see_through_where_nothing_is_drawn() -> None:
    canvas = Canvas(20, 10)
    canvas.box("red", 0, 0, 10, 10)
    image = Image.open(BytesIO(canvas.png())).convert("RGBA")
    assert image.getpixel((4, 5))[3] > 250  # type: ignore[index]
    assert image.getpixel((15, 5))[3] == 0  # type: ignore[index]
