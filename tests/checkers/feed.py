"""RSS and Atom as a feed reader takes them: feedparser."""

from __future__ import annotations

from typing import Any

import feedparser


def read_feed(feed: bytes) -> Any:
    """The feed as feedparser's mapping: `feed`, `entries`, `version`, `bozo`."""
    return feedparser.parse(feed)


def check_feed(feed: bytes) -> list[str]:
    """What a feed reader stumbles over: not well-formed, no known kind of feed, entries without an id."""
    answer = read_feed(feed)
    found = []
    if answer.bozo:
        found.append(f"not well-formed: {answer.bozo_exception}")
    if not answer.version:
        found.append("neither RSS nor Atom")
    found += [
        f"entry {number} has no id" for number, entry in enumerate(answer.entries, 1) if not entry.get("id")
    ]
    return found
