"""FILES → BOARD. Every value knows its line; Problems are collected, never raised.

board        the story: the board itself, what events refer to, pages, events
sources      the files of a content folder
fields       one record: its fields, and what is wrong with them
events       one event, resolved against the board
history      version history
"""

from __future__ import annotations

from bulletin.load.board import BOARD_FILE, Loaded, load_board
from bulletin.load.events.cached import Kept, KeptHere

__all__ = ["BOARD_FILE", "Kept", "KeptHere", "Loaded", "load_board"]
