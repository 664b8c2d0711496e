"""What `serve` remembers from one change to the next: it changes nothing but the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bulletin.commands.serve.snapshot import Snapshot, take_snapshot
from bulletin.load.serve_cache import ServeCache
from bulletin.pipeline.check import ReadingOptions
from tests.commands.boards import BOARD, FILES, at, write_board
from tests.load.repositories import DAY, Repository

READING = ReadingOptions(clock=at("2027-01-15"))
STORY = "events/oak/story-time.md"
EDITS: list[tuple[str, str | None]] = [
    (STORY, FILES[STORY].replace("Songs", "Rhymes, songs")),
    (STORY, FILES[STORY].replace("title: Story time", "title: STORY TIME!!")),
    (STORY, FILES[STORY].replace("2027-01-06", "03/10/2027")),
    (STORY, FILES[STORY].replace("2027-01-06", "2027-01-13")),
    (STORY, FILES[STORY].replace("title:", "id: elm/other\ntitle:")),
    ("events/oak/tea.yaml", "title: Tea\nstart: 2027-01-20 15:00\nvenue: main-library\n"),
    ("partners/oak.yaml", "name: Oak\ncontact:\n  phone: 555-0199\ndefaults:\n  categories: nowhere\n"),
    ("partners/oak.yaml", "name: [\n"),
    ("venues/main-library.yaml", "address: 12 Oak Street\n"),
    ("partners/oak.yaml", FILES["partners/oak.yaml"]),
    ("venues/main-library.yaml", None),
    (STORY, None),
    ("venues/main-library.yaml", FILES["venues/main-library.yaml"]),
    ("board.yaml", "title: [\n"),
    ("board.yaml", BOARD.replace("[en, fr]", "[en]")),
]


def later() -> datetime:
    """A clock on which everything was written long ago, so that files that are known are not opened."""
    return datetime.now(UTC) + timedelta(minutes=1)


def is_same(one: Snapshot, other: Snapshot) -> None:
    assert one.problems == other.problems
    assert one.failure == other.failure
    assert (one.checked is None) is (other.checked is None)
    if one.checked and other.checked:
        assert one.checked.board == other.checked.board
        assert one.checked.restored == other.checked.restored
        assert one.checked.left_out == other.checked.left_out


@pytest.mark.parametrize("has_history", [True, False])
def test_after_every_edit_the_same_is_shown_as_by_reading_anew(tmp_path: Path, has_history: bool) -> None:
    content = write_board(tmp_path)
    if has_history:
        Repository(tmp_path).commit(DAY)
    cached = replace(READING, cache=ServeCache(later))
    quick = anew = None
    for path, text in EDITS:
        if text is None:
            (content / path).unlink()
        else:
            (content / path).write_text(text)
        quick = take_snapshot(content, tmp_path / "none", cached, quick)
        anew = take_snapshot(content, tmp_path / "none", READING, anew)
        is_same(quick, anew)
