"""The logos of some of the sample town's partners."""

from __future__ import annotations

from collections.abc import Callable

from tests.drawings.canvas import Canvas, arc_points, wave

SIZE = (128, 128)
CREAM = "#fdf6e9"


def _round(colour: str) -> Canvas:
    it = Canvas(*SIZE)
    it.disc(colour, 64, 64, 63)
    return it


def library() -> Canvas:
    it = _round("#0a5160")
    for side in (-1, 1):
        it.shape(
            CREAM,
            (64, 76),
            (64 + side * 20, 68),
            (64 + side * 42, 72),
            (64 + side * 42, 102),
            (64 + side * 20, 98),
            (64, 106),
        )
    it.line("#0a5160", 3, (64, 77), (64, 104))
    it.line("#e0a13c", 4, (64, 70), (64, 30))
    for y, reach in ((34, 12), (46, 19), (58, 16)):
        for side in (-1, 1):
            it.disc("#8cc084", 64 + side * reach * 0.72, y - 4, reach * 0.62, 7)
    it.disc("#8cc084", 64, 26, 7, 10)
    return it


def telescope() -> Canvas:
    it = _round("#12233d")
    for x, y, size in ((34, 42, 3), (52, 24, 2), (98, 36, 2.5), (104, 66, 2), (24, 70, 2)):
        it.disc("#fdf6e9", x, y, size)
    points = []
    for step in range(10):
        reach = 11 if step % 2 == 0 else 4.6
        points += arc_points((40, 34), reach, reach, step * 36 - 90, step * 36 - 90)[:1]
    it.shape("#f3d9b0", *points)
    it.line(CREAM, 5, (62, 82), (48, 110))
    it.line(CREAM, 5, (64, 82), (82, 108))
    it.line(CREAM, 15, (42, 88), (76, 66))
    it.line("#d99a77", 20, (80, 63), (94, 54))
    return it


def bubbles() -> Canvas:
    it = _round("#234a8a")
    it.box(CREAM, 24, 32, 84, 72, 14)
    it.shape(CREAM, (36, 70), (56, 70), (36, 86))
    it.box("#c8372b", 52, 56, 106, 92, 14)
    it.shape("#c8372b", (78, 90), (96, 90), (98, 106))
    for x in (66, 79, 92):
        it.disc(CREAM, x, 74, 4.5)
    return it


def copper() -> Canvas:
    it = _round("#2d3270")
    for angle in range(0, 360, 45):
        [first] = arc_points((64, 64), 34, 34, angle, angle)[:1]
        [last] = arc_points((64, 64), 46, 46, angle, angle)[:1]
        it.line("#d98a4a", 15, first, last)
    it.disc("#d98a4a", 64, 64, 38)
    it.disc("#2d3270", 64, 64, 27)
    it.line(CREAM, 5, (56, 52), (44, 64), (56, 76))
    it.line(CREAM, 5, (72, 52), (84, 64), (72, 76))
    return it


def sprout() -> Canvas:
    it = _round("#e7b64c")
    it.shape("#6b4a2f", *arc_points((64, 64), 63, 63, 28, 152))
    it.line("#2f6b3a", 8, (64, 94), (64, 58))
    it.disc("#3f8a4a", 44, 48, 23, 14)
    it.disc("#4fa05a", 84, 42, 23, 14)
    return it


def note() -> Canvas:
    it = _round("#7f387a")
    it.disc(CREAM, 46, 90, 14, 11)
    it.disc(CREAM, 88, 82, 14, 11)
    it.line(CREAM, 6, (57, 88), (57, 40), (99, 31), (99, 80))
    it.line(CREAM, 10, (57, 44), (99, 35))
    return it


def wrench() -> Canvas:
    it = _round("#a63d2a")
    it.line(CREAM, 15, (42, 90), (78, 54))
    it.disc(CREAM, 84, 46, 21)
    it.shape("#a63d2a", (84, 46), (92, 18), (116, 40))
    it.disc(CREAM, 41, 91, 13)
    it.disc("#a63d2a", 41, 91, 5)
    return it


def tamarack() -> Canvas:
    it = _round("#dfe8c9")
    it.shape("#7a5a37", *arc_points((64, 64), 63, 63, 38, 142))
    it.box("#6b4a2f", 60, 86, 68, 104)
    for top, low, half in ((18, 52, 20), (36, 72, 28), (56, 92, 36)):
        it.shape("#d99a3a" if top == 36 else "#c98426", (64 - half, low), (64, top), (64 + half, low))
    return it


def recreation() -> Canvas:
    it = _round("#d5e7f2")
    it.disc("#e9a63c", 64, 52, 25)
    it.shape("#2f6f8e", *((x, y) for x, y in arc_points((64, 64), 63, 63, 8, 172)))
    for level in (74, 90, 106):
        half = (63**2 - (level - 64) ** 2) ** 0.5 - 6
        it.line(CREAM, 5, *wave(64 - half, 64 + half, level, 4, 30))
    return it


LOGOS: dict[str, Callable[[], Canvas]] = {
    "alder-library": library,
    "astronomy-club": telescope,
    "cercle-francophone": bubbles,
    "community-choir": note,
    "copper-and-code": copper,
    "little-sprouts": sprout,
    "repair-corner": wrench,
    "tamarack-garden": tamarack,
    "town-recreation": recreation,
}
"""By the ids of their partners."""
