from __future__ import annotations

import os
from pathlib import Path

import pytest

from bulletin.files import has_leftovers, stamp_files, stamp_listed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "events" / "oak").mkdir(parents=True)
    (tmp_path / "board.yaml").write_text("title: Oak")
    (tmp_path / "events" / "oak" / "story.md").write_text("Stories.")
    return tmp_path


def stamps_of(folder: Path) -> dict[str, str]:
    found = stamp_files(folder)
    assert found is not None
    return found.of


def test_files_left_alone_keep_their_stamps(folder: Path) -> None:
    before = stamps_of(folder)
    assert before.keys() == {"board.yaml", "events/oak/story.md"}
    (folder / "board.yaml").read_text()
    assert stamps_of(folder) == before


def test_an_edit_of_the_same_size_with_the_old_time_put_back_is_seen(folder: Path) -> None:
    path, before = folder / "events" / "oak" / "story.md", stamps_of(folder)
    times = path.stat()
    path.write_text("STORIES.")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    after = stamps_of(folder)
    assert path.stat().st_mtime_ns == times.st_mtime_ns
    assert after["events/oak/story.md"] != before["events/oak/story.md"]
    assert after["board.yaml"] == before["board.yaml"]


def test_another_file_in_its_place_is_seen(folder: Path) -> None:
    before = stamps_of(folder)
    (folder / "new").write_text("Stories.")
    (folder / "new").replace(folder / "events" / "oak" / "story.md")
    assert stamps_of(folder)["events/oak/story.md"] != before["events/oak/story.md"]


def test_a_link_has_a_stamp_of_its_own_and_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (folder / "events" / "away").symlink_to(tmp_path)
    assert "events/away" in stamps_of(folder)
    assert not any(path.startswith("events/away/") for path in stamps_of(folder))


def test_listed_files_are_looked_at_and_no_others(folder: Path) -> None:
    before = stamp_listed(folder, ["events/oak/story.md"])
    (folder / "events" / "oak" / "more.md").write_text("More.")
    assert before is not None
    assert before.of == {"events/oak/story.md": stamps_of(folder)["events/oak/story.md"]}
    assert stamp_listed(folder, ["events/oak/story.md"]) == before
    assert stamp_listed(folder, ["events/oak/story.md", "events/oak/none.md"]) is None


def test_what_a_killed_run_left_behind_is_seen(folder: Path) -> None:
    assert not has_leftovers(folder)
    (folder / ".index.html.7.bulletin-tmp").write_text("")
    assert has_leftovers(folder)


def test_of_no_folder_nothing_is_said(folder: Path) -> None:
    assert stamp_files(folder / "none") is None
    assert stamp_files(folder / "board.yaml") is None
    assert has_leftovers(folder / "none")


def test_times_without_fractions_of_a_second_are_believed_two_seconds_later(folder: Path) -> None:
    path = folder / "board.yaml"
    far = 4_000_000_000
    os.utime(path, ns=(0, far * 1_000_000_000 + 123_456_789))
    fine = stamp_files(folder)
    os.utime(path, ns=(0, far * 1_000_000_000))
    coarse = stamp_files(folder)
    assert fine is not None
    assert coarse is not None
    assert fine.newest == far * 1_000_000_000 + 123_456_789
    assert coarse.newest == (far + 2) * 1_000_000_000
