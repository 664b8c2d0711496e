"""Commands that move records, killed before any operation of the disk.

No event is lost from the board, and the same command again ends what was begun.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from bulletin.files.disk import is_ours
from bulletin.pipeline.changing import OpenBoard, open_board
from bulletin.pipeline.check import ReadingOptions
from bulletin.pipeline.combining import plan_combination
from bulletin.pipeline.moving import Move, try_move, write_move
from bulletin.pipeline.renames import plan_rename
from bulletin.pipeline.retiring import plan_retirement
from tests.commands import test_combine, test_rename
from tests.commands.boards import at
from tests.test_faults import Killed, SwiftDisk, kill_at

OPTIONS = ReadingOptions(clock=at("2027-01-15"), jobs=1)
LAST = date(2027, 2, 15)
MOST = 400

PICTURES = {"events/elm/fair.png"}
"""What may be left over of an event that is no more: `check` names a picture that no record names."""

Files = dict[str, bytes]
Plan = Callable[[OpenBoard], Move]


def rename(*what: str) -> tuple[Callable[[Path], Path], Plan]:
    return test_rename.board, lambda opened: plan_rename(opened, *what).move


COMMANDS: Mapping[str, tuple[Callable[[Path], Path], Plan]] = {
    "rename an event": rename("event", "oak/quiz", "trivia"),
    "rename a venue": rename("venue", "main-library", "hub"),
    "rename a partner": rename("partner", "oak", "birch"),
    "combine": (
        test_combine.board,
        lambda opened: plan_combination(opened, "elm/fair", "oak/winter-fair", accept=False).move,
    ),
    "retire": (test_rename.board, lambda opened: plan_retirement(opened, "oak", LAST).move),
}


def files(content: Path) -> Files:
    paths = (path for path in content.rglob("*") if path.is_file() and not is_ours(path.name))
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in paths}


def put_back(content: Path, before: Files) -> None:
    for path, data in before.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(data)
    for path in files(content).keys() - before.keys():
        (content / path).unlink()


def is_ended(found: Files, whole: Files) -> bool:
    return found == found | whole and found.keys() - whole.keys() <= PICTURES


def events(content: Path) -> dict[str, str]:
    """The title of each event, by its permanent name."""
    return {each.id: each.text.title for each in open_board(content, OPTIONS).board.events.values()}


@pytest.mark.parametrize("name", COMMANDS)
def test_whenever_it_is_killed_nothing_is_lost_and_the_same_again_ends_it(tmp_path: Path, name: str) -> None:
    make, plan = COMMANDS[name]
    content = make(tmp_path)
    before, opened = files(content), open_board(content, OPTIONS)
    trial = try_move(opened, plan(opened))
    write_move(opened, trial, disk=SwiftDisk())
    whole, kept = files(content), events(content)

    known = before
    for moment in range(1, MOST):
        put_back(content, before)
        try:
            write_move(opened, trial, disk=kill_at(moment))
        except Killed:
            found = files(content)
        else:
            break
        if found == known:
            continue
        known = found
        for path, data in found.items():
            assert data in (before.get(path), whole.get(path)), f"{path} is in part old and in part new"
        assert events(content).items() >= kept.items(), f"lost at operation {moment}"
        if not is_ended(found, whole):
            again = open_board(content, OPTIONS)
            write_move(again, try_move(again, plan(again)), disk=SwiftDisk())
            assert is_ended(files(content), whole), f"not ended after operation {moment}"
    assert known != before
    assert moment < MOST - 1
