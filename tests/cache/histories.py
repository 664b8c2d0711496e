"""A board, some edits, and after each of them the same build twice: with the cache, and without it.

There are two output folders, `with` and `without`. Both live through the same harm; one is built with the
cache, which meanwhile suffers what `mischief` and `troubles` can think of. What is in them, and what is
told, must be the same, and at the end the same as in a new folder. No kind of page is named anywhere.
"""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path
from random import Random

import pytest

from tests.cache import edits_of_boards, edits_of_events
from tests.cache.boards import make_world
from tests.cache.builds import History, Told, build, tree_of
from tests.cache.edits import draw_edit
from tests.cache.mischief import PRECIOUS, tamper
from tests.cache.troubles import befall
from tests.cache.worlds import World

__all__ = ["compare", "edits_of_boards", "edits_of_events", "live"]

EDITS = 3
"""So often a board is edited and built again."""

TICK = 0.02
"""Seconds; what changed within the last ticks of the disk's clock is not believed to stay so."""

_COUNTS = re.compile(r"\d+")


def live(seed: int, root: Path) -> list[Told]:
    """One history; what its builds with the cache told.

    Raises `AssertionError` where one of them differs from that without.
    """
    random = Random(seed)
    (root / "precious").mkdir(parents=True)
    (root / "precious" / "precious").write_bytes(PRECIOUS)
    world = make_world(root, random)
    cache = world.board / ".bulletin-cache" if random.random() < 0.3 else root / "cache"
    history = History(seed, world, cache)
    history.steps.append(f"{len(world.events())} events, {'with' if world.repository else 'without'} git")
    told = [compare(history)]
    rough, texts = random.random() < 0.4, random.random() < 0.6
    for _ in range(EDITS):
        for _ in range(random.choice((1, 1, 1, 1, 2, 3))):
            history.steps.append(draw_edit(world, text=texts and random.random() < 0.85))
        if rough and random.random() < 0.3:
            harm = tamper(random, (history.out("with"), history.out("without")))
            history.steps.append(f"output: {harm}")
        if rough and random.random() < 0.7:
            history.steps.append(befall(history))
        if random.random() < 0.85:
            time.sleep(TICK)
        told.append(compare(history))
    time.sleep(TICK)
    told.append(compare(history))
    if told[-1].code in (0, 3) and seed % 4 == 0:
        _compare_with_new(history, told[-1])
    return told


def compare(history: History) -> Told:
    """Build with the cache and without it; both must say the same, and leave the same. What was said."""
    before = _content_of(history.world)
    told = build(history, "with", cached=True)
    expected = _build_without(history)
    history.steps.append(f"build: {told.code}, {told.out.strip()}")
    where = history.told()
    assert (told.code, told.err) == (expected.code, expected.err), where
    if history.apart:
        assert _COUNTS.sub("", told.out) == _COUNTS.sub("", expected.out), where
    else:
        assert told.out == expected.out, where
    assert told.code in (0, 2, 3), where
    if told.code != 2 or not history.apart:
        # What a build in between was refused, and this one too, may have left a list of files behind.
        _compare_folders(tree_of(history.out("with")), tree_of(history.out("without")), where)
        history.apart = False
    assert _content_of(history.world) == before, f"The content was changed. {where}"
    assert tree_of(history.world.root / "precious") == {"precious": PRECIOUS}, where
    _look_for_strays(history, where)
    if history.cache.is_dir() and not history.cache.is_symlink():
        _keep_copy(history)
    return told


def _build_without(history: History) -> Told:
    """The build without the cache; where all is as it was after the last one, what it would tell."""
    world = history.world
    head = world.commits if world.repository else -1
    state = (_content_of(world), tree_of(history.out("without")), world.today, head)
    if history.last and history.last[0] == state:
        return history.last[1]
    told = build(history, "without", cached=False)
    numbers = list(map(int, _COUNTS.findall(told.out)))
    again = f"OUT: 0 files written, {sum(numbers[:2])} unchanged, 0 deleted.\n" if numbers else told.out
    history.last = (
        (state[0], tree_of(history.out("without")), world.today, head),
        Told(told.code, again, told.err),
    )
    return told


def _compare_folders(
    one: dict[str, bytes | str], other: dict[str, bytes | str], where: str, names: str = "with, without"
) -> None:
    if one == other:
        return
    path = min(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
    first, second = one.get(path), other.get(path)
    if isinstance(first, bytes) and isinstance(second, bytes):
        lines = zip(first.splitlines(), second.splitlines(), strict=False)
        differing = next(((a, b) for a, b in lines if a != b), (first[-200:], second[-200:]))
        pytest.fail(f"{path} differs ({names}):\n  {differing[0]!r}\n  {differing[1]!r}\n{where}")
    pytest.fail(f"{path} ({names}): {first!r:.200} instead of {second!r:.200}\n{where}")


def _compare_with_new(history: History, told: Told) -> None:
    """The folder built step by step holds what a new one does, and besides it only what is not ours."""
    new = build(history, "new", cached=False)
    where = history.told()
    assert (new.code, new.err) == (told.code, told.err), where
    expected = tree_of(history.out("new"))
    found = tree_of(history.out("with"))
    strange = {
        path for path in found.keys() - expected.keys() if path.endswith(("not-ours.txt", "target.txt"))
    }
    kept = {path: what for path, what in found.items() if path not in strange}
    _compare_folders(kept, expected, where, "with, new")


def _content_of(world: World) -> dict[str, bytes | str]:
    return tree_of(world.content) | {f"themes/{path}": what for path, what in tree_of(world.themes).items()}


def _look_for_strays(history: History, where: str) -> None:
    """Nothing is written but the output, the cache and what the cache keeps in the person's state folder."""
    allowed = {"board", "with", "without", "new", "precious", "copies", "foreign", "cache", "aside"}
    allowed |= {"state", "attacker", "no-state"}
    assert {path.name for path in history.world.root.iterdir()} <= allowed, where
    beside = {path.name for path in history.world.board.iterdir()}
    assert beside <= {"content", "themes", ".git", ".bulletin-cache"}, where
    for state in (history.world.root / "state", history.world.root / "attacker"):
        if state.is_dir():
            assert {path.name for path in state.iterdir()} <= {"bulletin"}, where


def _keep_copy(history: History) -> None:
    copy = history.world.root / "copies" / str(len(history.copies))
    shutil.copytree(history.cache, copy, symlinks=True, copy_function=_copy_plain)
    history.copies.append(copy)


def _copy_plain(source: str, target: str) -> None:
    if Path(source).is_file():
        shutil.copy2(source, target)
