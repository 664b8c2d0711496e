"""What the sample town's events under a roof look like."""

from __future__ import annotations

from collections.abc import Callable

from tests.drawings.canvas import Canvas, arc_points, turned, wave

SIZE = (800, 450)
INK = "#2c2620"
CREAM = "#fdf6e9"


def open_book() -> Canvas:
    it = Canvas(*SIZE, "#f6dcc4")
    it.disc("#f9e8d4", 400, 230, 300)
    it.box("#8a3f17", 168, 170, 632, 378, 12)
    for side in (-1, 1):
        page = [
            (0, 0),
            *((x, -18 + (x / 210 - 0.55) ** 2 * 46) for x in range(10, 216, 8)),
            (212, 190),
            (106, 172),
            (0, 192),
        ]
        it.shape(CREAM, *((400 + side * x, 172 + y) for x, y in page))
    it.line("#d9b48f", 5, (400, 174), (400, 362))
    it.disc("#e0a13c", 500, 262, 30)
    for angle in range(0, 360, 45):
        [(x, y)] = arc_points((500, 262), 47, 47, angle, angle)[:1]
        it.line(
            "#e0a13c",
            6,
            (500 + (x - 500) * 0.86, 262 + (y - 262) * 0.86),
            (500 + (x - 500) * 1.12, 262 + (y - 262) * 1.12),
        )
    for row, end in enumerate((352, 340, 356, 330, 300)):
        it.line("#c9a98a", 7, (222, 212 + row * 27), (end, 212 + row * 27))
    for x, y, size, colour in (
        (250, 92, 26, "#a8401c"),
        (400, 62, 34, "#c9632c"),
        (548, 96, 24, "#a8401c"),
        (168, 126, 14, "#c9632c"),
        (640, 130, 15, "#c9632c"),
    ):
        _star(it, x, y, size, colour)
    return it


def _star(it: Canvas, x: float, y: float, size: float, colour: str) -> None:
    points = []
    for step in range(10):
        reach = size if step % 2 == 0 else size * 0.44
        points += arc_points((x, y), reach, reach, step * 36 - 90, step * 36 - 90)[:1]
    it.shape(colour, *points)


def pancakes() -> Canvas:
    it = Canvas(*SIZE, "#f7e3b5")
    for x in range(0, 800, 80):
        it.box("#f3d89c", x, 0, x + 40, 450)
    it.shape("#b9543a", (0, 352), (800, 352), (800, 450), (0, 450))
    it.disc("#8e3c28", 400, 374, 300, 44)
    it.disc("#ffffff", 400, 362, 292, 46)
    it.disc("#e6e2da", 400, 356, 226, 32)
    for row in range(5):
        y, off = 338 - row * 36, (0, 8, -7, 5, -3)[row]
        it.box("#c07a2c", 220 + off, y - 20, 580 + off, y + 20, 20)
        it.box("#e8b765", 224 + off, y - 22, 576 + off, y + 8, 15)
    it.disc("#d9983f", 397, 178, 174, 34)
    it.disc("#8c4a17", 392, 180, 132, 24)
    for x, low in ((300, 262), (352, 232), (456, 286), (498, 226)):
        it.line("#8c4a17", 22, (x, 184), (x, low))
    it.shape("#fbe489", (352, 152), (400, 132), (448, 152), (400, 172))
    it.shape("#f2cf5c", (352, 152), (400, 172), (400, 196), (352, 176))
    it.shape("#e4bb45", (448, 152), (400, 172), (400, 196), (448, 176))
    for x in (330, 400, 470):
        it.line(
            "#fffaf0",
            9,
            *((x + dx, 110 - step * 9) for step, dx in enumerate((0, 7, 9, 4, -4, -9, -7, 0, 7))),
        )
    it.disc("#b3263a", 528, 178, 17)
    it.disc("#b3263a", 268, 182, 15)
    return it


