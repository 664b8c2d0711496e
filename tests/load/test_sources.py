"""Which files of a content folder are read, and how the others are told of."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import bulletin.load.sources as sources
from bulletin.files import read_bytes
from bulletin.load.serve_cache import FileCache
from bulletin.load.sources import read_sources
from tests.commands.boards import FILES, write_board


@pytest.mark.parametrize("mark", ["\n", "\t", "\x1b[2J", "\x7f", "\u2028", "\u202e", "\u2066"])
def test_a_name_with_an_invisible_character_is_reported_without_it(tmp_path: Path, mark: str) -> None:
    content = write_board(tmp_path, {**FILES, f"events/oak/a{mark}::error::b.yaml": "title: Odd\n"})
    found = read_sources(content)
    (problem,) = (problem for problem in found.problems if problem.is_error)
    assert problem.rule.id == "unreadable-file"
    assert problem.ref.path.isprintable()
    assert mark not in problem.ref.path
    assert all(path.isprintable() for path in found.records)


def settle(content: Path) -> None:
    """As if every file had been written an hour ago; when they were touched the disk still knows."""
    hour_ago = time.time() - 3600
    for path in content.rglob("*"):
        os.utime(path, (hour_ago, hour_ago))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened."""
    names: list[str] = []

    def read(path: Path, *, limit: int) -> bytes:
        names.append(path.name)
        return read_bytes(path, limit=limit)

    monkeypatch.setattr(sources, "read_bytes", read)
    return names


def test_a_file_that_has_not_changed_is_not_opened_again(tmp_path: Path, opened: list[str]) -> None:
    content = write_board(tmp_path)
    cache = FileCache(lambda: datetime.now(UTC) + timedelta(minutes=1))
    first = read_sources(content, cache.reader())
    opened.clear()
    assert read_sources(content, cache.reader()) == first
    assert opened == []
    (content / "events/oak/story-time.md").write_text("title: Another\n")
    (content / "partners/oak.yaml").unlink()
    (content / "events/oak/new.yaml").write_text("title: New\n")
    again = read_sources(content, cache.reader())
    assert opened == ["new.yaml", "story-time.md"]
    assert again == read_sources(content)


def test_the_same_size_and_time_of_writing_do_not_make_it_the_same_file(tmp_path: Path) -> None:
    content = write_board(tmp_path)
    settle(content)
    cache = FileCache(lambda: datetime.now(UTC) + timedelta(minutes=1))
    read_sources(content, cache.reader())
    event = content / "events/oak/story-time.md"
    before = event.stat()
    event.write_bytes(event.read_bytes().replace(b"Story", b"Tales"))
    os.utime(event, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert read_sources(content, cache.reader()) == read_sources(content)


def test_a_file_that_changed_a_moment_before_is_opened_again(tmp_path: Path, opened: list[str]) -> None:
    content = write_board(tmp_path)
    settle(content)
    cache = FileCache(lambda: datetime.now(UTC))
    first = read_sources(content, cache.reader())
    opened.clear()
    assert read_sources(content, cache.reader()) == first
    assert [*dict.fromkeys(opened)] == [path.rpartition("/")[2] for path in first.records]
