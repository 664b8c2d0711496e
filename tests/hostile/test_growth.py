"""What strangers may make as long as they like: the time grows with the length, never with its square.

Each bomb is read at its full size, at half and at a quarter of it: once up to the bytes a file may have, and
once up to the last number of charges that is within all bounds. Time is processor time, the least of a few
tries, because the machine has other things to do.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bulletin.check import CheckDay, check_board
from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.model.board import Board
from bulletin.plan import plan_site
from bulletin.problems import Problem
from bulletin.render import render_site
from bulletin.render.html import load_theme, packaged_themes
from bulletin.render.themes import Theme
from tests.hostile.bombs import FILE_BYTES, GROUPS, MOST, Bomb
from tests.hostile.case import event
from tests.hostile.drawings import chunk, jpeg, png, segment
from tests.hostile.make import TODAY, good_files, write_board
from tests.site.building import CHECKOUT

SLOW = 2.0
"""Seconds: the most that one file may take, wherever it is read, checked and published."""

TOO_MUCH = 200 * 1024 * 1024
"""Bytes: the most memory that a build with one bad file may take."""

# Four times the length takes four times as long, and not sixteen times.
_FACTOR = 8
# Seconds; below that, the clock and the rest of the machine decide.
_JUDGED = 0.02
_TRIES = 5

_SHOWN = event("image: a.png\nimage_alt: x")

_DAY = date.fromisoformat(TODAY)
_BOMBS = [(group, name) for group, (_, bombs) in GROUPS.items() for name in bombs]


@dataclass(frozen=True, slots=True)
class _Answer:
    board: Board | None
    problems: tuple[Problem, ...]
    seconds: float

    @property
    def is_refused(self) -> bool:
        return any(problem.is_error for problem in self.problems)


@cache
def _around() -> dict[str, bytes]:
    return {path: data for path, data in good_files().items() if not path.startswith("events/")}


def _read(text: str) -> _Answer:
    """What comes of an event with this text on a small board, read and checked."""
    path = f"events/typists/x.{'md' if text.startswith('---') else 'yaml'}"
    data = text.encode("utf-8", "surrogatepass")
    begun = time.process_time()
    loaded = load_board(Sources({**_around(), path: data}))
    problems = list(loaded.problems)
    if loaded.board is not None:
        problems += check_board(loaded.board, CheckDay(_DAY, frozenset(), None))
    took = time.process_time() - begun
    return _Answer(loaded.board, tuple(each for each in problems if each.ref.path == path), took)


def _grows_with_its_length(bomb: Bomb, most: int) -> bool:
    """Whether `most` charges take at most so many times as long as a quarter of them, in one try of some."""
    whole, quarter = bomb(most), bomb(max(most // 4, 1))
    for _ in range(_TRIES):
        seconds = _read(whole).seconds
        assert seconds < SLOW
        if seconds <= _JUDGED or seconds <= _FACTOR * _read(quarter).seconds:
            return True
    return False


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """The first text of all also pays for what is read once."""
    _read(event(""))
    _read("---\ntitle: x\n---\n\n*x*\n")


@pytest.mark.parametrize(("group", "name"), _BOMBS, ids=str)
def test_time_grows_with_the_length(group: str, name: str) -> None:
    size, bombs = GROUPS[group]
    bomb = bombs[name]
    for most in {_fits(bomb, size), MOST[group].get(name, 0)} - {0}:
        assert _grows_with_its_length(bomb, most), most


@pytest.mark.parametrize(("group", "name"), _BOMBS, ids=str)
def test_as_much_as_the_bounds_allow_is_published_in_time_and_one_more_is_refused(
    group: str, name: str
) -> None:
    size, bombs = GROUPS[group]
    bomb = bombs[name]
    good = MOST[group].get(name, _fits(bomb, size))
    if good:
        assert _seconds_to_publish(bomb(good)) < SLOW
    if name not in MOST[group] and size == FILE_BYTES:
        return  # a longer file is not even opened: see `too-many-bytes` in fields.py
    past = _read(bomb(good + 1 if name in MOST[group] else 2 * good))
    errors = [problem for problem in past.problems if problem.is_error]
    assert errors
    assert all(problem.ref.line >= 1 and problem.message for problem in errors)
    assert past.seconds < SLOW


def _fits(bomb: Bomb, size: int) -> int:
    """The most charges that fit so many bytes."""
    high = 1
    while len(bomb(high).encode("utf-8", "surrogatepass")) <= size:
        high *= 2
    low = max(high // 2, 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(bomb(middle).encode()) <= size else (low, middle - 1)
    return low


def _seconds_to_publish(text: str) -> float:
    read = _read(text)
    assert not read.is_refused
    assert read.board is not None
    begun = time.process_time()
    for _ in render_site(plan_site(read.board, _DAY), _theme()):
        pass
    return read.seconds + time.process_time() - begun


@cache
def _theme() -> Theme:
    return load_theme((packaged_themes(),), "plain", {})


# What each is for is in its name; sizes are those that a build still takes.
_HEAVIEST: dict[str, tuple[str, dict[str, bytes]]] = {
    "nothing": (event(""), {}),
    "cancelled dates": (GROUPS["times"][1]["changes"](989), {}),
    "moved dates": (GROUPS["times"][1]["moved"](282), {}),
    "old addresses": (GROUPS["fields"][1]["old-addresses"](1981), {}),
    "unknown fields": (GROUPS["fields"][1]["near-names"](992), {}),
    "500 dates of 3 days": (event("end: 2027-01-23 11:00\nrepeat: every day, 500 times"), {}),
    "brackets": (GROUPS["strewn"][1]["["](200), {}),
    "headings": (GROUPS["texts"][1]["headings"](1500), {}),
    "table": (GROUPS["texts"][1]["table-rows"](998), {}),
    "aliases": (GROUPS["fields"][1]["merge"](1000), {}),
    "png of many chunks": (_SHOWN, {"a.png": png(chunks=chunk(b"tEXt", b"a\0") * 20_000)}),
    "png of 5 MB": (_SHOWN, {"a.png": png(chunks=chunk(b"tEXt", b"a\0" + bytes(4_999_000)))}),
    "jpeg of many segments": (_SHOWN, {"a.png": jpeg(segments=segment(0xFE, b"") * 20_000)}),
    "jpeg of 5 MB": (_SHOWN, {"a.png": jpeg(segments=segment(0xFE, bytes(65_000)) * 76)}),
    "flyer of 10 MB": (event("flyer: a.pdf"), {"a.pdf": b"%PDF-1.7\n" + bytes(9_999_000) + b"%%EOF"}),
}


@pytest.fixture(scope="module")
def spent(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[float, int]]:
    """The processor time and the memory of a build, by the one bad file on its board."""
    found = {}
    for number, (name, (text, beside)) in enumerate(_HEAVIEST.items()):
        content = tmp_path_factory.mktemp(f"heavy-{number}") / "content"
        write_board(content, [])
        folder = content / "events" / "typists"
        folder.mkdir()
        for file, data in {"x.md" if text.startswith("---") else "x.yaml": text.encode(), **beside}.items():
            (folder / file).write_bytes(data)
        found[name] = _build_alone(content, content.with_name("public"))
    return found


# A process counts the memory of the one it came from as its own, so it comes from a small one.
_MEASURE = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def _build_alone(content: Path, out: Path) -> tuple[float, int]:
    arguments = ("build", "--content", content, "--out", out, "--today", TODAY, "--jobs", "1")
    command = [sys.executable, "-c", _MEASURE, sys.executable, "-m", "bulletin", *map(str, arguments)]
    said = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    code, seconds, memory = said.split()
    assert code in ("0", "3")
    return float(seconds), int(memory) * (1 if sys.platform == "darwin" else 1024)


@pytest.mark.debian
@pytest.mark.parametrize("name", _HEAVIEST)
def test_no_single_file_takes_much_memory_or_time_of_a_build(
    name: str, spent: dict[str, tuple[float, int]]
) -> None:
    seconds, memory = spent[name]
    assert memory < TOO_MUCH
    assert seconds - spent["nothing"][0] < SLOW
