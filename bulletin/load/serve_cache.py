"""What a process that looks at the same content folder again and again remembers of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bulletin.load.events.cached import Kept, KeptHere
from bulletin.load.history import History
from bulletin.load.sources import KnownFiles
from bulletin.problems import Problem


class Memory:
    """What is remembered from one look to the next. It changes nothing but the time; `now` is the clock."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.files = KnownFiles(now)
        self.events: Kept = KeptHere()
        self.history: History | None = None
        self.remarks: tuple[Problem, ...] = ()
        """What the last check had to say besides errors."""
