"""Fuzz, by hand and in CI:

    python -m tests.fuzz --seconds 60              every target for its share of a minute
    python -m tests.fuzz --seconds 600 markup      one target
    python -m tests.fuzz --most 1000 record urls   two targets, so many inputs each
    python -m tests.fuzz --again FILE markup       one input again

With atheris installed targets that are named are guided by what the code covers; without it, and where
none is named, the choices are random. Both begin from `--seed`. An input that breaks a promise, or takes more
processor time than `SLOW` loops of a million additions, is written to a file, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

from tests.growth import seconds_of_loop, takes_at_most

SLOW = 50
# Seconds: a guided input that takes longer hangs.
_PATIENCE = 300
MOST_BYTES = 600


@dataclass(slots=True)
class Run:
    """How often a target was called, the seconds of its slowest input, which inputs broke a promise."""

    count: int = 0
    slowest: float = 0.0
    broken: int = 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.split("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="target")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=sys.maxsize, help="at most so many inputs each")
    parser.add_argument("--again", type=Path, help="a file with one input")
    parser.add_argument("--plain", action="store_true", help="random choices, even with atheris")
    given = parser.parse_args()
    if find_spec("atheris") and given.targets and not (given.plain or given.again):
        return _guided(given.targets, given.seconds / len(given.targets), given.seed, given.most)
    from tests.fuzz.targets import TARGETS

    names = given.targets or list(TARGETS)
    if given.again:
        TARGETS[names[0]](given.again.read_bytes())
        return 0
    broken = 0
    for name in names:
        run = fuzz(name, given.seconds / len(names), given.seed, given.most)
        broken += run.broken
        print(f"{name}: {run.count:,} inputs, slowest {run.slowest:.3f} s, {run.broken} broken", flush=True)
    return 1 if broken else 0


def fuzz(name: str, seconds: float, seed: int, most: int = sys.maxsize) -> Run:
    """Random inputs for one target until the time is over, five are broken, or `most` were tried."""
    from tests.fuzz.targets import TARGETS

    target, chance, run = TARGETS[name], random.Random(seed), Run()
    end, loop = time.monotonic() + seconds, seconds_of_loop()
    while time.monotonic() < end and run.broken < 5 and run.count < most:
        data = chance.randbytes(chance.randrange(MOST_BYTES))
        begun = time.process_time()
        try:
            target(data)
        except Exception:
            traceback.print_exc()
            run.broken += 1
            _keep(name, data)
        else:
            took = time.process_time() - begun
            run.slowest = max(run.slowest, took)
            if took > SLOW * loop and not takes_at_most(SLOW, partial(target, data)):
                run.broken += 1
                _keep(name, data)
        run.count += 1
    return run


def _keep(name: str, data: bytes) -> None:
    file = Path(f"fuzz-{name}-{sha256(data).hexdigest()[:12]}")
    file.write_bytes(data)
    print(f"{name}: broken by {file}", flush=True)


def _guided(names: Sequence[str], seconds: float, seed: int, most: int) -> int:
    """1 when an input broke a promise. Every target has a process of its own: atheris ends it."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["bulletin"]):
        import_module("tests.fuzz.targets")
    codes = []
    for name in names:
        options = [
            "-len_control=0",
            f"-max_total_time={int(seconds)}",
            f"-seed={seed}",
            f"-runs={most if most < sys.maxsize else -1}",
            f"-timeout={_PATIENCE}",
            f"-artifact_prefix=fuzz-{name}-",
            f"-max_len={MOST_BYTES}",
        ]
        process = get_context("fork").Process(target=_guide, args=(name, options))
        process.start()
        process.join()
        print(f"{name}: guided, ended with {process.exitcode}", flush=True)
        codes.append(process.exitcode)
    return 1 if any(codes) else 0


def _guide(name: str, options: list[str]) -> None:
    from tests.fuzz.targets import TARGETS

    atheris = import_module("atheris")
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
