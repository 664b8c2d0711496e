"""What the sample town's events out of doors, and in the water, look like."""

from __future__ import annotations

from collections.abc import Callable

from tests.drawings.canvas import Canvas, arc_points, wave

SIZE = (800, 450)
INK = "#2c2620"
CREAM = "#fdf6e9"


def story_walk() -> Canvas:
    it = Canvas(*SIZE, "#dbe8ea")
    it.disc("#f3c98b", 520, 120, 46)
    it.shape("#c6dadb", *arc_points((200, 420), 420, 190, 180, 360))
    it.shape("#b9d0d0", *arc_points((660, 440), 330, 170, 180, 360))
    it.shape("#f4f6f1", (0, 330), *wave(0, 800, 318, 14, 900), (800, 450), (0, 450))
    for x, foot, tall in ((70, 345, 190), (165, 330, 130), (690, 340, 200), (760, 352, 140), (610, 322, 110)):
        _fir(it, x, foot, tall)
    left = [(290, 450), (352, 410), (430, 384), (486, 362), (508, 344), (498, 328), (466, 316)]
    right = [(480, 314), (532, 328), (552, 348), (540, 370), (500, 394), (466, 420), (452, 450)]
    it.shape("#e2cfae", *left, *right)
    _story_board(it, 408, 352)
    for x, y in ((120, 60), (250, 110), (330, 40), (650, 70), (740, 130), (585, 190), (210, 190), (60, 170)):
        it.disc("#ffffff", x, y, 4.5)
    return it


def _fir(it: Canvas, x: float, foot: float, tall: float) -> None:
    it.box("#6b4a2f", x - 6, foot - 12, x + 6, foot + 14)
    for step, colour in ((0.0, "#24563b"), (0.24, "#2d6646"), (0.48, "#3a7854")):
        half = tall * (0.36 - step * 0.36)
        top, low = foot - tall * (0.52 + step), foot - tall * step
        it.shape(colour, (x - half, low), (x, top), (x + half, low))
        it.shape(
            "#f4f6f1",
            (x - half * 0.3, top + (low - top) * 0.3),
            (x, top),
            (x + half * 0.3, top + (low - top) * 0.3),
        )


def _story_board(it: Canvas, x: float, foot: float) -> None:
    it.box("#6b4a2f", x - 8, foot - 110, x + 8, foot + 16)
    it.box("#8a3f17", x - 66, foot - 206, x + 66, foot - 96, 8)
    it.box(CREAM, x - 58, foot - 198, x + 58, foot - 104, 4)
    it.line("#d9c8a9", 3, (x, foot - 196), (x, foot - 106))
    it.disc("#e0a13c", x - 29, foot - 166, 15)
    it.shape("#7aa27c", (x - 54, foot - 118), (x - 32, foot - 146), (x - 8, foot - 118))
    for row in range(4):
        it.line("#b7a58a", 4, (x + 12, foot - 180 + row * 17), (x + 46 - row % 2 * 12, foot - 180 + row * 17))


def swimming() -> Canvas:
    it = Canvas(*SIZE, "#e4dcf5")
    it.disc("#f6cf8e", 640, 110, 52)
    it.shape("#8d7cc4", (0, 225), *wave(0, 800, 228, 13, 200), (800, 450), (0, 450))
    it.disc("#9a4f24", 452, 176, 47)
    it.slice("#3d2f73", 452, 176, 49, 170, 350)
    it.line("#9a4f24", 40, (388, 262), (306, 208), (216, 246))
    it.line("#e8e2f7", 7, (466, 178), (500, 178))
    for level, colour in ((262, "#6a55ab"), (318, "#57429a"), (376, "#463384")):
        it.shape(
            colour, (0, level), *wave(0, 800, level, 15, 200 if level != 318 else 170), (800, 450), (0, 450)
        )
        it.line("#e8e2f7", 7, *wave(-10, 810, level, 15, 200 if level != 318 else 170))
    return it


