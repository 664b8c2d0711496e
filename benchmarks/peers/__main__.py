"""`python -m benchmarks.peers [--events N …] [--corpus C] [--rounds R] [--steps S] [--only NAMES]`

Installs Hugo, Eleventy, Pelican and Nikola, each in a pinned version and in a folder of its own below the
cache; makes the same site with each of them and twice with ours: as a board is by default, and lean, with
little more than the others make. Then they take turns, several rounds: build from nothing, build again, edit
one text, add one event (`--steps cold` does the first alone). After each build its pages, lists, RSS and
calendar are looked through. Printed are wall time, processor time and memory of all processes together,
medians and how many times Hugo's they are; or, with `--beside`, another's.

Python comes from PyPI, Eleventy from npm: the first run needs the network, Node and npm; no other does.
Creating files on a disk takes very different times from run to run; a folder in memory is better, such as
`--work /dev/shm/peers`. At 10,000 events Eleventy, Pelican and Nikola take minutes: leave them out with
`--only hugo,bulletin,bulletin-lean`. `--json FILE` keeps the figures of every build.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from benchmarks.peers.eleventy import Eleventy
from benchmarks.peers.hugo import Hugo
from benchmarks.peers.nikola import Nikola
from benchmarks.peers.ours import Lean, Whole
from benchmarks.peers.peer import Peer
from benchmarks.peers.pelican import Pelican
from benchmarks.peers.rounds import STEPS, Contest, Wrong, run_rounds, tell_on_stderr
from benchmarks.peers.table import format_table
from benchmarks.texts import TEXTS

PEERS: dict[str, Peer] = {
    peer.name: peer for peer in (Hugo(), Lean(), Whole(), Eleventy(), Pelican(), Nikola())
}


def main() -> None:
    given = _arguments()
    # Compiled already, as for whoever installed it, whatever this shell says.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with _workshop(given.work) as work:
        contest = Contest(
            peers=[PEERS[name] for name in given.only],
            sizes=given.events,
            corpus=given.corpus,
            steps=given.steps,
            rounds=given.rounds,
            cache=given.cache.resolve(),
            work=work.resolve(),
        )
        try:
            found = [*run_rounds(contest, tell_on_stderr)]
        except Wrong as error:
            raise SystemExit(str(error)) from error
    if given.json:
        told = [{"corpus": given.corpus, **asdict(each)} for each in found]
        given.json.write_text(json.dumps(told, indent=1) + "\n")
    print(f"The {given.corpus} corpus\n\n{format_table(found, given.beside)}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.peers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--events", type=int, nargs="+", default=[1000], help="how many; default 1000")
    add("--corpus", choices=TEXTS, default="written", help="what the texts are like; default written")
    add("--rounds", type=int, default=3, help="how often each is built; default 3")
    add("--steps", type=_names(STEPS), default=STEPS, help=f"of: {','.join(STEPS)}; default all")
    add("--only", type=_names(PEERS), default=list(PEERS), help=f"of: {','.join(PEERS)}; default all")
    add("--beside", choices=PEERS, default="hugo", help="whom the others are compared with; default hugo")
    add("--work", type=Path, help="where the sites are made; default a folder that is removed")
    add("--cache", type=Path, default=_cache(), help="where the peers are; default %(default)s")
    add("--json", type=Path, metavar="FILE", help="write every build of every round here too")
    return parser.parse_args()


def _names(known: Collection[str]) -> Callable[[str], list[str]]:
    """What reads names with commas between them; each must be known."""

    def read(text: str) -> list[str]:
        names = text.split(",")
        unknown = sorted(set(names) - set(known))
        if unknown:
            raise argparse.ArgumentTypeError(f"there is no {', '.join(unknown)}; of: {', '.join(known)}")
        return names

    return read


def _cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "bulletin-peers"


@contextmanager
def _workshop(work: Path | None) -> Iterator[Path]:
    if work is not None:
        work.mkdir(parents=True, exist_ok=True)
        yield work
        return
    with tempfile.TemporaryDirectory(prefix="bulletin-peers-") as folder:
        yield Path(folder)


if __name__ == "__main__":
    main()