def two_cups() -> Canvas:
    it = Canvas(*SIZE, "#e9d8bf")
    it.shape("#6e4a33", (0, 348), (800, 348), (800, 450), (0, 450))
    it.shape("#7d563c", (0, 348), (800, 348), (800, 362), (0, 362))
    _bubble(it, (150, 52, 390, 170), "#2c2620", (250, 214))
    for x in (222, 270, 318):
        it.disc(CREAM, x, 111, 13)
    _bubble(it, (430, 92, 650, 196), "#fffaf0", (560, 236))
    for row, end in enumerate((604, 570)):
        it.line("#c8b193", 10, (476, 130 + row * 30), (end, 130 + row * 30))
    _cup(it, 270, "#fffaf0", "#7c3f1d")
    _cup(it, 545, "#a8482a", "#4a2814")
    it.disc("#d8a13d", 408, 348, 46, 15)
    it.slice("#c98b2f", 408, 344, 36, 180, 360)
    return it


def _bubble(
    it: Canvas, box: tuple[float, float, float, float], colour: str, tip: tuple[float, float]
) -> None:
    left, top, right, bottom = box
    it.box(colour, left, top, right, bottom, 26)
    it.shape(colour, (tip[0] - 6, bottom - 6), (tip[0] + 44, bottom - 6), tip)


def _cup(it: Canvas, x: float, colour: str, drink: str) -> None:
    it.disc("#5a3a27", x, 362, 112, 17)
    it.disc(colour, x, 354, 104, 16)
    it.arc(colour, 15, (x + 78, 284), 30, (-80, 92))
    it.shape(colour, (x - 84, 244), (x + 84, 244), (x + 58, 340), (x + 36, 352), (x - 36, 352), (x - 58, 340))
    it.disc(colour, x, 244, 84, 20)
    it.disc(drink, x, 246, 70, 14)


def work_bench() -> Canvas:
    it = Canvas(*SIZE, "#e3e6f5")
    it.disc("#eef0fa", 520, 200, 210)
    it.shape("#2d3270", (0, 346), (800, 346), (800, 450), (0, 450))
    it.shape("#3c4290", (0, 346), (800, 346), (800, 360), (0, 360))
    it.box("#4b57a6", 130, 196, 396, 346, 14)
    it.box("#1e2244", 152, 216, 300, 314, 8)
    it.line("#8fe0b0", 6, *wave(164, 290, 265, 30, 62))
    for y in (226, 266):
        it.disc("#e3e6f5", 350, y + 8, 17)
        it.line("#2d3270", 5, (350, y + 8), (359, y - 2))
    it.disc("#e0a13c", 324, 324, 7)
    it.disc("#c8442b", 350, 324, 7)
    it.disc("#3f9a6b", 376, 324, 7)
    it.box("#2c2620", 622, 328, 724, 348, 8)
    it.line("#2c2620", 13, (674, 332), (708, 216), (602, 128))
    it.shape("#c9632c", (626, 92), (566, 150), (508, 128), (574, 64))
    it.shape("#fbe7a6", (566, 150), (508, 128), (430, 346), (606, 346))
    it.box("#3f9a6b", 452, 322, 560, 346, 5)
    for x in range(466, 556, 18):
        it.line("#e0c14f", 5, (x, 330), (x, 340))
    it.line("#c8442b", 6, (396, 318), (424, 336), (454, 336))
    return it


def robot() -> Canvas:
    it = Canvas(*SIZE, "#d7e6e3")
    it.disc("#e6f0ee", 400, 230, 235)
    it.disc("#b9cfcb", 400, 408, 190, 20)
    it.line("#3e4790", 8, (400, 96), (400, 54))
    it.disc("#d9582f", 400, 48, 16)
    for side in (-1, 1):
        it.line("#5c68b4", 26, (400 + side * 118, 262), (400 + side * 178, 222 - side * 46))
        it.disc("#e0a13c", 400 + side * 184, 214 - side * 52, 24)
        it.box("#3e4790", 400 + side * 52 - 30, 352, 400 + side * 52 + 30, 404, 10)
        it.box("#2c3268", 400 + side * 56 - 42, 388, 400 + side * 56 + 42, 412, 12)
        it.box("#e0a13c", 400 + side * 118 - 14, 130, 400 + side * 118 + 14, 186, 8)
    it.box("#3e4790", 286, 212, 514, 366, 26)
    it.box("#5c68b4", 282, 92, 518, 224, 34)
    it.box("#fdf6e9", 312, 118, 488, 198, 24)
    for x in (358, 442):
        it.disc("#2c2620", x, 152, 17)
        it.disc("#ffffff", x + 6, 146, 6)
    it.arc("#2c2620", 6, (400, 160), 26, (40, 140))
    it.box("#fdf6e9", 326, 250, 474, 330, 12)
    for x, colour in ((356, "#d9582f"), (400, "#e0a13c"), (444, "#3f9a6b")):
        it.disc(colour, x, 276, 13)
    it.line("#8a93c9", 8, (346, 310), (454, 310))
    return it


