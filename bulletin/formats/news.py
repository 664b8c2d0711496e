"""News feeds (RSS 2.0, Atom) as the library feedparser reads them, and many readers' programs with it."""

from __future__ import annotations

from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

LARGEST = 5_000_000
"""Bytes of a feed that is read."""


@dataclass(frozen=True, slots=True)
class NewsEntry:
    """One item: the id by which readers know it again, its link, when it was published (UTC)."""

    guid: str
    link: str
    published: datetime | None


class UnreadableNews(ValueError):
    """Bytes that are no whole news feed; `str()` says why."""


def parse_news(data: bytes) -> tuple[NewsEntry, ...]:
    """The items of a feed, in its order. Raises `UnreadableNews`."""
    if len(data) > LARGEST:
        raise UnreadableNews(f"it has more than {LARGEST:,} bytes")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:  # a web page; or entities, which may grow without end
        raise UnreadableNews("it is no news feed")
    import feedparser  # takes half a second, which only `doctor` spends

    try:
        # Not the bytes themselves: it would take them for the name of a file.
        found = feedparser.parse(BytesIO(data))
        if not found.get("version"):
            raise UnreadableNews("it is no news feed")
        if found.get("bozo") and not isinstance(
            found.get("bozo_exception"), feedparser.CharacterEncodingOverride
        ):
            raise UnreadableNews("it is not whole")
        return tuple(
            NewsEntry(entry.get("id", ""), entry.get("link", ""), _instant(entry.get("published_parsed")))
            for entry in found.entries
        )
    except UnreadableNews:
        raise
    except Exception as error:  # of a stranger's bytes the library raises whatever comes up
        raise UnreadableNews(f"it cannot be read ({type(error).__name__})") from error


def _instant(parsed: object) -> datetime | None:
    """What the library makes of a date: the parts of an instant in UTC."""
    return datetime.fromtimestamp(timegm(parsed), UTC) if isinstance(parsed, tuple) else None
