"""Version history of the content folder: when each file landed, what stood there before, what was renamed.

The only place that runs git. Four rooms, re-exported here:

- `git`: how git is run, so that neither the user's nor the repository's settings change or start anything
- `log`: `read_history`, one pass over the first-parent chain (DESIGN.md, History)
- `landing`: `landing_of`, from landing times to CREATED, LAST-MODIFIED and SEQUENCE
- `revision`: `read_revision` and `renames`, the records as they were at another revision

No repository, no git, or a folder nobody committed: all are just no history, never a mistake.
"""

from __future__ import annotations

from bulletin.load.history.at_commit import find_renames, read_revision, renames
from bulletin.load.history.landing import EPOCH, landing_of
from bulletin.load.history.log import History, Version, read_history

__all__ = [
    "EPOCH",
    "History",
    "Version",
    "find_renames",
    "landing_of",
    "read_history",
    "read_revision",
    "renames",
]