def armchair() -> Canvas:
    it = Canvas(*SIZE, "#ecd6cf")
    it.shape("#c79d8a", (0, 372), (800, 372), (800, 450), (0, 450))
    it.disc("#d9b6a5", 390, 400, 300, 34)
    it.shape("#f7e6c8", (548, 150), (672, 150), (760, 372), (470, 372))
    it.line("#4b2f2a", 10, (610, 150), (610, 384))
    it.box("#4b2f2a", 566, 380, 654, 394, 6)
    it.shape("#d99a3a", (572, 72), (648, 72), (684, 158), (536, 158))
    it.box("#83373a", 216, 120, 448, 340, 52)
    it.box("#97474a", 240, 146, 424, 330, 36)
    for x in (176, 424):
        it.box("#6f2c30", x, 224, x + 64, 372, 30)
    it.box("#a85a5c", 232, 274, 432, 330, 22)
    it.box("#6f2c30", 216, 326, 448, 372, 14)
    for x in (206, 440):
        it.box("#4b2f2a", x, 370, x + 18, 398, 4)
    it.shape("#fdf6e9", (282, 246), (332, 260), (382, 246), (382, 292), (332, 306), (282, 292))
    it.line("#c9a98a", 4, (332, 262), (332, 304))
    for row, (left, right, colour) in enumerate(
        ((486, 580, "#2e5746"), (496, 574, "#d99a3a"), (490, 584, "#3e4790"))
    ):
        it.box(colour, left, 372 - row * 22, right, 392 - row * 22, 4)
    return it


def toaster() -> Canvas:
    it = Canvas(*SIZE, "#f3e2c7")
    it.shape("#82654a", (0, 352), (800, 352), (800, 450), (0, 450))
    it.shape("#957557", (0, 352), (800, 352), (800, 366), (0, 366))
    for x in (292, 398):
        it.box("#b9762e", x, 92, x + 84, 220, 22)
        it.box("#e9bd74", x + 9, 101, x + 75, 220, 16)
    it.box("#a63d2a", 212, 160, 560, 356, 44)
    it.box("#c65a3c", 212, 160, 560, 236, 40)
    it.box("#a63d2a", 212, 210, 560, 300)
    it.box("#3b2a22", 270, 168, 502, 184, 8)
    it.box("#fdf6e9", 568, 214, 598, 248, 8)
    it.box("#3b2a22", 556, 226, 574, 236, 4)
    it.disc("#fdf6e9", 300, 300, 24)
    it.line("#a63d2a", 6, (300, 300), (312, 286))
    it.disc("#f0c66b", 372, 300, 11)
    for x in (236, 512):
        it.box("#3b2a22", x, 350, x + 30, 364, 4)
    it.line("#3b2a22", 8, (214, 322), (160, 340), (120, 392), (60, 398), (20, 420))
    it.line("#8f9aa3", 13, (640, 408), (716, 252))
    it.line("#d99a3a", 32, (716, 252), (752, 178))
    it.line("#f0c66b", 6, (722, 250), (752, 190))
    for x, y in ((610, 404), (580, 418), (160, 422)):
        it.disc("#d7c5ab", x, y, 8)
        it.line("#82654a", 3, (x - 5, y), (x + 5, y))
    return it


