"""Flat shapes in a few colours, drawn large and made smaller so that their edges are smooth."""

from __future__ import annotations

from io import BytesIO
from math import cos, radians, sin

from PIL import Image, ImageDraw

Point = tuple[float, float]

_LARGER = 4


class Canvas:
    """A picture to draw on, in its own pixels from the top left."""

    def __init__(self, width: int, height: int, colour: str = "") -> None:
        self.size = width, height
        large = (width * _LARGER, height * _LARGER)
        self._image = Image.new("RGBA", large, colour or (0, 0, 0, 0))
        self._draw = ImageDraw.Draw(self._image)

    def shape(self, colour: str, *points: Point) -> None:
        """A filled polygon."""
        self._draw.polygon([self._at(point) for point in points], colour)

    def box(
        self, colour: str, left: float, top: float, right: float, bottom: float, round: float = 0
    ) -> None:
        corners = [*self._at((left, top)), *self._at((right, bottom))]
        self._draw.rounded_rectangle(corners, round * _LARGER, colour)

    def disc(self, colour: str, x: float, y: float, across: float, down: float = 0) -> None:
        """An ellipse around a point, by its half width and half height."""
        down = down or across
        self._draw.ellipse([*self._at((x - across, y - down)), *self._at((x + across, y + down))], colour)

    def slice(self, colour: str, x: float, y: float, radius: float, first: float, last: float) -> None:
        """A part of a disc between two angles, clockwise from the right."""
        around = [*self._at((x - radius, y - radius)), *self._at((x + radius, y + radius))]
        self._draw.pieslice(around, first, last, colour)

    def line(self, colour: str, width: float, *points: Point) -> None:
        """A stroke with round ends."""
        self._draw.line([self._at(point) for point in points], colour, int(width * _LARGER), "curve")
        for x, y in (points[0], points[-1]):
            self.disc(colour, x, y, width / 2)

    def arc(self, colour: str, width: float, centre: Point, radius: float, angles: Point) -> None:
        first, last = angles
        self.line(colour, width, *arc_points(centre, radius, radius, first, last))

    def png(self, colours: int = 40) -> bytes:
        """The finished picture, in as many colours at most."""
        image = self._image.resize(self.size, Image.Resampling.LANCZOS)
        if image.getextrema()[3] == (255, 255):
            image = image.convert("RGB")
        method = Image.Quantize.FASTOCTREE if image.mode == "RGBA" else Image.Quantize.MEDIANCUT
        into = BytesIO()
        image.quantize(colours, method, dither=Image.Dither.NONE).save(into, "PNG", optimize=True)
        return into.getvalue()

    def _at(self, point: Point) -> Point:
        return point[0] * _LARGER, point[1] * _LARGER


def arc_points(centre: Point, across: float, down: float, first: float, last: float) -> list[Point]:
    """Points on an ellipse between two angles, clockwise from the right."""
    steps = max(2, int(abs(last - first) / 4))
    angles = (radians(first + (last - first) * step / steps) for step in range(steps + 1))
    return [(centre[0] + across * cos(angle), centre[1] + down * sin(angle)) for angle in angles]


def wave(left: float, right: float, level: float, height: float, length: float) -> list[Point]:
    """Points on a wave from left to right."""
    steps = int((right - left) / 6)
    along = [left + (right - left) * step / steps for step in range(steps + 1)]
    return [(x, level + height * sin(x / length * 6.283)) for x in along]


def turned(width: float, height: float, angle: float, centre: Point) -> list[Point]:
    """The corners of a rectangle around a point, turned clockwise."""
    across, down = cos(radians(angle)), sin(radians(angle))
    corners = [
        (-width / 2, -height / 2),
        (width / 2, -height / 2),
        (width / 2, height / 2),
        (-width / 2, height / 2),
    ]
    return [(centre[0] + x * across - y * down, centre[1] + x * down + y * across) for x, y in corners]
