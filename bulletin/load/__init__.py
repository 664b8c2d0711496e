"""FILES → BOARD. Every value knows its line; Problems are collected, never raised.

board        the story: the board itself, what events refer to, pages, events
sources      the files of a content folder
fields       one record: its fields, and what is wrong with them
events       one event, resolved against the board
history      version history
"""

from __future__ import annotations

from bulletin.load.board import Loaded, load_board
from bulletin.load.events.batches import EventCache
from bulletin.load.sources import BOARD_FILE

__all__ = ["BOARD_FILE", "EventCache", "Loaded", "load_board"]
