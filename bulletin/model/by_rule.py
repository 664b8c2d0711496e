"""Whether a proposal may go on the board without anybody looking, and what stands in the way."""

from __future__ import annotations

from enum import StrEnum

MOST_A_DAY = 3
"""So many proposals go on the board by rule within 24 hours."""


class Obstacle(StrEnum):
    """Why a person looks at a proposal."""

    NOT_COMPARED = "not-compared"
    NO_ACCOUNT = "no-account"
    NOT_TRUSTED = "not-trusted"
    SENSITIVE = "sensitive"
    NOT_ITS_FOLDER = "not-its-folder"
    NOT_ON_BOARD = "not-on-board"
    OTHER_FILES = "other-files"
    MORE_THAN_DATES = "more-than-dates"
    WHOLE_EVENT = "whole-event"
    NOT_CLEAN = "not-clean"
    ENOUGH_TODAY = "enough-today"
