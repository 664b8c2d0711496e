"""Version history of the content folder: when each file changed, what stood there before, what was renamed.

The only place that runs git:

    git          git, run so that neither the user's nor the repository's settings change or start anything
    log          one pass over the first-parent chain
    revisions    CREATED, LAST-MODIFIED and SEQUENCE of every event
    at_commit    the records as they were at another commit

No repository, no git, or a folder nobody committed: all are no history, and no error.
"""
