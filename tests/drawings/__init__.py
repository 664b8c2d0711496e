"""The sample town's pictures, drawn: `.venv/bin/python -m tests.drawings` writes them into `content/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.drawings import indoors, outdoors
from tests.drawings.canvas import Canvas
from tests.drawings.logos import LOGOS

TOWN = Path(__file__).resolve().parents[2] / "content"


def drawings() -> Iterator[tuple[str, Canvas]]:
    """Every drawing with its path in the content folder."""
    for event, draw in (indoors.SCENES | outdoors.SCENES).items():
        yield f"events/{event}.png", draw()
    for partner, draw in LOGOS.items():
        yield f"partners/{partner}.png", draw()
