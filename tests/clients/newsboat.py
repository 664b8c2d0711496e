"""newsboat, a feed reader in the terminal."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.checkers.programs import find_program
from tests.clients.programs import run_client


@dataclass(frozen=True, slots=True, order=True)
class Article:
    """One item in the reader's list. `published` is in seconds since 1970."""

    feed: str
    guid: str
    title: str
    published: int
    unread: bool


@dataclass(frozen=True, slots=True)
class Newsboat:
    """A person's newsboat, subscribed to some feeds; `settings` is its `config`."""

    home: Path
    addresses: Sequence[str]
    settings: str = ""

    def reload(self) -> None:
        urls, settings = self.home / "urls", self.home / "config"
        self.home.mkdir(parents=True, exist_ok=True)
        urls.write_text("".join(f"{address}\n" for address in self.addresses), encoding="utf-8")
        settings.write_text(self.settings, encoding="utf-8")
        files = ("-C", settings, "-u", urls, "-c", self._cache)
        run_client([find_program("newsboat"), *files, "-x", "reload"], self.home)

    def list_articles(self) -> list[Article]:
        query = "select feedurl, guid, title, pubDate, unread from rss_item where deleted = 0"
        with closing(sqlite3.connect(self._cache)) as cache:
            return sorted(
                Article(feed, guid, title, int(published), bool(unread))
                for feed, guid, title, published, unread in cache.execute(query)
            )

    def mark_all_read(self) -> None:
        with closing(sqlite3.connect(self._cache)) as cache, cache:
            cache.execute("update rss_item set unread = 0")

    @property
    def _cache(self) -> Path:
        return self.home / "cache.db"
