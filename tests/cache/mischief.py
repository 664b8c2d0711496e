"""Harm done to a cache folder or an output folder between two builds, drawn by chance."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

PRECIOUS = b"nobody writes here"

NOT_OURS = ("not-ours.txt", "target.txt")
"""Files that harm put beside those of an output folder."""

POSIX = os.name == "posix"
"""Whether anybody may make links, and there are pipes."""

_KINDS = ["a folder", "a file"]
if POSIX:
    _KINDS += ["a link", "a dead link", "a loop", "a pipe", "unreadable"]


def files_of(folder: Path) -> list[Path]:
    """Every regular file below a folder, links not followed."""
    found = [Path(top, name) for top, _, names in os.walk(folder) for name in names]
    return sorted(path for path in found if _is_plain(path))


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and os.access(path, os.R_OK | os.W_OK)


def remove(path: Path) -> None:
    """Whatever stands at a path."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()


def spoil_cache(random: Random, cache: Path, precious: Path) -> str:
    """Make something hostile of a cache. Links lead to `precious`, a folder with a file of that name."""
    if not cache.is_dir() or cache.is_symlink():
        remove(cache)
        return "the cache is gone"
    kind = random.choice((*_BYTES, "swap", "emptied", "elsewhere", "put", "folder"))
    if kind in _BYTES:
        files = files_of(cache)
        chosen = files if random.random() < 0.5 else random.sample(files, min(1, len(files)))
        for path in chosen:
            path.write_bytes(_BYTES[kind](random, path.read_bytes()))
        return f"{kind}: {[path.name for path in chosen]}"
    return _spoil_names(random, kind, cache, precious)


def _spoil_names(random: Random, kind: str, cache: Path, precious: Path) -> str:
    files = files_of(cache)
    if kind == "swap" and len(files) > 1:
        one, other = random.sample(files, 2)
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)
        return f"swapped {one.name} with {other.name}"
    if kind == "put" and files:
        path = random.choice(files)
        told = _put(random, path, precious)
        return f"{path.name} is {told}"
    if kind == "folder":
        told = _put(random, cache, precious)
        return f"the cache folder is {told}"
    if kind == "elsewhere":
        shutil.move(cache, cache.with_name("elsewhere"))
        shutil.copytree(cache.with_name("elsewhere"), cache)
        shutil.rmtree(cache.with_name("elsewhere"))
        return "the cache was copied"
    for path in files:
        path.unlink()
    return "emptied"


def _put(random: Random, path: Path, precious: Path) -> str:
    """Something else in the place of a file or of a folder."""
    kind = random.choice(_KINDS)
    remove(path)
    if kind == "a folder":
        (path / "deep" / "er").mkdir(parents=True)
    elif kind == "a link":
        path.symlink_to(random.choice((precious, precious / "precious")))
    elif kind == "a dead link":
        path.symlink_to(precious / "nothing-here")
    elif kind == "a loop":
        path.symlink_to(path.name)
    elif kind == "a pipe":
        os.mkfifo(path)
    elif kind == "unreadable":
        path.write_bytes(b"x")
        path.chmod(0)
    else:
        path.write_bytes(b"{}")
    return kind


def _flip(random: Random, data: bytes) -> bytes:
    if not data:
        return b"\0"
    at = random.randrange(len(data))
    return data[:at] + bytes((data[at] ^ random.choice((1, 32, 128)),)) + data[at + 1 :]


def _change_json(random: Random, data: bytes) -> bytes:
    """Another value of JSON where there is one (also on one line of many), else another of any kind."""
    odd: object = random.choice((None, -1, 10**30, [], {}, "x", True, 1e308))
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    try:
        value = json.loads(lines[at])
    except ValueError:
        return json.dumps(odd).encode()
    lines[at] = json.dumps(_change_value(random, value, odd)).encode()
    return b"\n".join(lines)


def _change_value(random: Random, value: object, odd: object) -> object:
    if isinstance(value, dict) and value:
        key = random.choice(sorted(value))
        return value | {key: _change_value(random, value[key], odd)}
    if isinstance(value, list) and value:
        at = random.randrange(len(value))
        return [*value[:at], _change_value(random, value[at], odd), *value[at + 1 :]]
    return odd


