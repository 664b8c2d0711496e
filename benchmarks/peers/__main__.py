"""`python -m benchmarks.peers [--events N …] [--rounds R] [--work DIR] [--only NAMES] [--cache DIR]`

Installs Hugo, Eleventy, Pelican and Nikola, each in a pinned version and in a folder of its own below the
cache; makes the same site with each of them and twice with ours: as a board is by default, and lean, with
little more than the others make. Then they take turns, several rounds: build from nothing, build again, edit
one text, add one event. After each build its pages, lists, RSS and calendar are looked through. Printed are
wall time, processor time and memory of all processes together, medians and how many times Hugo's they are.

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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from benchmarks.peers.eleventy import Eleventy
from benchmarks.peers.hugo import Hugo
from benchmarks.peers.nikola import Nikola
from benchmarks.peers.ours import Lean, Whole
from benchmarks.peers.peer import Peer
from benchmarks.peers.pelican import Pelican
from benchmarks.peers.rounds import Wrong, run_rounds, tell_on_stderr
from benchmarks.peers.table import format_table

PEERS: dict[str, Peer] = {
    peer.name: peer for peer in (Hugo(), Lean(), Whole(), Eleventy(), Pelican(), Nikola())
}


def main() -> None:
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.peers", description=__doc__, formatter_class=form
    )
    parser.add_argument("--events", type=int, nargs="+", default=[1000], help="how many; default 1000")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is built; default 3")
    parser.add_argument(
        "--work", type=Path, help="where the sites are made; default a folder that is removed"
    )
    parser.add_argument("--only", type=_peers, default=list(PEERS.values()), help=f"of: {','.join(PEERS)}")
    parser.add_argument(
        "--cache", type=Path, default=_cache(), help="where the peers are; default %(default)s"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every build of every round here too")
    given = parser.parse_args()
    # Compiled already, as for whoever installed it, whatever this shell says.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with _workshop(given.work) as work:
        try:
            found = [
                *run_rounds(
                    given.only,
                    given.events,
                    given.rounds,
                    given.cache.resolve(),
                    work.resolve(),
                    tell_on_stderr,
                )
            ]
        except Wrong as error:
            raise SystemExit(str(error)) from error
    if given.json:
        given.json.write_text(json.dumps([asdict(each) for each in found], indent=1) + "\n")
    print(format_table(found))


def _peers(names: str) -> list[Peer]:
    unknown = set(names.split(",")) - PEERS.keys()
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no {', '.join(sorted(unknown))}; of: {', '.join(PEERS)}")
    return [PEERS[name] for name in names.split(",")]


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
