"""Sizes and names of the pictures that are made of those handed in: for lists, for a page, for a logo."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from bulletin.model.text import Picture

FOLDER = "pictures/"
"""Where made pictures stand on the site."""

Shape = Literal["cropped", "whole"]

_RECIPE = b"1"
"""Another one whenever the same picture would be made otherwise, so that it gets another name."""


@dataclass(frozen=True, slots=True)
class PictureSize:
    """The most pixels a made picture has. One that is `cropped` has the shape of `width` and `height`."""

    width: int
    height: int
    shape: Shape

    def of(self, picture: Picture) -> tuple[int, int]:
        """The width and height it is made in: never larger than it was handed in."""
        across, down = self.width / picture.width, self.height / picture.height
        if self.shape == "whole":
            scale = min(1.0, across, down)
            return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
        shrink = max(1.0, across, down)
        return max(1, round(self.width / shrink)), max(1, round(self.height / shrink))


# In a list 132 × 99 pixels of CSS at most, of which a fine screen has two or three for each.
IN_LIST = PictureSize(264, 198, "cropped")
LOGO = PictureSize(128, 128, "whole")
ON_PAGE = PictureSize(1200, 675, "cropped")
ON_PAGE_UPRIGHT = PictureSize(900, 1200, "whole")
"""A poster: whoever cropped it would cut off what it says."""

NARROW = 640
"""The width of a second copy for phones, of what is half as wide again."""


@dataclass(frozen=True, slots=True)
class MadePicture:
    """A picture as it is made: its route names what it was made of, so that it never changes."""

    route: str
    width: int
    height: int


def made_picture(picture: Picture, size: PictureSize, ending: str) -> MadePicture:
    """The picture in that size, as a file that ends so."""
    width, height = size.of(picture)
    name = sha256(b"%s %s %dx%d" % (_RECIPE, picture.digest.encode(), width, height)).hexdigest()[:16]
    return MadePicture(f"{FOLDER}{name}.{ending}", width, height)


def page_sizes(picture: Picture) -> tuple[PictureSize, ...]:
    """The sizes for the page of its event, the largest first."""
    large = ON_PAGE if picture.width * 3 >= picture.height * 4 else ON_PAGE_UPRIGHT
    width, height = large.of(picture)
    if width < NARROW * 1.5:
        return (large,)
    return large, PictureSize(NARROW, round(height * NARROW / width), large.shape)


def plain_ending(picture: Picture) -> str:
    """How the copy ends that every browser can show, however old it is."""
    return "png" if picture.format == "png" else "jpg"
