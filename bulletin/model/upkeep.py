"""How the repository of a board is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LastingNames:
    """The two fields of a board that never change, as they were committed at a time; "" where missing."""

    committed: datetime
    uid_domain: str
    timezone: str


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What is known of a repository. `remote` is where it came from, without user name and password.

    `is_shallow`: only its newest versions are here. `names`: each that the board had, the oldest first.
    """

    top: Path
    is_shallow: bool = False
    last_change: datetime | None = None
    remote: str = ""
    names: tuple[LastingNames, ...] = ()
    problem: str = ""
