"""How many random inputs tests try: `BULLETIN_TEST_EFFORT=10` tries ten times as many, and others."""

from __future__ import annotations

import os
from random import SystemRandom

EFFORT = float(os.environ.get("BULLETIN_TEST_EFFORT", "1"))

REPEATS_ITSELF = EFFORT <= 1
"""Whether each run tries the same inputs: what passed passes again."""

SEED = 1 if REPEATS_ITSELF else SystemRandom().randrange(2**31)


def scaled(count: int) -> int:
    """So many inputs, times the effort."""
    return max(1, round(count * EFFORT))


def halved_by_day(count: int) -> int:
    """The same of what takes long: half as many in a run that repeats what earlier ones tried."""
    return max(1, scaled(count) // 2) if REPEATS_ITSELF else scaled(count)
