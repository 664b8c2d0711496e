"""The steps that are measured, and the rounds of them: every step by every peer in turn."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.peers.corpus import Corpus, add_event, edit_body, make_corpus
from benchmarks.peers.holds import find_missing
from benchmarks.peers.peer import Peer, write_site
from benchmarks.tree import Cost, measure

STEPS = ("cold", "unchanged", "edited", "added")
"""From nothing; again at once; with one more sentence in one event; with one event more."""

PUBLIC = "public"
_FEW = 12
"""Events of the site that is built first, unmeasured: whatever compiles itself does it then."""
_LOG = "log"
_STAYS = (_LOG, "__pycache__")
"""What a build from nothing may find beside its input: a program is compiled once, not for every build."""


@dataclass(frozen=True, slots=True)
class Contest:
    """Who builds what, how often, and where: `cache` has the installed peers, `work` their sites."""

    peers: Sequence[Peer]
    sizes: Sequence[int]
    corpus: str
    steps: Sequence[str]
    rounds: int
    cache: Path
    work: Path


@dataclass(frozen=True, slots=True)
class Measured:
    """One build: `wall` and `cpu` in seconds, `memory` in bytes, what lies in the output afterwards."""

    peer: str
    events: int
    round: int
    step: str
    wall: float
    cpu: float
    memory: int
    pages: int
    files: int
    bytes: int


class Wrong(Exception):
    """A build failed, or its output does not hold what it should."""


class Stand:
    """A peer's site of one size, and the means to take it through the steps."""

    def __init__(self, peer: Peer, cache: Path, folder: Path, corpus: Corpus) -> None:
        self.peer = peer
        self.cache = cache
        self.folder = folder
        self.corpus = corpus
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        write_site(peer, folder, corpus)
        self._input = frozenset(path.name for path in folder.iterdir())

    def take(self, step: str, number: int) -> Measured:
        """Change the input as the step says, build, look, and say what it cost. Raises `Wrong`."""
        sentence = f"LastGood in round {number}, {step}."
        expected = self.corpus
        if step == "cold":
            self._begin_anew()
        if step == "edited":
            self.peer.put_event(self.folder, edit_body(self.corpus.edited, sentence))
        if step == "added":
            self.peer.put_event(self.folder, add_event(self.corpus))
            expected = replace(expected, events=(*expected.events, add_event(self.corpus)))
        cost = self._build()
        sentence = sentence if step == "edited" else ""
        missing = find_missing(self.peer, self.folder / PUBLIC, expected, sentence)
        if missing:
            raise Wrong("\n".join([f"{self.peer.name}, {step}:", *missing[:10]]))
        return self._measured(step, number, cost)

    def _begin_anew(self) -> None:
        """The input as it was, no output, nothing that an earlier build left."""
        (self.folder / self.peer.event_file(add_event(self.corpus))).unlink(missing_ok=True)
        self.peer.put_event(self.folder, self.corpus.edited)
        for path in list(self.folder.iterdir()):
            if path.name not in self._input and path.name not in _STAYS:
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _build(self) -> Cost:
        log = self.folder / _LOG
        command = self.peer.command(self.cache, self.folder)
        try:
            with log.open("wb") as said, chdir(self.peer.start(self.folder)):
                return measure(command, said.fileno())
        except subprocess.CalledProcessError as error:
            told = f"{error.output}{log.read_text(errors='replace')}"[-4000:]
            raise Wrong(f"{' '.join(command)}\nended with {error.returncode}:\n{told}") from error

    def _measured(self, step: str, number: int, cost: Cost) -> Measured:
        files = [path for path in (self.folder / PUBLIC).rglob("*") if path.is_file()]
        return Measured(
            peer=self.peer.name,
            events=len(self.corpus.events),
            round=number,
            step=step,
            wall=cost.wall,
            cpu=cost.cpu,
            memory=cost.memory,
            pages=sum(path.suffix == ".html" for path in files),
            files=len(files),
            bytes=sum(path.stat().st_size for path in files),
        )


def run_rounds(contest: Contest, tell: Callable[[str], None]) -> Iterator[Measured]:
    """Every build of every round: peers take turns at each step, so that a busy moment hits them all.

    A round whose steps do not begin with `cold` goes on from a site built unmeasured. Raises `Wrong`.
    """
    for peer in contest.peers:
        tell(f"{peer.name}: installing, and building a site of {_FEW} events …")
        peer.install(contest.cache)
        few = make_corpus(_FEW, corpus=contest.corpus)
        stand = Stand(peer, contest.cache, contest.work / "few" / peer.name, few)
        for step in ("cold", *contest.steps):
            stand.take(step, 0)
    stands = {size: _stands(contest, size) for size in contest.sizes}
    for number in range(1, contest.rounds + 1):
        for size in contest.sizes:
            if contest.steps[0] != "cold":
                for stand in stands[size]:
                    stand.take("cold", number)
            for step in contest.steps:
                for stand in stands[size]:
                    measured = stand.take(step, number)
                    tell(f"round {number}, {size} events, {step}, {stand.peer.name}: {measured.wall:.2f} s")
                    yield measured


def _stands(contest: Contest, size: int) -> list[Stand]:
    corpus = make_corpus(size, corpus=contest.corpus)
    work = contest.work / f"{size}"
    return [Stand(peer, contest.cache, work / peer.name, corpus) for peer in contest.peers]


def tell_on_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
