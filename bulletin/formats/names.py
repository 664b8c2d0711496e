"""What the name of a record's file says: its slug, its language, that it is a record at all."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

LONGEST_SLUG = 100

_RECORD = re.compile(r"\.(yaml|yml|md|markdown)$", re.IGNORECASE)
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")

_MANY = 100_000
"""Names taken apart that are remembered: every one is asked for several times, and again by `serve`."""


def is_record(path: str) -> bool:
    """Whether a file of that name is read as a record, not published as a picture or a flyer."""
    return _RECORD.search(path) is not None


@lru_cache(maxsize=_MANY)
def slug_of(name: str) -> str:
    """The path word of a file name without ending and language tag (DESIGN.md, Routes).

    One that is too long for a path, or that Windows keeps for its devices, is told apart by its digest.

    >>> slug_of("Café & Thé")
    'cafe-the'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    slug = re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")
    if slug and len(slug) <= LONGEST_SLUG and not _DEVICE.fullmatch(slug):
        return slug
    digest = sha256(unicodedata.normalize("NFC", name).encode()).hexdigest()[:8]
    return f"{slug[: LONGEST_SLUG - 9].strip('-') or 'e'}-{digest}"


@lru_cache(maxsize=_MANY)
def split_name(path: str) -> tuple[str, str]:
    """The name of a record's file without its ending, and its language tag ("" for the record itself).

    >>> split_name("events/oak/story-time.fr.md")
    ('story-time', 'fr')
    """
    stem = _RECORD.sub("", path.rsplit("/", 1)[-1])
    name, dot, tag = stem.rpartition(".")
    if dot and name and _LANGUAGE.match(tag):
        return name, tag.lower()
    return stem, ""
