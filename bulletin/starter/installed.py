"""What comes with Bulletin beside its code: in the package when installed, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

import bulletin
from bulletin.files import Kind, list_tree, read_bytes

_MOST_BYTES = 5_000_000


def read_changelog() -> str:
    """CHANGELOG.md. Raises `UnreadableFile`."""
    return read_bytes(_find("CHANGELOG.md", "CHANGELOG.md"), limit=_MOST_BYTES).decode("utf-8")


def read_sample_town() -> dict[str, bytes]:
    """Every file of the sample town's content, by its path. Raises `UnreadableFile`."""
    folder = _find("sample-town", "content")
    listed = (entry.path for entry in list_tree(folder) if entry.kind is Kind.FILE)
    return {path: read_bytes(folder / path, limit=_MOST_BYTES) for path in listed}


def _find(name: str, in_checkout: str) -> Path:
    package = Path(bulletin.__file__).parent
    return package / name if (package / name).exists() else package.parent / in_checkout
