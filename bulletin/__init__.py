"""Bulletin: a generator for a community events bulletin board.

    content/board.yaml  ┐
    content/partners/   ├─ load ─▶ Board ─ check ─▶ Problems
    content/venues/     │            │
    content/events/     ┘            └─ plan ─▶ SitePlan ─ render(theme) ─▶ bytes ─ write ─▶ public/

`pipeline/build.py` is this picture in code. The words used here are in the glossary,
`bulletin/model/__init__.py`; the rooms and the rules are in `docs/architecture.md`.
"""

__version__ = "0.1.0"