def seeds() -> Canvas:
    it = Canvas(*SIZE, "#dfe8c9")
    it.shape("#6b4a2f", (0, 352), *wave(0, 800, 350, 7, 260), (800, 450), (0, 450))
    for x, tilt, paper, what in (
        (150, -12, "#fdf6e9", "carrot"),
        (346, 4, "#f6d9a8", "sunflower"),
        (542, -6, "#fdf6e9", "tomato"),
    ):
        left, right = x - 4 + tilt, x + 146 + tilt
        it.shape("#c9b48c", (left + 8, 82), (right + 8, 82), (x + 154, 322), (x + 4, 322))
        it.shape(paper, (left, 76), (right, 76), (x + 146, 316), (x - 4, 316))
        it.shape(
            "#8a3f17" if what != "sunflower" else "#2e5746",
            (left, 76),
            (right, 76),
            (right - 1, 112),
            (left - 1, 112),
        )
        _seed_picture(it, x + 71 + tilt / 2, 206, what)
        it.line("#cbb892", 7, (x + 34, 290), (x + 108, 290))
    for x, tall in ((60, 46), (118, 30), (704, 52), (752, 34), (320, 26), (520, 26)):
        foot = 356
        it.line("#3f7d3a", 6, (x, foot), (x, foot - tall))
        it.disc("#5a9a4c", x - 13, foot - tall, 15, 8)
        it.disc("#5a9a4c", x + 13, foot - tall - 3, 15, 8)
    for x, y in ((90, 400), (200, 420), (300, 396), (420, 418), (560, 402), (660, 424), (740, 398)):
        it.disc("#d8b97c", x, y, 9, 6)
    return it


def _seed_picture(it: Canvas, x: float, y: float, what: str) -> None:
    if what == "carrot":
        for dx in (-18, 0, 18):
            it.line("#3f7d3a", 8, (x, y - 26), (x + dx, y - 62))
        it.shape("#e07a2a", (x - 27, y - 30), (x + 27, y - 30), (x + 4, y + 62), (x - 4, y + 62))
        it.disc("#e07a2a", x, y - 28, 27, 13)
    elif what == "tomato":
        it.disc("#c8372b", x, y + 8, 46, 42)
        for dx in (-22, 0, 22):
            it.line("#3f7d3a", 8, (x, y - 32), (x + dx, y - 22))
        it.line("#3f7d3a", 8, (x, y - 32), (x, y - 50))
    else:
        for angle in range(0, 360, 30):
            [(px, py)] = arc_points((x, y), 38, 38, angle, angle)[:1]
            it.disc("#f0b429", px, py, 15)
        it.disc("#6b4a2f", x, y, 28)


def skates() -> Canvas:
    it = Canvas(*SIZE, "#cfe3ee")
    it.disc("#e6f1f7", 400, 180, 250)
    it.shape("#f3f8fa", (0, 346), (800, 346), (800, 450), (0, 450))
    for level, left, right in ((378, 90, 330), (412, 300, 690), (396, 520, 760)):
        it.line("#bcd6e3", 5, (left, level), (right, level - 8))
    for x, colour, lining in ((178, "#a63d2a", "#7b2a1d"), (452, "#2f6f8e", "#1f4d64")):
        it.line(lining, 20, (x + 24, 120), (x + 116, 112))
        it.shape(
            colour,
            (x + 14, 118),
            (x + 126, 110),
            (x + 132, 214),
            (x + 200, 252),
            (x + 212, 302),
            (x + 10, 302),
        )
        it.disc(colour, x + 186, 276, 32, 27)
        it.shape(lining, (x + 6, 296), (x + 222, 296), (x + 216, 314), (x + 12, 314))
        for y in (140, 168, 196, 224):
            it.line("#fffaf0", 8, (x + 92 + (y - 140) * 0.16, y), (x + 132 + (y - 140) * 0.4, y - 8))
        for at in (44, 164):
            it.box("#8f9aa3", x + at, 312, x + at + 20, 334, 3)
        it.line("#6d7880", 10, (x + 4, 338), (x + 222, 338), (x + 238, 326))
    for x, y in ((110, 80), (260, 50), (400, 90), (560, 46), (690, 96), (740, 210), (60, 220)):
        for angle in (0, 60, 120):
            first, last = (arc_points((x, y), 12, 12, each, each)[0] for each in (angle, angle + 180))
            it.line("#ffffff", 4, first, last)
    return it


SCENES: dict[str, Callable[[], Canvas]] = {
    "alder-library/winter-storywalk": story_walk,
    "newcomers-centre/community-skate": skates,
    "tamarack-garden/seed-swap": seeds,
    "town-recreation/family-swim": swimming,
}
"""By the ids of their events."""
