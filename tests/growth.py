"""How much work something is, whatever the machine and whatever else it does.

Seconds depend on both, so no test has a limit in seconds. Processor time is compared with that of a loop of
Python's, run in the same moment, or with that of the same work on a smaller input. The least of a few tries
counts: what disturbs only ever adds.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

LOOP = 1_000_000
"""Steps of the loop that work is measured in: about 0.04 s on a quiet machine of 2026."""

_PARTS = 50
_LOOKS = 3

_TRIES = 5
# Four times the length may take eight times as long, and not sixteen times.
_FACTOR = 8
# Loops; below that, the clock decides.
_JUDGED = 0.5


def seconds_of(work: Callable[[], object]) -> float:
    """The processor time that some work takes in this process."""
    begun = process_time()
    work()
    return process_time() - begun


def seconds_of_loop() -> float:
    """The processor time that a loop of a million additions takes just now, from a part of it."""
    return _PARTS * min(seconds_of(_part_of_loop) for _ in range(_LOOKS))


def _part_of_loop() -> None:
    sum(number for number in range(LOOP // _PARTS))


def takes_at_most(loops: float, work: Callable[[], object]) -> bool:
    """Whether some work takes no more processor time than so many loops of a million additions."""
    return any(seconds_of(work) <= loops * seconds_of_loop() for _ in range(_TRIES))


def grows_with_its_length(
    seconds: Callable[[int], float], length: int, *, loops: float = float("inf")
) -> bool:
    """Whether the time grows with the length and not with its square: the whole against a quarter of it.

    `seconds(length)` is the processor time that the work takes for so long an input; the whole of it may take
    as long as so many loops of a million additions.
    """
    for _ in range(_TRIES):
        whole, loop = seconds(length), seconds_of_loop()
        if whole > loops * loop:
            continue
        if whole <= _JUDGED * loop or whole <= _FACTOR * seconds(max(length // 4, 1)):
            return True
    return False
