"""Version history of the content folder: when each file changed, what stood there before, what was renamed.

The only place that runs git:

    git          git, run so that neither the user's nor the repository's settings change or start anything
    log          one pass over the first-parent chain
    revisions    CREATED, LAST-MODIFIED and SEQUENCE of every event
    at_commit    the records as they were at another commit

No repository, no git, or a folder nobody committed: all are no history, and no error.
"""

from __future__ import annotations

from bulletin.load.history.at_commit import find_renames, records_at_commit
from bulletin.load.history.log import History, Version, read_history
from bulletin.load.history.revisions import EPOCH, revision_of

__all__ = [
    "EPOCH",
    "History",
    "Version",
    "find_renames",
    "read_history",
    "records_at_commit",
    "revision_of",
]
