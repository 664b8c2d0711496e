"""A run of `bulletin intake` that is killed at any moment loses nothing, and the next one completes it."""

from __future__ import annotations

import os
import shutil
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

import pytest

from bulletin.load.history import committing
from bulletin.load.history.git import run_git
from bulletin.problems import UnusableHistory
from bulletin.workers import start_method
from tests.effort import REPEATS_ITSELF, SEED, scaled
from tests.intake.folders import LATER, STORY, TEA, TRUSTING, hand_in, run, shared, tree
from tests.intake.test_intake import CRASHING
from tests.load.repositories import Repository, at
from tests.test_faults import SwiftDisk

pytestmark = pytest.mark.skipif(start_method() != "fork", reason="processes are not copied here")

NEW = {**CRASHING, "oak/story-time.md": STORY.replace("Songs", "Loud songs")}
DATES = {"oak/story-time.md": LATER, "elm/help.yaml": TEA, "elm/words.txt": "Come to our garden party!"}

WAITING = {"oak/story-time.md": NEW["oak/story-time.md"]}


@dataclass(frozen=True, slots=True)
class Case:
    """What is handed in, to which board, and what waited before."""

    files: dict[str, str | bytes]
    waiting: dict[str, str | bytes] = field(default_factory=dict)
    in_repository: bool = False
    apply: bool = False


CASES = {
    "held": Case(NEW),
    "dates, held nowhere": Case(DATES, WAITING),
    "proposed": Case(NEW, in_repository=True),
    "dates, applied at once": Case(DATES, WAITING, in_repository=True, apply=True),
}


def take_in(folder: Path, apply: bool) -> None:
    """One run, as the first of a group of processes."""
    os.setsid()
    run(folder, apply=apply, disk=SwiftDisk())


def begin(folder: Path, case: Case) -> BaseProcess:
    """A process that takes in: a copy of this one, which has loaded everything already."""
    process = get_context("fork").Process(target=take_in, args=(folder, case.apply))
    process.start()
    return process


def hand_in_to(folder: Path, case: Case) -> None:
    """A board, and beside it a shared folder with what is handed in."""
    shared(folder, {}, TRUSTING)
    if case.in_repository:
        Repository(folder).commit(at(0), {".gitignore": "shared/\n"})
    if case.waiting:
        hand_in(folder, case.waiting)
        run(folder)
    hand_in(folder, case.files)


def kill(process: BaseProcess, *, alone: bool) -> None:
    """End a process, with what it started or alone, and wait until nothing of it goes on."""
    assert process.pid
    with suppress(ProcessLookupError):
        (os.kill if alone else os.killpg)(process.pid, signal.SIGKILL)
    process.join()
    with suppress(ProcessLookupError):
        for _ in range(500):  # where nobody asks how they ended, they are there for ever
            os.killpg(process.pid, 0)
            time.sleep(0.01)


def state(folder: Path) -> tuple[dict[str, bytes], str]:
    """Every file of a board and beside it, and what its branches are at."""
    is_repository = (folder / "board/.git").is_dir()
    return tree(folder), Repository(folder / "board", init=False).git("show-ref") if is_repository else ""


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_run_killed_at_a_random_moment_is_completed_by_the_next(tmp_path: Path, case: Case) -> None:
    begun = tmp_path / "begun"
    hand_in_to(begun / "board", case)
    shutil.copytree(begun, tmp_path / "whole")
    started = time.monotonic()
    begin(tmp_path / "whole/board", case).join()
    longest = time.monotonic() - started
    wanted = state(tmp_path / "whole")
    handed_in = [data if isinstance(data, bytes) else data.encode() for data in case.files.values()]
    chance = Random(SEED)
    for number in range(scaled(3) if REPEATS_ITSELF else scaled(25)):
        folder = tmp_path / f"{number}"
        shutil.copytree(begun, folder)
        process = begin(folder / "board", case)
        time.sleep(chance.uniform(0, longest))
        kill(process, alone=chance.random() < 0.5)
        kept = list(tree(folder).values())
        assert all(data in kept for data in handed_in)
        run(folder / "board", apply=case.apply)
        files, branches = state(folder)
        assert {path for path in files | wanted[0] if files.get(path) != wanted[0].get(path)} == set()
        assert branches == wanted[1]
        shutil.rmtree(folder)


def test_what_a_killed_run_was_writing_is_taken_away_and_nothing_of_a_run_that_goes_on(
    tmp_path: Path,
) -> None:
    process = begin(tmp_path, CASES["held"])
    process.join()  # of a folder that is not there: its number is nobody's now
    shared(tmp_path, {"oak/tea.yaml": TEA}, TRUSTING)
    places = ("shared", "shared/oak", "records/held/oak", "records/drafts/oak", "content/events/oak")
    for place in places:
        (tmp_path / place).mkdir(parents=True, exist_ok=True)
        for number in (process.pid, os.getppid()):
            (tmp_path / place / f".tea.yaml.{number}.bulletin-tmp").write_text("title: Te")
    run(tmp_path)
    left = {path for path in tree(tmp_path) if path.endswith("bulletin-tmp")}
    assert left == {f"{place}/.tea.yaml.{os.getppid()}.bulletin-tmp" for place in places}


def test_a_proposal_that_git_was_told_only_half_of_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tell_half(folder: Path, *arguments: str, told: bytes = b"") -> bytes:
        return run_git(folder, *arguments, told=told.removesuffix(b"done\n"))

    hand_in_to(tmp_path, CASES["proposed"])
    monkeypatch.setattr(committing, "run_git", tell_half)
    with pytest.raises(UnusableHistory):
        run(tmp_path)
    assert "intake" not in Repository(tmp_path, init=False).git("show-ref")
    assert (tmp_path / "shared/elm/help.yaml").is_file()


def test_the_lock_that_a_killed_git_left_on_a_proposal_is_in_nobodys_way(tmp_path: Path) -> None:
    hand_in_to(tmp_path, CASES["proposed"])
    lock = tmp_path / ".git/refs/heads/intake/oak.lock"
    lock.parent.mkdir()
    lock.touch()
    run(tmp_path)  # on a later day
    assert not lock.exists()
    assert "refs/heads/intake/oak" in Repository(tmp_path, init=False).git("show-ref")
