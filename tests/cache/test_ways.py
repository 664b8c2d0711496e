"""When a build need not read the board, and when it must although nothing of the board has changed."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest

from tests.cache.boards import make_world
from tests.cache.builds import History, Told, build, tree_of
from tests.cache.worlds import Record
from tests.load.repositories import Repository

TICK = 0.03
SEED = 3
EVENT = "events/oak/choir.md"


@pytest.fixture
def history(tmp_path: Path) -> History:
    """A board that was built with the cache into `with`, and without it into `without`."""
    world = make_world(tmp_path, Random(SEED))
    world.records["board.yaml"].fields["publish"] = "[months, ics, rss]"
    world.put("board.yaml")
    fields = {"title": "Choir", "start": "2027-01-28 10:00", "duration": "1 h", "venue": "hall"}
    fields |= {"categories": "arts", "audience": "general", "cost": "free", "summary": "We sing."}
    world.put(EVENT, Record(fields | {"posted": "2027-01-10T10:00:00Z"}, ["We sing.", "Come along."]))
    history = History(SEED, world, tmp_path / "cache")
    time.sleep(TICK)
    build_both(history)
    return history


def build_both(history: History, named: str = "") -> Told:
    """Build with the cache and without it, a moment later; what both told."""
    time.sleep(TICK)
    told = build(history, "with", cached=True, named=named)
    assert told == build(history, "without", cached=False, named=named)
    assert tree_of(history.out("with")) == tree_of(history.out("without"))
    return told


def test_a_board_that_nobody_changed_is_not_read(history: History) -> None:
    told = build_both(history)
    assert not told.whole
    assert " 0 files written" in told.out


def test_an_edited_text_is_replaced_wherever_it_stands_without_reading_the_board(history: History) -> None:
    for sentence in ("Bring tea.", "Bring [cake](https://cake.example/)."):
        history.world.records[EVENT].body = ["We sing.", "Come along.", sentence]
        history.world.put(EVENT)
        assert not build_both(history).whole
        changed = [what for what in tree_of(history.out("with")).values() if isinstance(what, bytes)]
        assert sum(sentence.split()[0].encode() in what for what in changed) > 5


def test_an_edit_at_the_very_moment_of_a_build_is_not_overlooked(history: History) -> None:
    for sentence in ("Bring tea.", "Bring ham.", "Bring jam."):
        history.world.records[EVENT].body = ["We sing.", sentence]
        history.world.put(EVENT)
        build(history, "with", cached=True)
    build(history, "without", cached=False)
    assert " 0 files written" in build_both(history).out


def test_problems_are_told_with_the_content_folder_as_it_is_named_this_time(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.world.records[EVENT].fields["duration"] = "long"
    history.world.put(EVENT)
    assert f"{history.world.content}/{EVENT}" in build_both(history).err
    monkeypatch.chdir(history.world.board)
    for named in ("content", "content", "../board/content", "content"):
        assert build_both(history, named).err.startswith(f"{named}/events/")


def test_what_a_killed_build_left_behind_is_cleared(history: History) -> None:
    for name in (".x.bulletin-tmp", "events/.x.bulletin-tmp", ".bulletin-stage/0"):
        for out in ("with", "without"):
            path = history.out(out) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"half")
        build_both(history)
        assert not any(path.name == name for path in history.out("with").rglob("*"))


def test_an_output_folder_that_became_a_link_is_refused_all_the_same(history: History) -> None:
    for out in ("with", "without"):
        other = history.out(f"{out}-moved")
        history.out(out).rename(other)
        history.out(out).symlink_to(other)
    assert build_both(history).code == 2


def test_a_board_is_read_again_when_git_is_gone_and_when_it_is_back(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.world.repository = Repository(history.world.board)
    history.world.commit()
    assert "Version history" not in build_both(history).err
    with monkeypatch.context() as patched:
        patched.setenv("PATH", str(history.world.root / "bin"))
        assert "Version history" in build_both(history).err
    assert "Version history" not in build_both(history).err