_BYTES: dict[str, Callable[[Random, bytes], bytes]] = {
    "cut": lambda random, data: data[: random.randint(0, len(data))],
    "flipped": _flip,
    "nothing": lambda _, __: b"",
    "longer": lambda _, data: data + b"x" * 5000,
    "twice": lambda _, data: data + data,
    "zeros": lambda _, data: b"\0" * len(data),
    "deep": lambda _, __: b"[" * 200_000,
    "deep map": lambda _, __: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "huge number": lambda _, __: b"9" * 10_000,
    "not text": lambda _, __: b"\xff\xfe\x00\xd8" * 50,
    "other json": _change_json,
}


def tamper(random: Random, outs: tuple[Path, ...]) -> str | None:
    """The same harm to each of some output folders that hold the same files; None when they are empty."""
    paths = [path.relative_to(outs[0]).as_posix() for path in files_of(outs[0])]
    pages = [path for path in paths if path != ".bulletin.json"]
    if not pages:
        return None
    kind = random.choice((*_HARM, *_HARM, "manifest", "all gone", "foreign"))
    path = random.choice(pages)
    seed = random.random()
    for out in outs:
        if kind in _HARM:
            _HARM[kind](out / path)
        elif kind == "manifest":
            _harm_manifest(Random(seed), out / ".bulletin.json")
        elif kind == "foreign":
            (out / path).with_name("not-ours.txt").write_text("mine")
        else:
            shutil.rmtree(out)
    return f"{kind}: {path if kind in _HARM else ''}"


def _change_unseen(path: Path) -> None:
    """Other bytes, the same size, the same time: and the same inode."""
    before = path.stat()
    with path.open("r+b") as opened:
        first = opened.read(1)
        opened.seek(0)
        opened.write(b"X" if first != b"X" else b"Y")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replace_unseen(path: Path) -> None:
    """Another file of the same size and time, renamed into its place."""
    before = path.stat()
    other = path.with_name("other.tmp")
    other.write_bytes(path.read_bytes()[::-1])
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def _put_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _put_link(path: Path) -> None:
    data = path.read_bytes()
    path.unlink()
    path.with_name("target.txt").write_bytes(data)
    path.symlink_to("target.txt")


def _delete_folder(path: Path) -> None:
    shutil.rmtree(path.parent) if path.parent.name not in ("with", "without") else path.unlink()


def _put_file_for_folder(path: Path) -> None:
    if path.parent.name in ("with", "without"):
        path.write_bytes(b"")
    else:
        shutil.rmtree(path.parent)
        path.parent.write_bytes(b"a file now")


def _harm_manifest(random: Random, path: Path) -> None:
    """A manifest that lists less, or other digests, or nothing; rarely one that cannot be read at all."""
    kind = random.randrange(5)
    try:
        manifest = json.loads(path.read_bytes())
        names = sorted(manifest["files"])
    except (OSError, ValueError):
        return
    if kind == 0:
        del manifest["files"][random.choice(names)]
        manifest["unlinked"] = []
    elif kind == 1:
        manifest["files"][random.choice(names)] = "0" * 64
    elif kind == 2:
        manifest["unlinked"] = [random.choice(names)]
    elif kind == 3:
        manifest["files"]["events/gone.html"] = "0" * 64
    else:
        path.unlink()
        return
    path.write_text(json.dumps(manifest))


_HARM: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "emptied": lambda path: path.write_bytes(b""),
    "edited": lambda path: path.write_bytes(path.read_bytes() + b"<p>And this."),
    "changed unseen": _change_unseen,
    "replaced unseen": _replace_unseen,
    "a folder now": _put_folder,
    **({"a link now": _put_link} if POSIX else {}),
    "folder deleted": _delete_folder,
    "a file for its folder": _put_file_for_folder,
    "touched": lambda path: os.utime(path, ns=(0, 0)),
}
