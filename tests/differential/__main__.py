"""Our expansion of repeats against python-dateutil and ical.js, over random rules, zones and years:

    python -m tests.differential --cases 100000            every reader, and a table at the end
    python -m tests.differential --cases 1 --first 4711    one case again, with its calendar

ical.js reads the calendar that we would publish. What it reads otherwise must be explained in docs/adr/0015;
the exit code is 1 when something is not.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bulletin.model.zones import use_pinned_zones
from tests.differential.cases import Case, make_case
from tests.differential.comparison import Tally
from tests.differential.readings import IcalJs, Shown, by_dateutil, by_us, calendar_of

BATCH = 50
TELLING = 10_000
"""So many cases, and a line says how far it is."""

Reading = Callable[[Case], list[Shown]]


@dataclass(slots=True)
class Run:
    """The tallies of both readers, and how long it took."""

    dateutil: Tally = field(default_factory=Tally)
    icaljs: Tally = field(default_factory=Tally)
    seconds: float = 0.0

    @property
    def unexplained(self) -> list[str]:
        named = ("dateutil", self.dateutil), ("ical.js", self.icaljs)
        return [f"{name} {difference}" for name, tally in named for difference in tally.unexplained]


def run_cases(
    seed: int,
    first: int,
    count: int,
    *,
    expand: Reading | None = None,
    write: Callable[[Case], bytes] = calendar_of,
) -> Run:
    """Compare cases `first` to `first + count - 1` of a seed. `expand` and `write` stand for our own code."""
    use_pinned_zones()
    run, begun = Run(), time.monotonic()
    read = expand or (lambda case: by_us(case, case.window))
    with IcalJs() as icaljs:
        waiting: list[tuple[Case, list[Shown]]] = []
        for number in range(first, first + count, BATCH):
            cases = [make_case(seed, each) for each in range(number, min(number + BATCH, first + count))]
            icaljs.ask(cases, [write(case) for case in cases])
            # While Node reads these, the ones before are compared, and these with dateutil.
            ours = [(case, read(case)) for case in cases]
            for case, dates in ours:
                run.dateutil.add(case, dates, by_dateutil(case), excuse=False)
            _compare(run, icaljs, waiting)
            waiting = ours
        _compare(run, icaljs, waiting)
    run.seconds = time.monotonic() - begun
    return run


def _compare(run: Run, icaljs: IcalJs, ours: Sequence[tuple[Case, list[Shown]]]) -> None:
    for (case, dates), answer in zip(ours, icaljs.answers(len(ours)), strict=True):
        run.icaljs.add(case, dates, answer, excuse=True)
    if run.icaljs.cases and run.icaljs.cases % TELLING == 0:
        print(f"{run.icaljs.cases:,} cases", file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.differential", description=__doc__.split("\n")[0])
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    given = parser.parse_args()
    if given.cases == 1:
        use_pinned_zones()
        case = make_case(given.seed, given.first)
        print(case, *by_us(case, case.window), calendar_of(case).decode(), sep="\n")
    run = run_cases(given.seed, given.first, given.cases)
    for difference in run.unexplained[:30]:
        print(difference)
    print(format_table(run))
    return 1 if run.unexplained else 0


def format_table(run: Run) -> str:
    """What was compared and found, a line each."""
    lines = [f"{'':30}{'dateutil':>14}{'ical.js':>14}"]
    tallies = run.dateutil, run.icaljs
    for name, values in (
        ("cases", [tally.cases for tally in tallies]),
        ("dates compared", [tally.dates for tally in tallies]),
        ("dates agreed on", [tally.agreed for tally in tallies]),
        ("cases unexplained", [len(tally.unexplained) for tally in tallies]),
    ):
        lines.append(f"{name:30}" + "".join(f"{value:>14,}" for value in values))
    lines.append("explained, in cases (dates):")
    for reason, cases in sorted(run.icaljs.explained_cases.items()):
        lines.append(f"  {reason:28}{'':14}{cases:>14,} ({run.icaljs.explained[reason]:,})")
    lines.append(f"{'seconds':30}{run.seconds:>14,.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
