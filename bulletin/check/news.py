"""News feeds of a built site against the board: what a reader's program finds in them is what is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bulletin.formats.news import UnreadableNews, parse_news
from bulletin.model.feed import FeedItem
from bulletin.model.site.plan import NewsFile


def news_differences(file: NewsFile, data: bytes) -> Iterator[str]:
    """What one published feed says that is not `file`: its items, by where they lead and when they came."""
    try:
        entries = parse_news(data)
    except UnreadableNews as error:
        yield f"{file.route} cannot be relied on: {error}."
        return
    found = {(entry.link, entry.published): entry for entry in entries}
    expected = {_key(item): item for item in file.feed.items}
    missing = [item for key, item in expected.items() if key not in found]
    if missing:
        yield f"“{missing[0].title}” is missing in {file.route}{_more(missing)}."
    extra = [entry for key, entry in found.items() if key not in expected]
    if extra:
        yield f"{extra[0].link or 'An item without a link'} does not belong in {file.route}{_more(extra)}."


def _key(item: FeedItem) -> tuple[str, object]:
    return item.link, item.published.replace(microsecond=0)


def _more(found: Sequence[object]) -> str:
    return f", and {len(found) - 1} more" if len(found) > 1 else ""
