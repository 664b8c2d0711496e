"""Where staff keep what is no part of the board: decisions, reminders, what waits to be read."""

from __future__ import annotations

from pathlib import Path

from bulletin.load.history.git import find_repository


def usual_records(content: Path) -> Path:
    """Where lists are kept unless somebody says otherwise: beside all that is published, not within it.

    Of a content folder in a repository, beside the repository: what lies in it is public with it.
    """
    whole = content.resolve()
    repository = find_repository(whole)
    return repository.parent / f"{repository.name}-records" if repository else whole.parent / "records"
