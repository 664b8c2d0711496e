from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bulletin.load.events.batches as batches
from bulletin.load import EventCache, Loaded, load_board
from bulletin.load.events import load_event
from bulletin.load.events.context import EventContext
from bulletin.load.fields.record_source import RecordSource
from bulletin.load.sources import Sources, read_sources
from bulletin.model.event import Event
from bulletin.model.zones import use_pinned_zones
from tests.effort import scaled

use_pinned_zones()

BOARDS = Path(__file__).parents[1] / "boards"
BOARD = """\
title: Oak Board
url: https://board.example/
uid_domain: oak.example
timezone: America/Toronto
languages: [en, fr]
"""
FILES = {
    "board.yaml": BOARD,
    "calendars/school.yaml": "name: School\ndates: [2027-01-12]\n",
    "partners/elm.yaml": "name: Elm\ncontact: {phone: 555-0102}\n",
    "partners/oak.yaml": "name: Oak\ncontact: {phone: 555-0101}\ndefaults: {categories: books, cost: free}\n",
    "venues/library.yaml": "name: Library\naddress: 1 Main Street\n",
    "events/oak/chess.yaml": "title: Chess\nstart: 2027-01-05 10:30\nrepeat: every week\nvenue: library\n",
    "events/oak/chess.fr.md": "---\ntitle: Échecs\n---\nVenez jouer.\n",
    "events/oak/tea.md": "---\ntitle: Tea\nstart: 2027-01-06 15:00\nvenue: library\n---\nCome along.\n",
    "events/elm/knit.yaml": (
        "title: Knitting\nstart: 2027-01-07 15:00\nvenue: library\ncategories: arts\ncost: free\n"
    ),
    "events/nobody/walk.yaml": "title: Walk\nstart: 2027-01-08 15:00\narea: Mill\ncategories: health\n",
}

Files = dict[str, bytes]

