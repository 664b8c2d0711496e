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
        self.open: list[tuple[str, str | None, bool]] = []
        """The elements it stands in: name, language, and whether their words are left out."""
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _EMPTY:
            language, silent = self._here()
            given = dict(attrs)
            is_left_out = tag in _NO_WORDS or given.get("class") == "prose"
            self.open.append((tag, given.get("lang", language), silent or is_left_out))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        language, silent = self._here()
        if not silent and (text := data.strip()):
            assert language is not None, f"{text!r} stands in no language"
            self.found.append((language, text))

    def _here(self) -> tuple[str | None, bool]:
        return self.open[-1][1:] if self.open else (None, False)


def words_of(page: Path) -> Iterator[tuple[str, str]]:
    """(language, text) of every run of text on a page."""
    reader = _Words()
    reader.feed(page.read_text("utf-8"))
    yield from reader.found
