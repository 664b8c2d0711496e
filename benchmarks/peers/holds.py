"""Whether what a peer made holds what it should: every event's page, lists, RSS and the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

from benchmarks.peers.corpus import SOON_DAYS, TODAY, Corpus, Event
from benchmarks.peers.peer import Peer

_SUMMARY = re.compile(r"^SUMMARY:(.*?)\r?$", re.MULTILINE)
_ITEM_TITLE = re.compile(r"<item>.*?<title>(.*?)</title>", re.DOTALL)
_OPENING = 40
"""Characters of a text that must stand in its page; no mark of Markdown is among them."""


def find_missing(peer: Peer, public: Path, corpus: Corpus, sentence: str = "") -> list[str]:
    """What is not as it should be, a line each; nothing if all is well.

    `sentence` is what the text of the edited event must hold.
    """
    return [
        *_missing_pages(peer, public, corpus.events),
        *_missing_in_lists(peer, public, corpus.events),
        *_missing_in_feeds(peer, public, corpus.events),
        *_missing_sentence(peer, public, corpus.edited, sentence),
    ]


def _missing_pages(peer: Peer, public: Path, events: Iterable[Event]) -> Iterator[str]:
    expected = {public / peer.event_route(event) / "index.html": event for event in events}
    for path, event in expected.items():
        page = _read(path)
        if event.title not in page or event.body[:_OPENING] not in page:
            yield f"{path}: is not the page of {event.title}"
    made = {path for path in public.glob("events/*/*/index.html") if _is_event(path)}
    yield from (f"{path}: is the page of no event" for path in sorted(made - expected.keys()))


def _is_event(path: Path) -> bool:
    return not path.parent.parent.name.isdigit()  # else it is a month or a day


def _missing_in_lists(peer: Peer, public: Path, events: Iterable[Event]) -> Iterator[str]:
    lists: dict[str, list[Event]] = {}
    for event in events:
        routes = [peer.month_route(event.month)]
        if event.start.date() < TODAY + timedelta(days=SOON_DAYS):
            routes += [peer.partner_route(event.partner.id), *map(peer.category_route, event.categories)]
        for route in routes:
            lists.setdefault(route, []).append(event)
    for route, expected in lists.items():
        page = _read(public / route / "index.html")
        for event in expected:
            if f">{event.title}<" not in page:
                yield f"{public / route}: does not list {event.title}"


def _missing_in_feeds(peer: Peer, public: Path, events: Iterable[Event]) -> Iterator[str]:
    entries = _SUMMARY.findall(_read(public / peer.calendar))
    titles = sorted(event.title for event in events)
    if sorted(entries) != titles:
        yield f"{public / peer.calendar}: has {len(entries)} events, not the {len(titles)}"
    items = [unescape(title).split(" – ")[0] for title in _ITEM_TITLE.findall(_read(public / peer.feed))]
    lacking = {event.title for event in events if event.is_news} - set(items)
    if lacking:
        yield f"{public / peer.feed}: lacks {len(lacking)} events, {min(lacking)} among them"


def _missing_sentence(peer: Peer, public: Path, event: Event, sentence: str) -> Iterator[str]:
    if sentence not in _read(public / peer.event_route(event) / "index.html"):
        yield f"{event.path}: does not say “{sentence}”"


def _read(path: Path) -> str:
    """The file's text, "" where there is none."""
    return path.read_text(encoding="utf-8") if path.exists() else ""
