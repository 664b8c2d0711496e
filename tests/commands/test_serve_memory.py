"""What `serve` remembers from one change to the next: it is sooner for it, and shows the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bulletin.commands.serve import showing as showings
from bulletin.commands.serve.showing import Showing, show, tell_rest
from bulletin.load.serve_cache import ServeCache
from tests.commands.boards import BOARD, FILES, at, write_board
from tests.load.repositories import DAY, Repository

CLOCK = at("2027-01-15")
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


def is_same(one: Showing, other: Showing) -> None:
    assert one.problems == other.problems
    assert one.obstacle == other.obstacle
    assert (one.checked is None) is (other.checked is None)
    if one.checked and other.checked:
        assert one.checked.board == other.checked.board
        assert one.checked.restored == other.checked.restored
        assert one.checked.left_out == other.checked.left_out


@pytest.mark.parametrize("has_history", [True, False])
def test_after_every_edit_the_same_is_shown_as_by_looking_anew(tmp_path: Path, has_history: bool) -> None:
    content = write_board(tmp_path)
    if has_history:
        Repository(tmp_path).commit(DAY)
    memory = ServeCache(later)
    for path, text in EDITS:
        if text is None:
            (content / path).unlink()
        else:
            (content / path).write_text(text)
        quick = show(content, tmp_path / "none", CLOCK, today=None, number=1, memory=memory)
        whole = show(content, tmp_path / "none", CLOCK, today=None, number=1)
        if quick.checked and whole.checked:
            assert quick.checked.board == whole.checked.board
            errors = [problem for problem in whole.problems if problem.is_error]
            assert [problem for problem in quick.problems if problem.is_error] == errors
        is_same(tell_rest(quick, memory), whole)


def test_a_page_is_reloaded_for_problems_only_when_there_are_others(tmp_path: Path) -> None:
    content, memory = write_board(tmp_path), ServeCache(later)

    def look() -> tuple[Showing, Showing]:
        quick = show(content, tmp_path / "none", CLOCK, today=None, number=7, memory=memory)
        return quick, tell_rest(quick, memory)

    look()
    event = content / STORY
    event.write_text(FILES[STORY].replace("title: Story time", "title: STORY TIME!!"))
    quick, whole = look()
    assert "shouting-title" in {problem.rule.id for problem in whole.problems}
    assert whole.number == 8
    event.write_text(event.read_text().replace("Songs", "Rhymes"))
    quick, whole = look()
    assert "shouting-title" in {problem.rule.id for problem in quick.problems}
    assert whole is quick


def test_a_mistake_of_ours_in_the_rest_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("oops")

    memory = ServeCache(later)
    quick = show(write_board(tmp_path), tmp_path, CLOCK, today=None, number=1, memory=memory)
    monkeypatch.setattr(showings, "check_rest", fail)
    told = tell_rest(quick, memory)
    assert told.number == 2
    assert "oops" in told.obstacle
