"""Bulletin: a generator for a community events bulletin board.

    content/board.yaml  ┐
    content/partners/   ├─ load ─▶ Board ─ check ─▶ Problems
    content/venues/     │            │
    content/events/     ┘            └─ plan ─▶ Site ─ render(theme) ─▶ OutputFile… ─ write ─▶ public/

`pipeline/` is this picture in code; `retouch/` the shorter way after an edit of texts alone. The
words used here are in the glossary, `bulletin/model/__init__.py`.
"""

__version__ = "0.1.0"
