"""What is asked by something handed in, and where it stands."""

from __future__ import annotations

from enum import StrEnum


class Asked(StrEnum):
    """What somebody who hands something in asks for."""

    NEW = "new"
    CHANGE = "change"
    CANCEL = "cancel"
    STILL_RIGHT = "still-right"


class Standing(StrEnum):
    """What became of a file of the shared folder, or of an event in it."""

    RECEIVED = "received"
    """It waits for somebody at the library."""
    ON_BOARD = "on-board"
    OTHERWISE = "otherwise"
    """It is on the board, in other words than were handed in."""
    WITH_PERSON = "with-person"
    """Somebody at the library makes an event of it."""
    DEALT_WITH = "dealt-with"
    """Somebody did, or answers."""
    TAKEN_OUT = "taken-out"
    """It waits no more, and is not on the board."""
    REFUSED = "refused"
    """Something in it must be changed first."""
