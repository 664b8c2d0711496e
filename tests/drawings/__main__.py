"""Draw the pictures of the sample town anew."""

from __future__ import annotations

from tests.drawings import TOWN, drawings

for path, canvas in drawings():
    (TOWN / path).write_bytes(canvas.png())
