"""What befalls a cache between two builds, or the build that would have used it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.cache.boards import make_world
from tests.cache.builds import History, build
from tests.cache.edits import draw_edit
from tests.cache.edits_of_events import a_text_of_the_same_length_is_put_at_the_same_time
from tests.cache.mischief import POSIX, files_of, remove, spoil_cache


def befall(history: History) -> str:
    """Something that befalls the cache, or the build that would have used it; what it was."""
    chosen = history.world.random.choice((*_BEFALLS, _spoil, _spoil, _spoil))
    told = chosen(history)
    return f"{chosen.__name__.strip('_')}: {told}"


def _spoil(history: History) -> str:
    return spoil_cache(history.world.random, history.cache, history.world.root / "precious")


def _stale(history: History) -> str:
    """The cache as it was after an earlier build, everything else as it is now."""
    if not history.copies:
        return "no copy yet"
    copy = history.world.random.choice(history.copies)
    remove(history.cache)
    shutil.copytree(copy, history.cache)
    return copy.name


def _mixed(history: History) -> str:
    """One file of the cache as it was after an earlier build, the others as they are."""
    found = [path for copy in history.copies for path in files_of(copy)]
    if not found or not history.cache.is_dir() or history.cache.is_symlink():
        return "no copy yet"
    path = history.world.random.choice(found)
    remove(history.cache / path.name)
    shutil.copy2(path, history.cache / path.name)
    return f"{path.name} of {path.parent.name}"


def _foreign(history: History) -> str:
    """The cache of another board, made by the same person."""
    root = history.world.root / "foreign"
    remove(root)
    root.mkdir()
    other = History(history.seed, make_world(root, Random(history.seed + 1)), root / "cache")
    other.state = "../state"
    told = build(other, "with", cached=True)
    remove(history.cache)
    if other.cache.is_dir():
        shutil.copytree(other.cache, history.cache)
    return f"its build: {told.code}"


def _attacked(history: History) -> str:
    """A cache of this very board with other texts in it, signed with another secret."""
    random, world = history.world.random, history.world
    chosen = random.sample(files_of(world.content), 2)
    kept = {path: (path.read_bytes(), path.stat()) for path in chosen}
    for path, (data, before) in kept.items():
        path.write_bytes(data.replace(b"e", b"X"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    remove(history.cache)
    history.state = "attacker"
    build(history, random.choice(("with", "aside")), cached=True)
    history.state = "state"
    for path, (data, before) in kept.items():
        path.write_bytes(data)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    history.apart = True
    return ", ".join(path.name for path in chosen)


def _secret(history: History) -> str:
    """The secret is gone, is another one, is no file, or has no place to be."""
    random, root = history.world.random, history.world.root
    found = files_of(root / "state") if (root / "state").is_dir() else []
    kinds = ["gone", "other", "short", "folder", "no place", *(["pipe", "link"] if POSIX else [])]
    kind: str = random.choice(kinds)
    history.state = "state"
    if kind == "no place":
        remove(root / "no-state")
        (root / "no-state").write_bytes(b"a file")
        history.state = "no-state"
    for path in found if kind != "no place" else ():
        data = path.read_bytes()
        remove(path)
        if kind == "other":
            path.write_bytes(random.randbytes(len(data)))
        elif kind == "short":
            path.write_bytes(data[:3])
        elif kind == "folder":
            path.mkdir()
        elif kind == "pipe":
            os.mkfifo(path)
        elif kind == "link":
            path.symlink_to(root / "precious" / "precious")
    return kind


def _elsewhere(history: History) -> str:
    """The same cache serves another output folder in between."""
    told = build(history, "aside", cached=True)
    return str(told.code)


def _passed_by(history: History) -> str:
    """A build without the cache in between, after an edit that is taken back or stays."""
    told = draw_edit(history.world)
    code = build(history, "with", cached=False).code
    history.apart = True
    return f"{told}, {code}, {draw_edit(history.world)}"


def _strict(history: History) -> str:
    """A build that may write nothing in between."""
    history.apart = True
    return str(build(history, "with", cached=True, options=("--strict",)).code)


def _failed(history: History) -> str:
    """A build during which the disk refuses a rename, a write or a deletion."""
    name = history.world.random.choice(("replace", "rename", "unlink", "fsync"))
    left = history.world.random.randint(0, 12)
    real: Callable[..., object] = getattr(os, name)

    def refuse(*arguments: object, **options: object) -> object:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(28, "No space left on device")
        return real(*arguments, **options)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, name, refuse)
        code = build(history, "with", cached=True).code
    history.apart = True
    return f"os.{name}, {code}"


def _edited_meanwhile(history: History) -> str:
    """An edit, a build, and as soon as it has read that file another edit of the same size and time."""
    world = history.world
    told = a_text_of_the_same_length_is_put_at_the_same_time(world)
    if told is None:
        return "nothing"
    target, real, seen = world.content / told, os.open, False

    def swap(path: object, *arguments: object, **options: object) -> int:
        nonlocal seen
        if seen and target.exists():
            seen = False
            _swap(target)
        opened: int = real(path, *arguments, **options)  # type: ignore[arg-type]
        seen = seen or str(path) == str(target)
        return opened

    target.write_bytes(world.records[told].text().encode())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "open", swap)
        code = build(history, "with", cached=True).code
    record = world.records[told]
    record.body = [part.replace("o", "a") for part in record.body or ()]
    if target.read_text(encoding="utf-8") != record.text():
        world.put(told)
    history.apart = True
    return f"{told}, {code}"


def _swap(target: Path) -> None:
    before = target.stat()
    front, fields, body = target.read_text(encoding="utf-8").split("---\n", 2)
    with target.open("r+b") as opened:
        opened.write(f"{front}---\n{fields}---\n{body.replace('o', 'a')}".encode())
    os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))


_BEFALLS = (
    _stale, _mixed, _foreign, _attacked, _secret, _elsewhere, _passed_by, _strict, _failed, _edited_meanwhile,
)  # fmt: skip