def crib_board() -> Canvas:
    it = Canvas(*SIZE, "#d9cfe9")
    it.shape("#644395", (0, 330), (800, 330), (800, 450), (0, 450))
    it.shape("#77559f", (0, 330), (800, 330), (800, 344), (0, 344))
    for x, y, tilt, sign, colour in ((212, 206, -14, "heart", "#b3263a"), (318, 198, 8, "club", INK)):
        it.shape("#b6a6d1", *turned(126, 178, tilt, (x + 7, y + 7)))
        it.shape("#fffaf0", *turned(126, 178, tilt, (x, y)))
        _suit(it, x, y, sign, colour)
    it.shape("#6d4121", (150, 392), (610, 392), (640, 424), (120, 424))
    it.shape("#b97a3f", (164, 350), (596, 350), (622, 400), (138, 400))
    for row in range(3):
        for hole in range(20):
            it.disc("#7b4a22", 186 + hole * 20.3 - row * 3 + (hole - 10) * row * 0.4, 363 + row * 12, 3)
    for x, colour in ((288, "#c8372b"), (450, "#fffaf0"), (390, "#2f6fa3")):
        it.line(colour, 8, (x, 366), (x + 4, 330))
        it.disc(colour, x + 4, 328, 7)
    it.arc("#fffaf0", 14, (690, 286), 30, (-85, 85))
    it.shape("#fffaf0", (520, 236), (690, 236), (682, 330), (662, 350), (548, 350), (528, 330))
    it.disc("#fffaf0", 605, 236, 85, 18)
    it.disc("#4a2814", 605, 238, 72, 12)
    for x in (580, 625):
        it.line(
            "#f0eaf8", 9, *((x + dx, 204 - step * 10) for step, dx in enumerate((0, 7, 9, 4, -4, -9, -7, 0)))
        )
    return it


def _suit(it: Canvas, x: float, y: float, sign: str, colour: str) -> None:
    if sign == "heart":
        it.disc(colour, x - 15, y - 9, 18)
        it.disc(colour, x + 15, y - 9, 18)
        it.shape(colour, (x - 32, y - 2), (x + 32, y - 2), (x, y + 36))
    else:
        for dx, dy in ((-17, 6), (17, 6), (0, -20)):
            it.disc(colour, x + dx, y + dy, 18)
        it.shape(colour, (x, y - 8), (x + 15, y + 40), (x - 15, y + 40))


def singers() -> Canvas:
    it = Canvas(*SIZE, "#f0dcec")
    it.shape("#d9b5d3", (0, 366), (800, 366), (800, 450), (0, 450))
    people = (
        (132, 226, "#c98a5e", "#2c2620", "#7f387a"),
        (278, 196, "#7a4a2b", "#1f1a16", "#2e6f8e"),
        (424, 214, "#f0c9a4", "#a8482a", "#c8642f"),
        (568, 190, "#a86a3f", "#4b4039", "#3f7d5a"),
        (700, 228, "#e6b48c", "#d8d2c8", "#8e3548"),
    )
    for x, y, skin, hair, coat in people:
        it.box(coat, x - 74, y + 66, x + 74, 470, 52)
        it.box(skin, x - 17, y + 36, x + 17, y + 82, 12)
        it.disc(hair, x, y - 10, 58, 60)
        it.disc(skin, x, y + 6, 48, 52)
        for dx in (-17, 17):
            it.arc(INK, 4, (x + dx, y + 3), 8, (200, 340))
        it.disc("#6d2430", x, y + 31, 11, 14)
        it.shape(
            "#fffaf0",
            (x - 46, y + 178),
            (x, y + 192),
            (x + 46, y + 178),
            (x + 46, y + 236),
            (x, y + 250),
            (x - 46, y + 236),
        )
    for x, y in ((206, 84), (356, 60), (496, 88), (636, 66), (80, 110)):
        it.disc("#7f387a", x, y + 30, 14, 11)
        it.line("#7f387a", 6, (x + 12, y + 28), (x + 12, y - 16), (x + 32, y - 8))
    return it


SCENES: dict[str, Callable[[], Canvas]] = {
    "alder-library/kids-robot-club": robot,
    "alder-library/evening-book-club": armchair,
    "cercle-francophone/cafe-causerie": two_cups,
    "community-choir/spring-concert": singers,
    "copper-and-code/open-bench-night": work_bench,
    "literacy-council/family-literacy-day": open_book,
    "little-sprouts/dads-saturday-pancakes": pancakes,
    "repair-corner/repair-cafe": toaster,
    "seniors-centre/cribbage-and-coffee": crib_board,
}
"""By the ids of their events."""
