"""The words of a page, each with the language it is marked with.

Prose is left out: within it people write as they like.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

_EMPTY = frozenset({"meta", "link", "img", "br", "hr", "input"})
_NO_WORDS = frozenset({"script", "style", "title", "code"})


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _EMPTY:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        silent = any(tag in _NO_WORDS or attributes.get("class") == "prose" for tag, attributes in self.open)
        if data.strip() and not silent:
            langs = [attributes["lang"] for _, attributes in self.open if "lang" in attributes]
            self.found.append((langs[-1] or "", data.strip()))


def words_of(page: Path) -> Iterator[tuple[str, str]]:
    """(language, text) of every run of text on a page."""
    reader = _Words()
    reader.feed(page.read_text("utf-8"))
    yield from reader.found
