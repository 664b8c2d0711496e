"""Where a build's processor time goes: the part of each room of the package and of each library.

Only the command is run: a build by one process under the standard library's profiler. A room is a folder
below `bulletin/`; its time is that of its own functions and of built-in ones it calls. The profiler slows
small functions most, so parts are told and no seconds.
"""

from __future__ import annotations

import pstats
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.tree import measure

_Function = tuple[str, int, str]
"""File, line and name, as the profiler has them."""
_BUILT_IN = "~"
_PROFILED = "import cProfile; cProfile.run('from bulletin.cli import main; main()', {!r})"
"""`python -m bulletin` ends its process before a profiler could write."""
_LEAST = 0.01
"""Libraries with a smaller part are told together."""


def profile_build(arguments: Sequence[str]) -> pstats.Stats:
    """The profile of `bulletin build` with these arguments, which must not fail."""
    with tempfile.TemporaryDirectory(prefix="bulletin-profile-") as folder:
        profile = Path(folder) / "profile"
        measure([sys.executable, "-c", _PROFILED.format(str(profile)), "build", *arguments])
        return pstats.Stats(str(profile))


def format_rooms(profile: pstats.Stats) -> str:
    """A line for each room and library, the largest part first."""
    seconds = _seconds_by_room(profile.stats)  # type: ignore[attr-defined]  # documented, but not typed
    together = sum(seconds.values())
    told = {
        name: own / together
        for name, own in seconds.most_common()
        if own >= _LEAST * together or name.startswith("bulletin/")
    }
    told["everything else"] = 1 - sum(told.values())
    return "\n".join(f"    {name:28} {part:6.1%}" for name, part in told.items())


def _seconds_by_room(functions: dict[_Function, Any]) -> Counter[str]:
    """A function is (calls, calls, own seconds, seconds, callers); each caller has the same four figures."""
    found: Counter[str] = Counter()
    for function, (_, _, own, _, callers) in functions.items():
        if function[0] != _BUILT_IN or not callers:
            found[_room(function)] += own
            continue
        for caller, (_, _, part, _) in callers.items():
            found[_room(caller)] += part
    return found


def _room(function: _Function) -> str:
    """`bulletin/load`, `site-packages/yaml`, or the standard library."""
    parts = Path(function[0]).parts
    for root in ("site-packages", "bulletin"):
        if root in parts[:-1]:
            at = len(parts) - 1 - parts[::-1].index(root)
            return f"{root}/{parts[at + 1].removesuffix('.py')}"
    return "standard library"
