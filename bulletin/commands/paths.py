"""Files and folders named on the command line, as paths in the content folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bulletin.problems import UnusableInput


def sort_paths(paths: Sequence[Path], content: Path) -> tuple[Path, tuple[str, ...]]:
    """The content folder, and the paths in it the command is narrowed to (all of it when there are none)."""
    folders = [path for path in paths if (path / "board.yaml").is_file()]
    if len(folders) > 1:
        raise UnusableInput(f"{folders[0]} and {folders[1]} are two content folders; check one at a time.")
    content = folders[0] if folders else content
    narrow = []
    for path in paths:
        if path in folders:
            continue
        inside = _within(path, content)
        if inside is None:
            raise UnusableInput(f"{path}: not in the content folder {content}. Name that with --content.")
        if not (content / inside).exists():
            raise UnusableInput(f"{path}: there is no such file or folder.")
        narrow.append(inside)
    return content, tuple(narrow)


def _within(path: Path, content: Path) -> str | None:
    """The path within the content folder; None when it lies elsewhere."""
    # The last name is not resolved: a link is told of as what it is.
    whole = path.parent.resolve() / path.name
    try:
        return whole.relative_to(content.resolve()).as_posix()
    except ValueError:
        return None
