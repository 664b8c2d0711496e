"""`python -m benchmarks [town] [N …] [--rounds R] [--jobs J] [--profile STAGE] [--keep FOLDER]`

Makes a board of each size (default 1,000 events): a plain one, or, with the word `town`, one of a town's
shape, with repeats, translations and two years of version history. Builds it from nothing, and prints for
each the seconds of every stage in one process, then wall and processor time and the most memory of
`bulletin build` with all its processes. Rounds go round the sizes in turn, so that a busy moment of the
machine does not hit one size alone; what is printed is the fastest round. `--profile STAGE` shows where a
stage's time goes instead.

10,000 events take some minutes: `python -m benchmarks 1000 10000`, `python -m benchmarks town 1000 10000`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.corpus import TODAY, write_corpus
from benchmarks.stages import STAGES
from benchmarks.town import write_town
from benchmarks.tree import Cost, measure


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__, formatter_class=_RAW)
    parser.add_argument(
        "boards", nargs="*", type=_asked, metavar="[town] N", help="how many events; default 1000"
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often each is built; default 3")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="processes; default one per core"
    )
    parser.add_argument("--profile", choices=STAGES, help="show where this stage's time goes")
    parser.add_argument("--keep", type=Path, help="make the boards here, and leave them")
    given = parser.parse_args()
    is_town = "town" in given.boards
    sizes = [each for each in given.boards if each != "town"] or [1000]
    with _workshop(given.keep) as folder:
        # As for whoever installed it: compiled already (by the first round), whatever this shell says.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str((folder / "bytecode").resolve())
        boards = {size: _board(folder, size, is_town=is_town) for size in sizes}
        if given.profile:
            for content in boards.values():
                shutil.rmtree(folder / "out", ignore_errors=True)
                measure([*_STAGES, str(content), str(folder / "out"), "--profile", given.profile], None)
            return
        found: dict[int, list[tuple[dict[str, float], Cost]]] = {size: [] for size in sizes}
        for number in range(given.rounds):
            for size, content in boards.items():
                print(f"round {number + 1}, {size} events …", file=sys.stderr)
                stages = json.loads(_stages(content, folder / "out").output)
                found[size].append((stages, _build(content, folder / "out", given.jobs)))
    for size, rounds in found.items():
        _print(size, rounds, given.jobs)


def _asked(word: str) -> int | str:
    return word if word == "town" else int(word)


_STAGES = [sys.executable, "-m", "benchmarks.stages"]
_RAW = argparse.RawDescriptionHelpFormatter


@contextmanager
def _workshop(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="bulletin-bench-") as folder:
        yield Path(folder)


def _board(folder: Path, size: int, *, is_town: bool) -> Path:
    """The content folder of a board of that size, made unless an earlier run left it there."""
    board = folder / f"{'town' if is_town else 'board'}-{size}"
    content = board / "content" if is_town else board
    if not (content / "board.yaml").exists():
        (write_town if is_town else write_corpus)(board, size)
    return content


def _stages(content: Path, out: Path) -> Cost:
    shutil.rmtree(out, ignore_errors=True)
    return measure([*_STAGES, str(content), str(out)])


def _build(content: Path, out: Path, jobs: int) -> Cost:
    shutil.rmtree(out, ignore_errors=True)
    told = ["--content", str(content), "--out", str(out), "--today", str(TODAY), "--jobs", str(jobs)]
    return measure([sys.executable, "-m", "bulletin", "build", *told])


def _print(size: int, rounds: list[tuple[dict[str, float], Cost]], jobs: int) -> None:
    first = rounds[0][0]
    counted = f"{first['pages']:,.0f} pages, {first['files']:,.0f} files, {first['bytes'] / 1e6:,.1f} MB"
    print(f"\n{size:,} events, {first['dates']:,.0f} dates ahead: {counted}; best of {len(rounds)}")
    print("    in one process    wall   processor")
    stages = [found for found, _ in rounds]
    for stage in STAGES:
        wall, cpu = (min(found[name] for found in stages) for name in (stage, f"{stage} cpu"))
        print(f"    {stage:12} {wall:7.2f} s {cpu:7.2f} s")
    wall, cpu = (
        min(sum(found[f"{stage}{which}"] for stage in STAGES) for found in stages) for which in ("", " cpu")
    )
    print(f"    {'together':12} {wall:7.2f} s {cpu:7.2f} s")
    wall, cpu = min(cost.wall for _, cost in rounds), min(cost.cpu for _, cost in rounds)
    memory = max(cost.memory for _, cost in rounds) / 1e6
    print(f"    build --jobs {jobs} {wall:6.2f} s {cpu:7.2f} s, {memory:,.0f} MB at most")


if __name__ == "__main__":
    main()
