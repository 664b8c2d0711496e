"""`python -m benchmarks [town] [N …] [--corpus C] [--rounds R] [--jobs J] [--functions] [--keep FOLDER]`

Makes a board of each size (default 1,000 events): of one kind of corpus, or, with the word `town`, one of a
town's shape, with repeats, translations and two years of version history. Builds it from nothing, and prints
for each wall and processor time and the most memory of `bulletin build` with all its processes, and which
part of the time each room of the package and each library has. Rounds go round the sizes in turn, so that a
busy moment of the machine does not hit one size alone; what is printed is the fastest round. `--functions`
shows the functions that take most time too.

10,000 events take some minutes: `python -m benchmarks 1000 10000`, `python -m benchmarks town 1000 10000`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.corpus import TODAY, write_corpus
from benchmarks.rooms import format_rooms, profile_build
from benchmarks.texts import TEXTS
from benchmarks.town import write_town
from benchmarks.tree import Cost, measure

_MOST_FUNCTIONS = 40


def main() -> None:
    given = _arguments()
    sizes = [each for each in given.boards if each != "town"] or [1000]
    kind = "town" if "town" in given.boards else given.corpus
    with _workshop(given.keep) as folder:
        # As for whoever installed it: compiled already (by the first round), whatever this shell says.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str((folder / "bytecode").resolve())
        out = folder / "out"
        boards = {size: _board(folder, size, kind) for size in sizes}
        found: dict[int, list[Cost]] = {size: [] for size in sizes}
        for number in range(given.rounds):
            for size, content in boards.items():
                print(f"round {number + 1}, {size} events …", file=sys.stderr)
                told = _told(content, out, given.jobs)
                found[size].append(measure([sys.executable, "-m", "bulletin", "build", *told]))
        for size, content in boards.items():
            profile = profile_build(_told(content, out, 1))
            print(f"\n{size:,} events, {kind}: {_counted(out)}; best of {given.rounds}")
            print(f"{_cost(found[size], given.jobs)}\n{format_rooms(profile)}")
            if given.functions:
                profile.sort_stats("tottime").print_stats(_MOST_FUNCTIONS)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("boards", nargs="*", type=_asked, metavar="[town] N", help="how many events; default 1000")
    add("--corpus", choices=TEXTS, default="written", help="what the texts are like; default written")
    add("--rounds", type=int, default=3, help="how often each is built; default 3")
    add("--jobs", type=int, default=os.cpu_count() or 1, help="processes; default one per core")
    add("--functions", action="store_true", help="print the functions that take most time too")
    add("--keep", type=Path, help="make the boards here, and leave them")
    return parser.parse_args()


def _asked(word: str) -> int | str:
    return word if word == "town" else int(word)


@contextmanager
def _workshop(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="bulletin-bench-") as folder:
        yield Path(folder)


def _board(folder: Path, size: int, kind: str) -> Path:
    """The content folder of a board of that size, made unless an earlier run left it there."""
    board = folder / f"{kind}-{size}"
    content = board / "content"
    if not (content / "board.yaml").exists():
        if kind == "town":
            write_town(board, size)
        else:
            write_corpus(content, size, corpus=kind)
    return content


def _told(content: Path, out: Path, jobs: int) -> list[str]:
    """The arguments of a build of that content from nothing: what an earlier one left is removed."""
    shutil.rmtree(out, ignore_errors=True)
    return ["--content", str(content), "--out", str(out), "--today", str(TODAY), "--jobs", str(jobs)]


def _counted(out: Path) -> str:
    files = [path for path in out.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    size = sum(path.stat().st_size for path in files)
    return f"{pages:,} pages, {len(files):,} files, {size / 1e6:,.1f} MB"


def _cost(rounds: Sequence[Cost], jobs: int) -> str:
    wall, cpu = min(cost.wall for cost in rounds), min(cost.cpu for cost in rounds)
    memory = max(cost.memory for cost in rounds) / 1e6
    return f"    build --jobs {jobs}: {wall:.2f} s, processor {cpu:.2f} s, {memory:,.0f} MB at most"


if __name__ == "__main__":
    main()
