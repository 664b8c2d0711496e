"""A published site as anybody reads it, at its address or in its folder, compared with its board."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urljoin

from bulletin.check.feeds import check_feeds
from bulletin.check.news import news_differences
from bulletin.doctor import PublishedSite
from bulletin.fetch import Fetched, NotFetched
from bulletin.files import Kind, UnreadableFile, list_tree, read_bytes, unreadable_by_others
from bulletin.formats.page_marks import parse_page_marks
from bulletin.model.board import Board
from bulletin.pipeline.check import CheckedBoard, ReadingOptions
from bulletin.pipeline.published import PlannedFeeds, board_to_publish, plan_feeds

LARGEST = 50_000_000
"""Bytes of a file in a folder; from the web come fewer."""

COMPARED_FOR = timedelta(days=2)
"""How old a site may be that is compared: what changed since is in none older."""

Fetch = Callable[[str], Fetched]


class _NotThere(Exception):
    """Why a file of a site cannot be had, at the end of a sentence; `is_final` where none can."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.is_final = is_final


class _SiteOnWeb:
    """The files of a site at an address."""

    first_page = ""

    def __init__(self, address: str, fetch: Fetch) -> None:
        self._address = address if address.endswith("/") else f"{address}/"
        self._fetch = fetch

    def read(self, path: str) -> bytes:
        try:
            return self._fetch(urljoin(self._address, path)).data
        except NotFetched as error:
            raise _NotThere(str(error), is_final=not error.status) from error

    def calendars(self) -> Iterator[str]:
        """Those that nobody planned: a server lists none."""
        yield from ()


class _SiteInFolder:
    """The files of a site in a folder."""

    first_page = "index.html"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, path: str) -> bytes:
        try:
            return read_bytes(self._folder / path, limit=LARGEST)
        except UnreadableFile as error:
            raise _NotThere(str(error).removeprefix(f"{error.path}: ")) from error

    def calendars(self) -> Iterator[str]:
        """Every calendar that lies there."""
        with suppress(UnreadableFile):
            for entry in list_tree(self._folder):
                if entry.kind is Kind.FILE and entry.path.endswith(".ics"):
                    yield entry.path


def read_published_site(
    where: str, content: Path, checked: CheckedBoard, reading: ReadingOptions, fetch: Fetch
) -> PublishedSite:
    """What is found at an address, or in a folder. Never raises for what is there, or is not."""
    is_address = where.lower().startswith(("http://", "https://"))
    files = _SiteOnWeb(where, fetch) if is_address else _SiteInFolder(Path(where))
    site = PublishedSite(where=where, is_address=is_address)
    try:
        marks = parse_page_marks(files.read(files.first_page))
    except _NotThere as error:
        return replace(site, problem=str(error))
    unreadable = () if is_address else tuple(unreadable_by_others(Path(where)))
    site = replace(site, made=marks.made, says_address=marks.canonical, unreadable=unreadable)
    if checked.board is None:
        return replace(site, not_compared="the board's own file cannot be used")
    if site.made is None:
        return replace(site, not_compared="the site does not say for which day it was built")
    if reading.today_on(checked.board) - site.made > COMPARED_FOR:
        return replace(site, not_compared="what was changed since the site was built is not in it")
    board = board_to_publish(content, checked, reading)
    planned = plan_feeds(board, site.made, whole_board_only=is_address)
    if checked.history_problem:  # nobody knows here what is new
        planned = replace(planned, news={})
    return replace(
        site,
        calendars=len(planned.calendars),
        news=len(planned.news),
        differences=tuple(_compare(board, site.made, planned, files)),
    )


def _compare(
    board: Board, day: date, planned: PlannedFeeds, files: _SiteOnWeb | _SiteInFolder
) -> Iterator[str]:
    """Everything in the feeds of a site that its board does not say, a sentence each."""
    published: dict[str, bytes] = {}
    for path in dict.fromkeys((*planned.calendars, *planned.news, *files.calendars())):
        try:
            published[path] = files.read(path)
        except _NotThere as error:
            yield f"{path} does not come: {error}."
            if error.is_final:
                break
    calendars = {path: data for path, data in published.items() if path not in planned.news}
    expected = {path: file for path, file in planned.calendars.items() if path in published}
    wrong = check_feeds(board, day, expected, calendars.items())
    yield from (problem.message for problem in wrong.of_records)
    yield from (f"{problem.ref.path}: {problem.message}" for problem in wrong.of_files)
    for path, file in planned.news.items():
        if path in published:
            yield from news_differences(file, published[path])