LINES = (
    "title: Story time",
    "start: 2027-01-19 10:30",
    "start: 03/10/2027",
    "venue: libary",
    "venue: elsewhere",
    "skip: school",
    "categories: nowhere",
    "image: poster.png",
    "flyer: poster.pdf",
    "defaults: {categories: nowhere}",
    "text_language: fr",
    "currency: EUR",
    "id: oak/chess",
    "cost: 5",
    "",
)
ADDED = (
    "events/oak/new.yaml",
    "events/oak/tea.fr.md",
    "events/oak/poster.pdf",
    "events/OAK/poster.pdf",
    "events/elm/Chess.yaml",
    "partners/nobody.yaml",
    "venues/elsewhere.yaml",
    "calendars/holidays.yaml",
)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the event files that are read, in their order."""
    paths: list[str] = []

    def load(source: RecordSource, partner: str, slug: str, context: EventContext) -> Event | None:
        paths.append(source.path)
        return load_event(source, partner, slug, context)

    monkeypatch.setattr(batches, "load_event", load)
    return paths


def sources_of(files: Files) -> Sources:
    records = {path: data for path, data in sorted(files.items()) if not path.endswith((".pdf", ".png"))}
    return Sources(records, {path: data for path, data in files.items() if path not in records})


def small_board() -> Files:
    return {path: text.encode() for path, text in FILES.items()}


def whole_board(name: str) -> Files:
    sources = read_sources(BOARDS / name / "content")
    return {**sources.records, **sources.attachments}


def is_same(one: Loaded, other: Loaded) -> None:
    assert one.problems == other.problems
    assert one.translations == other.translations
    assert one.board == other.board
    if one.board and other.board:  # their lines do not count when two events are compared
        for event_id, event in one.board.events.items():
            assert event.lines == other.board.events[event_id].lines


def replace_line(files: Files, path: str, number: int, line: str) -> None:
    lines = files[path].decode("utf-8", "replace").split("\n")
    lines[number % len(lines)] = line
    files[path] = "\n".join(lines).encode()


@st.composite
def edits(draw: st.DrawFn) -> Callable[[Files], None]:
    """One thing somebody does to the files of a board."""
    kind = draw(st.sampled_from(["line", "delete", "add", "copy", "attach"]))
    which, number = draw(st.integers(0, 500)), draw(st.integers(0, 9))
    line = draw(st.sampled_from(LINES))
    added = draw(st.sampled_from(ADDED))

    def edit(files: Files) -> None:
        records = sorted(path for path in files if path.endswith((".yaml", ".md")))
        path = records[which % len(records)]
        if kind == "line":
            replace_line(files, path, number, line)
        elif kind == "delete" and path != "board.yaml":
            del files[path]
        elif kind == "copy":
            files[f"events/oak/copy-{number}.md"] = files[path]
        elif kind == "attach":
            files["events/oak/poster.pdf"] = b"%PDF-1.7\n" if number % 2 else b"no flyer"
        else:
            files[added] = b"name: Elsewhere\naddress: 2 Main Street\n"

    return edit


@settings(max_examples=scaled(25))
@given(board=st.sampled_from(["", "full", "broken"]), todo=st.lists(edits(), min_size=1, max_size=6))
def test_the_cache_changes_nothing_whatever_was_edited_meanwhile(
    board: str, todo: list[Callable[[Files], None]]
) -> None:
    files, cache = whole_board(board) if board else small_board(), EventCache()
    load_board(sources_of(files), cache=cache)
    for edit in todo:
        edit(files)
        is_same(load_board(sources_of(files), cache=cache), load_board(sources_of(files)))


def test_only_the_edited_file_is_read_again(read: list[str]) -> None:
    files, cache = small_board(), EventCache()
    load_board(sources_of(files), cache=cache)
    assert len(read) == 4
    read.clear()
    load_board(sources_of(files), cache=cache)
    assert read == []
    for path in ("events/oak/tea.md", "events/oak/new.yaml"):
        files[path] = b"title: Tea\nstart: 2027-02-06 15:00\nvenue: library\n"
        load_board(sources_of(files), cache=cache)
        assert read == [path]
        read.clear()
    files["events/oak/chess.fr.md"] += b"Et riez.\n"
    load_board(sources_of(files), cache=cache)
    assert read == ["events/oak/chess.yaml"]
    del files["events/oak/tea.md"]
    read.clear()
    load_board(sources_of(files), cache=cache)
    assert read == []


def test_the_events_of_an_edited_partner_are_read_again_and_no_others(read: list[str]) -> None:
    files, cache = small_board(), EventCache()
    load_board(sources_of(files), cache=cache)
    read.clear()
    files["partners/oak.yaml"] = files["partners/oak.yaml"].replace(b"books", b"arts")
    loaded = load_board(sources_of(files), cache=cache)
    assert sorted(read) == ["events/oak/chess.yaml", "events/oak/tea.md"]
    assert loaded.board is not None
    assert loaded.board.events["oak/tea"].categories == ("arts",)


def test_a_file_with_an_error_and_its_last_good_version_are_both_cached(read: list[str]) -> None:
    files, cache = small_board(), EventCache()
    good = files["events/oak/tea.md"]
    for _ in range(2):
        for data in (b"title: Tea\nstart: 03/10/2027\n", good):
            files["events/oak/tea.md"] = data
            load_board(sources_of(files), cache=cache)
    assert read.count("events/oak/tea.md") == 2


def test_what_several_processes_read_is_cached_file_by_file(
    monkeypatch: pytest.MonkeyPatch, read: list[str]
) -> None:
    monkeypatch.setattr(batches, "SMALL", {"fork": 0, "spawn": 0})
    files, cache = small_board(), EventCache()
    first = load_board(sources_of(files), jobs=2, cache=cache)
    assert read == []  # they were read elsewhere
    is_same(load_board(sources_of(files), jobs=2, cache=cache), first)
    is_same(load_board(sources_of(files)), first)


@pytest.mark.parametrize("path", ["events/oak/poster.pdf", "events/oak/Poster.pdf", "events/Oak/poster.pdf"])
def test_an_event_that_names_a_flyer_is_read_again_when_that_comes_changes_or_goes(path: str) -> None:
    files, cache = small_board(), EventCache()
    files["events/oak/tea.md"] = files["events/oak/tea.md"].replace(b"venue", b"flyer: poster.pdf\nvenue")
    for data in (None, b"%PDF-1.7\n", b"no flyer", None):
        files.pop(path, None)
        if data:
            files[path] = data
        is_same(load_board(sources_of(files), cache=cache), load_board(sources_of(files)))
