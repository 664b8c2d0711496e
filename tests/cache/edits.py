"""What people do to a board between two builds: each edit is drawn by chance and told in a few words."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tests.cache.worlds import World, is_translation

Edit = Callable[[World], str | None]
"""Changes the board and says how; None when there is nothing of the kind to change."""

EDITS: list[tuple[Edit, float]] = []
"""Every edit there is, with how often it comes."""

TEXTS: list[tuple[Edit, float]] = []
"""Those among them that change nothing but texts."""


def edit(weight: float, *, text: bool = False) -> Callable[[Edit], Edit]:
    """Puts an edit among the others, drawn as often as `weight` says; `text`: it changes texts alone."""

    def put(change: Edit) -> Edit:
        EDITS.append((change, weight))
        if text:
            TEXTS.append((change, weight))
        return change

    return put


def draw_edit(world: World, *, text: bool = False) -> str:
    """One edit, made; what it was. With `text` it changes texts alone."""
    changes, weights = zip(*(TEXTS if text else EDITS), strict=True)
    while True:
        (change,) = world.random.choices(changes, weights)
        told = change(world)
        if told is not None:
            return f"{change.__name__} ({told})"


def choose(world: World, paths: list[str]) -> str | None:
    return world.random.choice(sorted(paths)) if paths else None


def change_text(world: World, change: Callable[[list[str]], list[str]]) -> str | None:
    # Mostly an event's, else a page's, a partner's or a translation's.
    texts = [path for path in world.texts() if path in world.events() or world.random.random() < 0.2]
    path = choose(world, texts)
    if path is None:
        return None
    record = world.records[path]
    record.body = change(record.body or [""])
    world.put(path)
    return path


def set_field(world: World, paths: list[str], name: str, value: str) -> str | None:
    path = choose(world, [path for path in paths if path in world.records])
    if path is None:
        return None
    world.records[path].fields[name] = value
    if world.mended.get(path, ("",))[0] == name:
        del world.mended[path]
    world.put(path)
    return f"{path}: {name}: {value!r}"


def is_typed(world: World, path: str, name: str) -> bool:
    return "e" in world.records[path].fields.get(name, "")


def swap_letters(world: World, paths: list[str], what: str) -> str | None:
    path = choose(world, [path for path in paths if not is_translation(path)])
    if path is None:
        return None
    record = world.records[path]
    if what == "body":
        record.body = [part.replace("e", "o") for part in record.body or ()]
    else:
        record.fields[what] = record.fields[what].replace("e", "o")
    target = world.content / path
    before = target.stat()
    _write_over(target, record.text().encode())
    os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert target.stat().st_size == before.st_size
    return path


def _write_over(target: Path, data: bytes) -> None:
    """The same file, not another of its name: also its inode stays."""
    with target.open("r+b") as opened:
        opened.write(data)
