"""In a repository, what is handed in waits on a branch for each partner; no file that lies there changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.problems import UnusableHistory
from tests.intake.folders import LATER, STORY, TEA, TRUSTING, answer, hand_in, run, shared, tree
from tests.load.repositories import Repository, at

FILES = {"oak/Tea.yaml": TEA, "oak/story-time.md": STORY.replace("Songs", "Loud songs"), "elm/help.yaml": TEA}


def in_a_repository(folder: Path, files: dict[str, str]) -> Repository:
    shared(folder, {}, TRUSTING)
    repository = Repository(folder)
    repository.commit(at(0), {".gitignore": "shared/\n"})
    hand_in(folder, files)
    return repository


def test_each_partner_has_a_branch_with_one_commit_in_the_boards_name(tmp_path: Path) -> None:
    repository = in_a_repository(tmp_path, FILES)
    before = tree(tmp_path / "content")
    run(tmp_path)
    assert tree(tmp_path / "content") == before
    assert repository.git("status", "--porcelain") == ""
    log = repository.git("log", "--format=%an %ae|%cn|%s|%b", "main..intake/oak")
    assert log.startswith(
        "Oak Street Board board@oak.example|Oak Street Board|Oak Street Club, by the shared folder"
    )
    assert "Adds 1 event: “Tea and talk”" in log
    assert repository.git("rev-list", "--count", "main..intake/oak") == "1"
    changed = repository.git("diff", "--name-only", "main...intake/oak").split()
    assert changed == ["content/events/oak/story-time.md", "content/events/oak/tea.yaml"]
    assert repository.git("show", "intake/elm:content/events/elm/help.yaml") == TEA.rstrip()


def test_running_again_makes_no_other_commit(tmp_path: Path) -> None:
    repository = in_a_repository(tmp_path, FILES)
    run(tmp_path)
    tips, before = repository.git("show-ref"), tree(tmp_path)
    run(tmp_path)
    assert (repository.git("show-ref"), tree(tmp_path)) == (tips, before)


def test_what_comes_later_comes_on_top_until_it_is_on_the_board(tmp_path: Path) -> None:
    repository = in_a_repository(tmp_path, FILES)
    run(tmp_path)
    hand_in(tmp_path, {"oak/Tea.yaml": TEA.replace("14:00", "14:10")})
    run(tmp_path)
    assert repository.git("rev-list", "--count", "main..intake/oak") == "2"
    repository.git("merge", "--quiet", "--squash", "intake/oak")
    repository.git("commit", "--quiet", "--message=Accepted")
    run(tmp_path)
    assert "It is on the board." in answer(tmp_path, "oak/Tea.yaml.received.txt")
    hand_in(tmp_path, {"oak/Tea.yaml": TEA.replace("14:00", "14:20")})
    run(tmp_path)
    assert repository.git("rev-list", "--count", "main..intake/oak") == "1"
    assert repository.git("diff", "--name-only", "main...intake/oak") == "content/events/oak/tea.yaml"


def test_dates_go_into_the_content_folder_only_when_asked_for(tmp_path: Path) -> None:
    repository = in_a_repository(tmp_path, {"oak/story-time.md": LATER})
    run(tmp_path)
    assert (tmp_path / "content/events/oak/story-time.md").read_text() == STORY
    assert repository.git("show", "intake/oak:content/events/oak/story-time.md") == LATER.rstrip()
    hand_in(tmp_path, {"oak/story-time.md": LATER.replace("10:45", "10:50")})
    run(tmp_path, apply=True)
    assert "10:50" in (tmp_path / "content/events/oak/story-time.md").read_text()


def test_a_branch_that_somebody_looks_at_is_left_alone(tmp_path: Path) -> None:
    repository = in_a_repository(tmp_path, FILES)
    repository.switch("intake/oak", new=True)
    with pytest.raises(UnusableHistory, match="Switch back to the board"):
        run(tmp_path)
    assert "oak/Tea.yaml" in tree(tmp_path / "shared")


def test_a_content_folder_that_is_not_kept_in_the_repository_is_none_of_it(tmp_path: Path) -> None:
    Repository(tmp_path).commit(at(0), {".gitignore": "content/\nshared/\n"})
    shared(tmp_path, FILES)
    run(tmp_path)
    held = tmp_path.parent / f"{tmp_path.name}-records/held/oak"
    assert sorted(path.name for path in held.iterdir()) == ["story-time.md", "tea.yaml"]
