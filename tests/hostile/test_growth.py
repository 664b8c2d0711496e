"""What strangers may make as long as they like: the time grows with the length, never with its square.

Each bomb is read at its full size, at half and at a quarter of it: once up to the bytes a file may have, and
once up to the last number of charges that is within all bounds. Time is counted as `tests/growth.py` says.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest

from bulletin.check import CheckDay, check_board
from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.model.board import Board
from bulletin.plan import plan_site
from bulletin.problems import Problem
from bulletin.render import Renderer
from tests.growth import grows_with_its_length, seconds_of, takes_at_most
from tests.hostile.bombs import FILE_BYTES, GROUPS, MOST, Bomb
from tests.hostile.case import event
from tests.hostile.drawings import chunk, jpeg, png, segment
from tests.hostile.make import TODAY, good_files, write_board
from tests.plain_theme import plain_theme
from tests.site.building import CHECKOUT

BEARABLE = 50
"""Loops of a million additions: the most that one file may take to be read, checked and published."""

MOST_BUILDS = 5
"""How many times as long a build may take with one bad file as without it."""

TOO_MUCH = 200 * 1024 * 1024
"""Bytes: the most memory that a build with one bad file may take."""

_SHOWN = event("image: a.png\nimage_alt: x")

_PUBLISHED = b"publish: [months, days, when, ics, rss, atom, json, print, digest]\n"
"""Every kind of page and file that shows an event, without the hundred lists in which it does not stand."""

_ASKING = "submit/"
"""The form asks for events and shows none; it takes longer to make than most that do."""

_DAY = date.fromisoformat(TODAY)
_BOMBS = [(group, name) for group, (_, bombs) in GROUPS.items() for name in bombs]


@dataclass(frozen=True, slots=True)
class _Answer:
    board: Board | None
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        return any(problem.is_error for problem in self.problems)


@cache
def _around() -> dict[str, bytes]:
    files = {path: data for path, data in good_files().items() if not path.startswith("events/")}
    return files | {"board.yaml": files["board.yaml"] + _PUBLISHED}


def _read(text: str) -> _Answer:
    """What comes of an event with this text on a small board, read and checked."""
    path = f"events/typists/x.{'md' if text.startswith('---') else 'yaml'}"
    data = text.encode("utf-8", "surrogatepass")
    loaded = load_board(Sources({**_around(), path: data}))
    problems = list(loaded.problems)
    if loaded.board is not None:
        problems += check_board(loaded.board, CheckDay(_DAY, frozenset(), None))
    return _Answer(loaded.board, tuple(each for each in problems if each.ref.path == path))


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
        assert grows_with_its_length(
            lambda charges: seconds_of(partial(_read, bomb(charges))), most, loops=BEARABLE
        ), most


@pytest.mark.parametrize(("group", "name"), _BOMBS, ids=str)
def test_as_much_as_the_bounds_allow_is_published_in_time_and_one_more_is_refused(
    group: str, name: str
) -> None:
    size, bombs = GROUPS[group]
    bomb = bombs[name]
    good = MOST[group].get(name, _fits(bomb, size))
    if good:
        text = bomb(good)
        assert takes_at_most(BEARABLE, partial(_publish, text))
    if name not in MOST[group] and size == FILE_BYTES:
        return  # a longer file is not even opened: see `too-many-bytes` in fields.py
    text = bomb(good + 1 if name in MOST[group] else 2 * good)
    past: list[_Answer] = []
    assert takes_at_most(BEARABLE, lambda: past.append(_read(text)))
    errors = [problem for problem in past[0].problems if problem.is_error]
    assert errors
    assert all(problem.ref.line >= 1 and problem.message for problem in errors)


@cache
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


def _publish(text: str) -> None:
    read = _read(text)
    assert not read.is_refused
    assert read.board is not None
    plan = plan_site(read.board, _DAY)
    renderer = Renderer(plain_theme(), plan.layouts)
    for file in plan.plans():
        if not file.path.startswith(_ASKING):
            renderer.render(file.make())


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


def _write_heavy(content: Path, name: str) -> Path:
    text, beside = _HEAVIEST[name]
    write_board(content, [])
    folder = content / "events" / "typists"
    folder.mkdir()
    for file, data in {"x.md" if text.startswith("---") else "x.yaml": text.encode(), **beside}.items():
        (folder / file).write_bytes(data)
    return content


# A process counts the memory of the one it came from as its own, so builds come from a small one, which has
# imported already what each of them would import. A line is the arguments of a build.
_MEASURE = """
import json, os, sys
import bulletin.commands.build
from bulletin.__main__ import main
for line in sys.stdin:
    child = os.fork()
    if not child:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        sys.argv = ["bulletin", *json.loads(line)]
        main()
    _, status, used = os.wait4(child, 0)
    print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss, flush=True)
"""

Build = Callable[[Path, Path], tuple[float, int]]


@pytest.fixture(scope="module")
def build_alone() -> Iterator[Build]:
    """`build_alone(content, out)` is the processor time and the most memory that a build takes."""
    command = [sys.executable, "-c", _MEASURE]
    with subprocess.Popen(
        command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        asked, said = process.stdin, process.stdout
        assert asked is not None
        assert said is not None

        def build(content: Path, out: Path) -> tuple[float, int]:
            where = ("--content", str(content), "--out", str(out))
            asked.write(json.dumps(["build", *where, "--today", TODAY, "--jobs", "1"]) + "\n")
            asked.flush()
            code, seconds, memory = said.readline().split()
            assert code in ("0", "3")
            return float(seconds), int(memory) * 1024

        yield build


@pytest.fixture(scope="module")
def light(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of a board without a bad file."""
    return _write_heavy(tmp_path_factory.mktemp("light") / "content", "nothing")


@pytest.fixture(scope="module")
def usual(light: Path, build_alone: Build) -> float:
    """The processor time of a build of it."""
    return build_alone(light, light.with_name("public"))[0]


@pytest.mark.debian
@pytest.mark.parametrize("name", _HEAVIEST)
def test_no_single_file_takes_much_memory_or_time_of_a_build(
    name: str, light: Path, usual: float, build_alone: Build, tmp_path: Path
) -> None:
    heavy = _write_heavy(tmp_path / "content", name)
    for _ in range(3):  # what disturbs one build may leave the next alone
        seconds, memory = build_alone(heavy, tmp_path / "public")
        assert memory < TOO_MUCH
        if seconds < MOST_BUILDS * usual:
            return
        usual = build_alone(light, light.with_name("public"))[0]
    raise AssertionError(f"one file takes more than {MOST_BUILDS} times as long as the rest of the board")
